//! Notices 「알림」 in the console.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{MemberId, NoticeId, Timestamp};

/// A notice to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewNotice<'a> {
    /// Its id.
    pub id: NoticeId,
    /// For whom.
    pub member_id: MemberId,
    /// Which: its text is `notice-<kind>`.
    pub kind: &'a str,
    /// What it is about, as a path in the console.
    pub link: &'a str,
    /// What its text is filled in with, as JSON.
    pub args: &'a str,
}

/// Keeps a notice.
pub async fn insert(conn: &mut Conn, notice: NewNotice<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO notices (id, member_id, kind, link, args, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(notice.id)
    .bind(notice.member_id)
    .bind(notice.kind)
    .bind(notice.link)
    .bind(notice.args)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

record! {
    /// A notice as stored.
    #[derive(Debug, Clone)]
    pub struct NoticeRow {
        /// The id.
        pub id: NoticeId,
        /// Which: its text is `notice-<kind>`.
        pub kind: String,
        /// What it is about, as a path in the console.
        pub link: String,
        /// What its text is filled in with, as JSON.
        pub args: String,
        /// When it was told.
        pub created_at: Timestamp,
        /// When it was read.
        pub read_at: Option<Timestamp>,
    }
}

/// Which of a member's notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Every one.
    All,
    /// Those that were not read.
    Unread,
}

/// A member's notices, newest first, older than `before`, at most `limit`.
pub async fn list(
    conn: &mut Conn,
    member_id: MemberId,
    which: Which,
    before: Option<NoticeId>,
    limit: i64,
) -> Result<Vec<NoticeRow>, DbError> {
    let mut sql =
        Sql::new("SELECT id, kind, link, args, created_at, read_at FROM notices WHERE member_id = $1")
            .bind(member_id);
    if which == Which::Unread {
        sql = sql.text(" AND read_at IS NULL");
    }
    if let Some(before) = before {
        sql = sql.text(" AND id < ").arg(before);
    }
    sql.text(" ORDER BY id DESC LIMIT ").arg(limit).all(conn).await
}

/// One notice of the member's.
pub async fn find(conn: &mut Conn, member_id: MemberId, id: NoticeId) -> Result<Option<NoticeRow>, DbError> {
    Sql::new("SELECT id, kind, link, args, created_at, read_at FROM notices WHERE id = $1 AND member_id = $2")
        .bind(id)
        .bind(member_id)
        .optional(conn)
        .await
}

/// How many notices the member has not read, counted to `most`.
pub async fn unread(conn: &mut Conn, member_id: MemberId, most: i64) -> Result<i64, DbError> {
    Sql::new(
        "SELECT COUNT(*) FROM (SELECT 1 FROM notices WHERE member_id = $1 AND read_at IS NULL LIMIT $2) AS counted",
    )
    .bind(member_id)
    .bind(most)
    .number(conn)
    .await
}

/// Marks one as read; false where it was.
pub async fn read(
    conn: &mut Conn,
    member_id: MemberId,
    id: NoticeId,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new("UPDATE notices SET read_at = $1 WHERE id = $2 AND member_id = $3 AND read_at IS NULL")
        .bind(now)
        .bind(id)
        .bind(member_id)
        .changes_one(conn)
        .await
}

/// Marks all up to `last` as read; how many were not. What came after the reader looked stays unread.
pub async fn read_all(
    conn: &mut Conn,
    member_id: MemberId,
    last: NoticeId,
    now: Timestamp,
) -> Result<u64, DbError> {
    Sql::new("UPDATE notices SET read_at = $1 WHERE member_id = $2 AND read_at IS NULL AND id <= $3")
        .bind(now)
        .bind(member_id)
        .bind(last)
        .execute(conn)
        .await
}

/// Marks all of these kinds about what is at `link` as read, whosever they are; how many were not.
pub async fn read_about(conn: &mut Conn, link: &str, kinds: &[&str], now: Timestamp) -> Result<u64, DbError> {
    let mut sql =
        Sql::new("UPDATE notices SET read_at = $1 WHERE link = $2 AND read_at IS NULL AND kind IN (")
            .bind(now)
            .bind(link);
    for (at, kind) in kinds.iter().enumerate() {
        sql.push(if at > 0 { ", " } else { "" });
        sql.push_arg(*kind);
    }
    sql.text(")").execute(conn).await
}

/// Forgets at most `limit` notices from before `before`, read or not; how many.
pub async fn purge(conn: &mut Conn, before: NoticeId, limit: i64) -> Result<u64, DbError> {
    Sql::new("DELETE FROM notices WHERE id IN (SELECT id FROM notices WHERE id < $1 ORDER BY id LIMIT $2)")
        .bind(before)
        .bind(limit)
        .execute(conn)
        .await
}

/// Forgets all of a member's notices and settings.
pub async fn delete_all(conn: &mut Conn, member_id: MemberId) -> Result<(), DbError> {
    Sql::new("DELETE FROM notices WHERE member_id = $1").bind(member_id).execute(conn).await?;
    Sql::new("DELETE FROM notice_settings WHERE member_id = $1").bind(member_id).execute(conn).await?;
    Ok(())
}

record! {
    /// How a member wants to be told of one kind.
    #[derive(Debug, Clone)]
    pub struct NoticeSettingRow {
        /// The kind.
        pub kind: String,
        /// 1 for by mail.
        pub mail: i64,
        /// 1 for in the console.
        pub console: i64,
    }
}

/// What a member set, by kind; kinds they never touched have no row.
pub async fn settings(conn: &mut Conn, member_id: MemberId) -> Result<Vec<NoticeSettingRow>, DbError> {
    Sql::new("SELECT kind, mail, console FROM notice_settings WHERE member_id = $1 ORDER BY kind LIMIT 200")
        .bind(member_id)
        .all(conn)
        .await
}

/// What a member set for one kind.
pub async fn setting(
    conn: &mut Conn,
    member_id: MemberId,
    kind: &str,
) -> Result<Option<NoticeSettingRow>, DbError> {
    Sql::new("SELECT kind, mail, console FROM notice_settings WHERE member_id = $1 AND kind = $2")
        .bind(member_id)
        .bind(kind)
        .optional(conn)
        .await
}

/// Keeps how a member wants to be told of one kind.
pub async fn set(
    conn: &mut Conn,
    member_id: MemberId,
    kind: &str,
    mail: bool,
    console: bool,
) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO notice_settings (member_id, kind, mail, console) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (member_id, kind) DO UPDATE SET mail = excluded.mail, console = excluded.console",
    )
    .bind(member_id)
    .bind(kind)
    .bind(i64::from(mail))
    .bind(i64::from(console))
    .execute(conn)
    .await?;
    Ok(())
}
