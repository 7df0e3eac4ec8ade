//! From draft to done, and every way back.

use std::sync::atomic::Ordering;
use std::time::Duration;

use madang_core::Refusal;
use madang_core::orders::{
    Confirm, SaveDraft, cancel, comment, confirm, get, quote, reconcilers, retry, save_draft, submit,
    timeline, withdraw,
};
use madang_model::Rule;
use madang_model::orders::OrderState;
use madang_testkit::on_both_engines;
use serde_json::json;

use super::ground::ground;
use crate::expect::{invalid, not_found, refused};

on_both_engines! {
    async fn an_order_is_quoted_submitted_approved_and_made(engine: Engine) {
        let g = ground(engine).await;
        g.bound(10).await;
        let id = g.draft(4).await;
        let number = g.row(id).await.number;
        assert!(number.len() == 11 && number.ends_with("-000001"), "{number}");

        let quoted = quote(&g.dev, id).await.unwrap();
        assert_eq!((quoted.price.month, quoted.claims.len(), quoted.plan.steps.len()), (2800, 1, 2));
        assert!(quoted.broken.is_empty() && quoted.claims[0].fits);
        confirm(&g.dev, id, &Confirm { revision: quoted.revision, seal: quoted.seal }).await.unwrap();
        assert_eq!((g.row(id).await.state, g.vcpus().await), (OrderState::InApproval, (Some(10), 0, 4)));
        let view = get(&g.head, id).await.unwrap();
        assert_eq!((view.line.len(), view.quote.unwrap().month), (2, 2800));

        g.approved(id).await;
        g.m.run_jobs().await;
        let row = g.row(id).await;
        assert_eq!((row.state, row.result_id.as_deref()), (OrderState::Done, Some("made")));
        assert_eq!(g.vcpus().await, (Some(10), 4, 0), "what was held is in use now");
        let kinds: Vec<String> =
            timeline(&g.dev, id, None).await.unwrap().items.into_iter().map(|event| event.kind).collect();
        assert_eq!(kinds, ["finish", "begin", "approve", "submit"]);
    }

    async fn two_tabs_do_not_undo_each_other(engine: Engine) {
        let g = ground(engine).await;
        let id = g.draft(1).await;
        let revision = g.row(id).await.revision;
        let form = |name: &str| json!({ "name": name, "vcpu": 1 });
        let write = |name| SaveDraft { revision, form: form(name), approver_id: Some(g.head.id) };
        let first = save_draft(&g.dev, id, &write("첫째")).await.unwrap();
        assert_eq!(first, revision + 1);
        refused(save_draft(&g.dev, id, &write("둘째")).await, Refusal::Superseded);
        refused(submit(&g.dev, id, revision).await, Refusal::Superseded);
        assert_eq!(g.row(id).await.title, "첫째");
    }

    async fn a_form_that_is_not_in_order_is_kept_but_not_submitted(engine: Engine) {
        let g = ground(engine).await;
        let id = g.draft(1).await;
        let revision = g.row(id).await.revision;
        let empty = SaveDraft { revision, form: json!({ "name": "" }), approver_id: None };
        let revision = save_draft(&g.dev, id, &empty).await.unwrap();
        assert_eq!(quote(&g.dev, id).await.unwrap().broken.len(), 1);
        invalid(submit(&g.dev, id, revision).await, "name", Rule::Required);
        let form = json!({ "name": "가", "vcpu": 1 });
        let nobody = SaveDraft { revision, form, approver_id: None };
        let revision = save_draft(&g.dev, id, &nobody).await.unwrap();
        invalid(submit(&g.dev, id, revision).await, "approver_id", Rule::ApproverRequired);
        assert_eq!((g.row(id).await.state, g.vcpus().await.2), (OrderState::Draft, 0));
    }

    async fn what_is_not_quoted_any_more_is_not_submitted(engine: Engine) {
        let g = ground(engine).await;
        let id = g.draft(1).await;
        let seen = quote(&g.dev, id).await.unwrap();
        refused(
            confirm(&g.dev, id, &Confirm { revision: seen.revision, seal: "other".to_owned() }).await,
            Refusal::QuoteOver,
        );
        assert_eq!(g.row(id).await.state, OrderState::Draft);
    }

    async fn what_is_taken_back_frees_its_quota_and_can_be_submitted_again(engine: Engine) {
        let g = ground(engine).await;
        g.bound(3).await;
        let id = g.submitted(3).await;
        withdraw(&g.dev, id, "").await.unwrap();
        let row = g.row(id).await;
        assert_eq!((row.state, g.vcpus().await.2), (OrderState::Withdrawn, 0));
        submit(&g.dev, id, row.revision).await.unwrap();
        let row = g.row(id).await;
        assert_eq!((row.state, row.round, g.vcpus().await.2), (OrderState::InApproval, 2, 3));
        refused(cancel(&g.dev, id, "").await, Refusal::NotInState { state: OrderState::InApproval });
        withdraw(&g.dev, id, "").await.unwrap();
        cancel(&g.dev, id, "").await.unwrap();
        assert_eq!(g.row(id).await.state, OrderState::Cancelled);
        refused(withdraw(&g.dev, id, "").await, Refusal::NotInState { state: OrderState::Cancelled });
    }

    async fn what_could_not_be_made_says_why_keeps_its_quota_and_is_tried_again(engine: Engine) {
        let g = ground(engine).await;
        g.fails.store(true, Ordering::SeqCst);
        let id = g.submitted(2).await;
        g.approved(id).await;
        g.m.run_jobs().await;
        let row = g.row(id).await;
        assert_eq!((row.state, row.attempts, row.result_id), (OrderState::Failed, 1, None));
        assert!(!row.cause.is_empty() && !row.cause.contains("secret"), "{}", row.cause);
        assert_eq!(g.vcpus().await, (None, 0, 2));

        retry(&g.dev, id).await.unwrap();
        g.m.run_jobs().await;
        assert_eq!((g.row(id).await.state, g.row(id).await.attempts), (OrderState::Failed, 2));

        g.fails.store(false, Ordering::SeqCst);
        retry(&g.dev, id).await.unwrap();
        g.m.run_jobs().await;
        assert_eq!((g.row(id).await.state, g.vcpus().await), (OrderState::Done, (None, 2, 0)));
    }

    async fn what_failed_can_be_given_up(engine: Engine) {
        let g = ground(engine).await;
        g.fails.store(true, Ordering::SeqCst);
        let id = g.submitted(2).await;
        g.approved(id).await;
        g.m.run_jobs().await;
        cancel(&g.dev, id, "").await.unwrap();
        assert_eq!((g.row(id).await.state, g.vcpus().await), (OrderState::Cancelled, (None, 0, 0)));
    }

    async fn an_order_goes_back_when_its_quote_is_over(engine: Engine) {
        let g = ground(engine).await;
        let id = g.submitted(2).await;
        let round = || async {
            for reconciler in reconcilers(g.m.platform()) {
                reconciler.activate().await.unwrap();
            }
        };
        round().await;
        assert_eq!(g.row(id).await.state, OrderState::InApproval);
        g.m.advance(Duration::from_secs(14 * 86_400));
        round().await;
        round().await;
        assert_eq!((g.row(id).await.state, g.vcpus().await.2), (OrderState::Returned, 0));
        assert_eq!(g.m.audited("orders.expire").await.len(), 1);
    }

    async fn an_order_whose_job_got_lost_is_taken_up_again_once(engine: Engine) {
        let g = ground(engine).await;
        let id = g.submitted(2).await;
        g.approved(id).await;
        let mut tx = g.m.platform().db.begin().await.unwrap();
        madang_db::Sql::new("DELETE FROM jobs").execute(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        g.m.advance(Duration::from_secs(300));
        for reconciler in reconcilers(g.m.platform()).iter().chain(&reconcilers(g.m.platform())) {
            reconciler.activate().await.unwrap();
        }
        assert_eq!(g.m.audited("orders.recover").await.len(), 1);
        g.m.run_jobs().await;
        assert_eq!(g.row(id).await.state, OrderState::Done);
    }

    async fn comments_are_for_those_who_have_to_do_with_it(engine: Engine) {
        let g = ground(engine).await;
        let id = g.submitted(1).await;
        comment(&g.dev, id, "급합니다.").await.unwrap();
        comment(&g.head, id, "확인 중입니다.").await.unwrap();
        invalid(comment(&g.head, id, "  ").await, "text", Rule::Required);
        let stranger = g.m.member("stranger2").await;
        not_found(comment(&stranger, id, "?").await);
        let texts: Vec<String> =
            timeline(&g.head, id, None).await.unwrap().items.into_iter().map(|event| event.text).collect();
        assert_eq!(texts, ["확인 중입니다.", "급합니다.", ""]);
    }
}
