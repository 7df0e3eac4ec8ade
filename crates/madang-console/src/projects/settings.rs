//! 「설정」 of a project: its name, what it is for, and its end.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::Error;
use madang_core::projects::{self, Update};
use madang_model::ProjectId;
use madang_model::projects::{ProjectName, ProjectState};
use madang_web::{Fail, Form};

use super::place;
use crate::done;
use crate::frame::{At, Frame};
use crate::members::FieldNote;
use crate::shell::{self, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "projects/settings.html")]
struct Settings {
    page: Page,
    id: String,
    typed_name: String,
    description: String,
    writes: bool,
    archived: bool,
    done: String,
    trouble: Trouble,
}

/// `GET /projects/{id}/settings`
pub(super) async fn show(frame: Frame, At(id): At<ProjectId>) -> Result<Response, Fail> {
    page(&frame, id, None, Trouble::default()).await
}

/// `POST /projects/{id}/settings`
pub(super) async fn update(frame: Frame, At(id): At<ProjectId>, form: Form) -> Result<Response, Fail> {
    let input = Update {
        name: Some(form.text("name").to_owned()),
        description: Some(form.text("description").to_owned()),
    };
    match projects::update(&frame.ctx, id, &input).await {
        Ok(()) => Ok(Redirect::to(&format!("/projects/{id}/settings?done=project-updated")).into_response()),
        Err(error) => page(&frame, id, Some(input), Trouble::of(frame.t(), error)?).await,
    }
}

/// `POST /projects/{id}/settings/name`: what is to be said about a name while it is typed.
pub(super) async fn check_name(frame: Frame, At(id): At<ProjectId>, form: Form) -> Result<Response, Fail> {
    let t = frame.t();
    let project = projects::get(&frame.ctx, id).await?.row;
    let typed = form.text("name");
    let own = ProjectName::parse(typed).is_ok_and(|name| name.key() == project.name_key);
    let (error, ok) = match projects::name_free(&frame.ctx, project.organization_id, typed).await {
        Ok(()) => (String::new(), t.s("project-name-free")),
        Err(Error::Invalid(_)) if own => (String::new(), String::new()),
        Err(Error::Invalid(broken)) => {
            (broken.first().map(|field| t.rule(field.rule)).unwrap_or_default(), String::new())
        }
        Err(other) => return Err(other.into()),
    };
    Ok(shell::html(&FieldNote { page: frame.page, error, ok }))
}

async fn page(
    frame: &Frame,
    id: ProjectId,
    typed: Option<Update>,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let place = place(frame, id, "project-settings", "/settings").await?;
    let row = place.project.row;
    if !place.project.writable || row.state == ProjectState::Deleted {
        return Ok(Redirect::to(&format!("/projects/{id}")).into_response());
    }
    let typed = typed.unwrap_or_default();
    let view = Settings {
        page: place.page,
        id: id.to_string(),
        typed_name: typed.name.unwrap_or(row.name),
        description: typed.description.unwrap_or(row.description),
        writes: place.writes,
        archived: row.state == ProjectState::Archived,
        done: done::text(frame.t(), &frame.query),
        trouble,
    };
    Ok(view.trouble.page(&view))
}
