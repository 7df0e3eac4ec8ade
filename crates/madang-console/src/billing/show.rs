//! 「결제 정보」: what is on file.

use askama::Template;
use axum::response::Response;
use madang_core::{Action, billing};
use madang_model::billing::{AccountState, PaymentMethod};
use madang_web::Fail;

use super::view::{CheckLine, account_state, checks, facts};
use crate::done;
use crate::frame::Frame;
use crate::organizations::switched;
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "billing/show.html")]
struct Show {
    page: Page,
    organization: String,
    account: Option<View>,
    may_write: bool,
    done: String,
}

struct View {
    state_kind: &'static str,
    state: String,
    facts: Vec<(String, String)>,
    by_card: bool,
    has_card: bool,
    locked: bool,
    incomplete: bool,
    tries: String,
    checks: Vec<CheckLine>,
}

/// `GET /billing`
pub(super) async fn show(mut frame: Frame) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let context = switched(&mut frame).await?;
    let id = context.organization.id;
    let account = billing::get_account(&frame.ctx, id).await?;
    let account = account.map(|account| {
        let (state_kind, state) = account_state(t, account.row.state);
        View {
            state_kind,
            state,
            facts: facts(t, &zone, &account),
            by_card: account.row.method == PaymentMethod::Card,
            has_card: account.has_card(),
            locked: account.row.locked_at.is_some(),
            incomplete: account.row.state == AccountState::Incomplete,
            tries: t.a("billing-tries", &[("count", account.tries_left().into())]),
            checks: checks(t, &zone, &account),
        }
    });
    let view = Show {
        page: frame.page.clone().titled(t.s("billing-title"), t.s("billing-purpose")),
        organization: id.to_string(),
        account,
        may_write: frame.ctx.actor.may_as(Action::WriteBilling, context.standing).is_ok(),
        done: done::text(t, &frame.query),
    };
    Ok(shell::html(&view))
}
