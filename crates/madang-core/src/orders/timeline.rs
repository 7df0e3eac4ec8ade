//! Everything that happened to an order.

use madang_db::Conn;
use madang_model::{MemberId, OrderEventId, OrderId, Timestamp};
use madang_store::approvals::{self as asked, CandidateRow, StepRow};
use madang_store::members;
use madang_store::order_events::{self, OrderEventRow};
use madang_store::orders::OrderRow;

use super::reader::{Reader, Role};
use super::standing::found;
use crate::page::{self, Page};
use crate::{Action, Ctx, Result, approvals};

/// An entry of an order's timeline, as its reader may see it.
#[derive(Debug, Clone)]
pub struct Happened {
    /// The entry.
    pub id: OrderEventId,
    /// What happened.
    pub kind: String,
    /// Whose act it was, as in the audit log.
    pub actor: String,
    /// What they are to the order.
    pub role: Role,
    /// Their name, if the reader may know.
    pub name: Option<String>,
    /// The name of the member in whose stead it was done 「대결」, if the reader may know.
    pub on_behalf_of: Option<String>,
    /// What a person wrote.
    pub text: String,
    /// More, as JSON.
    pub detail: String,
    /// When.
    pub at: Timestamp,
}

/// Moves, comments, files and reminders of an order, newest first; `before` is the page before's `next`. Whoever sees
/// the order may. People are named for those who may know them; others read what they are to the order.
pub async fn timeline(ctx: &Ctx, id: OrderId, before: Option<&str>) -> Result<Page<Happened>> {
    let before: Option<OrderEventId> = page::after(before)?;
    let mut conn = ctx.read().await?;
    let (order, standing) = found(ctx, &mut conn, id, Action::ReadOrder).await?;
    let rows = order_events::latest(&mut conn, id, before, page::ASKED).await?;
    let page = Page::cut(rows, |row| row.id.to_string());
    let roles = Roles::of(&mut conn, &order).await?;
    let reader = Reader::of(ctx, &order, standing);
    let mut items = Vec::with_capacity(page.items.len());
    for row in page.items {
        items.push(seen(&mut conn, reader, &roles, row).await?);
    }
    Ok(Page { items, next: page.next, cursors: page.cursors })
}

async fn seen(conn: &mut Conn, reader: Reader, roles: &Roles, row: OrderEventRow) -> Result<Happened> {
    let actor: Option<MemberId> = row.actor.parse().ok();
    let (role, name) = match actor {
        None => (Role::System, None),
        Some(id) => (roles.role(conn, id).await?, reader.name(conn, id).await?),
    };
    let on_behalf_of = match row.on_behalf_of {
        Some(id) => reader.name(conn, id).await?,
        None => None,
    };
    Ok(Happened {
        id: row.id,
        kind: row.kind,
        actor: row.actor,
        role,
        name,
        on_behalf_of,
        text: row.text,
        detail: row.detail,
        at: row.at,
    })
}

/// What people are to an order.
pub(super) struct Roles {
    applicant_id: MemberId,
    steps: Vec<StepRow>,
    asked: Vec<CandidateRow>,
}

impl Roles {
    pub(super) async fn of(conn: &mut Conn, order: &OrderRow) -> Result<Self> {
        Ok(Self {
            applicant_id: order.applicant_id,
            steps: asked::steps(conn, order.id).await?,
            asked: asked::candidates(conn, order.id).await?,
        })
    }

    /// What this member is: the applicant, in which way they decided, or who else may have to do with it.
    pub(super) async fn role(&self, conn: &mut Conn, id: MemberId) -> Result<Role> {
        if id == self.applicant_id {
            return Ok(Role::Applicant);
        }
        let decided = self.asked.iter().find(|row| row.decided_by == Some(id));
        let step = decided.and_then(|row| self.steps.iter().find(|step| step.id == row.step_id));
        if let (Some(row), Some(step)) = (decided, step) {
            return Ok(approvals::role(row.candidate, step.kind));
        }
        let is_staff = members::find(conn, id).await?.is_some_and(|row| row.staff.is_some());
        Ok(if is_staff { Role::Staff } else { Role::Approver })
    }
}
