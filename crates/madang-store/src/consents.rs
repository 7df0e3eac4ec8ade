//! Who agreed to what.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{ConsentId, MemberId, TermsId, Timestamp};

/// Notes an agreement, once per member and version; false where it was noted before.
pub async fn insert(
    conn: &mut Conn,
    id: ConsentId,
    member_id: MemberId,
    terms_id: TermsId,
    address: &str,
    given_at: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "INSERT INTO consents (id, member_id, terms_id, given_at, address) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (member_id, terms_id) DO NOTHING",
    )
    .bind(id)
    .bind(member_id)
    .bind(terms_id)
    .bind(given_at)
    .bind(address)
    .changes_one(conn)
    .await
}

record! {
    /// An agreement with what was agreed to.
    #[derive(Clone)]
    pub struct ConsentRow {
        /// The id.
        pub id: ConsentId,
        /// The version agreed to.
        pub terms_id: TermsId,
        /// Which document.
        pub kind: String,
        /// Which version.
        pub version: i64,
        /// Its title in Korean.
        pub title_ko: String,
        /// Its title in English.
        pub title_en: String,
        /// When.
        pub given_at: Timestamp,
        /// From where.
        pub address: String,
    }
}

/// A member's agreements, newest first, at most `limit`.
pub async fn list(
    conn: &mut Conn,
    member_id: MemberId,
    before: Option<ConsentId>,
    limit: i64,
) -> Result<Vec<ConsentRow>, DbError> {
    let mut sql = Sql::new(
        "SELECT c.id, c.terms_id, t.kind, t.version, t.title_ko, t.title_en, c.given_at, c.address \
         FROM consents AS c JOIN terms AS t ON t.id = c.terms_id WHERE c.member_id = ",
    )
    .arg(member_id);
    if let Some(before) = before {
        sql = sql.text(" AND c.id < ").arg(before);
    }
    sql.text(" ORDER BY c.id DESC LIMIT ").arg(limit).all(conn).await
}

/// Forgets every agreement of a member that was never verified.
pub async fn delete_all(conn: &mut Conn, member_id: MemberId) -> Result<u64, DbError> {
    Sql::new("DELETE FROM consents WHERE member_id = $1").bind(member_id).execute(conn).await
}
