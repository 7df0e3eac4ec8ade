//! Coming back from the gateway's page.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::billing::{self, Returned};
use madang_model::CardCheckId;
use madang_model::billing::CheckOutcome;
use madang_web::Fail;

use super::setup::Way;
use crate::frame::{At, Frame};
use crate::shell::{self, Page};

/// The most that a gateway brings back.
const FIELDS: usize = 40;

#[derive(Template)]
#[template(path = "billing/returned.html")]
struct Back {
    page: Page,
    state: &'static str,
    notice: String,
    more: String,
    again: String,
    here: String,
}

/// `GET /billing/card/return/{id}`: asks the gateway, whatever stands in the address.
pub(super) async fn show(frame: Frame, At(id): At<CardCheckId>) -> Result<Response, Fail> {
    frame.signed_in()?;
    let t = frame.t();
    let returned: Returned =
        frame.query.fields().take(FIELDS).map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let check = billing::finish_card_check(&frame.ctx, id, &returned).await?;
    let account = billing::account_of_check(&frame.ctx, id).await?;
    let organization = account.organization_id;
    let way = Way { next: check.next.clone(), back: String::new() };
    let setup = way.setup(organization);
    let (state, notice, more) = match check.state {
        CheckOutcome::Passed => {
            let to = if way.is_wizard() { format!("{setup}&done=card") } else { way.onward("card") };
            return Ok(Redirect::to(&to).into_response());
        }
        CheckOutcome::Open => ("info", t.s("billing-returned-open"), t.s("billing-returned-open-more")),
        CheckOutcome::Abandoned => {
            ("warning", t.s("billing-returned-abandoned"), t.s("billing-returned-abandoned-more"))
        }
        CheckOutcome::Declined if account.locked_at.is_some() => {
            ("danger", t.s("billing-locked"), t.s("billing-locked-more"))
        }
        CheckOutcome::Declined => {
            let left = madang_model::billing::MAX_CARD_FAILURES - account.failures;
            let more = t.a("billing-returned-declined-more", &[("left", left.into())]);
            ("danger", t.s("billing-returned-declined"), more)
        }
    };
    let mut page = frame.page.clone().titled(t.s("billing-returned-title"), "");
    page = page.under(t.s("billing-title"), format!("/billing?organization={organization}"));
    // What the gateway brought back is not shown again.
    let here = format!("/billing/card/return/{id}");
    page.path.clone_from(&here);
    Ok(shell::html(&Back { page, state, notice, more, again: setup, here }))
}
