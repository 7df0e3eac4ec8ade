//! The steps of approval lines 「결재선」, and who is asked on each.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::approvals::{Candidate, Decision};
use madang_model::orders::{OrderState, StepKind, StepState};
use madang_model::{MemberId, OrderId, OrderStepId, OrganizationId, PolicyId, Timestamp};

record! {
    /// What approvals need to know of an order.
    #[derive(Debug, Clone)]
    pub struct BriefRow {
        /// The order.
        pub id: OrderId,
        /// What people call it by.
        pub number: String,
        /// What is applied for.
        pub kind: String,
        /// What it is called.
        pub title: String,
        /// Where it stands.
        pub state: OrderState,
        /// The submission.
        pub round: i64,
        /// For which organisation.
        pub organization_id: OrganizationId,
        /// 신청자
        pub applicant_id: MemberId,
        /// Under which policy it was submitted.
        pub policy_id: Option<PolicyId>,
    }
}

record! {
    /// A step as stored.
    #[derive(Debug, Clone)]
    pub struct StepRow {
        /// The id.
        pub id: OrderStepId,
        /// Of which order.
        pub order_id: OrderId,
        /// Of which submission.
        pub round: i64,
        /// Where it is in the line.
        pub position: i64,
        /// Who decides.
        pub kind: StepKind,
        /// How many have to approve.
        pub needed: i64,
        /// How many did.
        pub approvals: i64,
        /// Where it stands.
        pub state: StepState,
        /// Since when it is waited for.
        pub since: Option<Timestamp>,
        /// When it was decided.
        pub decided_at: Option<Timestamp>,
        /// When its approvers are reminded.
        pub remind_at: Option<Timestamp>,
        /// When operators may decide too.
        pub escalate_at: Option<Timestamp>,
        /// Since when they may.
        pub escalated_at: Option<Timestamp>,
    }
}

macro_rules! step_columns {
    () => {
        "id, order_id, round, position, kind, needed, approvals, state, since, decided_at, remind_at, escalate_at, escalated_at"
    };
}

record! {
    /// Somebody who is asked on a step.
    #[derive(Debug, Clone)]
    pub struct CandidateRow {
        /// On which step.
        pub step_id: OrderStepId,
        /// Who.
        pub candidate: Candidate,
        /// 1 while they are waited for.
        pub open: i64,
        /// What they said.
        pub decision: Option<Decision>,
        /// Who said it.
        pub decided_by: Option<MemberId>,
        /// In whose stead 「대결」.
        pub on_behalf_of: Option<MemberId>,
        /// What they wrote.
        pub comment: String,
        /// When.
        pub decided_at: Option<Timestamp>,
    }
}

/// The order with this id.
pub async fn brief(conn: &mut Conn, id: OrderId) -> Result<Option<BriefRow>, DbError> {
    Sql::new(
        "SELECT id, number, kind, title, state, round, organization_id, applicant_id, policy_id \
         FROM orders WHERE id = $1",
    )
    .bind(id)
    .optional(conn)
    .await
}

/// Keeps others from moving the order until this work ends; false where it is not in approval any more.
pub async fn hold_order(conn: &mut Conn, id: OrderId, round: i64) -> Result<bool, DbError> {
    Sql::new("UPDATE orders SET since = since WHERE id = $1 AND round = $2 AND state = 'in_approval'")
        .bind(id)
        .bind(round)
        .changes_one(conn)
        .await
}

/// A step to be added, waiting.
#[derive(Debug, Clone, Copy)]
pub struct NewStep {
    /// Its id.
    pub id: OrderStepId,
    /// Of which order.
    pub order_id: OrderId,
    /// Of which submission.
    pub round: i64,
    /// Where it is in the line, from 1.
    pub position: i64,
    /// Who decides.
    pub kind: StepKind,
    /// How many have to approve.
    pub needed: i64,
}

/// Adds a step that waits for those before it.
pub async fn insert_step(conn: &mut Conn, step: NewStep) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO order_steps (id, order_id, round, position, kind, needed, approvals, state) \
         VALUES ($1, $2, $3, $4, $5, $6, 0, 'waiting')",
    )
    .bind(step.id)
    .bind(step.order_id)
    .bind(step.round)
    .bind(step.position)
    .bind(step.kind.as_str())
    .bind(step.needed)
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds somebody who is asked on a step; whoever is asked already stays as they are. They are waited for at
/// once where `open` is 1.
pub async fn insert_candidate(
    conn: &mut Conn,
    step_id: OrderStepId,
    candidate: Candidate,
    order: &BriefRow,
    open: i64,
) -> Result<bool, DbError> {
    Sql::new(
        "INSERT INTO step_candidates (step_id, candidate, order_id, order_kind, organization_id, open, comment) \
         VALUES ($1, $2, $3, $4, $5, $6, '') ON CONFLICT (step_id, candidate) DO NOTHING",
    )
    .bind(step_id)
    .bind(candidate.to_string())
    .bind(order.id)
    .bind(&order.kind)
    .bind(order.organization_id)
    .bind(open)
    .changes_one(conn)
    .await
}

/// The steps of an order, all of its submissions, in order.
pub async fn steps(conn: &mut Conn, order_id: OrderId) -> Result<Vec<StepRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        step_columns!(),
        " FROM order_steps WHERE order_id = $1 ORDER BY round, position"
    ))
    .bind(order_id)
    .all(conn)
    .await
}

/// The step that is waited for.
pub async fn current(conn: &mut Conn, order_id: OrderId, round: i64) -> Result<Option<StepRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        step_columns!(),
        " FROM order_steps WHERE order_id = $1 AND round = $2 AND state = 'current' ORDER BY position LIMIT 1"
    ))
    .bind(order_id)
    .bind(round)
    .optional(conn)
    .await
}

/// The step that comes next.
pub async fn next(conn: &mut Conn, order_id: OrderId, round: i64) -> Result<Option<StepRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        step_columns!(),
        " FROM order_steps WHERE order_id = $1 AND round = $2 AND state = 'waiting' ORDER BY position LIMIT 1"
    ))
    .bind(order_id)
    .bind(round)
    .optional(conn)
    .await
}

/// Everybody who is, was or will be asked on an order.
pub async fn candidates(conn: &mut Conn, order_id: OrderId) -> Result<Vec<CandidateRow>, DbError> {
    Sql::new(
        "SELECT step_id, candidate, open, decision, decided_by, on_behalf_of, comment, decided_at \
         FROM step_candidates WHERE order_id = $1 ORDER BY step_id, decided_at, candidate",
    )
    .bind(order_id)
    .all(conn)
    .await
}

/// Everybody who is asked on a step.
pub async fn candidates_on(conn: &mut Conn, step_id: OrderStepId) -> Result<Vec<CandidateRow>, DbError> {
    Sql::new(
        "SELECT step_id, candidate, open, decision, decided_by, on_behalf_of, comment, decided_at \
         FROM step_candidates WHERE step_id = $1 ORDER BY candidate",
    )
    .bind(step_id)
    .all(conn)
    .await
}

/// Makes a waiting step the one that is waited for, and opens its candidates; false where it waits no more.
pub async fn make_current(
    conn: &mut Conn,
    step_id: OrderStepId,
    now: Timestamp,
    (remind_at, escalate_at): (Option<Timestamp>, Option<Timestamp>),
) -> Result<bool, DbError> {
    let changed = Sql::new(
        "UPDATE order_steps SET state = 'current', since = $1, remind_at = $2, escalate_at = $3 \
         WHERE id = $4 AND state = 'waiting'",
    )
    .bind(now)
    .bind(remind_at)
    .bind(escalate_at)
    .bind(step_id)
    .changes_one(conn)
    .await?;
    if changed {
        Sql::new("UPDATE step_candidates SET open = 1 WHERE step_id = $1")
            .bind(step_id)
            .execute(conn)
            .await?;
    }
    Ok(changed)
}

/// Counts one approval on a step; with it, the step has as many as it needs where `whole`. False where it is
/// not waited for any more.
pub async fn count_approval(conn: &mut Conn, step_id: OrderStepId, whole: bool) -> Result<bool, DbError> {
    let sql = if whole {
        Sql::new(
            "UPDATE order_steps SET approvals = needed WHERE id = $1 AND state = 'current' AND approvals < needed",
        )
    } else {
        Sql::new(
            "UPDATE order_steps SET approvals = approvals + 1 \
             WHERE id = $1 AND state = 'current' AND approvals < needed",
        )
    };
    sql.bind(step_id).changes_one(conn).await
}

/// Ends the step that is waited for; false where it is not any more.
pub async fn end_current(
    conn: &mut Conn,
    step_id: OrderStepId,
    state: StepState,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE order_steps SET state = $1, decided_at = $2, remind_at = NULL, escalate_at = NULL \
         WHERE id = $3 AND state = 'current'",
    )
    .bind(state.as_str())
    .bind(now)
    .bind(step_id)
    .changes_one(conn)
    .await
}

/// Skips every step of a submission that is not decided.
pub async fn skip_rest(conn: &mut Conn, order_id: OrderId, round: i64) -> Result<(), DbError> {
    Sql::new(
        "UPDATE order_steps SET state = 'skipped', remind_at = NULL, escalate_at = NULL \
         WHERE order_id = $1 AND round = $2 AND state IN ('waiting', 'current')",
    )
    .bind(order_id)
    .bind(round)
    .execute(conn)
    .await?;
    Ok(())
}

/// Waits for nobody on the order any more.
pub async fn close_all(conn: &mut Conn, order_id: OrderId) -> Result<(), DbError> {
    Sql::new("UPDATE step_candidates SET open = 0 WHERE order_id = $1 AND open = 1")
        .bind(order_id)
        .execute(conn)
        .await?;
    Ok(())
}

/// What somebody said on a step.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// What.
    pub decision: Decision,
    /// Who.
    pub by: MemberId,
    /// In whose stead.
    pub on_behalf_of: Option<MemberId>,
    /// What they wrote.
    pub comment: &'a str,
}

/// Notes what a candidate said; false where they are not waited for any more.
pub async fn say(
    conn: &mut Conn,
    step_id: OrderStepId,
    candidate: Candidate,
    said: Said<'_>,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE step_candidates SET open = 0, decision = $1, decided_by = $2, on_behalf_of = $3, comment = $4, \
         decided_at = $5 WHERE step_id = $6 AND candidate = $7 AND open = 1",
    )
    .bind(said.decision.as_str())
    .bind(said.by)
    .bind(said.on_behalf_of)
    .bind(said.comment)
    .bind(now)
    .bind(step_id)
    .bind(candidate.to_string())
    .changes_one(conn)
    .await
}

record! {
    /// From when to when a step was waited for.
    #[derive(Debug, Clone, Copy)]
    pub struct SpanRow {
        /// Since when.
        pub since: Timestamp,
        /// When it was decided.
        pub decided_at: Timestamp,
    }
}

/// The steps of a kind that were approved last, at most `limit`.
pub async fn latest_decided(conn: &mut Conn, kind: StepKind, limit: i64) -> Result<Vec<SpanRow>, DbError> {
    Sql::new(
        "SELECT since, decided_at FROM order_steps \
         WHERE kind = $1 AND state = 'approved' AND decided_at IS NOT NULL AND since IS NOT NULL \
         ORDER BY decided_at DESC LIMIT $2",
    )
    .bind(kind.as_str())
    .bind(limit)
    .all(conn)
    .await
}

/// What is due on steps that are waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Reminding their approvers.
    Reminder,
    /// Letting the operators decide.
    Escalation,
}

/// The steps on which this is due, longest first, at most `limit`.
pub async fn due(conn: &mut Conn, what: Due, now: Timestamp, limit: i64) -> Result<Vec<StepRow>, DbError> {
    let sql = Sql::new(match what {
        Due::Reminder => concat!(
            "SELECT ",
            step_columns!(),
            " FROM order_steps WHERE state = 'current' AND remind_at IS NOT NULL AND remind_at <= $1 \
             ORDER BY remind_at, id LIMIT $2"
        ),
        Due::Escalation => concat!(
            "SELECT ",
            step_columns!(),
            " FROM order_steps WHERE state = 'current' AND escalate_at IS NOT NULL AND escalate_at <= $1 \
             ORDER BY escalate_at, id LIMIT $2"
        ),
    });
    sql.bind(now).bind(limit).all(conn).await
}

/// Notes that a step's approvers were reminded; false where another worker did, or it is waited for no more.
pub async fn reminded(conn: &mut Conn, step_id: OrderStepId, due: Timestamp) -> Result<bool, DbError> {
    Sql::new("UPDATE order_steps SET remind_at = NULL WHERE id = $1 AND state = 'current' AND remind_at = $2")
        .bind(step_id)
        .bind(due)
        .changes_one(conn)
        .await
}

/// Notes that the operators may decide on a step; false where another worker did, or it is waited for no more.
pub async fn escalated(
    conn: &mut Conn,
    step_id: OrderStepId,
    due: Timestamp,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE order_steps SET escalate_at = NULL, escalated_at = $1 \
         WHERE id = $2 AND state = 'current' AND escalate_at = $3",
    )
    .bind(now)
    .bind(step_id)
    .bind(due)
    .changes_one(conn)
    .await
}
