//! How often something may happen: exact counters in the database, shared by all processes.

use std::net::IpAddr;
use std::time::Duration;

use madang_db::Conn;
use madang_model::Timestamp;
use madang_store::counters;

use crate::{Ctx, Error, Result};

/// At most `most` in each window of `window`, counted from the epoch.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// The most there may be.
    pub most: u32,
    /// Per this long.
    pub window: Duration,
}

impl Limit {
    /// At most `most` an hour.
    pub fn hourly(most: u32) -> Self {
        Self { most, window: Duration::from_secs(3600) }
    }

    /// At most `most` a day.
    pub fn daily(most: u32) -> Self {
        Self { most, window: Duration::from_secs(86_400) }
    }

    fn window_start(self, now: Timestamp) -> Timestamp {
        let window = i64::try_from(self.window.as_micros()).unwrap_or(i64::MAX).max(1);
        Timestamp::from_micros(now.micros().div_euclid(window) * window)
    }
}

/// Counts one more under `name`, or refuses. Names that hold personal data are signed by the caller first.
pub async fn take(ctx: &Ctx, conn: &mut Conn, name: &str, limit: Limit) -> Result<()> {
    let now = ctx.now();
    let start = limit.window_start(now);
    let end = start.plus(limit.window);
    if counters::take(conn, name, start, end, limit.most).await? {
        Ok(())
    } else {
        Err(Error::Limited { retry_after: end.since(now) })
    }
}

/// How many are counted under `name` in the window of now.
pub async fn used(ctx: &Ctx, conn: &mut Conn, name: &str, limit: Limit) -> Result<i64> {
    Ok(counters::used(conn, name, limit.window_start(ctx.now())).await?)
}

/// Starts a counter again from zero.
pub(crate) async fn clear(conn: &mut Conn, name: &str) -> Result<()> {
    Ok(counters::clear(conn, name).await?)
}

/// The name of a counter about `subject`, which is personal data and so is not kept as it is.
pub fn about(ctx: &Ctx, what: &str, subject: &str) -> String {
    let signed = ctx.vault().sign("limit", subject.as_bytes());
    format!("{what}:{}", &signed[..32])
}

/// The name of a counter about where this call comes from.
pub fn from_here(ctx: &Ctx, what: &str) -> String {
    about(ctx, what, &network(&ctx.origin.address))
}

/// The network that an address counts for: an IPv4 address by itself, an IPv6 address by its first 64 bits,
/// because whoever has one of those has all of them.
pub fn network(address: &str) -> String {
    match address.parse::<IpAddr>().map(|ip| ip.to_canonical()) {
        Ok(IpAddr::V6(ip)) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        Ok(IpAddr::V4(ip)) => ip.to_string(),
        Err(_) => address.to_owned(),
    }
}

/// Gives one back that [`take`] counted under `name` in the window of now.
pub(crate) async fn give_back(ctx: &Ctx, conn: &mut Conn, name: &str, limit: Limit) -> Result<()> {
    Ok(counters::give_back(conn, name, limit.window_start(ctx.now())).await?)
}

/// Makes works that call this with one `name` wait for each other, each until it ends: for what is decided by
/// looking at rows that parallel works add.
pub(crate) async fn one_at_a_time(ctx: &Ctx, conn: &mut Conn, name: &str) -> Result<()> {
    let now = ctx.now();
    // Whoever counts holds the counter's row; what it counts is nobody's business.
    counters::add(conn, name, now, now.plus(Duration::from_secs(60))).await?;
    Ok(())
}

/// For how long failures are remembered after the last one.
const FAILURE_MEMORY: Duration = Duration::from_secs(3600);

/// Failures so far under `name`, and how long ago the last one was.
pub(crate) async fn failures(ctx: &Ctx, conn: &mut Conn, name: &str) -> Result<(u32, Duration)> {
    let now = ctx.now();
    Ok(match counters::added(conn, name, now).await? {
        Some(added) => {
            let last = added.expires_at.minus(FAILURE_MEMORY);
            (u32::try_from(added.used).unwrap_or(u32::MAX), now.since(last))
        }
        None => (0, Duration::MAX),
    })
}

/// Notes a failure under `name`; how many there are now.
pub(crate) async fn note_failure(ctx: &Ctx, conn: &mut Conn, name: &str) -> Result<u32> {
    let now = ctx.now();
    let used = counters::add(conn, name, now, now.plus(FAILURE_MEMORY)).await?;
    Ok(u32::try_from(used).unwrap_or(u32::MAX))
}

/// Takes back one failure that was noted under `name`.
pub(crate) async fn take_back_failure(conn: &mut Conn, name: &str) -> Result<()> {
    Ok(counters::give_back(conn, name, Timestamp::from_micros(0)).await?)
}

/// Forgets the failures under `name`.
pub(crate) async fn forget_failures(conn: &mut Conn, name: &str) -> Result<()> {
    Ok(counters::clear(conn, name).await?)
}

/// Failures under several names together.
pub(crate) struct WorstFailures {
    /// Under how many names.
    pub(crate) counters: u32,
    /// The most under one name.
    pub(crate) failures: u32,
    /// When the last one was.
    pub(crate) last_at: Timestamp,
}

/// The failures under every `<under>:…`.
pub(crate) async fn worst_failures(ctx: &Ctx, conn: &mut Conn, under: &str) -> Result<WorstFailures> {
    let worst = counters::worst(conn, &format!("{under}:"), ctx.now()).await?;
    Ok(WorstFailures {
        counters: u32::try_from(worst.counters).unwrap_or(u32::MAX),
        failures: u32::try_from(worst.used).unwrap_or(u32::MAX),
        last_at: worst.expires_at.minus(FAILURE_MEMORY),
    })
}

/// Forgets the failures under every `<under>:…`.
pub(crate) async fn forget_failures_under(conn: &mut Conn, under: &str) -> Result<()> {
    Ok(counters::clear_all(conn, &format!("{under}:")).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_addresses_of_one_line_are_one_network() {
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), network("2001:db8:1:2:ffff::1"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.1"), "192.0.2.1");
        assert_eq!(network("-"), "-");
    }
}
