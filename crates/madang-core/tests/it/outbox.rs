use std::sync::Arc;
use std::time::Duration;

use madang_core::members::PhoneSubject;
use madang_core::members::{change_email, send_phone_code, withdraw};
use madang_core::outbox::Outcome;
use madang_testkit::{FakeMail, FakeSms, TestMadang, on_both_engines};

use crate::expect::{limited, refused};

on_both_engines! {
    async fn without_a_provider_everything_stays_to_be_read(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        change_email(&hong, "new@example.com").await.unwrap();
        assert_eq!(m.last_mail("new@example.com", "change-email").await.state, "queued");
        assert_eq!(m.run_jobs().await, 2);
        let mail = m.last_mail("new@example.com", "change-email").await;
        assert_eq!((mail.state.as_str(), mail.lang.as_str(), mail.to.as_str()), ("sent", "ko", "new@example.com"));
    }

    async fn a_provider_gets_it_and_its_text_is_forgotten(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let (mail, sms) = (Arc::new(FakeMail::default()), Arc::new(FakeSms::default()));
        let worker = m.worker(Some(mail.clone()), Some(sms.clone()));
        change_email(&hong, "new@example.com").await.unwrap();
        send_phone_code(&hong, &PhoneSubject::Member, "010-5555-6666").await.unwrap();
        let code = m.last_code("010-5555-6666").await;
        worker.run_due().await.unwrap();
        let mut letters = mail.taken();
        letters.sort_by(|one, other| other.to.cmp(&one.to));
        assert_eq!(letters.iter().map(|l| l.to.as_str()).collect::<Vec<_>>(), ["new@example.com", "hong12@example.com"]);
        assert!(letters[0].text.contains("이메일 변경 완료하기") && letters[0].html.starts_with("<!doctype html><html lang=\"ko\">"));
        assert!(sms.taken()[0].to == "01055556666" && sms.taken()[0].text.contains(&code));
        assert!(m.mails_to("new@example.com").await.is_empty() && m.sms_to("010-5555-6666").await.is_empty());
    }

    async fn a_provider_that_is_away_is_tried_again(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        let sms = Arc::new(FakeSms::default());
        sms.fail_with([Outcome::Later("away".into()), Outcome::Later("busy".into())]);
        let worker = m.worker(None, Some(sms.clone()));
        send_phone_code(&hong, &PhoneSubject::Member, "010-5555-6666").await.unwrap();
        for pause in [5, 10] {
            assert_eq!(worker.run_due().await.unwrap(), 1);
            assert!(sms.taken().is_empty());
            m.advance(Duration::from_secs(pause));
        }
        worker.run_due().await.unwrap();
        assert_eq!(sms.taken().len(), 1);
        let first = sms.taken().remove(0);
        m.advance(Duration::from_secs(3600));
        assert_eq!(worker.run_due().await.unwrap(), 0);
        assert!(sms.taken() == [first], "it left once");
    }

    async fn what_a_provider_refuses_is_failed_and_its_job_dead(engine: Engine) {
        let mut m = TestMadang::new(engine).await;
        m.expect_dead_jobs();
        let hong = m.member("hong12").await;
        let mail = Arc::new(FakeMail::default());
        mail.fail_to("new@example.com", Outcome::Refused("no such mailbox".into()));
        change_email(&hong, "new@example.com").await.unwrap();
        m.worker(Some(mail.clone()), None).run_due().await.unwrap();
        assert_eq!(m.last_mail("new@example.com", "change-email").await.state, "failed");
        assert_eq!(mail.taken().len(), 1, "the other mail is not held up");
    }

    async fn what_waits_for_a_member_who_left_is_not_sent(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let hong = m.member("hong12").await;
        change_email(&hong, "new@example.com").await.unwrap();
        withdraw(&hong).await.unwrap();
        let mail = Arc::new(FakeMail::default());
        m.worker(Some(mail.clone()), None).run_due().await.unwrap();
        assert_eq!(mail.taken().iter().map(|l| l.subject.as_str()).collect::<Vec<_>>(), ["[마당] 회원 탈퇴가 완료되었습니다"]);
    }

    async fn one_address_gets_so_many_an_hour_and_all_together_so_many_a_day(engine: Engine) {
        let m = TestMadang::with(engine, |settings| {
            settings.limits.mail_per_recipient = 2;
            settings.limits.mail_per_day = 3;
        })
        .await;
        let hong = m.member("hong12").await;
        change_email(&hong, "new@example.com").await.unwrap();
        change_email(&hong, "new@example.com").await.unwrap();
        limited(change_email(&hong, "NEW@example.com").await);
        change_email(&hong, "other@example.com").await.unwrap();
        refused(change_email(&hong, "third@example.com").await, madang_core::Refusal::SendingExhausted);
        assert_eq!(m.mails_to(&hong.email).await.len(), 3, "notices have no limit, and there are none for what was refused");
    }

    async fn what_a_person_wrote_is_text_in_a_mail_s_html(engine: Engine) {
        let m = TestMadang::with(engine, |settings| settings.product.company = "A & B <Cloud>".into()).await;
        let hong = m.member("hong12").await;
        crate::tokens::with_all_scopes(&m, &hong).await;
        let key = format!("{} <img src=x onerror=alert(1)>", crate::ssh_keys::ED25519);
        madang_core::members::add_ssh_key(&hong, crate::ssh_keys::typed("", &key)).await.unwrap();
        let mail = m.last_mail(&hong.email, "ssh-key-added").await;
        assert!(mail.html.contains("&lt;img src=x onerror=alert(1)&gt;") && !mail.html.contains("<img"), "{}", mail.html);
        assert!(mail.html.contains("A &amp; B &lt;Cloud&gt;"));
    }
}
