//! Forms that no browser would send: too big, not text, with fields without end. Nothing of them gets into the
//! log.

use std::io;
use std::sync::{Arc, Mutex, OnceLock};

use axum::body::Body;
use http::StatusCode;
use madang_testkit::on_both_engines;
use madang_web::{Access, Route};
use tracing_subscriber::fmt::MakeWriter;

use crate::html::forms;
use crate::site::{Site, encoded, form_to};
use crate::things::Things;

/// What stands in every hostile form.
const MARK: &str = "zq7hostile7qz";

/// Everything that was logged, by whatever crate, at whatever level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// The log of this process, which has one.
    fn listen() -> Self {
        static LOG: OnceLock<Log> = OnceLock::new();
        LOG.get_or_init(|| {
            let log = Self::default();
            let lines =
                tracing_subscriber::fmt().with_writer(log.clone()).with_max_level(tracing::Level::TRACE);
            tracing::subscriber::set_global_default(lines.finish()).expect("no other log in this process");
            log
        })
        .clone()
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("no writer panicked")).into_owned()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no writer panicked").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

fn posts() -> Vec<Route> {
    madang_console::routes().table().iter().filter(|route| route.method == "POST").copied().collect()
}

on_both_engines! {
    async fn what_is_no_text_is_refused_before_anything_reads_it(engine: Engine) {
        let log = Log::listen();
        let mut site = Site::new(engine).await;
        let (owner, operator) = (site.m.member("owner1").await, site.m.operator().await);
        let things = Things::make(&mut site.m, &operator, &owner).await;
        let mut browser = site.of(&operator);
        let token = browser.form_token().await;
        for route in posts() {
            let address = things.address(&route);
            let huge = format!("csrf={token}&name={MARK}{}", "a".repeat(10_000_000));
            let answer = browser.send(form_to(&address), Body::from(huge)).await;
            assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{address}");
            assert!(!answer.text.contains(MARK), "{address}");

            let broken = [format!("csrf={token}&name={MARK}").as_bytes(), b"\xff\xfe".as_slice()].concat();
            let answer = browser.send(form_to(&address), Body::from(broken)).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}");
            for name in ["%FF", "%00", "%ED%A0%80", "%1B[31m", "%C0%AF"] {
                let answer = browser.post_as_it_is(&address, &format!("csrf={token}&name={MARK}{name}")).await;
                assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address} {name}");
                assert!(!answer.text.contains(MARK), "{address} {name}");
            }
            let many = format!("csrf={token}{}", "&a=1".repeat(5000));
            let answer = browser.post_as_it_is(&address, &many).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}");
        }
        assert!(log.text().contains("a request was turned away"), "the log is listened to");
        assert!(!log.text().contains(MARK), "nothing typed is logged");
    }

    async fn a_field_without_end_is_told_to_be_too_long_and_stays_out_of_the_log(engine: Engine) {
        let log = Log::listen();
        let mut site = Site::new(engine).await;
        let (owner, operator) = (site.m.member("owner1").await, site.m.operator().await);
        let things = Things::make(&mut site.m, &operator, &owner).await;
        let endless = format!("{MARK}{}", "a".repeat(100_000));
        let mut tried = 0;
        for route in madang_console::routes().table().iter().filter(|route| route.method == "GET") {
            let mut browser = match route.access {
                Access::Public => site.visitor(),
                Access::Member => site.of(&owner),
                Access::Staff | Access::Operator | Access::OperatorOrDevelopment => site.of(&operator),
            };
            let address = things.address(route);
            let page = browser.get(&address).await;
            for form in forms(&page.text) {
                let action = if form.action.is_empty() { address.clone() } else { form.action.clone() };
                let own = |name: &str| matches!(name, "csrf" | "theme" | "lang" | "back");
                for (field, _) in form.fields.iter().filter(|(name, _)| !own(name)) {
                    let token = browser.form_token().await;
                    let others = form.fields.iter().filter(|(name, _)| name != field && name != "csrf");
                    let mut all: Vec<(&str, &str)> = others.map(|(name, value)| (name.as_str(), value.as_str())).collect();
                    all.extend([("csrf", token.as_str()), (field, endless.as_str())]);
                    let answer = browser.post_as_it_is(&action, &encoded(&all)).await;
                    let what = format!("{action} {field}: {}", answer.status);
                    assert!(answer.status.is_client_error() || answer.status.is_redirection() || answer.status.is_success(), "{what}");
                    assert!(answer.location().len() < 2000, "{what}");
                    tried += 1;
                }
            }
        }
        assert!(tried > 60, "{tried} fields were tried");
        assert!(!log.text().contains(MARK), "nothing typed is logged");
    }

    async fn an_address_without_end_or_meaning_is_refused(engine: Engine) {
        let log = Log::listen();
        let site = Site::new(engine).await;
        let operator = site.m.operator().await;
        let mut browser = site.of(&operator);
        let endless = format!("{MARK}{}", "a".repeat(50_000));
        for path in ["/admin/members", "/admin/audit", "/outbox", "/admin/jobs", "/admin/terms", "/admin/announcements"] {
            for query in ["q=%FF", "q=%00", "before=%1B", "state=%C0%AF"] {
                let answer = browser.get(&format!("{path}?{query}{MARK}")).await;
                assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}?{query}");
            }
            for name in ["q", "actor", "action", "target", "since", "state", "staff", "before", "done"] {
                let answer = browser.get(&format!("{path}?{name}={endless}")).await;
                assert!(answer.status.is_success() || answer.status.is_client_error(), "{path}?{name}: {}", answer.status);
            }
        }
        for path in ["/admin/members/%FF", "/admin/members/..%2f..%2fetc", "/admin/jobs/%00", "/outbox/1", "/announcements/x"] {
            assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert!(!log.text().contains(MARK), "nothing asked is logged");
    }
}
