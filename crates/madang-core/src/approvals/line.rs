//! The approval line 「결재선」 of an order, as its timeline shows it.

use madang_db::Conn;
use madang_model::approvals::{Candidate, Decision};
use madang_model::orders::{StepKind, StepState};
use madang_model::{MemberId, OrderId, OrderStepId, Timestamp};
use madang_store::approvals::{self, CandidateRow};
use madang_store::approvers;

use super::roster;
use crate::Result;
use crate::orders::{Reader, Role};

/// A step as it is shown.
#[derive(Debug, Clone)]
pub struct StepView {
    /// The step.
    pub id: OrderStepId,
    /// Of which submission.
    pub round: i64,
    /// Where it is in the line, from 1.
    pub position: i64,
    /// Who decides.
    pub kind: StepKind,
    /// Where it stands.
    pub state: StepState,
    /// How many have to approve.
    pub needed: i64,
    /// How many did.
    pub approvals: i64,
    /// Since when it is waited for.
    pub since: Option<Timestamp>,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// Since when the operators may decide too, because nobody did.
    pub escalated_at: Option<Timestamp>,
    /// Who is asked.
    pub asked: Vec<AskedView>,
}

/// Somebody who is asked.
#[derive(Debug, Clone)]
pub struct AskedView {
    /// Who.
    pub candidate: Candidate,
    /// The department, for its head.
    pub department: Option<String>,
    /// What they are, for readers who are told no name.
    pub role: Role,
    /// Who that is, by name: now, or when it was decided. Empty where the reader may not know; nobody of the
    /// provider's staff is named.
    pub names: Vec<String>,
    /// Whether they are waited for.
    pub open: bool,
    /// What was said.
    pub decision: Option<Decision>,
    /// Who said it.
    pub decided_by: Option<MemberId>,
    /// Their name, unless they are the provider's or the reader may not know.
    pub decided_by_name: Option<String>,
    /// The name of the member in whose stead it was said 「대결」, if the reader may know.
    pub on_behalf_of_name: Option<String>,
    /// What was written.
    pub comment: String,
    /// When.
    pub decided_at: Option<Timestamp>,
}

/// The steps of all submissions, in order, with the names that `reader` may know. Whoever calls has authorized.
pub async fn line(conn: &mut Conn, order_id: OrderId, reader: Reader) -> Result<Vec<StepView>> {
    let rows = approvals::candidates(conn, order_id).await?;
    let mut views = Vec::new();
    for step in approvals::steps(conn, order_id).await? {
        let mut asked = Vec::new();
        for row in rows.iter().filter(|row| row.step_id == step.id) {
            asked.push(asked_view(conn, reader, row, step.kind).await?);
        }
        views.push(StepView {
            id: step.id,
            round: step.round,
            position: step.position,
            kind: step.kind,
            state: step.state,
            needed: step.needed,
            approvals: step.approvals,
            since: step.since,
            decided_at: step.decided_at,
            escalated_at: step.escalated_at,
            asked,
        });
    }
    Ok(views)
}

async fn asked_view(
    conn: &mut Conn,
    reader: Reader,
    row: &CandidateRow,
    kind: StepKind,
) -> Result<AskedView> {
    let is_staff = row.candidate == Candidate::Staff;
    let decided_by_name = match row.decided_by.filter(|_| !is_staff) {
        Some(id) => reader.name(conn, id).await?,
        None => None,
    };
    let on_behalf_of_name = match row.on_behalf_of {
        Some(id) => reader.name(conn, id).await?,
        None => None,
    };
    let mut names = Vec::new();
    let department = match row.candidate {
        Candidate::Head(id) => approvers::department_name(conn, id).await?,
        Candidate::Member(_) | Candidate::Staff => None,
    };
    if !is_staff && row.decided_by.is_none() {
        for id in roster::behind(conn, row.candidate).await? {
            names.extend(reader.name(conn, id).await?);
        }
    }
    names.extend(on_behalf_of_name.clone().or_else(|| decided_by_name.clone()));
    Ok(AskedView {
        candidate: row.candidate,
        department,
        role: role(row.candidate, kind),
        names,
        open: row.open == 1,
        decision: row.decision,
        decided_by: row.decided_by,
        decided_by_name,
        on_behalf_of_name,
        comment: row.comment.clone(),
        decided_at: row.decided_at,
    })
}

/// What a candidate on a step of this kind is.
pub(crate) fn role(candidate: Candidate, kind: StepKind) -> Role {
    match (candidate, kind) {
        (Candidate::Head(_), _) => Role::Head,
        (Candidate::Staff, _) => Role::Staff,
        (Candidate::Member(_), StepKind::Named) => Role::Named,
        (Candidate::Member(_), StepKind::DepartmentHead | StepKind::Chosen | StepKind::Operators) => {
            Role::Approver
        }
    }
}
