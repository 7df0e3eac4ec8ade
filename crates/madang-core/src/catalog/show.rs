//! An offering as everybody sees it.

use std::collections::BTreeMap;

use madang_model::OfferingId;
use madang_model::billing::Money;
use madang_model::catalog::{Meter, OfferingState, PlanContent, Product, Slug};
use madang_store::catalog::{self, OfferingTermsRow, PublishedRow};
use madang_store::prices::{self, PriceRow};

use super::{content, in_lang};
use crate::{Ctx, Error, Result};

/// An offering in the reader's language.
#[derive(Debug, Clone)]
pub struct OfferingView {
    /// The id.
    pub id: OfferingId,
    /// Its code.
    pub code: Slug,
    /// What it gives.
    pub product: Product,
    /// Whether it is on sale.
    pub state: OfferingState,
    /// Which version this is.
    pub version: i64,
    /// 상품명
    pub name: String,
    /// In one line.
    pub summary: String,
    /// In paragraphs.
    pub description: String,
    /// 「제공」
    pub provider: String,
    /// 「버전」; may be empty.
    pub edition: String,
    /// 「기본 운영 체제」; may be empty.
    pub base_os: String,
    /// Its plans, in the order in which they are compared.
    pub plans: Vec<PlanView>,
    /// The version of its terms in force; 0 where there is none.
    pub terms_version: i64,
}

/// A plan with what it costs now.
#[derive(Debug, Clone)]
pub struct PlanView {
    /// What it says.
    pub content: PlanContent,
    /// What it is called.
    pub name: String,
    /// For whom it is; may be empty.
    pub note: String,
    /// Prices by meter, for whoever subscribes now.
    pub prices: BTreeMap<Meter, Money>,
}

/// The offering of this code as it is on sale, or was. Anyone may.
pub async fn show(ctx: &Ctx, code: &str) -> Result<OfferingView> {
    let mut conn = ctx.read().await?;
    let row = catalog::published(&mut conn, code).await?.ok_or(Error::NotFound)?;
    let prices = prices::at(&mut conn, row.id, ctx.now()).await?;
    let terms = catalog::terms(&mut conn, row.id, None, 1).await?.into_iter().next();
    viewed(ctx, &row, prices, terms.as_ref())
}

pub(super) fn viewed(
    ctx: &Ctx,
    row: &PublishedRow,
    prices: Vec<PriceRow>,
    terms: Option<&OfferingTermsRow>,
) -> Result<OfferingView> {
    let said = content::read(&row.content)?;
    let own = |text: &madang_model::catalog::Both| in_lang(ctx.lang, text).to_owned();
    let plan = |plan: PlanContent| PlanView {
        name: own(&plan.name),
        note: own(&plan.note),
        prices: prices
            .iter()
            .filter(|price| price.plan == plan.code)
            .map(|price| (price.meter, price.micros))
            .collect(),
        content: plan,
    };
    let company = &ctx.settings().product.company;
    Ok(OfferingView {
        id: row.id,
        code: row.code.clone(),
        product: row.product,
        state: row.state,
        version: row.version,
        name: own(&said.name),
        summary: own(&said.summary),
        description: own(&said.description),
        provider: if said.provider.is_empty() { company.clone() } else { said.provider },
        edition: said.version,
        base_os: said.base_os,
        plans: said.plans.into_iter().map(plan).collect(),
        terms_version: terms.map_or(0, |terms| terms.version),
    })
}
