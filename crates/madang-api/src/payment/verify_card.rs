//! 「카드 인증 받기」

use axum::Json;
use http::StatusCode;
use madang_core::billing::open_card_check;
use madang_model::OrganizationId;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;

#[derive(Serialize, ToSchema)]
pub(crate) struct CardPageView {
    url: String,
}

#[utoipa::path(
    post,
    path = "/api/v1/organizations/{id}/card-verifications",
    operation_id = "openCardVerification",
    tag = "payment",
    responses((status = 201, body = CardPageView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn verify_card(
    SignedIn(ctx): SignedIn,
    At(id): At<OrganizationId>,
) -> Result<(StatusCode, Json<CardPageView>), Fail> {
    let url = open_card_check(&ctx, id, "/billing").await?;
    Ok((StatusCode::CREATED, Json(CardPageView { url })))
}
