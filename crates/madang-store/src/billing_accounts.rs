//! 「결제 정보」: who pays for an organisation, and how.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::billing::{AccountState, BusinessStanding, PayerKind, PaymentMethod};
use madang_model::{BillingAccountId, OrganizationId, RetiredCardId, Timestamp};

record! {
    /// Payment data as stored. The card's key is not among it: see [`KeyRow`].
    #[derive(Clone, PartialEq, Eq)]
    pub struct BillingAccountRow {
        /// The id.
        pub id: BillingAccountId,
        /// Whose costs are paid.
        pub organization_id: OrganizationId,
        /// 「구분」
        pub kind: PayerKind,
        /// Whether costs can be charged.
        pub state: AccountState,
        /// Counts changes of what people type.
        pub revision: i64,
        /// 「이름」, a company's 「담당자」.
        pub contact_name: String,
        /// 「이메일주소」
        pub email: String,
        /// 「휴대전화번호」: digits.
        pub mobile: String,
        /// 「일반전화번호」: digits.
        pub landline: Option<String>,
        /// 「우편번호」; empty for a company, as the three below.
        pub postcode: String,
        /// 「도로명주소」
        pub road_address: String,
        /// 「지번 주소」
        pub lot_address: String,
        /// 「상세주소」
        pub detail_address: String,
        /// 「기업명」; empty for a person, as the two below.
        pub company_name: String,
        /// 「사업자등록번호」
        pub business_number: String,
        /// 「법인등록번호」
        pub corporate_number: String,
        /// What a register said of the number.
        pub business_standing: BusinessStanding,
        /// The name under which payers are searched, without blanks and in small letters.
        pub payer_key: String,
        /// 「결제 방법」
        pub method: PaymentMethod,
        /// Whom the gateway knows.
        pub customer: String,
        /// Where the card was registered; empty without a card.
        pub gateway: String,
        /// Who issued it.
        pub card_brand: String,
        /// Its last four digits.
        pub card_tail: String,
        /// Failed verifications in a row.
        pub failures: i64,
        /// Since when no more are possible.
        pub locked_at: Option<Timestamp>,
        /// Since when it is there.
        pub created_at: Timestamp,
        /// When it was last changed.
        pub updated_at: Timestamp,
    }
}

impl std::fmt::Debug for BillingAccountRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BillingAccountRow")
            .field("id", &self.id)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

record! {
    /// A card's sealed billing key.
    #[derive(Clone)]
    pub struct KeyRow {
        /// Where it was made.
        pub gateway: String,
        /// For whom.
        pub customer: String,
        /// The key, sealed; empty where there is none.
        pub card_key: String,
    }
}

macro_rules! account_columns {
    () => {
        "id, organization_id, kind, state, revision, contact_name, email, mobile, landline, postcode, road_address, \
         lot_address, detail_address, company_name, business_number, corporate_number, business_standing, payer_key, \
         method, customer, gateway, card_brand, card_tail, failures, locked_at, created_at, updated_at"
    };
}

/// What people type of it.
#[derive(Debug, Clone, Copy)]
pub struct Payer<'a> {
    /// 「구분」
    pub kind: PayerKind,
    /// 「이름」 or 「담당자」
    pub contact_name: &'a str,
    /// 「이메일주소」
    pub email: &'a str,
    /// 「휴대전화번호」
    pub mobile: &'a str,
    /// 「일반전화번호」
    pub landline: Option<&'a str>,
    /// Postcode, road address, lot address, what comes after.
    pub address: (&'a str, &'a str, &'a str, &'a str),
    /// Name, business number, corporate number.
    pub company: (&'a str, &'a str, &'a str),
    /// What a register said of the number.
    pub business_standing: BusinessStanding,
    /// What payers are looked for by.
    pub payer_key: &'a str,
    /// 「결제 방법」
    pub method: PaymentMethod,
    /// What follows for the account.
    pub state: AccountState,
}

/// Adds an organisation's payment data; a second breaks `billing_accounts_organization_id_key`.
pub async fn insert(
    conn: &mut Conn,
    (id, organization_id): (BillingAccountId, OrganizationId),
    payer: Payer<'_>,
    customer: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO billing_accounts (id, organization_id, kind, state, revision, contact_name, email, mobile, landline, \
         postcode, road_address, lot_address, detail_address, company_name, business_number, corporate_number, \
         business_standing, payer_key, method, customer, gateway, card_brand, card_tail, card_key, failures, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, '', '', '', '', 0, $20, $20)",
    )
    .bind(id)
    .bind(organization_id)
    .bind(payer.kind.as_str())
    .bind(payer.state.as_str())
    .bind(payer.contact_name)
    .bind(payer.email)
    .bind(payer.mobile)
    .bind(payer.landline)
    .bind(payer.address.0)
    .bind(payer.address.1)
    .bind(payer.address.2)
    .bind(payer.address.3)
    .bind(payer.company.0)
    .bind(payer.company.1)
    .bind(payer.company.2)
    .bind(payer.business_standing.as_str())
    .bind(payer.payer_key)
    .bind(payer.method.as_str())
    .bind(customer)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Replaces what people type of it; false where it was changed since `revision`.
pub async fn update(
    conn: &mut Conn,
    id: BillingAccountId,
    revision: i64,
    payer: Payer<'_>,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE billing_accounts SET kind = $1, state = $2, revision = revision + 1, contact_name = $3, email = $4, \
         mobile = $5, landline = $6, postcode = $7, road_address = $8, lot_address = $9, detail_address = $10, \
         company_name = $11, business_number = $12, corporate_number = $13, business_standing = $14, payer_key = $15, \
         method = $16, updated_at = $17 WHERE id = $18 AND revision = $19",
    )
    .bind(payer.kind.as_str())
    .bind(payer.state.as_str())
    .bind(payer.contact_name)
    .bind(payer.email)
    .bind(payer.mobile)
    .bind(payer.landline)
    .bind(payer.address.0)
    .bind(payer.address.1)
    .bind(payer.address.2)
    .bind(payer.address.3)
    .bind(payer.company.0)
    .bind(payer.company.1)
    .bind(payer.company.2)
    .bind(payer.business_standing.as_str())
    .bind(payer.payer_key)
    .bind(payer.method.as_str())
    .bind(now)
    .bind(id)
    .bind(revision)
    .changes_one(conn)
    .await
}

/// The organisation's payment data.
pub async fn of_organization(
    conn: &mut Conn,
    organization_id: OrganizationId,
) -> Result<Option<BillingAccountRow>, DbError> {
    Sql::new(concat!("SELECT ", account_columns!(), " FROM billing_accounts WHERE organization_id = $1"))
        .bind(organization_id)
        .optional(conn)
        .await
}

/// The payment data with this id.
pub async fn find(conn: &mut Conn, id: BillingAccountId) -> Result<Option<BillingAccountRow>, DbError> {
    Sql::new(concat!("SELECT ", account_columns!(), " FROM billing_accounts WHERE id = $1"))
        .bind(id)
        .optional(conn)
        .await
}

/// Holds the row until the work ends, so that tries with a card come one after the other; false where there is none.
pub async fn hold(conn: &mut Conn, id: BillingAccountId) -> Result<bool, DbError> {
    Sql::new("UPDATE billing_accounts SET state = state WHERE id = $1").bind(id).changes_one(conn).await
}

/// Whether the organisation's costs can be charged.
pub async fn is_active(conn: &mut Conn, organization_id: OrganizationId) -> Result<bool, DbError> {
    let sql =
        Sql::new("SELECT COUNT(*) FROM billing_accounts WHERE organization_id = $1 AND state = 'active'");
    Ok(sql.bind(organization_id).number(conn).await? > 0)
}

/// The card's sealed key.
pub async fn key(conn: &mut Conn, id: BillingAccountId) -> Result<Option<KeyRow>, DbError> {
    Sql::new("SELECT gateway, customer, card_key FROM billing_accounts WHERE id = $1")
        .bind(id)
        .optional(conn)
        .await
}

/// A card that can be charged.
#[derive(Debug, Clone, Copy)]
pub struct Card<'a> {
    /// Where it was registered.
    pub gateway: &'a str,
    /// Who issued it.
    pub brand: &'a str,
    /// Its last four digits.
    pub tail: &'a str,
    /// Its sealed key.
    pub key: &'a str,
}

/// Registers a card: the account is active, its failures are forgotten. False where it does not pay by card.
pub async fn set_card(
    conn: &mut Conn,
    id: BillingAccountId,
    card: Card<'_>,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE billing_accounts SET state = 'active', gateway = $1, card_brand = $2, card_tail = $3, card_key = $4, \
         failures = 0, locked_at = NULL, updated_at = $5 WHERE id = $6 AND method = 'card'",
    )
    .bind(card.gateway)
    .bind(card.brand)
    .bind(card.tail)
    .bind(card.key)
    .bind(now)
    .bind(id)
    .changes_one(conn)
    .await
}

/// Takes the card away.
pub async fn clear_card(conn: &mut Conn, id: BillingAccountId) -> Result<(), DbError> {
    Sql::new(
        "UPDATE billing_accounts SET gateway = '', card_brand = '', card_tail = '', card_key = '' WHERE id = $1",
    )
    .bind(id)
    .execute(conn)
    .await?;
    Ok(())
}

/// Counts a failed verification; the last of them ends trying. False where there were as many already.
pub async fn count_failure(
    conn: &mut Conn,
    id: BillingAccountId,
    most: i64,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE billing_accounts SET \
         locked_at = CASE WHEN failures + 1 >= $1 THEN $2 ELSE NULL END, \
         state = CASE WHEN failures + 1 >= $3 AND state = 'incomplete' THEN 'locked' ELSE state END, \
         failures = failures + 1, updated_at = $4 WHERE id = $5 AND failures < $6",
    )
    .bind(most)
    .bind(now)
    .bind(most)
    .bind(now)
    .bind(id)
    .bind(most)
    .changes_one(conn)
    .await
}

/// Forgets failed verifications; false where there are none.
pub async fn reset_failures(conn: &mut Conn, id: BillingAccountId, now: Timestamp) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE billing_accounts SET failures = 0, locked_at = NULL, \
         state = CASE WHEN state = 'locked' THEN 'incomplete' ELSE state END, updated_at = $1 \
         WHERE id = $2 AND failures > 0",
    )
    .bind(now)
    .bind(id)
    .changes_one(conn)
    .await
}

/// Empties what is about a person or a company, and takes the card away: for an organisation that is no more.
pub async fn erase(conn: &mut Conn, id: BillingAccountId, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "UPDATE billing_accounts SET state = 'incomplete', revision = revision + 1, contact_name = '', email = '', \
         mobile = '', landline = NULL, postcode = '', road_address = '', lot_address = '', detail_address = '', \
         company_name = '', business_number = '', corporate_number = '', business_standing = 'not_looked_up', payer_key = '', \
         gateway = '', card_brand = '', card_tail = '', card_key = '', updated_at = $1 WHERE id = $2",
    )
    .bind(now)
    .bind(id)
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps a key that is not used any more until the gateway has ended it.
pub async fn retire(
    conn: &mut Conn,
    id: RetiredCardId,
    account_id: BillingAccountId,
    key: &KeyRow,
    now: Timestamp,
) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO retired_cards (id, account_id, gateway, customer, card_key, retired_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(account_id)
    .bind(key.gateway.as_str())
    .bind(key.customer.as_str())
    .bind(key.card_key.as_str())
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// A key that is not used any more; none where the gateway has ended it.
pub async fn retired(conn: &mut Conn, id: RetiredCardId) -> Result<Option<KeyRow>, DbError> {
    Sql::new("SELECT gateway, customer, card_key FROM retired_cards WHERE id = $1")
        .bind(id)
        .optional(conn)
        .await
}

/// Forgets a key that the gateway has ended.
pub async fn forget_retired(conn: &mut Conn, id: RetiredCardId) -> Result<(), DbError> {
    Sql::new("DELETE FROM retired_cards WHERE id = $1").bind(id).execute(conn).await?;
    Ok(())
}

/// Payment data of all organisations, newest first, before the one with the id `before`; at most `limit`.
pub async fn list(
    conn: &mut Conn,
    state: Option<AccountState>,
    before: Option<BillingAccountId>,
    limit: i64,
) -> Result<Vec<BillingAccountRow>, DbError> {
    let mut sql = Sql::new(concat!("SELECT ", account_columns!(), " FROM billing_accounts WHERE id < "))
        .arg(before.map_or_else(|| "~".to_owned(), |id| id.to_string()));
    if let Some(state) = state {
        sql = sql.text(" AND state = ").arg(state.as_str()).text(" ORDER BY state DESC, id DESC LIMIT ");
    } else {
        sql = sql.text(" ORDER BY id DESC LIMIT ");
    }
    sql.arg(limit).all(conn).await
}

/// Payment data whose payer's key begins with `text`, in the order of that key, after the one with the key and id
/// `after`; at most `limit`.
pub async fn beginning(
    conn: &mut Conn,
    text: &str,
    after: Option<(&str, BillingAccountId)>,
    limit: i64,
) -> Result<Vec<BillingAccountRow>, DbError> {
    let (key, id) = after.map_or((text, String::new()), |(key, id)| (key, id.to_string()));
    Sql::new(concat!("SELECT ", account_columns!(), " FROM billing_accounts WHERE (payer_key, id) > ("))
        .arg(key)
        .text(", ")
        .arg(id)
        .text(") AND payer_key >= ")
        .arg(text)
        .text(" AND payer_key < ")
        .arg(format!("{text}\u{10ffff}"))
        .text(" ORDER BY payer_key, id LIMIT ")
        .arg(limit)
        .all(conn)
        .await
}
