use madang_core::Entry;
use madang_core::audit::{Broken, verify};
use madang_core::members::sign_out;
use madang_db::{Db, Engine as Database, Sql};
use madang_testkit::{PASSWORD, TestMadang, in_parallel, on_both_engines};

use crate::expect::{forbidden, sign_in_required};

/// A second connection, as somebody has who got hold of the database.
async fn raw(m: &TestMadang, statement: &'static str) -> Result<(), madang_db::DbError> {
    let db = Db::connect(&m.database_url(), 1).await.unwrap();
    let done = Sql::new(statement).execute(&mut db.begin().await.unwrap()).await.map(drop);
    db.close().await;
    done
}

/// The same, and it lasts.
async fn raw_for_good(m: &TestMadang, statements: &[&'static str]) {
    let db = Db::connect(&m.database_url(), 1).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    for statement in statements {
        Sql::new(statement).execute(&mut tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    db.close().await;
}

/// Takes away what keeps entries from being changed.
async fn unguard(m: &TestMadang, engine: Database) {
    match engine {
        Database::Sqlite => {
            raw_for_good(
                m,
                &["DROP TRIGGER audit_entries_no_update", "DROP TRIGGER audit_entries_no_delete"],
            )
            .await;
        }
        Database::Postgres => {
            raw_for_good(m, &["DROP TRIGGER audit_entries_append_only ON audit_entries"]).await
        }
    }
}

async fn with_entries(engine: Database) -> TestMadang {
    let m = TestMadang::new(engine).await;
    m.member("hong12").await;
    for _ in 0..6 {
        let (ctx, _) = m.signed_in("hong12", PASSWORD).await.unwrap();
        sign_out(&ctx).await.unwrap();
    }
    m
}

on_both_engines! {
    async fn a_chain_that_nobody_touched_holds(engine: Engine) {
        let m = with_entries(engine).await;
        let verified = verify(&m.auditor().await.ctx).await.unwrap().unwrap();
        let entries = m.audit().await;
        assert_eq!((verified.entries, &verified.head), (entries.len() as i64, &entries.last().unwrap().hash));
    }

    async fn entries_can_only_be_added(engine: Engine) {
        let m = with_entries(engine).await;
        for statement in ["UPDATE audit_entries SET detail = 'x' WHERE seq = 3", "DELETE FROM audit_entries WHERE seq = 3"] {
            let refused = raw(&m, statement).await;
            assert!(refused.is_err(), "{statement}");
        }
        if engine == Database::Postgres {
            assert!(raw(&m, "TRUNCATE audit_entries").await.is_err());
        }
        verify(&m.system()).await.unwrap().unwrap();
    }

    async fn an_altered_entry_is_found(engine: Engine) {
        let m = with_entries(engine).await;
        unguard(&m, engine).await;
        raw_for_good(&m, &["UPDATE audit_entries SET actor = 'system' WHERE seq = 4"]).await;
        assert_eq!(verify(&m.system()).await.unwrap(), Err(Broken { seq: 4 }));
    }

    async fn a_missing_entry_is_found(engine: Engine) {
        let m = with_entries(engine).await;
        unguard(&m, engine).await;
        raw_for_good(&m, &["DELETE FROM audit_entries WHERE seq = 5"]).await;
        assert_eq!(verify(&m.system()).await.unwrap(), Err(Broken { seq: 5 }));
    }

    async fn a_missing_end_is_found(engine: Engine) {
        let m = with_entries(engine).await;
        unguard(&m, engine).await;
        raw_for_good(&m, &["DELETE FROM audit_entries WHERE seq = (SELECT MAX(seq) FROM audit_entries)"]).await;
        let end = m.audit().await.len() as i64;
        assert_eq!(verify(&m.system()).await.unwrap(), Err(Broken { seq: end + 1 }));
    }

    async fn parallel_acts_make_one_chain(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let before = m.audit().await.len();
        in_parallel(16, |number| {
            let ctx = m.system();
            async move {
                let mut work = ctx.begin().await.unwrap();
                work.audit(Entry::new("test.act", "test", number));
                work.commit().await.unwrap();
            }
        })
        .await;
        assert_eq!(m.audit().await.len(), before + 16);
        verify(&m.system()).await.unwrap().unwrap();
    }

    async fn staff_may_verify_and_nobody_else(engine: Engine) {
        let m = with_entries(engine).await;
        verify(&m.operator().await.ctx).await.unwrap().unwrap();
        forbidden(verify(&m.member("kim123").await.ctx).await);
        sign_in_required(verify(&m.visitor()).await);
    }
}
