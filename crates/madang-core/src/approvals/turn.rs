//! Whose turn it is on an order.

use madang_db::Conn;
use madang_model::OrderId;
use madang_model::approvals::Candidate;
use madang_model::orders::{OrderState, StepKind};
use madang_store::approvals::{self, BriefRow, CandidateRow, StepRow};
use madang_store::approvers;

use super::policy;
use super::roster::{Speaker, Voice};
use crate::{Ctx, Refusal, Result};

/// What a form for the actor's decision needs to know.
#[derive(Debug, Clone)]
pub struct Turn {
    /// The submission that is decided on.
    pub round: i64,
    /// The step's place in the line, from 1.
    pub position: i64,
    /// Who decides on it.
    pub kind: StepKind,
    /// How many have to approve, and how many did.
    pub needed: i64,
    /// How many did.
    pub approvals: i64,
    /// The name of the member in whose stead the actor decides 「대결」.
    pub on_behalf_of: Option<String>,
    /// Whether the operators decide because nobody else did.
    pub escalated: bool,
}

/// The actor's turn on an order; `None` where it is not theirs. Whoever calls has authorized.
pub async fn turn(ctx: &Ctx, conn: &mut Conn, order_id: OrderId) -> Result<Option<Turn>> {
    let Some(speaker) = Speaker::of(ctx, conn).await? else { return Ok(None) };
    let Some(order) = approvals::brief(conn, order_id).await? else { return Ok(None) };
    if order.state != OrderState::InApproval {
        return Ok(None);
    }
    let Some(step) = approvals::current(conn, order.id, order.round).await? else { return Ok(None) };
    let Found::Turn(row, voice) = find(conn, &speaker, &order, &step).await? else { return Ok(None) };
    let on_behalf_of = match voice {
        Voice::Own => None,
        Voice::Instead(id) => {
            approvers::person(conn, order.organization_id, id).await?.map(|person| person.name)
        }
    };
    Ok(Some(Turn {
        round: order.round,
        position: step.position,
        kind: step.kind,
        needed: step.needed,
        approvals: step.approvals,
        on_behalf_of,
        escalated: is_escalated(&step, row.candidate),
    }))
}

/// Whether this candidate decides in the stead of all whom the step asked.
pub(super) fn is_escalated(step: &StepRow, candidate: Candidate) -> bool {
    candidate == Candidate::Staff && step.kind != StepKind::Operators
}

/// What there is for somebody to say on a step.
pub(super) enum Found {
    /// This is for them to say.
    Turn(CandidateRow, Voice),
    /// They, or somebody else in their place, said it.
    Said,
    /// They asked for it themselves.
    Own,
    /// They are not asked here.
    Nothing,
}

/// What there is for the speaker to say on the step; one's own voice comes before another's.
pub(super) async fn find(
    conn: &mut Conn,
    speaker: &Speaker,
    order: &BriefRow,
    step: &StepRow,
) -> Result<Found> {
    let rows = approvals::candidates_on(conn, step.id).await?;
    if rows.iter().any(|row| row.decided_by == Some(speaker.id)) {
        return Ok(Found::Said);
    }
    let (mut own, mut instead, mut said) = (None, None, false);
    for row in rows {
        match speaker.voice(conn, order, step.kind, row.candidate).await? {
            Some(_) if row.open == 0 => said = true,
            Some(Voice::Own) => own = own.or(Some((row, Voice::Own))),
            Some(voice @ Voice::Instead(_)) => instead = instead.or(Some((row, voice))),
            None => {}
        }
    }
    Ok(match own.or(instead) {
        Some(_) if speaker.id == order.applicant_id && !policy::kept(conn, order.policy_id).await?.own => {
            Found::Own
        }
        Some((row, voice)) => Found::Turn(row, voice),
        None if said => Found::Said,
        None => Found::Nothing,
    })
}

/// Why nothing can be decided on an order that is not in approval.
pub(super) fn over(state: OrderState) -> Refusal {
    match state {
        OrderState::Draft | OrderState::Withdrawn | OrderState::Cancelled => Refusal::NotInState { state },
        OrderState::InApproval
        | OrderState::Returned
        | OrderState::Approved
        | OrderState::Fulfilling
        | OrderState::Failed
        | OrderState::Done
        | OrderState::Rejected => Refusal::Decided,
    }
}
