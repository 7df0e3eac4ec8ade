use madang_core::Refusal;
use madang_core::members::{resend_as_operator, verify_email};
use madang_model::MemberId;
use madang_testkit::{TestMadang, on_both_engines};

use super::{Someone, is_missing, is_refused, only_operators_may};

on_both_engines! {
    async fn the_mail_goes_out_again_and_only_its_link_works(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let id = m.unverified("hong12").await;
        resend_as_operator(&operator, id).await.unwrap();
        let first = m.last_mail("hong12@example.com", "verify-email").await.token();
        resend_as_operator(&operator, id).await.unwrap();
        let second = m.last_mail("hong12@example.com", "verify-email").await.token();
        assert!(is_refused(verify_email(&m.visitor(), &first).await, &Refusal::LinkOver));
        assert_eq!(verify_email(&m.visitor(), &second).await.unwrap(), id);
        assert!(is_refused(resend_as_operator(&operator, id).await, &Refusal::Superseded), "verified by now");
        assert_eq!(m.audited("members.resend_as_operator").await.len(), 2);
    }

    async fn the_mail_is_written_for_its_reader(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let operator = m.operator().await;
        let id = Someone { login_id: "smith1", name: "Smith", email: "smith@example.com", phone: "01011112222", state: "unverified" }.add(&m).await;
        resend_as_operator(&operator, id).await.unwrap();
        assert_eq!(m.last_mail("smith@example.com", "verify-email").await.lang, "en");
    }

    async fn only_operators_resend(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let id = m.unverified("hong12").await;
        only_operators_may!(m, |ctx| resend_as_operator(ctx, id));
        let operator = m.operator().await;
        assert!(is_missing(resend_as_operator(&operator, m.system().new_id::<MemberId>()).await));
    }
}
