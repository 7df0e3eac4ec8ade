//! What handlers share.

use std::sync::Arc;

use madang_core::Platform;

use crate::Metrics;
use crate::throttle::Throttle;

/// What handlers share. Cheap to clone.
#[derive(Clone)]
pub struct Web {
    /// What operations work on.
    pub platform: Platform,
    /// Figures.
    pub metrics: Metrics,
    /// Whether the program runs for development: the outbox is open to everyone.
    pub mode: Mode,
    pub(crate) throttle: Arc<Throttle>,
}

/// What the program runs for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// People.
    Production,
    /// Its developers, on their own machine.
    Development,
}

impl Web {
    /// The shared state of a program that serves `platform`.
    pub fn new(platform: Platform, mode: Mode) -> Self {
        let throttle = Arc::new(Throttle::new(platform.settings.limits.requests_per_minute));
        Self { metrics: Metrics::new(), platform, mode, throttle }
    }

    /// Whether the program runs for its developers.
    pub fn is_development(&self) -> bool {
        self.mode == Mode::Development
    }
}
