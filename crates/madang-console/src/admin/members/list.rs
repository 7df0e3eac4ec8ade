//! The members, to be found.

use askama::Template;
use axum::response::Response;
use madang_core::Error;
use madang_core::members::{self, MemberQuery};
use madang_model::members::{MemberState, StaffRole};
use madang_web::Fail;

use super::view::{self, MemberLine, line};
use crate::admin::pager::pager;
use crate::admin::section::Section;
use crate::frame::{Frame, HasErrors, form_page};
use crate::shell::{Choice, Page, Pager};

#[derive(Template)]
#[template(path = "admin/members/list.html")]
struct List {
    page: Page,
    search: String,
    state: String,
    staff: String,
    states: Vec<Choice>,
    roles: Vec<Choice>,
    members: Vec<MemberLine>,
    pager: Pager,
    problem: String,
    /// Whether anything narrows the list.
    narrowed: bool,
}

/// `GET /admin/members`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let t = frame.t();
    let asked = |name: &str| Some(frame.query.text(name)).filter(|text| !text.is_empty()).map(str::to_owned);
    let query = MemberQuery {
        search: frame.query.text("q").to_owned(),
        state: asked("state"),
        staff: asked("staff").and_then(|role| role.parse().ok()),
        before: asked("before"),
    };
    let (found, next, problem) = match members::list(&frame.ctx, &query).await {
        Ok(found) => (found.items, found.next, String::new()),
        Err(Error::Invalid(fields)) => (Vec::new(), None, t.rule(fields[0].rule)),
        Err(error) => return Err(error.into()),
    };
    let (state, staff) = (query.state.unwrap_or_default(), query.staff.map_or("", |role| role.as_str()));
    let narrowed = !query.search.trim().is_empty() || !state.is_empty() || !staff.is_empty();
    let zone = frame.zone();
    let has_errors = if problem.is_empty() { HasErrors::No } else { HasErrors::Yes };
    let template = List {
        page: Section::Members.page(&frame, "operators-members-purpose"),
        states: states(&frame),
        roles: roles(&frame),
        members: found.iter().map(|row| line(t, &zone, row)).collect(),
        pager: pager(&frame, "before", next),
        search: query.search,
        state,
        staff: staff.to_owned(),
        problem,
        narrowed,
    };
    Ok(form_page(has_errors, &template))
}

fn states(frame: &Frame) -> Vec<Choice> {
    let all = Choice::new("", frame.t().s("operators-state-all"));
    let each = MemberState::NAMES.map(|name| Choice::new(name, view::state(frame.t(), name)));
    std::iter::once(all).chain(each).collect()
}

fn roles(frame: &Frame) -> Vec<Choice> {
    let t = frame.t();
    let roles = StaffRole::ALL.iter().map(|role| Choice::new(role.as_str(), view::staff(t, Some(*role))));
    std::iter::once(Choice::new("", t.s("operators-staff-all"))).chain(roles).collect()
}
