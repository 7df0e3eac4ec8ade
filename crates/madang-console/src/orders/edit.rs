//! Writing an order: the kind's form, what it would cost, 「임시저장」 and 「신청」.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use madang_core::orders::{self, Order, SaveDraft};
use madang_core::{Error, Refusal};
use madang_model::OrderId;
use madang_web::{Fail, Form};
use serde_json::Value;

use super::fields::{Field, entered, fields, is_fixed, typed};
use super::files::Files;
use super::summary::Summary;
use super::view;
use crate::frame::{At, Frame};
use crate::shell::{self, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "orders/edit.html")]
struct Edit {
    page: Page,
    id: String,
    number: String,
    organization: String,
    department: String,
    applicant: String,
    fields: Vec<Field>,
    /// What was entered on pages of its own.
    entered: Vec<(String, String)>,
    cause: String,
    trouble: Trouble,
    summary: Summary,
    files: Files,
}

/// `GET /orders/{id}/edit`
pub(super) async fn ask(frame: Frame, At(id): At<OrderId>) -> Result<Response, Fail> {
    let order = orders::get(&frame.ctx, id).await?;
    if !order.is_writable() {
        return Ok(Redirect::to(&format!("/orders/{id}")).into_response());
    }
    let mut trouble = Trouble::default();
    if frame.query.text("check") == "1" {
        let quote = orders::quote(&frame.ctx, id).await?;
        trouble = Trouble::fields(frame.t(), &quote.broken);
    }
    page(&frame, order, trouble).await
}

/// `POST /orders/{id}/edit`
pub(super) async fn act(frame: Frame, At(id): At<OrderId>, form: Form) -> Result<Response, Fail> {
    let order = orders::get(&frame.ctx, id).await?;
    if let Err(error) = keep(&frame, &order, &form).await {
        let trouble = Trouble::of(frame.t(), error)?;
        let mut order = order;
        order.row.form = written(&order, &form).to_string();
        return page(&frame, order, trouble).await;
    }
    let to = match form.text("act") {
        "approver" => format!("/orders/{id}/approver"),
        "submit" => {
            let quote = orders::quote(&frame.ctx, id).await?;
            if !quote.broken.is_empty() {
                let order = orders::get(&frame.ctx, id).await?;
                return page(&frame, order, Trouble::fields(frame.t(), &quote.broken)).await;
            }
            let is_picked = orders::get(&frame.ctx, id).await?.row.approver_id.is_some();
            if quote.plan.needs_approver() && !is_picked {
                format!("/orders/{id}/approver")
            } else {
                format!("/orders/{id}/confirm")
            }
        }
        _ => format!("/orders/{id}/edit?done=saved"),
    };
    Ok(Redirect::to(&to).into_response())
}

/// `POST /orders/{id}/autosave`: keeps what is typed while it is typed, and answers with the card beside the form.
pub(super) async fn autosave(frame: Frame, At(id): At<OrderId>, form: Form) -> Result<Response, Fail> {
    let t = frame.t();
    let order = orders::get(&frame.ctx, id).await?;
    let (saved, problem) = match keep(&frame, &order, &form).await {
        Ok(()) => (t.s("orders-autosaved"), String::new()),
        Err(Error::Refused(refusal)) => (String::new(), refusal.words(t)),
        Err(Error::Invalid(broken)) => {
            (String::new(), broken.first().map(|field| t.rule(field.rule)).unwrap_or_default())
        }
        Err(error) => return Err(error.into()),
    };
    let mut order = orders::get(&frame.ctx, id).await?;
    if !problem.is_empty() {
        // What another tab wrote is not taken over unseen.
        order.row.revision = form.text("revision").parse().unwrap_or(-1);
    }
    let quote = orders::quote(&frame.ctx, id).await?;
    let status = if problem.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
    let card = Summary::new(&frame, &order, &quote, saved, problem);
    Ok(shell::html_with(status, &card))
}

async fn keep(frame: &Frame, order: &Order, form: &Form) -> madang_core::Result<()> {
    let revision = form.text("revision").parse().map_err(|_| Refusal::Superseded)?;
    let input = SaveDraft { revision, form: written(order, form), approver_id: order.row.approver_id };
    orders::save_draft(&frame.ctx, order.row.id, &input).await.map(|_| ())
}

/// What stands in the order's form after this: what was typed, or what stood there where nothing of it can be typed.
fn written(order: &Order, form: &Form) -> Value {
    if is_fixed(&order.row.kind) {
        serde_json::from_str(&order.row.form).unwrap_or_default()
    } else {
        typed(&order.row.kind, form)
    }
}

async fn page(frame: &Frame, order: Order, trouble: Trouble) -> Result<Response, Fail> {
    let t = frame.t();
    let id = order.row.id;
    let quote = orders::quote(&frame.ctx, id).await?;
    let clusters = orders::offered_clusters(&frame.ctx, id).await?;
    let saved = if frame.query.text("done") == "saved" { t.s("orders-saved") } else { String::new() };
    let organization =
        madang_core::organizations::context(&frame.ctx, Some(order.row.organization_id)).await?;
    let title = t.a("orders-edit-title", &[("kind", view::kind(t, &order.row.kind).into())]);
    let template = Edit {
        page: frame
            .page
            .clone()
            .titled(title, t.s("orders-edit-purpose"))
            .under(t.s("orders-title"), "/orders"),
        id: id.to_string(),
        number: order.row.number.clone(),
        organization: organization.organization.name,
        department: order.department.clone().unwrap_or_default(),
        applicant: order.applicant.as_ref().map(|person| person.name.clone()).unwrap_or_default(),
        fields: fields(frame, &order, &clusters, &trouble),
        entered: if is_fixed(&order.row.kind) { entered(t, &order, &clusters) } else { Vec::new() },
        cause: order.row.cause.clone(),
        summary: Summary::new(frame, &order, &quote, saved, String::new()),
        files: Files::of(frame, id).await?,
        trouble,
    };
    Ok(template.trouble.page(&template))
}
