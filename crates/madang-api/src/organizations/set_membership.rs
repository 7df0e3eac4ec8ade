//! What somebody is in an organisation.

use http::StatusCode;
use madang_core::organizations::{self, SetPerson};
use madang_model::{MembershipId, OrganizationId};
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::address::AtBoth;
use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MembershipBody {
    department: Option<String>,
    head: bool,
    roles: Vec<String>,
}

#[utoipa::path(
    put,
    path = "/api/v1/organizations/{id}/memberships/{membership_id}",
    operation_id = "setMembership",
    tag = "organizations",
    request_body = MembershipBody,
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn set_membership(
    SignedIn(ctx): SignedIn,
    AtBoth(id, membership_id): AtBoth<OrganizationId, MembershipId>,
    Body(body): Body<MembershipBody>,
) -> Result<StatusCode, Fail> {
    let input =
        SetPerson { department: body.department.unwrap_or_default(), head: body.head, roles: body.roles };
    organizations::set_person(&ctx, id, membership_id, input).await?;
    Ok(StatusCode::NO_CONTENT)
}
