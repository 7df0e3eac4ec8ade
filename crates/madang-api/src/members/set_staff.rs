//! A member's role on the provider's side.

use http::StatusCode;
use madang_core::members;
use madang_model::MemberId;
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::address::At;
use crate::body::Body;
use crate::caller::SignedIn;
use crate::wire::StaffRoleName;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetStaffBody {
    // Without the attribute a body that forgot the role would take it away.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required = true)]
    role: Option<StaffRoleName>,
}

#[utoipa::path(
    put,
    path = "/api/v1/members/{id}/staff",
    operation_id = "setMemberStaff",
    tag = "members",
    request_body = SetStaffBody,
    responses((status = 204)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn set_staff(
    SignedIn(ctx): SignedIn,
    At(id): At<MemberId>,
    Body(body): Body<SetStaffBody>,
) -> Result<StatusCode, Fail> {
    members::set_staff(&ctx, id, body.role.map(Into::into)).await?;
    Ok(StatusCode::NO_CONTENT)
}
