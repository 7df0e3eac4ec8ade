//! Every offering: drafts, on sale, retired.

use askama::Template;
use axum::response::Response;
use madang_core::Action;
use madang_core::catalog::{categories, in_lang, list};
use madang_i18n::{Lang, Tr};
use madang_model::catalog::OfferingState;
use madang_web::Fail;

use crate::admin::pager::pager;
use crate::admin::section::Section;
use crate::frame::Frame;
use crate::shell::{self, Page, Pager};

#[derive(Template)]
#[template(path = "admin/catalog/list.html")]
struct List {
    page: Page,
    offerings: Vec<Line>,
    pager: Pager,
    writes: bool,
}

struct Line {
    href: String,
    name: String,
    code: String,
    category: String,
    state_kind: &'static str,
    state: String,
    version: i64,
}

/// `GET /admin/catalog`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let t = frame.t();
    let cursor = Some(frame.query.text("before")).filter(|cursor| !cursor.is_empty());
    let found = list(&frame.ctx, cursor).await?;
    let categories = categories(&frame.ctx).await?;
    let offerings = found.items.into_iter().map(|(row, draft)| {
        let category = categories.iter().find(|category| category.id == row.category_id);
        let category = category.map(|category| match t.lang() {
            Lang::Ko => category.name_ko.clone(),
            Lang::En => category.name_en.clone(),
        });
        let (state_kind, word) = state(t, row.state);
        Line {
            href: format!("/admin/catalog/{}", row.id),
            name: in_lang(t.lang(), &draft.name).to_owned(),
            code: row.code.to_string(),
            category: category.unwrap_or_default(),
            state_kind,
            state: word,
            version: row.version,
        }
    });
    let template = List {
        page: Section::Catalog.page(&frame, "catalog-admin-purpose"),
        offerings: offerings.collect(),
        pager: pager(&frame, "before", found.next),
        writes: frame.ctx.actor.may(Action::WriteCatalog, None).is_ok(),
    };
    Ok(shell::html(&template))
}

/// A state's label: its kind and its word.
pub(super) fn state(t: Tr, state: OfferingState) -> (&'static str, String) {
    let kind = match state {
        OfferingState::Draft => "waiting",
        OfferingState::Published => "running",
        OfferingState::Retired => "stopped",
    };
    (kind, t.s(&format!("catalog-state-{state}")))
}
