//! How faults look in the API: RFC 9457 problem documents, in the client's language. The one place where an
//! operation's error becomes JSON.

use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use madang_core::{Ctx, Error};
use madang_web::{Fault, status_of};
use serde_json::{Value, json};

/// The problem document of a fault.
pub fn problem(ctx: &Ctx, fault: &Fault) -> Response {
    let status = status_of(fault);
    let tr = ctx.tr();
    let code = code(fault);
    let mut document = json!({
        "type": format!("{}/api/v1/problems/{code}", ctx.settings().base_url()),
        "title": tr.s(&format!("problem-{code}")),
        "status": status.as_u16(),
        "code": code,
        "instance": format!("urn:madang:request:{}", ctx.origin.request_id),
    });
    if let Fault::Operation(error) = fault {
        match error.as_ref() {
            Error::Invalid(fields) => {
                let errors: Vec<Value> = fields.iter().map(|f| json!({ "field": f.field, "code": f.rule.code(), "message": tr.rule(f.rule) })).collect();
                document["errors"] = Value::Array(errors);
            }
            Error::Refused(refusal) => document["detail"] = Value::String(tr.s(&format!("refusal-{}", refusal.code()))),
            Error::SignInRequired
            | Error::ReauthenticationRequired
            | Error::Forbidden
            | Error::NotFound
            | Error::Limited { .. }
            | Error::Unavailable(_)
            | Error::Internal(_) => {}
        }
    }
    (status, [(CONTENT_TYPE, "application/problem+json")], document.to_string()).into_response()
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
