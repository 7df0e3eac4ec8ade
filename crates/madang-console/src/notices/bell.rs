//! How much is unread, in the masthead.

use askama::Template;
use axum::response::Response;
use madang_core::{Actor, Ctx, notices};
use madang_web::Fail;

use crate::frame::Frame;
use crate::shell::{self, Bell, Page};

/// How often one page asks, once a minute.
const MOST: u8 = 10;

#[derive(Template)]
#[template(path = "notices/bell.html")]
struct Part {
    page: Page,
}

/// `GET /notices/bell`: the part of the masthead alone.
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    frame.signed_in()?;
    let asked = frame.query.text("asked").parse().unwrap_or(MOST);
    let mut page = frame.page;
    page.bell = bell(&frame.ctx, asked.saturating_add(1)).await;
    Ok(shell::html(&Part { page }))
}

/// How much the reader has not read, and whether the page asks again. Who may not know yet, or asks of a
/// database that is away, sees a bell without a number.
pub(crate) async fn bell(ctx: &Ctx, next: u8) -> Bell {
    if !matches!(ctx.actor, Actor::Member { hold: None, .. }) {
        return Bell::default();
    }
    let unread = match notices::unread(ctx).await {
        Ok(0) | Err(_) => String::new(),
        Ok(notices::MOST_UNREAD..) => format!("{}+", notices::MOST_UNREAD - 1),
        Ok(count) => count.to_string(),
    };
    Bell { unread, next: (next <= MOST).then_some(next) }
}
