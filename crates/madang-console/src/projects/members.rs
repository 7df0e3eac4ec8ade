//! 「구성원」 of a project: who is in it as what, and putting somebody in.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::projects::{SetMember, set_member};
use madang_model::projects::ProjectRole;
use madang_model::{ProjectId, Rule};
use madang_web::{Fail, Form};

use super::{place, role, roles};
use crate::done;
use crate::frame::{At, Frame};
use crate::shell::{Choice, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "projects/members.html")]
struct Members {
    page: Page,
    id: String,
    members: Vec<Person>,
    roles: Vec<Choice>,
    writes: bool,
    login_id: String,
    role: String,
    done: String,
    trouble: Trouble,
}

/// Someone in the project.
struct Person {
    id: String,
    name: String,
    login_id: String,
    role: String,
    role_name: String,
    since: String,
    own: bool,
}

/// `GET /projects/{id}/members`
pub(super) async fn show(frame: Frame, At(id): At<ProjectId>) -> Result<Response, Fail> {
    page(&frame, id, &Form::default(), Trouble::default()).await
}

/// `POST /projects/{id}/members`: puts somebody in, or gives them another role.
pub(super) async fn set(frame: Frame, At(id): At<ProjectId>, form: Form) -> Result<Response, Fail> {
    let Ok(role) = form.text("role").parse::<ProjectRole>() else {
        return page(&frame, id, &form, Trouble::field(frame.t(), "role", Rule::Choice)).await;
    };
    let input = SetMember { login_id: form.text("login_id").to_owned(), role };
    match set_member(&frame.ctx, id, &input).await {
        Ok(_) => Ok(Redirect::to(&format!("/projects/{id}/members?done=project-member")).into_response()),
        Err(error) => page(&frame, id, &form, Trouble::of(frame.t(), error)?).await,
    }
}

async fn page(frame: &Frame, id: ProjectId, form: &Form, trouble: Trouble) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let place = place(frame, id, "project-members", "/members").await?;
    let own = frame.ctx.actor.member().ok();
    let members = place.project.members.into_iter().map(|row| Person {
        id: row.member_id.to_string(),
        own: own == Some(row.member_id),
        name: row.name,
        login_id: row.login_id,
        role: row.role.to_string(),
        role_name: role(t, row.role.as_str()),
        since: zone.minute(row.created_at),
    });
    let chosen = Some(form.text("role")).filter(|role| !role.is_empty());
    let view = Members {
        page: place.page,
        id: id.to_string(),
        members: members.collect(),
        roles: roles(t),
        writes: place.writes,
        login_id: form.text("login_id").to_owned(),
        role: chosen.unwrap_or(ProjectRole::Developer.as_str()).to_owned(),
        done: done::text(t, &frame.query),
        trouble,
    };
    Ok(view.trouble.page(&view))
}
