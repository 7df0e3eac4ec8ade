use std::sync::Mutex;
use std::time::Duration;

use madang_core::members::SignUpField;
use madang_core::members::{
    BeginSignUp, PhoneSubject, Presented, SignUp, begin_sign_up, check_field, confirm_phone_code, get_draft,
    keep_draft, send_phone_code, sign_up, verify_email,
};
use madang_core::{Error, FieldError, Refusal, terms};
use madang_model::{Rule, Secret};
use madang_testkit::{PASSWORD, TestMadang, in_parallel, on_both_engines, only_winner};

use crate::expect::{invalid, limited, refused};

/// The fields that break rules, with their rules.
fn broken(result: Result<madang_core::members::SignedUp, Error>) -> Vec<(&'static str, Rule)> {
    match result {
        Err(Error::Invalid(errors)) => {
            errors.into_iter().map(|FieldError { field, rule }| (field, rule)).collect()
        }
        other => panic!("expected broken rules, got {other:?}"),
    }
}

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
            forms.push(Mutex::new(Some(form)));
        }
        let results = in_parallel(8, |number| {
            let (ctx, form) = (m.visitor(), forms[number].lock().unwrap().take().unwrap());
            async move { sign_up(&ctx, form).await }
        })
        .await;
        for loser in only_winner(results).1 {
            invalid(Err::<(), _>(loser), "login_id", Rule::LoginIdTaken);
        }
    }

    async fn of_parallel_forms_of_one_sign_up_one_wins(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let first = m.sign_up_form(&m.visitor(), "hong0").await;
        let mut forms = Vec::new();
        for number in 0..8 {
            let (captcha_id, captcha) = m.captcha().await;
            let (token, phone) = (first.token.clone(), first.phone.clone());
            let login_id = format!("hong{number}0");
            forms.push(Mutex::new(Some(SignUp { token, phone, login_id, captcha_id, captcha, ..m.sign_up_form(&m.visitor(), "other1").await })));
        }
        let results = in_parallel(8, |number| {
            let (ctx, form) = (m.visitor(), forms[number].lock().unwrap().take().unwrap());
            async move { sign_up(&ctx, form).await }
        })
        .await;
        for loser in only_winner(results).1 {
            refused(Err::<(), _>(loser), Refusal::SignUpOver);
        }
    }

    async fn of_parallel_forms_with_one_captcha_one_wins(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (captcha_id, captcha) = m.captcha().await;
        let mut forms = Vec::new();
        for number in 0..8 {
            let mut form = m.sign_up_form(&m.visitor(), &format!("hong{number}0")).await;
            (form.captcha_id, form.captcha) = (captcha_id.clone(), captcha.clone());
            forms.push(Mutex::new(Some(form)));
        }
        let results = in_parallel(8, |number| {
            let (ctx, form) = (m.visitor(), forms[number].lock().unwrap().take().unwrap());
            async move { sign_up(&ctx, form).await }
        })
        .await;
        for loser in only_winner(results).1 {
            invalid(Err::<(), _>(loser), "captcha", Rule::Captcha);
        }
    }

    async fn every_broken_rule_is_told_at_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("taken1").await;
        let form = m.sign_up_form(&m.visitor(), "hong12").await;
        let all = SignUp {
            login_id: "Taken1".into(),
            password: Secret::new("short"),
            password_confirm: Secret::new("other"),
            name: " ".into(),
            email: "nobody".into(),
            phone: "010-9999-0000".into(),
            landline: "12".into(),
            domain: "no domain".into(),
            ip_count: "11".into(),
            ..form
        };
        assert_eq!(broken(sign_up(&m.visitor(), all).await), [
            ("login_id", Rule::LoginIdTaken),
            ("name", Rule::Required),
            ("email", Rule::Email),
            ("password", Rule::PasswordGuide { min: 8, max: 15 }),
            ("password_confirm", Rule::PasswordMismatch),
            ("phone", Rule::PhoneUnconfirmed),
            ("landline", Rule::Landline),
            ("domain", Rule::Domain),
            ("ip_count", Rule::IpCount),
        ]);
    }

    async fn a_password_with_the_person_in_it_is_refused(engine: Engine) {
        let m = TestMadang::new(engine).await;
        for password in ["hong12!!x".to_owned(), "x!{phone}".to_owned()] {
            let mut form = m.sign_up_form(&m.visitor(), "hong12").await;
            let password = password.replace("{phone}", &form.phone[3..]);
            form.password = Secret::new(password.clone());
            form.password_confirm = Secret::new(password);
            invalid(sign_up(&m.visitor(), form).await, "password", Rule::PasswordPersonal);
        }
    }

    async fn a_slip_elsewhere_leaves_the_captcha_unused(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let mut form = m.sign_up_form(&m.visitor(), "hong12").await;
        let again = SignUp { name: String::new(), password: form.password.clone(), ..copy(&form) };
        invalid(sign_up(&m.visitor(), again).await, "name", Rule::Required);
        form.name = "홍길동".into();
        sign_up(&m.visitor(), form).await.unwrap();
    }

    async fn a_wrong_captcha_is_used_up(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let form = m.sign_up_form(&m.visitor(), "hong12").await;
        let wrong = SignUp { captcha: "wrong".into(), ..copy(&form) };
        invalid(sign_up(&m.visitor(), wrong).await, "captcha", Rule::Captcha);
        invalid(sign_up(&m.visitor(), copy(&form)).await, "captcha", Rule::Captcha);
        invalid(sign_up(&m.visitor(), SignUp { captcha: " ".into(), ..copy(&form) }).await, "captcha", Rule::Required);
        let (captcha_id, captcha) = m.captcha().await;
        sign_up(&m.visitor(), SignUp { captcha_id, captcha: captcha.to_uppercase(), ..form }).await.unwrap();
    }

    async fn a_sign_up_ends_after_its_time(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let form = m.sign_up_form(&m.visitor(), "hong12").await;
        m.advance(Duration::from_secs(3600));
        refused(sign_up(&m.visitor(), form).await, Refusal::SignUpOver);
    }

    async fn sent_twice_it_makes_one_member(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let form = m.sign_up_form(&m.visitor(), "hong12").await;
        let again = copy(&form);
        sign_up(&m.visitor(), form).await.unwrap();
        refused(sign_up(&m.visitor(), again).await, Refusal::SignUpOver);
        assert_eq!(m.mail_kinds("hong12@example.com").await, ["verify-email"]);
    }

    async fn a_changed_number_is_not_the_confirmed_one(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let form = m.sign_up_form(&m.visitor(), "hong12").await;
        let subject = PhoneSubject::SignUp(form.token.clone());
        send_phone_code(&m.visitor(), &subject, "010-7777-8888").await.unwrap();
        invalid(sign_up(&m.visitor(), copy(&form)).await, "phone", Rule::PhoneUnconfirmed);
        let code = m.last_code("010-7777-8888").await;
        confirm_phone_code(&m.visitor(), &subject, &code).await.unwrap();
        sign_up(&m.visitor(), SignUp { phone: "010 7777 8888".into(), ..form }).await.unwrap();
    }

    async fn an_address_that_is_full_is_told_only_to_its_owner(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let form = m.sign_up_form(&m.visitor(), "hong34").await;
        sign_up(&m.visitor(), SignUp { email: hong.email.to_uppercase(), ..form }).await.unwrap();
        assert_eq!(m.mail_kinds(&hong.email).await, ["email-known"]);
    }

    async fn the_required_terms_come_first(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let documents = terms::current(&m.visitor()).await.unwrap();
        let one = BeginSignUp { agreed: vec![documents[0].id] };
        invalid(begin_sign_up(&m.visitor(), one).await, "terms", Rule::ConsentRequired);
        let all = BeginSignUp { agreed: documents.iter().map(|d| d.id).collect() };
        begin_sign_up(&m.visitor(), all).await.unwrap();
    }

    async fn a_closed_sign_up_is_closed(engine: Engine) {
        let m = TestMadang::with(engine, |settings| settings.sign_up.open = false).await;
        refused(begin_sign_up(&m.visitor(), BeginSignUp { agreed: vec![] }).await, Refusal::SignUpClosed);
    }

    async fn sign_ups_are_limited_by_address(engine: Engine) {
        let m = TestMadang::with(engine, |settings| settings.limits.sign_ups_per_address = 2).await;
        let agreed: Vec<_> = terms::current(&m.visitor()).await.unwrap().iter().map(|d| d.id).collect();
        let begin = |address: &'static str| {
            let (ctx, agreed) = (m.visitor_from(address), agreed.clone());
            async move { begin_sign_up(&ctx, BeginSignUp { agreed }).await }
        };
        begin("192.0.2.7").await.unwrap();
        begin("192.0.2.7").await.unwrap();
        limited(begin("192.0.2.7").await);
        begin("192.0.2.8").await.unwrap();
        m.advance(Duration::from_secs(3600));
        begin("192.0.2.7").await.unwrap();
    }

    async fn what_was_typed_is_kept_but_for_passwords(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let form = m.sign_up_form(&m.visitor(), "hong12").await;
        let typed = [("login_id", "hong12"), ("password", PASSWORD), ("captcha", "abc"), ("name", "홍길동")];
        let typed = typed.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        keep_draft(&m.visitor(), &form.token, &typed).await.unwrap();
        let draft = get_draft(&m.visitor(), &form.token).await.unwrap();
        assert_eq!(draft.typed.keys().collect::<Vec<_>>(), ["login_id", "name"]);
        assert_eq!(draft.confirmed_phone.as_deref(), Some(form.phone.as_str()));
        refused(get_draft(&m.visitor(), &Secret::new("stranger")).await.map(drop), Refusal::SignUpOver);
    }

    async fn availability_is_told_live_and_limited(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("hong12").await;
        assert_eq!(check_field(&m.visitor(), SignUpField::LoginId("HONG12")).await.unwrap(), Some(Rule::LoginIdTaken));
        assert_eq!(check_field(&m.visitor(), SignUpField::LoginId("hong13")).await.unwrap(), None);
        for _ in 2..120 {
            check_field(&m.visitor(), SignUpField::LoginId("hong14")).await.unwrap();
        }
        limited(check_field(&m.visitor(), SignUpField::LoginId("hong15")).await);
    }
}

/// The same form once more.
fn copy(form: &SignUp) -> SignUp {
    SignUp {
        token: form.token.clone(),
        login_id: form.login_id.clone(),
        password: form.password.clone(),
        password_confirm: form.password_confirm.clone(),
        name: form.name.clone(),
        email: form.email.clone(),
        marketing: form.marketing,
        phone: form.phone.clone(),
        landline: form.landline.clone(),
        domain: form.domain.clone(),
        ip_count: form.ip_count.clone(),
        organization_code: form.organization_code.clone(),
        captcha_id: form.captcha_id.clone(),
        captcha: form.captcha.clone(),
    }
}
