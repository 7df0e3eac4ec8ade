//! Searching the audit log.

use std::collections::BTreeSet;
use std::time::Duration;

use madang_db::Conn;
use madang_model::{Rule, Timestamp};
use madang_store::audit::{self, EntryFilter, FoundRow};
use madang_store::members;

use crate::page::{self, Page};
use crate::{Action, Ctx, Error, Result};

/// Which entries to look for.
#[derive(Debug, Default, Clone)]
pub struct AuditQuery {
    /// Only acts of this member, by ID or id; `system` is the program itself, `visitor` anyone not signed in.
    pub actor: String,
    /// Only acts whose name begins so: `members.` or `members.suspend`.
    pub action: String,
    /// Only acts on this member, by ID, or on this other thing, by id.
    pub target: String,
    /// Not before this.
    pub since: Option<Timestamp>,
    /// Before this.
    pub until: Option<Timestamp>,
    /// The page before's `next`.
    pub before: Option<String>,
}

/// How far the order of numbers and the order of times may differ: several processes, several clocks.
const SLACK: Duration = Duration::from_secs(600);

/// Lists entries, newest first, with the address and client they came from while these are kept. Staff may.
pub async fn search(ctx: &Ctx, query: &AuditQuery) -> Result<Page<FoundRow>> {
    ctx.authorize(Action::ReadAudit, None)?;
    for (field, text) in [("actor", &query.actor), ("action", &query.action), ("target", &query.target)] {
        if text.chars().any(char::is_control) {
            return Err(Error::invalid(field, Rule::Characters));
        }
    }
    let mut conn = ctx.read().await?;
    let actor = match query.actor.trim() {
        // Also where a member calls themselves so: that one is found by id.
        own @ ("system" | "visitor") => Some(own.to_owned()),
        typed => named(&mut conn, typed).await?,
    };
    let target = named(&mut conn, &query.target).await?;
    let (after, before) = bounds(&mut conn, query).await?;
    let filter = EntryFilter {
        actor: actor.as_deref(),
        action: None,
        action_prefix: None,
        target_id: target.as_deref(),
        since: query.since,
        until: query.until,
        after,
        before,
    };
    let prefix = Some(query.action.trim()).filter(|prefix| !prefix.is_empty());
    let numbers = match (prefix, filter.target_id) {
        (Some(prefix), None) => newest_of(&mut conn, filter, prefix).await?,
        (prefix, _) => {
            let filter = EntryFilter { action_prefix: prefix, ..filter };
            audit::search(&mut conn, filter, page::ASKED).await?.into_iter().map(|row| row.seq).collect()
        }
    };
    let page = Page::cut(numbers, i64::to_string);
    let items = audit::found(&mut conn, &page.items).await?;
    Ok(Page { items, next: page.next, cursors: page.cursors })
}

/// The name by which the log knows what was typed: a member's ID becomes the member's id.
async fn named(conn: &mut Conn, typed: &str) -> Result<Option<String>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let member = members::find_by_login(conn, &typed.to_ascii_lowercase()).await?;
    Ok(Some(member.map_or_else(|| typed.to_owned(), |member| member.id.to_string())))
}

/// The numbers that everything wanted lies between, so that no page walks through years that nobody asked for.
async fn bounds(conn: &mut Conn, query: &AuditQuery) -> Result<(i64, i64)> {
    let cursor: Option<i64> = page::after(query.before.as_deref())?;
    let mut before = cursor.unwrap_or(i64::MAX);
    if let Some(until) = query.until
        && let Some(first_later) = audit::first_since(conn, until.plus(SLACK)).await?
    {
        before = before.min(first_later);
    }
    let after = match query.since {
        None => 0,
        Some(since) => match audit::first_since(conn, since.minus(SLACK)).await? {
            Some(first) => first - 1,
            None => i64::MAX,
        },
    };
    Ok((after, before))
}

/// The newest entries of every act whose name begins so: there are few acts, and each has its own place in the
/// index, in the order of numbers.
async fn newest_of(conn: &mut Conn, filter: EntryFilter<'_>, prefix: &str) -> Result<Vec<i64>> {
    let mut newest = BTreeSet::new();
    let mut from = prefix.to_owned();
    while let Some(action) =
        audit::next_action(conn, filter.actor, &from).await?.filter(|action| action.starts_with(prefix))
    {
        let found = audit::search(conn, EntryFilter { action: Some(&action), ..filter }, page::ASKED).await?;
        newest.extend(found.into_iter().map(|row| row.seq));
        while newest.len() > page::SIZE + 1 {
            newest.pop_first();
        }
        from = action + "\u{1}";
    }
    Ok(newest.into_iter().rev().collect())
}
