//! Making promotion codes.

use axum::Json;
use http::StatusCode;
use madang_core::promotions::{BatchInput, create_batch};
use madang_model::OfferingId;
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::body::Body;
use crate::caller::SignedIn;
use crate::wire::{CreatedView, Ident, Moment};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PromotionBody {
    name: String,
    #[schema(value_type = String)]
    offering_id: Ident<OfferingId>,
    /// All where it is left out.
    #[serde(default)]
    plans: Vec<String>,
    kind: DiscountKindName,
    amount: i64,
    months: i64,
    quantity: i64,
    #[schema(value_type = Option<String>)]
    expires_at: Option<Moment>,
}

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = DiscountKind)]
pub(crate) enum DiscountKindName {
    Percent,
    Won,
}

#[utoipa::path(
    post,
    path = "/api/v1/promotions",
    operation_id = "createPromotion",
    tag = "promotions",
    request_body = PromotionBody,
    responses((status = 201, body = CreatedView)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn create(
    SignedIn(ctx): SignedIn,
    Body(body): Body<PromotionBody>,
) -> Result<(StatusCode, Json<CreatedView>), Fail> {
    let kind = match body.kind {
        DiscountKindName::Percent => "percent",
        DiscountKindName::Won => "won",
    };
    let input = BatchInput {
        name: body.name,
        offering: body.offering_id.0.to_string(),
        plans: body.plans,
        kind: kind.to_owned(),
        value: body.amount.to_string(),
        months: body.months.to_string(),
        quantity: body.quantity.to_string(),
        expires_at: body.expires_at.map(|at| at.0),
    };
    let id = create_batch(&ctx, &input).await?;
    Ok((StatusCode::CREATED, Json(CreatedView::new(id))))
}
