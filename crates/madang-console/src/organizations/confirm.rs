//! The question before what can't be undone: leaving, closing, removing somebody, handing ownership over.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use madang_core::{Error, Result as Done, organizations};
use madang_model::{MembershipId, OrganizationId};
use madang_web::{Fail, Form};

use super::Within;
use super::view::{self, InTheWay};
use crate::frame::{At, Frame};
use crate::shell::{Page, html_with};

#[derive(Template)]
#[template(path = "organizations/confirm.html")]
struct Confirm {
    page: Page,
    what: String,
    act: String,
    back: String,
    button: String,
    problem: String,
    in_the_way: Vec<InTheWay>,
}

/// What is asked about.
struct Question {
    id: OrganizationId,
    person: Option<MembershipId>,
    act: &'static str,
}

impl Question {
    fn of(id: OrganizationId, act: &'static str) -> Self {
        Self { id, person: None, act }
    }

    fn about(id: OrganizationId, person: MembershipId, act: &'static str) -> Self {
        Self { id, person: Some(person), act }
    }

    async fn page(&self, frame: &Frame, refused: Option<Error>) -> Result<Response, Fail> {
        let t = frame.t();
        let (id, act) = (self.id, self.act);
        let here = if self.person.is_some() { "/people" } else { "/settings" };
        let place = super::place(frame, id, &format!("organizations-{act}"), here).await?;
        let base = format!("/organizations/{id}");
        let (path, back, who) = match self.person {
            Some(person) => {
                let found = organizations::get_person(&frame.ctx, id, person).await?.row;
                let path = format!("{base}/people/{person}");
                (format!("{path}/{act}"), path, format!("{} ({})", found.name, found.login_id))
            }
            None => (format!("{base}/{act}"), format!("{base}/settings"), String::new()),
        };
        let name = place.details.organization.name.as_str();
        let args = [("organization", name.into()), ("who", who.as_str().into())];
        let (status, problem, in_the_way) = match refused {
            Some(Error::Refused(refusal)) => {
                (StatusCode::CONFLICT, refusal.words(t), view::in_the_way(t, &refusal))
            }
            Some(error) => return Err(error.into()),
            None => (StatusCode::OK, String::new(), Vec::new()),
        };
        let view = Confirm {
            what: t.a(&format!("organizations-{act}-what"), &args),
            act: path,
            back,
            button: t.s(&format!("organizations-{act}")),
            problem,
            in_the_way,
            page: place.page,
        };
        Ok(html_with(status, &view))
    }

    async fn answer(&self, frame: &Frame, done: Done<()>, to: String) -> Result<Response, Fail> {
        match done {
            Ok(()) => Ok(Redirect::to(&to).into_response()),
            Err(error) => self.page(frame, Some(error)).await,
        }
    }
}

/// `GET /organizations/{id}/leave`
pub(crate) async fn ask_leave(frame: Frame, At(id): At<OrganizationId>) -> Result<Response, Fail> {
    Question::of(id, "leave").page(&frame, None).await
}

/// `POST /organizations/{id}/leave`
pub(crate) async fn leave(frame: Frame, At(id): At<OrganizationId>, _form: Form) -> Result<Response, Fail> {
    let done = organizations::leave(&frame.ctx, id).await;
    Question::of(id, "leave").answer(&frame, done, "/organizations?done=left".to_owned()).await
}

/// `GET /organizations/{id}/close`
pub(crate) async fn ask_close(frame: Frame, At(id): At<OrganizationId>) -> Result<Response, Fail> {
    Question::of(id, "close").page(&frame, None).await
}

/// `POST /organizations/{id}/close`
pub(crate) async fn close(frame: Frame, At(id): At<OrganizationId>, _form: Form) -> Result<Response, Fail> {
    let done = organizations::close(&frame.ctx, id).await;
    Question::of(id, "close").answer(&frame, done, "/organizations?done=closed".to_owned()).await
}

/// `GET /organizations/{id}/people/{person}/remove`
pub(crate) async fn ask_remove(
    frame: Frame,
    Within(id, person): Within<MembershipId>,
) -> Result<Response, Fail> {
    Question::about(id, person, "remove").page(&frame, None).await
}

/// `POST /organizations/{id}/people/{person}/remove`
pub(crate) async fn remove(
    frame: Frame,
    Within(id, person): Within<MembershipId>,
    _form: Form,
) -> Result<Response, Fail> {
    let done = organizations::remove(&frame.ctx, id, person).await;
    let to = format!("/organizations/{id}/people?done=removed");
    Question::about(id, person, "remove").answer(&frame, done, to).await
}

/// `GET /organizations/{id}/people/{person}/transfer`
pub(crate) async fn ask_transfer(
    frame: Frame,
    Within(id, person): Within<MembershipId>,
) -> Result<Response, Fail> {
    Question::about(id, person, "transfer").page(&frame, None).await
}

/// `POST /organizations/{id}/people/{person}/transfer`
pub(crate) async fn transfer(
    frame: Frame,
    Within(id, person): Within<MembershipId>,
    _form: Form,
) -> Result<Response, Fail> {
    let done = organizations::transfer(&frame.ctx, id, person).await;
    let to = format!("/organizations/{id}/people?done=transferred");
    Question::about(id, person, "transfer").answer(&frame, done, to).await
}
