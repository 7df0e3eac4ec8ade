use madang_core::terms::{self, PublishTerms, TermsQuery, publish};
use madang_core::{Action, Error, Refusal};
use madang_model::{Rule, TermsId};
use madang_testkit::{TestMadang, in_parallel, on_both_engines, only_winner};

use super::{is_invalid, is_missing, is_refused, only_operators_may};

fn version_of(kind: &str, replaces: i64) -> PublishTerms {
    PublishTerms {
        kind: kind.into(),
        replaces,
        required: true,
        title_ko: "개정 약관".into(),
        title_en: "Revised terms".into(),
        body_ko: "제1조\r\n\r\n목적".into(),
        body_en: "Article 1".into(),
    }
}

on_both_engines! {
    async fn members_are_asked_again_at_their_next_request(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let hong = m.member("hong12").await;
        let id = publish(&operator, version_of("privacy", 1)).await.unwrap();
        let asked = m.again(&hong).await.unwrap();
        assert!(is_refused(asked.authorize(Action::ReadAccount, Some(hong.id)), &Refusal::TermsPending));
        let pending = terms::pending(&asked).await.unwrap();
        assert_eq!(pending.iter().map(|document| (document.id, document.version)).collect::<Vec<_>>(), [(id, 2)]);
        terms::accept(&asked, &[id]).await.unwrap();
        m.again(&hong).await.unwrap().authorize(Action::ReadAccount, Some(hong.id)).unwrap();
        let row = terms::get(&m.visitor(), id).await.unwrap();
        assert_eq!((row.kind.as_str(), row.version, row.body_ko.as_str()), ("privacy", 2, "제1조\n\n목적"));
        assert_eq!(m.audited("terms.publish").await.len(), 1);
    }

    async fn an_optional_document_asks_nobody(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let hong = m.member("hong12").await;
        publish(&operator, PublishTerms { required: false, ..version_of("marketing", 0) }).await.unwrap();
        m.again(&hong).await.unwrap().authorize(Action::ReadAccount, Some(hong.id)).unwrap();
    }

    async fn a_version_replaces_the_one_its_author_saw(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        for (kind, replaces) in [("privacy", 0), ("privacy", 2), ("location", 1), ("privacy", -1)] {
            assert!(is_refused(publish(&operator, version_of(kind, replaces)).await, &Refusal::Superseded), "{kind} {replaces}");
        }
    }

    async fn of_parallel_versions_one_is_published(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        for (kind, replaces) in [("privacy", 1), ("location", 0)] {
            let results = in_parallel(8, |_| {
                let ctx = operator.ctx.clone();
                async move { publish(&ctx, version_of(kind, replaces)).await }
            })
            .await;
            let (_, losers) = only_winner(results);
            assert!(losers.into_iter().all(|error| is_refused::<()>(Err(error), &Refusal::Superseded)));
        }
    }

    async fn every_field_is_needed_in_both_languages(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let empty = PublishTerms {
            title_ko: String::new(), title_en: " ".into(), body_ko: "\n".into(), body_en: String::new(), ..version_of("", 0)
        };
        let Err(Error::Invalid(errors)) = publish(&operator, empty).await else { panic!("nothing was typed") };
        assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), ["kind", "title_ko", "title_en", "body_ko", "body_en"]);
        assert!(errors.iter().all(|error| error.rule == Rule::Required));
        for kind in ["Privacy", "1st", "a", "pri vacy", "약관", "x'; --"] {
            assert!(is_invalid(publish(&operator, version_of(kind, 0)).await, "kind", Rule::Characters), "{kind}");
        }
        let nul = PublishTerms { body_en: "a\0b".into(), ..version_of("privacy", 1) };
        assert!(is_invalid(publish(&operator, nul).await, "body_en", Rule::Characters));
        let long = PublishTerms { body_en: "a".repeat(50_001), ..version_of("privacy", 1) };
        assert!(is_invalid(publish(&operator, long).await, "body_en", Rule::TooLong { max: 50_000 }));
    }

    async fn everything_published_stays_public(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        for replaces in 1..60 {
            publish(&operator, version_of("privacy", replaces)).await.unwrap();
        }
        let query = TermsQuery { kind: Some("privacy".into()), ..TermsQuery::default() };
        let first = terms::list(&m.visitor(), &query).await.unwrap();
        let rest = terms::list(&m.visitor(), &TermsQuery { before: first.next.clone(), ..query }).await.unwrap();
        let versions: Vec<_> = first.items.iter().chain(&rest.items).map(|row| row.version).collect();
        assert_eq!(versions, (1..=60).rev().collect::<Vec<_>>());
        assert_eq!(terms::list(&m.visitor(), &TermsQuery::default()).await.unwrap().items.len(), 50);
        let strange = TermsQuery { kind: Some("a\0b".into()), ..TermsQuery::default() };
        assert!(terms::list(&m.visitor(), &strange).await.unwrap().items.is_empty());
        assert!(is_missing(terms::get(&m.visitor(), m.system().new_id::<TermsId>()).await));
    }

    async fn only_operators_publish(engine: Engine) {
        let m = TestMadang::new(engine).await;
        only_operators_may!(m, |ctx| publish(ctx, version_of("privacy", 1)));
    }
}
