//! Beginning an order: the button 「승인의뢰」 of a list leads here.

use axum::response::{IntoResponse, Redirect, Response};
use madang_core::orders::{CreateDraft, create_draft};
use madang_core::{Error, organizations};
use madang_web::{Fail, Form};
use serde_json::json;

use crate::frame::Frame;

/// `POST /orders`
pub(super) async fn act(frame: Frame, form: Form) -> Result<Response, Fail> {
    frame.signed_in()?;
    let id_of = |name: &str| match form.text(name) {
        "" => Ok(None),
        text => Ok::<_, Error>(Some(text.to_owned())),
    };
    let wanted = id_of("organization")?.map(|id| id.parse().map_err(|_| Error::NotFound)).transpose()?;
    let project_id = id_of("project")?.map(|id| id.parse().map_err(|_| Error::NotFound)).transpose()?;
    let context = organizations::context(&frame.ctx, wanted).await?;
    let input = CreateDraft {
        kind: form.text("kind").to_owned(),
        organization_id: context.organization.id,
        project_id,
        form: json!({}),
    };
    let id = create_draft(&frame.ctx, input).await?;
    Ok(Redirect::to(&format!("/orders/{id}/edit")).into_response())
}
