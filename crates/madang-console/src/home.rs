//! The first page.

use askama::Template;
use axum::response::Response;

use crate::frame::Frame;
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    page: Page,
}

/// `GET /`: what it is, for visitors; what concerns them, for members.
pub(crate) async fn show(frame: Frame) -> Response {
    let page = frame.page.titled("Madang", "");
    shell::html(&Home { page })
}
