//! A quota as bars: what is in use, what orders hold, and the limit.

use madang_core::projects::quota_unit;
use madang_core::quota::{Quota, QuotaLine};
use madang_i18n::Tr;

use crate::numbers::grouped;

/// One dimension of a quota; the part `projects/bars.html` finds them in a field `quota` of its page.
pub(crate) struct QuotaBar {
    /// What is counted, with its unit.
    pub(crate) what: String,
    /// What is in use, what is held and the limit, in words.
    pub(crate) text: String,
    /// How much of the limit is in use; nothing where there is no limit.
    pub(crate) used_percent: i64,
    /// How much of it is held.
    pub(crate) reserved_percent: i64,
    /// Whether there is a limit.
    pub(crate) bounded: bool,
    /// Whether little of it is left.
    pub(crate) short: bool,
}

/// A quota, every dimension of it.
pub(crate) fn bars(t: Tr, quota: &Quota) -> Vec<QuotaBar> {
    quota.0.iter().map(|line| bar(t, line)).collect()
}

fn bar(t: Tr, line: &QuotaLine) -> QuotaBar {
    let unit = quota_unit(line.dimension);
    let bound = line.bound.filter(|bound| *bound > 0);
    let taken = line.used.saturating_add(line.reserved);
    let percent = |amount: i64| bound.map_or(0, |bound| (amount.saturating_mul(100) / bound).clamp(0, 100));
    let used_percent = percent(line.used);
    let words = |amount: i64| grouped(amount / unit);
    let limit = line.bound.map_or_else(|| t.s("project-no-bound"), words);
    let mut args = vec![("used", words(line.used).into()), ("bound", limit.into())];
    let key = if line.reserved > 0 {
        args.push(("reserved", words(line.reserved).into()));
        "project-quota-line-reserved"
    } else {
        "project-quota-line"
    };
    QuotaBar {
        what: t.s(&format!("project-dimension-{}", line.dimension)),
        text: t.a(key, &args),
        used_percent,
        reserved_percent: percent(taken) - used_percent,
        bounded: bound.is_some(),
        short: percent(taken) >= 90,
    }
}
