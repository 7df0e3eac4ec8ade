//! Sending a failed message again.

use http::StatusCode;
use madang_core::outbox;
use madang_model::MessageId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/messages/{id}/retry",
    operation_id = "retryMessage",
    tag = "messages",
    responses((status = 204)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn retry(SignedIn(ctx): SignedIn, At(id): At<MessageId>) -> Result<StatusCode, Fail> {
    outbox::retry(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
