use std::sync::Arc;
use std::time::Duration;

use madang_core::members::{PhoneSubject, resend_as_operator, send_phone_code};
use madang_core::outbox::{MailDriver, MessageQuery, Outcome, get, list, retry};
use madang_core::{Refusal, housekeeping};
use madang_model::{MessageId, Rule};
use madang_testkit::{FakeMail, TestMadang, TestMember, on_both_engines};

use super::{is_invalid, is_missing, is_refused, only_operators_may};

/// One failed mail to hong12@example.com.
async fn failed_mail(m: &mut TestMadang, operator: &TestMember) -> (MessageId, Arc<FakeMail>) {
    let mail = Arc::new(FakeMail::default());
    let id = m.unverified("hong12").await;
    resend_as_operator(operator, id).await.unwrap();
    mail.fail_with([Outcome::Refused("550 no such user".into())]);
    let driver: Arc<dyn MailDriver> = mail.clone();
    m.worker(Some(driver), None).run_due().await.unwrap();
    m.expect_dead_jobs();
    let found = list(operator, &MessageQuery { state: Some("failed".into()), ..MessageQuery::default() })
        .await
        .unwrap();
    assert_eq!(found.items.len(), 1);
    (found.items[0].row.id, mail)
}

on_both_engines! {
    async fn what_was_sent_can_be_read(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let hong = m.member("hong12").await;
        let id = m.unverified("kim123").await;
        resend_as_operator(&operator, id).await.unwrap();
        send_phone_code(&hong, &PhoneSubject::Member, "010-1234-5678").await.unwrap();
        let all = list(&operator, &MessageQuery::default()).await.unwrap();
        let kinds: Vec<_> = all.items.iter().map(|message| (message.row.kind.as_str(), message.row.state.as_str())).collect();
        assert_eq!(kinds, [("phone-code", "queued"), ("verify-email", "queued")]);
        m.run_jobs().await;
        for (recipient, kind) in [("Kim123@example.com", "verify-email"), ("010-1234-5678", "phone-code")] {
            let query = MessageQuery { recipient: recipient.into(), state: Some("sent".into()), ..MessageQuery::default() };
            let found = list(&operator, &query).await.unwrap();
            assert_eq!(found.items.iter().map(|message| message.row.kind.as_str()).collect::<Vec<_>>(), [kind]);
            let text = get(&operator, found.items[0].row.id).await.unwrap().text.unwrap();
            assert!(!text.text.is_empty() && !format!("{text:?}").contains(&text.to), "a text is not for logs");
        }
        let nobody = MessageQuery { recipient: "nobody@example.com".into(), ..MessageQuery::default() };
        assert!(list(&operator, &nobody).await.unwrap().items.is_empty());
    }

    async fn strange_filters_are_told(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let query = MessageQuery { recipient: "a@b".into(), ..MessageQuery::default() };
        assert!(is_invalid(list(&operator, &query).await, "recipient", Rule::Email));
        let query = MessageQuery { recipient: "12".into(), ..MessageQuery::default() };
        assert!(is_invalid(list(&operator, &query).await, "recipient", Rule::MobilePhone));
        let query = MessageQuery { state: Some("lost".into()), ..MessageQuery::default() };
        assert!(is_invalid(list(&operator, &query).await, "state", Rule::Choice));
        let query = MessageQuery { before: Some("1".into()), ..MessageQuery::default() };
        assert!(is_invalid(list(&operator, &query).await, "cursor", Rule::Choice));
    }

    async fn pages_hold_all(engine: Engine) {
        let m = TestMadang::with(engine, |s| s.limits.mail_per_recipient = 1000).await;
        let operator = m.operator().await;
        let id = m.unverified("hong12").await;
        for _ in 0..60 {
            resend_as_operator(&operator, id).await.unwrap();
        }
        for (state, recipient) in [(None, ""), (Some("queued"), ""), (Some("queued"), "hong12@example.com"), (None, "hong12@example.com")] {
            let query = MessageQuery { state: state.map(Into::into), recipient: recipient.into(), before: None };
            let first = list(&operator, &query).await.unwrap();
            let rest = list(&operator, &MessageQuery { before: first.next.clone(), ..query }).await.unwrap();
            assert_eq!((first.items.len(), rest.items.len(), rest.next), (50, 10, None), "{state:?} {recipient}");
            let mut ids: Vec<_> = first.items.iter().chain(&rest.items).map(|message| message.row.id).collect();
            assert!(ids.is_sorted_by(|newer, older| newer > older));
            ids.dedup();
            assert_eq!(ids.len(), 60);
        }
    }

    async fn a_failed_message_is_sent_again(engine: Engine) {
        let mut m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let (id, mail) = failed_mail(&mut m, &operator).await;
        assert_eq!(get(&operator, id).await.unwrap().row.error.as_deref(), Some("550 no such user"));
        retry(&operator, id).await.unwrap();
        assert!(is_refused(retry(&operator, id).await, &Refusal::Superseded), "it waits already");
        let driver: Arc<dyn MailDriver> = mail.clone();
        m.worker(Some(driver), None).run_due().await.unwrap();
        assert_eq!(mail.taken().len(), 1);
        let sent = get(&operator, id).await.unwrap();
        assert!(sent.row.state == "sent" && sent.text.is_none(), "a real provider has it: its text goes");
        assert!(is_refused(retry(&operator, id).await, &Refusal::Superseded));
        assert_eq!(m.audited("outbox.retry").await.len(), 1);
    }

    async fn what_was_forgotten_is_not_sent_again(engine: Engine) {
        let mut m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let (id, _) = failed_mail(&mut m, &operator).await;
        m.advance(Duration::from_secs(31 * 86_400));
        for reconciler in housekeeping::reconcilers(m.platform()) {
            reconciler.activate().await.unwrap();
        }
        assert!(is_refused(retry(&operator, id).await, &Refusal::TextForgotten));
        assert!(is_missing(retry(&operator, m.system().new_id::<MessageId>()).await));
        assert!(is_missing(get(&operator, m.system().new_id::<MessageId>()).await));
    }

    async fn only_operators_read(engine: Engine) {
        let m = TestMadang::new(engine).await;
        only_operators_may!(m, |ctx| list(ctx, &MessageQuery::default()));
    }

    async fn only_operators_read_one(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let id: MessageId = m.system().new_id();
        only_operators_may!(m, |ctx| get(ctx, id));
    }

    async fn only_operators_send_again(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let id: MessageId = m.system().new_id();
        only_operators_may!(m, |ctx| retry(ctx, id));
    }
}
