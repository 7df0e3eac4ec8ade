//! Ending a substitution before its time.

use http::StatusCode;
use madang_core::approvals;
use madang_model::SubstitutionId;
use madang_web::Fail;

use crate::address::At;
use crate::caller::SignedIn;

#[utoipa::path(
    delete,
    path = "/api/v1/me/substitutions/{id}",
    operation_id = "endSubstitution",
    tag = "approvals",
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn end_substitution(
    SignedIn(ctx): SignedIn,
    At(id): At<SubstitutionId>,
) -> Result<StatusCode, Fail> {
    approvals::end_substitution(&ctx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
