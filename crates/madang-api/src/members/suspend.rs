//! Keeping a member out.

use http::StatusCode;
use madang_core::members;
use madang_model::MemberId;
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SuspendBody {
    reason: String,
}

#[utoipa::path(
    post,
    path = "/api/v1/members/{id}/suspend",
    operation_id = "suspendMember",
    tag = "members",
    request_body = SuspendBody,
    responses((status = 204)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn suspend(
    SignedIn(ctx): SignedIn,
    At(id): At<MemberId>,
    Body(body): Body<SuspendBody>,
) -> Result<StatusCode, Fail> {
    members::suspend(&ctx, id, &body.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}
