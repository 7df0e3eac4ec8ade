//! 「상품」: everything on sale, by category.

use askama::Template;
use axum::response::Response;
use madang_core::catalog::{Shelf, shelves};
use madang_web::Fail;

use crate::frame::Frame;
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "catalog/list.html")]
struct List {
    page: Page,
    shelves: Vec<Shelf>,
}

/// `GET /products`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let shelves = shelves(&frame.ctx).await?;
    let t = frame.t();
    let page = frame.page.titled(t.s("catalog-title"), t.s("catalog-purpose"));
    Ok(shell::html(&List { page, shelves }))
}
