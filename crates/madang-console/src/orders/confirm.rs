//! 「신청확인」: everything that was entered, once more.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::orders::{self, Confirm};
use madang_model::OrderId;
use madang_web::{Fail, Form};

use super::fields::entered;
use super::files::Files;
use super::summary::Summary;
use crate::frame::{At, Frame};
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "orders/confirm.html")]
struct Ask {
    page: Page,
    id: String,
    seal: String,
    lines: Vec<(String, String)>,
    summary: Summary,
    trouble: Trouble,
}

/// `GET /orders/{id}/confirm`
pub(super) async fn ask(frame: Frame, At(id): At<OrderId>) -> Result<Response, Fail> {
    page(&frame, id, Trouble::default()).await
}

/// `POST /orders/{id}/confirm`
pub(super) async fn act(frame: Frame, At(id): At<OrderId>, form: Form) -> Result<Response, Fail> {
    let input =
        Confirm { revision: form.text("revision").parse().unwrap_or(-1), seal: form.text("seal").to_owned() };
    match orders::confirm(&frame.ctx, id, &input).await {
        Ok(()) => Ok(Redirect::to(&format!("/orders/{id}?done=submitted")).into_response()),
        Err(error) => page(&frame, id, Trouble::of(frame.t(), error)?).await,
    }
}

async fn page(frame: &Frame, id: OrderId, trouble: Trouble) -> Result<Response, Fail> {
    let t = frame.t();
    let order = orders::get(&frame.ctx, id).await?;
    if !order.is_writable() {
        return Ok(Redirect::to(&format!("/orders/{id}")).into_response());
    }
    let quote = orders::quote(&frame.ctx, id).await?;
    if !quote.broken.is_empty() {
        return Ok(Redirect::to(&format!("/orders/{id}/edit?check=1")).into_response());
    }
    let clusters = orders::offered_clusters(&frame.ctx, id).await?;
    let organization =
        madang_core::organizations::context(&frame.ctx, Some(order.row.organization_id)).await?;
    let mut lines = vec![
        (t.s("order-field-organization"), organization.organization.name),
        (t.s("order-field-department"), order.department.clone().unwrap_or_default()),
        (
            t.s("order-field-applicant"),
            order.applicant.as_ref().map(|person| person.name.clone()).unwrap_or_default(),
        ),
    ];
    lines.retain(|(_, value)| !value.is_empty());
    lines.extend(entered(t, &order, &clusters));
    let files = Files::of(frame, id).await?.lines;
    if !files.is_empty() {
        let names: Vec<String> = files.into_iter().map(|file| file.name).collect();
        lines.push((t.s("orders-files"), names.join("\n")));
    }
    let template = Ask {
        page: frame
            .page
            .clone()
            .titled(t.s("orders-confirm-title"), t.s("orders-confirm-purpose"))
            .under(order.row.number.clone(), format!("/orders/{id}/edit")),
        id: id.to_string(),
        seal: quote.seal.clone(),
        lines,
        summary: Summary::new(frame, &order, &quote, String::new(), String::new()).closed(),
        trouble,
    };
    Ok(template.trouble.page(&template))
}
