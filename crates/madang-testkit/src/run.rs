//! Running a test's body.

use std::future::Future;

/// Runs `body` on a runtime with more threads than this machine may have cores, so that what can race does.
pub fn run(body: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .enable_all()
        .build()
        .expect("a runtime starts")
        .block_on(body);
}
