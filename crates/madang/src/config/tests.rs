use std::fs;
use std::path::Path;

use madang_i18n::Lang;

use super::*;

const EN: Tr = Tr::new(Lang::En);

/// Settings from a file's text and variables.
fn load_from(file: &str, variables: &[(&str, &str)]) -> Result<Config, Unusable> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("madang.toml"), file).unwrap();
    load(sources(folder.path(), variables), EN)
}

fn sources(folder: &Path, variables: &[(&str, &str)]) -> Sources {
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Sources { folder: folder.to_owned(), variables, ..Sources::default() }
}

/// What is wrong, each as `place: text` with the file's folder left out.
fn problems(file: &str, variables: &[(&str, &str)]) -> Vec<String> {
    let unusable = load_from(file, variables).expect_err("something is wrong with these");
    let place = |place: &Place| match place {
        Place::File(path, line) => format!("{}:{line}", path.file_name().unwrap().to_str().unwrap()),
        other @ (Place::Variable(_) | Place::Flag(_)) => other.to_string(),
    };
    unusable
        .problems
        .iter()
        .map(|p| format!("{}: {}", p.place.as_ref().map(place).unwrap_or_default(), p.text))
        .collect()
}

#[test]
fn a_later_source_goes_over_an_earlier_one() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("madang.toml"),
        "[server]\nlisten = \"127.0.0.1:1\"\nbody_kib = 300\n[mail.smtp]\nhost = \"a.example\"\n",
    )
    .unwrap();
    let mut sources = sources(
        folder.path(),
        &[
            ("MADANG_SERVER__LISTEN", "127.0.0.1:2"),
            ("MADANG_MAIL__SMTP__HOST", "b.example"),
            ("PATH", "/bin"),
        ],
    );
    sources.flags = vec![("--listen", "server.listen", "127.0.0.1:3".to_owned())];
    let config = load(sources, EN).unwrap();
    assert_eq!(config.settings.server.listen, "127.0.0.1:3");
    assert_eq!(config.settings.server.body_kib, 300);
    assert_eq!(config.settings.mail.smtp.host, "b.example");
    assert_eq!(config.settings.server.shutdown_seconds, 30);
}

#[test]
fn the_data_folder_s_file_is_found_where_there_is_none_here() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("kept")).unwrap();
    fs::write(folder.path().join("kept/madang.toml"), "[product]\nname_ko = \"뜰\"\n").unwrap();
    let mut sources = sources(folder.path(), &[]);
    sources.flags = vec![("--data-dir", "server.data_dir", "kept".to_owned())];
    assert_eq!(load(sources, EN).unwrap().settings.product.name_ko, "뜰");
}

#[test]
fn a_named_file_has_to_be_there() {
    let folder = tempfile::tempdir().unwrap();
    let sources = Sources { file: Some(folder.path().join("other.toml")), ..sources(folder.path(), &[]) };
    let unusable = load(sources, EN).unwrap_err();
    assert!(
        unusable.problems[0]
            .text
            .ends_with("other.toml can't be read: No such file or directory (os error 2)"),
        "{unusable}"
    );
}

#[test]
fn unknown_keys_are_told_with_their_place_and_the_nearest_known_one() {
    let file = "[server]\nlisten = \"127.0.0.1:1\"\nbodykib = 1\n\n[mail.smpt]\nhost = \"x\"\n[database]\npath = \"x\"\n[zzz]\na = 1\n";
    assert_eq!(
        problems(
            file,
            &[("MADANG_SERVER__LISTN", "x"), ("MADANG_SERVER_LISTEN", "x"), ("MADANG_MAIL__SMTP", "x")]
        ),
        [
            "MADANG_SERVER__LISTN: server.listn: there is no such setting; did you mean server.listen?",
            "MADANG_SERVER_LISTEN: server_listen: there is no such setting; sections are set apart by two underscores: MADANG_SERVER__LISTEN",
            "MADANG_MAIL__SMTP: mail.smtp: there is no such setting; did you mean mail.smtp?",
            "madang.toml:8: database.path: there is no such setting; did you mean database.url?",
            "madang.toml:5: mail.smpt: there is no such setting; did you mean mail.smtp?",
            "madang.toml:3: server.bodykib: there is no such setting; did you mean server.body_kib?",
            "madang.toml:9: zzz: there is no such setting",
        ]
    );
}

#[test]
fn wrong_types_are_told_with_key_expectation_and_find() {
    let file = "[server]\nbody_kib = \"many\"\ntrusted_proxies = \"10.0.0.1\"\n[sign_up]\nopen = 1\nminutes = 2.5\n[mail]\ndriver = \"pigeon\"\nsmtp = 3\n";
    assert_eq!(
        problems(
            file,
            &[
                ("MADANG_JOBS__ATTEMPTS", "-1"),
                ("MADANG_SIGN_UP__OPEN", "yes"),
                ("MADANG_SMS__GATEWAY__FIELDS", "to")
            ]
        ),
        [
            "MADANG_JOBS__ATTEMPTS: jobs.attempts: expected a whole number from 0 to 4294967295, found -1",
            "MADANG_SIGN_UP__OPEN: sign_up.open: expected true or false, found \"yes\"",
            "MADANG_SMS__GATEWAY__FIELDS: sms.gateway.fields: has to be a TOML table, e.g. { name = \"value\" }",
            "madang.toml:8: mail.driver: expected one of outbox, smtp, found \"pigeon\"",
            "madang.toml:9: mail.smtp: this is a section and takes no value",
            "madang.toml:2: server.body_kib: expected a whole number from 0 to 4294967295, found \"many\"",
            "madang.toml:3: server.trusted_proxies: expected a list of texts, found text",
            "madang.toml:6: sign_up.minutes: expected a whole number from 0 to 4294967295, found 2.5",
            "madang.toml:5: sign_up.open: expected true or false, found 1",
        ]
    );
}

#[test]
fn a_secret_is_never_repeated() {
    for file in [
        "[mail.smtp]\npassword = 1234567890\n",
        "[mail.smtp]\npassword = hunter1234567890\n",
        "[sms.gateway]\nheaders = { Authorization = 1234567890 }\n",
        "[database]\nurl = \"mysql://u:1234567890@h/d\"\n",
    ] {
        let told = problems(file, &[]);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(!told[0].contains("1234567890"), "{told:?}");
    }
    let file = "[database]\nurl = \"postgres://u:s3cret@h/d?sslmode=verify-full\"\n[mail.smtp]\nuser = \"u\"\npassword = \"s3cret\"\n[sms.gateway.headers]\nX-Key = \"s3cret\"\n";
    let shown = show::effective(&load_from(file, &[]).unwrap(), EN);
    assert!(!shown.contains("s3cret") && shown.matches("(hidden)").count() == 3, "{shown}");
}

#[test]
fn what_is_no_toml_is_told_with_its_line() {
    let told = problems("[server]\nlisten = \"127.0.0.1:1\n", &[]);
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("madang.toml:2: this is not TOML: "), "{told:?}");
}

#[test]
fn values_that_can_t_be_used_are_told_all_at_once() {
    let file = r#"
[server]
listen = "everywhere"
public_url = "http://cloud.example.com/app"
trusted_proxies = ["10.0.0.0/8"]
[database]
connections = 0
[product]
accent = "blue"
zone = "Asia/Pyongchang"
company = ""
support_email = "help"
[password]
guide_min = 16
memory_kib = 8
[mail]
driver = "smtp"
from = "nobody"
[mail.smtp]
host = "mail.example.com"
tls = "none"
password = "x"
[sms]
driver = "http"
[sms.gateway]
url = "http://sms.example.com/"
fields = { number = "{to}" }
[logs]
filter = "info=x=y"
"#;
    assert_eq!(
        problems(file, &[("MADANG_SESSION__ROTATE_MINUTES", "90")]),
        [
            "madang.toml:3: server.listen: has to be address:port, e.g. 127.0.0.1:8080",
            "madang.toml:4: server.public_url: has to be an address without a path, e.g. https://cloud.example.com",
            "madang.toml:4: server.public_url: has to be https, because it is reached from outside this machine",
            "madang.toml:5: server.trusted_proxies: has to be a list of IP addresses",
            "madang.toml:29: logs.filter: is not a log filter, e.g. info,madang_jobs=debug",
            "madang.toml:11: product.company: has to have 1 to 60 characters",
            "madang.toml:9: product.accent: has to be a colour of the form #rrggbb, e.g. #0b57d0",
            "madang.toml:12: product.support_email: has to be a mail address",
            "madang.toml:10: product.zone: has to be the IANA name of a time zone, e.g. Asia/Seoul",
            ": password.guide_max: can't be less than the least",
            "MADANG_SESSION__ROTATE_MINUTES: session.rotate_minutes: can't be more than session.idle_minutes",
            "madang.toml:7: database.connections: has to be from 1 to 1000, found 0",
            "madang.toml:15: password.memory_kib: has to be from 7168 to 1048576, found 8",
            "madang.toml:21: mail.smtp.tls: none is for a mail server on this machine only; use starttls or tls",
            "madang.toml:22: mail.smtp.password: is set without mail.smtp.user",
            "madang.toml:17: mail.driver: mail.from is not a mail address: nobody",
            "madang.toml:26: sms.gateway.url: has to be https, because the gateway is outside this machine",
            "madang.toml:27: sms.gateway.fields: no field has {text} in it",
        ]
    );
}

#[test]
fn loopback_needs_no_tls() {
    let file = "[server]\npublic_url = \"http://localhost:8080\"\n[mail]\ndriver = \"smtp\"\n[mail.smtp]\nhost = \"127.0.0.1\"\ntls = \"none\"\n";
    assert!(load_from(file, &[]).is_ok());
}

#[test]
fn lists_tables_and_empty_variables() {
    let variables = [
        ("MADANG_SERVER__TRUSTED_PROXIES", "10.0.0.2, 10.0.0.3,"),
        ("MADANG_SMS__GATEWAY__FIELDS", "{ to = \"{to}\" }"),
        ("MADANG_SERVER__PUBLIC_URL", ""),
        ("MADANG_TEST_POSTGRES_URL", "x"),
    ];
    let settings = load_from("", &variables).unwrap().settings;
    assert_eq!(settings.server.trusted_proxies, ["10.0.0.2", "10.0.0.3"]);
    assert_eq!(settings.sms.gateway.fields["to"], "{to}");
    assert_eq!(settings.server.public_url, None);
}

/// What is printed can be read again, and is the same then.
#[test]
fn what_is_in_force_is_toml_with_its_origin() {
    let file = "[product]\nname_ko = \"한\\\"빛\\\"\"\n[sms.gateway.fields]\nto = \"{to}\"\n";
    let shown = show::effective(&load_from(file, &[("MADANG_JOBS__ATTEMPTS", "3")]).unwrap(), EN);
    assert!(shown.contains("attempts = 3  # MADANG_JOBS__ATTEMPTS\n"), "{shown}");
    assert!(shown.contains("madang.toml:2\n"), "{shown}");
    assert!(shown.contains("body_kib = 1024  # default\n"), "{shown}");
    let again = load_from(&shown, &[]).unwrap().settings;
    assert_eq!(again.product.name_ko, "한\"빛\"");
    assert_eq!(again.jobs.attempts, 3);
    assert_eq!(again.sms.gateway.fields["to"], "{to}");
}

#[test]
fn the_reference_is_the_one_that_was_written() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/settings.md");
    let written = fs::read_to_string(path).unwrap_or_default();
    assert!(written == reference::reference(), "run: madang config --reference > docs/guide/settings.md");
}

#[test]
fn every_key_is_documented_and_every_number_has_bounds() {
    for key in keys::Keys::known().keys {
        assert!(!key.doc.is_empty(), "{}", key.path);
        if let keys::Kind::Number(..) = key.kind {
            assert!(checks::RANGES.iter().any(|range| range.0 == key.path), "{} has no bounds", key.path);
        }
    }
    for (key, ..) in checks::RANGES {
        assert!(keys::Keys::known().get(key).is_some(), "there is no {key}");
    }
}
