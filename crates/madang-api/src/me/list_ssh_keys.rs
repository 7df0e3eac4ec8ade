//! One's SSH public keys.

use axum::Json;
use madang_core::members;
use madang_store::ssh_keys::SshKeyRow;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::SignedIn;
use crate::wire::{ListView, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct SshKeyView {
    id: String,
    name: String,
    public_key: String,
    fingerprint: String,
    created_at: String,
}

impl From<SshKeyRow> for SshKeyView {
    fn from(key: SshKeyRow) -> Self {
        Self {
            id: key.id.to_string(),
            name: key.name,
            public_key: key.public_key,
            fingerprint: key.fingerprint,
            created_at: time(key.created_at),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/me/ssh-keys",
    operation_id = "listSshKeys",
    tag = "me",
    responses((status = 200, body = ListView<SshKeyView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn list_ssh_keys(SignedIn(ctx): SignedIn) -> Result<Json<ListView<SshKeyView>>, Fail> {
    Ok(Json(ListView::whole(members::list_ssh_keys(&ctx).await?, SshKeyView::from)))
}
