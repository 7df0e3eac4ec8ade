//! 「소유자 이전」

use http::StatusCode;
use madang_core::organizations;
use madang_model::{MembershipId, OrganizationId};
use madang_web::Fail;

use crate::address::AtBoth;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/organizations/{id}/memberships/{membership_id}/transfer",
    operation_id = "transferOwnership",
    tag = "organizations",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn transfer(
    SignedIn(ctx): SignedIn,
    AtBoth(id, membership_id): AtBoth<OrganizationId, MembershipId>,
) -> Result<StatusCode, Fail> {
    organizations::transfer(&ctx, id, membership_id).await?;
    Ok(StatusCode::NO_CONTENT)
}
