//! Announcements 「공지사항」.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{AnnouncementId, Timestamp};

record! {
    /// An announcement as stored.
    #[derive(Debug, Clone)]
    pub struct AnnouncementRow {
        /// The id.
        pub id: AnnouncementId,
        /// Title in Korean.
        pub title_ko: String,
        /// Title in English.
        pub title_en: String,
        /// Text in Korean.
        pub body_ko: String,
        /// Text in English.
        pub body_en: String,
        /// `info`, `warning` or `danger`.
        pub level: String,
        /// From when it is shown.
        pub starts_at: Timestamp,
        /// Until when; without an end, until it is withdrawn.
        pub ends_at: Option<Timestamp>,
        /// Who wrote it, as in the audit log.
        pub created_by: String,
        /// When it was written.
        pub created_at: Timestamp,
        /// When it was withdrawn.
        pub withdrawn_at: Option<Timestamp>,
    }
}

macro_rules! announcement_columns {
    () => {
        "id, title_ko, title_en, body_ko, body_en, level, starts_at, ends_at, created_by, created_at, withdrawn_at"
    };
}

/// What an announcement says, and when.
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    /// Titles in Korean and English.
    pub titles: (&'a str, &'a str),
    /// Texts in Korean and English.
    pub bodies: (&'a str, &'a str),
    /// `info`, `warning` or `danger`.
    pub level: &'a str,
    /// From when it is shown.
    pub starts_at: Timestamp,
    /// Until when.
    pub ends_at: Option<Timestamp>,
}

/// Adds an announcement.
pub async fn insert(
    conn: &mut Conn,
    id: AnnouncementId,
    content: Content<'_>,
    created_by: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO announcements (id, title_ko, title_en, body_ko, body_en, level, starts_at, ends_at, created_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id)
    .bind(content.titles.0)
    .bind(content.titles.1)
    .bind(content.bodies.0)
    .bind(content.bodies.1)
    .bind(content.level)
    .bind(content.starts_at)
    .bind(content.ends_at)
    .bind(created_by)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Replaces an announcement that nobody has been shown yet; false where it is not such a one.
pub async fn update(
    conn: &mut Conn,
    id: AnnouncementId,
    content: Content<'_>,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE announcements SET title_ko = $1, title_en = $2, body_ko = $3, body_en = $4, level = $5, starts_at = $6, ends_at = $7 \
         WHERE id = $8 AND starts_at > $9 AND withdrawn_at IS NULL",
    )
    .bind(content.titles.0)
    .bind(content.titles.1)
    .bind(content.bodies.0)
    .bind(content.bodies.1)
    .bind(content.level)
    .bind(content.starts_at)
    .bind(content.ends_at)
    .bind(id)
    .bind(now)
    .changes_one(conn)
    .await
}

/// Ends an announcement for good; false where another request did already.
pub async fn withdraw(conn: &mut Conn, id: AnnouncementId, now: Timestamp) -> Result<bool, DbError> {
    Sql::new("UPDATE announcements SET withdrawn_at = $1 WHERE id = $2 AND withdrawn_at IS NULL")
        .bind(now)
        .bind(id)
        .changes_one(conn)
        .await
}

/// The announcement with this id.
pub async fn find(conn: &mut Conn, id: AnnouncementId) -> Result<Option<AnnouncementRow>, DbError> {
    Sql::new(concat!("SELECT ", announcement_columns!(), " FROM announcements WHERE id = $1"))
        .bind(id)
        .optional(conn)
        .await
}

/// All announcements, newest first, older than `before`, at most `limit`.
pub async fn list(
    conn: &mut Conn,
    before: Option<AnnouncementId>,
    limit: i64,
) -> Result<Vec<AnnouncementRow>, DbError> {
    let mut sql = Sql::new(concat!("SELECT ", announcement_columns!(), " FROM announcements"));
    if let Some(before) = before {
        sql = sql.text(" WHERE id < ").arg(before);
    }
    sql.text(" ORDER BY id DESC LIMIT ").arg(limit).all(conn).await
}

/// The announcements to be shown now, latest start first, at most `limit`.
pub async fn current(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<AnnouncementRow>, DbError> {
    // Those that ended pile up over the years; the index `announcements_end` has the others first.
    Sql::new(concat!(
        "SELECT ",
        announcement_columns!(),
        " FROM announcements WHERE withdrawn_at IS NULL AND COALESCE(ends_at, 9223372036854775807) > $1 AND starts_at <= $1 \
         ORDER BY starts_at DESC, id DESC LIMIT $2"
    ))
    .bind(now)
    .bind(limit)
    .all(conn)
    .await
}
