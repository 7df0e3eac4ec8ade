//! Keeping a member out, with a reason that the member is told.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use madang_core::{Error, members};
use madang_model::MemberId;
use madang_web::{Fail, Form};

use super::confirm::about;
use crate::frame::{At, Frame};
use crate::shell::{Page, html_with};

#[derive(Template)]
#[template(path = "admin/members/suspend.html")]
struct Suspend {
    page: Page,
    who: String,
    back: String,
    reason: String,
    reason_error: String,
    problem: String,
}

/// `GET /admin/members/{id}/suspend`
pub(super) async fn ask(frame: Frame, At(id): At<MemberId>) -> Result<Response, Fail> {
    page(&frame, id, StatusCode::OK, "", String::new(), String::new()).await
}

/// `POST /admin/members/{id}/suspend`
pub(super) async fn act(frame: Frame, At(id): At<MemberId>, form: Form) -> Result<Response, Fail> {
    let t = frame.t();
    let reason = form.text("reason");
    match members::suspend(&frame.ctx, id, reason).await {
        Ok(()) => Ok(Redirect::to(&format!("/admin/members/{id}?done=suspended")).into_response()),
        Err(Error::Invalid(fields)) => {
            let error = fields.first().map(|field| t.rule(field.rule)).unwrap_or_default();
            page(&frame, id, StatusCode::UNPROCESSABLE_ENTITY, reason, error, String::new()).await
        }
        Err(Error::Refused(refusal)) => {
            page(&frame, id, StatusCode::CONFLICT, reason, String::new(), refusal.words(t)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(
    frame: &Frame,
    id: MemberId,
    status: StatusCode,
    reason: &str,
    reason_error: String,
    problem: String,
) -> Result<Response, Fail> {
    let (who, page) = about(frame, id, frame.t().s("operators-act-suspend")).await?;
    let back = format!("/admin/members/{id}");
    Ok(html_with(status, &Suspend { page, who, back, reason: reason.to_owned(), reason_error, problem }))
}
