//! `madang doctor`

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Output;

use madang_db::Engine;
use madang_testkit::{MailServer, on_both_engines, run};

use crate::harness::World;

/// Whether it found errors, and all that it said.
fn examined(world: &World) -> (bool, String) {
    let Output { status, stdout, stderr } = world.run(&["doctor"]);
    let said = String::from_utf8(stdout).unwrap();
    assert!(stderr.is_empty(), "{}", String::from_utf8_lossy(&stderr));
    (!status.success(), said)
}

on_both_engines! {
    async fn before_and_after_the_first_start(engine: Engine) {
        let mut world = World::new(engine).await;
        let (errors, said) = examined(&world);
        assert!(!errors, "{said}");
        assert!(said.contains("master.key is made at the first start."), "{said}");
        assert!(!world.data().exists(), "looking makes nothing");
        world.start();
        let address = world.url("").trim_start_matches("http://").to_owned();
        world.set("MADANG_SERVER__LISTEN", &address);
        let (errors, said) = examined(&world);
        assert!(!errors, "{said}");
        let engine = match engine {
            Engine::Sqlite => "SQLite",
            Engine::Postgres => "PostgreSQL",
        };
        assert!(said.contains(&format!("[fine] Database: {engine} answers; its schema is at ")), "{said}");
        assert!(said.contains(&format!("[fine] Port: madang is running on {address}.")), "{said}");
    }
}

#[test]
fn every_fault_is_named_with_what_to_do() {
    run(async {
        let mut world = World::new(Engine::Sqlite).await;
        world.start();
        world.kill();
        fs::set_permissions(world.data().join("keys/master.key"), fs::Permissions::from_mode(0o644)).unwrap();
        let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
        world.set("MADANG_SERVER__LISTEN", &taken.local_addr().unwrap().to_string());
        world.set("MADANG_DATABASE__URL", "postgres://nobody@127.0.0.1:1/none");
        world.set("MADANG_MAIL__DRIVER", "smtp");
        world.set("MADANG_MAIL__SMTP__HOST", "127.0.0.1");
        world.set("MADANG_MAIL__SMTP__PORT", "1");
        world.set("MADANG_MAIL__SMTP__TLS", "none");
        let (errors, said) = examined(&world);
        assert!(errors, "{said}");
        for expected in [
            "master.key can be read by others (mode 644). Run: chmod 600",
            "[error] Database: It can't be reached: ",
            "[error] Port: ",
            "[error] Mail: no connection to the mail server 127.0.0.1: connection refused\n    To do: Check host,",
            "errors: 4, warnings: ",
        ] {
            assert!(said.contains(expected), "no {expected:?} in:\n{said}");
        }
    });
}

#[test]
fn a_mail_server_that_answers_is_said_to() {
    run(async {
        let mut world = World::new(Engine::Sqlite).await;
        let mail = MailServer::start(&[]);
        world.set("MADANG_MAIL__DRIVER", "smtp");
        world.set("MADANG_MAIL__SMTP__HOST", "127.0.0.1");
        world.set("MADANG_MAIL__SMTP__PORT", &mail.port.to_string());
        world.set("MADANG_MAIL__SMTP__TLS", "none");
        world.set("LANG", "ko_KR.UTF-8");
        let (errors, said) = examined(&world);
        assert!(!errors && said.contains("[정상] 메일: 메일 서버 연결과 로그인을 확인했습니다"), "{said}");
    });
}
