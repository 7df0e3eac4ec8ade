//! What the reader decided 「처리한 결재」.

use askama::Template;
use axum::response::Response;
use madang_core::approvals;
use madang_web::Fail;

use super::view;
use crate::admin::pager::pager;
use crate::frame::Frame;
use crate::shell::{self, Page, Pager, Tab};

struct Line {
    href: String,
    number: String,
    title: String,
    kind: String,
    organization: String,
    applicant: String,
    said_kind: &'static str,
    said: String,
    comment: String,
    on_behalf_of: String,
    state: String,
    at: String,
}

#[derive(Template)]
#[template(path = "approvals/decided.html")]
struct Decided {
    page: Page,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    pager: Pager,
}

/// `GET /approvals/decided`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let before = Some(frame.query.text("before")).filter(|cursor| !cursor.is_empty());
    let found = approvals::decided(&frame.ctx, before).await?;
    let lines = found.items.into_iter().map(|row| {
        let (said_kind, said) = view::decision(t, row.decision);
        Line {
            href: format!("/orders/{}", row.order_id),
            number: row.number,
            title: row.title,
            kind: view::kind(t, &row.kind),
            organization: row.organization,
            applicant: row.applicant,
            said_kind,
            said,
            comment: row.comment,
            on_behalf_of: row.on_behalf_of.unwrap_or_default(),
            state: t.s(&format!("order-state-{}", row.state)),
            at: zone.minute(row.decided_at),
        }
    });
    let template = Decided {
        page: view::page(&frame),
        tabs: view::tabs(t, "/approvals/decided"),
        lines: lines.collect(),
        pager: pager(&frame, "before", found.next),
    };
    Ok(shell::html(&template))
}
