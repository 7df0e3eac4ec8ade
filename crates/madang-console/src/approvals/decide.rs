//! Deciding on one order, with the form that stands on its page.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::approvals::{self, Decide, Turn};
use madang_core::orders;
use madang_model::OrderId;
use madang_web::{Fail, Form};

use super::view;
use crate::frame::{At, Frame};
use crate::orders::order_page;
use crate::shell::Page;
use crate::trouble::Trouble;

/// What the form needs to know; the part `approvals/decide.html` finds it in a field `deciding` of its page.
pub struct Deciding {
    /// Where the form posts to.
    pub action: String,
    /// The submission that was looked at.
    pub round: i64,
    /// Who decides on this step.
    pub step: String,
    /// Of an n-of-m step: how many approved so far, and how many have to; empty for others.
    pub count: String,
    /// In whose stead the reader decides 「대결」; empty for nobody's.
    pub on_behalf_of: String,
    /// Whether the operators decide because nobody else did.
    pub escalated: bool,
    /// What was typed.
    pub comment: String,
    /// What is wrong with it.
    pub trouble: Trouble,
}

impl Deciding {
    /// The form for the reader's turn.
    pub fn new(frame: &Frame, id: OrderId, turn: &Turn) -> Self {
        let t = frame.t();
        let count = if turn.needed > 1 {
            t.a("approvals-count", &[("done", turn.approvals.into()), ("needed", turn.needed.into())])
        } else {
            String::new()
        };
        Self {
            action: format!("/orders/{id}/decide"),
            round: turn.round,
            step: view::step(t, turn.kind),
            count,
            on_behalf_of: turn.on_behalf_of.clone().unwrap_or_default(),
            escalated: turn.escalated,
            comment: String::new(),
            trouble: Trouble::default(),
        }
    }
}

#[derive(Template)]
#[template(path = "approvals/decide_page.html")]
struct Again {
    page: Page,
    deciding: Deciding,
    back: String,
}

/// `POST /orders/{id}/decide`
pub(super) async fn act(frame: Frame, At(id): At<OrderId>, form: Form) -> Result<Response, Fail> {
    let input = Decide {
        decision: form.text("decision").to_owned(),
        comment: form.text("comment").to_owned(),
        round: form.text("round").parse().ok(),
    };
    let error = match approvals::decide(&frame.ctx, id, &input).await {
        Ok(_) => {
            return Ok(Redirect::to(&format!("/approvals?done={}", input.decision)).into_response());
        }
        Err(error) => error,
    };
    let order = orders::get(&frame.ctx, id).await?;
    let turn = {
        let mut conn = frame.ctx.read().await?;
        approvals::turn(&frame.ctx, &mut conn, id).await?
    };
    let trouble = Trouble::of(frame.t(), error)?;
    // Whose turn it is not any more is told so where the order stands now.
    let Some(turn) = turn else { return order_page(&frame, id, String::new(), trouble).await };
    let deciding = Deciding { comment: input.comment, trouble, ..Deciding::new(&frame, id, &turn) };
    let t = frame.t();
    let page = frame.page.clone().titled(order.row.title, t.s("approvals-purpose"));
    let page = page.under(t.s("approvals-title"), "/approvals");
    let template = Again { page, deciding, back: format!("/orders/{id}") };
    Ok(template.deciding.trouble.page(&template))
}
