//! Entries of the audit log, newest first, by who, what, on what and when.

use std::time::Duration;

use askama::Template;
use axum::response::Response;
use madang_core::audit::{self, AuditQuery};
use madang_core::{Error, Page as Found};
use madang_i18n::Zone;
use madang_model::{Rule, Timestamp};
use madang_store::audit::FoundRow;
use madang_web::Fail;

use super::view::{self, EntryLine, line};
use crate::admin::pager::pager;
use crate::admin::section::Section;
use crate::frame::{Frame, HasErrors, form_page};
use crate::shell::{Page, Pager};

#[derive(Template)]
#[template(path = "admin/audit/search.html")]
struct Search {
    page: Page,
    actor: String,
    action: String,
    target: String,
    since: String,
    until: String,
    acts: Vec<(String, String)>,
    entries: Vec<EntryLine>,
    pager: Pager,
    problem: String,
    narrowed: bool,
}

/// `GET /admin/audit`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let t = frame.t();
    let zone = frame.zone();
    let text = |name: &str| frame.query.text(name).trim().to_owned();
    let (found, next, problem) = match find(&frame, &zone).await {
        Ok(found) => (found.items, found.next, String::new()),
        Err(Error::Invalid(fields)) => (Vec::new(), None, t.rule(fields[0].rule)),
        Err(error) => return Err(error.into()),
    };
    let (actor, action, target, since, until) =
        (text("actor"), text("action"), text("target"), text("since"), text("until"));
    let has_errors = if problem.is_empty() { HasErrors::No } else { HasErrors::Yes };
    let template = Search {
        page: Section::Audit.page(&frame, "operators-audit-purpose"),
        acts: view::acts(t),
        pager: pager(&frame, "before", next),
        entries: found.into_iter().map(|row| line(t, &zone, row)).collect(),
        narrowed: [&actor, &action, &target, &since, &until].iter().any(|text| !text.is_empty()),
        actor,
        action,
        target,
        since,
        until,
        problem,
    };
    Ok(form_page(has_errors, &template))
}

async fn find(frame: &Frame, zone: &Zone) -> madang_core::Result<Found<FoundRow>> {
    let text = |name: &str| frame.query.text(name).trim().to_owned();
    let query = AuditQuery {
        actor: text("actor"),
        action: text("action"),
        target: text("target"),
        since: day(zone, "since", &text("since"))?,
        until: day(zone, "until", &text("until"))?.map(|at| day_after(zone, at)),
        before: Some(text("before")).filter(|cursor| !cursor.is_empty()),
    };
    audit::search(&frame.ctx, &query).await
}

fn day(zone: &Zone, field: &'static str, text: &str) -> madang_core::Result<Option<Timestamp>> {
    if text.is_empty() {
        return Ok(None);
    }
    zone.parse(text).map(Some).ok_or_else(|| Error::invalid(field, Rule::When))
}

/// The last day counts whole. No day is longer than 25 hours.
fn day_after(zone: &Zone, at: Timestamp) -> Timestamp {
    zone.start_of_day(at.plus(Duration::from_secs(26 * 3600)))
}
