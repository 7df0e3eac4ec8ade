//! 「초대 수락」

use axum::Json;
use madang_core::organizations;
use madang_model::InvitationId;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::caller::SignedIn;

#[derive(Serialize, ToSchema)]
pub(crate) struct AcceptedInvitationView {
    organization_id: String,
}

#[utoipa::path(
    post,
    path = "/api/v1/me/invitations/{id}/accept",
    operation_id = "acceptInvitation",
    tag = "organizations",
    responses((status = 200, body = AcceptedInvitationView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn accept(
    SignedIn(ctx): SignedIn,
    At(id): At<InvitationId>,
) -> Result<Json<AcceptedInvitationView>, Fail> {
    let organization_id = organizations::accept_invitation(&ctx, id).await?.to_string();
    Ok(Json(AcceptedInvitationView { organization_id }))
}
