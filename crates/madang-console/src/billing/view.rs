//! How payment data reads.

use madang_core::billing::Account;
use madang_i18n::{Tr, Zone};
use madang_model::billing::{AccountState, BusinessNumber, CheckOutcome, CorporateNumber, PayerKind};
use madang_model::members::{Landline, MobilePhone};
use madang_store::billing_accounts::BillingAccountRow;
use madang_store::card_checks::CardCheckRow;

/// Its picture and word.
pub(crate) fn account_state(t: Tr, state: AccountState) -> (&'static str, String) {
    let kind = match state {
        AccountState::Incomplete => "waiting",
        AccountState::Active => "running",
        AccountState::Locked => "failed",
    };
    (kind, t.s(&format!("billing-state-{state}")))
}

/// The picture and word of what came of a visit to the gateway.
fn outcome(t: Tr, outcome: CheckOutcome) -> (&'static str, String) {
    let kind = match outcome {
        CheckOutcome::Open => "waiting",
        CheckOutcome::Passed => "running",
        CheckOutcome::Declined => "failed",
        CheckOutcome::Abandoned => "stopped",
    };
    (kind, t.s(&format!("billing-check-{outcome}")))
}

/// One visit to the gateway, in one line.
pub(crate) struct CheckLine {
    /// The state's picture.
    pub(crate) state_kind: &'static str,
    /// Its word.
    pub(crate) state: String,
    /// The gateway's code.
    pub(crate) code: String,
    /// When.
    pub(crate) at: String,
}

/// The visits, newest first.
pub(crate) fn checks(t: Tr, zone: &Zone, account: &Account) -> Vec<CheckLine> {
    let line = |check: &CardCheckRow| {
        let (state_kind, state) = outcome(t, check.state);
        CheckLine { state_kind, state, code: check.code.clone(), at: zone.minute(check.opened_at) }
    };
    account.checks.iter().map(line).collect()
}

/// A card as people know it: `국민 **** 1234`.
pub(super) fn card(row: &BillingAccountRow) -> String {
    match (row.gateway.is_empty(), row.card_tail.is_empty()) {
        (true, _) => String::new(),
        (false, true) => row.card_brand.clone(),
        (false, false) => format!("{} **** {}", row.card_brand, row.card_tail).trim().to_owned(),
    }
}

/// What is on file, label by label.
pub(crate) fn facts(t: Tr, zone: &Zone, account: &Account) -> Vec<(String, String)> {
    let row = &account.row;
    let mobile =
        MobilePhone::parse(&row.mobile).map_or_else(|_| row.mobile.clone(), |phone| phone.hyphenated());
    let landline = row.landline.as_deref().unwrap_or_default();
    let landline = Landline::parse(landline).map_or_else(
        |_| landline.to_owned(),
        |phone| {
            let (a, b, c) = phone.groups();
            format!("{a}-{b}-{c}")
        },
    );
    let mut facts = vec![(t.s("billing-kind"), t.s(&format!("billing-kind-{}", row.kind)))];
    let mut add = |key: &str, value: String| {
        if !value.is_empty() {
            facts.push((t.s(key), value));
        }
    };
    match row.kind {
        PayerKind::Person => {
            add("billing-name", row.contact_name.clone());
            add("billing-email", row.email.clone());
            add("billing-mobile", mobile);
            add("billing-landline", landline);
            let road = format!("({}) {} {}", row.postcode, row.road_address, row.detail_address);
            add("billing-address", road.trim().to_owned());
            add("billing-lot-address", row.lot_address.clone());
        }
        PayerKind::Company => {
            add("billing-company-name", row.company_name.clone());
            let number = &row.business_number;
            add(
                "billing-business-number",
                BusinessNumber::parse(number).map_or_else(|_| number.clone(), |n| n.to_string()),
            );
            let number = &row.corporate_number;
            add(
                "billing-corporate-number",
                CorporateNumber::parse(number).map_or_else(|_| number.clone(), |n| n.to_string()),
            );
            add("billing-contact", row.contact_name.clone());
            add("billing-email", row.email.clone());
            add("billing-mobile", mobile);
            add("billing-landline", landline);
        }
    }
    add("billing-method", t.s(&format!("billing-method-{}", row.method)));
    add("billing-card", card(row));
    add("billing-updated", zone.minute(row.updated_at));
    facts
}
