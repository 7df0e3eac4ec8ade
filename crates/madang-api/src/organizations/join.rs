//! Joining an organisation by its code.

use axum::Json;
use madang_core::organizations;
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct JoinBody {
    code: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct JoinedView {
    organization_id: String,
    organization: String,
    state: &'static str,
}

#[utoipa::path(
    post,
    path = "/api/v1/organizations/join",
    operation_id = "joinOrganization",
    tag = "organizations",
    request_body = JoinBody,
    responses((status = 200, body = JoinedView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn join(
    SignedIn(ctx): SignedIn,
    Body(body): Body<JoinBody>,
) -> Result<Json<JoinedView>, Fail> {
    let joined = organizations::join(&ctx, &body.code).await?;
    let view = JoinedView {
        organization_id: joined.organization_id.to_string(),
        organization: joined.name,
        state: joined.state.as_str(),
    };
    Ok(Json(view))
}
