//! 「견적」

use axum::Json;
use madang_core::orders::{self, ClaimLine, Price, Quote};
use madang_model::OrderId;
use madang_model::quota::QuotaScope;
use madang_store::quotes::QuoteRow;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;
use crate::face::{self, FieldProblemView};
use crate::policies::PlanView;
use crate::wire::time;

#[derive(Serialize, ToSchema)]
pub(crate) struct QuoteView {
    revision: i64,
    errors: Vec<FieldProblemView>,
    price: PriceView,
    claims: Vec<ClaimView>,
    plan: PlanView,
    expires_at: String,
    seal: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct PriceView {
    hour_milli: i64,
    month_end: i64,
    month: i64,
}

impl From<Price> for PriceView {
    fn from(price: Price) -> Self {
        Self { hour_milli: price.hour_milli, month_end: price.month_end, month: price.month }
    }
}

impl From<QuoteRow> for PriceView {
    fn from(row: QuoteRow) -> Self {
        Self { hour_milli: row.hour_milli, month_end: row.month_end, month: row.month }
    }
}

/// What an order takes of one dimension of a quota.
#[derive(Serialize, ToSchema)]
pub(crate) struct ClaimView {
    organization_id: Option<String>,
    project_id: Option<String>,
    dimension: &'static str,
    amount: i64,
    limit: Option<i64>,
    used: i64,
    reserved: i64,
    free: Option<i64>,
    fits: bool,
}

impl From<ClaimLine> for ClaimView {
    fn from(line: ClaimLine) -> Self {
        let (organization_id, project_id) = match line.claim.scope {
            QuotaScope::Organization(id) => (Some(id.to_string()), None),
            QuotaScope::Project(id) => (None, Some(id.to_string())),
        };
        Self {
            organization_id,
            project_id,
            dimension: line.claim.dimension.as_str(),
            amount: line.claim.amount,
            limit: line.quota.bound,
            used: line.quota.used,
            reserved: line.quota.reserved,
            free: line.quota.free(),
            fits: line.fits,
        }
    }
}

#[utoipa::path(
    post,
    path = "/api/v1/orders/{id}/quote",
    operation_id = "quoteOrder",
    tag = "orders",
    responses((status = 200, body = QuoteView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn quote(SignedIn(ctx): SignedIn, At(id): At<OrderId>) -> Result<Json<QuoteView>, Fail> {
    let Quote { revision, broken, price, claims, plan, expires_at, seal } = orders::quote(&ctx, id).await?;
    Ok(Json(QuoteView {
        revision,
        errors: broken.iter().map(|error| face::field_problem(&ctx, error)).collect(),
        price: price.into(),
        claims: claims.into_iter().map(Into::into).collect(),
        plan: plan.into(),
        expires_at: time(expires_at),
        seal,
    }))
}
