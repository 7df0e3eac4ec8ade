//! Orders 「신청」.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::orders::OrderState;
use madang_model::{DepartmentId, MemberId, OrderId, OrganizationId, PolicyId, ProjectId, Timestamp};

record! {
    /// An order as stored.
    #[derive(Debug, Clone)]
    pub struct OrderRow {
        /// The id.
        pub id: OrderId,
        /// What people call it by: year and running number.
        pub number: String,
        /// What is applied for.
        pub kind: String,
        /// Where it stands.
        pub state: OrderState,
        /// Counts changes of the form and of the state.
        pub revision: i64,
        /// Counts submissions.
        pub round: i64,
        /// For which organisation.
        pub organization_id: OrganizationId,
        /// For which department of it.
        pub department_id: Option<DepartmentId>,
        /// 신청자
        pub applicant_id: MemberId,
        /// The project that it is about.
        pub project_id: Option<ProjectId>,
        /// What it is called.
        pub title: String,
        /// What is asked for, as JSON.
        pub form: String,
        /// Whom the applicant picked as approver.
        pub approver_id: Option<MemberId>,
        /// Under which policy it was submitted.
        pub policy_id: Option<PolicyId>,
        /// What a month costs, in won.
        pub amount: i64,
        /// Why it was returned, rejected or failed.
        pub cause: String,
        /// How often it was tried to make what was asked for.
        pub attempts: i64,
        /// What came of it.
        pub result_id: Option<String>,
        /// When it was begun.
        pub created_at: Timestamp,
        /// Since when it is in this state, or on this step.
        pub since: Timestamp,
        /// When it was submitted last.
        pub submitted_at: Option<Timestamp>,
        /// When it ended.
        pub ended_at: Option<Timestamp>,
    }
}

macro_rules! order_columns {
    () => {
        "id, number, kind, state, revision, round, organization_id, department_id, applicant_id, project_id, title, \
         form, approver_id, policy_id, amount, cause, attempts, result_id, created_at, since, submitted_at, ended_at"
    };
}

/// An order to be begun, as a draft.
#[derive(Debug, Clone, Copy)]
pub struct NewOrder<'a> {
    /// Its id.
    pub id: OrderId,
    /// Its number.
    pub number: &'a str,
    /// What is applied for.
    pub kind: &'a str,
    /// For which organisation.
    pub organization_id: OrganizationId,
    /// For which department of it.
    pub department_id: Option<DepartmentId>,
    /// 신청자
    pub applicant_id: MemberId,
    /// The project that it is about.
    pub project_id: Option<ProjectId>,
    /// What it is called, and the form under which that is searched.
    pub title: (&'a str, &'a str),
    /// What is asked for, as JSON.
    pub form: &'a str,
}

/// The next running number of a year. Works that take one go one after the other.
pub async fn next_number(conn: &mut Conn, year: i64) -> Result<i64, DbError> {
    Sql::new(
        "INSERT INTO order_numbers (year, last) VALUES ($1, 1) \
         ON CONFLICT (year) DO UPDATE SET last = order_numbers.last + 1 RETURNING last",
    )
    .bind(year)
    .number(conn)
    .await
}

/// Begins a draft.
pub async fn insert(conn: &mut Conn, new: NewOrder<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO orders (id, number, kind, state, revision, round, organization_id, department_id, applicant_id, \
         project_id, title, title_key, form, amount, cause, attempts, created_at, since) \
         VALUES ($1, $2, $3, 'draft', 0, 0, $4, $5, $6, $7, $8, $9, $10, 0, '', 0, $11, $11)",
    )
    .bind(new.id)
    .bind(new.number)
    .bind(new.kind)
    .bind(new.organization_id)
    .bind(new.department_id)
    .bind(new.applicant_id)
    .bind(new.project_id)
    .bind(new.title.0)
    .bind(new.title.1)
    .bind(new.form)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// The order with this id.
pub async fn find(conn: &mut Conn, id: OrderId) -> Result<Option<OrderRow>, DbError> {
    Sql::new(concat!("SELECT ", order_columns!(), " FROM orders WHERE id = $1")).bind(id).optional(conn).await
}

/// What an applicant may change of an order.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// What it is called, and the form under which that is searched.
    pub title: (&'a str, &'a str),
    /// What is asked for, as JSON.
    pub form: &'a str,
    /// Whom the applicant picked as approver.
    pub approver_id: Option<MemberId>,
}

/// Writes what is asked for; false where the order is at another revision, or can't be edited any more.
pub async fn write(
    conn: &mut Conn,
    id: OrderId,
    revision: i64,
    content: Content<'_>,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE orders SET title = $1, title_key = $2, form = $3, approver_id = $4, revision = revision + 1 \
         WHERE id = $5 AND revision = $6 AND state IN ('draft', 'returned', 'withdrawn')",
    )
    .bind(content.title.0)
    .bind(content.title.1)
    .bind(content.form)
    .bind(content.approver_id)
    .bind(id)
    .bind(revision)
    .changes_one(conn)
    .await
}

/// From where to where an order moves.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// The state that it has to be in.
    pub from: OrderState,
    /// The revision that it has to be at.
    pub revision: i64,
    /// The state after.
    pub to: OrderState,
    /// Why it was returned, rejected or failed; empty for other moves.
    pub cause: &'a str,
}

/// Moves an order; false where another request was first.
pub async fn step(conn: &mut Conn, id: OrderId, step: Step<'_>, now: Timestamp) -> Result<bool, DbError> {
    let ended = step.to.is_end().then_some(now);
    Sql::new(
        "UPDATE orders SET state = $1, revision = revision + 1, cause = $2, since = $3, ended_at = $4 \
         WHERE id = $5 AND state = $6 AND revision = $7",
    )
    .bind(step.to.as_str())
    .bind(step.cause)
    .bind(now)
    .bind(ended)
    .bind(id)
    .bind(step.from.as_str())
    .bind(step.revision)
    .changes_one(conn)
    .await
}

/// Notes under which terms an order is submitted; the move itself is [`step`]'s.
pub async fn submitted(
    conn: &mut Conn,
    id: OrderId,
    policy_id: Option<PolicyId>,
    amount: i64,
    now: Timestamp,
) -> Result<(), DbError> {
    Sql::new(
        "UPDATE orders SET round = round + 1, policy_id = $1, amount = $2, submitted_at = $3, attempts = 0 WHERE id = $4",
    )
    .bind(policy_id)
    .bind(amount)
    .bind(now)
    .bind(id)
    .execute(conn)
    .await?;
    Ok(())
}

/// Counts one more try to make what was asked for.
pub async fn tried(conn: &mut Conn, id: OrderId) -> Result<(), DbError> {
    Sql::new("UPDATE orders SET attempts = attempts + 1 WHERE id = $1").bind(id).execute(conn).await?;
    Ok(())
}

/// Notes what came of an order.
pub async fn set_result(conn: &mut Conn, id: OrderId, result_id: Option<&str>) -> Result<(), DbError> {
    Sql::new("UPDATE orders SET result_id = $1 WHERE id = $2")
        .bind(result_id.map(str::to_owned))
        .bind(id)
        .execute(conn)
        .await?;
    Ok(())
}
