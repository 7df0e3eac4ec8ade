//! Agreeing to a new version of a required document, before anything else can be done.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::{Error, terms};
use madang_web::{Fail, Form};

use super::consent::{self, Consent};
use crate::frame::Frame;
use crate::next::next;
use crate::shell::{self, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "terms/agree.html")]
struct Agree {
    page: Page,
    consents: Vec<Consent>,
    next: String,
}

/// `GET /terms/agree`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    let consents = consent::consents(terms::pending(&frame.ctx).await?, &[]);
    let next = next(&frame.query);
    if consents.is_empty() {
        return Ok(Redirect::to(&next).into_response());
    }
    Ok(shell::html(&Agree { page: titled(frame), consents, next }))
}

/// `POST /terms/agree`
pub(crate) async fn agree(frame: Frame, form: Form) -> Result<Response, Fail> {
    let t = frame.t();
    let ticked = consent::ticked(&form);
    let next = next(&form);
    match terms::accept(&frame.ctx, &ticked).await {
        Ok(()) => Ok(Redirect::to(&next).into_response()),
        Err(Error::Invalid(broken)) => {
            let mut consents = consent::consents(terms::pending(&frame.ctx).await?, &ticked);
            consent::mark_missing(t, &mut consents);
            Ok(Trouble::fields(t, &broken).page(&Agree { page: titled(frame), consents, next }))
        }
        Err(other) => Err(other.into()),
    }
}

fn titled(frame: Frame) -> Page {
    let t = frame.t();
    frame.page.titled(t.s("terms-agree-title"), t.s("terms-agree-purpose"))
}
