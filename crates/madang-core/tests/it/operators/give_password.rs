use madang_core::members::{
    ChangePassword, Hold, Presented, change_password, get_profile, give_password, list_sessions, sign_in,
};
use madang_core::{Actor, Error, Refusal, members};
use madang_model::{Rule, Secret};
use madang_testkit::{PASSWORD, TestMadang, on_both_engines};

use super::{is_invalid, is_refused};

const GIVEN: &str = "G1ven!once";
const OWN: &str = "My0wn!words";

fn change(current: &str, password: &str) -> ChangePassword {
    ChangePassword {
        current: Secret::new(current),
        password: Secret::new(password),
        password_confirm: Secret::new(password),
    }
}

on_both_engines! {
    async fn a_given_password_is_changed_before_anything_else(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let token = crate::tokens::with_all_scopes(&m, &hong).await;
        give_password(&m.system(), hong.id, &Secret::new(GIVEN)).await.unwrap();
        assert!(matches!(m.again(&hong).await, Err(Error::SignInRequired)), "sessions ended");
        assert!(token.actor.member().is_ok());
        let tokens = madang_db::Sql::new("SELECT COUNT(*) FROM tokens WHERE member_id = $1").bind(hong.id);
        assert_eq!(m.number(tokens).await, 0, "tokens ended");
        assert!(is_refused(m.signed_in("hong12", PASSWORD).await, &Refusal::WrongIdOrPassword { captcha: false }));

        let (held, session) = m.signed_in("hong12", GIVEN).await.unwrap();
        assert!(matches!(held.actor, Actor::Member { hold: Some(Hold::Password), .. }));
        assert!(is_refused(get_profile(&held).await, &Refusal::PasswordInitial));
        assert!(is_refused(list_sessions(&held, None).await, &Refusal::PasswordInitial));
        assert!(is_invalid(change_password(&held, change(GIVEN, GIVEN)).await, "password", Rule::PasswordUnchanged));
        change_password(&held, change(GIVEN, OWN)).await.unwrap();
        let (free, _) = m.presenting(&Presented::Session(session)).await.unwrap();
        get_profile(&free).await.unwrap();
        m.signed_in("hong12", OWN).await.unwrap();
        assert_eq!(m.mail_kinds(&hong.email).await, ["token-created", "password-changed", "password-changed"]);
        assert_eq!(m.audited("members.give_password").await[0].detail, r#"{"sessions_ended":1,"tokens_ended":1}"#);
    }

    async fn an_operator_whose_password_was_made_changes_it_and_then_agrees_to_the_terms(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let made = crate::operators::create_operator::made("admin1");
        members::create_operator(&m.system(), made).await.unwrap();
        let (held, session) = m.signed_in("admin1", PASSWORD).await.unwrap();
        assert!(is_refused(madang_core::terms::pending(&held).await, &Refusal::PasswordInitial));
        change_password(&held, change(PASSWORD, OWN)).await.unwrap();
        let (next, _) = m.presenting(&Presented::Session(session)).await.unwrap();
        assert!(is_refused(get_profile(&next).await, &Refusal::TermsPending));
    }

    async fn it_follows_the_policy_and_is_the_machine_s_to_give(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (hong, operator) = (m.member("hong12").await, m.operator().await);
        let weak = give_password(&m.system(), hong.id, &Secret::new("weak")).await;
        assert!(is_invalid(weak, "password", Rule::PasswordGuide { min: 8, max: 15 }));
        for ctx in [m.visitor(), hong.ctx.clone(), operator.ctx.clone()] {
            assert!(matches!(give_password(&ctx, hong.id, &Secret::new(GIVEN)).await, Err(Error::Forbidden)));
        }
        let waiting = m.unverified("kim123").await;
        assert!(is_refused(give_password(&m.system(), waiting, &Secret::new(GIVEN)).await, &Refusal::Superseded));
        m.again(&hong).await.unwrap();
        let typed = members::SignIn {
            login_id: "hong12".into(),
            password: Secret::new(PASSWORD),
            captcha_id: String::new(),
            captcha: String::new(),
        };
        sign_in(&m.visitor(), typed).await.unwrap();
    }
}
