//! Ending a personal access token.

use http::StatusCode;
use madang_core::members;
use madang_model::TokenId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    delete,
    path = "/api/v1/me/tokens/{id}",
    operation_id = "deleteToken",
    tag = "me",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn delete_token(SignedIn(ctx): SignedIn, At(id): At<TokenId>) -> Result<StatusCode, Fail> {
    members::delete_token(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
