//! 🔍: picking whom to ask.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::Error;
use madang_core::approvals::{ApproverQuery, find_approvers};
use madang_core::orders::{self, SaveDraft};
use madang_model::{MemberId, OrderId, Rule};
use madang_store::approvers::PersonRow;
use madang_web::{Fail, Form};

use crate::admin::pager;
use crate::frame::{At, Frame};
use crate::shell::{Page, Pager};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "orders/approver.html")]
struct Approver {
    page: Page,
    id: String,
    revision: i64,
    search: String,
    picked: String,
    people: Vec<Person>,
    pager: Pager,
    trouble: Trouble,
}

/// Somebody who can be picked.
struct Person {
    id: String,
    name: String,
    login_id: String,
    department: String,
}

/// `GET /orders/{id}/approver`
pub(super) async fn ask(frame: Frame, At(id): At<OrderId>) -> Result<Response, Fail> {
    page(&frame, id, Trouble::default()).await
}

/// `POST /orders/{id}/approver`
pub(super) async fn act(frame: Frame, At(id): At<OrderId>, form: Form) -> Result<Response, Fail> {
    let order = orders::get(&frame.ctx, id).await?;
    let Ok(approver_id) = form.text("approver_id").parse::<MemberId>() else {
        // Whoever is no writer learns nothing here.
        orders::quote(&frame.ctx, id).await?;
        let trouble = Trouble::field(frame.t(), "approver_id", Rule::ApproverRequired);
        return page(&frame, id, trouble).await;
    };
    let input = SaveDraft {
        revision: form.text("revision").parse().unwrap_or(-1),
        form: serde_json::from_str(&order.row.form).map_err(Error::internal)?,
        approver_id: Some(approver_id),
    };
    let saved = orders::save_draft(&frame.ctx, id, &input).await;
    if let Err(error) = saved {
        return page(&frame, id, Trouble::of(frame.t(), error)?).await;
    }
    let to = if orders::quote(&frame.ctx, id).await?.broken.is_empty() { "confirm" } else { "edit" };
    Ok(Redirect::to(&format!("/orders/{id}/{to}")).into_response())
}

async fn page(frame: &Frame, id: OrderId, trouble: Trouble) -> Result<Response, Fail> {
    let t = frame.t();
    let order = orders::get(&frame.ctx, id).await?;
    if !order.is_writable() {
        return Ok(Redirect::to(&format!("/orders/{id}")).into_response());
    }
    let query = ApproverQuery {
        organization_id: order.row.organization_id,
        department_id: order.row.department_id,
        search: frame.query.text("q").to_owned(),
        after: Some(frame.query.text("after").to_owned()).filter(|after| !after.is_empty()),
    };
    let (people, next, trouble) = match find_approvers(&frame.ctx, &query).await {
        Ok(found) => (found.items, found.next, trouble),
        Err(error) => (Vec::new(), None, Trouble::of(t, error)?),
    };
    let template = Approver {
        page: frame
            .page
            .clone()
            .titled(t.s("orders-approver-title"), "")
            .under(order.row.number.clone(), format!("/orders/{id}/edit")),
        id: id.to_string(),
        revision: order.row.revision,
        search: query.search,
        picked: order.row.approver_id.map(|id| id.to_string()).unwrap_or_default(),
        people: people.into_iter().map(person).collect(),
        pager: pager::pager(frame, "after", next),
        trouble,
    };
    Ok(template.trouble.page(&template))
}

fn person(row: PersonRow) -> Person {
    Person {
        id: row.id.to_string(),
        name: row.name,
        login_id: row.login_id,
        department: row.department.unwrap_or_default(),
    }
}
