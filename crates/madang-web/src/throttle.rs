//! How many requests one network address may make, in this process.

use std::num::NonZeroU32;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use madang_core::Ctx;

use crate::{Fail, Problem, Web};

/// Counts requests by address.
pub(crate) struct Throttle(DefaultKeyedRateLimiter<String>);

/// Addresses are forgotten in one sweep once there are more than this.
const MOST_ADDRESSES: usize = 50_000;

impl Throttle {
    pub(crate) fn new(per_minute: u32) -> Self {
        let rate = NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN);
        Self(RateLimiter::keyed(Quota::per_minute(rate)))
    }

    fn admits(&self, network: String) -> bool {
        if self.0.len() > MOST_ADDRESSES {
            self.0.retain_recent();
        }
        self.0.check_key(&network).is_ok()
    }
}

/// Refuses an address that asks too often. The program's own files cost nothing and are not counted.
pub(crate) async fn throttle(State(web): State<Web>, request: Request, next: Next) -> Response {
    let counted = !request.uri().path().starts_with("/assets/");
    let admitted = match request.extensions().get::<Ctx>() {
        Some(ctx) if counted => web.throttle.admits(madang_core::limits::network(&ctx.origin.address)),
        Some(_) | None => true,
    };
    if admitted { next.run(request).await } else { Fail::problem(Problem::TooMany).into_response() }
}
