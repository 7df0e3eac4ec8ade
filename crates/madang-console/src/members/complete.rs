//! 「회원가입」 step 3: welcome, and what to do with the mail.

use askama::Template;
use axum::response::Response;

use super::steps::{Step, steps};
use crate::frame::Frame;
use crate::shell::{self, Page, Steps};

#[derive(Template)]
#[template(path = "members/complete.html")]
struct Complete {
    page: Page,
    steps: Steps,
    hours: u32,
    has_outbox: bool,
}

/// `GET /sign-up/done`
pub(crate) async fn show(frame: Frame) -> Response {
    let t = frame.t();
    let hours = frame.ctx.settings().sign_up.link_hours;
    let has_outbox = frame.web.is_development();
    let title = t.a("sign-up-welcome", &[("product", frame.page.brand.name.as_str().into())]);
    shell::html(&Complete {
        page: frame.page.titled(title, ""),
        steps: steps(t, Step::Done),
        hours,
        has_outbox,
    })
}
