//! Making somebody belong at once.

use axum::Json;
use http::StatusCode;
use madang_core::organizations::{self, Add};
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
pub(crate) struct AddMemberBody {
    login_id: String,
    roles: Vec<String>,
}

#[utoipa::path(
    post,
    path = "/api/v1/organizations/{id}/memberships",
    operation_id = "addMembership",
    tag = "organizations",
    request_body = AddMemberBody,
    responses((status = 201, body = CreatedView)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn add(
    SignedIn(ctx): SignedIn,
    At(id): At<OrganizationId>,
    Body(body): Body<AddMemberBody>,
) -> Result<(StatusCode, Json<CreatedView>), Fail> {
    let input = Add { login_id: body.login_id, roles: body.roles };
    let id = organizations::add(&ctx, id, input).await?;
    Ok((StatusCode::CREATED, Json(CreatedView::new(id))))
}
