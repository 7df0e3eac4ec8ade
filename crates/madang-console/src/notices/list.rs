//! Everything a member was told.

use askama::Template;
use axum::response::Response;
use madang_core::notices::{self, NoticeQuery};
use madang_web::Fail;

use crate::admin::pager::pager;
use crate::done;
use crate::frame::Frame;
use crate::shell::{self, Page, Pager, Tab};

/// A notice in the list.
struct Line {
    id: String,
    line: String,
    at: String,
    unread: bool,
}

#[derive(Template)]
#[template(path = "notices/list.html")]
struct List {
    page: Page,
    done: String,
    tabs: Vec<Tab>,
    notices: Vec<Line>,
    last: Option<String>,
    pager: Pager,
}

/// `GET /notices`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let unread = frame.query.text("show") == "unread";
    let before = Some(frame.query.text("before").to_owned()).filter(|cursor| !cursor.is_empty());
    let found = notices::list(&frame.ctx, &NoticeQuery { unread, before }).await?;
    let pager = pager(&frame, "before", found.next);
    let notices: Vec<Line> = found
        .items
        .into_iter()
        .map(|notice| Line {
            id: notice.id.to_string(),
            line: notice.line,
            at: zone.minute(notice.created_at),
            unread: notice.read_at.is_none(),
        })
        .collect();
    let tab = |key, href: &str, current| Tab { label: t.s(key), href: href.to_owned(), current };
    let view = List {
        done: done::text(t, &frame.query),
        tabs: vec![
            tab("notices-all", "/notices", !unread),
            tab("notices-unread", "/notices?show=unread", unread),
        ],
        last: notices.first().filter(|_| !frame.page.bell.unread.is_empty()).map(|first| first.id.clone()),
        notices,
        pager,
        page: frame.page.titled(t.s("notices-title"), t.s("notices-purpose")),
    };
    Ok(shell::html(&view))
}
