//! `Idempotency-Key`: a POST that is sent twice acts once.

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_LANGUAGE, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderName, HeaderValue, Method, StatusCode};
use madang_core::idempotency::{Answer, Begun, Claim, begin, finish, forget};
use madang_core::{Actor, Ctx, Error, Via};
use madang_model::Rule;
use madang_web::{Fail, Problem};
use sha2::{Digest, Sha256};

use crate::face::{self, KeyProblem};
use crate::orders::attach;
use crate::{body, sign_ups};

/// Names a request, so that it can be sent again.
pub(crate) const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Says that an answer is the one that was given before.
pub(crate) const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// The fewest characters of a visitor's key. Visitors of one network can't be told apart, and answers to them
/// hold tokens, so nobody may come by another's key by chance or by trying; a UUID is long enough.
const VISITOR_KEY: usize = 22;

/// The longest answer that is kept, in bytes; a longer one is made anew.
const MOST_KEPT: usize = 64 * 1024;

/// Carries a named POST out once, and answers its repetitions with the first answer.
///
/// What was done is kept, and so is an answer about wrong fields: a wrong code or captcha costs a try. Every
/// other answer says that nothing was done; the same request may then be sent again under the same key.
pub(crate) async fn once(request: Request, next: Next) -> Response {
    let Some(key) = request.headers().get(KEY).filter(|_| request.method() == Method::POST).cloned() else {
        return next.run(request).await;
    };
    let Some(ctx) = request.extensions().get::<Ctx>().cloned() else { return next.run(request).await };
    let (parts, stream) = request.into_parts();
    let read = match attach::most(&ctx, parts.uri.path()) {
        // A file is larger than any other body.
        Some(most) => axum::body::to_bytes(stream, most)
            .await
            .map_err(|_| Fail::problem(Problem::TooLarge).into_response()),
        None => body::read(Request::from_parts(parts.clone(), stream), &()).await,
    };
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(refused) => return refused,
    };
    let Ok(key) = key.to_str() else {
        return Fail::from(Error::invalid("idempotency_key", Rule::Characters)).into_response();
    };
    if ctx.actor == Actor::Visitor && key.len() < VISITOR_KEY {
        return Fail::from(Error::invalid("idempotency_key", Rule::TooShort { min: VISITOR_KEY }))
            .into_response();
    }
    match begin(&ctx, &requester(&ctx, &parts), key, &fingerprint(&parts, &bytes)).await {
        Ok(Begun::Fresh(claim)) => {
            let mut request = Request::from_parts(parts, Body::from(bytes));
            request.extensions_mut().insert(Ctx { claim: Some(claim.clone()), ..ctx.clone() });
            carry_out(ctx, claim, request, next).await
        }
        Ok(Begun::Replay(answer)) => replay(&answer),
        Ok(Begun::InProgress) => face::key(&ctx, KeyProblem::InProgress),
        Ok(Begun::Lost) => face::key(&ctx, KeyProblem::Lost),
        Ok(Begun::Mismatch) => face::key(&ctx, KeyProblem::Reused),
        Err(error) => Fail::from(error).into_response(),
    }
}

/// In a task of its own: a client that hangs up is the very one that will ask again, so the request is carried
/// out to its end and its answer kept.
async fn carry_out(ctx: Ctx, claim: Claim, request: Request, next: Next) -> Response {
    let task = tokio::spawn(async move {
        let response = next.run(request).await;
        keep(&ctx, claim, response).await.unwrap_or_else(|error| Fail::from(error).into_response())
    });
    // A handler that panicked undid its transaction; its request counts as dead after a while.
    task.await.unwrap_or_else(|_| Fail::problem(Problem::Crashed).into_response())
}

async fn keep(ctx: &Ctx, claim: Claim, response: Response) -> Result<Response, Error> {
    let status = response.status();
    if !status.is_success() && status != StatusCode::UNPROCESSABLE_ENTITY {
        forget(ctx, &claim).await?;
        return Ok(response);
    }
    // Faults become documents further out, where repetitions would not pass; so that happens here.
    let response = match response.extensions().get::<madang_web::Fault>() {
        Some(fault) => face::problem(ctx, fault),
        None => response,
    };
    let (parts, stream) = response.into_parts();
    let bytes = axum::body::to_bytes(stream, usize::MAX).await.map_err(Error::internal)?;
    if bytes.len() > MOST_KEPT {
        forget(ctx, &claim).await?;
        return Ok(Response::from_parts(parts, Body::from(bytes)));
    }
    let body = String::from_utf8(bytes.to_vec()).map_err(Error::internal)?;
    let headers = [CONTENT_TYPE, CONTENT_LANGUAGE]
        .into_iter()
        .filter_map(|name| {
            Some((name.as_str().to_owned(), parts.headers.get(&name)?.to_str().ok()?.to_owned()))
        })
        .collect();
    finish(ctx, &claim, &Answer { status: status.as_u16(), headers, body }).await?;
    Ok(Response::from_parts(parts, Body::from(bytes)))
}

fn replay(answer: &Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let mut response = (status, answer.body.clone()).into_response();
    response.headers_mut().remove(CONTENT_TYPE);
    for (name, value) in &answer.headers {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    response
}

/// Whose key it is. An answer may hold a secret, so it is repeated only to what asked for it: this session,
/// this token, or this visitor in this sign-up.
fn requester(ctx: &Ctx, parts: &Parts) -> String {
    match &ctx.actor {
        Actor::Member { id, via: Via::Session { id: session, .. }, .. } => format!("{id}/{session}"),
        Actor::Member { id, via: Via::Token { id: token, .. }, .. } => format!("{id}/{token}"),
        Actor::Visitor | Actor::System => {
            let sign_up = sign_ups::token_text(&parts.headers).unwrap_or_default();
            ctx.vault().sign("idempotency", format!("{}\0{sign_up}", ctx.origin.address).as_bytes())
        }
    }
}

/// Everything that a request asks for, hashed.
fn fingerprint(parts: &Parts, body: &Bytes) -> String {
    let path = parts.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    let mut hash = Sha256::new();
    for piece in [parts.method.as_str().as_bytes(), path.as_bytes(), body] {
        hash.update(piece.len().to_be_bytes());
        hash.update(piece);
    }
    hex::encode(hash.finalize())
}
