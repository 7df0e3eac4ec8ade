//! Taking somebody out of a project, oneself too: asked first.

use axum::extract;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::{Error, projects};
use madang_model::{MemberId, ProjectId};
use madang_web::{Fail, Form};

use super::confirm::Question;
use super::place;
use crate::frame::Frame;

/// A project's id and that of somebody in it, in a page's address.
type Ids = extract::Path<(String, String)>;

/// `GET /projects/{id}/members/{member}/remove`
pub(super) async fn ask(frame: Frame, extract::Path(ids): Ids) -> Result<Response, Fail> {
    let (id, member) = read(&ids)?;
    question(&frame, id, member, None).await
}

/// `POST /projects/{id}/members/{member}/remove`
pub(super) async fn act(frame: Frame, extract::Path(ids): Ids, _form: Form) -> Result<Response, Fail> {
    let (id, member) = read(&ids)?;
    if let Err(error) = projects::remove_member(&frame.ctx, id, member).await {
        return question(&frame, id, member, Some(error)).await;
    }
    let left = frame.ctx.actor.member().is_ok_and(|own| own == member);
    // Who left may not see it any more.
    let to = if left {
        "/projects?done=project-left".to_owned()
    } else {
        format!("/projects/{id}/members?done=project-member-removed")
    };
    Ok(Redirect::to(&to).into_response())
}

fn read((project, member): &(String, String)) -> Result<(ProjectId, MemberId), Fail> {
    match (project.parse(), member.parse()) {
        (Ok(project), Ok(member)) => Ok((project, member)),
        _ => Err(Error::NotFound.into()),
    }
}

async fn question(
    frame: &Frame,
    id: ProjectId,
    member: MemberId,
    refused: Option<Error>,
) -> Result<Response, Fail> {
    let t = frame.t();
    let place = place(frame, id, "project-remove", "/members").await?;
    let found = place.project.members.iter().find(|row| row.member_id == member);
    let Some(found) = found else { return Err(Error::NotFound.into()) };
    let own = frame.ctx.actor.member().is_ok_and(|own| own == member);
    let what = if own {
        t.a("project-leave-what", &[("project", place.project.row.name.as_str().into())])
    } else {
        let who = format!("{} ({})", found.name, found.login_id);
        t.a("project-remove-what", &[("who", who.into())])
    };
    let back = format!("/projects/{id}/members");
    let question = Question {
        what,
        action: format!("{back}/{member}/remove"),
        button: t.s(if own { "project-leave" } else { "project-remove" }),
        back: back.clone(),
        name: String::new(),
        in_the_way: Vec::new(),
        page: place.page.under(t.s("project-members"), back),
    };
    question.answer(t, refused)
}
