//! Another SSH public key.

use axum::Json;
use http::StatusCode;
use madang_core::members::{self, AddSshKey};
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use super::list_ssh_keys::SshKeyView;
use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddSshKeyBody {
    name: String,
    public_key: String,
}

#[utoipa::path(
    post,
    path = "/api/v1/me/ssh-keys",
    operation_id = "addSshKey",
    tag = "me",
    request_body = AddSshKeyBody,
    responses((status = 201, body = SshKeyView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn add_ssh_key(
    SignedIn(ctx): SignedIn,
    Body(body): Body<AddSshKeyBody>,
) -> Result<(StatusCode, Json<SshKeyView>), Fail> {
    let key = members::add_ssh_key(&ctx, AddSshKey { name: body.name, public_key: body.public_key }).await?;
    Ok((StatusCode::CREATED, Json(key.into())))
}
