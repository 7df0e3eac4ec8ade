//! Approval policies as operators and auditors look at them, and taking one out of force.

use madang_db::Conn;
use madang_model::approvals::{Content, StepRule};
use madang_model::{PolicyId, Rule};
use madang_store::members;
use madang_store::policies::{self, PolicyRow};

use super::policy;
use crate::page::{self, Page};
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// A version of a policy as it is shown.
#[derive(Debug, Clone)]
pub struct PolicyView {
    /// What is stored.
    pub row: PolicyRow,
    /// What it says.
    pub content: Content,
    /// What the organisation is called; none for any.
    pub organization: Option<String>,
    /// The IDs of those whom its steps name, step by step.
    pub named: Vec<Vec<String>>,
}

/// The policies in force, by kind, organisation and amount; `after` is the page before's `next`. Staff may.
pub async fn list_policies(ctx: &Ctx, after: Option<&str>) -> Result<Page<PolicyView>> {
    ctx.authorize(Action::ReadPolicies, None)?;
    let place = after.map(place_of).transpose()?;
    let after =
        place.as_ref().map(|(kind, organization, amount)| (kind.as_str(), organization.as_str(), *amount));
    let mut conn = ctx.read().await?;
    let rows = policies::list(&mut conn, after, page::ASKED).await?;
    let cut = Page::cut(rows, |row| format!("{}~{}~{}", row.kind, row.organization, row.min_amount));
    views(&mut conn, cut).await
}

/// One version of a policy. Staff may.
pub async fn get_policy(ctx: &Ctx, id: PolicyId) -> Result<PolicyView> {
    ctx.authorize(Action::ReadPolicies, None)?;
    let mut conn = ctx.read().await?;
    let row = policies::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    view(&mut conn, row).await
}

/// All versions for the kind, organisation and amount of this one, newest first. Staff may.
pub async fn policy_versions(ctx: &Ctx, id: PolicyId, before: Option<&str>) -> Result<Page<PolicyView>> {
    ctx.authorize(Action::ReadPolicies, None)?;
    let before: Option<i64> = page::after(before)?;
    let mut conn = ctx.read().await?;
    let row = policies::find(&mut conn, id).await?.ok_or(Error::NotFound)?;
    let place = (row.kind.as_str(), row.organization.as_str(), row.min_amount);
    let rows = policies::versions(&mut conn, place, before, page::ASKED).await?;
    views(&mut conn, Page::cut(rows, |row| row.version.to_string())).await
}

/// Takes a policy out of force: what is less specific applies from now on. The provider's approvals staff may. Orders
/// that were submitted under it go on. Refused where it is not in force.
pub async fn retire_policy(ctx: &Ctx, id: PolicyId) -> Result<()> {
    ctx.authorize(Action::WritePolicies, None)?;
    let mut work = ctx.begin().await?;
    policies::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    if !policies::retire(&mut work, id).await? {
        return Err(Refusal::Superseded.into());
    }
    work.audit(Entry::new("approvals.retire_policy", "policy", id));
    work.commit().await
}

async fn views(conn: &mut Conn, cut: Page<PolicyRow>) -> Result<Page<PolicyView>> {
    let mut items = Vec::with_capacity(cut.items.len());
    for row in cut.items {
        items.push(view(conn, row).await?);
    }
    Ok(Page { items, next: cut.next, cursors: cut.cursors })
}

async fn view(conn: &mut Conn, row: PolicyRow) -> Result<PolicyView> {
    let content = policy::read(&row)?;
    let organization = match row.organization.as_str() {
        "*" => None,
        id => policies::organization(conn, id).await?.map(|found| found.name),
    };
    let mut named = Vec::with_capacity(content.steps.len());
    for step in &content.steps {
        let mut ids = Vec::new();
        if let StepRule::Named { members: people, .. } = step {
            for id in people {
                ids.extend(members::find(conn, *id).await?.map(|found| found.login_id));
            }
        }
        named.push(ids);
    }
    Ok(PolicyView { row, content, organization, named })
}

fn place_of(cursor: &str) -> Result<(String, String, i64)> {
    let strange = || Error::invalid("cursor", Rule::Choice);
    let mut parts = cursor.split('~');
    match (parts.next(), parts.next(), parts.next().and_then(|amount| amount.parse().ok())) {
        (Some(kind), Some(organization), Some(amount)) => {
            Ok((kind.to_owned(), organization.to_owned(), amount))
        }
        _ => Err(strange()),
    }
}
