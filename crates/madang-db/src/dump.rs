//! A table as lines of JSON, and back: one form for both engines, so that what one wrote the other reads.
//!
//! A line is one row: `{"id":"…","used":3,"sealed":null,"picture":{"base64":"…"}}`. Rows are in the order of
//! the primary key, so two databases with the same rows give the same lines.

use std::io::{self, BufRead, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::TryStreamExt as _;
use serde_json::{Map, Value, json};
use sqlx::any::AnyArguments;
use sqlx::{Arguments as _, AssertSqlSafe};

use crate::row::Columns as _;
use crate::schema::{ColumnKind, Table};
use crate::{AnyRow, Conn, DbError};

/// Why a table could not be written out or read in.
#[derive(Debug, thiserror::Error)]
pub enum DumpError {
    /// The database said no.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The file said no.
    #[error("the file can't be read or written")]
    Io(#[from] io::Error),
    /// A line that is not a row of the table.
    #[error("line {line} of table {table} is not a row of it")]
    Line {
        /// The table.
        table: String,
        /// The line, from 1.
        line: u64,
    },
}

/// Bound arguments in one statement; SQLite takes 32,766, PostgreSQL 65,535.
const ARGUMENTS: usize = 2_000;

/// Writes every row of `table` as a line; how many there were.
pub async fn write_table(
    conn: &mut Conn,
    table: &Table,
    out: &mut (dyn Write + Send),
) -> Result<u64, DumpError> {
    let sql = format!("SELECT {} FROM {} ORDER BY {}", columns(table), quoted(&table.name), order(table));
    let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(conn);
    let mut count = 0;
    while let Some(row) = rows.try_next().await.map_err(DbError::from)? {
        serde_json::to_writer(&mut *out, &Value::Object(object(table, &row)?)).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
        count += 1;
    }
    Ok(count)
}

/// Reads lines into `table`; how many there were. What the table held before, because the migrations put it
/// there, is replaced.
pub async fn read_table(
    conn: &mut Conn,
    table: &Table,
    lines: &mut (dyn BufRead + Send),
) -> Result<u64, DumpError> {
    if row_count(conn, table).await? > 0 {
        let sql = format!("DELETE FROM {}", quoted(&table.name));
        sqlx::query(AssertSqlSafe(sql)).execute(&mut *conn).await.map_err(DbError::from)?;
    }
    let at_once = (ARGUMENTS / table.columns.len().max(1)).max(1);
    let mut count = 0;
    let mut batch = Vec::with_capacity(at_once);
    let mut line = String::new();
    loop {
        line.clear();
        let more = lines.read_line(&mut line)? > 0;
        if more {
            count += 1;
            let row = serde_json::from_str(&line)
                .map_err(|_| DumpError::Line { table: table.name.clone(), line: count })?;
            batch.push(row);
        }
        if batch.len() == at_once || (!more && !batch.is_empty()) {
            let first = count + 1 - batch.len() as u64;
            insert(conn, table, &batch, first).await?;
            batch.clear();
        }
        if !more {
            return Ok(count);
        }
    }
}

/// How many rows `table` has.
pub async fn row_count(conn: &mut Conn, table: &Table) -> Result<u64, DbError> {
    use sqlx::Row as _;
    let sql = format!("SELECT COUNT(*) FROM {}", quoted(&table.name));
    let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(conn).await?;
    Ok(u64::try_from(row.try_get::<i64, _>(0)?).unwrap_or(0))
}

fn object(table: &Table, row: &AnyRow) -> Result<Map<String, Value>, DbError> {
    let mut object = Map::new();
    for column in &table.columns {
        let name = column.name.as_str();
        let value = match column.kind {
            ColumnKind::Text => row.col::<Option<String>>(name)?.map_or(Value::Null, Value::String),
            ColumnKind::Number => row.col::<Option<i64>>(name)?.map_or(Value::Null, Value::from),
            ColumnKind::Bytes => match row.col::<Option<Vec<u8>>>(name)? {
                Some(bytes) => json!({ "base64": STANDARD.encode(bytes) }),
                None => Value::Null,
            },
        };
        object.insert(column.name.clone(), value);
    }
    Ok(object)
}

async fn insert(
    conn: &mut Conn,
    table: &Table,
    rows: &[Map<String, Value>],
    first: u64,
) -> Result<(), DumpError> {
    let mut arguments = AnyArguments::default();
    let mut places = Vec::with_capacity(rows.len());
    let mut place = 0;
    for (row, line) in rows.iter().zip(first..) {
        let wrong = || DumpError::Line { table: table.name.clone(), line };
        if row.len() != table.columns.len() {
            return Err(wrong());
        }
        let mut marks = Vec::with_capacity(table.columns.len());
        for column in &table.columns {
            place += 1;
            marks.push(format!("${place}"));
            let value = row.get(&column.name).ok_or_else(wrong)?;
            bind(&mut arguments, column.kind, value).ok_or_else(wrong)?;
        }
        places.push(format!("({})", marks.join(", ")));
    }
    let sql =
        format!("INSERT INTO {} ({}) VALUES {}", quoted(&table.name), columns(table), places.join(", "));
    sqlx::query_with(AssertSqlSafe(sql), arguments)
        .persistent(false)
        .execute(conn)
        .await
        .map_err(DbError::from)?;
    Ok(())
}

/// Binds a value as what its column holds; none where it is something else.
fn bind(arguments: &mut AnyArguments, kind: ColumnKind, value: &Value) -> Option<()> {
    let null = value.is_null();
    let bound = match kind {
        ColumnKind::Text if null => arguments.add(None::<String>),
        ColumnKind::Text => arguments.add(value.as_str()?.to_owned()),
        ColumnKind::Number if null => arguments.add(None::<i64>),
        ColumnKind::Number => arguments.add(value.as_i64()?),
        ColumnKind::Bytes if null => arguments.add(None::<Vec<u8>>),
        ColumnKind::Bytes => arguments.add(STANDARD.decode(value.get("base64")?.as_str()?).ok()?),
    };
    bound.ok()
}

fn columns(table: &Table) -> String {
    table.columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ")
}

/// By the primary key; by everything where there is none.
fn order(table: &Table) -> String {
    if table.key.is_empty() {
        columns(table)
    } else {
        table.key.iter().map(|c| quoted(c)).collect::<Vec<_>>().join(", ")
    }
}

/// A name as both engines quote it. Names come from the schema, never from a file.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
