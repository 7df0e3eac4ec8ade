//! Giving the password again, as delicate acts ask for.

use axum::Json;
use madang_core::members;
use madang_model::Secret;
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReauthenticateBody {
    #[schema(value_type = String, format = Password)]
    password: Secret,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ReauthenticatedView {
    token: String,
}

#[utoipa::path(
    post,
    path = "/api/v1/sessions/current/reauthenticate",
    operation_id = "reauthenticate",
    tag = "sign-in",
    request_body = ReauthenticateBody,
    responses((status = 200, body = ReauthenticatedView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn reauthenticate(
    SignedIn(ctx): SignedIn,
    Body(body): Body<ReauthenticateBody>,
) -> Result<Json<ReauthenticatedView>, Fail> {
    let token = members::reauthenticate(&ctx, &body.password).await?;
    Ok(Json(ReauthenticatedView { token: token.reveal().to_owned() }))
}
