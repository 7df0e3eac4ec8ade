//! Days that are not worked.

use madang_db::{Conn, DbError, Sql, record};

record! {
    /// A holiday.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct HolidayRow {
        /// The day, as YYYY-MM-DD.
        pub day: String,
        /// Its name in Korean.
        pub name_ko: String,
        /// Its name in English.
        pub name_en: String,
    }
}

/// The holidays from one day to another, both included, in order; at most 1,000.
pub async fn between(conn: &mut Conn, from: &str, to: &str) -> Result<Vec<HolidayRow>, DbError> {
    Sql::new(
        "SELECT day, name_ko, name_en FROM holidays WHERE day >= $1 AND day <= $2 ORDER BY day LIMIT 1000",
    )
    .bind(from)
    .bind(to)
    .all(conn)
    .await
}

/// Adds a holiday; false where the day is one already.
pub async fn insert(conn: &mut Conn, day: &str, name_ko: &str, name_en: &str) -> Result<bool, DbError> {
    Sql::new("INSERT INTO holidays (day, name_ko, name_en) VALUES ($1, $2, $3) ON CONFLICT (day) DO NOTHING")
        .bind(day)
        .bind(name_ko)
        .bind(name_en)
        .changes_one(conn)
        .await
}

/// Removes a holiday; false where the day is none.
pub async fn delete(conn: &mut Conn, day: &str) -> Result<bool, DbError> {
    Sql::new("DELETE FROM holidays WHERE day = $1").bind(day).changes_one(conn).await
}
