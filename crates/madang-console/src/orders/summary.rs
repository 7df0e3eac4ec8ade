//! The card beside a form: what it costs, what it takes, who decides.

use askama::Template;
use madang_core::approvals::{Missing, Planned};
use madang_core::orders::{Order, Quote};
use madang_core::projects::quota_unit;
use madang_i18n::Tr;
use madang_model::quota::QuotaScope;

use crate::frame::Frame;
use crate::numbers::grouped;
use crate::shell::Page;

/// The card.
#[derive(Template)]
#[template(path = "orders/summary.html")]
pub(super) struct Summary {
    page: Page,
    revision: i64,
    saved: String,
    problem: String,
    broken: usize,
    hour: String,
    month_end: String,
    month: String,
    expires: String,
    claims: Vec<Bar>,
    steps: Vec<Step>,
    usual: String,
    approver: String,
    needs_approver: bool,
    /// Whether the approver can be picked from here.
    writing: bool,
}

/// A quota before and after.
struct Bar {
    label: String,
    before_percent: i64,
    more_percent: i64,
    text: String,
    fits: bool,
}

/// A step of the way.
struct Step {
    name: String,
    who: String,
    usual: String,
    missing: bool,
}

impl Summary {
    /// The card of an order as it is quoted now; `problem` says why what was typed was not saved.
    pub(super) fn new(frame: &Frame, order: &Order, quote: &Quote, saved: String, problem: String) -> Self {
        let (t, zone) = (frame.t(), frame.zone());
        let claims = quote.claims.iter().map(|line| {
            let unit = quota_unit(line.claim.dimension);
            let taken = (line.quota.used + line.quota.reserved) / unit;
            let after = taken + line.claim.amount / unit;
            let whose = match line.claim.scope {
                QuotaScope::Organization(_) => t.s("orders-scope-organization"),
                QuotaScope::Project(_) => t.s("orders-scope-project"),
            };
            let label = format!("{} · {whose}", t.s(&format!("dimension-{}", line.claim.dimension)));
            let (taken_words, after_words) = (grouped(taken), grouped(after));
            let text = match line.quota.bound {
                Some(bound) => t.a(
                    "orders-quota-bound",
                    &[
                        ("before", taken_words.into()),
                        ("after", after_words.into()),
                        ("bound", grouped(bound / unit).into()),
                    ],
                ),
                None => {
                    t.a("orders-quota-free", &[("before", taken_words.into()), ("after", after_words.into())])
                }
            };
            let whole = line.quota.bound.map_or(after, |bound| bound / unit).max(1);
            let percent = |amount: i64| (amount.saturating_mul(100) / whole).clamp(0, 100);
            let before_percent = percent(taken);
            let more_percent = percent(after) - before_percent;
            Bar { label, before_percent, more_percent, text, fits: line.fits }
        });
        Self {
            page: frame.page.clone(),
            revision: order.row.revision,
            saved,
            problem,
            broken: quote.broken.len(),
            hour: hour(quote.price.hour_milli),
            month_end: grouped(quote.price.month_end),
            month: grouped(quote.price.month),
            expires: zone.minute(quote.expires_at),
            claims: claims.collect(),
            steps: quote.plan.steps.iter().map(|step| planned(t, step)).collect(),
            usual: hours(t, quote.plan.usual_hours()),
            approver: order.approver.as_ref().map(|person| person.name.clone()).unwrap_or_default(),
            needs_approver: quote.plan.needs_approver(),
            writing: true,
        }
    }
}

impl Summary {
    /// The card of an order that is not being written on this page.
    pub(super) fn closed(self) -> Self {
        Self { writing: false, ..self }
    }
}

fn planned(t: Tr, step: &Planned) -> Step {
    let who = match step.missing {
        Some(Missing::Picked) => t.s("orders-approver-none"),
        Some(Missing::Pickable) => t.s("orders-approver-not"),
        Some(Missing::Anybody) => t.s("orders-approver-nobody"),
        Some(Missing::AnotherOperator) => t.s("orders-approver-only-you"),
        None if step.names.is_empty() => t.s(&format!("order-step-{}", step.kind)),
        None => step.names.join(", "),
    };
    Step {
        name: t.s(&format!("order-step-{}", step.kind)),
        who,
        usual: hours(t, step.usual_hours),
        missing: step.missing.is_some(),
    }
}

/// Won with thousandths, where there are some.
fn hour(milli: i64) -> String {
    let won = grouped(milli / 1000);
    if milli % 1000 == 0 { won } else { format!("{won}.{:03}", milli % 1000) }
}

fn hours(t: Tr, hours: Option<i64>) -> String {
    let words = |hours: i64| match hours {
        ..1 => t.s("orders-usual-soon"),
        _ => t.a("orders-usual", &[("hours", hours.into())]),
    };
    hours.map(words).unwrap_or_default()
}
