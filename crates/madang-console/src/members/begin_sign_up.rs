//! 「회원가입」 step 1: reading the terms and agreeing to them.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, StatusCode};
use madang_core::members::{self, BeginSignUp, Draft};
use madang_core::{Ctx, Error, Refusal, terms};
use madang_model::Secret;
use madang_web::{Fail, Form};

use super::steps::{Step, steps};
use super::token;
use crate::frame::Frame;
use crate::shell::{Page, Steps};
use crate::terms::consent::{self, Consent};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "members/begin_sign_up.html")]
struct Begin {
    page: Page,
    steps: Steps,
    consents: Vec<Consent>,
    is_open: bool,
    trouble: Trouble,
}

/// `GET /sign-up`: the boxes are ticked as they were, for who comes back from step 2.
pub(crate) async fn show(frame: Frame, headers: HeaderMap) -> Result<Response, Fail> {
    if frame.signed_in().is_ok() {
        return Ok(Redirect::to("/").into_response());
    }
    let left = match token::presented(&headers) {
        Some(token) => open_draft(&frame.ctx, &token).await?,
        None => None,
    };
    let was_open = left.is_some();
    let consents = consent::consents(terms::current(&frame.ctx).await?, &left.unwrap_or_default().agreed);
    let trouble = if frame.query.ticked("over") && !was_open {
        Trouble::notice(StatusCode::OK, Refusal::SignUpOver.words(frame.t()))
    } else {
        Trouble::default()
    };
    Ok(page(frame, consents, trouble))
}

/// `POST /sign-up`
pub(crate) async fn begin(frame: Frame, headers: HeaderMap, form: Form) -> Result<Response, Fail> {
    let t = frame.t();
    let ticked = consent::ticked(&form);
    let left = match token::presented(&headers) {
        Some(token) => open_draft(&frame.ctx, &token).await?,
        None => None,
    };
    if left.as_ref().is_some_and(|draft| same(&draft.agreed, &ticked)) {
        return Ok(Redirect::to("/sign-up/form").into_response());
    }
    match members::begin_sign_up(&frame.ctx, BeginSignUp { agreed: ticked.clone() }).await {
        Ok(token) => {
            if let Some(draft) = left {
                members::keep_draft(&frame.ctx, &token, &draft.typed).await?;
            }
            let mut response = Redirect::to("/sign-up/form").into_response();
            token::remember(&frame.ctx, response.headers_mut(), &token);
            Ok(response)
        }
        Err(error) => {
            let trouble = Trouble::of(t, error)?;
            let mut consents = consent::consents(terms::current(&frame.ctx).await?, &ticked);
            consent::mark_missing(t, &mut consents);
            Ok(page(frame, consents, trouble))
        }
    }
}

/// `POST /sign-up/cancel` 「취소」: forgets the sign-up.
pub(crate) async fn cancel(_form: Form) -> Response {
    let mut response = Redirect::to("/").into_response();
    token::forget(response.headers_mut());
    response
}

/// The sign-up that the browser is in, if it is still open.
pub(super) async fn open_draft(ctx: &Ctx, token: &Secret) -> Result<Option<Draft>, Fail> {
    match members::get_draft(ctx, token).await {
        Ok(draft) => Ok(Some(draft)),
        Err(Error::Refused(Refusal::SignUpOver)) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

fn same<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a.len() == b.len() && a.iter().all(|item| b.contains(item))
}

fn page(frame: Frame, consents: Vec<Consent>, trouble: Trouble) -> Response {
    let t = frame.t();
    let is_open = frame.ctx.settings().sign_up.open;
    let page = frame.page.titled(t.s("sign-up-title"), t.s("sign-up-purpose"));
    let steps = steps(t, Step::Terms);
    let view = Begin { page, steps, consents, is_open, trouble };
    view.trouble.page(&view)
}
