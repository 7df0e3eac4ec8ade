//! SSH public keys.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{MemberId, SshKeyId, Timestamp};

record! {
    /// A key as stored.
    #[derive(Debug, Clone)]
    pub struct SshKeyRow {
        /// The id.
        pub id: SshKeyId,
        /// What its owner calls it.
        pub name: String,
        /// The key as one OpenSSH line, without a comment.
        pub public_key: String,
        /// `SHA256:…`, as `ssh-keygen -l` prints it.
        pub fingerprint: String,
        /// When it was added.
        pub created_at: Timestamp,
    }
}

/// Adds a key. Refused by `ssh_keys_fingerprint_key` where somebody has it already.
pub async fn insert(conn: &mut Conn, member_id: MemberId, new: &SshKeyRow) -> Result<(), DbError> {
    Sql::new("INSERT INTO ssh_keys (id, member_id, name, public_key, fingerprint, created_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(new.id)
        .bind(member_id)
        .bind(new.name.as_str())
        .bind(new.public_key.as_str())
        .bind(new.fingerprint.as_str())
        .bind(new.created_at)
        .execute(conn)
        .await?;
    Ok(())
}

/// A member's keys, newest first, at most `limit`.
pub async fn list(conn: &mut Conn, member_id: MemberId, limit: i64) -> Result<Vec<SshKeyRow>, DbError> {
    Sql::new("SELECT id, name, public_key, fingerprint, created_at FROM ssh_keys WHERE member_id = $1 ORDER BY id DESC LIMIT $2")
        .bind(member_id)
        .bind(limit)
        .all(conn)
        .await
}

/// How many keys a member has.
pub async fn count(conn: &mut Conn, member_id: MemberId) -> Result<i64, DbError> {
    Sql::new("SELECT COUNT(*) FROM ssh_keys WHERE member_id = $1").bind(member_id).number(conn).await
}

/// Removes a key of a member; false where there was none.
pub async fn delete(conn: &mut Conn, member_id: MemberId, id: SshKeyId) -> Result<bool, DbError> {
    Sql::new("DELETE FROM ssh_keys WHERE id = $1 AND member_id = $2")
        .bind(id)
        .bind(member_id)
        .changes_one(conn)
        .await
}

/// Removes every key of a member; how many.
pub async fn delete_all(conn: &mut Conn, member_id: MemberId) -> Result<u64, DbError> {
    Sql::new("DELETE FROM ssh_keys WHERE member_id = $1").bind(member_id).execute(conn).await
}
