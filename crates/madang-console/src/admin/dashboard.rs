//! The first page of the area: who came today, what is stuck.

use askama::Template;
use axum::response::Response;
use madang_core::jobs;
use madang_core::members::{self, MemberQuery};
use madang_core::outbox::{self, MessageQuery};
use madang_web::Fail;

use super::jobs::{RoundLine, round};
use super::members::{MemberLine, line};
use super::section::Section;
use crate::frame::Frame;
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "admin/dashboard.html")]
struct Dashboard {
    page: Page,
    figures: Vec<Figure>,
    newest: Vec<MemberLine>,
    rounds: Vec<RoundLine>,
}

/// A number that says whether someone has to look.
struct Figure {
    label: String,
    count: String,
    href: &'static str,
    is_trouble: bool,
}

/// How many of the newest members are shown.
const NEWEST: usize = 5;

/// `GET /admin`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let t = frame.t();
    let zone = frame.zone();
    let work = jobs::overview(&frame.ctx).await?;
    let newest = members::list(&frame.ctx, &MemberQuery::default()).await?;
    let today = zone.start_of_day(frame.ctx.now());
    let came = newest.items.iter().filter(|member| member.created_at >= today).count();
    let jobs =
        |state: &str| work.counts.iter().find(|count| count.state == state).map_or(0, |count| count.jobs);
    let (waiting, dead) = (jobs("queued"), jobs("dead"));
    let mut figures = vec![
        // One page of the newest is read; a day with more than that does not need the exact number.
        figure(
            t.s("operators-figure-sign-ups"),
            counted(came, newest.items.len(), newest.next.is_some()),
            "/admin/members",
            false,
        ),
        figure(t.s("operators-figure-waiting"), at_most(waiting), "/admin/jobs?state=queued", false),
        figure(t.s("operators-figure-dead"), at_most(dead), "/admin/jobs?state=dead", dead > 0),
    ];
    if frame.shows_acts() {
        let failed = MessageQuery { state: Some("failed".to_owned()), ..MessageQuery::default() };
        let failed = outbox::list(&frame.ctx, &failed).await?;
        let count = failed.items.len();
        let text = counted(count, count, failed.next.is_some());
        figures.push(figure(t.s("operators-figure-unsent"), text, "/outbox?state=failed", count > 0));
    }
    let template = Dashboard {
        page: Section::Dashboard.page(&frame, "operators-dashboard-purpose"),
        figures,
        newest: newest.items.iter().take(NEWEST).map(|row| line(t, &zone, row)).collect(),
        rounds: work.reconcilers.iter().map(|row| round(t, &zone, row)).collect(),
    };
    Ok(shell::html(&template))
}

fn figure(label: String, count: String, href: &'static str, is_trouble: bool) -> Figure {
    Figure { label, count, href, is_trouble }
}

/// `count` of the `read` ones; with a plus where all of them count and there are more.
fn counted(count: usize, read: usize, more: bool) -> String {
    if more && count == read { format!("{count}+") } else { count.to_string() }
}

/// A count that stops at 1,000.
fn at_most(count: i64) -> String {
    if count >= 1000 { "1,000+".to_owned() } else { count.to_string() }
}
