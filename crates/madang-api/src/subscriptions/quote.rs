//! What a subscription would cost this organisation.

use axum::Json;
use madang_core::subscriptions::promised;
use madang_model::OrganizationId;
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::get::DiscountView;
use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubscriptionQuoteBody {
    offering: String,
    plan: String,
    /// 0 where there are none.
    terms_version: i64,
    #[serde(default)]
    promotion: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct SubscriptionQuoteView {
    full_month: String,
    month: String,
    month_end: String,
    promotion: Option<DiscountView>,
}

#[utoipa::path(
    post,
    path = "/api/v1/organizations/{id}/subscriptions/quote",
    operation_id = "quoteSubscription",
    tag = "subscriptions",
    request_body = SubscriptionQuoteBody,
    responses((status = 200, body = SubscriptionQuoteView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn quote(
    SignedIn(ctx): SignedIn,
    At(id): At<OrganizationId>,
    Body(body): Body<SubscriptionQuoteBody>,
) -> Result<Json<SubscriptionQuoteView>, Fail> {
    let which = (body.offering.as_str(), body.plan.as_str());
    let found = promised(&ctx, id, which, (body.terms_version, body.promotion.as_str())).await?;
    Ok(Json(SubscriptionQuoteView {
        full_month: found.full.plain(),
        month: found.month.plain(),
        month_end: found.month_end.plain(),
        promotion: found.promotion.map(DiscountView::from),
    }))
}
