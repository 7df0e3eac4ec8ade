//! Going: leaving an organisation, being removed from it; and what becomes of what one had there.

use madang_model::orders::{Move, OrderState};
use madang_model::organizations::{MembershipState, OrgRole};
use madang_model::{MemberId, MembershipId, OrganizationId};
use madang_store::memberships::{self, MembershipRow};
use madang_store::organizations::OrganizationRow;
use madang_store::{departures, orders};
use serde_json::json;

use super::company::{hold_company, keep_an_owner, tell_member, tell_owners};
use super::standing;
use crate::orders::{Moved, moved};
use crate::{Action, Ctx, Entry, Error, Refusal, Result, Work, events};

/// Ends the signed-in member's belonging to a company 「회원사 나가기」. The member may; the last owner not. What
/// they had stays the organisation's: see `docs/decisions/0011-what-a-leaver-leaves.md`.
pub async fn leave(ctx: &Ctx, id: OrganizationId) -> Result<()> {
    let mut work = ctx.begin().await?;
    ctx.authorize_as(Action::LeaveOrganization, standing(ctx, &mut work, id).await?)?;
    let member_id = ctx.actor.member()?;
    let organization = hold_company(&mut work, id).await?;
    let row = memberships::of(&mut work, id, member_id).await?.ok_or(Error::NotFound)?;
    depart(&mut work, &organization, &row).await?;
    let link = format!("/organizations/{id}/people");
    tell_owners(&mut work, &organization, "member-left", member_id, link).await?;
    work.audit(said("organizations.leave", &row));
    work.commit().await
}

/// Gives up waiting to be admitted. The one who waits may.
pub async fn give_up(ctx: &Ctx, id: OrganizationId) -> Result<()> {
    let member_id = ctx.actor.member()?;
    ctx.authorize(Action::WriteAccount, Some(member_id))?;
    let mut work = ctx.begin().await?;
    let row = memberships::of(&mut work, id, member_id)
        .await?
        .filter(|row| row.state == MembershipState::Pending)
        .ok_or(Error::NotFound)?;
    if !memberships::delete(&mut work, row.id, MembershipState::Pending).await? {
        return Err(Refusal::Superseded.into());
    }
    work.audit(said("organizations.give_up", &row));
    work.commit().await
}

/// Ends somebody's belonging to a company. Its owners and the staff who look after organisations may; the last
/// owner can't be removed.
pub async fn remove(ctx: &Ctx, id: OrganizationId, membership_id: MembershipId) -> Result<()> {
    let mut work = ctx.begin().await?;
    ctx.authorize_as(Action::ManagePeople, standing(ctx, &mut work, id).await?)?;
    let organization = hold_company(&mut work, id).await?;
    let row = memberships::find(&mut work, id, membership_id)
        .await?
        .filter(|row| row.state == MembershipState::Active)
        .ok_or(Error::NotFound)?;
    depart(&mut work, &organization, &row).await?;
    tell_member(&mut work, &organization, "member-removed", row.member_id).await?;
    work.audit(said("organizations.remove", &row));
    work.commit().await
}

/// Makes somebody else the owner in one's own stead 「소유자 이전」. An owner may; what else each of them is stays.
pub async fn transfer(ctx: &Ctx, id: OrganizationId, to: MembershipId) -> Result<()> {
    let mut work = ctx.begin().await?;
    ctx.authorize_as(Action::ManagePeople, standing(ctx, &mut work, id).await?)?;
    let member_id = ctx.actor.member()?;
    let organization = hold_company(&mut work, id).await?;
    let own = memberships::of(&mut work, id, member_id).await?.ok_or(Error::Forbidden)?;
    let mine = roles(&mut work, &own).await?;
    if !mine.contains(&OrgRole::Owner) {
        return Err(Error::Forbidden);
    }
    let other = memberships::find(&mut work, id, to)
        .await?
        .filter(|row| row.state == MembershipState::Active)
        .ok_or(Error::NotFound)?;
    if other.id == own.id {
        return Err(Refusal::Yourself.into());
    }
    let mut theirs = roles(&mut work, &other).await?;
    theirs.push(OrgRole::Owner);
    memberships::set_roles(&mut work, &other, &theirs).await?;
    let mine: Vec<OrgRole> = mine.into_iter().filter(|role| *role != OrgRole::Owner).collect();
    memberships::set_roles(&mut work, &own, &mine).await?;
    tell_member(&mut work, &organization, "organization-owner", other.member_id).await?;
    let detail = json!({ "from": own.id.to_string(), "to": other.id.to_string() });
    events::publish(&mut work, id, "organization.transferred", &id.to_string(), &detail).await?;
    work.audit(Entry::new("organizations.transfer", "organization", id).with(detail));
    work.commit().await
}

/// Ends a belonging, with what hangs on it: roles, the projects' memberships, substitutions. A project that only
/// they administered gets an owner as its administrator.
pub(super) async fn depart(
    work: &mut Work<'_>,
    organization: &OrganizationRow,
    row: &MembershipRow,
) -> Result<()> {
    let id = organization.id;
    let was_owner = roles(work, row).await?.contains(&OrgRole::Owner);
    if !memberships::delete(work, row.id, row.state).await? {
        return Err(Refusal::Superseded.into());
    }
    if was_owner {
        keep_an_owner(work, id).await?;
    }
    cancel_orders(work, id, row.member_id).await?;
    hand_over(work, id, row.member_id).await?;
    let detail = json!({ "membership": row.id.to_string() });
    events::publish(work, id, "membership.ended", &row.id.to_string(), &detail).await
}

/// What was not decided yet was the leaver's wish alone; what was approved is the organisation's and goes on.
async fn cancel_orders(work: &mut Work<'_>, id: OrganizationId, leaver: MemberId) -> Result<()> {
    for row in departures::undecided_orders(work, id, leaver).await? {
        if let Some(mut order) = orders::find(work, row.id).await? {
            if order.state == OrderState::InApproval {
                order = moved(work, &order, Moved::plain(Move::Withdraw)).await?;
            }
            moved(work, &order, Moved::plain(Move::Cancel)).await?;
        }
    }
    Ok(())
}

async fn hand_over(work: &mut Work<'_>, id: OrganizationId, leaver: MemberId) -> Result<()> {
    let now = work.ctx().now();
    let orphans = departures::administered_alone(work, id, leaver).await?;
    let owners = memberships::with_role(work, id, OrgRole::Owner).await?;
    if let Some(owner) = owners.first() {
        for project in orphans {
            departures::make_admin(work, project.id, *owner, now).await?;
            let detail = json!({ "reason": "left" });
            work.audit(Entry::new("projects.hand_over", "project", project.id).with(detail));
        }
    }
    departures::leave_projects(work, id, leaver).await?;
    departures::end_substitutions(work, id, leaver, now).await?;
    Ok(())
}

async fn roles(work: &mut Work<'_>, row: &MembershipRow) -> Result<Vec<OrgRole>> {
    Ok(memberships::roles_of(work, &[row.id]).await?.into_iter().map(|held| held.role).collect())
}

fn said(action: &'static str, row: &MembershipRow) -> Entry {
    let detail = json!({ "membership": row.id.to_string(), "member": row.member_id.to_string() });
    Entry::new(action, "organization", row.organization_id).with(detail)
}
