use std::time::Duration;

use madang_core::members::{Presented, end_other_sessions, end_session, list_sessions};
use madang_testkit::{PASSWORD, TestMadang, on_both_engines};

use crate::expect::{forbidden, invalid, not_found, sign_in_required};

on_both_engines! {
    async fn all_that_are_signed_in_are_listed_newest_first(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        m.member("kim123").await;
        let (second, _) = m.signed_in("hong12", PASSWORD).await.unwrap();
        let sessions = list_sessions(&second, None).await.unwrap();
        assert_eq!(sessions.items.iter().map(|s| s.is_current).collect::<Vec<_>>(), [true, false]);
        assert_eq!((sessions.items[0].address.as_str(), sessions.items[0].client.as_str()), ("192.0.2.1", "Test/1"));
        assert_eq!(sessions.next, None);
        m.advance(Duration::from_secs(50 * 60));
        m.again(&hong).await.unwrap();
        m.advance(Duration::from_secs(20 * 60));
        assert_eq!(list_sessions(&hong, None).await.unwrap().items.len(), 1, "the other one idled too long");
    }

    async fn there_are_fifty_at_most_and_the_oldest_goes(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let kim = m.member("kim123").await;
        let (second, _) = m.signed_in("hong12", PASSWORD).await.unwrap();
        for _ in 0..49 {
            m.signed_in("hong12", PASSWORD).await.unwrap();
        }
        let page = list_sessions(&second, None).await.unwrap();
        assert_eq!((page.items.len(), page.next.as_deref()), (50, None));
        assert!(page.items.last().unwrap().is_current);
        sign_in_required(m.again(&hong).await.map(drop));
        m.again(&kim).await.unwrap();
        let older = list_sessions(&second, Some(&page.items[9].id.to_string())).await.unwrap();
        assert_eq!((older.items.len(), older.items[0].id), (40, page.items[10].id));
        invalid(list_sessions(&second, Some("x")).await, "cursor", madang_model::Rule::Choice);
    }

    async fn one_can_be_ended_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let (_, token) = m.signed_in("hong12", PASSWORD).await.unwrap();
        let other = list_sessions(&hong, None).await.unwrap().items[0].id;
        end_session(&hong, other).await.unwrap();
        not_found(end_session(&hong, other).await);
        sign_in_required(m.presenting(&Presented::Session(token)).await.map(drop));
        assert_eq!(m.audited("members.end_session").await.len(), 1);
    }

    async fn a_stranger_s_session_does_not_exist(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, kim) = (m.member("hong12").await, m.member("kim123").await);
        let id = list_sessions(&hong, None).await.unwrap().items[0].id;
        not_found(end_session(&kim, id).await);
        not_found(end_session(&m.operator().await.ctx, id).await);
        m.again(&hong).await.unwrap();
    }

    async fn all_others_can_be_ended_at_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let kim = m.member("kim123").await;
        m.signed_in("hong12", PASSWORD).await.unwrap();
        m.signed_in("hong12", PASSWORD).await.unwrap();
        assert_eq!(end_other_sessions(&hong).await.unwrap(), 2);
        assert_eq!(end_other_sessions(&hong).await.unwrap(), 0);
        m.again(&hong).await.unwrap();
        m.again(&kim).await.unwrap();
        assert_eq!(m.audited("members.end_other_sessions").await.len(), 1);
    }

    async fn tokens_may_look_and_visitors_not_even_that(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let token = crate::tokens::with_all_scopes(&m, &hong).await;
        let id = list_sessions(&token, None).await.unwrap().items[0].id;
        forbidden(end_session(&token, id).await);
        forbidden(end_other_sessions(&token).await);
        sign_in_required(list_sessions(&m.visitor(), None).await);
        sign_in_required(end_session(&m.visitor(), id).await);
        sign_in_required(end_other_sessions(&m.visitor()).await);
    }
}
