//! Members.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::members::StaffRole;
use madang_model::{MemberId, Timestamp};

record! {
    /// A member as stored, but for the password's hash, which [`PasswordRow`] has: this one goes to the surfaces.
    /// Withdrawn members keep their id and state; their data columns are empty.
    #[derive(Clone)]
    pub struct MemberRow {
        /// The id.
        pub id: MemberId,
        /// The ID as typed.
        pub login_id: String,
        /// The name.
        pub name: String,
        /// The e-mail address.
        pub email: String,
        /// The place this member holds of the address's, once verified.
        pub email_claim: Option<String>,
        /// The mobile number's digits.
        pub phone: String,
        /// The landline's digits.
        pub landline: Option<String>,
        /// The domain.
        pub domain: Option<String>,
        /// How many addresses were applied for.
        pub ip_count: Option<i64>,
        /// When product and event mail was agreed to.
        pub marketing_at: Option<Timestamp>,
        /// When the password was last set.
        pub password_changed_at: Timestamp,
        /// When an operator's reset made the password end.
        pub password_expired_at: Option<Timestamp>,
        /// Since when the password is one that somebody else made.
        pub password_initial_at: Option<Timestamp>,
        /// The state's name.
        pub state: String,
        /// Since when.
        pub state_since: Timestamp,
        /// Why, for the states that have a reason.
        pub state_reason: String,
        /// On the provider's side.
        pub staff: Option<StaffRole>,
        /// The language of mails: `ko` or `en`.
        pub lang: String,
        /// When the member signed up.
        pub created_at: Timestamp,
        /// When the member last signed in.
        pub last_sign_in_at: Option<Timestamp>,
    }
}

impl std::fmt::Debug for MemberRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MemberRow").field("id", &self.id).field("state", &self.state).finish_non_exhaustive()
    }
}

macro_rules! member_columns {
    () => {
        "id, login_id, name, email, email_claim, phone, landline, domain, ip_count, marketing_at, \
         password_changed_at, password_expired_at, password_initial_at, state, state_since, state_reason, staff, lang, created_at, last_sign_in_at"
    };
}

pub(crate) use member_columns;

/// A member to be added.
pub struct NewMember<'a> {
    /// The id.
    pub id: MemberId,
    /// The ID as typed, and the form in which it is unique.
    pub login_id: (&'a str, &'a str),
    /// The name, and the form in which it is searched.
    pub name: (&'a str, &'a str),
    /// The address, and the form in which it is compared.
    pub email: (&'a str, &'a str),
    /// The mobile number's digits.
    pub phone: &'a str,
    /// The landline's digits.
    pub landline: Option<&'a str>,
    /// The domain.
    pub domain: Option<&'a str>,
    /// How many addresses were applied for.
    pub ip_count: Option<u8>,
    /// When product and event mail was agreed to.
    pub marketing_at: Option<Timestamp>,
    /// Argon2id, PHC string.
    pub password_hash: &'a str,
    /// The state's name.
    pub state: &'a str,
    /// On the provider's side.
    pub staff: Option<StaffRole>,
    /// The language of mails.
    pub lang: &'a str,
}

/// Adds a member. Refused by `members_login_key_key` where the ID is taken.
pub async fn insert(conn: &mut Conn, new: NewMember<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO members (id, login_id, login_key, name, name_key, email, email_key, phone, landline, domain, ip_count, \
         marketing_at, password_hash, password_changed_at, state, state_since, state_reason, staff, lang, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $14, '', $16, $17, $14)",
    )
    .bind(new.id)
    .bind(new.login_id.0)
    .bind(new.login_id.1)
    .bind(new.name.0)
    .bind(new.name.1)
    .bind(new.email.0)
    .bind(new.email.1)
    .bind(new.phone)
    .bind(new.landline)
    .bind(new.domain)
    .bind(new.ip_count)
    .bind(new.marketing_at)
    .bind(new.password_hash)
    .bind(now)
    .bind(new.state)
    .bind(new.staff.map(StaffRole::as_str))
    .bind(new.lang)
    .execute(conn)
    .await?;
    Ok(())
}

/// The member with this id.
pub async fn find(conn: &mut Conn, id: MemberId) -> Result<Option<MemberRow>, DbError> {
    Sql::new(concat!("SELECT ", member_columns!(), " FROM members WHERE id = $1"))
        .bind(id)
        .optional(conn)
        .await
}

/// The member with this ID, in its unique form.
pub async fn find_by_login(conn: &mut Conn, login_key: &str) -> Result<Option<MemberRow>, DbError> {
    Sql::new(concat!("SELECT ", member_columns!(), " FROM members WHERE login_key = $1"))
        .bind(login_key)
        .optional(conn)
        .await
}

record! {
    /// What a member's password is compared with.
    #[derive(Clone)]
    pub struct PasswordRow {
        /// Whose it is.
        pub id: MemberId,
        /// Argon2id, PHC string; empty where there is no password.
        pub password_hash: String,
    }
}

impl PasswordRow {
    /// The hash, where there is a password.
    pub fn hash(&self) -> Option<&str> {
        Some(self.password_hash.as_str()).filter(|hash| !hash.is_empty())
    }
}

/// The password of the member with this id.
pub async fn password(conn: &mut Conn, id: MemberId) -> Result<Option<PasswordRow>, DbError> {
    Sql::new("SELECT id, password_hash FROM members WHERE id = $1").bind(id).optional(conn).await
}

/// The password of the member with this ID, in its unique form.
pub async fn password_of_login(conn: &mut Conn, login_key: &str) -> Result<Option<PasswordRow>, DbError> {
    Sql::new("SELECT id, password_hash FROM members WHERE login_key = $1")
        .bind(login_key)
        .optional(conn)
        .await
}

/// Notes that somebody else made the password, so that its owner has to change it.
pub async fn password_is_initial(conn: &mut Conn, id: MemberId, now: Timestamp) -> Result<(), DbError> {
    Sql::new("UPDATE members SET password_initial_at = $1 WHERE id = $2")
        .bind(now)
        .bind(id)
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether the ID, in its unique form, is taken.
pub async fn login_taken(conn: &mut Conn, login_key: &str) -> Result<bool, DbError> {
    Ok(Sql::new("SELECT COUNT(*) FROM members WHERE login_key = $1").bind(login_key).number(conn).await? > 0)
}

/// Moves a member from one state to another; false where it was not in the expected one any more.
pub async fn change_state(
    conn: &mut Conn,
    id: MemberId,
    from: &str,
    to: &str,
    reason: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE members SET state = $1, state_since = $2, state_reason = $3 WHERE id = $4 AND state = $5",
    )
    .bind(to)
    .bind(now)
    .bind(reason)
    .bind(id)
    .bind(from)
    .changes_one(conn)
    .await
}

/// Takes a place of the address for the member. Refused by `members_email_claim_key` where another has it.
pub async fn claim_email(conn: &mut Conn, id: MemberId, claim: &str) -> Result<(), DbError> {
    Sql::new("UPDATE members SET email_claim = $1 WHERE id = $2").bind(claim).bind(id).execute(conn).await?;
    Ok(())
}

record! {
    /// A place of an address that is taken.
    pub struct ClaimRow {
        /// The place.
        pub email_claim: String,
    }
}

/// The taken places among those of one address, in order; bounded by how many places an address has.
pub async fn email_claims(conn: &mut Conn, email_key: &str) -> Result<Vec<ClaimRow>, DbError> {
    Sql::new("SELECT email_claim FROM members WHERE email_key = $1 AND email_claim IS NOT NULL ORDER BY email_claim LIMIT 100")
        .bind(email_key)
        .all(conn)
        .await
}

record! {
    /// An ID as typed.
    pub struct LoginIdRow {
        /// The ID.
        pub login_id: String,
        /// Whose.
        pub id: MemberId,
    }
}

/// The IDs of verified members with this name and address, oldest first; bounded by how many places an address
/// has. Both are given in the form in which they are compared.
pub async fn login_ids_of(
    conn: &mut Conn,
    name_key: &str,
    email_key: &str,
) -> Result<Vec<LoginIdRow>, DbError> {
    Sql::new("SELECT login_id, id FROM members WHERE email_key = $1 AND name_key || '' = $2 AND state || '' IN ('active', 'suspended') ORDER BY id LIMIT 100")
        .bind(email_key)
        .bind(name_key)
        .all(conn)
        .await
}

/// Notes a sign-in; false where the member is no longer active with this password.
pub async fn signed_in(
    conn: &mut Conn,
    id: MemberId,
    password_hash: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE members SET last_sign_in_at = $1 \
         WHERE id = $2 AND password_hash = $3 AND state = 'active' AND password_expired_at IS NULL",
    )
    .bind(now)
    .bind(id)
    .bind(password_hash)
    .changes_one(conn)
    .await
}

/// Replaces a password's hash by one of the same password made with today's parameters.
pub async fn rehash_password(conn: &mut Conn, id: MemberId, old: &str, new: &str) -> Result<bool, DbError> {
    Sql::new("UPDATE members SET password_hash = $1 WHERE id = $2 AND password_hash = $3")
        .bind(new)
        .bind(id)
        .bind(old)
        .changes_one(conn)
        .await
}

record! {
    /// How much a member has of what can be counted.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct HoldingsRow {
        /// Sessions within their time.
        pub sessions: i64,
        /// Personal access tokens.
        pub tokens: i64,
        /// SSH public keys.
        pub ssh_keys: i64,
    }
}

/// How many sessions, tokens and keys a member has.
pub async fn holdings(conn: &mut Conn, id: MemberId, now: Timestamp) -> Result<HoldingsRow, DbError> {
    Sql::new(
        "SELECT (SELECT COUNT(*) FROM sessions WHERE member_id = $1 AND expires_at > $2) AS sessions, \
         (SELECT COUNT(*) FROM tokens WHERE member_id = $1) AS tokens, \
         (SELECT COUNT(*) FROM ssh_keys WHERE member_id = $1) AS ssh_keys",
    )
    .bind(id)
    .bind(now)
    .one(conn)
    .await
}

/// Makes the password end: it signs nobody in any more. False where the member is in none of the states
/// that have a password to change.
pub async fn expire_password(conn: &mut Conn, id: MemberId, now: Timestamp) -> Result<bool, DbError> {
    Sql::new("UPDATE members SET password_expired_at = $1 WHERE id = $2 AND state IN ('active', 'suspended')")
        .bind(now)
        .bind(id)
        .changes_one(conn)
        .await
}

/// Gives an active member another role, if it still has the expected one.
pub async fn set_staff(
    conn: &mut Conn,
    id: MemberId,
    from: Option<StaffRole>,
    to: Option<StaffRole>,
) -> Result<bool, DbError> {
    Sql::new("UPDATE members SET staff = $1 WHERE id = $2 AND COALESCE(staff, '') = $3 AND state = 'active'")
        .bind(to.map(StaffRole::as_str))
        .bind(id)
        .bind(from.map_or("", StaffRole::as_str))
        .changes_one(conn)
        .await
}

/// How many operators can sign in.
pub async fn active_operators(conn: &mut Conn) -> Result<i64, DbError> {
    Sql::new("SELECT COUNT(*) FROM members WHERE staff = 'operator' AND state = 'active'").number(conn).await
}

record! {
    /// A member's id alone.
    #[derive(Debug, Clone, Copy)]
    pub struct MemberIdRow {
        /// The id.
        pub id: MemberId,
    }
}

/// Members that signed up before `before` and were never verified, oldest first, at most `limit`.
pub async fn never_verified(
    conn: &mut Conn,
    before: MemberId,
    limit: i64,
) -> Result<Vec<MemberIdRow>, DbError> {
    // In this form the index on states is the only one that fits: see `member_search.rs`.
    Sql::new(
        "SELECT id FROM members WHERE (state, id) > ('unverified', '') AND (state, id) < ('unverified', $1) \
         ORDER BY state, id LIMIT $2",
    )
    .bind(before)
    .bind(limit)
    .all(conn)
    .await
}

/// Takes hold of an unverified member until the transaction ends; false where it is verified by now.
pub async fn hold_unverified(conn: &mut Conn, id: MemberId) -> Result<bool, DbError> {
    Sql::new("UPDATE members SET state = state WHERE id = $1 AND state = 'unverified'")
        .bind(id)
        .changes_one(conn)
        .await
}

/// Forgets a member altogether, which only one that was never verified can be.
pub async fn delete_unverified(conn: &mut Conn, id: MemberId) -> Result<bool, DbError> {
    Sql::new("DELETE FROM members WHERE id = $1 AND state = 'unverified'").bind(id).changes_one(conn).await
}
