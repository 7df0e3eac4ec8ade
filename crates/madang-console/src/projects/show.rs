//! One project at a glance: what it is for, its quota, its clusters.

use askama::Template;
use axum::response::Response;
use madang_model::ProjectId;
use madang_web::Fail;

use super::{QuotaBar, bars, place, state};
use crate::done;
use crate::frame::{At, Frame};
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "projects/show.html")]
struct Show {
    page: Page,
    id: String,
    organization_id: String,
    state_kind: &'static str,
    state: String,
    organization: String,
    department: String,
    description: String,
    created: String,
    order: String,
    quota: Vec<QuotaBar>,
    people: String,
    clusters: Vec<Cluster>,
    asks_quota: bool,
    done: String,
}

/// A cluster that the project may use.
struct Cluster {
    name: String,
    open: bool,
}

/// `GET /projects/{id}`
pub(super) async fn show(frame: Frame, At(id): At<ProjectId>) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let place = place(&frame, id, "", "").await?;
    let project = place.project;
    let (state_kind, word) = state(t, project.row.state);
    let people = i64::try_from(project.members.len()).unwrap_or(i64::MAX);
    let clusters = project
        .clusters
        .into_iter()
        .map(|row| Cluster { name: row.name, open: row.state == madang_model::clusters::ClusterState::Open });
    let template = Show {
        page: place.page,
        id: id.to_string(),
        organization_id: project.row.organization_id.to_string(),
        state_kind,
        state: word,
        organization: project.organization,
        department: project.department.unwrap_or_default(),
        description: project.row.description,
        created: zone.minute(project.row.created_at),
        order: project.row.order_id.map(|id| id.to_string()).unwrap_or_default(),
        quota: bars(t, &project.quota),
        people: t.a("project-people-count", &[("count", people.into())]),
        clusters: clusters.collect(),
        asks_quota: place.writes && project.applies,
        done: done::text(t, &frame.query),
    };
    Ok(shell::html(&template))
}
