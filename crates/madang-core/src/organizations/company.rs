//! The organisation that an operation changes, held until its work ends.

use madang_model::organizations::{OrgRole, OrganizationKind};
use madang_model::{MemberId, OrganizationId, Rule};
use madang_store::organizations::{self, OrganizationRow};
use madang_store::{members, memberships};

use crate::notices::{self, Tell};
use crate::{Error, Refusal, Result, Work};

/// The active organisation, held: what is counted of its people and departments stays so. Whoever calls has
/// authorized.
pub(super) async fn hold(work: &mut Work<'_>, id: OrganizationId) -> Result<OrganizationRow> {
    let active = organizations::hold_active(work, id).await?;
    let row = organizations::find(work, id).await?.ok_or(Error::NotFound)?;
    // Members of a closed one are strangers to it; this is said to staff.
    if active { Ok(row) } else { Err(Refusal::OrganizationClosed.into()) }
}

/// The same, for what a personal organisation does not have: other people, departments, a code.
pub(super) async fn hold_company(work: &mut Work<'_>, id: OrganizationId) -> Result<OrganizationRow> {
    let row = hold(work, id).await?;
    match row.kind {
        OrganizationKind::Company => Ok(row),
        OrganizationKind::Personal => Err(Refusal::PersonalOrganization.into()),
    }
}

/// Refuses where the work so far leaves a company without an owner that had one.
pub(super) async fn keep_an_owner(work: &mut Work<'_>, id: OrganizationId) -> Result<()> {
    if memberships::with_role(work, id, OrgRole::Owner).await?.is_empty() {
        return Err(Refusal::LastOwner.into());
    }
    Ok(())
}

/// Roles as they were typed, each word once.
pub(super) fn roles(typed: &[String]) -> Result<Vec<OrgRole>, Rule> {
    let mut roles = typed
        .iter()
        .map(|word| word.parse::<OrgRole>().map_err(|_| Rule::Choice))
        .collect::<Result<Vec<_>, _>>()?;
    roles.sort_unstable();
    roles.dedup();
    Ok(roles)
}

/// Tells the organisation's owners of something that `who` did.
pub(super) async fn tell_owners(
    work: &mut Work<'_>,
    organization: &OrganizationRow,
    kind: &'static str,
    who: MemberId,
    link: String,
) -> Result<()> {
    let owners = memberships::with_role(work, organization.id, OrgRole::Owner).await?;
    let who = members::find(work, who).await?.map(|member| member.name).unwrap_or_default();
    let name = organization.name.as_str();
    let args = [("who", who.as_str()), ("organization", name), ("title", name)];
    notices::tell(work, Tell { kind, to: &owners, link, args: &args }).await
}

/// Tells a member what was done to their belonging.
pub(super) async fn tell_member(
    work: &mut Work<'_>,
    organization: &OrganizationRow,
    kind: &'static str,
    member_id: MemberId,
) -> Result<()> {
    let link = match kind {
        "member-removed" => "/organizations".to_owned(),
        _ => format!("/organizations/{}", organization.id),
    };
    let args = [("organization", organization.name.as_str())];
    notices::tell(work, Tell { kind, to: &[member_id], link, args: &args }).await
}
