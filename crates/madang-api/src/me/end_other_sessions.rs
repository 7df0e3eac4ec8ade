//! Ending every other session.

use axum::Json;
use madang_core::members;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::SignedIn;

#[derive(Serialize, ToSchema)]
pub(crate) struct EndedSessionsView {
    ended: u64,
}

#[utoipa::path(
    delete,
    path = "/api/v1/me/sessions",
    operation_id = "endOtherSessions",
    tag = "me",
    responses((status = 200, body = EndedSessionsView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn end_other_sessions(SignedIn(ctx): SignedIn) -> Result<Json<EndedSessionsView>, Fail> {
    Ok(Json(EndedSessionsView { ended: members::end_other_sessions(&ctx).await? }))
}
