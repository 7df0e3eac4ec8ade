//! Log lines: to standard error, for people or as JSON. Whoever writes one keeps personal data out of it; here
//! is only how lines are written, and that a panic is one of them.

use std::io::{self, IsTerminal as _};
use std::panic;

use anyhow::Result;
use madang_core::settings::{LogFormat, Logs};
use tracing_subscriber::EnvFilter;

/// The longest text of a panic that is logged, in characters.
const LONGEST: usize = 500;

/// Starts logging as the settings say.
pub(crate) fn start(settings: &Logs) -> Result<()> {
    let lines = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_new(&settings.filter)?)
        .with_writer(io::stderr);
    match settings.format {
        LogFormat::Text => lines.with_ansi(io::stderr().is_terminal()).init(),
        LogFormat::Json => lines.json().flatten_event(true).init(),
    }
    log_panics();
    Ok(())
}

fn log_panics() {
    panic::set_hook(Box::new(|panicked| {
        let place = panicked.location().map(ToString::to_string).unwrap_or_default();
        let text = panicked.payload_as_str().unwrap_or_default();
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
        // The request is in the span that this is in.
        tracing::error!(place, text, "panicked");
    }));
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::sync::{Arc, Mutex};

    use axum::body::{Body, to_bytes};
    use axum::extract::ConnectInfo;
    use axum::routing::get;
    use axum::{Extension, Router};
    use http::{Request, StatusCode};
    use madang_console::frame::Brands;
    use madang_db::Engine;
    use madang_testkit::TestMadang;
    use madang_web::{Faces, Mode, Web};
    use tower::ServiceExt as _;

    use super::*;

    /// What was logged.
    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("no writer panics").extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    async fn broken() -> &'static str {
        panic!("a mistake of ours")
    }

    #[test]
    fn a_panic_is_a_page_and_lines_of_one_request_without_personal_data() {
        madang_testkit::run(async {
            let m = TestMadang::new(Engine::Sqlite).await;
            let brands = Brands::new(&m.platform().settings).expect("the default brand");
            let routes = Router::new().route("/broken", get(broken)).route("/api/v1/broken", get(broken));
            let faces = Faces { api: madang_api::face::problem, page: madang_console::face::page };
            let web = Web::new(m.platform().clone(), Mode::Production);
            let app = madang_web::assemble(web, routes, faces, "default-src 'self'").layer(Extension(brands));

            let lines = Lines::default();
            let writer = lines.clone();
            let subscriber = tracing_subscriber::fmt()
                .json()
                .flatten_event(true)
                .with_writer(move || writer.clone())
                .finish();
            let _guard = tracing::subscriber::set_default(subscriber);
            let before = panic::take_hook();
            log_panics();
            let mut answers = Vec::new();
            for path in ["/broken", "/api/v1/broken"] {
                let mut request = Request::get(format!("{path}?name=hong-gildong"))
                    .header("user-agent", "hong's browser")
                    .header("cookie", "__Host-saved-id=hong12")
                    .body(Body::empty())
                    .expect("a request");
                request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([192, 0, 2, 77], 40_000))));
                answers.push(app.clone().oneshot(request).await.expect("an answer"));
            }
            panic::set_hook(before);

            let logged = String::from_utf8(lines.0.lock().expect("no writer panics").clone()).expect("UTF-8");
            for (answer, kind) in answers.into_iter().zip(["text/html", "application/problem+json"]) {
                assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
                let header = |name: &str| answer.headers()[name].to_str().expect("ASCII").to_owned();
                let id = header("x-request-id");
                assert!(header("content-type").starts_with(kind));
                let body = to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
                let body = String::from_utf8(body.to_vec()).expect("UTF-8");
                assert!(body.contains(&id) && !body.contains("a mistake of ours"), "{body}");
                let of_it: Vec<&str> = logged.lines().filter(|line| line.contains(&id)).collect();
                assert_eq!(of_it.len(), 2, "where it panicked, and what was answered: {logged}");
                assert!(
                    of_it[0].contains("logging.rs") && of_it[1].contains("a handler panicked"),
                    "{logged}"
                );
            }
            assert_eq!(logged.lines().count(), 4, "{logged}");
            for personal in ["hong", "192.0.2.77"] {
                assert!(!logged.contains(personal), "{logged}");
            }
        });
    }
}
