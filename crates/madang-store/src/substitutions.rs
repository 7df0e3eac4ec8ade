//! Who decides for whom, from when to when 「대결」.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{MemberId, OrganizationId, SubstitutionId, Timestamp};

record! {
    /// A substitution as stored.
    #[derive(Debug, Clone)]
    pub struct SubstitutionRow {
        /// The id.
        pub id: SubstitutionId,
        /// Who is away.
        pub member_id: MemberId,
        /// Who decides meanwhile.
        pub substitute_id: MemberId,
        /// In which organisation.
        pub organization_id: OrganizationId,
        /// From when.
        pub starts_at: Timestamp,
        /// Until when, exclusive.
        pub ends_at: Timestamp,
        /// When it was set up.
        pub created_at: Timestamp,
        /// When it was taken back before its time.
        pub ended_at: Option<Timestamp>,
    }
}

macro_rules! substitution_columns {
    () => {
        "t.id, t.member_id, t.substitute_id, t.organization_id, t.starts_at, t.ends_at, t.created_at, t.ended_at"
    };
}

/// The most that are looked at for one member.
const MOST: i64 = 200;

/// Those in whose stead a member decides now. Both still belong to the organisation.
pub async fn stood_in_for(
    conn: &mut Conn,
    substitute_id: MemberId,
    now: Timestamp,
) -> Result<Vec<SubstitutionRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        substitution_columns!(),
        " FROM substitutions t JOIN memberships a ON a.organization_id = t.organization_id AND a.member_id = t.member_id \
         JOIN memberships b ON b.organization_id = t.organization_id AND b.member_id = t.substitute_id \
         WHERE t.substitute_id = $1 AND t.ends_at > $2 AND t.ended_at IS NULL AND t.starts_at <= $2 \
         AND a.state = 'active' AND b.state = 'active' ORDER BY t.id LIMIT $3"
    ))
    .bind(substitute_id)
    .bind(now)
    .bind(MOST)
    .all(conn)
    .await
}

record! {
    /// A member.
    #[derive(Debug, Clone)]
    struct SubstituteRow {
        /// The member.
        pub substitute_id: MemberId,
    }
}

/// Those who decide in a member's stead now, in the organisation.
pub async fn substitutes_of(
    conn: &mut Conn,
    organization_id: OrganizationId,
    member_id: MemberId,
    now: Timestamp,
) -> Result<Vec<MemberId>, DbError> {
    let rows: Vec<SubstituteRow> = Sql::new(
        "SELECT substitute_id FROM substitutions WHERE member_id = $1 AND organization_id = $2 \
         AND starts_at <= $3 AND ends_at > $3 AND ended_at IS NULL ORDER BY id DESC LIMIT $4",
    )
    .bind(member_id)
    .bind(organization_id)
    .bind(now)
    .bind(MOST)
    .all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| row.substitute_id).collect())
}

/// A substitution to be set up.
#[derive(Debug, Clone, Copy)]
pub struct NewSubstitution {
    /// Its id.
    pub id: SubstitutionId,
    /// Who is away.
    pub member_id: MemberId,
    /// Who decides meanwhile.
    pub substitute_id: MemberId,
    /// In which organisation.
    pub organization_id: OrganizationId,
    /// From when.
    pub starts_at: Timestamp,
    /// Until when, exclusive.
    pub ends_at: Timestamp,
}

/// Sets a substitution up.
pub async fn insert(conn: &mut Conn, new: NewSubstitution, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO substitutions (id, member_id, substitute_id, organization_id, starts_at, ends_at, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(new.id)
    .bind(new.member_id)
    .bind(new.substitute_id)
    .bind(new.organization_id)
    .bind(new.starts_at)
    .bind(new.ends_at)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps others from changing who stands in for this member in the organisation until the work ends.
pub async fn hold(
    conn: &mut Conn,
    organization_id: OrganizationId,
    member_id: MemberId,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE memberships SET head = head WHERE organization_id = $1 AND member_id = $2 AND state = 'active'",
    )
    .bind(organization_id)
    .bind(member_id)
    .changes_one(conn)
    .await
}

/// Whether a member is away, or stands in for somebody, at any time from one point to another.
pub async fn overlapping(
    conn: &mut Conn,
    organization_id: OrganizationId,
    member_id: MemberId,
    span: (Timestamp, Timestamp),
    role: Part,
) -> Result<bool, DbError> {
    let sql = Sql::new(match role {
        Part::Away => {
            "SELECT COUNT(*) FROM substitutions WHERE member_id = $1 AND organization_id = $2 AND starts_at < $4 \
             AND ends_at > $3 AND ended_at IS NULL"
        }
        Part::Substitute => {
            "SELECT COUNT(*) FROM substitutions WHERE substitute_id = $1 AND organization_id = $2 \
             AND starts_at < $4 AND ends_at > $3 AND ended_at IS NULL"
        }
    });
    let sql = sql.bind(member_id).bind(organization_id).bind(span.0).bind(span.1);
    Ok(sql.number(conn).await? > 0)
}

/// What a member is in a substitution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Is away.
    Away,
    /// Decides meanwhile.
    Substitute,
}

/// The substitution with this id.
pub async fn find(conn: &mut Conn, id: SubstitutionId) -> Result<Option<SubstitutionRow>, DbError> {
    Sql::new(concat!("SELECT ", substitution_columns!(), " FROM substitutions t WHERE t.id = $1"))
        .bind(id)
        .optional(conn)
        .await
}

/// A member's own substitutions, newest first.
pub async fn list(
    conn: &mut Conn,
    member_id: MemberId,
    before: Option<SubstitutionId>,
    limit: i64,
) -> Result<Vec<SubstitutionRow>, DbError> {
    let mut sql =
        Sql::new(concat!("SELECT ", substitution_columns!(), " FROM substitutions t WHERE t.member_id = "))
            .arg(member_id);
    if let Some(before) = before {
        sql = sql.text(" AND t.id < ").arg(before);
    }
    sql.text(" ORDER BY t.id DESC LIMIT ").arg(limit).all(conn).await
}

/// Those in whose stead a member decides now or will.
pub async fn to_stand_in(
    conn: &mut Conn,
    substitute_id: MemberId,
    now: Timestamp,
) -> Result<Vec<SubstitutionRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        substitution_columns!(),
        " FROM substitutions t WHERE t.substitute_id = $1 AND t.ends_at > $2 AND t.ended_at IS NULL \
         ORDER BY t.ends_at LIMIT $3"
    ))
    .bind(substitute_id)
    .bind(now)
    .bind(MOST)
    .all(conn)
    .await
}

/// Ends a substitution before its time; false where it is over.
pub async fn end(conn: &mut Conn, id: SubstitutionId, now: Timestamp) -> Result<bool, DbError> {
    Sql::new("UPDATE substitutions SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL AND ends_at > $1")
        .bind(now)
        .bind(id)
        .changes_one(conn)
        .await
}
