//! Projects 「프로젝트」: the list of an organisation's, and each with its quota, people and clusters.

mod list;
mod show;

use madang_i18n::Tr;
use madang_model::projects::ProjectState;
use madang_web::{Access, Routes};

/// The pages of this part.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/projects", Access::Member, list::show).get(
        "/projects/{id}",
        Access::Member,
        show::show,
    )
}

/// A state's label: its kind and its word.
fn state(t: Tr, state: ProjectState) -> (&'static str, String) {
    let kind = match state {
        ProjectState::Active => "running",
        ProjectState::Archived | ProjectState::Deleted => "stopped",
    };
    (kind, t.s(&format!("project-state-{state}")))
}
