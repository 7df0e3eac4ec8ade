//! The link in an invitation's mail, and saying yes or no to it.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use madang_core::{Error, Refusal, organizations};
use madang_model::InvitationId;
use madang_web::{Fail, Form};

use crate::frame::{At, Frame};
use crate::next::with_query;
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "organizations/accept.html")]
struct Accept {
    page: Page,
    id: String,
    what: String,
    /// What has to be done first; empty where the reader can accept.
    problem: String,
    is_mine: bool,
    sign_in: String,
}

/// `GET /invitations/accept`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    let t = frame.t();
    let signed_in = frame.signed_in().is_ok();
    let mut page = frame.page.clone().titled(t.s("organizations-accept"), "");
    let over = |page: Page, what: String| {
        let view = Accept {
            page,
            id: String::new(),
            what: String::new(),
            problem: what,
            is_mine: false,
            sign_in: String::new(),
        };
        Ok(shell::html_with(StatusCode::CONFLICT, &view))
    };
    match organizations::peek_invitation(&frame.ctx, &frame.query.secret("token")).await {
        Ok(found) => {
            let problem = match (signed_in, found.is_mine) {
                (true, true) => String::new(),
                (true, false) => Refusal::OtherInvitee.words(t),
                (false, _) => t.s("organizations-accept-sign-in"),
            };
            let sign_in = if signed_in { String::new() } else { with_query("/sign-in", "next", &page.path) };
            page.purpose = t.s("organizations-accept-purpose");
            let what =
                t.a("organizations-accept-what", &[("organization", found.organization.as_str().into())]);
            let view =
                Accept { page, id: found.id.to_string(), what, problem, is_mine: found.is_mine, sign_in };
            Ok(shell::html(&view))
        }
        Err(Error::Refused(refusal)) => over(page, refusal.words(t)),
        Err(error) => Err(error.into()),
    }
}

/// `POST /invitations/{id}/accept`
pub(crate) async fn accept(frame: Frame, At(id): At<InvitationId>, _form: Form) -> Result<Response, Fail> {
    match organizations::accept_invitation(&frame.ctx, id).await {
        Ok(organization) => {
            Ok(Redirect::to(&format!("/organizations/{organization}?done=accepted")).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /invitations/{id}/decline`
pub(crate) async fn decline(frame: Frame, At(id): At<InvitationId>, _form: Form) -> Result<Response, Fail> {
    organizations::decline_invitation(&frame.ctx, id).await?;
    Ok(Redirect::to("/organizations?done=declined").into_response())
}
