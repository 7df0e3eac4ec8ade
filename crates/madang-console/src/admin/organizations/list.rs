//! The organisations, to be found by code or name.

use askama::Template;
use axum::response::Response;
use madang_core::Error;
use madang_core::organizations::{self, OrganizationQuery};
use madang_web::Fail;

use crate::admin::pager::pager;
use crate::admin::section::Section;
use crate::frame::{Frame, HasErrors, form_page};
use crate::organizations::{joining, state};
use crate::shell::{Page, Pager};

#[derive(Template)]
#[template(path = "admin/organizations/list.html")]
struct List {
    page: Page,
    search: String,
    organizations: Vec<Line>,
    pager: Pager,
    problem: String,
    shows_acts: bool,
    done: String,
}

struct Line {
    id: String,
    name: String,
    code: String,
    joining: String,
    state_kind: &'static str,
    state: String,
    since: String,
}

/// `GET /admin/organizations`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let t = frame.t();
    let query = OrganizationQuery {
        search: frame.query.text("q").to_owned(),
        before: Some(frame.query.text("before").to_owned()).filter(|before| !before.is_empty()),
    };
    let (found, next, problem) = match organizations::list(&frame.ctx, &query).await {
        Ok(found) => (found.items, found.next, String::new()),
        Err(Error::Invalid(fields)) => (Vec::new(), None, t.rule(fields[0].rule)),
        Err(error) => return Err(error.into()),
    };
    let zone = frame.zone();
    let line = |row: madang_store::organizations::OrganizationRow| {
        let (state_kind, state) = state(t, row.state);
        Line {
            id: row.id.to_string(),
            name: row.name,
            code: row.code.unwrap_or_default(),
            joining: joining(t, row.joining),
            state_kind,
            state,
            since: zone.minute(row.created_at),
        }
    };
    let has_errors = if problem.is_empty() { HasErrors::No } else { HasErrors::Yes };
    let view = List {
        page: Section::Organizations.page(&frame, "organizations-admin-purpose"),
        search: query.search,
        organizations: found.into_iter().map(line).collect(),
        pager: pager(&frame, "before", next),
        problem,
        shows_acts: frame.shows_acts(),
        done: crate::organizations::done(&frame),
    };
    Ok(form_page(has_errors, &view))
}
