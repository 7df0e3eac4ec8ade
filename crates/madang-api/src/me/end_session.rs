//! Ending one session.

use http::StatusCode;
use madang_core::members;
use madang_model::SessionId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    delete,
    path = "/api/v1/me/sessions/{id}",
    operation_id = "endSession",
    tag = "me",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn end_session(SignedIn(ctx): SignedIn, At(id): At<SessionId>) -> Result<StatusCode, Fail> {
    members::end_session(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
