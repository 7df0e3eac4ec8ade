//! The first start, and the master key.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use madang_db::Engine;
use madang_testkit::on_both_engines;

use crate::harness::World;
use crate::journey::{client, expect, post};
use serde_json::json;

/// What a process that could not start said.
fn refusal(world: &World) -> String {
    let output = world.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

on_both_engines! {
    async fn the_first_operator_is_told_once_and_can_sign_in(engine: Engine) {
        let mut world = World::new(engine).await;
        world.start();
        let output = world.ok(&["admin", "jobs"], "");
        assert!(output.starts_with("queued: 0, running: 0, dead: 0"), "{output}");
        world.kill();

        let mut world = World::new(engine).await;
        let said = said_by_a_whole_run(&mut world);
        let (id, password) = (value(&said, "ID"), value(&said, "Password"));
        assert_eq!(id, "operator");
        world.start_with(&[]);
        assert!(said.contains("It has to be changed at the first sign-in."), "{said}");
        let body = json!({ "login_id": id, "password": password });
        let session = expect(201, post(&client(), &world, "/api/v1/sessions", &body).await.unwrap()).await;
        let me = client().get(world.url("/api/v1/me")).bearer_auth(session["token"].as_str().unwrap()).send();
        assert_eq!(expect(409, me.await.unwrap()).await["code"], "password-initial");
        assert!(!world.log().contains(&password));
        world.signal("TERM");
        assert!(world.wait().success());
        assert!(!said_by_a_whole_run(&mut world).contains("Password"));
        assert_eq!(world.number("SELECT COUNT(*) FROM members").await, 1);
        assert_eq!(world.number("SELECT COUNT(*) FROM terms").await, 2);
    }

    async fn a_key_that_is_gone_or_another_s_stops_the_program(engine: Engine) {
        let mut world = World::new(engine).await;
        world.start();
        world.kill();
        let key = world.data().join("keys/master.key");
        let kept = fs::read_to_string(&key).unwrap();
        assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);

        fs::remove_file(&key).unwrap();
        assert!(refusal(&world).contains("master.key is missing. Bring the key back from a backup"));
        assert!(!key.exists(), "no new key is made");

        let write = |text: &str, mode: u32| {
            fs::write(&key, text).unwrap();
            fs::set_permissions(&key, fs::Permissions::from_mode(mode)).unwrap();
        };
        write(&"0".repeat(64), 0o600);
        assert!(refusal(&world).contains("master.key is not the one of this database"));
        write("short", 0o600);
        assert!(refusal(&world).contains("is malformed: it has to be 64 hexadecimal digits"));
        write(&kept, 0o640);
        assert!(refusal(&world).contains("can be read by others (mode 640). Run: chmod 600"));
        write(&kept, 0o600);
        world.start();
    }
}

/// Starts it, ends it as soon as it is ready, and gives all that it said.
fn said_by_a_whole_run(world: &mut World) -> String {
    use std::io::Read as _;
    let mut command = world.command(&["serve", "--listen", "127.0.0.1:0"]);
    let mut process =
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::null()).spawn().unwrap();
    let mut stdout = process.stdout.take().unwrap();
    let mut said = Vec::new();
    let mut bytes = [0; 4096];
    // One write is one read here; the banner is one write.
    while !String::from_utf8_lossy(&said).contains("/outbox") {
        let count = stdout.read(&mut bytes).unwrap();
        assert!(count > 0, "it ended: {}", String::from_utf8_lossy(&said));
        said.extend_from_slice(&bytes[..count]);
    }
    let done =
        std::process::Command::new("kill").args(["-s", "TERM", &process.id().to_string()]).status().unwrap();
    assert!(done.success());
    stdout.read_to_end(&mut said).unwrap();
    assert!(process.wait().unwrap().success());
    String::from_utf8(said).unwrap()
}

fn value(said: &str, name: &str) -> String {
    let line = said.lines().find_map(|line| line.trim().strip_prefix(name)?.strip_prefix(": "));
    line.unwrap_or_else(|| panic!("no {name} in: {said}")).to_owned()
}

#[test]
fn the_banner_speaks_korean_where_the_terminal_does() {
    madang_testkit::run(async {
        let mut world = World::new(Engine::Sqlite).await;
        world.set("LANG", "ko_KR.UTF-8");
        let said = said_by_a_whole_run(&mut world);
        assert!(said.starts_with("Madang") || said.starts_with("마당 서비스를 시작했습니다."), "{said}");
        assert!(said.contains("\n  아이디: operator\n  비밀번호: "), "{said}");
    });
}

#[test]
fn what_is_kept_is_its_owner_s_alone() {
    madang_testkit::run(async {
        let mut world = World::new(Engine::Sqlite).await;
        // A folder that somebody made before, open to all.
        fs::create_dir(world.data()).unwrap();
        fs::set_permissions(world.data(), fs::Permissions::from_mode(0o755)).unwrap();
        world.start();
        for name in ["madang.db", "madang.db-wal", "keys", "keys/master.key"] {
            let mode = fs::metadata(world.data().join(name)).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{name} is {mode:o}");
        }
    });
}
