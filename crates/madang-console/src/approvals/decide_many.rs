//! Deciding on several orders at once.

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use madang_core::approvals::{self, Decide};
use madang_core::orders;
use madang_model::{OrderId, Rule};
use madang_web::{Fail, Form};

use super::inbox::{Said, draw, why};
use crate::frame::Frame;
use crate::trouble::Trouble;

/// `POST /approvals/decide`
pub(super) async fn act(frame: Frame, form: Form) -> Result<Response, Fail> {
    let t = frame.t();
    let wanted: Option<Vec<(OrderId, Option<i64>)>> = form.all("order").map(read).collect();
    let comment = form.text("comment").to_owned();
    let decide = Decide { decision: form.text("decision").to_owned(), comment: comment.clone(), round: None };
    let wanted = wanted.unwrap_or_default();
    if wanted.is_empty() {
        // What is decided is looked at first, so that a visitor is asked to sign in.
        approvals::inbox(&frame.ctx, &approvals::InboxQuery::default()).await?;
        let trouble = Trouble::field(t, "order", Rule::Required);
        return draw(&frame, Said { comment, trouble, ..Said::default() }).await;
    }
    let results = match approvals::decide_many(&frame.ctx, &wanted, &decide).await {
        Ok(results) => results,
        Err(error) => {
            let trouble = Trouble::of(t, error)?;
            return draw(&frame, Said { comment, trouble, ..Said::default() }).await;
        }
    };
    let mut failed = Vec::new();
    for (id, result) in results {
        if let Err(error) = result {
            let why = why(&frame, error)?;
            // Who may not see the order is told no more than that.
            failed.push(match orders::get(&frame.ctx, id).await {
                Ok(order) => format!("{} {}: {why}", order.row.number, order.row.title),
                Err(_) => why,
            });
        }
    }
    if failed.is_empty() {
        return Ok(Redirect::to(&format!("/approvals?done={}", decide.decision)).into_response());
    }
    let done = wanted.len() - failed.len();
    let notice = t.a("approvals-some", &[("done", done.into()), ("failed", failed.len().into())]);
    let trouble = Trouble::notice(StatusCode::CONFLICT, notice);
    draw(&frame, Said { failed, comment, trouble, ..Said::default() }).await
}

/// An order and its submission, as the inbox's boxes send them.
fn read(text: &str) -> Option<(OrderId, Option<i64>)> {
    let (id, round) = text.split_once('.')?;
    Some((id.parse().ok()?, Some(round.parse().ok()?)))
}
