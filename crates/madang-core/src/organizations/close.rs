//! Closing an organisation.

use madang_model::OrganizationId;
use madang_store::{departures, invitations, organizations};
use serde_json::json;

use super::company::hold_company;
use super::standing;
use crate::{Action, Blocker, Ctx, Entry, Refusal, Result, billing, events, subscriptions};

/// How many of each kind of thing in the way are named.
const NAMED: i64 = 20;

/// Closes a company: nobody is in it any more, its code stays taken, what was applied for in it stays to be read
/// by staff. Its owners and the staff who look after organisations may, by a session with the password given a
/// short while ago. Refused with everything that is still in the way: its projects, orders under way, and what it
/// subscribes to.
pub async fn close(ctx: &Ctx, id: OrganizationId) -> Result<()> {
    let mut work = ctx.begin().await?;
    ctx.authorize_as(Action::WriteOrganization, standing(ctx, &mut work, id).await?)?;
    ctx.require_recent()?;
    hold_company(&mut work, id).await?;
    let mut blockers = Vec::new();
    for project in departures::projects(&mut work, id, NAMED).await? {
        let path = format!("/projects/{}", project.id);
        blockers.push(Blocker { kind: "project", name: project.name, path });
    }
    for order in departures::orders(&mut work, id, NAMED).await? {
        let name = format!("{} {}", order.number, order.title).trim().to_owned();
        blockers.push(Blocker { kind: "order", name, path: format!("/orders/{}", order.id) });
    }
    blockers.extend(subscriptions::end_of_organization(&mut work, id).await?);
    if !blockers.is_empty() {
        return Err(Refusal::InUse { blockers }.into());
    }
    if !organizations::close(&mut work, id).await? {
        return Err(Refusal::Superseded.into());
    }
    billing::end_account(&mut work, id, false).await?;
    invitations::revoke_all(&mut work, id, &ctx.actor.audit_name(), ctx.now()).await?;
    events::publish(&mut work, id, "organization.closed", &id.to_string(), &json!({})).await?;
    work.audit(Entry::new("organizations.close", "organization", id));
    work.commit().await
}
