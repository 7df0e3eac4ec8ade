//! Taking a policy out of force.

use http::StatusCode;
use madang_core::approvals;
use madang_model::PolicyId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    post,
    path = "/api/v1/policies/{id}/retire",
    operation_id = "retirePolicy",
    tag = "policies",
    responses((status = 204)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn retire(SignedIn(ctx): SignedIn, At(id): At<PolicyId>) -> Result<StatusCode, Fail> {
    approvals::retire_policy(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
