//! Killing the program at drawn moments.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::harness::{Seed, World};

/// How often, and by which numbers.
#[derive(Clone, Copy)]
pub(super) struct Plan {
    pub(super) kills: u64,
    pub(super) seed: u64,
}

impl Plan {
    pub(super) fn from_surroundings() -> Self {
        #[expect(clippy::disallowed_methods, reason = "whoever runs the tests says here how long")]
        let number = |name: &str, usual: u64| match std::env::var(name) {
            Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name} is a number")),
            Err(_) => usual,
        };
        Self { kills: number("MADANG_TEST_KILLS", 10), seed: number("MADANG_TEST_SEED", 20_261_123) }
    }
}

/// The longest that it lives, in microseconds.
const LIFE: u64 = 400_000;

/// Kills it as often as planned and starts it again each time, at last for good; then asks the people to stop.
pub(super) async fn kill_again_and_again(world: &mut World, plan: Plan, stop: &AtomicBool) {
    let mut seed = Seed::new(plan.seed);
    for _ in 0..plan.kills {
        tokio::time::sleep(Duration::from_micros(seed.below(LIFE))).await;
        world.kill();
        world.let_the_dead_be_forgotten().await;
        tokio::task::block_in_place(|| world.start());
    }
    stop.store(true, Ordering::SeqCst);
}
