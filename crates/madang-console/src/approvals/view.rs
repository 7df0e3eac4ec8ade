//! How approvals are written on these pages.

use std::time::Duration;

use madang_i18n::Tr;
use madang_model::approvals::Decision;
use madang_model::orders::StepKind;

use crate::frame::Frame;
use crate::shell::{Page, Tab};

/// What is applied for, in words.
pub(super) fn kind(t: Tr, name: &str) -> String {
    let key = format!("order-kind-{name}");
    if t.has(&key) { t.s(&key) } else { name.to_owned() }
}

/// Who decides on such a step.
pub(crate) fn step(t: Tr, kind: StepKind) -> String {
    t.s(match kind {
        StepKind::DepartmentHead => "approvals-step-department-head",
        StepKind::Chosen => "approvals-step-chosen",
        StepKind::Operators => "approvals-step-operators",
        StepKind::Named => "approvals-step-named",
    })
}

/// What was said.
pub(super) fn decision(t: Tr, decision: Decision) -> (&'static str, String) {
    match decision {
        Decision::Approve => ("running", t.s("approvals-approved")),
        Decision::Return => ("waiting", t.s("approvals-returned")),
        Decision::Reject => ("failed", t.s("approvals-rejected")),
    }
}

/// How long something has been waited for, in the unit that people would use.
pub(super) fn age(t: Tr, waited: Duration) -> String {
    let minutes = waited.as_secs() / 60;
    match minutes {
        0..60 => t.a("approvals-age-minutes", &[("count", minutes.into())]),
        60..2880 => t.a("approvals-age-hours", &[("count", (minutes / 60).into())]),
        _ => t.a("approvals-age-days", &[("count", (minutes / 1440).into())]),
    }
}

/// The two pages beside each other.
pub(super) fn tabs(t: Tr, here: &str) -> Vec<Tab> {
    [("approvals-waiting", "/approvals"), ("approvals-done", "/approvals/decided")]
        .map(|(key, href)| Tab { label: t.s(key), href: href.to_owned(), current: href == here })
        .into()
}

/// A page of this area.
pub(super) fn page(frame: &Frame) -> Page {
    let t = frame.t();
    frame.page.clone().titled(t.s("approvals-title"), t.s("approvals-purpose"))
}
