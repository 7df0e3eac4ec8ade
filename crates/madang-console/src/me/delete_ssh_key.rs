//! Removing an SSH public key.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::{Error, members};
use madang_model::SshKeyId;
use madang_store::ssh_keys::SshKeyRow;
use madang_web::{Fail, Form};

use super::below;
use crate::frame::{At, Frame};
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "me/delete_ssh_key.html")]
struct Ask {
    page: Page,
    key: SshKeyRow,
}

/// `GET /me/keys/{id}/delete`
pub(crate) async fn ask(frame: Frame, At(id): At<SshKeyId>) -> Result<Response, Fail> {
    let t = frame.t();
    let keys = members::list_ssh_keys(&frame.ctx).await?;
    let key = keys.into_iter().find(|key| key.id == id).ok_or(Error::NotFound)?;
    let page = below(frame.page.titled(t.s("me-key-delete"), ""), "/me/keys");
    Ok(shell::html(&Ask { page, key }))
}

/// `POST /me/keys/{id}/delete`
pub(crate) async fn delete(frame: Frame, At(id): At<SshKeyId>, _form: Form) -> Result<Response, Fail> {
    members::delete_ssh_key(&frame.ctx, id).await?;
    Ok(Redirect::to("/me/keys?done=key-deleted").into_response())
}
