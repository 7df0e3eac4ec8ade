//! Members as operators look for them: by state, by role, by the beginning of what they are known by.
//! Every query walks one index and stops at its limit, so that a page costs the same however many there are.

use madang_db::{Conn, DbError, Sql};
use madang_model::MemberId;
use madang_model::members::StaffRole;

use crate::members::{MemberRow, member_columns};

/// Which members to list.
#[derive(Debug, Default, Clone, Copy)]
pub struct MemberFilter<'a> {
    /// Only members in this state.
    pub state: Option<&'a str>,
    /// Only staff of this role.
    pub staff: Option<StaffRole>,
    /// Only members older than this one.
    pub before: Option<MemberId>,
}

/// Members, newest first, at most `limit`.
pub async fn list(conn: &mut Conn, filter: MemberFilter<'_>, limit: i64) -> Result<Vec<MemberRow>, DbError> {
    let before = filter.before.map_or_else(|| LAST.to_owned(), |id| id.to_string());
    let sql = Sql::new(concat!("SELECT ", member_columns!(), " FROM members WHERE "));
    let sql = match (filter.staff, filter.state) {
        (None, None) => sql.text("id < ").arg(before).text(" ORDER BY id DESC"),
        // As a range and in this order, because PostgreSQL would rather read all members backwards until it has
        // met enough of a state that it takes for common.
        (None, Some(state)) => sql
            .text("state >= ")
            .arg(state)
            .text(" AND (state, id) < (")
            .arg(state)
            .text(", ")
            .arg(before)
            .text(") ORDER BY state DESC, id DESC"),
        (Some(staff), None) => {
            sql.text("staff = ").arg(staff.as_str()).text(" AND id < ").arg(before).text(" ORDER BY id DESC")
        }
        // Staff are few: next to a role, the state must not be what SQLite chooses the index by.
        (Some(staff), Some(state)) => {
            let sql = sql.text("staff = ").arg(staff.as_str()).text(" AND state || '' = ").arg(state);
            sql.text(" AND id < ").arg(before).text(" ORDER BY id DESC")
        }
    };
    sql.text(" LIMIT ").arg(limit).all(conn).await
}

/// Behind every id.
const LAST: &str = "~";

/// What a member can be looked for by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// The beginning of the ID.
    LoginId,
    /// The beginning of the name.
    Name,
    /// The beginning of the e-mail address.
    Email,
    /// The beginning of the mobile number.
    Phone,
    /// The last four digits of the mobile number.
    PhoneEnd,
}

/// Members whose key of this kind begins with `text` (for [`Known::PhoneEnd`]: is it), in the order of that key
/// and then of age, after the member with the key and id `after`; at most `limit`.
pub async fn beginning(
    conn: &mut Conn,
    known: Known,
    text: &str,
    after: Option<(&str, MemberId)>,
    limit: i64,
) -> Result<Vec<MemberRow>, DbError> {
    let (from, row, to, order) = match known {
        Known::LoginId => {
            ("login_key >= ", "(login_key, id) > (", " AND login_key < ", " ORDER BY login_key, id LIMIT ")
        }
        Known::Name => {
            ("name_key >= ", "(name_key, id) > (", " AND name_key < ", " ORDER BY name_key, id LIMIT ")
        }
        Known::Email => {
            ("email_key >= ", "(email_key, id) > (", " AND email_key < ", " ORDER BY email_key, id LIMIT ")
        }
        Known::Phone => ("phone >= ", "(phone, id) > (", " AND phone < ", " ORDER BY phone, id LIMIT "),
        Known::PhoneEnd => return ending(conn, text, after.map(|(_, id)| id), limit).await,
    };
    let mut sql = Sql::new(concat!("SELECT ", member_columns!(), " FROM members WHERE "));
    sql = match after {
        None => sql.text(from).arg(text),
        Some((key, id)) => sql.text(row).arg(key).text(", ").arg(id).text(")"),
    };
    sql.text(to).arg(end_of(text)).text(order).arg(limit).all(conn).await
}

async fn ending(
    conn: &mut Conn,
    last_four: &str,
    after: Option<MemberId>,
    limit: i64,
) -> Result<Vec<MemberRow>, DbError> {
    let mut sql = Sql::new(concat!(
        "SELECT ",
        member_columns!(),
        " FROM members WHERE substr(phone, length(phone) - 3) = "
    ))
    .arg(last_four);
    if let Some(after) = after {
        sql = sql.text(" AND id > ").arg(after);
    }
    sql.text(" ORDER BY id LIMIT ").arg(limit).all(conn).await
}

/// A text behind every one that begins with `text`: keys are compared byte by byte, and no character is greater.
fn end_of(text: &str) -> String {
    format!("{text}{}", char::MAX)
}
