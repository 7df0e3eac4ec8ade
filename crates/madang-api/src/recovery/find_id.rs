//! 「아이디 찾기」

use axum::Json;
use madang_core::members::{self, FindId};
use madang_web::{Caller, Fail};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::Body;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FindIdBody {
    name: String,
    email: String,
    #[serde(default)]
    captcha_id: String,
    #[serde(default)]
    captcha: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct FoundIdsView {
    login_ids: Vec<String>,
}

#[utoipa::path(
    post,
    path = "/api/v1/recovery/find-id",
    operation_id = "findId",
    tag = "recovery",
    request_body = FindIdBody,
    responses((status = 200, body = FoundIdsView)),
    extensions(("x-access" = json!("public")))
)]
pub(crate) async fn find_id(
    Caller(ctx): Caller,
    Body(body): Body<FindIdBody>,
) -> Result<Json<FoundIdsView>, Fail> {
    let input =
        FindId { name: body.name, email: body.email, captcha_id: body.captcha_id, captcha: body.captcha };
    Ok(Json(FoundIdsView { login_ids: members::find_id(&ctx, input).await? }))
}
