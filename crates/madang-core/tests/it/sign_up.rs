use madang_core::members::{Presented, sign_up, verify_email};
use madang_core::{Error, FieldError};
use madang_model::Rule;
use madang_testkit::{PASSWORD, TestMadang, in_parallel, on_both_engines, only_winner};

on_both_engines! {
    async fn a_visitor_becomes_a_signed_in_member(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let form = m.sign_up_form(&m.visitor(), "hong12").await;
        let id = sign_up(&m.visitor(), form).await.unwrap().member_id;
        m.run_jobs().await;
        let mail = m.last_mail("hong12@example.com", "verify-email").await;
        assert!(mail.text.contains("회원가입 완료하러 가기") && mail.state == "sent", "{mail:?}");
        assert_eq!(verify_email(&m.visitor(), &mail.token()).await.unwrap(), id);
        let (_, token) = m.signed_in("hong12", PASSWORD).await.unwrap();
        let (_, found) = m.presenting(&Presented::Session(token)).await.unwrap();
        assert_eq!((found.member.id, found.member.login_id.as_str()), (id, "hong12"));
        for action in ["members.sign_up", "members.verify_email", "members.sign_in"] {
            assert_eq!(m.audited(action).await.len(), 1, "{action}");
        }
    }

    async fn of_parallel_sign_ups_for_one_id_one_wins(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let mut forms = Vec::new();
        for number in 0..8 {
            let mut form = m.sign_up_form(&m.visitor(), "hong12").await;
            form.email = format!("hong{number}@example.com");
            // The same ID however it is typed.
            form.login_id = if number % 2 == 0 { "hong12".into() } else { "HONG12".into() };
            forms.push(std::sync::Mutex::new(Some(form)));
        }
        let results = in_parallel(8, |number| {
            let (ctx, form) = (m.visitor(), forms[number].lock().unwrap().take().unwrap());
            async move { sign_up(&ctx, form).await }
        })
        .await;
        let (_, losers) = only_winner(results);
        for loser in losers {
            assert!(matches!(&loser, Error::Invalid(errors) if errors == &[FieldError { field: "login_id", rule: Rule::LoginIdTaken }]), "{loser:?}");
        }
    }
}
