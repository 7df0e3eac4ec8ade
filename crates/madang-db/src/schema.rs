//! What the database itself says of its tables: their columns, keys, and which refers to which.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Conn, DbError, Engine, Sql, record};

/// A table as the database knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, by name.
    pub columns: Vec<TableColumn>,
    /// The columns of its primary key, in order.
    pub key: Vec<String>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
}

/// What a column holds. There is no other kind, so that both engines hold the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// A whole number of 64 bits.
    Number,
    /// Bytes.
    Bytes,
}

record! {
    struct ColumnRow {
        pub table_name: String,
        pub column_name: String,
        pub kind: String,
        pub key_place: i64,
    }
}

record! {
    struct ReferenceRow {
        pub from_table: String,
        pub to_table: String,
    }
}

/// Every table, so ordered that a table comes after those that it refers to.
pub async fn tables(conn: &mut Conn, engine: Engine) -> Result<Vec<Table>, DbError> {
    let mut found: BTreeMap<String, (Table, Vec<(i64, String)>)> = BTreeMap::new();
    for row in Sql::new(columns_of(engine)).all::<ColumnRow>(conn).await? {
        let kind = match row.kind.to_ascii_lowercase().as_str() {
            "text" => ColumnKind::Text,
            "bigint" => ColumnKind::Number,
            "blob" | "bytea" => ColumnKind::Bytes,
            _ => return Err(DbError::Decode { column: format!("{}.{}", row.table_name, row.column_name) }),
        };
        let name = row.table_name;
        let (table, key) = found
            .entry(name.clone())
            .or_insert_with(|| (Table { name, columns: Vec::new(), key: Vec::new() }, Vec::new()));
        if row.key_place > 0 {
            key.push((row.key_place, row.column_name.clone()));
        }
        table.columns.push(TableColumn { name: row.column_name, kind });
    }
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for (name, (mut table, mut key)) in found {
        key.sort();
        table.key = key.into_iter().map(|(_, column)| column).collect();
        tables.insert(name, table);
    }
    let references = Sql::new(references_of(engine)).all::<ReferenceRow>(conn).await?;
    let references: BTreeSet<(String, String)> = references
        .into_iter()
        .filter(|r| r.from_table != r.to_table)
        .map(|r| (r.from_table, r.to_table))
        .collect();
    in_order(tables, &references)
}

/// Repeatedly takes the tables that refer to nothing which is still to come.
fn in_order(
    mut left: BTreeMap<String, Table>,
    references: &BTreeSet<(String, String)>,
) -> Result<Vec<Table>, DbError> {
    let mut ordered = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let free: Vec<String> = left
            .keys()
            .filter(|name| !references.iter().any(|(from, to)| from == *name && left.contains_key(to)))
            .cloned()
            .collect();
        if free.is_empty() {
            return Err(DbError::Migration("tables refer to each other in a circle".to_owned()));
        }
        ordered.extend(free.into_iter().filter_map(|name| left.remove(&name)));
    }
    Ok(ordered)
}

fn columns_of(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => {
            "SELECT t.name AS table_name, c.name AS column_name, c.type AS kind, c.pk AS key_place \
             FROM sqlite_master AS t, pragma_table_info(t.name) AS c \
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY t.name, c.name LIMIT 100000"
        }
        Engine::Postgres => {
            "SELECT CAST(t.relname AS TEXT) AS table_name, CAST(c.attname AS TEXT) AS column_name, \
             CAST(format_type(c.atttypid, NULL) AS TEXT) AS kind, \
             CAST(COALESCE(array_position(CAST(i.indkey AS SMALLINT[]), c.attnum) + 1, 0) AS BIGINT) AS key_place \
             FROM pg_class AS t JOIN pg_attribute AS c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped \
             LEFT JOIN pg_index AS i ON i.indrelid = t.oid AND i.indisprimary \
             WHERE t.relkind = 'r' AND t.relnamespace = CAST(current_schema() AS regnamespace) \
             ORDER BY CAST(t.relname AS TEXT) COLLATE \"C\", CAST(c.attname AS TEXT) COLLATE \"C\" LIMIT 100000"
        }
    }
}

fn references_of(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => {
            "SELECT t.name AS from_table, f.\"table\" AS to_table FROM sqlite_master AS t, pragma_foreign_key_list(t.name) AS f \
             WHERE t.type = 'table' LIMIT 100000"
        }
        Engine::Postgres => {
            "SELECT CAST(f.relname AS TEXT) AS from_table, CAST(t.relname AS TEXT) AS to_table FROM pg_constraint AS c \
             JOIN pg_class AS f ON f.oid = c.conrelid JOIN pg_class AS t ON t.oid = c.confrelid \
             WHERE c.contype = 'f' AND c.connamespace = CAST(current_schema() AS regnamespace) LIMIT 100000"
        }
    }
}
