//! What an organisation is called, and how it is joined.

use http::StatusCode;
use madang_core::organizations::{self, Update};
use madang_model::OrganizationId;
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrganizationBody {
    revision: i64,
    name: String,
    joining: String,
}

#[utoipa::path(
    put,
    path = "/api/v1/organizations/{id}",
    operation_id = "updateOrganization",
    tag = "organizations",
    request_body = OrganizationBody,
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn update(
    SignedIn(ctx): SignedIn,
    At(id): At<OrganizationId>,
    Body(body): Body<OrganizationBody>,
) -> Result<StatusCode, Fail> {
    let input = Update { revision: body.revision, name: body.name, joining: body.joining };
    organizations::update(&ctx, id, input).await?;
    Ok(StatusCode::NO_CONTENT)
}
