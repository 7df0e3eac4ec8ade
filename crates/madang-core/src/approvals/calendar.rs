//! The working hours around a point in time.

use madang_db::Conn;
use madang_model::Timestamp;
use madang_model::approvals::{Calendar, Day};
use madang_store::holidays;

use crate::Result;

/// How many days around a point its calendar knows the holidays of.
const AROUND: i64 = 400;

/// The working hours of the year before `at` and the year after it.
pub async fn calendar(conn: &mut Conn, at: Timestamp) -> Result<Calendar> {
    let day = Day::of(at);
    let (from, to) = (day.moved(-AROUND).to_string(), day.moved(AROUND).to_string());
    let rows = holidays::between(conn, &from, &to).await?;
    Ok(Calendar::new(rows.iter().filter_map(|row| row.day.parse().ok())))
}
