//! Mail from the program to a real server, through TLS that is checked.

use std::path::Path;

use madang_testkit::{MailServer, run};
use serde_json::json;

use crate::harness::World;
use crate::journey::PASSWORD;
use madang_db::Engine;

/// The mail server's certificate is trusted as an organisation's own is: by being in the system's store.
fn secured(tls: &str, arguments: &[&str]) {
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("../madang-delivery/tests/it/tls");
    let (certificate, key) = (files.join("server.crt"), files.join("server.key"));
    let files = [
        "--certificate",
        certificate.to_str().unwrap(),
        "--key",
        key.to_str().unwrap(),
        "--login",
        "madang:s3cret",
    ];
    let mut mail = MailServer::start(&[&files[..], arguments].concat());
    run(async move {
        let mut world = World::new(Engine::Sqlite).await;
        world.set("SSL_CERT_FILE", certificate.to_str().unwrap());
        world.set("MADANG_MAIL__DRIVER", "smtp");
        world.set("MADANG_MAIL__FROM", "마당 <cloud@example.com>");
        world.set("MADANG_MAIL__SMTP__HOST", "localhost");
        world.set("MADANG_MAIL__SMTP__PORT", &mail.port.to_string());
        world.set("MADANG_MAIL__SMTP__TLS", tls);
        world.set("MADANG_MAIL__SMTP__USER", "madang");
        world.set("MADANG_MAIL__SMTP__PASSWORD", "s3cret");
        world.start();
        world.ok(
            &["admin", "create-operator", "--id", "op1234", "--password-stdin", "--email", "op@example.com"],
            PASSWORD,
        );
        world.ok(&["admin", "reset-password", "--id", "op1234"], "");
        let taken = mail.next_message();
        assert_eq!((&taken["to"], &taken["login"]), (&json!(["op@example.com"]), &json!("madang")));
        world.until("SELECT COUNT(*) FROM messages WHERE state = 'sent' AND sealed IS NULL", 1).await;
        assert!(!world.log().contains("op@example.com"), "{}", world.log());
    });
}

#[test]
fn upgraded() {
    secured("starttls", &[]);
}

#[test]
fn from_the_start() {
    secured("tls", &["--tls"]);
}
