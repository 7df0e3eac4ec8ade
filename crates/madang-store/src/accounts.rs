//! What members change about themselves. A statement here is guarded by the state that the change needs.

use madang_db::{Conn, DbError, Sql};
use madang_model::{MemberId, Timestamp};

/// Takes hold of an active member until the transaction ends, so that what is counted beside it stays so;
/// false where there is no such one.
pub async fn hold_active(conn: &mut Conn, id: MemberId) -> Result<bool, DbError> {
    Sql::new("UPDATE members SET state = state WHERE id = $1 AND state = 'active'")
        .bind(id)
        .changes_one(conn)
        .await
}

/// What a member may simply change.
pub struct Profile<'a> {
    /// The name, and the form in which it is searched.
    pub name: (&'a str, &'a str),
    /// The landline's digits.
    pub landline: Option<&'a str>,
    /// The domain.
    pub domain: Option<&'a str>,
    /// How many addresses were applied for.
    pub ip_count: Option<u8>,
    /// Since when product and event mail is wanted.
    pub marketing_at: Option<Timestamp>,
    /// The language of mails.
    pub lang: &'a str,
}

/// Replaces an active member's profile.
pub async fn update_profile(conn: &mut Conn, id: MemberId, profile: Profile<'_>) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE members SET name = $1, name_key = $2, landline = $3, domain = $4, ip_count = $5, marketing_at = $6, lang = $7 \
         WHERE id = $8 AND state = 'active'",
    )
    .bind(profile.name.0)
    .bind(profile.name.1)
    .bind(profile.landline)
    .bind(profile.domain)
    .bind(profile.ip_count)
    .bind(profile.marketing_at)
    .bind(profile.lang)
    .bind(id)
    .changes_one(conn)
    .await
}

/// Replaces an active member's mobile number.
pub async fn set_phone(conn: &mut Conn, id: MemberId, phone: &str) -> Result<bool, DbError> {
    Sql::new("UPDATE members SET phone = $1 WHERE id = $2 AND state = 'active'")
        .bind(phone)
        .bind(id)
        .changes_one(conn)
        .await
}

/// Replaces an active member's e-mail address, giving up its place of the old one; false where the old one is
/// not theirs any more. The address is given with the form in which it is compared.
pub async fn set_email(conn: &mut Conn, id: MemberId, old: &str, new: (&str, &str)) -> Result<bool, DbError> {
    Sql::new("UPDATE members SET email = $1, email_key = $2, email_claim = NULL WHERE id = $3 AND email = $4 AND state = 'active'")
        .bind(new.0)
        .bind(new.1)
        .bind(id)
        .bind(old)
        .changes_one(conn)
        .await
}

/// Replaces a password; false where it is not the expected one any more, an operator made it end since it was
/// looked at, or the member can't have one. The old one is given as its hash and when it was made to end.
pub async fn set_password(
    conn: &mut Conn,
    id: MemberId,
    old: (&str, Option<Timestamp>),
    new_hash: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE members SET password_hash = $1, password_changed_at = $2, password_expired_at = NULL, password_initial_at = NULL \
         WHERE id = $3 AND password_hash = $4 AND COALESCE(password_expired_at, 0) = $5 AND state IN ('active', 'suspended')",
    )
    .bind(new_hash)
    .bind(now)
    .bind(id)
    .bind(old.0)
    .bind(old.1.unwrap_or(Timestamp::from_micros(0)))
    .changes_one(conn)
    .await
}

/// Makes an active member a withdrawn one and erases what is known of the person. The ID and the places of the
/// address are free again: what stands in their stead can't be typed.
pub async fn withdraw(conn: &mut Conn, id: MemberId, now: Timestamp) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE members SET login_id = '', login_key = '~' || id, name = '', name_key = '', email = '', email_key = '', email_claim = NULL, \
         phone = '', landline = NULL, domain = NULL, ip_count = NULL, marketing_at = NULL, password_hash = '', password_expired_at = NULL, password_initial_at = NULL, \
         state = 'withdrawn', state_since = $1, state_reason = '', staff = NULL, last_sign_in_at = NULL \
         WHERE id = $2 AND state = 'active'",
    )
    .bind(now)
    .bind(id)
    .changes_one(conn)
    .await
}
