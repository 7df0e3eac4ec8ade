//! Making a member choose a new password.

use axum::Json;
use madang_core::members;
use madang_model::MemberId;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;

#[derive(Serialize, ToSchema)]
pub(crate) struct PasswordExpiredView {
    mailed: bool,
}

#[utoipa::path(
    post,
    path = "/api/v1/members/{id}/expire-password",
    operation_id = "expireMemberPassword",
    tag = "members",
    responses((status = 200, body = PasswordExpiredView)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn expire_password(
    SignedIn(ctx): SignedIn,
    At(id): At<MemberId>,
) -> Result<Json<PasswordExpiredView>, Fail> {
    Ok(Json(PasswordExpiredView { mailed: members::expire_password(&ctx, id).await?.mailed }))
}
