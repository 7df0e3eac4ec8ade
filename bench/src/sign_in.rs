//! Password sign-ins a second through the whole program, beside bare Argon2id with the same parameters.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use argon2::{Algorithm, Argon2, Params, Version};
use http::Request;
use tower::ServiceExt as _;

use crate::house::{House, ID, PASSWORD};
use crate::say;

/// Long enough that a pause of the machine does not decide.
const SPAN: Duration = Duration::from_secs(8);

/// Measures both in turn, twice, and prints the ratios.
pub(crate) async fn measure() -> Result<()> {
    let house = House::new(None).await?;
    let cores = std::thread::available_parallelism()?.get();
    let mut lines = Vec::new();
    for round in 1..=2 {
        let bare = bare(&house, cores).await?;
        let whole = whole(&house, cores * 2).await?;
        lines.push(format!(
            "  round {round}: {whole:.1} sign-ins/s, bare Argon2id {bare:.1}/s, ratio {:.3}",
            whole / bare
        ));
    }
    say("password sign-in (POST /api/v1/sessions, SQLite, all cores) beside bare Argon2id");
    lines.iter().for_each(|line| say(line));
    Ok(())
}

async fn bare(house: &House, threads: usize) -> Result<f64> {
    let settings = &house.platform.settings.password;
    let params =
        Params::new(settings.memory_kib, settings.passes, 1, None).map_err(|e| anyhow::anyhow!("{e}"))?;
    let began = Instant::now();
    let workers: Vec<_> = (0..threads)
        .map(|_| {
            let params = params.clone();
            tokio::task::spawn_blocking(move || {
                let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
                let mut output = [0; 32];
                let mut hashes = 0_u32;
                while began.elapsed() < SPAN {
                    if argon2.hash_password_into(PASSWORD.as_bytes(), &[7; 16], &mut output).is_ok() {
                        hashes += 1;
                    }
                }
                hashes
            })
        })
        .collect();
    sum(workers, began).await
}

async fn whole(house: &House, clients: usize) -> Result<f64> {
    let body = serde_json::json!({ "login_id": ID, "password": PASSWORD }).to_string();
    let began = Instant::now();
    let workers: Vec<_> = (0..clients)
        .map(|_| {
            let (app, body) = (house.app.clone(), body.clone());
            tokio::spawn(async move {
                let mut done = 0_u32;
                while began.elapsed() < SPAN {
                    let builder =
                        Request::post("/api/v1/sessions").header("content-type", "application/json");
                    let Ok(request) = House::request(builder, body.clone()) else { break };
                    match app.clone().oneshot(request).await {
                        Ok(response) if response.status().is_success() => done += 1,
                        Ok(_) | Err(_) => break,
                    }
                }
                done
            })
        })
        .collect();
    let rate = sum(workers, began).await?;
    ensure!(rate > 0.0, "no sign-in succeeded");
    Ok(rate)
}

async fn sum(workers: Vec<tokio::task::JoinHandle<u32>>, began: Instant) -> Result<f64> {
    let mut total = 0;
    for worker in workers {
        total += worker.await?;
    }
    Ok(f64::from(total) / began.elapsed().as_secs_f64())
}
