//! What the invited one does with an invitation.

use madang_model::organizations::{InvitationState, MembershipState, OrgRole};
use madang_model::{InvitationId, OrganizationId, Secret};
use madang_store::invitations::{self, InvitationRow, OfferedRow};
use madang_store::members::{self, MemberRow};
use madang_store::organizations::{self, OrganizationRow};
use madang_store::{departments, memberships};
use serde_json::json;

use super::company::{hold_company, tell_owners};
use super::create_personal::enter;
use crate::context::token_hash;
use crate::limits::{self, Limit};
use crate::{Action, Ctx, Entry, Error, Refusal, Result, Work, events};

/// An invitation as its link shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peeked {
    /// The invitation.
    pub id: InvitationId,
    /// The organisation's name.
    pub organization: String,
    /// Whether it is for the signed-in member's address.
    pub is_mine: bool,
}

/// How many links one address may look at in an hour.
const LOOKS: u32 = 120;

/// What an invitation's link leads to, without using it. Whoever has the link's token may; refused when it was
/// used or its time is over. Whom it is for is not said.
pub async fn peek_invitation(ctx: &Ctx, token: &Secret) -> Result<Peeked> {
    let mut work = ctx.begin().await?;
    limits::take(ctx, &mut work, &limits::from_here(ctx, "invitation"), Limit::hourly(LOOKS)).await?;
    work.commit().await?;
    let mut conn = ctx.read().await?;
    let row = invitations::by_token(&mut conn, &token_hash(token.reveal()))
        .await?
        .filter(|row| row.state == InvitationState::Open && row.expires_at > ctx.now())
        .ok_or(Refusal::LinkOver)?;
    let organization = organizations::find(&mut conn, row.organization_id).await?.ok_or(Refusal::LinkOver)?;
    let is_mine = match ctx.actor.member() {
        Ok(id) => members::find(&mut conn, id).await?.is_some_and(|member| is_for(&row, &member)),
        Err(_) => false,
    };
    Ok(Peeked { id: row.id, organization: organization.name, is_mine })
}

/// What the signed-in member is invited to: by their verified address, also before they became a member. The
/// member may.
pub async fn offered(ctx: &Ctx) -> Result<Vec<OfferedRow>> {
    let member_id = ctx.actor.member()?;
    ctx.authorize(Action::ReadAccount, Some(member_id))?;
    let mut conn = ctx.read().await?;
    let member = members::find(&mut conn, member_id).await?.ok_or(Error::SignInRequired)?;
    if member.email.is_empty() {
        return Ok(Vec::new());
    }
    Ok(invitations::offered(&mut conn, &member.email.to_ascii_lowercase(), ctx.now()).await?)
}

/// Makes the signed-in member belong to the organisation that they are invited to 「초대 수락」. Only the member
/// whose verified address was invited may, once, in its time: of parallel requests, one is accepted.
pub async fn accept_invitation(ctx: &Ctx, id: InvitationId) -> Result<OrganizationId> {
    let mut work = ctx.begin().await?;
    let (row, member) = mine(ctx, &mut work, id).await?;
    let organization = hold_company(&mut work, row.organization_id).await.map_err(gone)?;
    let by = member.id.to_string();
    if !invitations::end(&mut work, id, InvitationState::Accepted, &by, ctx.now()).await? {
        return Err(Refusal::LinkOver.into());
    }
    let membership_id = let_in(&mut work, &organization, &row, &member).await?;
    let link = format!("/organizations/{}/people/{membership_id}", organization.id);
    tell_owners(&mut work, &organization, "invitation-accepted", member.id, link).await?;
    let detail = json!({ "invitation": id.to_string(), "membership": membership_id });
    events::publish(&mut work, organization.id, "membership.joined", &membership_id, &detail).await?;
    work.audit(Entry::new("organizations.accept_invitation", "organization", organization.id).with(detail));
    work.commit().await?;
    Ok(organization.id)
}

/// Ends an invitation that is not wanted 「초대 거절」. Only whom it is for may.
pub async fn decline_invitation(ctx: &Ctx, id: InvitationId) -> Result<()> {
    let mut work = ctx.begin().await?;
    let (row, member) = mine(ctx, &mut work, id).await?;
    let organization = hold_company(&mut work, row.organization_id).await.map_err(gone)?;
    let by = member.id.to_string();
    if !invitations::end(&mut work, id, InvitationState::Declined, &by, ctx.now()).await? {
        return Err(Refusal::LinkOver.into());
    }
    let link = format!("/organizations/{}/invitations", organization.id);
    tell_owners(&mut work, &organization, "invitation-declined", member.id, link).await?;
    let detail = json!({ "invitation": id.to_string() });
    work.audit(Entry::new("organizations.decline_invitation", "organization", organization.id).with(detail));
    work.commit().await
}

async fn mine(ctx: &Ctx, work: &mut Work<'_>, id: InvitationId) -> Result<(InvitationRow, MemberRow)> {
    let member_id = ctx.actor.member()?;
    ctx.authorize(Action::WriteAccount, Some(member_id))?;
    let member = members::find(work, member_id).await?.ok_or(Error::SignInRequired)?;
    // For whoever it is not for, there is none.
    let row = invitations::find(work, id).await?.filter(|row| is_for(row, &member)).ok_or(Error::NotFound)?;
    if row.state != InvitationState::Open || row.expires_at <= ctx.now() {
        return Err(Refusal::LinkOver.into());
    }
    Ok((row, member))
}

/// Whether the member's address, which is verified once they are active, is the invited one.
fn is_for(row: &InvitationRow, member: &MemberRow) -> bool {
    member.state == "active" && !member.email.is_empty() && member.email.eq_ignore_ascii_case(&row.email)
}

/// A new membership; or the one that waits for an owner, who has decided by inviting.
async fn let_in(
    work: &mut Work<'_>,
    organization: &OrganizationRow,
    row: &InvitationRow,
    member: &MemberRow,
) -> Result<String> {
    let roles: Vec<OrgRole> = row.roles.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let waiting = memberships::of(work, organization.id, member.id)
        .await?
        .filter(|found| found.state == MembershipState::Pending);
    let membership = match waiting {
        Some(found) => {
            memberships::admit(work, found.id).await?;
            memberships::set_roles(work, &found, &roles).await?;
            found
        }
        None => enter(work, organization.id, member.id, MembershipState::Active, &roles).await?,
    };
    if let Some(department_id) = row.department_id
        && departments::find(work, organization.id, department_id).await?.is_some()
    {
        memberships::place(work, membership.id, Some(department_id), false).await?;
    }
    Ok(membership.id.to_string())
}

/// An invitation to an organisation that is closed since is over.
fn gone(error: Error) -> Error {
    if matches!(error, Error::NotFound | Error::Refused(Refusal::OrganizationClosed)) {
        Refusal::LinkOver.into()
    } else {
        error
    }
}
