//! 「상품 신청」

use axum::Json;
use http::StatusCode;
use madang_core::orders;
use madang_core::subscriptions::{self, Subscribe};
use madang_model::{OrderId, OrganizationId};
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubscribeBody {
    offering: String,
    plan: String,
    /// 0 where there are none.
    terms_version: i64,
    agree: bool,
    #[serde(default)]
    promotion: String,
}

/// What became of an order so far.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlacedView {
    order_id: String,
    state: &'static str,
    result_id: Option<String>,
}

impl PlacedView {
    pub(super) async fn of(ctx: &madang_core::Ctx, id: OrderId) -> Result<Self, Fail> {
        let row = orders::get(ctx, id).await?.row;
        Ok(Self { order_id: id.to_string(), state: row.state.as_str(), result_id: row.result_id })
    }
}

#[utoipa::path(
    post,
    path = "/api/v1/organizations/{id}/subscriptions",
    operation_id = "subscribe",
    tag = "subscriptions",
    request_body = SubscribeBody,
    responses((status = 201, body = PlacedView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn subscribe(
    SignedIn(ctx): SignedIn,
    At(organization_id): At<OrganizationId>,
    Body(body): Body<SubscribeBody>,
) -> Result<(StatusCode, Json<PlacedView>), Fail> {
    let input = Subscribe {
        organization_id,
        offering: body.offering,
        plan: body.plan,
        terms_version: body.terms_version,
        agree: body.agree,
        promotion: body.promotion,
    };
    let order = subscriptions::subscribe(&ctx, &input).await?;
    Ok((StatusCode::CREATED, Json(PlacedView::of(&ctx, order).await?)))
}
