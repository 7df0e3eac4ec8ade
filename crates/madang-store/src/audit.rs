//! The audit chain.

use madang_db::{Conn, DbError, Sql, record};
use madang_model::{OriginId, Timestamp};

record! {
    /// The end of the chain.
    pub struct HeadRow {
        /// The last entry's number; 0 before the first.
        pub seq: i64,
        /// The last entry's hash; empty before the first.
        pub hash: String,
    }
}

record! {
    /// An entry as stored.
    #[derive(Debug, Clone)]
    pub struct EntryRow {
        /// Its number, without gaps from 1.
        pub seq: i64,
        /// When.
        pub at: Timestamp,
        /// Who: a member's id, `system`, `visitor`.
        pub actor: String,
        /// What, as `area.verb`.
        pub action: String,
        /// On what kind of thing.
        pub target_kind: String,
        /// On which.
        pub target_id: String,
        /// From where.
        pub origin_id: Option<OriginId>,
        /// In which request.
        pub request_id: String,
        /// More, as JSON without personal data: before and after.
        pub detail: String,
        /// The hash of the entry before.
        pub previous: String,
        /// SHA-256 over all of the above.
        pub hash: String,
    }
}

/// Takes hold of the end of the chain until the transaction ends.
pub async fn lock_head(conn: &mut Conn) -> Result<HeadRow, DbError> {
    Sql::new("UPDATE audit_head SET seq = seq WHERE id = 1 RETURNING seq, hash").one(conn).await
}

/// Appends an entry at the end that was taken hold of.
pub async fn append(conn: &mut Conn, entry: &EntryRow) -> Result<(), DbError> {
    Sql::new(
        "INSERT INTO audit_entries (seq, at, actor, action, target_kind, target_id, origin_id, request_id, detail, previous, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(entry.seq)
    .bind(entry.at)
    .bind(entry.actor.as_str())
    .bind(entry.action.as_str())
    .bind(entry.target_kind.as_str())
    .bind(entry.target_id.as_str())
    .bind(entry.origin_id)
    .bind(entry.request_id.as_str())
    .bind(entry.detail.as_str())
    .bind(entry.previous.as_str())
    .bind(entry.hash.as_str())
    .execute(conn)
    .await?;
    Sql::new("UPDATE audit_head SET seq = $1, hash = $2 WHERE id = 1")
        .bind(entry.seq)
        .bind(entry.hash.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// Notes where an act came from.
pub async fn insert_origin(
    conn: &mut Conn,
    id: OriginId,
    address: &str,
    client: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    Sql::new("INSERT INTO origins (id, address, client, created_at) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(address)
        .bind(client)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// The end of the chain, as it is now.
pub async fn head(conn: &mut Conn) -> Result<HeadRow, DbError> {
    Sql::new("SELECT seq, hash FROM audit_head WHERE id = 1").one(conn).await
}

/// Entries from number `from` on, in order, at most `limit`.
pub async fn from(conn: &mut Conn, from: i64, limit: i64) -> Result<Vec<EntryRow>, DbError> {
    Sql::new(
        "SELECT seq, at, actor, action, target_kind, target_id, origin_id, request_id, detail, previous, hash \
         FROM audit_entries WHERE seq >= $1 ORDER BY seq LIMIT $2",
    )
    .bind(from)
    .bind(limit)
    .all(conn)
    .await
}

/// Which entries to look for. `after` and `before` are numbers that the found ones lie between.
#[derive(Debug, Default, Clone, Copy)]
pub struct EntryFilter<'a> {
    /// Only acts of this actor.
    pub actor: Option<&'a str>,
    /// Only this act.
    pub action: Option<&'a str>,
    /// Only acts whose name begins so; of use where a target narrows the search already.
    pub action_prefix: Option<&'a str>,
    /// Only acts on this target.
    pub target_id: Option<&'a str>,
    /// Not before this.
    pub since: Option<Timestamp>,
    /// Before this.
    pub until: Option<Timestamp>,
    /// Only entries with a greater number.
    pub after: i64,
    /// Only entries with a smaller number.
    pub before: i64,
}

record! {
    /// An entry's number alone.
    #[derive(Debug, Clone, Copy)]
    pub struct SeqRow {
        /// The number.
        pub seq: i64,
    }
}

/// The numbers of the entries that fit, greatest first, at most `limit`.
pub async fn search(conn: &mut Conn, filter: EntryFilter<'_>, limit: i64) -> Result<Vec<SeqRow>, DbError> {
    let EntryFilter { after, before, .. } = filter;
    let sql = Sql::new("SELECT seq FROM audit_entries WHERE ");
    // Each way is a range in the order of one index, so that neither engine takes another one: PostgreSQL would
    // rather read all entries backwards until it has met enough of an actor or act that it takes for common.
    let (mut sql, order) = match (filter.target_id, filter.actor, filter.action) {
        (Some(target), actor, action) => {
            let mut sql = sql.text("(target_id, seq) > (").arg(target).text(", ").arg(after);
            sql = sql.text(") AND (target_id, seq) < (").arg(target).text(", ").arg(before).text(")");
            if let Some(actor) = actor {
                sql = sql.text(" AND actor || '' = ").arg(actor);
            }
            if let Some(action) = action {
                sql = sql.text(" AND action || '' = ").arg(action);
            }
            (sql, " ORDER BY target_id DESC, seq DESC LIMIT ")
        }
        (None, Some(actor), Some(action)) => {
            let sql =
                sql.text("(actor, action, seq) > (").arg(actor).text(", ").arg(action).text(", ").arg(after);
            let sql = sql
                .text(") AND (actor, action, seq) < (")
                .arg(actor)
                .text(", ")
                .arg(action)
                .text(", ")
                .arg(before)
                .text(")");
            (sql, " ORDER BY actor DESC, action DESC, seq DESC LIMIT ")
        }
        (None, Some(actor), None) => {
            let sql = sql.text("(actor, seq) > (").arg(actor).text(", ").arg(after);
            let sql = sql.text(") AND (actor, seq) < (").arg(actor).text(", ").arg(before).text(")");
            (sql, " ORDER BY actor DESC, seq DESC LIMIT ")
        }
        (None, None, Some(action)) => {
            let sql = sql.text("(action, seq) > (").arg(action).text(", ").arg(after);
            let sql = sql.text(") AND (action, seq) < (").arg(action).text(", ").arg(before).text(")");
            (sql, " ORDER BY action DESC, seq DESC LIMIT ")
        }
        (None, None, None) => {
            (sql.text("seq > ").arg(after).text(" AND seq < ").arg(before), " ORDER BY seq DESC LIMIT ")
        }
    };
    if let Some(prefix) = filter.action_prefix {
        sql = sql
            .text(" AND action || '' >= ")
            .arg(prefix)
            .text(" AND action || '' < ")
            .arg(format!("{prefix}{}", char::MAX));
    }
    if let Some(since) = filter.since {
        sql = sql.text(" AND at + 0 >= ").arg(since);
    }
    if let Some(until) = filter.until {
        sql = sql.text(" AND at + 0 < ").arg(until);
    }
    sql.text(order).arg(limit).all(conn).await
}

record! {
    /// An actor's act.
    struct ActRow {
        /// The actor.
        pub actor: String,
        /// The act's name.
        pub action: String,
    }
}

/// The first act in the order of names that is at or after `from` and was ever noted, of `actor` if given.
pub async fn next_action(
    conn: &mut Conn,
    actor: Option<&str>,
    from: &str,
) -> Result<Option<String>, DbError> {
    let sql = match actor {
        Some(actor) => Sql::new("SELECT actor, action FROM audit_entries WHERE (actor, action) >= ($1, $2) ORDER BY actor, action LIMIT 1").bind(actor),
        None => Sql::new("SELECT actor, action FROM audit_entries WHERE action >= $1 ORDER BY action LIMIT 1"),
    };
    let row: Option<ActRow> = sql.bind(from).optional(conn).await?;
    Ok(row.filter(|row| actor.is_none_or(|actor| actor == row.actor)).map(|row| row.action))
}

/// The smallest number among the entries noted at `at` or later; none where there are none.
pub async fn first_since(conn: &mut Conn, at: Timestamp) -> Result<Option<i64>, DbError> {
    let row: Option<SeqRow> =
        Sql::new("SELECT seq FROM audit_entries WHERE at >= $1 ORDER BY at, seq LIMIT 1")
            .bind(at)
            .optional(conn)
            .await?;
    Ok(row.map(|row| row.seq))
}

record! {
    /// An entry with what is known beside it and not in the chain.
    #[derive(Debug, Clone)]
    pub struct FoundRow {
        /// Its number.
        pub seq: i64,
        /// When.
        pub at: Timestamp,
        /// Who.
        pub actor: String,
        /// Who, by the ID that the member has now.
        pub actor_login_id: Option<String>,
        /// What.
        pub action: String,
        /// On what kind of thing.
        pub target_kind: String,
        /// On which.
        pub target_id: String,
        /// On which member, by the ID that it has now.
        pub target_login_id: Option<String>,
        /// From which network address, while it is kept.
        pub address: Option<String>,
        /// With which client, while it is kept.
        pub client: Option<String>,
        /// In which request.
        pub request_id: String,
        /// More, as JSON.
        pub detail: String,
        /// Its hash.
        pub hash: String,
    }
}

/// The entries with these numbers, greatest first, with origins and IDs.
pub async fn found(conn: &mut Conn, numbers: &[i64]) -> Result<Vec<FoundRow>, DbError> {
    let mut sql = Sql::new(
        "SELECT e.seq, e.at, e.actor, a.login_id AS actor_login_id, e.action, e.target_kind, e.target_id, t.login_id AS target_login_id, \
         o.address, o.client, e.request_id, e.detail, e.hash FROM audit_entries AS e \
         LEFT JOIN origins AS o ON o.id = e.origin_id LEFT JOIN members AS a ON a.id = e.actor LEFT JOIN members AS t ON t.id = e.target_id \
         WHERE e.seq IN (0",
    );
    for number in numbers {
        sql = sql.text(", ").arg(*number);
    }
    sql.text(") ORDER BY e.seq DESC").all(conn).await
}

/// Forgets at most `limit` origins noted before `before`; how many. The chain does not notice.
pub async fn purge_origins(conn: &mut Conn, before: Timestamp, limit: i64) -> Result<u64, DbError> {
    Sql::new("DELETE FROM origins WHERE id IN (SELECT id FROM origins WHERE created_at < $1 LIMIT $2)")
        .bind(before)
        .bind(limit)
        .execute(conn)
        .await
}
