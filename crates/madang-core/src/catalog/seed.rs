//! The catalog that comes with the program, so that there is something to sell on the first day. Operators change,
//! retire and add to it in the console.

use madang_model::OfferingId;
use madang_model::billing::Money;
use madang_model::catalog::{Both, Meter, OfferingContent, OfferingState, PlanContent, Product, Slug};
use madang_store::catalog::{self, CategoryRow, OfferingRow, OfferingTermsRow};
use madang_store::prices::{self, PriceRow};
use serde::Deserialize;
use serde_json::json;

use super::content;
use crate::{Action, Ctx, Entry, Error, Result, Work};

const SEED: &str = include_str!("seed/catalog.json");
const TERMS_KO: &str = include_str!("seed/terms.ko.txt");
const TERMS_EN: &str = include_str!("seed/terms.en.txt");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Category {
    code: String,
    name: Both,
    offerings: Vec<Offering>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Offering {
    code: String,
    product: String,
    name: Both,
    summary: Both,
    description: Both,
    version: String,
    base_os: String,
    plans: Vec<Plan>,
}

#[derive(Deserialize)]
struct Plan {
    #[serde(flatten)]
    content: PlanContent,
    /// Won by meter, as typed.
    prices: std::collections::BTreeMap<String, String>,
}

/// Publishes the catalog that comes with the program where there is no category yet: the first start; whether it did.
/// The program itself does this, several at once without harm.
pub async fn seed(ctx: &Ctx) -> Result<bool> {
    ctx.authorize(Action::WriteCatalog, None)?;
    let mut work = ctx.begin().await?;
    if !catalog::categories(&mut work).await?.is_empty() {
        return Ok(false);
    }
    let shipped: Vec<Category> = serde_json::from_str(SEED).map_err(Error::internal)?;
    for (position, category) in (0..).zip(shipped) {
        let row = CategoryRow {
            id: ctx.new_id(),
            code: slug(&category.code)?,
            name_ko: category.name.ko,
            name_en: category.name.en,
            position,
        };
        match catalog::insert_category(&mut work, &row, ctx.now()).await {
            Ok(()) => {}
            // Another program that starts on the same database was first.
            Err(error) if error.is_unique("categories_code_key") => return Ok(false),
            Err(error) => return Err(error.into()),
        }
        for (place, offering) in (0..).zip(category.offerings) {
            publish(&mut work, (&row, place), offering).await?;
        }
    }
    work.audit(Entry::new("catalog.seed", "catalog", "builtin").with(json!({ "version": 1 })));
    work.commit().await?;
    Ok(true)
}

async fn publish(
    work: &mut Work<'_>,
    (category, position): (&CategoryRow, i64),
    offering: Offering,
) -> Result<()> {
    let ctx = work.ctx();
    let (id, now, by): (OfferingId, _, _) = (ctx.new_id(), ctx.now(), ctx.actor.audit_name());
    let said = OfferingContent {
        name: offering.name,
        summary: offering.summary,
        description: offering.description,
        provider: String::new(),
        version: offering.version,
        base_os: offering.base_os,
        plans: offering.plans.iter().map(|plan| plan.content.clone()).collect(),
    };
    let row = OfferingRow {
        id,
        code: slug(&offering.code)?,
        category_id: category.id,
        product: offering.product.parse::<Product>().map_err(Error::internal)?,
        position,
        state: OfferingState::Draft,
        revision: 0,
        draft: content::kept(&said)?,
        version: 0,
        created_at: now,
    };
    catalog::insert(work, &row, &by).await?;
    catalog::publish(work, id, 0, 1).await?;
    catalog::insert_version(work, id, (1, &row.draft), &by, now).await?;
    for plan in offering.plans {
        for (meter, price) in plan.prices {
            let price = PriceRow {
                id: ctx.new_id(),
                offering_id: id,
                plan: plan.content.code.clone(),
                meter: meter.parse::<Meter>().map_err(Error::internal)?,
                micros: Money::parse(&price).map_err(|rule| Error::internal(rule.code()))?,
                since: now,
                running_since: now,
                created_by: by.clone(),
                created_at: now,
            };
            prices::insert(work, &price).await?;
        }
    }
    let fill = |text: &str, name: &str| {
        text.trim().replace("{offering}", name).replace("{company}", &ctx.settings().product.company)
    };
    let terms = OfferingTermsRow {
        id: ctx.new_id(),
        offering_id: id,
        version: 1,
        title_ko: format!("{} 상품 약관", said.name.ko),
        title_en: format!("Terms of {}", said.name.en),
        body_ko: fill(TERMS_KO, &said.name.ko),
        body_en: fill(TERMS_EN, &said.name.en),
        published_at: now,
    };
    catalog::insert_terms(work, &terms, &by).await?;
    Ok(())
}

fn slug(code: &str) -> Result<Slug> {
    Slug::parse(code).map_err(|rule| Error::internal(rule.code()))
}
