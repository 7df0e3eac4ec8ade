//! `GET /api/docs`

use askama::Template;
use axum::Extension;
use axum::response::Response;
use madang_core::{Error, Refusal};
use madang_web::Fail;

use super::ApiDescription;
use super::outline::{Section, sections};
use crate::frame::Frame;
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "api_reference/show.html")]
struct Show {
    page: Page,
    about: String,
    sections: Vec<Section>,
    problems: Vec<Problem>,
}

/// A problem document's `code`, with what it means and what to do.
struct Problem {
    code: &'static str,
    title: String,
    more: String,
}

const PROBLEMS: [&str; 18] = [
    "malformed",
    "unsupported-media",
    "too-large",
    "invalid",
    "sign-in-required",
    "reauthentication-required",
    "forbidden",
    "not-found",
    "method-not-allowed",
    "refused",
    "idempotency-key-reused",
    "idempotency-in-progress",
    "idempotency-answer-lost",
    "limited",
    "too-many-requests",
    "timed-out",
    "unavailable",
    "internal",
];

/// The reference of the REST API. Everyone may read it.
pub(super) async fn show(
    frame: Frame,
    described: Option<Extension<ApiDescription>>,
) -> Result<Response, Fail> {
    // A process that serves no API has nothing to describe.
    let Some(Extension(ApiDescription(describe))) = described else { return Err(Error::NotFound.into()) };
    let t = frame.t();
    let document = describe(t.lang());
    let about = document["info"]["description"].as_str().unwrap_or_default().to_owned();
    let known = PROBLEMS.map(|code| Problem {
        code,
        title: t.s(&format!("problem-{code}")),
        more: t.s(&format!("problem-{code}-more")),
    });
    let refused = Refusal::CODES.map(|code| Problem {
        code,
        title: t.a(&format!("refusal-{code}"), &[("reason", "…".into()), ("most", "n".into())]),
        more: String::new(),
    });
    let page = frame.page.titled(t.s("api-reference-title"), t.s("api-reference-purpose"));
    let problems = known.into_iter().chain(refused).collect();
    Ok(shell::html(&Show { page, about, sections: sections(document), problems }))
}
