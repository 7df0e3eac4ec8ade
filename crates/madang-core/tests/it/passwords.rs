use std::time::Duration;

use madang_core::members::{
    ChangePassword, Presented, change_email, change_password, expire_password, reauthenticate, sign_in,
};
use madang_core::{Ctx, Error, Refusal};
use madang_db::Sql;
use madang_model::{Rule, Secret};
use madang_testkit::{PASSWORD, TestMadang, in_parallel, on_both_engines, only_winner};

use crate::expect::{forbidden, invalid, limited, password_required, refused, sign_in_required};

const NEW: &str = "An0ther!one";

fn typed(current: &str, password: &str) -> ChangePassword {
    ChangePassword {
        current: Secret::new(current),
        password: Secret::new(password),
        password_confirm: Secret::new(password),
    }
}

async fn again(ctx: &Ctx, password: &str) -> Result<Secret, Error> {
    reauthenticate(ctx, &Secret::new(password)).await
}

on_both_engines! {
    async fn a_changed_password_ends_other_sessions_and_is_told(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let (_, other) = m.signed_in("hong12", PASSWORD).await.unwrap();
        change_password(&hong, typed(PASSWORD, NEW)).await.unwrap();
        m.again(&hong).await.unwrap();
        sign_in_required(m.presenting(&Presented::Session(other)).await.map(drop));
        refused(m.signed_in("hong12", PASSWORD).await.map(drop), Refusal::WrongIdOrPassword { captcha: false });
        m.signed_in("hong12", NEW).await.unwrap();
        assert_eq!(m.mail_kinds(&hong.email).await, ["password-changed"]);
        assert_eq!(m.audited("members.change_password").await[0].detail, r#"{"sessions_ended":1}"#);
    }

    async fn each_rule_of_a_new_password(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        invalid(change_password(&hong, typed("", NEW)).await, "current", Rule::Required);
        invalid(change_password(&hong, typed("Wr0ng!pass", NEW)).await, "current", Rule::PasswordWrong);
        invalid(change_password(&hong, typed(PASSWORD, "short")).await, "password", Rule::PasswordGuide { min: 8, max: 15 });
        invalid(change_password(&hong, typed(PASSWORD, "x!Hong12abc")).await, "password", Rule::PasswordPersonal);
        invalid(change_password(&hong, typed(PASSWORD, PASSWORD)).await, "password", Rule::PasswordUnchanged);
        let differs = ChangePassword { password_confirm: Secret::new("x"), ..typed(PASSWORD, NEW) };
        invalid(change_password(&hong, differs).await, "password_confirm", Rule::PasswordMismatch);
        m.signed_in("hong12", PASSWORD).await.unwrap();
    }

    async fn of_parallel_changes_one_wins(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let results = in_parallel(8, |number| {
            let ctx = hong.ctx.clone();
            async move { change_password(&ctx, typed(PASSWORD, &format!("An0ther!{number}"))).await }
        })
        .await;
        for loser in only_winner(results).1 {
            // One that looks after the winner has changed it is told that its password is wrong.
            let late = matches!(&loser, Error::Invalid(errors) if errors[0].rule == Rule::PasswordWrong);
            assert!(late || matches!(loser, Error::Refused(Refusal::Superseded)), "{loser:?}");
        }
    }

    async fn guesses_by_a_stolen_session_are_few_however_parallel(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let results = in_parallel(16, |_| {
            let ctx = hong.ctx.clone();
            async move { again(&ctx, "Wr0ng!pass").await.map(drop) }
        })
        .await;
        assert_eq!(results.iter().filter(|r| matches!(r, Err(Error::Invalid(_)))).count(), 10);
        limited(again(&hong, PASSWORD).await);
        limited(change_password(&hong, typed(PASSWORD, NEW)).await);
        m.signed_in("hong12", PASSWORD).await.unwrap();
        m.advance(Duration::from_secs(3600));
        let (ctx, _) = m.signed_in("hong12", PASSWORD).await.unwrap();
        again(&ctx, PASSWORD).await.unwrap();
    }

    async fn a_right_password_gives_the_tries_back(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        for _ in 0..5 {
            for _ in 0..4 {
                invalid(again(&hong, "Wr0ng!pass").await, "password", Rule::PasswordWrong);
            }
            again(&hong, PASSWORD).await.unwrap();
        }
    }

    async fn the_password_given_again_opens_delicate_acts_and_replaces_the_token(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        m.advance(Duration::from_secs(16 * 60));
        password_required(change_email(&hong, "new@example.com").await);
        let token = again(&hong, PASSWORD).await.unwrap();
        let (fresh, _) = m.presenting(&Presented::Session(token)).await.unwrap();
        change_email(&fresh, "new@example.com").await.unwrap();
        sign_in_required(m.again(&hong).await.map(drop));
        assert_eq!(m.audited("members.reauthenticate").await.len(), 1);
    }

    async fn nobody_else_may(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        sign_in_required(again(&m.visitor(), PASSWORD).await);
        sign_in_required(change_password(&m.visitor(), typed(PASSWORD, NEW)).await);
        let token = crate::tokens::with_all_scopes(&m, &hong).await;
        forbidden(again(&token, PASSWORD).await);
        forbidden(change_password(&token, typed(PASSWORD, NEW)).await);
        invalid(again(&hong, "").await, "password", Rule::Required);
    }

    async fn a_password_that_an_operator_ended_leads_nowhere(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let token = crate::tokens::with_all_scopes(&m, &hong).await;
        expire_password(&m.operator().await.ctx, hong.id).await.unwrap();
        refused(m.signed_in("hong12", PASSWORD).await.map(drop), Refusal::PasswordExpired);
        refused(m.signed_in("hong12", "Wr0ng!pass").await.map(drop), Refusal::WrongIdOrPassword { captcha: false });
        sign_in_required(m.again(&hong).await.map(drop));
        assert_eq!(m.number(Sql::new("SELECT COUNT(*) FROM tokens")).await, 0);
        // Also for requests that were under way.
        refused(change_password(&hong, typed(PASSWORD, NEW)).await, Refusal::PasswordExpired);
        forbidden(change_password(&token, typed(PASSWORD, NEW)).await);
    }

    async fn of_a_change_and_an_operator_s_end_in_parallel_the_end_stays(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, operator) = (m.member("hong12").await, m.operator().await);
        in_parallel(8, |number| {
            let (hong, operator, id) = (hong.ctx.clone(), operator.ctx.clone(), hong.id);
            async move {
                if number == 4 {
                    expire_password(&operator, id).await.unwrap();
                } else {
                    change_password(&hong, typed(PASSWORD, &format!("An0ther!{number}"))).await.ok();
                }
            }
        })
        .await;
        let ended = Sql::new("SELECT COUNT(*) FROM members WHERE id = $1 AND password_expired_at IS NOT NULL").bind(hong.id);
        assert_eq!(m.number(ended).await, 1);
    }

    async fn an_old_hash_is_made_anew_at_sign_in(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let mut stronger = m.visitor();
        stronger.platform.hasher =
            madang_core::members::Hasher::new(16, 1, Default::default(), m.platform().entropy.clone()).unwrap();
        let typed = madang_core::members::SignIn {
            login_id: "hong12".into(),
            password: Secret::new(PASSWORD),
            captcha_id: String::new(),
            captcha: String::new(),
        };
        sign_in(&stronger, typed).await.unwrap();
        let old = Sql::new("SELECT COUNT(*) FROM members WHERE id = $1 AND password_hash NOT LIKE '%m=16,%'").bind(hong.id);
        assert_eq!(m.number(old).await, 0);
        m.signed_in("hong12", PASSWORD).await.unwrap();
    }
}
