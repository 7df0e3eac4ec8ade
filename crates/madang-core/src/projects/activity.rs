//! What was done to a project, and what was applied for about it.

use std::collections::HashMap;

use madang_db::Conn;
use madang_model::{MemberId, OrderId, OrganizationId, ProjectId, Timestamp};
use madang_store::approvers::{self, PersonRow};
use madang_store::audit::{self, EntryFilter};
use madang_store::orders::{self, OrderFilter, OrderItem};
use serde_json::Value;

use super::get::readable;
use crate::page::{self, Page};
use crate::{Action, Capacity, Ctx, Result};

/// Something that was done to a project.
#[derive(Debug, Clone)]
pub struct Activity {
    /// When.
    pub at: Timestamp,
    /// Who did it; nobody for the program itself.
    pub who: Option<PersonRow>,
    /// What, as the audit log calls it: `projects.archive`.
    pub act: String,
    /// Whom it was done to, where it was done to somebody.
    pub whom: Option<PersonRow>,
    /// The role that they were given, by its word.
    pub role: String,
    /// The order that it came from.
    pub order_id: Option<OrderId>,
}

/// What was done to the project, newest first; `before` is the page before's `next`. Whoever may read the project
/// may.
pub async fn activity(ctx: &Ctx, id: ProjectId, before: Option<&str>) -> Result<Page<Activity>> {
    let before: Option<i64> = page::after(before)?;
    let mut conn = ctx.read().await?;
    let (project, _) = readable(ctx, &mut conn, id).await?;
    let target = id.to_string();
    let filter = EntryFilter {
        target_id: Some(&target),
        action_prefix: Some("projects."),
        before: before.unwrap_or(i64::MAX),
        ..EntryFilter::default()
    };
    let numbers: Vec<i64> =
        audit::search(&mut conn, filter, page::ASKED).await?.into_iter().map(|row| row.seq).collect();
    let page = Page::cut(numbers, i64::to_string);
    let mut people = People { organization_id: project.organization_id, known: HashMap::new() };
    let mut items = Vec::with_capacity(page.items.len());
    for row in audit::found(&mut conn, &page.items).await? {
        let detail: Value = serde_json::from_str(&row.detail).unwrap_or_default();
        let said = |name: &str| detail.get(name).and_then(Value::as_str).unwrap_or_default();
        items.push(Activity {
            at: row.at,
            who: people.named(&mut conn, &row.actor).await?,
            whom: people.named(&mut conn, said("member_id")).await?,
            role: said("role").to_owned(),
            order_id: said("order_id").parse().ok(),
            act: row.action,
        });
    }
    Ok(Page { items, next: page.next, cursors: page.cursors })
}

/// People who were met already.
struct People {
    organization_id: OrganizationId,
    known: HashMap<String, Option<PersonRow>>,
}

impl People {
    async fn named(&mut self, conn: &mut Conn, id: &str) -> Result<Option<PersonRow>> {
        if let Some(found) = self.known.get(id) {
            return Ok(found.clone());
        }
        let found = match id.parse::<MemberId>() {
            Ok(member) => approvers::person(conn, self.organization_id, member).await?,
            Err(_) => None,
        };
        self.known.insert(id.to_owned(), found.clone());
        Ok(found)
    }
}

/// What was applied for about the project, newest first; `before` is the page before's `next`. Whoever may read the
/// project may, as far as they may read its department's orders: for all others there is nothing.
pub async fn applications(ctx: &Ctx, id: ProjectId, before: Option<&str>) -> Result<Page<OrderItem>> {
    let before: Option<OrderId> = page::after(before)?;
    let mut conn = ctx.read().await?;
    let (_, to_it) = readable(ctx, &mut conn, id).await?;
    ctx.authorize_as(Action::ReadOrder, to_it.with(Capacity::Applicant))?;
    let mut filter = OrderFilter { project_id: Some(id), before, ..OrderFilter::default() };
    if ctx.actor.may_as(Action::ReadOrder, to_it).is_err() {
        filter.applicant_id = Some(ctx.actor.member()?);
    }
    let rows = orders::list(&mut conn, filter, page::ASKED).await?;
    Ok(Page::cut(rows, |row| row.id.to_string()))
}
