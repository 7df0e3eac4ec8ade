//! Orders whose making takes long.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use madang_core::orders::{cancel, reconcilers, report, retry};
use madang_core::{Error, Refusal, Result};
use madang_model::OrderId;
use madang_model::orders::OrderState;
use madang_testkit::{in_parallel, on_both_engines};

use super::ground::{Ground, ground};
use crate::expect::refused;

/// An approved order of the slow kind whose making was begun.
async fn begun(g: &Ground) -> OrderId {
    let id = g.submitted_of("slow", 3).await;
    g.approved(id).await;
    g.m.run_jobs().await;
    id
}

/// Says what became of a try; whether anybody waited for it.
async fn says(g: &Ground, id: OrderId, attempt: i64, outcome: Result<Option<String>>) -> bool {
    let system = g.m.system();
    let mut work = system.begin().await.unwrap();
    let waited = report(&mut work, id, attempt, outcome).await.unwrap();
    work.commit().await.unwrap();
    waited
}

fn made() -> Result<Option<String>> {
    Ok(Some("made".to_owned()))
}

async fn recovered(g: &Ground) {
    g.m.advance(Duration::from_secs(3600));
    for reconciler in reconcilers(g.m.platform()) {
        reconciler.activate().await.unwrap();
    }
    g.m.run_jobs().await;
}

on_both_engines! {
    async fn what_takes_long_holds_its_quota_until_it_is_there(engine: Engine) {
        let g = ground(engine).await;
        g.bound(5).await;
        let id = begun(&g).await;
        let row = g.row(id).await;
        assert_eq!((row.state, row.attempts, g.vcpus().await), (OrderState::Fulfilling, 1, (Some(5), 0, 3)));
        refused(cancel(&g.dev, id, "").await, Refusal::NotInState { state: OrderState::Fulfilling });
        assert!(says(&g, id, 1, made()).await);
        let row = g.row(id).await;
        assert_eq!((row.state, row.result_id.as_deref()), (OrderState::Done, Some("made")));
        assert_eq!(g.vcpus().await, (Some(5), 3, 0));
        assert!(!says(&g, id, 1, made()).await, "it was said already");
        assert!(!says(&g, id, 1, Err(Error::internal("late"))).await);
        assert_eq!((g.row(id).await.state, g.vcpus().await), (OrderState::Done, (Some(5), 3, 0)));
    }

    async fn what_is_being_made_is_not_begun_again(engine: Engine) {
        let g = ground(engine).await;
        let id = begun(&g).await;
        recovered(&g).await;
        madang_core::orders::fulfil(&g.m.system(), id).await.unwrap();
        assert_eq!((g.begun.load(Ordering::SeqCst), g.row(id).await.attempts), (1, 1));
        assert!(g.m.audited("orders.recover").await.is_empty());
    }

    async fn what_failed_keeps_its_quota_and_is_begun_again_by_a_retry_only(engine: Engine) {
        let g = ground(engine).await;
        let id = begun(&g).await;
        assert!(says(&g, id, 1, Err(Error::internal("secret-host.internal refused"))).await);
        let row = g.row(id).await;
        assert_eq!((row.state, g.vcpus().await), (OrderState::Failed, (None, 0, 3)));
        assert!(!row.cause.is_empty() && !row.cause.contains("secret"), "{}", row.cause);
        recovered(&g).await;
        assert_eq!(g.begun.load(Ordering::SeqCst), 1);

        retry(&g.dev, id).await.unwrap();
        g.m.run_jobs().await;
        let row = g.row(id).await;
        assert_eq!((row.state, row.attempts, g.begun.load(Ordering::SeqCst)), (OrderState::Fulfilling, 2, 2));
        assert!(!says(&g, id, 1, made()).await, "the first try is over");
        assert_eq!(g.row(id).await.state, OrderState::Fulfilling);
        assert!(says(&g, id, 2, made()).await);
        assert_eq!((g.row(id).await.state, g.vcpus().await), (OrderState::Done, (None, 3, 0)));
    }

    async fn of_many_reports_at_once_one_counts(engine: Engine) {
        let g = ground(engine).await;
        let id = begun(&g).await;
        let system = Arc::new(g.m.system());
        let waited = in_parallel(6, |at| {
            let system = Arc::clone(&system);
            async move {
                let outcome = if at % 2 == 0 { made() } else { Err(Error::internal("broken")) };
                let mut work = system.begin().await.unwrap();
                let waited = report(&mut work, id, 1, outcome).await.unwrap();
                work.commit().await.unwrap();
                waited
            }
        })
        .await;
        assert_eq!(waited.iter().filter(|waited| **waited).count(), 1);
        let (_, used, reserved) = g.vcpus().await;
        let wanted = if g.row(id).await.state == OrderState::Done { (3, 0) } else { (0, 3) };
        assert_eq!((used, reserved), wanted);
    }
}
