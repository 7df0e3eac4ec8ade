use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use madang_core::members::CreateToken;
use madang_core::members::{
    Holdings, PhoneSubject, Presented, RequestPasswordReset, ResetMail, add_ssh_key, change_email,
    create_token, request_password_reset, send_phone_code, sign_up, verify_email, withdraw,
};
use madang_core::{Refusal, Result, Scope, audit};
use madang_db::{Conn, Sql};
use madang_model::MemberId;
use madang_model::members::StaffRole;
use madang_testkit::{TestMadang, in_parallel, on_both_engines, only_winner};

use crate::expect::{forbidden, password_required, refused, sign_in_required};

/// Holds these, whoever asks.
struct Held(Vec<&'static str>);

#[async_trait]
impl Holdings for Held {
    async fn blockers(&self, _: &mut Conn, _: MemberId) -> Result<Vec<&'static str>> {
        Ok(self.0.clone())
    }
}

on_both_engines! {
    async fn nothing_of_the_person_stays(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        add_ssh_key(&hong, crate::ssh_keys::typed("laptop", crate::ssh_keys::ED25519)).await.unwrap();
        let token = create_token(&hong, CreateToken { name: "CI".into(), scopes: vec![Scope::AccountRead], days: 1 }).await.unwrap();
        change_email(&hong, "new@example.com").await.unwrap();
        send_phone_code(&hong, &PhoneSubject::Member, "010-5555-6666").await.unwrap();
        let ask = RequestPasswordReset { login_id: "hong12".into(), email: hong.email.clone(), mail: ResetMail::Once };
        request_password_reset(&m.visitor(), ask).await.unwrap();

        withdraw(&hong).await.unwrap();
        let kinds = m.mail_kinds(&hong.email).await;
        assert_eq!(kinds, ["farewell"], "the texts of all other mails are forgotten");
        assert_eq!(m.run_jobs().await, 7);
        sign_in_required(m.again(&hong).await.map(drop));
        sign_in_required(m.presenting(&Presented::Token(token.token)).await.map(drop));
        refused(m.signed_in("hong12", madang_testkit::PASSWORD).await.map(drop), Refusal::WrongIdOrPassword { captcha: false });
        for left in [
            Sql::new("SELECT COUNT(*) FROM sessions"),
            Sql::new("SELECT COUNT(*) FROM tokens"),
            Sql::new("SELECT COUNT(*) FROM ssh_keys"),
            Sql::new("SELECT COUNT(*) FROM phone_codes"),
            Sql::new("SELECT COUNT(*) FROM mail_links"),
        ] {
            let query = left.as_str().to_owned();
            assert_eq!(m.number(left).await, 0, "{query}");
        }
        let erased = Sql::new(
            "SELECT COUNT(*) FROM members WHERE state = 'withdrawn' AND login_id = '' AND name = '' AND name_key = '' AND email = '' AND email_key = '' \
             AND email_claim IS NULL AND phone = '' AND password_hash = '' AND last_sign_in_at IS NULL",
        );
        assert_eq!(m.number(erased).await, 1);
        assert_eq!(m.number(Sql::new("SELECT COUNT(*) FROM consents")).await, 2, "what was agreed to is kept");
        assert_eq!(m.audited("members.withdraw").await.len(), 1);
        audit::verify(&m.system()).await.unwrap().unwrap();
        let log = format!("{:?}", m.audit().await);
        for personal in ["hong12", "홍길동", hong.phone.as_str(), "example.com"] {
            assert!(!log.contains(personal), "{personal} is in the audit log");
        }
    }

    async fn the_id_and_the_address_are_free_again(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        withdraw(&hong).await.unwrap();
        let form = m.sign_up_form(&m.visitor(), "hong12").await;
        sign_up(&m.visitor(), form).await.unwrap();
        verify_email(&m.visitor(), &m.last_mail(&hong.email, "verify-email").await.token()).await.unwrap();
    }

    async fn who_still_holds_something_stays(engine: Engine) {
        let held: Arc<[Arc<dyn Holdings>]> =
            Arc::from([Arc::new(Held(vec!["held-one"])) as Arc<dyn Holdings>, Arc::new(Held(vec![])), Arc::new(Held(vec!["held-two", "held-three"]))]);
        let m = TestMadang::assembled(engine, |_| {}, |platform| platform.holdings = held).await;
        let hong = m.member("hong12").await;
        refused(withdraw(&hong).await, Refusal::StillHolds { what: vec!["held-one", "held-two", "held-three"] });
        m.again(&hong).await.unwrap();
        assert!(m.mails_to(&hong.email).await.is_empty());
    }

    async fn the_last_operator_stays_however_parallel(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operators = [m.staff("first1", StaffRole::Operator).await, m.staff("second1", StaffRole::Operator).await];
        m.auditor().await;
        let results = in_parallel(2, |number| {
            let ctx = operators[number].ctx.clone();
            async move { withdraw(&ctx).await }
        })
        .await;
        for loser in only_winner(results).1 {
            refused(Err::<(), _>(loser), Refusal::LastOperator);
        }
    }

    async fn twice_in_parallel_is_once(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let results = in_parallel(8, |_| {
            let ctx = hong.ctx.clone();
            async move { withdraw(&ctx).await }
        })
        .await;
        for loser in only_winner(results).1 {
            sign_in_required(Err::<(), _>(loser));
        }
        assert_eq!(m.mail_kinds(&hong.email).await, ["farewell"]);
    }

    async fn nobody_else_and_no_old_password_may(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        sign_in_required(withdraw(&m.visitor()).await);
        forbidden(withdraw(&crate::tokens::with_all_scopes(&m, &hong).await).await);
        m.advance(Duration::from_secs(16 * 60));
        password_required(withdraw(&hong).await);
        m.again(&hong).await.unwrap();
    }
}
