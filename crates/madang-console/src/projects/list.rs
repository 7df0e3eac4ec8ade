//! 「프로젝트 현황(신청)」

use askama::Template;
use axum::response::Response;
use madang_core::Error;
use madang_core::projects::{ProjectQuery, list};
use madang_model::projects::ProjectState;
use madang_web::Fail;

use super::state;
use crate::admin::pager::pager;
use crate::frame::{Frame, HasErrors, form_page};
use crate::organizations::switched;
use crate::shell::{Choice, Page, Pager};

#[derive(Template)]
#[template(path = "projects/list.html")]
struct List {
    page: Page,
    organization: String,
    search: String,
    states: Vec<Choice>,
    state: String,
    projects: Vec<Line>,
    pager: Pager,
    problem: String,
    narrowed: bool,
    done: String,
}

/// A project in one line.
struct Line {
    href: String,
    name: String,
    state_kind: &'static str,
    state: String,
    since: String,
}

/// `GET /projects`
pub(super) async fn show(mut frame: Frame) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let context = switched(&mut frame).await?;
    let asked = |name: &str| Some(frame.query.text(name)).filter(|text| !text.is_empty());
    let query = ProjectQuery {
        organization_id: Some(context.organization.id),
        mine: false,
        search: frame.query.text("q").to_owned(),
        state: asked("state").and_then(|state| state.parse().ok()),
        before: asked("before").map(str::to_owned),
    };
    let (found, next, problem) = match list(&frame.ctx, &query).await {
        Ok(found) => (found.items, found.next, String::new()),
        Err(Error::Invalid(fields)) => {
            (Vec::new(), None, fields.first().map(|broken| t.rule(broken.rule)).unwrap_or_default())
        }
        Err(error) => return Err(error.into()),
    };
    let line = |row: madang_store::projects::ProjectRow| {
        let (state_kind, word) = state(t, row.state);
        Line {
            href: format!("/projects/{}", row.id),
            name: row.name,
            state_kind,
            state: word,
            since: zone.minute(row.created_at),
        }
    };
    let all = Choice::new("", t.s("projects-state-all"));
    let each = ProjectState::ALL.iter().map(|one| Choice::new(one.as_str(), state(t, *one).1));
    let has_errors = if problem.is_empty() { HasErrors::No } else { HasErrors::Yes };
    let template = List {
        page: frame.page.clone().titled(t.s("projects-title"), t.s("projects-purpose")),
        organization: context.organization.id.to_string(),
        narrowed: !query.search.trim().is_empty() || query.state.is_some(),
        state: query.state.map(|one| one.as_str().to_owned()).unwrap_or_default(),
        search: query.search,
        states: std::iter::once(all).chain(each).collect(),
        projects: found.into_iter().map(line).collect(),
        pager: pager(&frame, "before", next),
        problem,
        done: crate::done::text(t, &frame.query),
    };
    Ok(form_page(has_errors, &template))
}
