//! Invitations to an organisation, by mail.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::organizations::InvitationState;
use madang_model::{DepartmentId, InvitationId, MemberId, OrganizationId, Timestamp};

record! {
    /// An invitation as stored.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct InvitationRow {
        /// The id.
        pub id: InvitationId,
        /// Into which organisation.
        pub organization_id: OrganizationId,
        /// Whom: their address.
        pub email: String,
        /// Into which department.
        pub department_id: Option<DepartmentId>,
        /// As what: words with blanks between them.
        pub roles: String,
        /// What became of it.
        pub state: InvitationState,
        /// By whom.
        pub invited_by: MemberId,
        /// When.
        pub created_at: Timestamp,
        /// Until when it can be accepted.
        pub expires_at: Timestamp,
    }
}

record! {
    /// An invitation as the invited one sees it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct OfferedRow {
        /// The id.
        pub id: InvitationId,
        /// The organisation.
        pub organization_id: OrganizationId,
        /// Its name.
        pub name: String,
        /// Until when it can be accepted.
        pub expires_at: Timestamp,
    }
}

/// An invitation to be added.
#[derive(Debug, Clone, Copy)]
pub struct NewInvitation<'a> {
    /// The id.
    pub id: InvitationId,
    /// Into which organisation.
    pub organization_id: OrganizationId,
    /// The address, and the form in which it is compared.
    pub email: (&'a str, &'a str),
    /// Into which department.
    pub department_id: Option<DepartmentId>,
    /// As what.
    pub roles: &'a str,
    /// SHA-256 of its token.
    pub token_hash: &'a str,
    /// By whom.
    pub invited_by: MemberId,
    /// Until when.
    pub expires_at: Timestamp,
}

macro_rules! columns {
    () => {
        "id, organization_id, email, department_id, roles, state, invited_by, created_at, expires_at"
    };
}

/// Adds an invitation. A second open one of the address breaks `invitations_organization_id_email_key_key`.
pub async fn insert(conn: &mut Conn, new: NewInvitation<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO invitations (id, organization_id, email, email_key, department_id, roles, token_hash, state, invited_by, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10)",
    )
    .bind(new.id)
    .bind(new.organization_id)
    .bind(new.email.0)
    .bind(new.email.1)
    .bind(new.department_id)
    .bind(new.roles)
    .bind(new.token_hash)
    .bind(new.invited_by)
    .bind(now)
    .bind(new.expires_at)
    .execute(conn)
    .await?;
    Ok(())
}

/// The invitation of this id.
pub async fn find(conn: &mut Conn, id: InvitationId) -> Result<Option<InvitationRow>, DbError> {
    Sql::new(concat!("SELECT ", columns!(), " FROM invitations WHERE id = $1")).bind(id).optional(conn).await
}

/// The invitation whose token hashes to this.
pub async fn by_token(conn: &mut Conn, token_hash: &str) -> Result<Option<InvitationRow>, DbError> {
    Sql::new(concat!("SELECT ", columns!(), " FROM invitations WHERE token_hash = $1"))
        .bind(token_hash)
        .optional(conn)
        .await
}

/// The open invitation of this address, one that is over its time included.
pub async fn open_of(
    conn: &mut Conn,
    organization_id: OrganizationId,
    email_key: &str,
) -> Result<Option<InvitationRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        columns!(),
        " FROM invitations WHERE organization_id = $1 AND email_key = $2 AND state = 'open'"
    ))
    .bind(organization_id)
    .bind(email_key)
    .optional(conn)
    .await
}

/// The organisation's open invitations, newest first, before `before`; at most `limit`.
pub async fn open(
    conn: &mut Conn,
    organization_id: OrganizationId,
    before: Option<InvitationId>,
    limit: i64,
) -> Result<Vec<InvitationRow>, DbError> {
    let mut sql = Sql::new(concat!(
        "SELECT ",
        columns!(),
        " FROM invitations WHERE state = 'open' AND organization_id = "
    ))
    .arg(organization_id);
    if let Some(before) = before {
        sql = sql.text(" AND id < ").arg(before);
    }
    sql.text(" ORDER BY id DESC LIMIT ").arg(limit).all(conn).await
}

/// What is offered to the owner of this address at `now`; at most 50.
pub async fn offered(conn: &mut Conn, email_key: &str, now: Timestamp) -> Result<Vec<OfferedRow>, DbError> {
    Sql::new(
        "SELECT i.id, i.organization_id, o.name, i.expires_at FROM invitations i \
         JOIN organizations o ON o.id = i.organization_id \
         WHERE i.email_key = $1 AND i.state = 'open' AND i.expires_at > $2 AND o.state = 'active' ORDER BY i.id LIMIT 50",
    )
    .bind(email_key)
    .bind(now)
    .all(conn)
    .await
}

/// Ends an open invitation, by whom; false where another request did already. One can be accepted only in its
/// time.
pub async fn end(
    conn: &mut Conn,
    id: InvitationId,
    state: InvitationState,
    by: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    let mut sql =
        Sql::new("UPDATE invitations SET state = ").arg(state.as_str()).text(", ended_by = ").arg(by);
    sql = sql.text(", ended_at = ").arg(now).text(" WHERE state = 'open' AND id = ").arg(id);
    if state == InvitationState::Accepted {
        sql = sql.text(" AND expires_at > ").arg(now);
    }
    sql.changes_one(conn).await
}

/// Gives an open invitation another token and more time; the token before is worth nothing then.
pub async fn renew(
    conn: &mut Conn,
    id: InvitationId,
    token_hash: &str,
    expires_at: Timestamp,
) -> Result<bool, DbError> {
    Sql::new("UPDATE invitations SET token_hash = $1, expires_at = $2 WHERE id = $3 AND state = 'open'")
        .bind(token_hash)
        .bind(expires_at)
        .bind(id)
        .changes_one(conn)
        .await
}

/// Ends every open invitation of an organisation that is closed.
pub async fn revoke_all(
    conn: &mut Conn,
    organization_id: OrganizationId,
    by: &str,
    now: Timestamp,
) -> Result<u64, DbError> {
    Sql::new(
        "UPDATE invitations SET state = 'revoked', ended_by = $1, ended_at = $2 WHERE organization_id = $3 AND state = 'open'",
    )
    .bind(by)
    .bind(now)
    .bind(organization_id)
    .execute(conn)
    .await
}

/// Whether somebody with this address belongs to the organisation.
pub async fn belongs(
    conn: &mut Conn,
    organization_id: OrganizationId,
    email_key: &str,
) -> Result<bool, DbError> {
    let count = Sql::new(
        "SELECT COUNT(*) FROM members p JOIN memberships m ON m.member_id = p.id \
         WHERE p.email_key = $1 AND m.organization_id = $2 AND m.state = 'active'",
    )
    .bind(email_key)
    .bind(organization_id)
    .number(conn)
    .await?;
    Ok(count > 0)
}
