//! `GET /api/v1/me` with a token, requests a second, beside a route of the same server that only answers.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use axum::Router;
use axum::routing::get;
use http::Request;
use tower::ServiceExt as _;

use crate::house::House;
use crate::say;

const SPAN: Duration = Duration::from_secs(4);

/// Measures both in turn, twice, and prints rates and ratios.
pub(crate) async fn measure() -> Result<()> {
    let house = House::new(None).await?;
    let token = house.session().await?;
    let bare = Router::new().route("/bare", get(|| async { "ok" }));
    let mut lines = Vec::new();
    for round in 1..=2 {
        let nothing = rate(bare.clone(), "/bare", None).await?;
        let me = rate(house.app.clone(), "/api/v1/me", Some(token.reveal())).await?;
        lines.push(format!(
            "  round {round}: {me:.0} requests/s, a bare route {nothing:.0}/s, ratio {:.3}",
            me / nothing
        ));
    }
    say("token check (GET /api/v1/me, SQLite, all cores, in process) beside a bare route");
    lines.iter().for_each(|line| say(line));
    Ok(())
}

async fn rate(app: Router, path: &'static str, token: Option<&str>) -> Result<f64> {
    let clients = std::thread::available_parallelism()?.get() * 4;
    let bearer = token.map(|token| format!("Bearer {token}"));
    let began = Instant::now();
    let workers: Vec<_> = (0..clients)
        .map(|_| {
            let (app, bearer) = (app.clone(), bearer.clone());
            tokio::spawn(async move {
                let mut done = 0_u32;
                while began.elapsed() < SPAN {
                    let mut builder = Request::get(path);
                    if let Some(bearer) = &bearer {
                        builder = builder.header("authorization", bearer);
                    }
                    let Ok(request) = House::request(builder, String::new()) else { break };
                    match app.clone().oneshot(request).await {
                        Ok(response) if response.status().is_success() => done += 1,
                        Ok(_) | Err(_) => break,
                    }
                }
                done
            })
        })
        .collect();
    let mut total = 0;
    for worker in workers {
        total += worker.await?;
    }
    ensure!(total > 0, "{path} did not answer");
    Ok(f64::from(total) / began.elapsed().as_secs_f64())
}
