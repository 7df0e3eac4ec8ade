//! How orders are written on these pages.

use std::time::Duration;

use madang_i18n::{Tr, Zone};
use madang_model::Timestamp;
use madang_model::orders::OrderState;
use madang_store::orders::OrderItem;

use crate::frame::Frame;
use crate::shell::Choice;

/// An order in one line of a list.
pub(crate) struct OrderLine {
    /// Where its page is.
    pub href: String,
    /// What people call it by.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// What is applied for.
    pub kind: String,
    /// The kind of the state's label.
    pub state_kind: &'static str,
    /// Where it stands.
    pub state: String,
    /// Since when, in a few words.
    pub age: String,
    /// The organisation.
    pub organization: String,
    /// The department; empty for none.
    pub department: String,
    /// Who applies.
    pub applicant: String,
    /// When it was submitted; empty for a draft.
    pub submitted: String,
}

/// The order as a line.
pub(crate) fn line(t: Tr, zone: &Zone, now: Timestamp, item: &OrderItem) -> OrderLine {
    OrderLine {
        href: format!("/orders/{}", item.id),
        number: item.number.clone(),
        title: title(t, &item.title),
        kind: kind(t, &item.kind),
        state_kind: state_kind(item.state),
        state: state(t, item.state),
        age: if item.state.is_end() { String::new() } else { age(t, now.since(item.since)) },
        organization: item.organization.clone(),
        department: item.department.clone().unwrap_or_default(),
        applicant: item.applicant.clone(),
        submitted: item.submitted_at.map(|at| zone.minute(at)).unwrap_or_default(),
    }
}

/// A title, or the words for one that is not there yet.
pub(super) fn title(t: Tr, text: &str) -> String {
    if text.is_empty() { t.s("orders-untitled") } else { text.to_owned() }
}

/// What is applied for.
pub(super) fn kind(t: Tr, name: &str) -> String {
    let key = format!("order-kind-{name}");
    if t.has(&key) { t.s(&key) } else { name.to_owned() }
}

/// Where an order stands.
pub(super) fn state(t: Tr, state: OrderState) -> String {
    t.s(&format!("order-state-{state}"))
}

/// The kind of a state's label.
pub(super) fn state_kind(state: OrderState) -> &'static str {
    match state {
        OrderState::InApproval => "waiting",
        OrderState::Approved | OrderState::Fulfilling => "working",
        OrderState::Returned | OrderState::Failed | OrderState::Rejected => "failed",
        OrderState::Done => "running",
        OrderState::Draft | OrderState::Withdrawn | OrderState::Cancelled => "stopped",
    }
}

/// How long, in the unit that people would use.
pub(crate) fn age(t: Tr, since: Duration) -> String {
    let minutes = since.as_secs() / 60;
    match minutes {
        0..=59 => t.a("orders-minutes", &[("count", minutes.into())]),
        60..=2879 => t.a("orders-hours", &[("count", (minutes / 60).into())]),
        _ => t.a("orders-days", &[("count", (minutes / 1440).into())]),
    }
}

/// The filter of states, with `all` first.
pub(super) fn states(frame: &Frame) -> Vec<Choice> {
    let t = frame.t();
    let each = OrderState::ALL.iter().map(|found| Choice::new(found.as_str(), state(t, *found)));
    std::iter::once(Choice::new("", t.s("orders-state-all"))).chain(each).collect()
}

/// The filter of kinds, with `all` first.
pub(super) fn kinds(frame: &Frame) -> Vec<Choice> {
    let t = frame.t();
    let known = frame.ctx.platform.order_kinds.iter();
    let each = known.map(|found| Choice::new(found.name(), kind(t, found.name())));
    std::iter::once(Choice::new("", t.s("orders-kind-all"))).chain(each).collect()
}
