//! The orders of all organisations, for staff.

use askama::Template;
use axum::response::Response;
use madang_core::orders;
use madang_web::Fail;

use super::list::query;
use super::view::{self, OrderLine, line};
use crate::admin::pager;
use crate::admin::section::Section;
use crate::frame::Frame;
use crate::shell::{self, Choice, Page, Pager};

#[derive(Template)]
#[template(path = "orders/list_all.html")]
struct List {
    page: Page,
    search: String,
    kind: String,
    state: String,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    orders: Vec<OrderLine>,
    pager: Pager,
    narrowed: bool,
}

/// `GET /admin/orders`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let (t, zone, now) = (frame.t(), frame.zone(), frame.ctx.now());
    let query = query(&frame);
    let found = orders::list_all(&frame.ctx, &query).await?;
    let narrowed = query.kind.is_some() || query.state.is_some() || query.search.is_some();
    let template = List {
        page: Section::Orders.page(&frame, "orders-all-purpose"),
        search: query.search.unwrap_or_default(),
        kind: query.kind.unwrap_or_default(),
        state: query.state.map(|state| state.as_str().to_owned()).unwrap_or_default(),
        kinds: view::kinds(&frame),
        states: view::states(&frame),
        orders: found.items.iter().map(|item| line(t, &zone, now, item)).collect(),
        pager: pager::pager(&frame, "before", found.next),
        narrowed,
    };
    Ok(shell::html(&template))
}
