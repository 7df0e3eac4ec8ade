//! 「알림 설정」

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::notices::{self, Ways};
use madang_web::{Fail, Form};

use super::beside;
use crate::done;
use crate::frame::Frame;
use crate::shell::Page;
use crate::trouble::Trouble;

/// A kind of notice and how it is told.
struct Line {
    kind: &'static str,
    label: String,
    mail: bool,
    console: bool,
    mandatory: bool,
}

#[derive(Template)]
#[template(path = "me/notice_settings.html")]
struct Settings {
    page: Page,
    done: String,
    lines: Vec<Line>,
    trouble: Trouble,
}

/// `GET /me/notices`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    page(frame, Trouble::default()).await
}

/// `POST /me/notices`
pub(crate) async fn save(frame: Frame, form: Form) -> Result<Response, Fail> {
    let ticked = |field, kind: &str| form.all(field).any(|value| value == kind);
    let wanted: Vec<(String, Ways)> = notices::KINDS
        .iter()
        .map(|kind| {
            let ways = Ways { mail: ticked("mail", kind.name), console: ticked("console", kind.name) };
            (kind.name.to_owned(), ways)
        })
        .collect();
    match notices::set_preferences(&frame.ctx, &wanted).await {
        Ok(()) => Ok(Redirect::to("/me/notices?done=notices-set").into_response()),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            page(frame, trouble).await
        }
    }
}

async fn page(frame: Frame, trouble: Trouble) -> Result<Response, Fail> {
    let t = frame.t();
    let lines = notices::preferences(&frame.ctx).await?;
    let lines = lines.iter().map(|set| Line {
        kind: set.kind.name,
        label: t.s(&format!("notice-kind-{}", set.kind.name)),
        mail: set.ways.mail,
        console: set.ways.console,
        mandatory: set.kind.mandatory,
    });
    let lines = lines.collect();
    let done = done::text(t, &frame.query);
    let page = beside(frame.page.titled(t.s("me-notices"), t.s("me-notices-purpose")), "/me/notices");
    let view = Settings { page, done, lines, trouble };
    Ok(view.trouble.page(&view))
}
