use std::time::Duration;

use madang_core::members::{SignUpField, check_field, resend_as_operator, sign_up, verify_email};
use madang_core::{Error, Refusal, captcha, housekeeping};
use madang_db::Sql;
use madang_model::CaptchaId;
use madang_store::captchas;
use madang_testkit::{PASSWORD, TestMadang, in_parallel, on_both_engines};

const DAY: Duration = Duration::from_secs(86_400);

/// One round of each; what they report, by name.
async fn keep_house(m: &TestMadang) -> Vec<(&'static str, String)> {
    let mut reports = Vec::new();
    for reconciler in housekeeping::reconcilers(m.platform()) {
        reports.push((reconciler.name(), reconciler.activate().await.unwrap()));
    }
    reports
}

macro_rules! rows {
    ($m:expr, $table:literal) => {
        $m.number(Sql::new(concat!("SELECT COUNT(*) FROM ", $table))).await
    };
}

on_both_engines! {
    async fn what_works_no_more_goes_and_what_works_stays(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let form = m.sign_up_form(&m.visitor(), "hong12").await;
        sign_up(&m.visitor(), form).await.unwrap();
        m.run_jobs().await;
        m.member("kim123").await;
        let kept = keep_house(&m).await;
        assert!(kept.iter().all(|(_, report)| report.is_empty()), "all of it is of use: {kept:?}");
        m.advance(DAY * 8);
        m.member("lee123").await;
        captcha::issue(&m.visitor()).await.unwrap();
        keep_house(&m).await;
        assert_eq!(
            [rows!(m, "captchas"), rows!(m, "phone_codes"), rows!(m, "sign_ups"), rows!(m, "mail_links"), rows!(m, "sessions"), rows!(m, "jobs")],
            [1, 0, 0, 0, 1, 0]
        );
        assert!(rows!(m, "counters") <= 2, "only those of the captcha and sign-in just now");
        m.signed_in("kim123", PASSWORD).await.unwrap();
    }

    async fn more_than_a_batch_goes_in_one_round(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let ctx = m.system();
        let mut tx = m.platform().db.begin().await.unwrap();
        for _ in 0..1100 {
            captchas::insert(&mut tx, ctx.new_id::<CaptchaId>(), "", vec![0], ctx.now(), ctx.now()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let reports = keep_house(&m).await;
        assert_eq!(reports[0], ("housekeeping.purge", "captchas=1100".to_owned()));
    }

    async fn an_id_that_was_never_verified_is_free_again(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        for number in 0..120 {
            m.unverified(&format!("never{number:03}")).await;
        }
        resend_as_operator(&operator, m.unverified("hong12").await).await.unwrap();
        m.member("kim123").await;
        m.advance(DAY * 6);
        m.unverified("young1").await;
        keep_house(&m).await;
        assert_eq!(rows!(m, "members"), 124, "there is a day left");
        m.advance(DAY);
        let reports = keep_house(&m).await;
        assert!(reports.contains(&("members.release_unverified", "members=121".to_owned())), "{reports:?}");
        assert_eq!(rows!(m, "members"), 3);
        assert_eq!(rows!(m, "consents"), 6);
        assert_eq!(check_field(&m.visitor(), SignUpField::LoginId("hong12")).await.unwrap(), None);
        assert_eq!(m.audited("members.release_unverified").await.len(), 121);
        assert_eq!(m.number(Sql::new("SELECT COUNT(*) FROM messages WHERE sealed IS NOT NULL")).await, 0, "nor is their mail kept");
        m.signed_in("kim123", PASSWORD).await.unwrap();
    }

    async fn one_who_is_verified_at_that_moment_stays_whole(engine: Engine) {
        let m = TestMadang::with(engine, |s| {
            s.sign_up.link_hours = 24 * 30;
            s.limits.mail_per_recipient = 100;
        })
        .await;
        for number in 0..8 {
            let id = m.unverified(&format!("hong{number:02}")).await;
            resend_as_operator(&m.system(), id).await.unwrap();
            let token = m.last_mail(&format!("hong{number:02}@example.com"), "verify-email").await.token();
            m.advance(DAY * 8);
            let reconcilers = housekeeping::reconcilers(m.platform());
            let results = in_parallel(2, |task| {
                let (ctx, token, reconcilers) = (m.visitor(), token.clone(), reconcilers.clone());
                async move {
                    if task == 0 {
                        return Some(verify_email(&ctx, &token).await);
                    }
                    for reconciler in reconcilers {
                        reconciler.activate().await.unwrap();
                    }
                    None
                }
            })
            .await;
            let consents = rows!(m, "consents");
            match results.into_iter().flatten().next().unwrap() {
                Ok(verified) => {
                    assert_eq!(verified, id);
                    assert_eq!(m.number(Sql::new("SELECT COUNT(*) FROM members WHERE state = 'active' AND id = $1").bind(id)).await, 1);
                    assert_eq!(m.number(Sql::new("SELECT COUNT(*) FROM consents WHERE member_id = $1").bind(id)).await, 2);
                }
                Err(Error::Refused(Refusal::LinkOver)) => {
                    assert_eq!(m.number(Sql::new("SELECT COUNT(*) FROM members WHERE id = $1").bind(id)).await, 0);
                    assert_eq!(consents % 2, 0);
                }
                Err(other) => panic!("{other:?}"),
            }
        }
    }

    async fn texts_are_forgotten_and_that_they_were_sent_is_not(engine: Engine) {
        let m = TestMadang::with(engine, |s| s.mail.keep_text_days = 3).await;
        let id = m.unverified("hong12").await;
        resend_as_operator(&m.system(), id).await.unwrap();
        m.run_jobs().await;
        m.advance(DAY * 2);
        assert_eq!(keep_house(&m).await[2], ("outbox.forget_texts", String::new()));
        m.advance(DAY);
        assert_eq!(keep_house(&m).await[2], ("outbox.forget_texts", "texts=1".to_owned()));
        assert_eq!(rows!(m, "messages"), 1);
        assert!(m.mails_to("hong12@example.com").await.is_empty());
        assert_eq!(keep_house(&m).await[2], ("outbox.forget_texts", String::new()));
    }
}
