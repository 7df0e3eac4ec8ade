//! The batches of promotion codes that were made.

use askama::Template;
use axum::response::Response;
use madang_core::Action;
use madang_core::catalog::in_lang;
use madang_core::promotions::{Batch, list_batches};
use madang_i18n::Tr;
use madang_model::Timestamp;
use madang_web::Fail;

use crate::admin::pager::pager;
use crate::admin::section::Section;
use crate::frame::Frame;
use crate::shell::{self, Page, Pager};
use crate::subscriptions::prices::off;

#[derive(Template)]
#[template(path = "admin/promotions/list.html")]
struct List {
    page: Page,
    batches: Vec<Line>,
    pager: Pager,
    writes: bool,
}

struct Line {
    href: String,
    name: String,
    offering: String,
    off: String,
    used: i64,
    quantity: i64,
    state_kind: &'static str,
    state: String,
    expires: String,
}

/// `GET /admin/promotions`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let cursor = Some(frame.query.text("before")).filter(|cursor| !cursor.is_empty());
    let found = list_batches(&frame.ctx, cursor).await?;
    let batches = found.items.into_iter().map(|batch| {
        let (state_kind, word) = state(t, &batch, frame.ctx.now());
        Line {
            href: format!("/admin/promotions/{}", batch.row.id),
            offering: in_lang(t.lang(), &batch.offering.name).to_owned(),
            off: off(t, (&batch.row).into()),
            used: batch.row.used,
            quantity: batch.row.quantity,
            state_kind,
            state: word,
            expires: zone.minute(batch.row.expires_at),
            name: batch.row.name,
        }
    });
    let template = List {
        batches: batches.collect(),
        page: Section::Catalog.page_below(&frame, t.s("promotions-title")),
        pager: pager(&frame, "before", found.next),
        writes: frame.ctx.actor.may(Action::WritePrices, None).is_ok(),
    };
    Ok(shell::html(&template))
}

/// What a batch's codes are good for now: its kind and its word.
pub(super) fn state(t: Tr, batch: &Batch, now: Timestamp) -> (&'static str, String) {
    let row = &batch.row;
    let (kind, word) = if row.ended_at.is_some() {
        ("stopped", "ended")
    } else if row.expires_at <= now {
        ("stopped", "over")
    } else if row.exported_at.is_none() {
        ("waiting", "new")
    } else {
        ("running", "out")
    };
    (kind, t.s(&format!("promotions-state-{word}")))
}
