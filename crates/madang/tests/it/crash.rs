//! Killed without warning, at chosen and at random moments.

use std::collections::BTreeMap;
use std::time::Duration;

use madang_testkit::{MailServer, on_both_engines};
use serde_json::json;

use crate::harness::{Seed, World};
use crate::journey::{PASSWORD, client, post, sign_up};

/// Mail goes to this port, in the clear, which is for loopback only.
fn mail_to(world: &mut World, port: u16) {
    world.set("MADANG_MAIL__DRIVER", "smtp");
    world.set("MADANG_MAIL__SMTP__HOST", "127.0.0.1");
    world.set("MADANG_MAIL__SMTP__PORT", &port.to_string());
    world.set("MADANG_MAIL__SMTP__TLS", "none");
}

const WAITING: &str = "SELECT COUNT(*) FROM jobs WHERE state IN ('queued', 'running')";
const DEAD: &str = "SELECT COUNT(*) FROM jobs WHERE state = 'dead'";

on_both_engines! {
    async fn a_mail_whose_delivery_was_killed_leaves_once(engine: Engine) {
        let mut world = World::new(engine).await;
        // It takes connections and never says a word, so the delivery hangs.
        let silent = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = silent.local_addr().unwrap().port();
        mail_to(&mut world, port);
        world.start();
        let client = client();
        let signing_up = sign_up(&client, &world, "hong12", "hong@example.com", "01012345678");
        let (_, delivering) = tokio::join!(signing_up, silent.accept());
        world.kill();
        drop((delivering, silent));

        let mut mail = MailServer::start(&["--port", &port.to_string()]);
        world.let_leases_run_out().await;
        world.start();
        assert_eq!(mail.next_message()["to"], json!(["hong@example.com"]));
        world.until(WAITING, 0).await;
        world.kill();
        assert_eq!(mail.stop().len(), 0, "it left more than once");
        assert_eq!(world.number(DEAD).await, 0);
    }

    async fn a_mail_that_nobody_had_begun_to_deliver_leaves_once(engine: Engine) {
        let mut world = World::new(engine).await;
        let mail = MailServer::start(&[]);
        mail_to(&mut world, mail.port);
        world.start_with(&["--dev", "--roles", "api"]);
        // Another process works off the SMS; the mail is left to the one after the crash.
        let client = client();
        sign_up(&client, &world, "hong12", "hong@example.com", "01012345678").await;
        world.kill();
        world.start();
        world.until(WAITING, 0).await;
        world.kill();
        assert_eq!(mail.stop().len(), 1);
    }

    /// Twelve people ask for a new password while the program is killed again and again. Whoever was answered
    /// gets a mail, nobody gets two different ones, and nothing is left over.
    async fn nothing_answered_is_lost_at_random_moments(engine: Engine) {
        const PEOPLE: usize = 12;
        const SEED: u64 = 20_261_122;
        let mut seed = Seed::new(SEED);
        let mut world = World::new(engine).await;
        let mail = MailServer::start(&[]);
        mail_to(&mut world, mail.port);
        world.start();
        for n in 0..PEOPLE {
            let (id, email) = (format!("person{n}"), format!("person{n}@example.com"));
            world.ok(&["admin", "create-operator", "--id", &id, "--password-stdin", "--email", &email], PASSWORD);
        }
        let client = client();
        let (mut answered, mut kills) = (0, 0);
        for n in 0..PEOPLE {
            let body = json!({ "login_id": format!("person{n}"), "email": format!("person{n}@example.com") });
            let killed_after = Duration::from_micros(seed.below(30_000));
            let asking = post(&client, &world, "/api/v1/recovery/password/request", &body);
            let first = tokio::select! {
                answer = asking => Some(answer.unwrap().status()),
                () = tokio::time::sleep(killed_after) => None,
            };
            if first.is_none() || seed.below(3) == 0 {
                world.kill();
                kills += 1;
                world.let_leases_run_out().await;
                world.start();
            }
            // Like a person who saw no answer, the client asks again.
            if first.is_none() {
                let again = post(&client, &world, "/api/v1/recovery/password/request", &body).await.unwrap();
                assert_eq!(again.status().as_u16(), 200, "seed {SEED}");
            }
            answered += 1;
        }
        world.until(WAITING, 0).await;
        world.kill();
        assert_eq!(world.number(DEAD).await, 0, "seed {SEED}");
        let mut by_person: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let taken = mail.stop();
        for message in &taken {
            let id = message["message"].as_str().unwrap().lines().find(|line| line.starts_with("Message-ID:")).unwrap();
            by_person.entry(message["to"][0].as_str().unwrap().to_owned()).or_default().push(id.to_owned());
        }
        assert_eq!(by_person.len(), answered, "seed {SEED}: {kills} kills");
        // A mail that was taken just before a kill may be taken again, and is the same mail then. A kill meets as
        // many deliveries as run at once.
        let at_once = madang_core::Settings::default().jobs.concurrency as usize;
        assert!(taken.len() <= answered + kills * at_once, "seed {SEED}: {} of {answered}, {kills} kills", taken.len());
        for (person, mut ids) in by_person {
            ids.dedup();
            assert_eq!(ids.len(), 1, "seed {SEED}: {person} was written to twice");
        }
        assert!(world.ok(&["audit", "verify"], "").starts_with("All "));
    }
}
