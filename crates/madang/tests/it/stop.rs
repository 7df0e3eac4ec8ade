//! Told to stop.

use std::time::Duration;

use madang_db::Engine;
use madang_testkit::{MailServer, run};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::harness::{World, until};
use crate::journey::{PASSWORD, client};

/// A request of which only half has been sent when the signal comes is still answered; a new one is not taken.
#[test]
fn a_request_under_way_is_finished_and_none_is_taken_anew() {
    run(async {
        let mut world = World::new(Engine::Sqlite).await;
        world.start();
        let address = world.url("").trim_start_matches("http://").to_owned();
        let mut slow = TcpStream::connect(&address).await.unwrap();
        let body = r#"{"login_id":"nobody1","password":"x"}"#;
        let head = format!(
            "POST /api/v1/sessions HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        slow.write_all(head.as_bytes()).await.unwrap();
        slow.write_all(&body.as_bytes()[..10]).await.unwrap();
        // The other half follows once the program has stopped listening.
        world.signal("TERM");
        until("it stops listening", async || TcpStream::connect(&address).await.is_err()).await;
        slow.write_all(&body.as_bytes()[10..]).await.unwrap();
        let mut answer = String::new();
        slow.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 409"), "{answer}");
        let log = world.log();
        assert!(world.wait().success());
        assert!(log.contains("stopping"), "{log}");
    });
}

/// A client that never finishes is not waited for longer than the settings say.
#[test]
fn patience_ends() {
    run(async {
        let mut world = World::new(Engine::Sqlite).await;
        world.set("MADANG_SERVER__SHUTDOWN_SECONDS", "1");
        world.start();
        let address = world.url("").trim_start_matches("http://").to_owned();
        let mut endless = TcpStream::connect(&address).await.unwrap();
        let head = "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{";
        endless.write_all(head.as_bytes()).await.unwrap();
        // Its head has been read once a later request is answered.
        client().get(world.url("/healthz")).send().await.unwrap();
        world.signal("INT");
        assert!(world.wait().success());
    });
}

/// A mail on its way when the signal comes is delivered, and noted as delivered.
#[test]
fn a_job_under_way_is_finished() {
    run(async {
        let mut world = World::new(Engine::Sqlite).await;
        // The world between the program and the mail server, which lets it through when told.
        let between = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let mail = MailServer::start(&[]);
        world.set("MADANG_MAIL__DRIVER", "smtp");
        world.set("MADANG_MAIL__SMTP__HOST", "127.0.0.1");
        world.set("MADANG_MAIL__SMTP__PORT", &between.local_addr().unwrap().port().to_string());
        world.set("MADANG_MAIL__SMTP__TLS", "none");
        world.start();
        world.ok(
            &["admin", "create-operator", "--id", "op1234", "--password-stdin", "--email", "op@example.com"],
            PASSWORD,
        );
        world.ok(&["admin", "reset-password", "--id", "op1234"], "");
        let (mut client, _) = between.accept().await.unwrap();
        world.signal("TERM");
        let mut server = TcpStream::connect(("127.0.0.1", mail.port)).await.unwrap();
        let _ = tokio::time::timeout(
            Duration::from_secs(30),
            tokio::io::copy_bidirectional(&mut client, &mut server),
        )
        .await;
        assert!(world.wait().success());
        assert_eq!(mail.stop().len(), 1);
        assert_eq!(
            world.number("SELECT COUNT(*) FROM jobs WHERE state = 'done' AND kind = 'outbox.deliver'").await,
            1
        );
    });
}
