//! The policies in force.

use askama::Template;
use axum::response::Response;
use madang_core::{Action, approvals};
use madang_web::Fail;

use super::view::{Line, line};
use crate::admin::pager::pager;
use crate::admin::section::{Section, done};
use crate::frame::Frame;
use crate::shell::{self, Page, Pager};

#[derive(Template)]
#[template(path = "admin/policies/list.html")]
struct List {
    page: Page,
    policies: Vec<Line>,
    pager: Pager,
    writes: bool,
    done: String,
}

/// `GET /admin/policies`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let after = Some(frame.query.text("after")).filter(|cursor| !cursor.is_empty());
    let found = approvals::list_policies(&frame.ctx, after).await?;
    let template = List {
        page: Section::Policies.page(&frame, "policies-purpose"),
        policies: found.items.iter().map(|policy| line(t, &zone, policy)).collect(),
        pager: pager(&frame, "after", found.next),
        writes: frame.ctx.actor.may(Action::WritePolicies, None).is_ok(),
        done: done(&frame, &["policy-retired"]),
    };
    Ok(shell::html(&template))
}
