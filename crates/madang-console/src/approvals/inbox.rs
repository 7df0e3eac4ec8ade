//! What waits for the reader's decision.

use askama::Template;
use axum::response::Response;
use madang_core::approvals::{self, InboxQuery, Waiting};
use madang_core::organizations::list_mine;
use madang_core::{Error, Refusal};
use madang_model::Rule;
use madang_web::Fail;

use super::view;
use crate::admin::pager::pager;
use crate::frame::Frame;
use crate::shell::{Choice, Page, Pager, Tab};
use crate::trouble::Trouble;

/// An order in one line.
struct Line {
    /// What the box sends: the order and the submission.
    value: String,
    href: String,
    number: String,
    title: String,
    kind: String,
    organization: String,
    applicant: String,
    step: String,
    age: String,
    since: String,
    on_behalf_of: String,
    escalated: bool,
}

#[derive(Template)]
#[template(path = "approvals/inbox.html")]
struct Inbox {
    page: Page,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    pager: Pager,
    kinds: Vec<Choice>,
    kind: String,
    organizations: Vec<Choice>,
    organization: String,
    ages: Vec<Choice>,
    days: String,
    is_filtered: bool,
    done: String,
    failed: Vec<String>,
    comment: String,
    trouble: Trouble,
}

/// `GET /approvals`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let done = match frame.query.text("done") {
        "approve" => "approvals-done-approve",
        "return" => "approvals-done-return",
        "reject" => "approvals-done-reject",
        _ => "",
    };
    let done = if done.is_empty() { String::new() } else { frame.t().s(done) };
    draw(&frame, Said { done, ..Said::default() }).await
}

/// What the page says about what was just done on it.
#[derive(Default)]
pub(super) struct Said {
    pub(super) done: String,
    pub(super) failed: Vec<String>,
    pub(super) comment: String,
    pub(super) trouble: Trouble,
}

/// The inbox, with what was just done on it.
pub(super) async fn draw(frame: &Frame, said: Said) -> Result<Response, Fail> {
    let t = frame.t();
    let text = |name: &str| Some(frame.query.text(name).trim()).filter(|text| !text.is_empty());
    let days = text("days").map(str::parse::<u32>).transpose();
    let organization_id = text("organization").map(str::parse).transpose();
    let (Ok(days), Ok(organization_id)) = (days, organization_id) else {
        return Err(Error::invalid("query", Rule::Choice).into());
    };
    let query = InboxQuery {
        kind: text("kind").map(str::to_owned),
        organization_id,
        days,
        after: text("after").map(str::to_owned),
    };
    let found = approvals::inbox(&frame.ctx, &query).await?;
    let mut kinds = vec![Choice::new("", t.s("approvals-every-kind"))];
    kinds.extend(
        frame
            .web
            .platform
            .order_kinds
            .iter()
            .map(|known| Choice::new(known.name(), view::kind(t, known.name()))),
    );
    let mut organizations = vec![Choice::new("", t.s("approvals-every-organization"))];
    let mine = list_mine(&frame.ctx).await?.into_iter().map(|row| (row.id, row.name));
    // Operators decide for organisations that they do not belong to: those that wait on this page.
    let waiting = found.items.iter().map(|item| (item.row.organization_id, item.row.organization.clone()));
    for (id, name) in mine.chain(waiting) {
        let id = id.to_string();
        if organizations.iter().all(|known| known.value != id) {
            organizations.push(Choice::new(id, name));
        }
    }
    let ages = [
        ("", "approvals-age-any"),
        ("1", "approvals-age-1"),
        ("3", "approvals-age-3"),
        ("7", "approvals-age-7"),
    ];
    let template = Inbox {
        page: view::page(frame),
        tabs: view::tabs(t, "/approvals"),
        lines: found.items.iter().map(|item| line(frame, item)).collect(),
        pager: pager(frame, "after", found.next),
        kinds,
        kind: frame.query.text("kind").to_owned(),
        organizations,
        organization: frame.query.text("organization").to_owned(),
        ages: ages.map(|(value, key)| Choice::new(value, t.s(key))).into(),
        days: frame.query.text("days").to_owned(),
        is_filtered: query.kind.is_some() || query.organization_id.is_some() || query.days.is_some(),
        done: said.done,
        failed: said.failed,
        comment: said.comment,
        trouble: said.trouble,
    };
    Ok(template.trouble.page(&template))
}

fn line(frame: &Frame, item: &Waiting) -> Line {
    let (t, row) = (frame.t(), &item.row);
    Line {
        value: format!("{}.{}", row.order_id, row.round),
        href: format!("/orders/{}", row.order_id),
        number: row.number.clone(),
        title: row.title.clone(),
        kind: view::kind(t, &row.kind),
        organization: row.organization.clone(),
        applicant: row.applicant.clone(),
        step: view::step(t, row.step_kind),
        age: view::age(t, frame.ctx.now().since(row.since)),
        since: frame.zone().minute(row.since),
        on_behalf_of: item.on_behalf_of.clone().unwrap_or_default(),
        escalated: row.escalated_at.is_some(),
    }
}

/// What an order could not be decided for, in words.
pub(super) fn why(frame: &Frame, error: Error) -> Result<String, Fail> {
    let t = frame.t();
    match error {
        Error::Refused(Refusal::TermsPending | Refusal::PasswordInitial) => Err(error.into()),
        Error::Refused(refusal) => Ok(refusal.words(t)),
        Error::Forbidden | Error::NotFound => Ok(t.s("approvals-not-yours")),
        Error::Invalid(_)
        | Error::SignInRequired
        | Error::ReauthenticationRequired
        | Error::Limited { .. }
        | Error::Unavailable(_)
        | Error::Internal(_) => Err(error.into()),
    }
}
