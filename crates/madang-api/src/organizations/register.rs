//! 「회원사 등록」

use axum::Json;
use http::StatusCode;
use madang_core::organizations::{self, Register};
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::body::Body;
use crate::caller::SignedIn;
use crate::wire::CreatedView;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegisterOrganizationBody {
    code: String,
    name: String,
    joining: String,
    owner: Option<String>,
}

#[utoipa::path(
    post,
    path = "/api/v1/organizations",
    operation_id = "registerOrganization",
    tag = "organizations",
    request_body = RegisterOrganizationBody,
    responses((status = 201, body = CreatedView)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn register(
    SignedIn(ctx): SignedIn,
    Body(body): Body<RegisterOrganizationBody>,
) -> Result<(StatusCode, Json<CreatedView>), Fail> {
    let input = Register {
        code: body.code,
        name: body.name,
        joining: body.joining,
        owner: body.owner.unwrap_or_default(),
    };
    let id = organizations::register(&ctx, input).await?;
    Ok((StatusCode::CREATED, Json(CreatedView::new(id))))
}
