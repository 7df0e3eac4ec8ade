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
