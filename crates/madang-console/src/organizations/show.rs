//! One organisation at a glance.

use askama::Template;
use axum::response::Response;
use madang_model::OrganizationId;
use madang_web::Fail;

use super::view;
use crate::frame::{At, Frame};
use crate::projects::{QuotaBar, bars};
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "organizations/show.html")]
struct Show {
    page: Page,
    id: String,
    code: String,
    company: bool,
    joining: String,
    state_kind: &'static str,
    state: String,
    people: String,
    projects: String,
    since: String,
    quota: Vec<QuotaBar>,
    done: String,
}

/// `GET /organizations/{id}`
pub(crate) async fn show(frame: Frame, At(id): At<OrganizationId>) -> Result<Response, Fail> {
    let t = frame.t();
    let place = super::place(&frame, id, "", "").await?;
    let row = &place.details.organization;
    let (state_kind, state) = view::state(t, row.state);
    Ok(shell::html(&Show {
        id: id.to_string(),
        code: row.code.clone().unwrap_or_default(),
        company: place.company,
        joining: view::joining(t, row.joining),
        state_kind,
        state,
        people: t.a("organizations-people-count", &[("count", place.details.people.into())]),
        projects: t.a("organizations-projects-count", &[("count", place.details.projects.into())]),
        since: frame.zone().minute(row.created_at),
        quota: bars(t, &place.details.quota),
        done: super::done(&frame),
        page: place.page,
    }))
}
