//! One offering with its plans and what they cost whoever subscribes now.

use std::collections::BTreeMap;

use axum::Json;
use madang_core::catalog::{OfferingView as Shown, PlanView as ShownPlan, show};
use madang_web::{Caller, Fail};
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;

#[derive(Serialize, ToSchema)]
pub(crate) struct OfferingView {
    id: String,
    code: String,
    product: &'static str,
    state: &'static str,
    version: i64,
    name: String,
    summary: String,
    description: String,
    provider: String,
    edition: String,
    base_os: String,
    terms_version: i64,
    plans: Vec<OfferingPlanView>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct OfferingPlanView {
    code: String,
    name: String,
    note: String,
    tier: String,
    class: String,
    period_days: i64,
    sizes: BTreeMap<String, i64>,
    prices: Vec<OfferingPriceView>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct OfferingPriceView {
    meter: &'static str,
    price: String,
    included: i64,
}

impl From<ShownPlan> for OfferingPlanView {
    fn from(plan: ShownPlan) -> Self {
        let prices = plan.prices.iter().map(|(meter, price)| OfferingPriceView {
            meter: meter.as_str(),
            price: price.plain(),
            included: plan.content.included(*meter),
        });
        Self {
            prices: prices.collect(),
            code: plan.content.code,
            name: plan.name,
            note: plan.note,
            tier: plan.content.tier,
            class: plan.content.class,
            period_days: plan.content.period_days,
            sizes: plan.content.size,
        }
    }
}

impl From<Shown> for OfferingView {
    fn from(found: Shown) -> Self {
        Self {
            id: found.id.to_string(),
            code: found.code.to_string(),
            product: found.product.as_str(),
            state: found.state.as_str(),
            version: found.version,
            name: found.name,
            summary: found.summary,
            description: found.description,
            provider: found.provider,
            edition: found.edition,
            base_os: found.base_os,
            terms_version: found.terms_version,
            plans: found.plans.into_iter().map(OfferingPlanView::from).collect(),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/offerings/{code}",
    operation_id = "getOffering",
    tag = "offerings",
    responses((status = 200, body = OfferingView)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn get(Caller(ctx): Caller, At(code): At<String>) -> Result<Json<OfferingView>, Fail> {
    Ok(Json(show(&ctx, &code).await?.into()))
}
