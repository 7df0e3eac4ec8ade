//! One version, in both languages.

use askama::Template;
use axum::response::Response;
use madang_core::{Action, terms};
use madang_i18n::Lang;
use madang_model::TermsId;
use madang_web::Fail;

use crate::admin::section::{Section, done};
use crate::frame::{At, Frame};
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "admin/terms/show.html")]
struct Show {
    page: Page,
    done: String,
    kind: String,
    version: String,
    required: bool,
    published: String,
    title_ko: String,
    title_en: String,
    body_ko: String,
    body_en: String,
    is_current: bool,
    shows_acts: bool,
}

/// `GET /admin/terms/{id}`
pub(super) async fn show(frame: Frame, At(id): At<TermsId>) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::ReadMembers, None)?;
    let row = terms::get(&frame.ctx, id).await?;
    let is_current = terms::current(&frame.ctx).await?.iter().any(|document| document.id == id);
    let title = match frame.t().lang() {
        Lang::Ko => row.title_ko.clone(),
        Lang::En => row.title_en.clone(),
    };
    let template = Show {
        page: Section::Terms.page_below(&frame, title),
        done: done(&frame, &["published"]),
        kind: row.kind,
        version: row.version.to_string(),
        required: row.required == 1,
        published: frame.zone().minute(row.published_at),
        title_ko: row.title_ko,
        title_en: row.title_en,
        body_ko: row.body_ko,
        body_en: row.body_en,
        is_current,
        shows_acts: frame.shows_acts(),
    };
    Ok(shell::html(&template))
}
