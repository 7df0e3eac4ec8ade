//! The disk is full, the database is away: a clear error, and recovery by itself.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;

use madang_db::{Engine, Sql};
use madang_testkit::run;
use serde_json::{Value, json};

use crate::harness::{World, until};
use crate::journey::{client, expect, post};
use crate::proxy::Wire;

/// A write by a stranger: a captcha is drawn and kept.
async fn draw(client: &reqwest::Client, world: &World) -> (u16, Value) {
    let answer = post(client, world, "/api/v1/captchas", &json!({})).await.unwrap();
    let status = answer.status().as_u16();
    (status, answer.json().await.unwrap_or_default())
}

/// A folder of 12 MiB that only the program sees, and those who look through its process.
fn on_a_small_disk(world: &World) -> Command {
    let data = world.data();
    fs::create_dir(&data).unwrap();
    let mounted = "mount -t tmpfs -o size=12m,mode=700 none \"$0\" && exec \"$@\"";
    let data_text = data.display().to_string();
    let mut outer = vec!["unshare", "--mount"];
    if !rustix::process::geteuid().is_root() {
        outer.extend(["--user", "--map-root-user"]);
    }
    outer.extend(["sh", "-c", mounted, &data_text]);
    world.command_within(&outer, &data, &["serve", "--dev", "--listen", "127.0.0.1:0"])
}

#[test]
fn a_full_disk_refuses_writes_and_nothing_else_until_there_is_room() {
    run(async {
        let mut world = World::new(Engine::Sqlite).await;
        world.set("MADANG_LIMITS__CAPTCHAS_PER_ADDRESS", "100000");
        world.set("MADANG_LIMITS__REQUESTS_PER_MINUTE", "100000");
        let command = on_a_small_disk(&world);
        world.spawn(command);
        let client = client();
        assert_eq!(draw(&client, &world).await.0, 201);

        let seen: PathBuf = format!("/proc/{}/root{}", world.process_id(), world.data().display()).into();
        let filler = seen.join("filler");
        let mut file = fs::File::create(&filler).unwrap();
        while file.write_all(&[0; 4096]).is_ok() {}
        // What is preallocated is used up first.
        let mut problem = Value::Null;
        for _ in 0..2000 {
            let (status, answer) = draw(&client, &world).await;
            if status != 201 {
                assert_eq!(status, 503, "{answer}");
                problem = answer;
                break;
            }
        }
        assert_eq!(problem["status"], 503, "writes must run into the full disk");
        assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()), "{problem}");
        expect(200, client.get(world.url("/api/v1/terms")).send().await.unwrap()).await;
        assert!(client.get(world.url("/sign-in")).send().await.unwrap().status().is_success());

        fs::remove_file(&filler).unwrap();
        drop(file);
        until("writes work again", async || draw(&client, &world).await.0 == 201).await;
        let output = world.command_within(&[], &seen, &["audit", "verify"]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    });
}

#[test]
fn a_database_that_goes_away_and_comes_back() {
    run(async {
        let mut world = World::new(Engine::Postgres).await;
        let direct = world.database_url();
        let (before, after) = direct.split_once('@').unwrap();
        let (server, name) = after.split_once('/').unwrap();
        let mut wire = Wire::to(server).await;
        world.set("MADANG_DATABASE__URL", &format!("{before}@127.0.0.1:{}/{name}", wire.port));
        world.start();
        let client = client();
        assert_eq!(draw(&client, &world).await.0, 201);
        let ready = async || client.get(world.url("/readyz")).send().await.unwrap().status().as_u16();
        assert_eq!(ready().await, 200);

        wire.cut().await;
        let (drawn, readiness) = tokio::join!(draw(&client, &world), ready());
        assert_eq!((drawn.0, readiness), (503, 503), "{}", drawn.1);
        assert_eq!(client.get(world.url("/healthz")).send().await.unwrap().status().as_u16(), 200);

        wire.mend().await;
        until("it is ready again", async || ready().await == 200).await;
        assert_eq!(draw(&client, &world).await.0, 201);

        // As when the server is shut down for an upgrade: sessions are ended by it, in so many words.
        let db = world.database().await;
        let end = "SELECT COUNT(CAST(pg_terminate_backend(pid) AS TEXT)) FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        assert!(Sql::new(end).number(&mut db.read().await.unwrap()).await.unwrap() > 0);
        db.close().await;
        until("it is ready again", async || ready().await == 200).await;
        assert_eq!(draw(&client, &world).await.0, 201);
        // The worker, too.
        world.until("SELECT COUNT(*) FROM jobs WHERE state IN ('queued', 'running')", 0).await;
    });
}
