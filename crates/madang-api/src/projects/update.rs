//! What a project is called and what it is for.

use http::StatusCode;
use madang_core::projects;
use madang_model::ProjectId;
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UpdateProjectBody {
    /// Unchanged where it is left out.
    name: Option<String>,
    /// Unchanged where it is left out.
    description: Option<String>,
}

#[utoipa::path(
    patch,
    path = "/api/v1/projects/{id}",
    operation_id = "updateProject",
    tag = "projects",
    request_body = UpdateProjectBody,
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn update(
    SignedIn(ctx): SignedIn,
    At(id): At<ProjectId>,
    Body(body): Body<UpdateProjectBody>,
) -> Result<StatusCode, Fail> {
    let input = projects::Update { name: body.name, description: body.description };
    projects::update(&ctx, id, &input).await?;
    Ok(StatusCode::NO_CONTENT)
}
