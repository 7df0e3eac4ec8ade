//! Notices 「알림」 in the console.

use madang_db::{Conn, DbError, Sql};
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
