//! Inviting somebody.

use axum::Json;
use http::StatusCode;
use madang_core::organizations::{self, Invite};
use madang_model::OrganizationId;
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;
use crate::wire::CreatedView;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InvitationBody {
    email: String,
    department: Option<String>,
    #[serde(default)]
    roles: Vec<String>,
}

#[utoipa::path(
    post,
    path = "/api/v1/organizations/{id}/invitations",
    operation_id = "inviteMember",
    tag = "organizations",
    request_body = InvitationBody,
    responses((status = 201, body = CreatedView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn invite(
    SignedIn(ctx): SignedIn,
    At(id): At<OrganizationId>,
    Body(body): Body<InvitationBody>,
) -> Result<(StatusCode, Json<CreatedView>), Fail> {
    let input =
        Invite { email: body.email, department: body.department.unwrap_or_default(), roles: body.roles };
    let id = organizations::invite(&ctx, id, input).await?;
    Ok((StatusCode::CREATED, Json(CreatedView::new(id))))
}
