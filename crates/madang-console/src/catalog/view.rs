//! An offering as its page shows it: to everybody, and as a preview to the catalog's staff.

use madang_core::catalog::{OfferingView, PlanView};
use madang_core::projects::quota_unit;
use madang_i18n::Tr;
use madang_model::catalog::{Meter, OfferingState};

use super::price::{per, price};
use crate::numbers::grouped;
use crate::terms::blocks::{Block, blocks};

/// An offering in words.
pub(crate) struct Offered {
    /// Its code.
    pub(crate) code: String,
    /// In paragraphs.
    pub(crate) description: Vec<Block>,
    /// 「제공」
    pub(crate) provider: String,
    /// 「버전」
    pub(crate) edition: String,
    /// 「기본 운영 체제」
    pub(crate) base_os: String,
    /// Whether its sale has ended.
    pub(crate) is_retired: bool,
    /// Its plans side by side.
    pub(crate) plans: Vec<Plan>,
    /// What the plans are compared by, each with a value for every plan.
    pub(crate) rows: Vec<(String, Vec<String>)>,
    /// Whether there are terms to be read.
    pub(crate) has_terms: bool,
}

/// A plan's head.
pub(crate) struct Plan {
    /// What it is called.
    pub(crate) name: String,
    /// For whom it is.
    pub(crate) note: String,
    /// What a month costs; empty where only use is charged.
    pub(crate) month: String,
}

/// The offering in the reader's words.
pub(crate) fn offered(t: Tr, offering: &OfferingView) -> Offered {
    let plans = offering.plans.iter().map(|plan| Plan {
        name: plan.name.clone(),
        note: plan.note.clone(),
        month: plan.prices.get(&Meter::Month).map(|month| price(t, *month)).unwrap_or_default(),
    });
    Offered {
        code: offering.code.to_string(),
        description: blocks(&offering.description),
        provider: offering.provider.clone(),
        edition: offering.edition.clone(),
        base_os: offering.base_os.clone(),
        is_retired: offering.state == OfferingState::Retired,
        plans: plans.collect(),
        rows: rows(t, &offering.plans),
        has_terms: offering.terms_version > 0,
    }
}

/// What the plans say, a row for everything that at least one of them says something about.
fn rows(t: Tr, plans: &[PlanView]) -> Vec<(String, Vec<String>)> {
    let mut rows = Vec::new();
    let mut row = |name: String, value: &dyn Fn(&PlanView) -> String| {
        let values: Vec<String> = plans.iter().map(value).collect();
        if values.iter().any(|value| !value.is_empty()) {
            rows.push((name, values));
        }
    };
    row(t.s("catalog-tier"), &|plan| plan.content.tier.clone());
    row(t.s("catalog-class"), &|plan| plan.content.class.clone());
    row(t.s("catalog-period"), &|plan| match plan.content.period_days {
        0 => String::new(),
        days => t.a("catalog-days", &[("days", days.into())]),
    });
    for (dimension, _) in madang_model::quota::Amounts::NONE.iter() {
        row(
            t.s(&format!("project-dimension-{dimension}")),
            &|plan| match plan.content.amounts().of(dimension) / quota_unit(dimension) {
                0 => String::new(),
                amount => t.a("catalog-up-to", &[("amount", grouped(amount).into())]),
            },
        );
    }
    for meter in Meter::ALL.iter().copied().filter(|meter| *meter != Meter::Month) {
        row(t.s(&format!("catalog-meter-{meter}")), &|plan| match plan.prices.get(&meter) {
            None => String::new(),
            Some(amount) => match plan.content.included(meter) {
                0 => per(t, meter, *amount),
                hours => {
                    let over = per(t, meter, *amount);
                    t.a("catalog-included", &[("hours", grouped(hours).into()), ("price", over.into())])
                }
            },
        });
    }
    rows
}
