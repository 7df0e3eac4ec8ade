use std::time::Duration;

use madang_core::members::{Hold, Presented, SignIn, sign_in, sign_out, suspend};
use madang_core::{Actor, Ctx, Error, Refusal};
use madang_model::{Rule, Secret};
use madang_testkit::{PASSWORD, TestMadang, in_parallel, on_both_engines};

use crate::expect::{invalid, limited, refused, sign_in_required};

fn typed(login_id: &str, password: &str) -> SignIn {
    SignIn {
        login_id: login_id.into(),
        password: Secret::new(password),
        captcha_id: String::new(),
        captcha: String::new(),
    }
}

async fn try_in(ctx: &Ctx, login_id: &str, password: &str) -> Result<(), Error> {
    sign_in(ctx, typed(login_id, password)).await.map(drop)
}

fn wrong(captcha: bool) -> Refusal {
    Refusal::WrongIdOrPassword { captcha }
}

on_both_engines! {
    async fn the_id_s_case_does_not_matter_and_the_password_s_does(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("hong12").await;
        try_in(&m.visitor(), " HONG12 ", PASSWORD).await.unwrap();
        refused(try_in(&m.visitor(), "hong12", &PASSWORD.to_uppercase()).await, wrong(false));
    }

    async fn unknown_ids_and_wrong_passwords_answer_alike(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("hong12").await;
        for number in 1..=5 {
            let known = try_in(&m.visitor_from("192.0.2.8"), "hong12", "wrong!1").await;
            let unknown = try_in(&m.visitor_from("192.0.2.9"), "nobody1", "wrong!1").await;
            refused(known, wrong(number == 5));
            refused(unknown, wrong(number == 5));
        }
        limited(try_in(&m.visitor_from("192.0.2.8"), "hong12", PASSWORD).await);
        limited(try_in(&m.visitor_from("192.0.2.9"), "nobody1", PASSWORD).await);
        refused(try_in(&m.visitor(), "hong12", PASSWORD).await, Refusal::CaptchaNeeded);
        refused(try_in(&m.visitor(), "nobody1", PASSWORD).await, Refusal::CaptchaNeeded);
        invalid(try_in(&m.visitor(), " ", PASSWORD).await, "login_id", Rule::Required);
        invalid(try_in(&m.visitor(), "hong12", "").await, "password", Rule::Required);
    }

    async fn a_stranger_s_failures_never_shut_a_member_out(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("hong12").await;
        let stranger = m.visitor_from("203.0.113.1");
        for number in 1..=5 {
            refused(try_in(&stranger, "hong12", "wrong!1").await, wrong(number == 5));
        }
        // The stranger waits longer and longer; the member only reads a captcha.
        let with_captcha = async |ctx: &Ctx, password: &str| {
            let (captcha_id, captcha) = m.captcha().await;
            sign_in(ctx, SignIn { captcha_id, captcha, ..typed("hong12", password) }).await.map(drop)
        };
        limited(with_captcha(&stranger, "wrong!1").await);
        m.advance(Duration::from_secs(1));
        refused(with_captcha(&stranger, "wrong!1").await, wrong(true));
        m.advance(Duration::from_secs(1));
        limited(with_captcha(&stranger, "wrong!1").await);
        with_captcha(&m.visitor_from("192.0.2.50"), PASSWORD).await.unwrap();
        try_in(&m.visitor_from("192.0.2.50"), "hong12", PASSWORD).await.unwrap();
    }

    async fn parallel_guesses_are_not_free(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("hong12").await;
        let results = in_parallel(24, |number| {
            let ctx = m.visitor_from(&format!("203.0.113.{number}"));
            async move { try_in(&ctx, "hong12", "wrong!1").await }
        })
        .await;
        let looked_at = results.iter().filter(|r| matches!(r, Err(Error::Refused(Refusal::WrongIdOrPassword { .. })))).count();
        assert_eq!(looked_at, 5, "{results:?}");
        assert!(results.iter().all(|r| matches!(r, Err(Error::Refused(_) | Error::Limited { .. }))));
    }

    async fn right_passwords_in_parallel_are_all_let_in(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.member("hong12").await;
        for result in in_parallel(5, |_| {
            let ctx = m.visitor();
            async move { try_in(&ctx, "hong12", PASSWORD).await }
        })
        .await
        {
            result.unwrap();
        }
        refused(try_in(&m.visitor(), "hong12", "wrong!1").await, wrong(false));
    }

    async fn all_addresses_of_one_ipv6_line_fail_together(engine: Engine) {
        let m = TestMadang::with(engine, |settings| settings.limits.failures_per_address = 3).await;
        for number in 0..3 {
            let address = m.visitor_from(&format!("2001:db8:1:2::{number}"));
            refused(try_in(&address, &format!("nobody{number}"), "wrong!1").await, wrong(false));
        }
        limited(try_in(&m.visitor_from("2001:db8:1:2:ffff::1"), "nobody9", "wrong!1").await);
        refused(try_in(&m.visitor_from("2001:db8:1:3::1"), "nobody9", "wrong!1").await, wrong(false));
    }

    async fn an_address_that_fails_too_often_waits(engine: Engine) {
        let m = TestMadang::with(engine, |settings| settings.limits.failures_per_address = 3).await;
        m.member("hong12").await;
        let address = m.visitor_from("203.0.113.2");
        for number in 0..3 {
            refused(try_in(&address, &format!("nobody{number}"), "wrong!1").await, wrong(false));
        }
        limited(try_in(&address, "hong12", PASSWORD).await);
        try_in(&m.visitor(), "hong12", PASSWORD).await.unwrap();
        m.advance(Duration::from_secs(3600));
        try_in(&address, "hong12", PASSWORD).await.unwrap();
    }

    async fn states_are_told_only_to_who_knows_the_password(engine: Engine) {
        let m = TestMadang::new(engine).await;
        m.unverified("fresh1").await;
        let hong = m.member("hong12").await;
        suspend(&m.operator().await.ctx, hong.id, "대금 미납").await.unwrap();
        refused(try_in(&m.visitor(), "fresh1", PASSWORD).await, Refusal::Unverified);
        refused(try_in(&m.visitor(), "hong12", PASSWORD).await, Refusal::Suspended { reason: "대금 미납".into() });
        refused(try_in(&m.visitor(), "fresh1", "wrong!1").await, wrong(false));
        refused(try_in(&m.visitor(), "hong12", "wrong!1").await, wrong(false));
        sign_in_required(m.again(&hong).await.map(drop));
    }

    async fn a_session_ends_by_signing_out_idling_and_age(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        sign_out(&hong).await.unwrap();
        sign_out(&hong).await.unwrap();
        sign_in_required(m.again(&hong).await.map(drop));

        let (_, idle) = m.signed_in("hong12", PASSWORD).await.unwrap();
        m.advance(Duration::from_secs(3601));
        sign_in_required(m.presenting(&Presented::Session(idle)).await.map(drop));

        let (_, busy) = m.signed_in("hong12", PASSWORD).await.unwrap();
        for _ in 0..17 {
            m.advance(Duration::from_secs(42 * 60));
            m.presenting(&Presented::Client(busy.clone())).await.unwrap();
        }
        m.advance(Duration::from_secs(30 * 60));
        sign_in_required(m.presenting(&Presented::Client(busy)).await.map(drop));
    }

    async fn a_browser_s_token_is_replaced_and_the_old_one_ends(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        m.advance(Duration::from_secs(16 * 60));
        let old = Presented::Session(hong.token.clone());
        let results = in_parallel(8, |_| {
            let (m, old) = (m.visitor(), old.clone());
            async move { madang_core::members::authenticate(&m, &old).await.map(|found| found.rotated) }
        })
        .await;
        let fresh: Vec<Secret> = results.into_iter().filter_map(|r| r.expect("requests under way go on")).collect();
        assert_eq!(fresh.len(), 1, "one of the parallel requests replaces it");
        m.presenting(&old).await.unwrap();
        m.advance(Duration::from_secs(61));
        sign_in_required(m.presenting(&old).await.map(drop));
        m.presenting(&Presented::Session(fresh[0].clone())).await.unwrap();
    }

    async fn a_new_version_holds_everything_else_up(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        crate::terms::publish_privacy(&m).await;
        let ctx = m.again(&hong).await.unwrap();
        assert!(matches!(ctx.actor, Actor::Member { hold: Some(Hold::Terms), .. }));
        refused(madang_core::members::get_profile(&ctx).await, Refusal::TermsPending);
        sign_out(&ctx).await.unwrap();
    }

    async fn garbage_is_nobody(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        for garbage in ["", "x", "mdg_pat_", "\u{0}", "' OR 1=1 --"] {
            sign_in_required(m.presenting(&Presented::Session(Secret::new(garbage))).await.map(drop));
            sign_in_required(m.presenting(&Presented::Token(Secret::new(garbage))).await.map(drop));
        }
        sign_in_required(m.presenting(&Presented::Token(hong.token.clone())).await.map(drop));
    }
}
