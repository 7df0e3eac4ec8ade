//! One message.

use axum::Json;
use madang_core::outbox;
use madang_model::MessageId;
use madang_web::Fail;

use super::list::MessageView;
use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    get,
    path = "/api/v1/messages/{id}",
    operation_id = "getMessage",
    tag = "messages",
    responses((status = 200, body = MessageView)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn get(SignedIn(ctx): SignedIn, At(id): At<MessageId>) -> Result<Json<MessageView>, Fail> {
    Ok(Json(outbox::get(&ctx, id).await?.into()))
}
