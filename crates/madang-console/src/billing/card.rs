//! 「카드 인증 받기」: on to the gateway's page.

use askama::Template;
use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::REFRESH;
use madang_core::billing;
use madang_web::{Fail, Form};

use super::setup;
use crate::frame::Frame;
use crate::next::next;
use crate::organizations::switched;
use crate::shell::{self, Page};
use crate::trouble::Trouble;

/// A page between: forms lead nowhere else than to this site, so that the way out is a link.
#[derive(Template)]
#[template(path = "billing/leave.html")]
struct Leave {
    page: Page,
    url: String,
}

/// `POST /billing/card`
pub(super) async fn open(mut frame: Frame, form: Form) -> Result<Response, Fail> {
    let organization = switched(&mut frame).await?.organization;
    let next = next(&form);
    match billing::open_card_check(&frame.ctx, organization.id, &next).await {
        Ok(url) => Ok(leave(&frame, url)),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            setup::again(frame, organization, setup::Way::of(&form), trouble).await
        }
    }
}

/// Leads to the gateway's page.
pub(super) fn leave(frame: &Frame, url: String) -> Response {
    let t = frame.t();
    let mut page = frame.page.clone().titled(t.s("billing-leave-title"), t.s("billing-leave-purpose"));
    // Only this answer has the way: changing the language goes to what is on file.
    "/billing".clone_into(&mut page.path);
    let refresh = HeaderValue::from_str(&format!("0; url={url}"));
    let mut response = shell::html(&Leave { page, url }).into_response();
    if let Ok(refresh) = refresh {
        response.headers_mut().insert(REFRESH, refresh);
    }
    response
}
