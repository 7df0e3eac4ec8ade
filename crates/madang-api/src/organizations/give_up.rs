//! Giving up waiting to be admitted.

use http::StatusCode;
use madang_core::organizations;
use madang_model::OrganizationId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/organizations/{id}/give-up",
    operation_id = "giveUpJoining",
    tag = "organizations",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn give_up(SignedIn(ctx): SignedIn, At(id): At<OrganizationId>) -> Result<StatusCode, Fail> {
    organizations::give_up(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
