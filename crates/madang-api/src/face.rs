//! How faults look in the API: RFC 9457 problem documents, in the client's language. The one place where an
//! operation's error, or a request that never reached one, becomes JSON.

use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};
use madang_core::{Blocker, Ctx, Error, FieldError, Refusal};
use madang_web::{Fault, retry_after_seconds, status_of};
use serde::Serialize;
use utoipa::ToSchema;

/// The codes of every problem that is none of an operation's refusals, in the order in which they are explained.
pub const PROBLEMS: [&str; 18] = [
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

/// The codes of every refusal: problems that an operation words itself.
pub const REFUSALS: &[&str] = &Refusal::CODES;

/// Why there is no answer of the expected kind.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProblemView {
    /// An address that names the kind of problem, and where it is explained.
    #[serde(rename = "type")]
    kind: String,
    title: String,
    status: u16,
    code: &'static str,
    instance: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblemView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    captcha_needed: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    holds: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    blockers: Vec<BlockerView>,
}

/// Something that stands in the way.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BlockerView {
    kind: &'static str,
    name: String,
    path: String,
}

impl From<Blocker> for BlockerView {
    fn from(blocker: Blocker) -> Self {
        Self { kind: blocker.kind, name: blocker.name, path: blocker.path }
    }
}

/// A field and the rule it broke.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FieldProblemView {
    field: &'static str,
    code: &'static str,
    message: String,
}

/// Where a request could not be read.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlaceView {
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// Where and why a request could not be read. Reasons are the parser's, in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// The body is not UTF-8.
    Bytes {
        /// The first byte that is not.
        offset: usize,
    },
    /// The body is not JSON.
    Line {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// Why.
        reason: String,
    },
    /// The body's JSON is not what was asked for.
    Field {
        /// The field, as a JSON pointer.
        pointer: String,
        /// Why.
        reason: String,
    },
    /// A parameter is not what was asked for.
    Parameter {
        /// Its name.
        name: String,
        /// Why.
        reason: String,
    },
}

/// What is wrong with an `Idempotency-Key`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyProblem {
    /// It was used for another request.
    Reused,
    /// Its request is still being carried out.
    InProgress,
    /// Its request was carried out, and the answer is lost.
    Lost,
}

/// The problem document of a fault.
pub fn problem(ctx: &Ctx, fault: &Fault) -> Response {
    respond(ctx, &view(ctx, fault))
}

/// What a problem document says of a fault.
pub(crate) fn view(ctx: &Ctx, fault: &Fault) -> ProblemView {
    let mut view = document(ctx, status_of(fault), code(fault));
    view.retry_after = retry_after_seconds(fault);
    if let Fault::Operation(error) = fault {
        match error.as_ref() {
            Error::Invalid(fields) => {
                view.errors = fields.iter().map(|field| field_problem(ctx, field)).collect()
            }
            Error::Refused(refusal) => refuse(ctx, &mut view, refusal),
            Error::SignInRequired
            | Error::ReauthenticationRequired
            | Error::Forbidden
            | Error::NotFound
            | Error::Limited { .. }
            | Error::Unavailable(_)
            | Error::Internal(_) => {}
        }
    }
    view
}

/// The problem document of a request that could not be read.
pub(crate) fn unreadable(ctx: &Ctx, at: &Unreadable) -> Response {
    let mut view = document(ctx, StatusCode::BAD_REQUEST, "malformed");
    let tr = ctx.tr();
    let nowhere =
        PlaceView { line: None, column: None, offset: None, pointer: None, parameter: None, reason: None };
    let (detail, place) = match at {
        Unreadable::Bytes { offset } => (
            tr.a("problem-malformed-bytes", &[("offset", (*offset).into())]),
            PlaceView { offset: Some(*offset), ..nowhere },
        ),
        Unreadable::Line { line, column, reason } => (
            tr.a("problem-malformed-line", &[("line", (*line).into()), ("column", (*column).into())]),
            PlaceView { line: Some(*line), column: Some(*column), reason: Some(reason.clone()), ..nowhere },
        ),
        Unreadable::Field { pointer, reason } => (
            match pointer.as_str() {
                "" => tr.s("problem-malformed-whole"),
                part => tr.a("problem-malformed-field", &[("pointer", part.into())]),
            },
            PlaceView { pointer: Some(pointer.clone()), reason: Some(reason.clone()), ..nowhere },
        ),
        Unreadable::Parameter { name, reason } => (
            tr.a("problem-malformed-parameter", &[("name", name.as_str().into())]),
            PlaceView { parameter: Some(name.clone()), reason: Some(reason.clone()), ..nowhere },
        ),
    };
    view.detail = Some(detail);
    view.place = Some(place);
    respond(ctx, &view)
}

/// The problem document of a request whose key stands in its way.
pub(crate) fn key(ctx: &Ctx, problem: KeyProblem) -> Response {
    let view = match problem {
        KeyProblem::Reused => document(ctx, StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused"),
        KeyProblem::Lost => document(ctx, StatusCode::CONFLICT, "idempotency-answer-lost"),
        KeyProblem::InProgress => ProblemView {
            retry_after: Some(1),
            ..document(ctx, StatusCode::CONFLICT, "idempotency-in-progress")
        },
    };
    respond(ctx, &view)
}

fn document(ctx: &Ctx, status: StatusCode, code: &'static str) -> ProblemView {
    ProblemView {
        kind: format!("{}/api/docs#problem-{code}", ctx.settings().base_url()),
        title: ctx.tr().s(&format!("problem-{code}")),
        status: status.as_u16(),
        code,
        instance: format!("urn:madang:request:{}", ctx.origin.request_id),
        detail: None,
        errors: Vec::new(),
        place: None,
        retry_after: None,
        captcha_needed: None,
        holds: Vec::new(),
        blockers: Vec::new(),
    }
}

fn respond(ctx: &Ctx, view: &ProblemView) -> Response {
    let status = StatusCode::from_u16(view.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = serde_json::to_string(view).unwrap_or_default();
    let language = HeaderValue::from_static(ctx.lang.tag());
    let kind = HeaderValue::from_static("application/problem+json");
    let mut response = (status, [(CONTENT_TYPE, kind), (CONTENT_LANGUAGE, language)], body).into_response();
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if let Some(seconds) = view.retry_after {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// All refusals are one kind of problem to a reader's eye; their codes and details tell them apart.
fn refuse(ctx: &Ctx, view: &mut ProblemView, refusal: &Refusal) {
    if let Refusal::WrongIdOrPassword { captcha } = refusal {
        view.captcha_needed = Some(*captcha);
    }
    if let Refusal::CaptchaNeeded = refusal {
        view.captcha_needed = Some(true);
    }
    if let Refusal::StillHolds { what } = refusal {
        view.holds.clone_from(what);
    }
    if let Refusal::InUse { blockers } | Refusal::ProductInUse { blockers, .. } = refusal {
        view.blockers = blockers.iter().cloned().map(Into::into).collect();
    }
    view.title = ctx.tr().s("problem-refused");
    view.detail = Some(refusal.words(ctx.tr()));
}

/// What is told of a field that breaks a rule.
pub(crate) fn field_problem(ctx: &Ctx, error: &FieldError) -> FieldProblemView {
    FieldProblemView { field: error.field, code: error.rule.code(), message: ctx.tr().rule(error.rule) }
}

fn code(fault: &Fault) -> &'static str {
    match fault {
        Fault::Request(problem) => problem.code(),
        Fault::Operation(error) => match error.as_ref() {
            Error::SignInRequired => "sign-in-required",
            Error::ReauthenticationRequired => "reauthentication-required",
            Error::Forbidden => "forbidden",
            Error::NotFound => "not-found",
            Error::Invalid(_) => "invalid",
            Error::Refused(refusal) => refusal.code(),
            Error::Limited { .. } => "limited",
            Error::Unavailable(_) => "unavailable",
            Error::Internal(_) => "internal",
        },
    }
}
