//! Pages of the console over much and over little, as a signed-in operator asks for them.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use http::Request;
use tower::ServiceExt as _;

use crate::house::House;
use crate::say;

/// Each page is asked for this often; the median counts.
pub(crate) const TIMES: usize = 101;

/// A program with its data, and the token of somebody who is signed in.
pub(crate) type Filled = (House, String);

/// Prints the median of each page over much, over little, and the ratio.
pub(crate) async fn compare(much: &Filled, little: &Filled, pages: &[(&str, &str)]) -> Result<()> {
    for (name, path) in pages {
        let (few, many) = (median(little, path).await?, median(much, path).await?);
        let ratio = many.as_secs_f64() / few.as_secs_f64();
        say(&format!("  {name}: {:.2} ms beside {:.2} ms, ratio {ratio:.2}", millis(many), millis(few)));
    }
    Ok(())
}

async fn median((house, token): &(House, String), path: &str) -> Result<Duration> {
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES + 5 {
        let builder = Request::get(path).header("cookie", format!("__Host-session={token}"));
        let request = House::request(builder, String::new())?;
        let began = Instant::now();
        let response = house.app.clone().oneshot(request).await?;
        let status = response.status();
        axum::body::to_bytes(response.into_body(), usize::MAX).await?;
        times.push(began.elapsed());
        ensure!(status.is_success(), "{path} answered {status}");
    }
    // The first few warm caches and prepared statements.
    let mut times = times.split_off(5);
    times.sort_unstable();
    Ok(times[times.len() / 2])
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
