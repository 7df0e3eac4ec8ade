//! One organisation's payment data.

use askama::Template;
use axum::response::Response;
use madang_core::{Action, billing};
use madang_model::BillingAccountId;
use madang_web::{Fail, Form};

use crate::admin::section::Section;
use crate::billing::{CheckLine, account_state, checks, facts};
use crate::done;
use crate::frame::{At, Frame};
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/billing/show.html")]
struct Show {
    page: Page,
    id: String,
    organization: String,
    organization_id: String,
    state_kind: &'static str,
    state: String,
    standing: String,
    failures: String,
    facts: Vec<(String, String)>,
    checks: Vec<CheckLine>,
    resets: bool,
    reason: String,
    done: String,
    trouble: Trouble,
}

/// `GET /admin/billing/{id}`
pub(super) async fn show(frame: Frame, At(id): At<BillingAccountId>) -> Result<Response, Fail> {
    page(frame, id, &Form::default(), Trouble::default()).await
}

pub(super) async fn page(
    frame: Frame,
    id: BillingAccountId,
    form: &Form,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let (account, organization) = billing::find_account(&frame.ctx, id).await?;
    let row = &account.row;
    let (state_kind, state) = account_state(t, row.state);
    let payer = if row.company_name.is_empty() { &row.contact_name } else { &row.company_name };
    let may_reset = frame.ctx.actor.may(Action::ResetCardFailures, None).is_ok();
    let view = Show {
        page: Section::Billing.page_below(&frame, payer.clone()),
        id: id.to_string(),
        organization: organization.name,
        organization_id: organization.id.to_string(),
        state_kind,
        state,
        standing: t.s(&format!("billing-business-{}", row.business_standing)),
        failures: t.a("billing-failures-count", &[("count", row.failures.into())]),
        facts: facts(t, &zone, &account),
        checks: checks(t, &zone, &account),
        resets: may_reset && row.failures > 0,
        reason: form.text("reason").to_owned(),
        done: done::text(t, &frame.query),
        trouble,
    };
    Ok(view.trouble.page(&view))
}
