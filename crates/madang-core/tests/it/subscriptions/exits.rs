//! 「상품 해지」 (guide 000 §3) and the exit plan.

use std::time::Duration;

use madang_core::subscriptions::{exit_plan, get, intervals, subscribe, tear_down, terminate};
use madang_core::{Error, Refusal};
use madang_model::billing::Money;
use madang_model::catalog::{SubscriptionState, TeardownState};
use madang_model::orders::OrderState;
use madang_model::organizations::OrgRole;
use madang_testkit::{in_parallel, on_both_engines};

use super::{ground, is_active, state_of};
use crate::expect::{forbidden, not_found, refused, sign_in_required};

on_both_engines! {
    async fn what_is_in_use_keeps_it_and_the_refusal_says_what(engine: Engine) {
        let g = ground(engine).await;
        let id = g.subscribed().await;
        g.make("service", "db").await.unwrap();
        g.make("app", "web").await.unwrap();
        g.m.advance(Duration::from_secs(86_400));
        let Err(Error::Refused(refusal @ Refusal::ProductInUse { .. })) = terminate(&g.owner, id).await else {
            panic!("it is in use");
        };
        let words = refusal.words(g.owner.tr());
        assert!(
            words.starts_with("devpack에서 사용 중인 리소스가 존재합니다. 모든 리소스 삭제 후 해지 신청이 가능합니다. 감사합니다."),
            "{words}"
        );
        assert!(is_active(&g, id).await);
        let plan = exit_plan(&g.owner, id).await.unwrap();
        let names: Vec<&str> = plan.steps.iter().map(|step| step.what.name.as_str()).collect();
        assert_eq!(names, ["web", "db"], "apps before what they are bound to");
        assert_eq!(plan.steps[0].age.as_secs(), 86_400);
        assert_eq!(plan.month, Money::from_won(20_000));
    }

    async fn with_nothing_in_use_it_ends_at_once_and_what_was_used_is_charged(engine: Engine) {
        let g = ground(engine).await;
        let id = g.subscribed().await;
        g.m.advance(Duration::from_secs(3 * 86_400));
        let preview = exit_plan(&g.owner, id).await.unwrap();
        assert!(preview.steps.is_empty() && preview.bill.sum > Money::ZERO);
        let order = terminate(&g.owner, id).await.unwrap();
        assert_eq!(state_of(&g, order).await, OrderState::Done);
        let found = get(&g.owner, id).await.unwrap();
        assert_eq!((found.row.state, found.row.end_order_id), (SubscriptionState::Ended, Some(order)));
        assert_eq!(found.bill.total(), preview.bill.total(), "the closing statement is what was previewed");
        let counted = intervals(&g.owner, id, None).await.unwrap().items;
        assert!(counted.iter().all(|interval| interval.ended_at.is_some()), "{counted:?}");
        g.m.advance(Duration::from_secs(40 * 86_400));
        assert_eq!(get(&g.owner, id).await.unwrap().bill, found.bill, "nothing is charged after the end");
        refused(terminate(&g.owner, id).await, Refusal::NotSubscribed);
        refused(g.make("app", "late").await, Refusal::NotSubscribed);
        // It can be subscribed to again.
        subscribe(&g.owner, &g.asks()).await.unwrap();
        assert_ne!(g.newest().await.unwrap(), id);
    }

    async fn what_appears_while_it_ends_either_keeps_it_or_is_refused(engine: Engine) {
        let g = ground(engine).await;
        for round in 0..6 {
            let id = g.subscribed().await;
            let name = format!("app-{round}");
            let (ended, made) = tokio::join!(terminate(&g.owner, id), g.make("app", &name));
            g.m.run_jobs().await;
            match (is_active(&g, id).await, &made) {
                (true, Ok(())) => {
                    madang_testkit::FakeProduct::unmake(&g.m.system(), id, "app", &name).await.unwrap();
                    // An order that found the app is failed: its applicant takes it back.
                    for order in ended.iter() {
                        madang_core::orders::cancel(&g.owner, *order, "").await.unwrap();
                    }
                    terminate(&g.owner, id).await.unwrap();
                }
                (false, Err(Error::Refused(Refusal::NotSubscribed))) => {}
                other => panic!("{other:?}, {ended:?}"),
            }
            let open = madang_db::Sql::new("SELECT COUNT(*) FROM usage_intervals WHERE ended_at IS NULL");
            assert_eq!(g.m.number(open).await, 0);
        }
    }

    async fn of_many_who_end_it_at_once_one_does(engine: Engine) {
        let g = ground(engine).await;
        let id = g.subscribed().await;
        let tries = in_parallel(6, |_| {
            let ctx = g.owner.ctx.clone();
            async move { terminate(&ctx, id).await }
        })
        .await;
        assert_eq!(tries.iter().filter(|tried| tried.is_ok()).count(), 1, "{tries:?}");
        assert_eq!(g.m.audited("subscriptions.terminate").await.len(), 1);
    }

    async fn things_are_given_back_in_order_and_what_fails_is_tried_again(engine: Engine) {
        let g = ground(engine).await;
        let id = g.subscribed().await;
        for (kind, name) in [("service", "db"), ("app", "web"), ("app", "worker")] {
            g.make(kind, name).await.unwrap();
        }
        tear_down(&g.owner, id, Some(("app", "worker"))).await.unwrap();
        g.m.run_jobs().await;
        assert_eq!(g.product.ended(), ["worker"]);
        g.product.stick("web", 1);
        tear_down(&g.owner, id, None).await.unwrap();
        g.m.run_jobs().await;
        let plan = exit_plan(&g.owner, id).await.unwrap();
        let step = plan.steps[0].teardown.as_ref().unwrap();
        assert_eq!((plan.steps.len(), step.state, step.attempts), (2, TeardownState::Failed, 1));
        assert!(!step.cause.is_empty());
        assert_eq!(g.product.ended(), ["worker"], "what comes after waits");
        tear_down(&g.owner, id, None).await.unwrap();
        g.m.run_jobs().await;
        assert_eq!(g.product.ended(), ["worker", "web", "db"]);
        let plan = exit_plan(&g.owner, id).await.unwrap();
        assert!(plan.steps.is_empty());
        assert_eq!(plan.done.len(), 3);
        refused(tear_down(&g.owner, id, Some(("app", "web"))).await, Refusal::Superseded);
        terminate(&g.owner, id).await.unwrap();
        refused(tear_down(&g.owner, id, None).await, Refusal::NotSubscribed);
        g.m.advance(Duration::from_secs(3600));
        g.m.run_jobs().await;
    }

    async fn only_owners_tear_down_and_those_who_pay_give_up(engine: Engine) {
        let g = ground(engine).await;
        let id = g.subscribed().await;
        let payer = g.m.member("payer1").await;
        g.m.joins(&g.company, &payer, None, &[OrgRole::Billing], false).await;
        let developer = g.m.member("develop1").await;
        g.m.joins(&g.company, &developer, None, &[OrgRole::Developer], false).await;
        let stranger = g.m.member("stranger").await;
        g.make("app", "web").await.unwrap();
        forbidden(tear_down(&payer, id, None).await);
        forbidden(tear_down(&developer, id, None).await);
        forbidden(terminate(&developer, id).await);
        not_found(tear_down(&stranger, id, None).await);
        not_found(terminate(&stranger, id).await);
        not_found(exit_plan(&stranger, id).await);
        sign_in_required(terminate(&g.m.visitor(), id).await);
        sign_in_required(tear_down(&g.m.visitor(), id, None).await);
        exit_plan(&developer, id).await.unwrap();
        tear_down(&g.owner, id, None).await.unwrap();
        g.m.run_jobs().await;
        terminate(&payer, id).await.unwrap();
        assert!(!is_active(&g, id).await);
    }
}
