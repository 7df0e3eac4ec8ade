//! One offering as its staff see it, and its draft as everybody would.

use askama::Template;
use axum::response::Response;
use madang_core::Action;
use madang_core::catalog::{Edited, get, in_lang, preview as previewed, versions};
use madang_model::OfferingId;
use madang_model::catalog::OfferingState;
use madang_web::Fail;

use super::list::state;
use crate::admin::section::{Section, done};
use crate::catalog::view::{Offered, offered};
use crate::frame::{At, Frame};
use crate::shell::{self, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/catalog/show.html")]
struct Show {
    page: Page,
    done: String,
    href: String,
    code: String,
    product: String,
    state_kind: &'static str,
    state: String,
    revision: i64,
    version: i64,
    /// Whether the draft says something else than the version that is sold.
    is_changed: bool,
    is_published: bool,
    is_retired: bool,
    plans: Vec<(String, String)>,
    terms: i64,
    versions: Vec<(i64, String)>,
    writes: bool,
    trouble: Trouble,
}

/// `GET /admin/catalog/{id}`
pub(super) async fn show(frame: Frame, At(id): At<OfferingId>) -> Result<Response, Fail> {
    draw(&frame, id, Trouble::default()).await
}

/// The page, with what an act on it was refused for.
pub(super) async fn draw(frame: &Frame, id: OfferingId, trouble: Trouble) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let Edited { row, draft, terms } = get(&frame.ctx, id).await?;
    let past = versions(&frame.ctx, id, None).await?.items;
    let (state_kind, word) = state(t, row.state);
    let is_changed = past.first().is_none_or(|version| version.content != row.draft);
    let template = Show {
        page: Section::Catalog.page_below(frame, in_lang(t.lang(), &draft.name)),
        done: done(frame, &["catalog-changed", "catalog-published", "catalog-retired", "catalog-resumed"]),
        href: format!("/admin/catalog/{id}"),
        code: row.code.to_string(),
        product: t.s(&format!("catalog-product-{}", row.product)),
        state_kind,
        state: word,
        revision: row.revision,
        version: row.version,
        is_changed,
        is_published: row.state == OfferingState::Published,
        is_retired: row.state == OfferingState::Retired,
        plans: draft
            .plans
            .iter()
            .map(|plan| (plan.code.clone(), in_lang(t.lang(), &plan.name).to_owned()))
            .collect(),
        terms: terms.map_or(0, |terms| terms.version),
        versions: past
            .into_iter()
            .map(|version| (version.version, zone.minute(version.published_at)))
            .collect(),
        writes: frame.ctx.actor.may(Action::WriteCatalog, None).is_ok(),
        trouble,
    };
    Ok(template.trouble.page(&template))
}

#[derive(Template)]
#[template(path = "admin/catalog/preview.html")]
struct Preview {
    page: Page,
    back: String,
    summary: String,
    offering: Offered,
}

/// `GET /admin/catalog/{id}/preview`
pub(super) async fn preview(frame: Frame, At(id): At<OfferingId>) -> Result<Response, Fail> {
    let found = previewed(&frame.ctx, id).await?;
    let template = Preview {
        page: Section::Catalog.page_below(&frame, found.name.clone()),
        back: format!("/admin/catalog/{id}"),
        summary: found.summary.clone(),
        offering: offered(frame.t(), &found),
    };
    Ok(shell::html(&template))
}
