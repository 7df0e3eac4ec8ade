//! Removing an SSH public key.

use http::StatusCode;
use madang_core::members;
use madang_model::SshKeyId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    delete,
    path = "/api/v1/me/ssh-keys/{id}",
    operation_id = "deleteSshKey",
    tag = "me",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn delete_ssh_key(
    SignedIn(ctx): SignedIn,
    At(id): At<SshKeyId>,
) -> Result<StatusCode, Fail> {
    members::delete_ssh_key(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
