//! What a version of an offering says; the stored form.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Meter;
use crate::quota::{Amounts, Dimension};

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Both {
    /// In Korean.
    pub ko: String,
    /// In English.
    pub en: String,
}

/// What a version of an offering says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OfferingContent {
    /// 상품명
    pub name: Both,
    /// In one line.
    pub summary: Both,
    /// In paragraphs.
    pub description: Both,
    /// 「제공」; empty for the operator's company.
    pub provider: String,
    /// 「버전」; may be empty.
    pub version: String,
    /// 「기본 운영 체제」; may be empty.
    pub base_os: String,
    /// Its plans, in the order in which they are compared.
    pub plans: Vec<PlanContent>,
}

/// What it says about one of its plans.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlanContent {
    /// Its code, one of a kind in its offering.
    pub code: String,
    /// What it is called.
    pub name: Both,
    /// For whom it is, in one line; may be empty.
    pub note: Both,
    /// 「티어」, e.g. `Basic`; may be empty.
    pub tier: String,
    /// 「플랜 분류」, e.g. `CPU`; may be empty.
    pub class: String,
    /// For how many days what is made of it can be used before it is renewed (guide 004 「Effective Date」); 0 for no end.
    #[serde(default)]
    pub period_days: i64,
    /// How much there may be of each dimension, by the dimension's name.
    pub size: BTreeMap<String, i64>,
    /// How much of each meter a month's price includes, by the meter's name.
    pub included: BTreeMap<String, i64>,
}

impl OfferingContent {
    /// The plan of this code.
    pub fn plan(&self, code: &str) -> Option<&PlanContent> {
        self.plans.iter().find(|plan| plan.code == code)
    }
}

impl PlanContent {
    /// How much there may be.
    pub fn amounts(&self) -> Amounts {
        Dimension::ALL.iter().fold(Amounts::NONE, |amounts, dimension| {
            amounts.with(*dimension, self.size.get(dimension.as_str()).copied().unwrap_or(0))
        })
    }

    /// How much of a meter a month includes.
    pub fn included(&self, meter: Meter) -> i64 {
        self.included.get(meter.as_str()).copied().unwrap_or(0)
    }
}
