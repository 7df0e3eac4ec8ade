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
        /// Since when somebody else makes it, who will say what became of it.
        pub handed_over_at: Option<Timestamp>,
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
         form, approver_id, policy_id, amount, cause, attempts, handed_over_at, result_id, created_at, since, submitted_at, \
         ended_at"
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
        "UPDATE orders SET state = $1, revision = revision + 1, cause = $2, since = $3, ended_at = $4, \
         handed_over_at = NULL \
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

/// Notes that somebody else makes what was asked for; until the order's next move.
pub async fn hand_over(conn: &mut Conn, id: OrderId, now: Timestamp) -> Result<(), DbError> {
    Sql::new("UPDATE orders SET handed_over_at = $1 WHERE id = $2").bind(now).bind(id).execute(conn).await?;
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

/// Keeps others from moving the order until this work ends; false where it was changed meanwhile.
pub async fn hold(conn: &mut Conn, row: &OrderRow) -> Result<bool, DbError> {
    Sql::new("UPDATE orders SET since = since WHERE id = $1 AND state = $2 AND revision = $3")
        .bind(row.id)
        .bind(row.state.as_str())
        .bind(row.revision)
        .changes_one(conn)
        .await
}

record! {
    /// Only which order.
    #[derive(Debug, Clone)]
    pub struct OrderIdRow {
        /// The id.
        pub id: OrderId,
    }
}

/// Orders that are to be made and are so since before `before`, without a job that is still to run and without
/// somebody else who makes them.
pub async fn left_alone(conn: &mut Conn, before: Timestamp, limit: i64) -> Result<Vec<OrderIdRow>, DbError> {
    Sql::new(
        "SELECT o.id FROM orders o WHERE o.state IN ('approved', 'fulfilling') AND o.since < $1 \
         AND o.handed_over_at IS NULL \
         AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.kind = 'orders.fulfil' AND j.state IN ('queued', 'running') \
         AND j.payload = '{\"order\":\"' || o.id || '\"}') ORDER BY o.id LIMIT $2",
    )
    .bind(before)
    .bind(limit)
    .all(conn)
    .await
}

record! {
    /// An order as lists show it.
    #[derive(Debug, Clone)]
    pub struct OrderItem {
        /// The id.
        pub id: OrderId,
        /// What people call it by.
        pub number: String,
        /// What is applied for.
        pub kind: String,
        /// Where it stands.
        pub state: OrderState,
        /// What it is called.
        pub title: String,
        /// For which organisation.
        pub organization_id: OrganizationId,
        /// The organisation's name.
        pub organization: String,
        /// The department's name.
        pub department: Option<String>,
        /// The applicant's name; empty where they belong to the organisation no more.
        pub applicant: String,
        /// When it was begun.
        pub created_at: Timestamp,
        /// Since when it is in this state.
        pub since: Timestamp,
        /// When it was submitted last.
        pub submitted_at: Option<Timestamp>,
    }
}

/// Which orders are listed.
#[derive(Debug, Clone, Copy, Default)]
pub struct OrderFilter<'a> {
    /// Only of this applicant, whose drafts are listed too; of others, only what was submitted once.
    pub applicant_id: Option<MemberId>,
    /// Who reads: their own drafts are listed beside what others submitted.
    pub reader_id: Option<MemberId>,
    /// Only of this department.
    pub department_id: Option<DepartmentId>,
    /// Only of this organisation.
    pub organization_id: Option<OrganizationId>,
    /// Only about this project.
    pub project_id: Option<ProjectId>,
    /// Only of this kind.
    pub kind: Option<&'a str>,
    /// Only in this state.
    pub state: Option<OrderState>,
    /// Only those whose number or folded title begins with this.
    pub search: Option<&'a str>,
    /// After this order.
    pub before: Option<OrderId>,
}

/// What a list is sorted by; a page goes on after its last order in the same sense.
#[derive(Debug, Clone, Copy)]
enum Sorted {
    Newest,
    /// Of those whose number was searched: newest first, too.
    Number,
    /// Of those whose title was searched: as in a dictionary.
    Title,
}

impl Sorted {
    fn of(filter: &OrderFilter<'_>) -> Self {
        match filter.search {
            None => Self::Newest,
            Some(search) if search.bytes().all(|b| b.is_ascii_digit() || b == b'-') => Self::Number,
            Some(_) => Self::Title,
        }
    }

    fn clause(self) -> &'static str {
        match self {
            Self::Newest => " ORDER BY o.id DESC",
            Self::Number => " ORDER BY o.number DESC",
            Self::Title => " ORDER BY o.title_key, o.id",
        }
    }
}

/// Lists orders: newest first; those found by their title, by it.
///
/// The page is cut before anything is joined to it: a planner that began with a joined table would sort all orders.
pub async fn list(conn: &mut Conn, filter: OrderFilter<'_>, limit: i64) -> Result<Vec<OrderItem>, DbError> {
    let sorted = Sorted::of(&filter);
    let mut sql = Sql::new(
        "SELECT o.id, o.number, o.kind, o.state, o.title, o.organization_id, g.name AS organization, \
         d.name AS department, COALESCE(m.name, '') AS applicant, o.created_at, o.since, o.submitted_at \
         FROM (SELECT o.id, o.number, o.kind, o.state, o.title, o.title_key, o.organization_id, o.department_id, \
         o.applicant_id, o.created_at, o.since, o.submitted_at FROM orders o WHERE ",
    );
    sql = match (filter.applicant_id, filter.reader_id) {
        (Some(_), _) => sql.text("1 = 1"),
        (None, Some(id)) => sql.text("(o.round > 0 OR o.applicant_id = ").arg(id).text(")"),
        (None, None) => sql.text("o.round > 0"),
    };
    if let Some(id) = filter.applicant_id {
        sql = sql.text(" AND o.applicant_id = ").arg(id);
    }
    if let Some(id) = filter.department_id {
        sql = sql.text(" AND o.department_id = ").arg(id);
    }
    if let Some(id) = filter.organization_id {
        sql = sql.text(" AND o.organization_id = ").arg(id);
    }
    if let Some(id) = filter.project_id {
        sql = sql.text(" AND o.project_id = ").arg(id);
    }
    if let Some(kind) = filter.kind {
        sql = sql.text(" AND o.kind = ").arg(kind);
    }
    if let Some(state) = filter.state {
        sql = sql.text(" AND o.state = ").arg(state.as_str());
    }
    if let Some(search) = filter.search {
        let (from, below) = match sorted {
            Sorted::Number => (" AND o.number >= ", " AND o.number < "),
            Sorted::Newest | Sorted::Title => (" AND o.title_key >= ", " AND o.title_key < "),
        };
        sql = sql.text(from).arg(search).text(below).arg(format!("{search}\u{10ffff}"));
    }
    if let Some(before) = filter.before {
        sql = match sorted {
            Sorted::Newest => sql.text(" AND o.id < ").arg(before),
            Sorted::Number => {
                sql.text(" AND o.number < (SELECT b.number FROM orders b WHERE b.id = ").arg(before).text(")")
            }
            Sorted::Title => sql
                .text(" AND (o.title_key, o.id) > (SELECT b.title_key, b.id FROM orders b WHERE b.id = ")
                .arg(before)
                .text(")"),
        };
    }
    sql.text(sorted.clause())
        .text(" LIMIT ")
        .arg(limit)
        .text(
            ") o JOIN organizations g ON g.id = o.organization_id \
             LEFT JOIN memberships s ON s.organization_id = o.organization_id AND s.member_id = o.applicant_id \
             LEFT JOIN members m ON m.id = s.member_id LEFT JOIN departments d ON d.id = o.department_id",
        )
        .text(sorted.clause())
        .all(conn)
        .await
}
