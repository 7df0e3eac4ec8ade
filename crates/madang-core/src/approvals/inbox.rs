//! The inbox 「결재함」.

use std::collections::BTreeMap;
use std::time::Duration;

use madang_db::Conn;
use madang_model::approvals::Candidate;
use madang_model::{DepartmentId, MemberId, OrderId, OrganizationId};
use madang_store::approvers;
use madang_store::inbox::{self, InboxFilter, WaitingRow};

use super::policy;
use super::roster::Speaker;
use crate::page::{self, Page};
use crate::{Action, Capacity, Ctx, Result, Standing};

/// Which of the orders that wait for the actor.
#[derive(Debug, Clone, Default)]
pub struct InboxQuery {
    /// Only orders of this kind.
    pub kind: Option<String>,
    /// Only orders of this organisation.
    pub organization_id: Option<OrganizationId>,
    /// Only what has been waited for this many days or longer.
    pub days: Option<u32>,
    /// The page before's `next`.
    pub after: Option<String>,
}

/// An order that waits for the actor.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The order and the step.
    pub row: WaitingRow,
    /// The name of the member in whose stead the actor decides 「대결」.
    pub on_behalf_of: Option<String>,
}

/// The most departments that are looked at for one head.
const DEPARTMENTS: usize = 200;

/// Lists what waits for the actor's decision, oldest order first: what they are asked by name, as head (of their
/// departments, and of those below that have no head), as the provider's staff, and in the stead of whom they stand
/// in for now. Everybody signed in may; it is theirs. A page may hold less than it could and still have a next one.
pub async fn inbox(ctx: &Ctx, query: &InboxQuery) -> Result<Page<Waiting>> {
    ctx.authorize_as(Action::ReadOrder, Standing::STRANGER.with(Capacity::Decider))?;
    let after: Option<OrderId> = page::after(query.after.as_deref())?;
    let since = query.days.map(|days| ctx.now().minus(Duration::from_secs(u64::from(days) * 86_400)));
    let mut conn = ctx.read().await?;
    let Some(speaker) = Speaker::of(ctx, &mut conn).await? else {
        return Ok(Page::cut(Vec::new(), |_: &Waiting| String::new()));
    };
    let mut found: BTreeMap<OrderId, (WaitingRow, Option<MemberId>)> = BTreeMap::new();
    for (candidate, instead) in keys(&mut conn, &speaker).await? {
        let organization_id = match (query.organization_id, instead) {
            (Some(wanted), Some((_, inside))) if wanted != inside => continue,
            (wanted, inside) => inside.map(|(_, id)| id).or(wanted),
        };
        let filter = InboxFilter { kind: query.kind.as_deref(), organization_id, since, after };
        for row in inbox::waiting(&mut conn, candidate, filter, page::ASKED).await? {
            let entry = (row.order_id, (row, instead.map(|(member, _)| member)));
            // What is one's own to decide is not decided in another's stead.
            found.entry(entry.0).or_insert(entry.1);
        }
    }
    let rows: Vec<_> = found.into_values().collect();
    let mut cut = Page::cut(rows, |(row, _)| row.order_id.to_string());
    let mut items = Vec::with_capacity(cut.items.len());
    let mut cursors = Vec::with_capacity(cut.items.len());
    for ((row, instead), cursor) in cut.items.into_iter().zip(cut.cursors) {
        if row.applicant_id == speaker.id || instead == Some(row.applicant_id) {
            let own = policy::kept(&mut conn, row.policy_id).await?.own;
            if !own || instead.is_some() {
                continue;
            }
        }
        let on_behalf_of = match instead {
            Some(id) => {
                approvers::person(&mut conn, row.organization_id, id).await?.map(|person| person.name)
            }
            None => None,
        };
        items.push(Waiting { row, on_behalf_of });
        cursors.push(cursor);
    }
    Ok(Page { items, next: cut.next.take(), cursors })
}

type Key = (Candidate, Option<(MemberId, OrganizationId)>);

/// Everything under which the actor can be asked; one's own first.
async fn keys(conn: &mut Conn, speaker: &Speaker) -> Result<Vec<Key>> {
    let mut keys: Vec<Key> = vec![(Candidate::Member(speaker.id), None)];
    for department in departments(conn, speaker.id).await? {
        keys.push((Candidate::Head(department), None));
    }
    if speaker.staff {
        keys.push((Candidate::Staff, None));
    }
    for (member, organization) in &speaker.stands_for {
        let instead = Some((*member, *organization));
        keys.push((Candidate::Member(*member), instead));
        for department in departments(conn, *member).await? {
            keys.push((Candidate::Head(department), instead));
        }
    }
    Ok(keys)
}

/// The departments whose head a member is for decisions: those they head, and below them all without a head.
async fn departments(conn: &mut Conn, member_id: MemberId) -> Result<Vec<DepartmentId>> {
    let mut found = approvers::headed(conn, member_id).await?;
    let mut at = 0;
    while at < found.len() && found.len() < DEPARTMENTS {
        for below in approvers::headless_below(conn, found[at]).await? {
            if !found.contains(&below) {
                found.push(below);
            }
        }
        at += 1;
    }
    Ok(found)
}
