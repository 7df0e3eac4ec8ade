//! 03 입력 완료: what came of the application.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::catalog::show as offering;
use madang_core::orders;
use madang_model::OrderId;
use madang_model::orders::OrderState;
use madang_web::Fail;

use super::terms::steps;
use crate::frame::{At, Frame};
use crate::organizations::switched;
use crate::shell::{self, Page, Steps};

#[derive(Template)]
#[template(path = "subscriptions/done.html")]
struct Done {
    page: Page,
    steps: Steps,
    kind: &'static str,
    notice: String,
    more: String,
    order: String,
    /// Where what was subscribed to is; empty as long as there is nothing.
    subscription: String,
    product: String,
}

/// `GET /subscribe/{code}/done?order=…`
pub(super) async fn show(mut frame: Frame, At(code): At<String>) -> Result<Response, Fail> {
    let organization = switched(&mut frame).await?.organization.id;
    let Ok(id) = frame.query.text("order").parse::<OrderId>() else {
        return Ok(Redirect::to(&format!("/products/{code}")).into_response());
    };
    let order = orders::get(&frame.ctx, id).await?;
    let found = offering(&frame.ctx, &code).await?;
    let t = frame.t();
    let state = order.row.state;
    let (kind, key) = match state {
        OrderState::Done => ("success", "done"),
        OrderState::InApproval => ("info", "waiting"),
        OrderState::Approved | OrderState::Fulfilling => ("info", "making"),
        OrderState::Draft
        | OrderState::Returned
        | OrderState::Withdrawn
        | OrderState::Failed
        | OrderState::Rejected
        | OrderState::Cancelled => ("danger", "failed"),
    };
    let args = [("offering", found.name.as_str().into())];
    let more = if key == "failed" { order.row.cause.clone() } else { t.s(&format!("subscribe-{key}-more")) };
    let result = order.row.result_id.as_ref().filter(|_| state == OrderState::Done);
    let view = Done {
        page: frame
            .page
            .clone()
            .titled(t.a("subscribe-title-of", &args), "")
            .under(t.s("catalog-title"), "/products"),
        steps: steps(t, if key == "failed" { 3 } else { 4 }),
        kind,
        notice: t.a(&format!("subscribe-{key}"), &args),
        more,
        order: format!("/orders/{id}"),
        subscription: result.map(|id| format!("/subscriptions/{id}")).unwrap_or_default(),
        product: format!("/products/{code}?organization={organization}"),
    };
    Ok(shell::html(&view))
}
