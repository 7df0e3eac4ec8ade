//! Having a colleague stand in.

use axum::Json;
use http::StatusCode;
use madang_core::approvals::{self, Substitute};
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::body::Body;
use crate::caller::SignedIn;
use crate::wire::CreatedView;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubstitutionBody {
    organization_id: String,
    login_id: String,
    starts: String,
    ends: String,
}

#[utoipa::path(
    post,
    path = "/api/v1/me/substitutions",
    operation_id = "createSubstitution",
    tag = "approvals",
    request_body = SubstitutionBody,
    responses((status = 201, body = CreatedView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn substitute(
    SignedIn(ctx): SignedIn,
    Body(body): Body<SubstitutionBody>,
) -> Result<(StatusCode, Json<CreatedView>), Fail> {
    let input = Substitute {
        organization_id: body.organization_id,
        login_id: body.login_id,
        starts: body.starts,
        ends: body.ends,
    };
    let id = approvals::substitute(&ctx, &input).await?;
    Ok((StatusCode::CREATED, Json(CreatedView::new(id))))
}
