//! What was sent, newest first.

use askama::Template;
use axum::response::Response;
use madang_core::Error;
use madang_core::outbox::{self, MessageQuery};
use madang_web::Fail;

use super::view::{self, MessageLine, line};
use crate::admin::pager::pager;
use crate::admin::section::Section;
use crate::frame::{Frame, HasErrors, form_page};
use crate::shell::{Choice, Page, Pager};

#[derive(Template)]
#[template(path = "admin/outbox/list.html")]
struct List {
    page: Page,
    recipient: String,
    state: String,
    states: Vec<Choice>,
    messages: Vec<MessageLine>,
    pager: Pager,
    problem: String,
    narrowed: bool,
    is_development: bool,
}

/// `GET /outbox`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let t = frame.t();
    let asked = |name: &str| Some(frame.query.text(name)).filter(|text| !text.is_empty()).map(str::to_owned);
    let query = MessageQuery {
        state: asked("state"),
        recipient: frame.query.text("q").to_owned(),
        before: asked("before"),
    };
    let (found, next, problem) = match outbox::list(&super::opener(&frame), &query).await {
        Ok(found) => (found.items, found.next, String::new()),
        Err(Error::Invalid(fields)) => (Vec::new(), None, t.rule(fields[0].rule)),
        Err(error) => return Err(error.into()),
    };
    let state = query.state.unwrap_or_default();
    let zone = frame.zone();
    let has_errors = if problem.is_empty() { HasErrors::No } else { HasErrors::Yes };
    let template = List {
        page: Section::Outbox.page(&frame, "operators-outbox-purpose"),
        states: states(&frame),
        messages: found.iter().map(|message| line(t, &zone, message)).collect(),
        pager: pager(&frame, "before", next),
        narrowed: !query.recipient.trim().is_empty() || !state.is_empty(),
        recipient: query.recipient,
        state,
        problem,
        is_development: frame.web.is_development(),
    };
    Ok(form_page(has_errors, &template))
}

fn states(frame: &Frame) -> Vec<Choice> {
    let all = Choice::new("", frame.t().s("operators-state-all"));
    let each = ["queued", "sent", "failed"].map(|name| Choice::new(name, view::state(frame.t(), name)));
    std::iter::once(all).chain(each).collect()
}
