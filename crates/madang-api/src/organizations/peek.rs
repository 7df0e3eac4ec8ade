//! Where an invitation's link leads.

use axum::Json;
use madang_core::organizations;
use madang_model::Secret;
use madang_web::{Caller, Fail};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::Body;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InvitationLinkBody {
    token: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct InvitationLinkView {
    id: String,
    organization: String,
    is_mine: bool,
}

#[utoipa::path(
    post,
    path = "/api/v1/invitations/peek",
    operation_id = "peekInvitation",
    tag = "organizations",
    request_body = InvitationLinkBody,
    responses((status = 200, body = InvitationLinkView)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn peek(
    Caller(ctx): Caller,
    Body(body): Body<InvitationLinkBody>,
) -> Result<Json<InvitationLinkView>, Fail> {
    let found = organizations::peek_invitation(&ctx, &Secret::new(body.token)).await?;
    let view = InvitationLinkView {
        id: found.id.to_string(),
        organization: found.organization,
        is_mine: found.is_mine,
    };
    Ok(Json(view))
}
