//! Joining an organisation by its code 「회원사 코드」.

use madang_model::organizations::{Joining, MembershipState, OrgRole};
use madang_model::{MemberId, OrganizationId, Rule};
use madang_store::organizations;
use madang_store::organizations::OrganizationRow;
use serde_json::json;

use super::code::{can_be_joined, joinable};
use super::company::tell_owners;
use super::create_personal::enter;
use crate::{Action, Ctx, Entry, Error, Result, Work, events};

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The organisation.
    pub organization_id: OrganizationId,
    /// Its name.
    pub name: String,
    /// In, or waiting for an owner.
    pub state: MembershipState,
}

/// Makes the signed-in member belong to the organisation with this code: at once, or when an owner has admitted
/// them, as the organisation wants it. The member may. A code that nobody has, and one of an organisation that
/// lets nobody in, are refused alike, and so many wrong ones in an hour that codes can't be guessed.
pub async fn join(ctx: &Ctx, code: &str) -> Result<Joined> {
    let member_id = ctx.actor.member()?;
    ctx.authorize(Action::WriteAccount, Some(member_id))?;
    let found = joinable(ctx, Some(member_id), code).await?.map_err(|rule| Error::invalid("code", rule))?;
    let mut work = ctx.begin().await?;
    let state = enter_by_code(&mut work, &found, member_id, "code").await?;
    work.commit().await?;
    Ok(Joined { organization_id: found.id, name: found.name, state })
}

/// Lets a member in who came with the code of an organisation that was found joinable a moment ago. `field` is
/// where the code was typed.
pub(crate) async fn enter_by_code(
    work: &mut Work<'_>,
    found: &OrganizationRow,
    member_id: MemberId,
    field: &'static str,
) -> Result<MembershipState> {
    let id = found.id;
    organizations::hold_active(work, id).await?;
    let now = organizations::find(work, id).await?.filter(can_be_joined);
    let Some(organization) = now else { return Err(Error::invalid(field, Rule::OrganizationCodeUnknown)) };
    let state = match organization.joining {
        Joining::Open => MembershipState::Active,
        Joining::Approval | Joining::Closed => MembershipState::Pending,
    };
    let row = enter(work, id, member_id, state, &[OrgRole::Developer]).await?;
    let detail = json!({ "membership": row.id.to_string(), "state": state.as_str() });
    work.audit(Entry::new("organizations.join", "organization", id).with(detail.clone()));
    events::publish(work, id, "membership.joined", &row.id.to_string(), &detail).await?;
    if state == MembershipState::Pending {
        let link = format!("/organizations/{id}/people?state=pending");
        tell_owners(work, &organization, "join-waiting", member_id, link).await?;
    }
    Ok(state)
}
