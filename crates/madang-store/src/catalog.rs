//! The catalog 「상품」: categories, offerings, what their versions say, their terms.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::catalog::{OfferingState, Product, Slug};
use madang_model::{CategoryId, OfferingId, OfferingTermsId, Timestamp};

record! {
    /// A category as stored.
    #[derive(Debug, Clone)]
    pub struct CategoryRow {
        /// The id.
        pub id: CategoryId,
        /// Its code.
        pub code: Slug,
        /// What it is called in Korean.
        pub name_ko: String,
        /// What it is called in English.
        pub name_en: String,
        /// Its place in the menu.
        pub position: i64,
    }
}

record! {
    /// An offering as stored.
    #[derive(Debug, Clone)]
    pub struct OfferingRow {
        /// The id.
        pub id: OfferingId,
        /// Its code.
        pub code: Slug,
        /// Where it stands.
        pub category_id: CategoryId,
        /// What it gives.
        pub product: Product,
        /// Its place in the category.
        pub position: i64,
        /// How it stands.
        pub state: OfferingState,
        /// Changes with every write.
        pub revision: i64,
        /// What the next version says, as JSON.
        pub draft: String,
        /// The newest published version; 0 where there is none.
        pub version: i64,
        /// Since when it is there.
        pub created_at: Timestamp,
    }
}

macro_rules! offering_columns {
    () => {
        "o.id, o.code, o.category_id, o.product, o.position, o.state, o.revision, o.draft, o.version, o.created_at"
    };
}

record! {
    /// A published offering and what it says.
    #[derive(Debug, Clone)]
    pub struct PublishedRow {
        /// The offering.
        pub id: OfferingId,
        /// Its code.
        pub code: Slug,
        /// Where it stands.
        pub category_id: CategoryId,
        /// What it gives.
        pub product: Product,
        /// How it stands.
        pub state: OfferingState,
        /// Which version this is.
        pub version: i64,
        /// What it says, as JSON.
        pub content: String,
    }
}

record! {
    /// One published version of an offering.
    #[derive(Debug, Clone)]
    pub struct VersionRow {
        /// Which, from 1.
        pub version: i64,
        /// What it says, as JSON.
        pub content: String,
        /// Who published it, as in the audit log.
        pub published_by: String,
        /// When.
        pub published_at: Timestamp,
    }
}

record! {
    /// One version of an offering's terms.
    #[derive(Debug, Clone)]
    pub struct OfferingTermsRow {
        /// The id.
        pub id: OfferingTermsId,
        /// Whose.
        pub offering_id: OfferingId,
        /// Which, from 1.
        pub version: i64,
        /// Title in Korean.
        pub title_ko: String,
        /// Title in English.
        pub title_en: String,
        /// Text in Korean.
        pub body_ko: String,
        /// Text in English.
        pub body_en: String,
        /// Since when it is in force.
        pub published_at: Timestamp,
    }
}

macro_rules! terms_columns {
    () => {
        "id, offering_id, version, title_ko, title_en, body_ko, body_en, published_at"
    };
}

/// All categories in the order of the menu. They are few: operators make them by hand.
pub async fn categories(conn: &mut Conn) -> Result<Vec<CategoryRow>, DbError> {
    Sql::new("SELECT id, code, name_ko, name_en, position FROM categories ORDER BY position, id LIMIT 100")
        .all(conn)
        .await
}

/// Adds a category. Refused by `categories_code_key` where there is one of this code.
pub async fn insert_category(conn: &mut Conn, row: &CategoryRow, now: Timestamp) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO categories (id, code, name_ko, name_en, position, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(row.id)
    .bind(row.code.as_str())
    .bind(&row.name_ko)
    .bind(&row.name_en)
    .bind(row.position)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Renames and moves a category; false where there is none.
pub async fn update_category(conn: &mut Conn, row: &CategoryRow) -> Result<bool, DbError> {
    Sql::new("UPDATE categories SET name_ko = $2, name_en = $3, position = $4 WHERE id = $1")
        .bind(row.id)
        .bind(&row.name_ko)
        .bind(&row.name_en)
        .bind(row.position)
        .changes_one(conn)
        .await
}

/// Adds an offering as a draft. Refused by `offerings_code_key` where there is one of this code.
pub async fn insert(conn: &mut Conn, row: &OfferingRow, by: &str) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO offerings (id, code, category_id, product, position, state, revision, draft, version, created_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, 'draft', 0, $6, 0, $7, $8)",
    )
    .bind(row.id)
    .bind(row.code.as_str())
    .bind(row.category_id)
    .bind(row.product.as_str())
    .bind(row.position)
    .bind(&row.draft)
    .bind(by)
    .bind(row.created_at)
    .execute(conn)
    .await?;
    Ok(())
}

/// The offering with this id.
pub async fn find(conn: &mut Conn, id: OfferingId) -> Result<Option<OfferingRow>, DbError> {
    Sql::new(concat!("SELECT ", offering_columns!(), " FROM offerings o WHERE o.id = $1"))
        .bind(id)
        .optional(conn)
        .await
}

/// The offering with this code.
pub async fn find_code(conn: &mut Conn, code: &str) -> Result<Option<OfferingRow>, DbError> {
    Sql::new(concat!("SELECT ", offering_columns!(), " FROM offerings o WHERE o.code = $1"))
        .bind(code)
        .optional(conn)
        .await
}

/// All offerings, newest first, older than `before`, at most `limit`.
pub async fn list(
    conn: &mut Conn,
    before: Option<OfferingId>,
    limit: i64,
) -> Result<Vec<OfferingRow>, DbError> {
    let mut sql = Sql::new(concat!("SELECT ", offering_columns!(), " FROM offerings o"));
    if let Some(before) = before {
        sql.push(" WHERE o.id < ");
        sql = sql.arg(before);
    }
    sql.text(" ORDER BY o.id DESC LIMIT ").arg(limit).all(conn).await
}

/// What a category shows to everyone, in its order: the published offerings with what they say.
pub async fn shelf(conn: &mut Conn, category_id: CategoryId) -> Result<Vec<PublishedRow>, DbError> {
    Sql::new(
        "SELECT o.id, o.code, o.category_id, o.product, o.state, v.version, v.content FROM offerings o \
         JOIN offering_versions v ON v.offering_id = o.id AND v.version = o.version \
         WHERE o.category_id = $1 AND o.state = 'published' ORDER BY o.position, o.id LIMIT 100",
    )
    .bind(category_id)
    .all(conn)
    .await
}

/// A published or retired offering with what it says.
pub async fn published(conn: &mut Conn, code: &str) -> Result<Option<PublishedRow>, DbError> {
    Sql::new(
        "SELECT o.id, o.code, o.category_id, o.product, o.state, v.version, v.content FROM offerings o \
         JOIN offering_versions v ON v.offering_id = o.id AND v.version = o.version \
         WHERE o.code = $1 AND o.state IN ('published', 'retired')",
    )
    .bind(code)
    .optional(conn)
    .await
}

/// What is written anew of an offering.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// Where it stands.
    pub category_id: CategoryId,
    /// Its place there.
    pub position: i64,
    /// What the next version says, as JSON.
    pub draft: &'a str,
}

/// Writes a draft anew, where nobody else did since `revision`.
pub async fn write(
    conn: &mut Conn,
    id: OfferingId,
    revision: i64,
    new: Written<'_>,
) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE offerings SET category_id = $3, position = $4, draft = $5, revision = revision + 1 \
         WHERE id = $1 AND revision = $2",
    )
    .bind(id)
    .bind(revision)
    .bind(new.category_id)
    .bind(new.position)
    .bind(new.draft)
    .changes_one(conn)
    .await
}

/// Makes a version the one that is sold, where nobody wrote since `revision`.
pub async fn publish(conn: &mut Conn, id: OfferingId, revision: i64, version: i64) -> Result<bool, DbError> {
    Sql::new(
        "UPDATE offerings SET state = 'published', version = $3, revision = revision + 1 \
         WHERE id = $1 AND revision = $2",
    )
    .bind(id)
    .bind(revision)
    .bind(version)
    .changes_one(conn)
    .await
}

/// Moves an offering from one state to another; false where it is not in the first.
pub async fn set_state(
    conn: &mut Conn,
    id: OfferingId,
    (from, to): (OfferingState, OfferingState),
) -> Result<bool, DbError> {
    Sql::new("UPDATE offerings SET state = $3, revision = revision + 1 WHERE id = $1 AND state = $2")
        .bind(id)
        .bind(from.as_str())
        .bind(to.as_str())
        .changes_one(conn)
        .await
}

/// Keeps what a version says.
pub async fn insert_version(
    conn: &mut Conn,
    id: OfferingId,
    (version, content): (i64, &str),
    by: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO offering_versions (offering_id, version, content, published_by, published_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(version)
    .bind(content)
    .bind(by)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// One published version.
pub async fn version(conn: &mut Conn, id: OfferingId, version: i64) -> Result<Option<VersionRow>, DbError> {
    Sql::new(
        "SELECT version, content, published_by, published_at FROM offering_versions WHERE offering_id = $1 AND version = $2",
    )
    .bind(id)
    .bind(version)
    .optional(conn)
    .await
}

/// The published versions, newest first, below `before`, at most `limit`.
pub async fn versions(
    conn: &mut Conn,
    id: OfferingId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<VersionRow>, DbError> {
    Sql::new(
        "SELECT version, content, published_by, published_at FROM offering_versions \
         WHERE offering_id = $1 AND version < $2 ORDER BY version DESC LIMIT $3",
    )
    .bind(id)
    .bind(before.unwrap_or(i64::MAX))
    .bind(limit)
    .all(conn)
    .await
}

/// Publishes a version of an offering's terms. Refused by `offering_terms_offering_id_version_key` where there is one.
pub async fn insert_terms(conn: &mut Conn, row: &OfferingTermsRow, by: &str) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO offering_terms (id, offering_id, version, title_ko, title_en, body_ko, body_en, published_by, published_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(row.id)
    .bind(row.offering_id)
    .bind(row.version)
    .bind(&row.title_ko)
    .bind(&row.title_en)
    .bind(&row.body_ko)
    .bind(&row.body_en)
    .bind(by)
    .bind(row.published_at)
    .execute(conn)
    .await?;
    Ok(())
}

/// The versions of an offering's terms, newest first, below `before`, at most `limit`; the first is the one in force.
pub async fn terms(
    conn: &mut Conn,
    id: OfferingId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<OfferingTermsRow>, DbError> {
    Sql::new(concat!(
        "SELECT ",
        terms_columns!(),
        " FROM offering_terms WHERE offering_id = $1 AND version < $2 ORDER BY version DESC LIMIT $3"
    ))
    .bind(id)
    .bind(before.unwrap_or(i64::MAX))
    .bind(limit)
    .all(conn)
    .await
}
