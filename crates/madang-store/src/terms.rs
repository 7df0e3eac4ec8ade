//! Versions of terms documents.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{MemberId, TermsId, Timestamp};

record! {
    /// One version of a document.
    #[derive(Debug, Clone)]
    pub struct TermsRow {
        /// The id.
        pub id: TermsId,
        /// Which document, e.g. `membership` or `privacy`.
        pub kind: String,
        /// Which version, from 1.
        pub version: i64,
        /// 1 where it must be agreed to.
        pub required: i64,
        /// Title in Korean.
        pub title_ko: String,
        /// Title in English.
        pub title_en: String,
        /// Text in Korean.
        pub body_ko: String,
        /// Text in English.
        pub body_en: String,
        /// Since when it is in force.
        pub published_at: Timestamp,
    }
}

macro_rules! terms_columns {
    () => {
        "id, kind, version, required, title_ko, title_en, body_ko, body_en, published_at"
    };
}

/// A version to be published.
pub struct NewTerms<'a> {
    /// The id.
    pub id: TermsId,
    /// Which document.
    pub kind: &'a str,
    /// Which version.
    pub version: i64,
    /// 1 where it must be agreed to.
    pub required: i64,
    /// Titles in Korean and English.
    pub titles: (&'a str, &'a str),
    /// Texts in Korean and English.
    pub bodies: (&'a str, &'a str),
    /// Who published it; none for what comes with the program.
    pub published_by: Option<MemberId>,
}

/// Publishes a version. Refused by `terms_kind_version_key` where that version exists.
pub async fn insert(conn: &mut Conn, new: NewTerms<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO terms (id, kind, version, required, title_ko, title_en, body_ko, body_en, published_at, published_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new.id)
    .bind(new.kind)
    .bind(new.version)
    .bind(new.required)
    .bind(new.titles.0)
    .bind(new.titles.1)
    .bind(new.bodies.0)
    .bind(new.bodies.1)
    .bind(now)
    .bind(new.published_by)
    .execute(conn)
    .await?;
    Ok(())
}

/// The newest version of every document, by kind. There are as many as there are documents.
pub async fn current(conn: &mut Conn) -> Result<Vec<TermsRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        terms_columns!(),
        " FROM terms AS t WHERE version = (SELECT MAX(version) FROM terms AS n WHERE n.kind = t.kind) ORDER BY kind LIMIT 100"
    ))
    .all(conn)
    .await
}

/// The version with this id.
pub async fn find(conn: &mut Conn, id: TermsId) -> Result<Option<TermsRow>, DbError> {
    Sql::new(concat!("SELECT ", terms_columns!(), " FROM terms WHERE id = $1")).bind(id).optional(conn).await
}

/// The newest required versions that a member has not agreed to.
pub async fn missing(conn: &mut Conn, member_id: MemberId) -> Result<Vec<TermsRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        terms_columns!(),
        " FROM terms AS t WHERE required = 1 AND version = (SELECT MAX(version) FROM terms AS n WHERE n.kind = t.kind) \
         AND NOT EXISTS (SELECT 1 FROM consents AS c WHERE c.terms_id = t.id AND c.member_id = $1) ORDER BY kind LIMIT 100"
    ))
    .bind(member_id)
    .all(conn)
    .await
}

/// One version of one document.
pub async fn find_version(conn: &mut Conn, kind: &str, version: i64) -> Result<Option<TermsRow>, DbError> {
    Sql::new(concat!("SELECT ", terms_columns!(), " FROM terms WHERE kind = $1 AND version = $2"))
        .bind(kind)
        .bind(version)
        .optional(conn)
        .await
}

/// Whether a member has yet to agree to a newest required version.
pub async fn is_missing(conn: &mut Conn, member_id: MemberId) -> Result<bool, DbError> {
    let missing = Sql::new(
        "SELECT COUNT(*) FROM terms AS t WHERE required = 1 AND version = (SELECT MAX(version) FROM terms AS n WHERE n.kind = t.kind) \
         AND NOT EXISTS (SELECT 1 FROM consents AS c WHERE c.terms_id = t.id AND c.member_id = $1)",
    )
    .bind(member_id)
    .number(conn)
    .await?;
    Ok(missing > 0)
}

record! {
    /// One version of a document without its text.
    #[derive(Debug, Clone)]
    pub struct TermsHeadRow {
        /// The id.
        pub id: TermsId,
        /// Which document.
        pub kind: String,
        /// Which version, from 1.
        pub version: i64,
        /// 1 where it must be agreed to.
        pub required: i64,
        /// Title in Korean.
        pub title_ko: String,
        /// Title in English.
        pub title_en: String,
        /// Since when it is in force.
        pub published_at: Timestamp,
    }
}

/// Every version of every document, or of one, newest first, older than `before`, at most `limit`.
pub async fn list(
    conn: &mut Conn,
    kind: Option<&str>,
    before: Option<TermsId>,
    limit: i64,
) -> Result<Vec<TermsHeadRow>, DbError> {
    let mut sql = Sql::new(
        "SELECT id, kind, version, required, title_ko, title_en, published_at FROM terms WHERE 1 = 1",
    );
    if let Some(kind) = kind {
        sql = sql.text(" AND kind = ").arg(kind);
    }
    if let Some(before) = before {
        sql = sql.text(" AND id < ").arg(before);
    }
    sql.text(" ORDER BY id DESC LIMIT ").arg(limit).all(conn).await
}

/// The newest version of one document; 0 where there is none.
pub async fn newest_version(conn: &mut Conn, kind: &str) -> Result<i64, DbError> {
    Sql::new("SELECT COALESCE(MAX(version), 0) FROM terms WHERE kind = $1").bind(kind).number(conn).await
}
