use std::time::Duration;

use madang_core::members::{Marketing, UpdateProfile, get_profile, update_profile};
use madang_core::{Error, FieldError};
use madang_i18n::Lang;
use madang_model::Rule;
use madang_testkit::{TestMadang, on_both_engines};

use crate::expect::{forbidden, invalid, sign_in_required};

fn form() -> UpdateProfile {
    UpdateProfile {
        name: " 홍  길순 ".into(),
        landline: "02-3707-0614".into(),
        domain: "SECUREZONE".into(),
        ip_count: "3".into(),
        marketing: Marketing::Wanted,
        lang: Lang::En,
    }
}

on_both_engines! {
    async fn what_was_typed_is_kept(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        update_profile(&hong, form()).await.unwrap();
        let row = get_profile(&hong).await.unwrap();
        assert_eq!((row.name.as_str(), row.landline.as_deref(), row.domain.as_deref()), ("홍 길순", Some("0237070614"), Some("SecureZone")));
        assert_eq!((row.ip_count, row.lang.as_str(), row.phone), (Some(3), "en", hong.phone.clone()));
        let since = row.marketing_at.expect("wanted since now");

        m.advance(Duration::from_secs(60));
        update_profile(&hong, UpdateProfile { landline: " - - ".into(), domain: String::new(), ip_count: String::new(), ..form() }).await.unwrap();
        let row = get_profile(&hong).await.unwrap();
        assert_eq!((row.landline, row.domain, row.ip_count, row.marketing_at), (None, None, None, Some(since)));
        let row = update_profile(&hong, UpdateProfile { marketing: Marketing::Unwanted, ..form() }).await.unwrap();
        assert_eq!(row.marketing_at, None);
    }

    async fn the_log_names_what_changed_and_not_to_what(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        update_profile(&hong, form()).await.unwrap();
        update_profile(&hong, form()).await.unwrap();
        let entries = m.audited("members.update_profile").await;
        assert_eq!(entries.len(), 1, "the second time nothing changed");
        assert_eq!(entries[0].detail, r#"{"changed":["name","landline","domain","ip_count","marketing","lang"]}"#);
    }

    async fn every_broken_rule_is_told_and_nothing_changes(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let bad = UpdateProfile { name: "홍\u{0}".into(), landline: "1".into(), domain: "-".into(), ip_count: "0".into(), ..form() };
        match update_profile(&hong, bad).await {
            Err(Error::Invalid(errors)) => assert_eq!(errors, [
                FieldError { field: "name", rule: Rule::Characters },
                FieldError { field: "landline", rule: Rule::Landline },
                FieldError { field: "domain", rule: Rule::Domain },
                FieldError { field: "ip_count", rule: Rule::IpCount },
            ]),
            other => panic!("{other:?}"),
        }
        invalid(update_profile(&hong, UpdateProfile { name: "가".repeat(100_000), ..form() }).await, "name", Rule::TooLong { max: 60 });
        assert_eq!(get_profile(&hong).await.unwrap().name, hong.name);
    }

    async fn tokens_need_their_scope_and_visitors_an_account(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let reader = crate::tokens::with_scopes(&m, &hong, &[madang_core::Scope::AccountRead]).await;
        get_profile(&reader).await.unwrap();
        forbidden(update_profile(&reader, form()).await);
        let writer = crate::tokens::with_scopes(&m, &hong, &[madang_core::Scope::AccountWrite]).await;
        update_profile(&writer, form()).await.unwrap();
        forbidden(get_profile(&writer).await);
        sign_in_required(get_profile(&m.visitor()).await);
        sign_in_required(update_profile(&m.visitor(), form()).await);
        sign_in_required(get_profile(&m.system()).await);
    }

    async fn who_was_suspended_meanwhile_changes_nothing(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        madang_core::members::suspend(&m.operator().await.ctx, hong.id, "확인 중").await.unwrap();
        sign_in_required(update_profile(&hong, form()).await);
    }
}
