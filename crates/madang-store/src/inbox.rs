//! The inbox 「결재함」: what somebody is waited for, and what they decided.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::approvals::{Candidate, Decision};
use madang_model::orders::{OrderState, StepKind};
use madang_model::{MemberId, OrderId, OrderStepId, OrganizationId, PolicyId, Timestamp};

record! {
    /// An order that is waited for.
    #[derive(Debug, Clone)]
    pub struct WaitingRow {
        /// The order.
        pub order_id: OrderId,
        /// What people call it by.
        pub number: String,
        /// What is applied for.
        pub kind: String,
        /// What it is called.
        pub title: String,
        /// What a month costs, in won.
        pub amount: i64,
        /// The submission.
        pub round: i64,
        /// For which organisation.
        pub organization_id: OrganizationId,
        /// What the organisation is called.
        pub organization: String,
        /// 신청자
        pub applicant_id: MemberId,
        /// What they are called.
        pub applicant: String,
        /// Under which policy.
        pub policy_id: Option<PolicyId>,
        /// The step.
        pub step_id: OrderStepId,
        /// Who decides on it.
        pub step_kind: StepKind,
        /// Since when it is waited for.
        pub since: Timestamp,
        /// Since when the operators may decide too.
        pub escalated_at: Option<Timestamp>,
    }
}

/// Which of them.
#[derive(Debug, Clone, Copy, Default)]
pub struct InboxFilter<'a> {
    /// Only orders of this kind.
    pub kind: Option<&'a str>,
    /// Only orders of this organisation.
    pub organization_id: Option<OrganizationId>,
    /// Only what has been waited for since then or longer.
    pub since: Option<Timestamp>,
    /// Only orders newer than this one.
    pub after: Option<OrderId>,
}

/// The orders on which this candidate is waited for, oldest first, at most `limit`: cut before anything is joined.
pub async fn waiting(
    conn: &mut Conn,
    candidate: Candidate,
    filter: InboxFilter<'_>,
    limit: i64,
) -> Result<Vec<WaitingRow>, DbError> {
    let mut sql = Sql::new(
        "SELECT o.id AS order_id, o.number, o.kind, o.title, o.amount, o.round, o.organization_id, \
         g.name AS organization, o.applicant_id, m.name AS applicant, o.policy_id, s.id AS step_id, \
         s.kind AS step_kind, s.since, s.escalated_at FROM (SELECT c.order_id, c.step_id FROM step_candidates c",
    );
    if filter.since.is_some() {
        sql = sql.text(" JOIN order_steps w ON w.id = c.step_id");
    }
    sql = sql.text(" WHERE c.open = 1 AND c.candidate = ").arg(candidate.to_string());
    if let Some(kind) = filter.kind {
        sql = sql.text(" AND c.order_kind = ").arg(kind);
    }
    if let Some(id) = filter.organization_id {
        sql = sql.text(" AND c.organization_id = ").arg(id);
    }
    if let Some(since) = filter.since {
        sql = sql.text(" AND w.since <= ").arg(since);
    }
    if let Some(after) = filter.after {
        sql = sql.text(" AND c.order_id > ").arg(after);
    }
    sql.text(" ORDER BY c.order_id LIMIT ")
        .arg(limit)
        .text(
            ") c JOIN order_steps s ON s.id = c.step_id JOIN orders o ON o.id = c.order_id \
             JOIN organizations g ON g.id = o.organization_id JOIN members m ON m.id = o.applicant_id \
             ORDER BY c.order_id",
        )
        .all(conn)
        .await
}

record! {
    /// What somebody decided.
    #[derive(Debug, Clone)]
    pub struct DecidedRow {
        /// The order.
        pub order_id: OrderId,
        /// What people call it by.
        pub number: String,
        /// What is applied for.
        pub kind: String,
        /// What it is called.
        pub title: String,
        /// Where it stands now.
        pub state: OrderState,
        /// What the organisation is called.
        pub organization: String,
        /// What the applicant is called.
        pub applicant: String,
        /// The step.
        pub step_id: OrderStepId,
        /// What was said.
        pub decision: Decision,
        /// What was written.
        pub comment: String,
        /// The name of the member in whose stead.
        pub on_behalf_of: Option<String>,
        /// When.
        pub decided_at: Timestamp,
    }
}

/// What a member decided, newest order first, before the one at `before`.
pub async fn decided(
    conn: &mut Conn,
    decided_by: MemberId,
    before: Option<(OrderId, OrderStepId)>,
    limit: i64,
) -> Result<Vec<DecidedRow>, DbError> {
    let mut sql = Sql::new(
        "SELECT o.id AS order_id, o.number, o.kind, o.title, o.state, g.name AS organization, m.name AS applicant, \
         c.step_id, c.decision, c.comment, b.name AS on_behalf_of, c.decided_at \
         FROM (SELECT c.order_id, c.step_id, c.decision, c.comment, c.on_behalf_of, c.decided_at \
         FROM step_candidates c WHERE c.decided_by = ",
    )
    .arg(decided_by);
    if let Some((order, step)) = before {
        sql = sql.text(" AND c.order_id <= ").arg(order);
        sql = sql.text(" AND (c.order_id, c.step_id) < (").arg(order).text(", ").arg(step).text(")");
    }
    sql.text(" ORDER BY c.order_id DESC, c.step_id DESC LIMIT ")
        .arg(limit)
        .text(
            ") c JOIN orders o ON o.id = c.order_id JOIN organizations g ON g.id = o.organization_id \
             JOIN members m ON m.id = o.applicant_id LEFT JOIN members b ON b.id = c.on_behalf_of \
             ORDER BY c.order_id DESC, c.step_id DESC",
        )
        .all(conn)
        .await
}
