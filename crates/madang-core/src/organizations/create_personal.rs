//! A member's own organisation.

use madang_model::organizations::{Joining, MembershipState, OrgRole, OrganizationKind};
use madang_model::{MemberId, MembershipId, OrganizationId};
use madang_store::memberships::{self, MembershipRow, NewMembership};
use madang_store::organizations::{self, NewOrganization};

use crate::{Result, Work};

/// Makes the personal organisation of a member, in the work that makes the member: whoever signs up alone has
/// one to apply for things in. `name` is the member's, with the form in which it is searched.
pub async fn create_personal(
    work: &mut Work<'_>,
    member_id: MemberId,
    name: (&str, &str),
) -> Result<OrganizationId> {
    let ctx = work.ctx();
    let now = ctx.now();
    let id: OrganizationId = ctx.new_id();
    let created_by = member_id.to_string();
    let new = NewOrganization {
        id,
        code: None,
        name,
        kind: OrganizationKind::Personal,
        joining: Joining::Closed,
        created_by: &created_by,
    };
    organizations::insert(work, new, now).await?;
    enter(work, id, member_id, MembershipState::Active, &[OrgRole::Owner]).await?;
    Ok(id)
}

/// Makes a member belong to an organisation, with these roles.
pub(super) async fn enter(
    work: &mut Work<'_>,
    organization_id: OrganizationId,
    member_id: MemberId,
    state: MembershipState,
    roles: &[OrgRole],
) -> Result<MembershipRow> {
    let ctx = work.ctx();
    let id: MembershipId = ctx.new_id();
    let new = NewMembership { id, organization_id, member_id, department_id: None, state };
    memberships::insert(work, new, ctx.now()).await.map_err(super::already_member_or)?;
    let row = MembershipRow {
        id,
        organization_id,
        member_id,
        department_id: None,
        state,
        head: 0,
        created_at: ctx.now(),
    };
    memberships::set_roles(work, &row, roles).await?;
    Ok(row)
}
