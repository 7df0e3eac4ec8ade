//! Deciding on an order.

use madang_model::approvals::Decision;
use madang_model::orders::{Move, OrderState, StepState};
use madang_model::{OrderId, Rule, text};
use madang_store::approvals::{self, BriefRow, Said, StepRow};
use madang_store::members;
use madang_store::orders as stored;
use serde_json::json;

use super::end::close;
use super::open::open;
use super::policy;
use super::roster::{Speaker, Voice};
use super::step_on::{Words, step_on};
use super::turn::{Found, find, is_escalated, over};
use crate::error::Fields;
use crate::notices::{self, Tell};
use crate::{Action, Ctx, Entry, Error, Refusal, Result, Work, orders};

/// A decision as it was typed.
#[derive(Debug, Clone, Default)]
pub struct Decide {
    /// `approve`, `return` or `reject`.
    pub decision: String,
    /// Why; needed unless it is approved.
    pub comment: String,
    /// The submission that was looked at; another one since then is refused.
    pub round: Option<i64>,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// Where the order stands now.
    pub state: OrderState,
    /// What was said.
    pub decision: Decision,
}

/// The most characters of a reason or a comment.
const COMMENT: usize = 1000;

/// Approves, returns or rejects an order on the step that it is on. Whoever is asked there may: by name, as head, as
/// the provider's staff, or in the stead of one of them; nobody on their own order unless its policy says so. Of two
/// who decide at once, one does, and the other is told so; nothing is changed for whom it is refused.
pub async fn decide(ctx: &Ctx, order_id: OrderId, input: &Decide) -> Result<Decided> {
    let mut work = ctx.begin().await?;
    let row = stored::find(&mut work, order_id).await?.ok_or(Error::NotFound)?;
    ctx.authorize_as(Action::DecideOrder, orders::standing(ctx, &mut work, &row).await?)?;
    let (decision, comment) = check(input)?;
    let order = approvals::brief(&mut work, order_id).await?.ok_or(Error::NotFound)?;
    let speaker = Speaker::of(ctx, &mut work).await?.ok_or(Error::SignInRequired)?;
    if !approvals::hold_order(&mut work, order.id, order.round).await? {
        let state = approvals::brief(&mut work, order.id).await?.map_or(order.state, |row| row.state);
        return Err(over(state).into());
    }
    let step = approvals::current(&mut work, order.id, order.round).await?;
    let step = step.ok_or_else(|| Error::internal("an order in approval is on a step"))?;
    let (row, voice) = match find(&mut work, &speaker, &order, &step).await? {
        Found::Turn(row, voice) => (row, voice),
        Found::Said => return Err(Refusal::Decided.into()),
        Found::Own => return Err(Refusal::OwnOrder.into()),
        Found::Nothing => return Err(not_here(&mut work, &speaker, &order, &step).await?),
    };
    if input.round.is_some_and(|round| round != order.round) {
        return Err(Refusal::Superseded.into());
    }
    let on_behalf_of = match voice {
        Voice::Own => None,
        Voice::Instead(id) => Some(id),
    };
    let said = Said { decision, by: speaker.id, on_behalf_of, comment: &comment };
    if !approvals::say(&mut work, step.id, row.candidate, said, ctx.now()).await? {
        return Err(Refusal::Decided.into());
    }
    let words = Words { text: &comment, on_behalf_of, position: step.position };
    let state = match decision {
        Decision::Approve => {
            approve(&mut work, &order, &step, is_escalated(&step, row.candidate), words).await?
        }
        Decision::Return => {
            back(&mut work, &order, &step, (StepState::Returned, Move::Return), words).await?
        }
        Decision::Reject => {
            back(&mut work, &order, &step, (StepState::Rejected, Move::Reject), words).await?
        }
    };
    if let Some(member) = on_behalf_of {
        let who = members::find(&mut work, speaker.id).await?.map(|row| row.name).unwrap_or_default();
        let args =
            [("number", order.number.as_str()), ("title", order.title.as_str()), ("who", who.as_str())];
        let link = format!("/orders/{}", order.id);
        notices::tell(&mut work, Tell { kind: "substitution-decided", to: &[member], link, args: &args })
            .await?;
    }
    let detail = json!({
        "decision": decision.as_str(), "step": step.position, "round": order.round,
        "on_behalf_of": on_behalf_of.map(|id| id.to_string()),
    });
    work.audit(Entry::new("approvals.decide", "order", order.id).with(detail));
    work.commit().await?;
    Ok(Decided { state, decision })
}

/// Several orders at once, each in a work of its own: what became of each, in the order in which they were named.
/// What one of them is refused for leaves the others as they are.
pub async fn decide_many(
    ctx: &Ctx,
    wanted: &[(OrderId, Option<i64>)],
    input: &Decide,
) -> Result<Vec<(OrderId, Result<Decided>)>> {
    ctx.actor.member()?;
    check(input)?;
    if wanted.len() > MANY {
        return Err(Error::invalid("orders", Rule::Range { min: 1, max: 50 }));
    }
    let mut results = Vec::with_capacity(wanted.len());
    for (order_id, round) in wanted {
        let one = Decide { round: *round, ..input.clone() };
        results.push((*order_id, decide(ctx, *order_id, &one).await));
    }
    Ok(results)
}

/// The most orders at once.
const MANY: usize = 50;

fn check(input: &Decide) -> Result<(Decision, String)> {
    let mut fields = Fields::default();
    let decision: Option<Decision> =
        fields.take("decision", input.decision.trim().parse().map_err(|_| Rule::Choice));
    let is_optional = decision == Some(Decision::Approve) && input.comment.trim().is_empty();
    let comment = if is_optional {
        Some(String::new())
    } else {
        fields.take("comment", text::paragraphs(&input.comment, COMMENT))
    };
    fields.finish()?;
    decision.zip(comment).ok_or_else(|| Error::internal("a field without a value has an error"))
}

/// Why somebody who has to do with the order has nothing to say on this step.
async fn not_here(work: &mut Work<'_>, speaker: &Speaker, order: &BriefRow, step: &StepRow) -> Result<Error> {
    for earlier in approvals::steps(work, order.id).await? {
        let is_past = earlier.round == order.round && earlier.position < step.position;
        if is_past && !matches!(find(work, speaker, order, &earlier).await?, Found::Nothing) {
            return Ok(Refusal::Decided.into());
        }
    }
    Ok(Error::Forbidden)
}

async fn approve(
    work: &mut Work<'_>,
    order: &BriefRow,
    step: &StepRow,
    escalated: bool,
    words: Words<'_>,
) -> Result<OrderState> {
    if !approvals::count_approval(work, step.id, escalated).await? {
        return Err(Refusal::Decided.into());
    }
    if !escalated && step.approvals + 1 < step.needed {
        words.note(work, order, "agree").await?;
        return Ok(OrderState::InApproval);
    }
    let now = work.ctx().now();
    if !approvals::end_current(work, step.id, StepState::Approved, now).await? {
        return Err(Refusal::Decided.into());
    }
    close(work, order.id).await?;
    let Some(next) = approvals::next(work, order.id, order.round).await? else {
        return step_on(work, order, Move::Approve, words).await;
    };
    let state = step_on(work, order, Move::Advance, words).await?;
    let content = policy::kept(work, order.policy_id).await?;
    open(work, order, next.id, &content).await?;
    Ok(state)
}

async fn back(
    work: &mut Work<'_>,
    order: &BriefRow,
    step: &StepRow,
    (ended, way): (StepState, Move),
    words: Words<'_>,
) -> Result<OrderState> {
    let now = work.ctx().now();
    if !approvals::end_current(work, step.id, ended, now).await? {
        return Err(Refusal::Decided.into());
    }
    step_on(work, order, way, words).await
}
