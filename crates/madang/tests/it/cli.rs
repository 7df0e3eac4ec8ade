//! The verbs that are typed at a terminal.

use std::fs;

use madang_db::Engine;
use madang_testkit::{on_both_engines, run};

use crate::harness::World;
use crate::journey::{PASSWORD, client, post, sign_in};
use serde_json::{Value, json};

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn wrong_settings_keep_every_verb_from_working() {
    run(async {
        let mut world = World::new(Engine::Sqlite).await;
        world.set("MADANG_SERVER__BODY", "1");
        for verb in [
            &["serve"][..],
            &["migrate"],
            &["doctor"],
            &["config"],
            &["admin", "outbox"],
            &["audit", "verify"],
        ] {
            let output = world.run(verb);
            assert_eq!(output.status.code(), Some(1), "{verb:?}");
            let told = text(&output.stderr);
            assert_eq!(
                told,
                "madang: One setting has to be put right.\n  MADANG_SERVER__BODY: server.body: there is no such setting; did you mean server.body_kib?\n"
            );
        }
        world.set("LANG", "ko_KR.UTF-8");
        assert!(text(&world.run(&["config"]).stderr).contains("설정 1곳을 고쳐야 합니다."));
        assert!(!world.data().exists(), "nothing was made");
    });
}

#[test]
fn the_settings_in_force_are_printed_without_secrets() {
    run(async {
        let mut world = World::new(Engine::Sqlite).await;
        world.set("MADANG_DATABASE__URL", "postgres://u:s3cret@localhost/madang");
        fs::write(world.beside("madang.toml"), "[product]\nname_ko = \"뜰\"\n").unwrap();
        let printed = world.ok(&["config"], "");
        assert!(printed.contains("name_ko = \"뜰\"  # madang.toml:2\n"), "{printed}");
        assert!(printed.contains("url = \"(hidden)\"  # MADANG_DATABASE__URL\n"), "{printed}");
        assert!(printed.contains("  # --data-dir\n") && !printed.contains("s3cret"), "{printed}");
    });
}

on_both_engines! {
    async fn migrating_twice_does_it_once(engine: Engine) {
        let world = World::new(engine).await;
        let first = world.ok(&["migrate"], "");
        assert!(first.contains("were added to the database's schema"), "{first}");
        let second = world.ok(&["migrate"], "");
        assert!(second.starts_with("The database's schema is current, at "), "{second}");
    }

    async fn operators_are_made_and_let_in_again_while_the_program_runs(engine: Engine) {
        let mut world = World::new(engine).await;
        world.start();
        let client = client();
        let made = world.ok(&["admin", "create-operator", "--id", "ops123", "--password-stdin", "--email", "ops@example.com"], &format!("{PASSWORD}\n"));
        assert_eq!(made, "The operator ops123 has been made.\n");
        let again = world.command(&["admin", "create-operator", "--id", "OPS123", "--password-stdin"]);
        let refused = refused_with(again, PASSWORD);
        assert!(refused.starts_with("madang: login_id: "), "{refused}");
        let weak = world.command(&["admin", "create-operator", "--id", "ops124", "--password-stdin"]);
        assert!(refused_with(weak, "short").starts_with("madang: password: "));
        let empty = world.command(&["admin", "create-operator", "--id", "ops124", "--password-stdin"]);
        assert_eq!(refused_with(empty, ""), "madang: there is no password on standard input\n");

        for _ in 0..6 {
            assert_ne!(sign_in(&client, &world, "ops123", "Wrong!2026").await, 201);
        }
        assert_ne!(sign_in(&client, &world, "ops123", PASSWORD).await, 201, "a captcha is asked for");
        world.ok(&["admin", "unlock", "--id", "ops123"], "");
        assert_eq!(sign_in(&client, &world, "ops123", PASSWORD).await, 201);

        let link = world.ok(&["admin", "reset-password", "--id", "ops123"], "");
        let (address, token) = link.trim().split_once("?token=").unwrap();
        assert!(address.ends_with("/password/reset"), "{link}");
        let reset = json!({ "token": token, "password": "Another!2026" });
        let answer = post(&client, &world, "/api/v1/recovery/password/reset", &reset).await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
        assert_eq!(sign_in(&client, &world, "ops123", "Another!2026").await, 201);
        let given = world.ok(&["admin", "reset-password", "--id", "ops123", "--password-stdin"], "Given!2026\n");
        assert!(given.starts_with("ops123 signs in with this password, and has to change it then."), "{given}");
        assert_ne!(sign_in(&client, &world, "ops123", "Another!2026").await, 201);
        assert_eq!(sign_in(&client, &world, "ops123", "Given!2026").await, 201);
        let weak = world.command(&["admin", "reset-password", "--id", "ops123", "--password-stdin"]);
        assert!(refused_with(weak, "short").starts_with("madang: password: "));
        let made = world.ok(&["admin", "create-operator", "--id", "ops125"], "");
        assert_eq!(sign_in(&client, &world, "ops125", made.trim()).await, 201);

        assert!(text(&world.run(&["admin", "unlock", "--id", "nobody"]).stderr).contains("there is no member with the ID nobody"));

        world.until("SELECT COUNT(*) FROM messages WHERE state = 'queued'", 0).await;
        let sent = world.outbox();
        assert!(sent.iter().any(|m| m["to"] == "ops@example.com" && m["text"].as_str().unwrap().contains(link.trim())));
        let newest: Value = serde_json::from_str(&world.ok(&["admin", "outbox", "--json", "--limit", "1", "--to", "ops@example.com"], "")).unwrap();
        assert_eq!(newest.as_array().unwrap().len(), 1);
        assert_eq!(newest[0]["id"], sent.last().unwrap()["id"]);
        assert!(world.ok(&["audit", "verify"], "").starts_with("All "));
    }

    async fn an_altered_audit_log_is_found(engine: Engine) {
        let mut world = World::new(engine).await;
        world.start();
        world.kill();
        let db = world.database().await;
        let mut tx = db.begin().await.unwrap();
        let trigger = match engine {
            Engine::Sqlite => "DROP TRIGGER audit_entries_no_update",
            Engine::Postgres => "DROP TRIGGER audit_entries_append_only ON audit_entries",
        };
        madang_db::Sql::new(trigger).execute(&mut tx).await.unwrap();
        madang_db::Sql::new("UPDATE audit_entries SET actor = 'somebody' WHERE seq = 2").execute(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        db.close().await;
        let output = world.run(&["audit", "verify"]);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(text(&output.stderr), "the audit log is broken at entry 2\n");
    }
}

#[test]
fn captchas_are_given_away_only_where_the_program_runs_for_its_developers() {
    run(async {
        let mut world = World::new(Engine::Sqlite).await;
        world.start_with(&[]);
        let client = client();
        let answer = async |world: &World| {
            let captcha: Value =
                post(&client, world, "/api/v1/captchas", &json!({})).await.unwrap().json().await.unwrap();
            world.run(&["admin", "captcha-answer", "--id", captcha["id"].as_str().unwrap()])
        };
        let refused = answer(&world).await;
        assert!(!refused.status.success() && refused.stdout.is_empty(), "{refused:?}");
        world.kill();
        world.start();
        assert_eq!(text(&answer(&world).await.stdout).trim().len(), 6);
        // What a killed one left behind opens nothing for the next.
        world.kill();
        world.start_with(&[]);
        assert!(!answer(&world).await.status.success());
    });
}

#[test]
fn a_role_can_run_alone() {
    run(async {
        let mut world = World::new(Engine::Sqlite).await;
        world.start_with(&["--roles", "api"]);
        let client = client();
        let status = async |path: &str| client.get(world.url(path)).send().await.unwrap().status().as_u16();
        assert_eq!(
            (status("/api/v1/terms").await, status("/sign-in").await, status("/healthz").await),
            (200, 404, 200)
        );
        let refused = world.run(&["serve", "--roles", "apis"]);
        assert!(text(&refused.stderr).contains("there is no such role"), "{refused:?}");
    });
}

fn refused_with(mut command: std::process::Command, input: &str) -> String {
    use std::io::Write as _;
    use std::process::Stdio;
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    text(&output.stderr)
}
