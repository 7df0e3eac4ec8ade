use std::time::Duration;

use madang_core::limits::{Limit, take, used};
use madang_core::{Ctx, Error};
use madang_testkit::{TestMadang, in_parallel, on_both_engines};

use crate::expect::limited;

async fn take_one(ctx: &Ctx, name: &str, limit: Limit) -> Result<(), Error> {
    let mut work = ctx.begin().await?;
    take(ctx, &mut work, name, limit).await?;
    work.commit().await
}

on_both_engines! {
    async fn however_parallel_there_are_never_more(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let limit = Limit::hourly(7);
        for round in 0..3 {
            let name = format!("round:{round}");
            let results = in_parallel(24, |_| {
                let (ctx, name) = (m.visitor(), name.clone());
                async move { take_one(&ctx, &name, limit).await }
            })
            .await;
            assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 7);
            assert_eq!(used(&m.visitor(), &mut m.platform().db.read().await.unwrap(), &name, limit).await.unwrap(), 7);
        }
    }

    async fn a_window_ends_and_says_when(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (ctx, limit) = (m.visitor(), Limit::hourly(1));
        take_one(&ctx, "a", limit).await.unwrap();
        m.advance(Duration::from_secs(1800));
        match take_one(&ctx, "a", limit).await {
            Err(Error::Limited { retry_after }) => assert_eq!(retry_after.as_secs(), 1799, "half an hour is left"),
            other => panic!("{other:?}"),
        }
        take_one(&ctx, "b", limit).await.unwrap();
        m.advance(Duration::from_secs(1800));
        take_one(&ctx, "a", limit).await.unwrap();
    }

    async fn what_is_undone_was_not_taken(engine: Engine) {
        let m = TestMadang::new(engine).await;
        let (ctx, limit) = (m.visitor(), Limit::daily(1));
        let mut work = ctx.begin().await.unwrap();
        take(&ctx, &mut work, "a", limit).await.unwrap();
        drop(work);
        take_one(&ctx, "a", limit).await.unwrap();
        limited(take_one(&ctx, "a", limit).await);
    }

    async fn none_at_all_is_none(engine: Engine) {
        let m = TestMadang::new(engine).await;
        limited(take_one(&m.visitor(), "a", Limit::daily(0)).await);
    }
}
