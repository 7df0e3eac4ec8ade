//! What an offering and its plans say, as typed and as kept.

use std::collections::BTreeMap;

use madang_model::catalog::{Both, Meter, OfferingContent, PlanContent, Slug};
use madang_model::quota::{Amounts, Dimension};
use madang_model::{Rule, text};
use madang_store::catalog::OfferingRow;

use crate::error::Fields;
use crate::{Error, Result};

/// An offering as it was typed.
#[derive(Debug, Clone, Default)]
pub struct OfferingInput {
    /// Its code; it stays what it was.
    pub code: String,
    /// What it gives; it stays what it was.
    pub product: String,
    /// The code of its category.
    pub category: String,
    /// Its place there, from 0.
    pub position: i64,
    /// 상품명 in Korean and English.
    pub name: Both,
    /// In one line.
    pub summary: Both,
    /// In paragraphs.
    pub description: Both,
    /// 「제공」; empty for the operator's company.
    pub provider: String,
    /// 「버전」
    pub version: String,
    /// 「기본 운영 체제」
    pub base_os: String,
}

/// A plan as it was typed.
#[derive(Debug, Clone, Default)]
pub struct PlanInput {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub name: Both,
    /// For whom it is; may be empty.
    pub note: Both,
    /// 「티어」
    pub tier: String,
    /// 「플랜 분류」
    pub class: String,
    /// 「이용 기간」 in days, 1–3,660; empty for no end.
    pub period_days: String,
    /// Dimensions by name, and how much of each there may be; empty for nothing.
    pub size: Vec<(String, String)>,
    /// Meters by name, and how much of each a month includes; empty for nothing.
    pub included: Vec<(String, String)>,
}

/// The most characters of a name, a line, a description; the most plans.
const NAME: usize = 60;
const LINE: usize = 200;
const WORDS: usize = 5000;
pub(super) const PLANS: usize = 30;

/// What a stored draft or version says.
pub(crate) fn read(json: &str) -> Result<OfferingContent> {
    serde_json::from_str(json).map_err(Error::internal)
}

/// The form in which it is kept.
pub(super) fn kept(content: &OfferingContent) -> Result<String> {
    serde_json::to_string(content).map_err(Error::internal)
}

/// The draft of an offering.
pub(crate) fn draft(row: &OfferingRow) -> Result<OfferingContent> {
    read(&row.draft)
}

/// Checks what an offering says; its plans are `plans`.
pub(super) fn offering(
    input: &OfferingInput,
    plans: Vec<PlanContent>,
    fields: &mut Fields,
) -> OfferingContent {
    let mut both =
        |names: [&'static str; 2], typed: &Both, parse: &dyn Fn(&str) -> Result<String, Rule>| Both {
            ko: fields.take(names[0], parse(&typed.ko)).unwrap_or_default(),
            en: fields.take(names[1], parse(&typed.en)).unwrap_or_default(),
        };
    let name = both(["name_ko", "name_en"], &input.name, &|typed| text::title(typed, 2, NAME));
    let summary = both(["summary_ko", "summary_en"], &input.summary, &|typed| text::line(typed, LINE));
    let description = both(["description_ko", "description_en"], &input.description, &|typed| {
        text::paragraphs(typed, WORDS)
    });
    let provider = fields.take("provider", optional(&input.provider, NAME)).unwrap_or_default();
    let version = fields.take("version", optional(&input.version, NAME)).unwrap_or_default();
    let base_os = fields.take("base_os", optional(&input.base_os, NAME)).unwrap_or_default();
    OfferingContent { name, summary, description, provider, version, base_os, plans }
}

/// Checks what an offering says about a plan.
pub(super) fn plan(input: &PlanInput, fields: &mut Fields) -> PlanContent {
    let code = fields.take("code", Slug::parse(&input.code)).map(|code| code.to_string()).unwrap_or_default();
    let name = Both {
        ko: fields.take("name_ko", text::title(&input.name.ko, 1, NAME)).unwrap_or_default(),
        en: fields.take("name_en", text::title(&input.name.en, 1, NAME)).unwrap_or_default(),
    };
    let note = Both {
        ko: fields.take("note_ko", optional(&input.note.ko, LINE)).unwrap_or_default(),
        en: fields.take("note_en", optional(&input.note.en, LINE)).unwrap_or_default(),
    };
    let tier = fields.take("tier", optional(&input.tier, NAME)).unwrap_or_default();
    let class = fields.take("class", optional(&input.class, NAME)).unwrap_or_default();
    let period_days = fields.take("period_days", period(&input.period_days)).unwrap_or_default();
    let size = amounts("size", &input.size, |name| name.parse::<Dimension>().is_ok(), fields);
    let meter = |name: &str| name.parse::<Meter>().is_ok_and(|meter| meter != Meter::Month);
    let included = amounts("included", &input.included, meter, fields);
    PlanContent { code, name, note, tier, class, period_days, size, included }
}

fn period(typed: &str) -> Result<i64, Rule> {
    const MOST: u32 = 3660;
    match typed.trim() {
        "" => Ok(0),
        typed => typed
            .parse()
            .ok()
            .filter(|days| (1..=i64::from(MOST)).contains(days))
            .ok_or(Rule::Range { min: 1, max: MOST }),
    }
}

fn optional(typed: &str, max: usize) -> Result<String, Rule> {
    if typed.trim().is_empty() { Ok(String::new()) } else { text::line(typed, max) }
}

fn amounts(
    field: &'static str,
    typed: &[(String, String)],
    is_known: impl Fn(&str) -> bool,
    fields: &mut Fields,
) -> BTreeMap<String, i64> {
    let mut found = BTreeMap::new();
    for (name, amount) in typed {
        let amount = amount.trim().replace(',', "");
        if amount.is_empty() {
            continue;
        }
        match amount.parse::<i64>() {
            _ if !is_known(name) => fields.broke(field, Rule::Choice),
            Ok(0) => {}
            Ok(amount) if (1..=Amounts::MOST).contains(&amount) => {
                found.insert(name.clone(), amount);
            }
            Ok(_) | Err(_) => fields.broke(field, Rule::Amount),
        }
    }
    found
}
