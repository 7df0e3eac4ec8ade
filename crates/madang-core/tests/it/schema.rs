//! The two engines have the same schema, as each of them tells it.

use std::collections::BTreeMap;

use madang_db::{Db, Engine, Sql, record};
use madang_testkit::TestMadang;

record! {
    struct Found {
        pub place: String,
        pub what: String,
    }
}

/// Columns, unique constraints, indexes and references by where they are.
async fn schema(m: &TestMadang) -> BTreeMap<String, Vec<String>> {
    let queries: [&'static str; 4] = match m.platform().db.engine() {
        Engine::Sqlite => [
            "SELECT 'column ' || t.name || '.' || c.name AS place, CASE c.type WHEN 'BLOB' THEN 'bytes' WHEN 'BIGINT' THEN 'number' ELSE 'text' END \
             || CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN ' required' ELSE '' END AS what FROM sqlite_schema AS t, pragma_table_info(t.name) AS c \
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY 1",
            "SELECT 'unique ' || t.name AS place, group_concat(c.name, ',' ORDER BY c.seqno) AS what FROM sqlite_schema AS t, pragma_index_list(t.name) AS i, \
             pragma_index_info(i.name) AS c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND i.\"unique\" = 1 GROUP BY t.name, i.name \
             UNION ALL SELECT 'unique ' || t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table' \
             AND t.name NOT LIKE 'sqlite_%' AND c.pk = 1 AND c.type = 'BIGINT' \
             AND NOT EXISTS (SELECT 1 FROM pragma_index_list(t.name) AS i WHERE i.origin = 'pk') ORDER BY 1, 2",
            "SELECT 'index ' || t.name AS place, i.name || CASE WHEN i.partial = 1 THEN ' partial' ELSE '' END || ' on ' || \
             group_concat(COALESCE(c.name, '?'), ',' ORDER BY c.seqno) AS what FROM sqlite_schema AS t, pragma_index_list(t.name) AS i, \
             pragma_index_info(i.name) AS c WHERE t.type = 'table' AND i.origin = 'c' GROUP BY t.name, i.name ORDER BY 1, 2",
            "SELECT 'reference ' || t.name AS place, f.\"from\" || ' to ' || f.\"table\" || '.' || f.\"to\" AS what FROM sqlite_schema AS t, \
             pragma_foreign_key_list(t.name) AS f WHERE t.type = 'table' ORDER BY 1, 2",
        ],
        Engine::Postgres => [
            "SELECT 'column ' || table_name || '.' || column_name AS place, CASE data_type WHEN 'bytea' THEN 'bytes' WHEN 'bigint' THEN 'number' \
             WHEN 'text' THEN 'text' ELSE data_type END || CASE is_nullable WHEN 'NO' THEN ' required' ELSE '' END AS what \
             FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1",
            "SELECT 'unique ' || t.relname AS place, (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(i.indkey) WITH ORDINALITY AS k(attnum, n) \
             JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.attnum) AS what FROM pg_index AS i JOIN pg_class AS t ON t.oid = i.indrelid \
             JOIN pg_namespace AS s ON s.oid = t.relnamespace WHERE s.nspname = 'public' AND i.indisunique ORDER BY 1, 2",
            "SELECT 'index ' || t.relname AS place, c.relname || CASE WHEN i.indpred IS NOT NULL THEN ' partial' ELSE '' END || ' on ' || \
             (SELECT string_agg(COALESCE(a.attname, '?'), ',' ORDER BY k.n) FROM unnest(i.indkey) WITH ORDINALITY AS k(attnum, n) \
             LEFT JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.attnum AND k.attnum > 0) AS what FROM pg_index AS i \
             JOIN pg_class AS t ON t.oid = i.indrelid JOIN pg_class AS c ON c.oid = i.indexrelid JOIN pg_namespace AS s ON s.oid = t.relnamespace \
             WHERE s.nspname = 'public' AND (NOT i.indisunique OR i.indpred IS NOT NULL) ORDER BY 1, 2",
            "SELECT 'reference ' || t.relname AS place, a.attname || ' to ' || r.relname || '.' || b.attname AS what FROM pg_constraint AS k \
             JOIN pg_class AS t ON t.oid = k.conrelid JOIN pg_class AS r ON r.oid = k.confrelid \
             JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.conkey[1] JOIN pg_attribute AS b ON b.attrelid = r.oid AND b.attnum = k.confkey[1] \
             WHERE k.contype = 'f' ORDER BY 1, 2",
        ],
    };
    let mut schema: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut conn = m.platform().db.read().await.unwrap();
    for query in queries {
        for found in Sql::new(query).all::<Found>(&mut conn).await.unwrap() {
            schema.entry(found.place).or_default().push(found.what);
        }
    }
    for what in schema.values_mut() {
        what.sort();
    }
    schema
}

#[test]
fn both_engines_have_the_same_schema() {
    madang_testkit::run(async {
        let sqlite = schema(&TestMadang::new(Engine::Sqlite).await).await;
        let postgres = schema(&TestMadang::new(Engine::Postgres).await).await;
        assert!(sqlite.len() > 150, "the introspection finds {} things", sqlite.len());
        for kind in ["column members.login_key", "unique members", "index members", "reference consents"] {
            assert!(sqlite.contains_key(kind), "the introspection finds {kind}");
        }
        for place in sqlite.keys().chain(postgres.keys()) {
            assert_eq!(sqlite.get(place), postgres.get(place), "{place}: SQLite left, PostgreSQL right");
        }
    });
}

#[test]
fn keys_are_compared_byte_by_byte_on_both_engines() {
    madang_testkit::run(async {
        for engine in [Engine::Sqlite, Engine::Postgres] {
            let m = TestMadang::new(engine).await;
            for login_id in ["b1234", "B2345", "aaaaa", "z0000"] {
                m.member(login_id).await;
            }
            record! {
                struct Key { pub login_key: String }
            }
            let mut conn = m.platform().db.read().await.unwrap();
            let keys: Vec<Key> = Sql::new(
                "SELECT login_key FROM members WHERE login_key >= 'a' AND login_key < 'c' ORDER BY login_key",
            )
            .all(&mut conn)
            .await
            .unwrap();
            assert_eq!(
                keys.iter().map(|k| k.login_key.as_str()).collect::<Vec<_>>(),
                ["aaaaa", "b1234", "b2345"]
            );
        }
    });
}

#[test]
fn migrating_again_does_nothing_and_two_at_once_do_it_once() {
    madang_testkit::run(async {
        for engine in [Engine::Sqlite, Engine::Postgres] {
            let m = TestMadang::new(engine).await;
            assert_eq!(m.platform().db.migrate(madang_store::MIGRATIONS).await.unwrap(), 0);
        }
        let directory = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}?mode=rwc", directory.path().join("new.db").display());
        let ran = madang_testkit::in_parallel(4, |_| {
            let url = url.clone();
            async move { Db::connect(&url, 2).await.unwrap().migrate(madang_store::MIGRATIONS).await.unwrap() }
        })
        .await;
        assert_eq!(ran.iter().sum::<usize>(), madang_store::MIGRATIONS.len());
    });
}
