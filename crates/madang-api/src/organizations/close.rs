//! 「회원사 닫기」

use http::StatusCode;
use madang_core::organizations;
use madang_model::OrganizationId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/organizations/{id}/close",
    operation_id = "closeOrganization",
    tag = "organizations",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn close(SignedIn(ctx): SignedIn, At(id): At<OrganizationId>) -> Result<StatusCode, Fail> {
    organizations::close(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
