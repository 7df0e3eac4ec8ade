use std::time::Duration;

use madang_core::audit::{AuditQuery, search};
use madang_core::members::{suspend, unlock};
use madang_core::{Ctx, housekeeping};
use madang_model::Rule;
use madang_testkit::{TestMadang, on_both_engines};

use super::{is_invalid, only_staff_may};

async fn actions(ctx: &Ctx, query: AuditQuery) -> Vec<String> {
    search(ctx, &query).await.unwrap().items.into_iter().map(|entry| entry.action).collect()
}

fn by(actor: &str, action: &str, target: &str) -> AuditQuery {
    AuditQuery { actor: actor.into(), action: action.into(), target: target.into(), ..AuditQuery::default() }
}

on_both_engines! {
    async fn entries_are_found_by_who_what_and_whom(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let hong = m.member("hong12").await;
        unlock(&operator, hong.id).await.unwrap();
        suspend(&operator, hong.id, "reason").await.unwrap();
        assert!(m.signed_in("nobody1", "wrong").await.is_err());
        let id = hong.id.to_string();
        for (query, expected) in [
            (by("operator", "", ""), vec!["members.suspend", "members.unlock"]),
            (by("OPERATOR", "members.s", ""), vec!["members.suspend"]),
            (by(&operator.id.to_string(), "members.unlock", ""), vec!["members.unlock"]),
            (by("", "members.", "hong12"), vec!["members.suspend", "members.unlock", "members.sign_in"]),
            (by("operator", "members.u", &id), vec!["members.unlock"]),
            (by("operator", "", &id), vec!["members.suspend", "members.unlock"]),
            (by("", "members.sign_in", ""), vec!["members.sign_in_failed", "members.sign_in", "members.sign_in"]),
            (by("visitor", "members.sign_in_failed", ""), vec!["members.sign_in_failed"]),
            (by("system", "", ""), vec!["terms.seed_builtin", "terms.seed_builtin"]),
            (by("hong12", "", ""), vec![]),
            (by("", "members_", ""), vec![]),
            (by("", "z", ""), vec![]),
            (by("nobody", "", ""), vec![]),
        ] {
            assert_eq!(actions(&operator, query.clone()).await, expected, "{query:?}");
        }
        let entry = search(&operator, &by("", "members.suspend", "")).await.unwrap().items.pop().unwrap();
        assert_eq!((entry.actor_login_id.as_deref(), entry.target_login_id.as_deref()), (Some("operator"), Some("hong12")));
        assert_eq!((entry.address.as_deref(), entry.client.as_deref()), (Some("192.0.2.1"), Some("Test/1")));
    }

    async fn a_time_is_a_window(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let hong = m.member("hong12").await;
        let hour = Duration::from_secs(3600);
        let start = m.system().now();
        for _ in 0..3 {
            unlock(&operator, hong.id).await.unwrap();
            m.advance(hour);
        }
        for (from, to, expected) in [(0, 3, 3), (0, 1, 1), (1, 2, 1), (1, 3, 2), (3, 9, 0)] {
            for (actor, action, target) in [("operator", "members.unlock", ""), ("operator", "", ""), ("", "members.u", ""), ("", "members.u", "hong12")] {
                let query = AuditQuery { since: Some(start.plus(hour * from)), until: Some(start.plus(hour * to)), ..by(actor, action, target) };
                assert_eq!(actions(&operator, query).await.len(), expected, "{from}..{to} {actor} {action} {target}");
            }
        }
        let later = AuditQuery { since: Some(start.plus(hour * 24)), ..AuditQuery::default() };
        assert!(actions(&operator, later).await.is_empty());
    }

    async fn pages_hold_all(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let hong = m.member("hong12").await;
        for _ in 0..60 {
            unlock(&operator, hong.id).await.unwrap();
        }
        for query in [by("operator", "", ""), by("operator", "members.", ""), by("", "members.unlock", ""), by("operator", "", "hong12")] {
            let first = search(&operator, &query).await.unwrap();
            let rest = search(&operator, &AuditQuery { before: first.next.clone(), ..query }).await.unwrap();
            assert_eq!((first.items.len(), rest.items.len(), rest.next), (50, 10, None));
            assert!(first.items.iter().chain(&rest.items).map(|entry| entry.seq).is_sorted_by(|newer, older| newer > older));
        }
        let strange = AuditQuery { before: Some("x".into()), ..AuditQuery::default() };
        assert!(is_invalid(search(&operator, &strange).await, "cursor", Rule::Choice));
        assert!(is_invalid(search(&operator, &by("a\0", "", "")).await, "actor", Rule::Characters));
        assert!(is_invalid(search(&operator, &by("", "a\0", "")).await, "action", Rule::Characters));
        assert!(is_invalid(search(&operator, &by("", "", "a\0")).await, "target", Rule::Characters));
    }

    async fn addresses_are_forgotten_and_the_chain_holds(engine: Engine) {
        let m = TestMadang::with(engine, |s| s.logs.origin_days = 30).await;
        let operator = m.operator().await;
        m.advance(Duration::from_secs(31 * 86_400));
        let hong = m.member("hong12").await;
        for reconciler in housekeeping::reconcilers(m.platform()) {
            reconciler.activate().await.unwrap();
        }
        let old = search(&operator, &by("", "members.sign_in", "operator")).await.unwrap().items.pop().unwrap();
        assert_eq!((old.address, old.client), (None, None));
        let young = search(&operator, &by("", "members.sign_in", &hong.id.to_string())).await.unwrap().items.pop().unwrap();
        assert_eq!(young.address.as_deref(), Some("192.0.2.1"));
        assert!(madang_core::audit::verify(&operator).await.unwrap().is_ok());
    }

    async fn only_staff_search(engine: Engine) {
        let m = TestMadang::new(engine).await;
        only_staff_may!(m, |ctx| search(ctx, &AuditQuery::default()));
    }
}
