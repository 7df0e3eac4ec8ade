//! Doing the same many times at the same moment.

use std::fmt::Debug;
use std::future::Future;
use std::sync::Arc;

use tokio::sync::Barrier;

/// Runs `count` acts, each a task of its own, that all start together; what each of them gave, in order.
pub async fn in_parallel<T, F>(count: usize, act: impl Fn(usize) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let start = Arc::new(Barrier::new(count));
    let tasks: Vec<_> = (0..count)
        .map(|number| {
            let (start, act) = (Arc::clone(&start), act(number));
            tokio::spawn(async move {
                start.wait().await;
                act.await
            })
        })
        .collect();
    let mut results = Vec::with_capacity(count);
    for task in tasks {
        results.push(task.await.expect("no act panics"));
    }
    results
}

/// What the one act gave that succeeded, and the errors of all others. Panics unless it is exactly one.
pub fn only_winner<T: Debug, E: Debug>(results: Vec<Result<T, E>>) -> (T, Vec<E>) {
    let (mut winners, mut losers) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(winner) => winners.push(winner),
            Err(loser) => losers.push(loser),
        }
    }
    assert_eq!(winners.len(), 1, "exactly one wins; the others: {losers:?}");
    (winners.remove(0), losers)
}
