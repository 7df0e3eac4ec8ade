//! Letting somebody in who came with the code, or not.

use madang_model::organizations::MembershipState;
use madang_model::{MembershipId, OrganizationId};
use madang_store::memberships;
use serde_json::json;

use super::company::{hold_company, tell_member};
use super::standing;
use crate::{Action, Ctx, Entry, Error, Refusal, Result, events};

/// Makes somebody belong who waits for it 「가입 승인」. The organisation's owners and the staff who look after
/// organisations may. Of two who decide at once, one is refused.
pub async fn admit(ctx: &Ctx, id: OrganizationId, membership_id: MembershipId) -> Result<()> {
    let mut work = ctx.begin().await?;
    ctx.authorize_as(Action::ManagePeople, standing(ctx, &mut work, id).await?)?;
    let organization = hold_company(&mut work, id).await?;
    let row = memberships::find(&mut work, id, membership_id).await?.ok_or(Error::NotFound)?;
    if !memberships::admit(&mut work, row.id).await? {
        return Err(Refusal::Superseded.into());
    }
    tell_member(&mut work, &organization, "member-admitted", row.member_id).await?;
    let detail = json!({ "membership": row.id.to_string() });
    events::publish(&mut work, id, "membership.admitted", &row.id.to_string(), &detail).await?;
    work.audit(Entry::new("organizations.admit", "organization", id).with(detail));
    work.commit().await
}

/// Turns somebody away who waits 「가입 거절」. Whoever may admit may; they may come again.
pub async fn turn_away(ctx: &Ctx, id: OrganizationId, membership_id: MembershipId) -> Result<()> {
    let mut work = ctx.begin().await?;
    ctx.authorize_as(Action::ManagePeople, standing(ctx, &mut work, id).await?)?;
    hold_company(&mut work, id).await?;
    let row = memberships::find(&mut work, id, membership_id).await?.ok_or(Error::NotFound)?;
    if row.state != MembershipState::Pending
        || !memberships::delete(&mut work, row.id, MembershipState::Pending).await?
    {
        return Err(Refusal::Superseded.into());
    }
    let detail = json!({ "membership": row.id.to_string() });
    work.audit(Entry::new("organizations.turn_away", "organization", id).with(detail));
    work.commit().await
}
