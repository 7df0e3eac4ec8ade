//! Making a member an operator or auditor, or neither.

use madang_model::MemberId;
use madang_model::members::StaffRole;
use madang_store::members;
use serde_json::json;

use super::last_operator::keep_an_operator;
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// Gives an active member a role on the provider's side, or takes it away. Operators who gave their password
/// recently may, on others than themselves; whoever runs the machine may. The last operator stays one.
/// Done twice, it is done.
pub async fn set_staff(ctx: &Ctx, id: MemberId, staff: Option<StaffRole>) -> Result<()> {
    ctx.authorize(Action::SetStaff, None)?;
    ctx.require_recent()?;
    if ctx.actor.member().is_ok_and(|own| own == id) {
        return Err(Refusal::Yourself.into());
    }
    let mut work = ctx.begin().await?;
    let member = members::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    if member.staff == staff {
        return Ok(());
    }
    if !members::set_staff(&mut work, id, member.staff, staff).await? {
        return Err(Refusal::Superseded.into());
    }
    if member.staff == Some(StaffRole::Operator) {
        keep_an_operator(&mut work).await?;
    }
    let detail = json!({ "from": member.staff.map(StaffRole::as_str), "to": staff.map(StaffRole::as_str) });
    work.audit(Entry::new("members.set_staff", "member", id).with(detail));
    work.commit().await
}

/// Whether the actor may set anyone's role: for a surface that has to say so before it judges what was chosen.
pub fn may_set_staff(ctx: &Ctx) -> Result<()> {
    ctx.authorize(Action::SetStaff, None)
}
