//! Projects 「프로젝트」: the list of an organisation's, and each with its quota, people, clusters and settings.
//!
//! Every page of a project begins with [`place`], which asks for it: for a stranger there is none.

mod activity;
mod bars;
mod confirm;
mod list;
mod members;
mod remove;
mod settings;
mod show;

use madang_core::projects::{self, Project};
use madang_i18n::Tr;
use madang_model::ProjectId;
use madang_model::projects::{ProjectRole, ProjectState};
use madang_web::{Access, Fail, Routes};

use crate::frame::Frame;
use crate::shell::{Choice, Link, Page};

pub(crate) use bars::{QuotaBar, bars};

/// The pages of this part.
pub(crate) fn routes() -> Routes {
    let member = Access::Member;
    Routes::new()
        .get("/projects", member, list::show)
        .get("/projects/{id}", member, show::show)
        .get("/projects/{id}/members", member, members::show)
        .post("/projects/{id}/members", member, members::set)
        .get("/projects/{id}/members/{member}/remove", member, remove::ask)
        .post("/projects/{id}/members/{member}/remove", member, remove::act)
        .get("/projects/{id}/activity", member, activity::show)
        .get("/projects/{id}/settings", member, settings::show)
        .post("/projects/{id}/settings", member, settings::update)
        .post("/projects/{id}/settings/name", member, settings::check_name)
        .get("/projects/{id}/archive", member, confirm::ask_archive)
        .post("/projects/{id}/archive", member, confirm::archive)
        .get("/projects/{id}/unarchive", member, confirm::ask_unarchive)
        .post("/projects/{id}/unarchive", member, confirm::unarchive)
        .get("/projects/{id}/delete", member, confirm::ask_delete)
        .post("/projects/{id}/delete", member, confirm::delete)
}

/// A project, and its place among the pages about it.
struct Place {
    project: Project,
    /// Whether the reader may change it as it stands. The operations decide for themselves.
    writes: bool,
    page: Page,
}

/// One page of a project. `here` is the end of the address of the page beside which it stands, and `title` its
/// name; the overview is called as the project.
async fn place(frame: &Frame, id: ProjectId, title: &str, here: &str) -> Result<Place, Fail> {
    frame.signed_in()?;
    let t = frame.t();
    let project = projects::get(&frame.ctx, id).await?;
    let name = project.row.name.clone();
    let base = format!("/projects/{id}");
    let mut sections = vec![("project-overview", ""), ("project-members", "/members")];
    sections.push(("project-activity", "/activity"));
    if project.writable && project.row.state != ProjectState::Deleted {
        sections.push(("project-settings", "/settings"));
    }
    let links = sections
        .into_iter()
        .map(|(key, end)| Link::new(t.s(key), format!("{base}{end}")).current(end == here))
        .collect();
    let list = format!("/projects?organization={}", project.row.organization_id);
    let page = frame.page.clone().under(t.s("projects-title"), list);
    let page = if title.is_empty() {
        page.titled(name.clone(), "")
    } else {
        page.under(name.clone(), base).titled(t.s(title), "")
    };
    let page = page.beside(name, links);
    Ok(Place { writes: project.writable && project.row.state == ProjectState::Active, project, page })
}

/// A state's label: its kind and its word.
fn state(t: Tr, state: ProjectState) -> (&'static str, String) {
    let kind = match state {
        ProjectState::Active => "running",
        ProjectState::Archived | ProjectState::Deleted => "stopped",
    };
    (kind, t.s(&format!("project-state-{state}")))
}

/// A role's word.
fn role(t: Tr, role: &str) -> String {
    t.s(&format!("project-role-{role}"))
}

/// The roles to choose from.
fn roles(t: Tr) -> Vec<Choice> {
    ProjectRole::ALL.iter().map(|each| Choice::new(each.as_str(), role(t, each.as_str()))).collect()
}
