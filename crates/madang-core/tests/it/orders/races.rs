//! Many at the same moment.

use std::sync::Arc;

use madang_core::orders::{Moved, cancel, fulfil, moved, retry, submit, withdraw};
use madang_core::{Error, Refusal, Result};
use madang_model::orders::{Move, OrderState};
use madang_store::orders;
use madang_testkit::{in_parallel, on_both_engines, only_winner};

use super::ground::ground;

on_both_engines! {
    async fn submitted_twice_at_once_it_is_submitted_once(engine: Engine) {
        let g = ground(engine).await;
        let id = g.draft(2).await;
        let revision = g.row(id).await.revision;
        let dev = Arc::new(g.dev.ctx.clone());
        let results = in_parallel(6, |_| {
            let dev = Arc::clone(&dev);
            async move { submit(&dev, id, revision).await }
        })
        .await;
        let (_, losers) = only_winner(results);
        assert!(losers.iter().all(|loser| matches!(
            loser,
            Error::Refused(Refusal::Superseded | Refusal::NotInState { .. })
        )));
        assert_eq!((g.row(id).await.round, g.vcpus().await.2), (1, 2));
    }

    async fn quota_is_never_overshot(engine: Engine) {
        let g = ground(engine).await;
        g.bound(10).await;
        let mut drafts = Vec::new();
        for _ in 0..8 {
            drafts.push((g.draft(3).await, g.dev.ctx.clone()));
        }
        let mut wanted = Vec::new();
        for (id, dev) in drafts {
            wanted.push((id, g.row(id).await.revision, dev));
        }
        let wanted = Arc::new(wanted);
        let results = in_parallel(8, |number| {
            let wanted = Arc::clone(&wanted);
            async move {
                let (id, revision, dev) = &wanted[number];
                submit(dev, *id, *revision).await
            }
        })
        .await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 3);
        assert!(results.iter().all(|result| matches!(
            result,
            Ok(()) | Err(Error::Refused(Refusal::QuotaExceeded { wanted: 3, free: 1, .. }))
        )), "{results:?}");
        assert_eq!(g.vcpus().await, (Some(10), 0, 9));
    }

    async fn taken_back_or_approved_but_not_both(engine: Engine) {
        let g = ground(engine).await;
        for _ in 0..4 {
            let id = g.submitted(1).await;
            let (dev, system) = (g.dev.ctx.clone(), g.m.system());
            let results = in_parallel(2, |number| {
                let (dev, system) = (dev.clone(), system.clone());
                async move {
                    if number == 0 {
                        return withdraw(&dev, id, "").await;
                    }
                    let mut work = system.begin().await?;
                    let row = orders::find(&mut work, id).await?.ok_or(Error::NotFound)?;
                    moved(&mut work, &row, Moved::plain(Move::Approve)).await?;
                    work.commit().await
                }
            })
            .await;
            only_winner(results);
            let row = g.row(id).await;
            assert!(matches!(row.state, OrderState::Withdrawn | OrderState::Approved), "{}", row.state);
        }
    }

    async fn made_twice_at_once_it_is_made_once(engine: Engine) {
        let g = ground(engine).await;
        let id = g.submitted(2).await;
        g.approved(id).await;
        let system = g.m.system();
        let results: Vec<Result<()>> = in_parallel(4, |_| {
            let system = system.clone();
            async move { fulfil(&system, id).await }
        })
        .await;
        assert!(results.iter().all(Result::is_ok), "{results:?}");
        g.m.run_jobs().await;
        assert_eq!((g.row(id).await.state, g.row(id).await.attempts), (OrderState::Done, 1));
        assert_eq!(g.vcpus().await, (None, 2, 0));
        assert_eq!(g.m.audited("orders.finish").await.len(), 1);
    }

    async fn whatever_is_done_in_whatever_order_quota_is_held_exactly_while_the_state_says_so(engine: Engine) {
        let g = ground(engine).await;
        // A fixed walk through acts, most of which are refused where they come.
        let mut seed: u32 = 7;
        for _ in 0..3 {
            let id = g.draft(1).await;
            let before = g.vcpus().await;
            for _ in 0..14 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                g.fails.store(seed & 1 << 9 != 0, std::sync::atomic::Ordering::SeqCst);
                let row = g.row(id).await;
                let done = match (seed >> 16) % 6 {
                    0 | 1 => submit(&g.dev, id, row.revision).await,
                    2 if seed & 1 << 11 == 0 => withdraw(&g.dev, id, "").await,
                    3 if seed & 3 << 12 == 0 => cancel(&g.dev, id, "").await,
                    4 => retry(&g.dev, id).await,
                    _ if row.state == OrderState::InApproval => {
                        g.approved(id).await;
                        Ok(())
                    }
                    _ => {
                        g.m.run_jobs().await;
                        Ok(())
                    }
                };
                assert!(matches!(done, Ok(()) | Err(Error::Refused(Refusal::NotInState { .. }))), "{done:?}");
                let (row, now) = (g.row(id).await, g.vcpus().await);
                let held = now.2 - before.2;
                let used = now.1 - before.1;
                assert_eq!(held, i64::from(row.state.holds_quota()), "{}", row.state);
                assert_eq!(used, i64::from(row.state == OrderState::Done), "{}", row.state);
                assert_eq!(row.ended_at.is_some(), row.state.is_end());
            }
            g.m.run_jobs().await;
        }
    }
}
