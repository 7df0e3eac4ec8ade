//! One project: what it is for, its quota, its people, its clusters.

use askama::Template;
use axum::response::Response;
use madang_core::projects::{get, quota_unit};
use madang_core::quota::QuotaLine;
use madang_i18n::Tr;
use madang_model::ProjectId;
use madang_web::Fail;

use super::state;
use crate::frame::{At, Frame};
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "projects/show.html")]
struct Show {
    page: Page,
    state_kind: &'static str,
    state: String,
    organization: String,
    department: String,
    description: String,
    created: String,
    quota: Vec<Bar>,
    members: Vec<Person>,
    clusters: Vec<String>,
}

/// One dimension of the quota.
struct Bar {
    what: String,
    bound: String,
    used: i64,
    reserved: i64,
    /// What is taken, of what there is, for the drawn bar; without a bound there is none.
    drawn: Option<(i64, i64)>,
}

/// Someone in the project.
struct Person {
    name: String,
    login_id: String,
    role: String,
}

/// `GET /projects/{id}`
pub(super) async fn show(frame: Frame, At(id): At<ProjectId>) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let project = get(&frame.ctx, id).await?;
    let (state_kind, word) = state(t, project.row.state);
    let members = project.members.into_iter().map(|row| Person {
        name: row.name,
        login_id: row.login_id,
        role: t.s(&format!("project-role-{}", row.role)),
    });
    let template = Show {
        page: frame.page.clone().titled(project.row.name, "").under(t.s("projects-title"), "/projects"),
        state_kind,
        state: word,
        organization: project.organization,
        department: project.department.unwrap_or_default(),
        description: project.row.description,
        created: zone.minute(project.row.created_at),
        quota: project.quota.0.iter().map(|line| bar(t, line)).collect(),
        members: members.collect(),
        clusters: project.clusters.into_iter().map(|row| row.name).collect(),
    };
    Ok(shell::html(&template))
}

fn bar(t: Tr, line: &QuotaLine) -> Bar {
    let unit = quota_unit(line.dimension);
    let taken = line.used.saturating_add(line.reserved);
    Bar {
        what: t.s(&format!("project-dimension-{}", line.dimension)),
        bound: line.bound.map_or_else(|| t.s("project-no-bound"), |bound| (bound / unit).to_string()),
        used: line.used / unit,
        reserved: line.reserved / unit,
        drawn: line.bound.filter(|bound| *bound > 0).map(|bound| (taken.min(bound) / unit, bound / unit)),
    }
}
