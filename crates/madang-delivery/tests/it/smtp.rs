//! Mail against aiosmtpd.

use std::path::Path;

use madang_core::outbox::{Letter, MailDriver, Outcome};
use madang_core::settings::{Mail, SmtpTls};
use madang_delivery::Smtp;
use madang_model::{MessageId, Secret};
use madang_testkit::MailServer;

const ID: &str = "0192d3c4-0000-7000-8000-000000000001";

fn settings(port: u16) -> Mail {
    let mut mail = Mail { from: "마당 <cloud@example.com>".to_owned(), ..Mail::default() };
    mail.smtp.port = port;
    mail.smtp.tls = SmtpTls::None;
    mail.smtp.timeout_seconds = 10;
    mail
}

fn letter(to: &str) -> Letter {
    Letter {
        id: ID.parse::<MessageId>().unwrap(),
        to: to.to_owned(),
        subject: "[마당] 회원가입을 완료해 주세요".to_owned(),
        text: "안녕하세요.\n\nhttp://127.0.0.1/verify?token=abc\n".to_owned(),
        html: "<p>안녕하세요.</p>".to_owned(),
    }
}

/// The decoded words and parts of a message, by Python's own reader of mail: not by what wrote them.
fn read(message: &str) -> serde_json::Value {
    let program = "import email, email.policy, json, sys\n\
        m = email.message_from_string(sys.stdin.read(), policy=email.policy.default)\n\
        print(json.dumps({'id': m['Message-ID'], 'from': m['From'], 'to': m['To'], 'subject': m['Subject'],\n\
        'auto': m['Auto-Submitted'], 'date': m['Date'] is not None, 'type': m.get_content_type(),\n\
        'text': m.get_body(('plain',)).get_content(), 'html': m.get_body(('html',)).get_content()}))";
    let mut python = std::process::Command::new("/usr/bin/python3")
        .args(["-c", program])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut python.stdin.take().unwrap(), message.as_bytes()).unwrap();
    serde_json::from_slice(&python.wait_with_output().unwrap().stdout).unwrap()
}

#[tokio::test]
async fn a_mail_arrives_as_it_was_written() {
    let server = MailServer::start(&[]);
    Smtp::new(&settings(server.port)).unwrap().send(&letter("hong@example.com")).await.unwrap();
    let taken = server.stop();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0]["from"], "cloud@example.com");
    assert_eq!(taken[0]["to"], serde_json::json!(["hong@example.com"]));
    let raw = taken[0]["message"].as_str().unwrap();
    assert!(raw.is_ascii(), "servers without 8BITMIME take it too");
    let mail = read(raw);
    assert_eq!(mail["id"], format!("<{ID}@example.com>"));
    assert_eq!(mail["from"], "마당 <cloud@example.com>");
    assert_eq!(mail["subject"], "[마당] 회원가입을 완료해 주세요");
    assert_eq!(
        (&mail["type"], &mail["auto"], &mail["date"]),
        (&"multipart/alternative".into(), &"auto-generated".into(), &true.into())
    );
    assert_eq!(mail["text"].as_str().unwrap().replace("\r\n", "\n"), letter("").text);
    assert_eq!(mail["html"].as_str().unwrap().trim_end(), letter("").html);
}

#[tokio::test]
async fn a_connection_is_used_again_and_signs_in_once() {
    let server = MailServer::start(&["--login", "madang:s3cret"]);
    let mut mail = settings(server.port);
    (mail.smtp.user, mail.smtp.password) = (Some("madang".to_owned()), Some(Secret::new("s3cret")));
    let smtp = Smtp::new(&mail).unwrap();
    for _ in 0..3 {
        smtp.send(&letter("hong@example.com")).await.unwrap();
    }
    drop(smtp);
    let taken = server.stop();
    assert_eq!(taken.len(), 3);
    assert!(taken.iter().all(|m| m["peer"] == taken[0]["peer"] && m["login"] == "madang"), "{taken:?}");
}

#[tokio::test]
async fn a_wrong_password_is_a_matter_for_operators_and_not_the_end_of_a_mail() {
    let server = MailServer::start(&["--login", "madang:s3cret"]);
    let mut mail = settings(server.port);
    (mail.smtp.user, mail.smtp.password) = (Some("madang".to_owned()), Some(Secret::new("wrong")));
    let smtp = Smtp::new(&mail).unwrap();
    let outcome = smtp.send(&letter("hong@example.com")).await.unwrap_err();
    assert_eq!(outcome, Outcome::Later("the mail server localhost answered 535 5.7.8".to_owned()));
    assert_eq!(smtp.check().await.unwrap_err(), outcome);
}

#[tokio::test]
async fn a_recipient_the_server_refuses_is_refused_and_not_named() {
    let server = MailServer::start(&["--refuse", "nobody@example.com", "--defer", "full@example.com"]);
    let smtp = Smtp::new(&settings(server.port)).unwrap();
    let refused = smtp.send(&letter("nobody@example.com")).await.unwrap_err();
    assert_eq!(refused, Outcome::Refused("the mail server localhost refused the mail: 550 5.1.1".to_owned()));
    let deferred = smtp.send(&letter("full@example.com")).await.unwrap_err();
    assert_eq!(deferred, Outcome::Later("the mail server localhost answered 451 4.3.0".to_owned()));
    let malformed = smtp.send(&letter("hong\r\nBcc: all@example.com")).await.unwrap_err();
    assert_eq!(malformed, Outcome::Refused("the recipient is not a mail address".to_owned()));
    smtp.send(&letter("hong@example.com")).await.expect("the next mail is not in the way of the last one");
    assert_eq!(server.stop().len(), 1);
}

#[tokio::test]
async fn a_server_that_is_away_and_comes_back() {
    let port = free_port();
    let smtp = Smtp::new(&settings(port)).unwrap();
    let away = Outcome::Later("no connection to the mail server localhost: connection refused".to_owned());
    assert_eq!(smtp.send(&letter("hong@example.com")).await.unwrap_err(), away);
    let first = MailServer::start(&["--port", &port.to_string()]);
    smtp.send(&letter("hong@example.com")).await.unwrap();
    assert_eq!(first.stop().len(), 1);
    assert_eq!(
        smtp.send(&letter("hong@example.com")).await.unwrap_err(),
        away,
        "the kept connection is dead"
    );
    let second = MailServer::start(&["--port", &port.to_string()]);
    smtp.send(&letter("hong@example.com")).await.unwrap();
    assert_eq!(second.stop().len(), 1);
}

#[tokio::test]
async fn a_server_that_says_nothing_is_not_waited_for_longer_than_set() {
    let silent = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let mut mail = settings(silent.local_addr().unwrap().port());
    mail.smtp.timeout_seconds = 1;
    let smtp = Smtp::new(&mail).unwrap();
    // The listener's queue takes the connection, and nobody answers it.
    let outcome = smtp.send(&letter("hong@example.com")).await.unwrap_err();
    assert_eq!(outcome, Outcome::Later("no answer in time from the mail server localhost".to_owned()));
}

#[tokio::test]
async fn nothing_is_sent_where_tls_is_wanted_and_not_to_be_had_or_not_to_be_trusted() {
    let tls = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/tls");
    let (certificate, key) = (tls.join("server.crt"), tls.join("server.key"));
    let files = ["--certificate", certificate.to_str().unwrap(), "--key", key.to_str().unwrap()];
    let plain = MailServer::start(&[]);
    let upgrading = MailServer::start(&files);
    let from_start = MailServer::start(&[&files[..], &["--tls"]].concat());
    for (server, tls, expected) in [
        (plain, SmtpTls::StartTls, "the mail server localhost offers no STARTTLS"),
        (
            upgrading,
            SmtpTls::StartTls,
            "TLS with the mail server localhost failed: invalid peer certificate: UnknownIssuer",
        ),
        (
            from_start,
            SmtpTls::Tls,
            "TLS with the mail server localhost failed: invalid peer certificate: UnknownIssuer",
        ),
    ] {
        let mut mail = settings(server.port);
        mail.smtp.tls = tls;
        let outcome = Smtp::new(&mail).unwrap().send(&letter("hong@example.com")).await.unwrap_err();
        assert_eq!(outcome, Outcome::Later(expected.to_owned()));
        assert!(server.stop().is_empty());
    }
}

#[test]
fn a_sender_that_is_no_address_is_unusable() {
    let mail = Mail { from: "cloud".to_owned(), ..Mail::default() };
    assert_eq!(Smtp::new(&mail).err().unwrap().to_string(), "mail.from is not a mail address: cloud");
}

/// A port that nothing listens on.
fn free_port() -> u16 {
    std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}
