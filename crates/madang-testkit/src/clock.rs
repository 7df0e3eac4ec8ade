//! A clock that stands until it is moved.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use madang_model::{Clock, Timestamp};

/// 2026-03-02T00:00:00Z: the start of an hour and of a day, so that no limit's window ends by itself.
const START: i64 = 1_772_409_600_000_000;

/// A hand-set clock. Each look moves it by one microsecond, so that what was made later orders later.
#[derive(Debug)]
pub struct HandClock(AtomicI64);

impl Default for HandClock {
    fn default() -> Self {
        Self(AtomicI64::new(START))
    }
}

impl HandClock {
    /// Moves it forward.
    pub fn advance(&self, by: Duration) {
        self.0.fetch_add(
            i64::try_from(by.as_micros()).expect("tests move by less than an age"),
            Ordering::SeqCst,
        );
    }

    /// Sets it, backwards too.
    pub fn set(&self, to: Timestamp) {
        self.0.store(to.micros(), Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.fetch_add(1, Ordering::SeqCst))
    }
}
