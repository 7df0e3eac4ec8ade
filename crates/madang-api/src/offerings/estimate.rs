//! 「요금 계산기」

use std::collections::BTreeMap;

use axum::Json;
use madang_core::Error;
use madang_core::catalog::{Usage, estimate as reckoned};
use madang_model::Rule;
use madang_model::billing::Money;
use madang_model::catalog::Meter;
use madang_web::{Caller, Fail};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::address::At;
use crate::body::Body;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EstimateBody {
    plan: String,
    #[serde(default)]
    units: BTreeMap<String, i64>,
    hours: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct EstimateView {
    hours: i64,
    lines: Vec<BillLineView>,
    sum: String,
    tax: String,
    total: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct BillLineView {
    pub(crate) meter: &'static str,
    pub(crate) quantity: i64,
    pub(crate) included: i64,
    pub(crate) sum: String,
}

#[utoipa::path(
    post,
    path = "/api/v1/offerings/{code}/estimate",
    operation_id = "estimateOffering",
    tag = "offerings",
    request_body = EstimateBody,
    responses((status = 200, body = EstimateView)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn estimate(
    Caller(ctx): Caller,
    At(code): At<String>,
    Body(body): Body<EstimateBody>,
) -> Result<Json<EstimateView>, Fail> {
    let mut usage = Usage { hours: body.hours, ..Usage::default() };
    for (name, units) in body.units {
        let meter: Meter = name.parse().map_err(|_| Error::invalid("units", Rule::Choice))?;
        usage.units.insert(meter, units);
    }
    let found = reckoned(&ctx, &code, &body.plan, &usage).await?;
    let lines = found.lines.iter().map(|line| BillLineView {
        meter: line.meter.as_str(),
        quantity: line.quantity,
        included: line.included,
        sum: line.sum.plain(),
    });
    Ok(Json(EstimateView {
        hours: found.hours,
        lines: lines.collect(),
        sum: found.sum.plain(),
        tax: found.tax.plain(),
        total: Money::from_won(found.sum.won()).plus(found.tax).plain(),
    }))
}
