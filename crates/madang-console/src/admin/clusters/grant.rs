//! Letting an organisation or a project use a cluster, and taking that back.

use axum::response::{IntoResponse, Redirect, Response};
use madang_core::{Action, clusters};
use madang_model::{ClusterId, Rule};
use madang_web::{Fail, Form};

use super::show::page;
use crate::frame::{At, Frame};
use crate::trouble::Trouble;

/// `POST /admin/clusters/{id}/grants`
pub(super) async fn grant(frame: Frame, At(id): At<ClusterId>, form: Form) -> Result<Response, Fail> {
    let typed = form.text("scope").to_owned();
    match clusters::grant_named(&frame.ctx, id, &typed).await {
        Ok(()) => Ok(Redirect::to(&format!("/admin/clusters/{id}?done=cluster-granted")).into_response()),
        Err(error) => page(&frame, id, typed, Trouble::of(frame.t(), error)?).await,
    }
}

/// `POST /admin/clusters/{id}/grants/revoke`
pub(super) async fn revoke(frame: Frame, At(id): At<ClusterId>, form: Form) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WriteClusters, None)?;
    let Ok(scope) = form.text("scope").parse() else {
        let trouble = Trouble::field(frame.t(), "scope", Rule::Unknown);
        return page(&frame, id, String::new(), trouble).await;
    };
    clusters::revoke(&frame.ctx, id, scope).await?;
    Ok(Redirect::to(&format!("/admin/clusters/{id}?done=cluster-revoked")).into_response())
}
