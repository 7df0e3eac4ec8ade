//! Visits to a payment gateway's page for a card.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::billing::CheckOutcome;
use madang_model::{BillingAccountId, CardCheckId, Timestamp};

record! {
    /// A visit as stored.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CardCheckRow {
        /// The id.
        pub id: CardCheckId,
        /// For which payment data.
        pub account_id: BillingAccountId,
        /// At which gateway.
        pub gateway: String,
        /// What the gateway calls it; empty until it answered.
        pub reference: String,
        /// What came of it.
        pub state: CheckOutcome,
        /// The gateway's code of a card that was declined.
        pub code: String,
        /// The language of the gateway's page.
        pub lang: String,
        /// Where the person goes on afterwards.
        pub next: String,
        /// Who opened it: an actor's name.
        pub opened_by: String,
        /// When.
        pub opened_at: Timestamp,
        /// When it ended.
        pub ended_at: Option<Timestamp>,
    }
}

macro_rules! check_columns {
    () => {
        "id, account_id, gateway, reference, state, code, lang, next, opened_by, opened_at, ended_at"
    };
}

/// A visit to be opened.
#[derive(Debug, Clone, Copy)]
pub struct NewCheck<'a> {
    /// The id.
    pub id: CardCheckId,
    /// For which payment data.
    pub account_id: BillingAccountId,
    /// At which gateway.
    pub gateway: &'a str,
    /// The language of the gateway's page.
    pub lang: &'a str,
    /// Where the person goes on afterwards.
    pub next: &'a str,
    /// Who opens it.
    pub opened_by: &'a str,
}

/// Opens a visit; a second open one of the same account breaks `card_checks_open_key`.
pub async fn insert(conn: &mut Conn, new: NewCheck<'_>, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO card_checks (id, account_id, gateway, reference, state, code, lang, next, opened_by, opened_at) \
         VALUES ($1, $2, $3, '', 'open', '', $4, $5, $6, $7)",
    )
    .bind(new.id)
    .bind(new.account_id)
    .bind(new.gateway)
    .bind(new.lang)
    .bind(new.next)
    .bind(new.opened_by)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// The visit with this id.
pub async fn find(conn: &mut Conn, id: CardCheckId) -> Result<Option<CardCheckRow>, DbError> {
    Sql::new(concat!("SELECT ", check_columns!(), " FROM card_checks WHERE id = $1"))
        .bind(id)
        .optional(conn)
        .await
}

/// The account's open visit.
pub async fn open_of(conn: &mut Conn, account_id: BillingAccountId) -> Result<Option<CardCheckRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        check_columns!(),
        " FROM card_checks WHERE account_id = $1 AND state = 'open'"
    ))
    .bind(account_id)
    .optional(conn)
    .await
}

/// The account's visits, newest first, at most `limit`.
pub async fn of_account(
    conn: &mut Conn,
    account_id: BillingAccountId,
    limit: i64,
) -> Result<Vec<CardCheckRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        check_columns!(),
        " FROM card_checks WHERE account_id = $1 ORDER BY id DESC LIMIT $2"
    ))
    .bind(account_id)
    .bind(limit)
    .all(conn)
    .await
}

/// Open visits, oldest first, after `after` and before `before`; at most `limit`.
pub async fn open(
    conn: &mut Conn,
    after: Option<CardCheckId>,
    before: CardCheckId,
    limit: i64,
) -> Result<Vec<CardCheckRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        check_columns!(),
        " FROM card_checks WHERE state = 'open' AND id > $1 AND id < $2 ORDER BY state, id LIMIT $3"
    ))
    .bind(after.map_or_else(String::new, |id| id.to_string()))
    .bind(before)
    .bind(limit)
    .all(conn)
    .await
}

/// Notes what the gateway calls an open visit, and where the person goes on afterwards.
pub async fn refer(conn: &mut Conn, id: CardCheckId, reference: &str, next: &str) -> Result<bool, DbError> {
    Sql::new("UPDATE card_checks SET reference = $1, next = $2 WHERE id = $3 AND state = 'open'")
        .bind(reference)
        .bind(next)
        .bind(id)
        .changes_one(conn)
        .await
}

/// Ends an open visit; false where another request did already.
pub async fn end(
    conn: &mut Conn,
    id: CardCheckId,
    state: CheckOutcome,
    code: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new("UPDATE card_checks SET state = $1, code = $2, ended_at = $3 WHERE id = $4 AND state = 'open'")
        .bind(state.as_str())
        .bind(code)
        .bind(now)
        .bind(id)
        .changes_one(conn)
        .await
}
