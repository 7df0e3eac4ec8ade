//! 「상품 이용 현황」

use askama::Template;
use axum::response::Response;
use madang_core::catalog::in_lang;
use madang_core::subscriptions::list;
use madang_i18n::Tr;
use madang_model::catalog::SubscriptionState;
use madang_web::Fail;

use crate::admin::pager::pager;
use crate::frame::Frame;
use crate::organizations::switched;
use crate::shell::{self, Page, Pager};

#[derive(Template)]
#[template(path = "subscriptions/list.html")]
struct List {
    page: Page,
    lines: Vec<Line>,
    pager: Pager,
}

struct Line {
    href: String,
    name: String,
    plan: String,
    state_kind: &'static str,
    state: String,
    since: String,
    until: String,
}

/// `GET /subscriptions`
pub(super) async fn show(mut frame: Frame) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let organization = switched(&mut frame).await?.organization;
    let cursor = Some(frame.query.text("before")).filter(|cursor| !cursor.is_empty());
    let found = list(&frame.ctx, organization.id, cursor).await?;
    let lines = found.items.into_iter().map(|item| {
        let (state_kind, word) = state(t, item.row.state);
        let plan = item.offering.plan(&item.row.plan);
        Line {
            href: format!("/subscriptions/{}", item.row.id),
            name: in_lang(t.lang(), &item.offering.name).to_owned(),
            plan: plan.map_or_else(|| item.row.plan.clone(), |plan| in_lang(t.lang(), &plan.name).to_owned()),
            state_kind,
            state: word,
            since: zone.minute(item.row.started_at),
            until: item.row.ended_at.map(|at| zone.minute(at)).unwrap_or_default(),
        }
    });
    let view = List {
        lines: lines.collect(),
        pager: pager(&frame, "before", found.next),
        page: frame.page.clone().titled(t.s("subscriptions-title"), t.s("subscriptions-purpose")),
    };
    Ok(shell::html(&view))
}

/// A state's label: its kind and its word.
pub(super) fn state(t: Tr, state: SubscriptionState) -> (&'static str, String) {
    let kind = match state {
        SubscriptionState::Active => "running",
        SubscriptionState::Ended => "stopped",
    };
    (kind, t.s(&format!("subscriptions-state-{state}")))
}
