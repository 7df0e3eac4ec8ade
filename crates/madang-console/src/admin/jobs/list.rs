//! The queue by state, and what the reconcilers last did.

use askama::Template;
use axum::response::Response;
use madang_core::jobs::{self, JobQuery};
use madang_web::Fail;

use super::view::{self, JobLine, RoundLine, line, round};
use crate::admin::pager::pager;
use crate::admin::section::Section;
use crate::frame::Frame;
use crate::shell::{self, Page, Pager, Tab};

#[derive(Template)]
#[template(path = "admin/jobs/list.html")]
struct List {
    page: Page,
    tabs: Vec<Tab>,
    jobs: Vec<JobLine>,
    pager: Pager,
    rounds: Vec<RoundLine>,
}

/// `GET /admin/jobs`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let t = frame.t();
    let zone = frame.zone();
    let asked = |name: &str| Some(frame.query.text(name)).filter(|text| !text.is_empty()).map(str::to_owned);
    let query = JobQuery { state: asked("state"), before: asked("before") };
    let found = jobs::list(&frame.ctx, &query).await?;
    let rounds = jobs::overview(&frame.ctx).await?.reconcilers;
    let template = List {
        page: Section::Jobs.page(&frame, "operators-jobs-purpose"),
        tabs: tabs(&frame, query.state.as_deref()),
        jobs: found.items.iter().map(|row| line(t, &zone, row)).collect(),
        pager: pager(&frame, "before", found.next),
        rounds: rounds.iter().map(|row| round(t, &zone, row)).collect(),
    };
    Ok(shell::html(&template))
}

fn tabs(frame: &Frame, state: Option<&str>) -> Vec<Tab> {
    let all = Tab {
        label: frame.t().s("operators-job-all"),
        href: "/admin/jobs".to_owned(),
        current: state.is_none(),
    };
    let each = ["queued", "running", "dead", "done"].map(|name| Tab {
        label: view::state(frame.t(), name),
        href: format!("/admin/jobs?state={name}"),
        current: state == Some(name),
    });
    std::iter::once(all).chain(each).collect()
}
