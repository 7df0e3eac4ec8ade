//! `madang backup` and `madang restore`, on both databases and across them.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use madang_db::Engine;
use madang_testkit::{on_both_engines, run};
use serde_json::Value;

use crate::harness::World;
use crate::journey::{PASSWORD, client, sign_in, sign_up};

/// What a restore ends.
const ENDED: [&str; 5] = ["sessions", "mail_links", "phone_codes", "captchas", "idempotency"];

/// The archive's parts by name, all but when it was made and what a restore ends.
fn parts(archive: &Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = tar::Archive::new(fs::File::open(archive).unwrap());
    let mut parts = Vec::new();
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        let name = entry.path().unwrap().to_str().unwrap().to_owned();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
        if ENDED.iter().any(|table| name == format!("database/{table}.jsonl")) {
            continue;
        }
        if name == "manifest.json" {
            let mut manifest: Value = serde_json::from_slice(&bytes).unwrap();
            manifest["created_at"] = Value::Null;
            let ended = |one: &Value, key: &str| {
                ENDED.iter().any(|table| one[key] == *table || one[key] == format!("database/{table}.jsonl"))
            };
            manifest["tables"].as_array_mut().unwrap().retain(|table| !ended(table, "name"));
            manifest["members"].as_array_mut().unwrap().retain(|member| !ended(member, "path"));
            bytes = manifest.to_string().into_bytes();
        }
        parts.push((name, bytes));
    }
    parts
}

/// How many rows of a table the archive holds.
fn rows_in(archive: &Path, table: &str) -> i64 {
    let mut archive = tar::Archive::new(fs::File::open(archive).unwrap());
    let mut entries = archive.entries().unwrap().map(Result::unwrap);
    let manifest = entries.find(|entry| entry.path().unwrap().to_str() == Some("manifest.json")).unwrap();
    let manifest: Value = serde_json::from_reader(manifest).unwrap();
    let found = manifest["tables"].as_array().unwrap().iter().find(|one| one["name"] == table).unwrap();
    found["rows"].as_i64().unwrap()
}

/// A world with people, sessions, sealed messages, a picture and a file in it.
async fn lived_in(engine: Engine) -> World {
    let mut world = World::new(engine).await;
    world.start();
    let client = client();
    sign_up(&client, &world, "hong12", "hong@example.com", "01012345678").await;
    world.ok(&["admin", "create-operator", "--id", "ops123", "--password-stdin"], PASSWORD);
    assert_eq!(sign_in(&client, &world, "ops123", PASSWORD).await, 201);
    let captcha: Value = crate::journey::post(&client, &world, "/api/v1/captchas", &serde_json::json!({}))
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert!(captcha["id"].is_string());
    fs::create_dir_all(world.data().join("blobs/ab")).unwrap();
    fs::write(world.data().join("blobs/ab/cd"), b"\0\xff\n").unwrap();
    world.until("SELECT COUNT(*) FROM jobs WHERE state IN ('queued', 'running')", 0).await;
    world
}

/// Backs `from` up, restores into a new world on `engine`, and shows that nothing is different there.
async fn moved(from: &mut World, engine: Engine) -> World {
    let archive = from.beside("kept.tar");
    from.kill();
    from.ok(&["backup", archive.to_str().unwrap()], "");
    let mut to = World::new(engine).await;
    let said = to.ok(&["restore", archive.to_str().unwrap()], "");
    assert!(said.contains(" has been restored, and is as it was "), "{said}");
    assert!(said.contains("everyone signs in anew"), "{said}");
    assert!(rows_in(&archive, "sessions") > 0);
    for table in ENDED {
        let left = match table {
            "sessions" => to.number("SELECT COUNT(*) FROM sessions").await,
            "mail_links" => to.number("SELECT COUNT(*) FROM mail_links").await,
            "phone_codes" => to.number("SELECT COUNT(*) FROM phone_codes").await,
            "captchas" => to.number("SELECT COUNT(*) FROM captchas").await,
            _ => to.number("SELECT COUNT(*) FROM idempotency").await,
        };
        assert_eq!(left, 0, "{table}");
    }
    let again = to.beside("again.tar");
    to.ok(&["backup", again.to_str().unwrap()], "");
    assert_eq!(parts(&archive), parts(&again));
    assert_eq!(fs::read(to.data().join("blobs/ab/cd")).unwrap(), b"\0\xff\n");
    // What was sealed opens, and who could sign in can.
    assert!(to.outbox().iter().any(|message| message["to"] == "hong@example.com"));
    to.start();
    assert_eq!(sign_in(&client(), &to, "ops123", PASSWORD).await, 201);
    to
}

on_both_engines! {
    async fn a_backup_restored_elsewhere_is_the_same(engine: Engine) {
        let mut here = lived_in(engine).await;
        moved(&mut here, engine).await;
    }

    /// There and back again: neither database adds or loses anything on the way.
    async fn a_backup_crosses_to_the_other_database_and_back(engine: Engine) {
        let other = match engine {
            Engine::Sqlite => Engine::Postgres,
            Engine::Postgres => Engine::Sqlite,
        };
        let mut here = lived_in(engine).await;
        let mut there = moved(&mut here, other).await;
        moved(&mut there, engine).await;
    }

    /// While members keep signing in, every backup is of one moment: its audit chain holds.
    async fn a_backup_while_writes_go_on_is_of_one_moment(engine: Engine) {
        let world = lived_in(engine).await;
        let client = client();
        let writing = async {
            // Fewer than a member has sessions at once: beyond that each ends the oldest one.
            for _ in 0..40 {
                assert_eq!(sign_in(&client, &world, "ops123", PASSWORD).await, 201);
            }
        };
        let backing_up = async {
            let mut sizes = Vec::new();
            for n in 0..3 {
                let archive = world.beside(&format!("kept{n}.tar"));
                let mut command = world.command(&["backup", archive.to_str().unwrap()]);
                let status = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
                assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
                let to = World::new(engine).await;
                let mut command = to.command(&["restore", archive.to_str().unwrap()]);
                let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                let sessions = rows_in(&archive, "sessions");
                let entries = to.number("SELECT COUNT(*) FROM audit_entries WHERE action = 'members.sign_in'").await;
                assert_eq!(sessions, entries, "a session and its entry are of one transaction");
                sizes.push(sessions);
            }
            sizes
        };
        let ((), sizes) = tokio::join!(writing, backing_up);
        assert!(sizes.is_sorted(), "{sizes:?}");
    }

    async fn only_an_empty_world_is_restored_into(engine: Engine) {
        let mut world = lived_in(engine).await;
        let archive = world.beside("kept.tar");
        world.ok(&["backup", archive.to_str().unwrap()], "");
        assert_eq!(fs::metadata(&archive).unwrap().permissions().mode() & 0o777, 0o600);
        let over = world.run(&["backup", archive.to_str().unwrap()]);
        assert!(String::from_utf8_lossy(&over.stderr).contains("kept.tar is there already"), "{over:?}");
        world.kill();
        let refused = |world: &World| {
            let output = world.run(&["restore", archive.to_str().unwrap()]);
            assert!(!output.status.success());
            String::from_utf8(output.stderr).unwrap()
        };
        assert!(refused(&world).contains("master.key is there already"));
        fs::remove_file(world.data().join("keys/master.key")).unwrap();
        assert!(refused(&world).contains("blobs is there already"));
        fs::remove_dir_all(world.data().join("blobs")).unwrap();
        let said = refused(&world);
        assert!(said.contains("the database is not empty ("), "{said}");
        assert!(!world.data().join("keys/master.key").exists(), "nothing was written");
    }
}

/// An archive that is damaged anywhere is refused before anything is written.
#[test]
fn a_damaged_archive_is_refused_and_nothing_is_written() {
    run(async {
        let mut world = lived_in(Engine::Sqlite).await;
        world.kill();
        let archive = world.beside("kept.tar");
        world.ok(&["backup", archive.to_str().unwrap()], "");
        let whole = fs::read(&archive).unwrap();
        let to = World::new(Engine::Sqlite).await;
        let damaged = to.beside("damaged.tar");
        let refused = |bytes: &[u8], why: &str| {
            fs::write(&damaged, bytes).unwrap();
            let output = to.run(&["restore", damaged.to_str().unwrap()]);
            assert!(!output.status.success(), "{why}");
            assert!(!to.data().exists(), "{why}: something was written");
            String::from_utf8(output.stderr).unwrap()
        };
        assert!(refused(b"", "empty").contains("is cut short, or is no backup of madang"));
        for cut in [100, 512, whole.len() / 3, whole.len() / 2] {
            assert!(refused(&whole[..cut], "cut").contains("is cut short"), "{cut}");
        }
        // Wherever the members' bytes are, a letter that is another one is found.
        let rows = position(&whole, b"members.sign_in");
        let mut altered = whole.clone();
        altered[rows] = b'n';
        assert!(refused(&altered, "altered").contains("database/audit_entries.jsonl is not what it was"));
        let mut renamed = whole.clone();
        let name = position(&renamed, b"keys/master.key");
        renamed[name..name + 4].copy_from_slice(b"../k");
        assert!(!refused(&renamed, "renamed").is_empty());
    });
}

/// An archive with a member that no backup has, such as a link or a way out of the folder, is refused.
#[test]
fn a_strange_member_is_refused() {
    run(async {
        let world = World::new(Engine::Sqlite).await;
        let folder = world.beside("made");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("manifest.json"), "{}").unwrap();
        std::os::unix::fs::symlink("/etc/passwd", folder.join("blobs")).unwrap();
        let archive = world.beside("strange.tar");
        let made = Command::new("tar")
            .arg("-C")
            .arg(&folder)
            .arg("-cf")
            .arg(&archive)
            .args(["blobs", "manifest.json"])
            .status()
            .unwrap();
        assert!(made.success());
        let output = world.run(&["restore", archive.to_str().unwrap()]);
        assert!(
            String::from_utf8_lossy(&output.stderr).contains("the backup holds what no backup holds: blobs"),
            "{output:?}"
        );
        let missing = world.run(&["backup", world.beside("x.tar").to_str().unwrap()]);
        assert!(String::from_utf8_lossy(&missing.stderr).contains("there is no database to back up"));
        assert!(!world.data().exists());
    });
}

fn position(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes.windows(wanted.len()).position(|window| window == wanted).unwrap()
}
