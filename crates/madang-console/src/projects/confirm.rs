//! The question before archiving, using again and deleting a project.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use madang_core::{Error, Refusal, Result as Done, projects};
use madang_i18n::Tr;
use madang_model::ProjectId;
use madang_web::{Fail, Form};

use super::place;
use crate::frame::{At, Frame};
use crate::organizations::{InTheWay, in_the_way};
use crate::shell::Page;
use crate::trouble::Trouble;

/// What is asked, as it is drawn.
pub(super) struct Question {
    /// What will happen.
    pub(super) what: String,
    /// Where yes posts to.
    pub(super) action: String,
    /// What yes says.
    pub(super) button: String,
    /// Where no leads.
    pub(super) back: String,
    /// What has to be typed; empty for nothing.
    pub(super) name: String,
    /// What keeps it from happening.
    pub(super) in_the_way: Vec<InTheWay>,
    /// The page.
    pub(super) page: Page,
}

#[derive(Template)]
#[template(path = "projects/confirm.html")]
struct Confirm {
    page: Page,
    question: Question,
    trouble: Trouble,
}

impl Question {
    /// The question, asked again where the act was refused.
    pub(super) fn answer(mut self, t: Tr, refused: Option<Error>) -> Result<Response, Fail> {
        let trouble = match refused {
            Some(Error::Refused(refusal @ Refusal::InUse { .. })) => {
                self.in_the_way = in_the_way(t, &refusal);
                Trouble::notice(StatusCode::CONFLICT, refusal.words(t))
            }
            Some(error) => Trouble::of(t, error)?,
            None => Trouble::default(),
        };
        Ok(self.page(trouble))
    }

    fn page(self, trouble: Trouble) -> Response {
        let view = Confirm { page: self.page.clone(), question: self, trouble };
        view.trouble.page(&view)
    }
}

/// The question about one of the three acts.
async fn question(frame: &Frame, id: ProjectId, act: &str) -> Result<Question, Fail> {
    let t = frame.t();
    let place = place(frame, id, &format!("project-{act}"), "/settings").await?;
    if !place.project.writable {
        return Err(Error::Forbidden.into());
    }
    let base = format!("/projects/{id}");
    let back = format!("{base}/settings");
    Ok(Question {
        what: t.a(&format!("project-{act}-what"), &[("project", place.project.row.name.as_str().into())]),
        action: format!("{base}/{act}"),
        button: t.s(&format!("project-{act}")),
        name: String::new(),
        in_the_way: Vec::new(),
        page: place.page.under(t.s("project-settings"), back.clone()),
        back,
    })
}

async fn after(frame: &Frame, id: ProjectId, act: &str, done: Done<()>) -> Result<Response, Fail> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/projects/{id}?done=project-{act}d")).into_response()),
        Err(error) => question(frame, id, act).await?.answer(frame.t(), Some(error)),
    }
}

/// `GET /projects/{id}/archive`
pub(super) async fn ask_archive(frame: Frame, At(id): At<ProjectId>) -> Result<Response, Fail> {
    question(&frame, id, "archive").await?.answer(frame.t(), None)
}

/// `POST /projects/{id}/archive`
pub(super) async fn archive(frame: Frame, At(id): At<ProjectId>, _form: Form) -> Result<Response, Fail> {
    let done = projects::archive(&frame.ctx, id).await;
    after(&frame, id, "archive", done).await
}

/// `GET /projects/{id}/unarchive`
pub(super) async fn ask_unarchive(frame: Frame, At(id): At<ProjectId>) -> Result<Response, Fail> {
    question(&frame, id, "unarchive").await?.answer(frame.t(), None)
}

/// `POST /projects/{id}/unarchive`
pub(super) async fn unarchive(frame: Frame, At(id): At<ProjectId>, _form: Form) -> Result<Response, Fail> {
    let done = projects::unarchive(&frame.ctx, id).await;
    after(&frame, id, "unarchive", done).await
}

/// Deleting can't be undone, so the name is typed first; what is in the way is named before anything is.
async fn question_of_deletion(frame: &Frame, id: ProjectId) -> Result<Question, Fail> {
    let mut question = question(frame, id, "delete").await?;
    let blockers = projects::deletion_blockers(&frame.ctx, id).await?;
    question.in_the_way = in_the_way(frame.t(), &Refusal::InUse { blockers });
    question.name = projects::get(&frame.ctx, id).await?.row.name;
    Ok(question)
}

/// `GET /projects/{id}/delete`
pub(super) async fn ask_delete(frame: Frame, At(id): At<ProjectId>) -> Result<Response, Fail> {
    question_of_deletion(&frame, id).await?.answer(frame.t(), None)
}

/// `POST /projects/{id}/delete`
pub(super) async fn delete(frame: Frame, At(id): At<ProjectId>, form: Form) -> Result<Response, Fail> {
    let question = question_of_deletion(&frame, id).await?;
    if form.text("name").trim() != question.name {
        let trouble = Trouble::text("name", frame.t().s("project-delete-name-wrong"));
        return Ok(question.page(trouble));
    }
    match projects::delete(&frame.ctx, id).await {
        Ok(()) => Ok(Redirect::to("/projects?done=project-deleted").into_response()),
        Err(error) => question.answer(frame.t(), Some(error)),
    }
}
