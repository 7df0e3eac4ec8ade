//! The confirmation before the first subscription of all (guide 000 §2.1.2).

use askama::Template;
use axum::response::Response;
use madang_core::catalog::show as offering;
use madang_web::Fail;

use crate::frame::{At, Frame};
use crate::organizations::switched;
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "subscriptions/start.html")]
struct Start {
    page: Page,
    offering: String,
    back: String,
    go: String,
}

/// `GET /subscribe/{code}/start`
pub(super) async fn show(mut frame: Frame, At(code): At<String>) -> Result<Response, Fail> {
    let organization = switched(&mut frame).await?.organization;
    let found = offering(&frame.ctx, &code).await?;
    let back = format!("/products/{code}?organization={}", organization.id);
    let template = Start {
        page: frame
            .page
            .titled(frame.ctx.tr().s("subscribe-title"), "")
            .under(found.name.clone(), back.clone()),
        go: format!("/subscribe/{code}?organization={}", organization.id),
        offering: found.name,
        back,
    };
    Ok(shell::html(&template))
}
