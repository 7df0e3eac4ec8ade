//! Promotion codes and the batches that they were made in.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::billing::{Discount, DiscountKind};
use madang_model::{
    MemberId, OfferingId, OrganizationId, PromotionBatchId, PromotionCodeId, SubscriptionId, Timestamp,
};

record! {
    /// A batch as stored.
    #[derive(Debug, Clone)]
    pub struct BatchRow {
        /// The id.
        pub id: PromotionBatchId,
        /// What staff call it.
        pub name: String,
        /// For which offering.
        pub offering_id: OfferingId,
        /// The codes of the plans it is for, with spaces between; empty for all.
        pub plans: String,
        /// How its worth is said.
        pub kind: DiscountKind,
        /// Hundredths, or won.
        pub value: i64,
        /// For how many months.
        pub months: i64,
        /// How many codes were made.
        pub quantity: i64,
        /// How many of them are used.
        pub used: i64,
        /// Until when they can be used.
        pub expires_at: Timestamp,
        /// Who exported them, as in the audit log.
        pub exported_by: Option<String>,
        /// When.
        pub exported_at: Option<Timestamp>,
        /// When what was not used by then ended.
        pub ended_at: Option<Timestamp>,
        /// Who made it, as in the audit log.
        pub created_by: String,
        /// When.
        pub created_at: Timestamp,
    }
}

impl BatchRow {
    /// What a code of it takes off.
    pub fn discount(&self) -> Discount {
        Discount::stored(self.kind, self.value)
    }

    /// Whether its codes can be used for this plan.
    pub fn is_for(&self, plan: &str) -> bool {
        self.plans.is_empty() || self.plans.split(' ').any(|known| known == plan)
    }
}

record! {
    /// A code as stored.
    #[derive(Debug, Clone)]
    pub struct CodeRow {
        /// The id.
        pub id: PromotionCodeId,
        /// Of which batch.
        pub batch_id: PromotionBatchId,
        /// Its last four letters.
        pub tail: String,
        /// Who used it.
        pub used_by: Option<MemberId>,
        /// When.
        pub used_at: Option<Timestamp>,
        /// For which organisation.
        pub organization_id: Option<OrganizationId>,
        /// For which subscription.
        pub subscription_id: Option<SubscriptionId>,
    }
}

record! {
    /// A code of a page, with whom used it.
    #[derive(Debug, Clone)]
    pub struct ListedCodeRow {
        /// The id.
        pub id: PromotionCodeId,
        /// Its last four letters.
        pub tail: String,
        /// The ID of who used it.
        pub login_id: Option<String>,
        /// For which organisation.
        pub organization: Option<String>,
        /// When.
        pub used_at: Option<Timestamp>,
    }
}

record! {
    /// A code that was not exported yet.
    pub struct SealedRow {
        /// The id.
        pub id: PromotionCodeId,
        /// The code, sealed.
        pub sealed: String,
    }
}

macro_rules! batch_columns {
    () => {
        "id, name, offering_id, plans, kind, value, months, quantity, used, expires_at, exported_by, exported_at, \
         ended_at, created_by, created_at"
    };
}

macro_rules! code_columns {
    () => {
        "id, batch_id, tail, used_by, used_at, organization_id, subscription_id"
    };
}

/// Adds a batch.
pub async fn insert_batch(conn: &mut Conn, row: &BatchRow) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO promotion_batches (id, name, offering_id, plans, kind, value, months, quantity, used, expires_at, \
         created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, $11)",
    )
    .bind(row.id)
    .bind(&row.name)
    .bind(row.offering_id)
    .bind(&row.plans)
    .bind(row.kind.as_str())
    .bind(row.value)
    .bind(row.months)
    .bind(row.quantity)
    .bind(row.expires_at)
    .bind(&row.created_by)
    .bind(row.created_at)
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds a code to a batch.
pub async fn insert_code(
    conn: &mut Conn,
    id: PromotionCodeId,
    batch_id: PromotionBatchId,
    code_hash: &str,
    sealed: &str,
    tail: &str,
) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO promotion_codes (id, batch_id, code_hash, sealed, tail) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(batch_id)
    .bind(code_hash)
    .bind(sealed)
    .bind(tail)
    .execute(conn)
    .await?;
    Ok(())
}

/// The batch with this id.
pub async fn batch(conn: &mut Conn, id: PromotionBatchId) -> Result<Option<BatchRow>, DbError> {
    Sql::new(concat!("SELECT ", batch_columns!(), " FROM promotion_batches WHERE id = $1"))
        .bind(id)
        .optional(conn)
        .await
}

/// Batches, newest first, older than `before`, at most `limit`.
pub async fn batches(
    conn: &mut Conn,
    before: Option<PromotionBatchId>,
    limit: i64,
) -> Result<Vec<BatchRow>, DbError> {
    let mut sql = Sql::new(concat!("SELECT ", batch_columns!(), " FROM promotion_batches"));
    if let Some(before) = before {
        sql.push(" WHERE id < ");
        sql = sql.arg(before);
    }
    sql.text(" ORDER BY id DESC LIMIT ").arg(limit).all(conn).await
}

/// The codes of a batch in the order in which they were made, after `after`, at most `limit`.
pub async fn codes(
    conn: &mut Conn,
    batch_id: PromotionBatchId,
    after: Option<PromotionCodeId>,
    limit: i64,
) -> Result<Vec<ListedCodeRow>, DbError> {
    Sql::new(
        "SELECT c.id, c.tail, m.login_id, o.name AS organization, c.used_at FROM promotion_codes c \
         LEFT JOIN members m ON m.id = c.used_by LEFT JOIN organizations o ON o.id = c.organization_id \
         WHERE c.batch_id = $1 AND c.id > $2 ORDER BY c.id LIMIT $3",
    )
    .bind(batch_id)
    .bind(after.map_or_else(String::new, |id| id.to_string()))
    .bind(limit)
    .all(conn)
    .await
}

/// The code with this hash.
pub async fn by_hash(conn: &mut Conn, code_hash: &str) -> Result<Option<CodeRow>, DbError> {
    Sql::new(concat!("SELECT ", code_columns!(), " FROM promotion_codes WHERE code_hash = $1"))
        .bind(code_hash)
        .optional(conn)
        .await
}

/// The batch of the code that was used for this subscription.
pub async fn of_subscription(conn: &mut Conn, id: SubscriptionId) -> Result<Option<BatchRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        batch_columns!(),
        " FROM promotion_batches WHERE id = (SELECT batch_id FROM promotion_codes WHERE subscription_id = $1)"
    ))
    .bind(id)
    .optional(conn)
    .await
}

/// Uses a code up; false where somebody did already.
pub async fn use_up(
    conn: &mut Conn,
    id: PromotionCodeId,
    by: MemberId,
    organization_id: OrganizationId,
    subscription_id: SubscriptionId,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE promotion_codes SET used_by = $1, organization_id = $2, subscription_id = $3, used_at = $4, \
         sealed = '' WHERE id = $5 AND used_at IS NULL",
    )
    .bind(by)
    .bind(organization_id)
    .bind(subscription_id)
    .bind(now)
    .bind(id)
    .changes_one(conn)
    .await
}

/// Counts a code that is used; false where those of its batch can't be any more.
pub async fn count_use(conn: &mut Conn, id: PromotionBatchId, now: Timestamp) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE promotion_batches SET used = used + 1 WHERE id = $1 AND ended_at IS NULL AND expires_at > $2",
    )
    .bind(id)
    .bind(now)
    .changes_one(conn)
    .await
}

/// Notes that the codes are handed out; false where they were already.
pub async fn note_export(
    conn: &mut Conn,
    id: PromotionBatchId,
    by: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE promotion_batches SET exported_by = $1, exported_at = $2 WHERE id = $3 AND exported_at IS NULL",
    )
    .bind(by)
    .bind(now)
    .bind(id)
    .changes_one(conn)
    .await
}

/// The codes of a batch that can still be read, at most `limit`.
pub async fn sealed(conn: &mut Conn, id: PromotionBatchId, limit: i64) -> Result<Vec<SealedRow>, DbError> {
    Sql::new(
        "SELECT id, sealed FROM promotion_codes WHERE batch_id = $1 AND sealed <> '' ORDER BY id LIMIT $2",
    )
    .bind(id)
    .bind(limit)
    .all(conn)
    .await
}

/// Makes the codes of a batch unreadable.
pub async fn unseal_no_more(conn: &mut Conn, id: PromotionBatchId) -> Result<(), DbError> {
    Sql::new("UPDATE promotion_codes SET sealed = '' WHERE batch_id = $1 AND sealed <> ''")
        .bind(id)
        .execute(conn)
        .await?;
    Ok(())
}

/// Ends what is not used of a batch; false where it ended already.
pub async fn end(conn: &mut Conn, id: PromotionBatchId, now: Timestamp) -> Result<bool, DbError> {
    Sql::new("UPDATE promotion_batches SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL")
        .bind(now)
        .bind(id)
        .changes_one(conn)
        .await
}
