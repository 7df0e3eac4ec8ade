//! The payment data of all organisations, to be found by payer.

use askama::Template;
use axum::response::Response;
use madang_core::Error;
use madang_core::billing::{self, AccountQuery};
use madang_model::billing::AccountState;
use madang_store::billing_accounts::BillingAccountRow;
use madang_web::Fail;

use crate::admin::pager::pager;
use crate::admin::section::Section;
use crate::billing::account_state;
use crate::frame::{Frame, HasErrors, form_page};
use crate::shell::{Choice, Page, Pager};

#[derive(Template)]
#[template(path = "admin/billing/list.html")]
struct List {
    page: Page,
    search: String,
    states: Vec<Choice>,
    state: String,
    accounts: Vec<Line>,
    pager: Pager,
    problem: String,
}

struct Line {
    href: String,
    payer: String,
    kind: String,
    method: String,
    state_kind: &'static str,
    state: String,
    failures: String,
    updated: String,
}

/// `GET /admin/billing`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let query = AccountQuery {
        search: frame.query.text("q").to_owned(),
        state: frame.query.text("state").parse().ok(),
        before: Some(frame.query.text("before").to_owned()).filter(|before| !before.is_empty()),
    };
    let (found, next, problem) = match billing::list_accounts(&frame.ctx, &query).await {
        Ok(found) => (found.items, found.next, String::new()),
        Err(Error::Invalid(fields)) => {
            (Vec::new(), None, fields.first().map(|broken| t.rule(broken.rule)).unwrap_or_default())
        }
        Err(error) => return Err(error.into()),
    };
    let line = |row: BillingAccountRow| {
        let (state_kind, state) = account_state(t, row.state);
        Line {
            href: format!("/admin/billing/{}", row.id),
            payer: if row.company_name.is_empty() { row.contact_name } else { row.company_name },
            kind: t.s(&format!("billing-kind-{}", row.kind)),
            method: t.s(&format!("billing-method-{}", row.method)),
            state_kind,
            state,
            failures: t.a("billing-failures-count", &[("count", row.failures.into())]),
            updated: zone.minute(row.updated_at),
        }
    };
    let all = Choice::new("", t.s("billing-state-all"));
    let each = AccountState::ALL.iter().map(|one| Choice::new(one.as_str(), account_state(t, *one).1));
    let has_errors = if problem.is_empty() { HasErrors::No } else { HasErrors::Yes };
    let view = List {
        page: Section::Billing.page(&frame, "billing-admin-purpose"),
        state: query.state.map(|one| one.as_str().to_owned()).unwrap_or_default(),
        search: query.search,
        states: std::iter::once(all).chain(each).collect(),
        accounts: found.into_iter().map(line).collect(),
        pager: pager(&frame, "before", next),
        problem,
    };
    Ok(form_page(has_errors, &view))
}
