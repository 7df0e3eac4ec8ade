//! The next version of an offering's terms 「상품 약관」.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::Action;
use madang_core::catalog::{TermsInput, get, in_lang, publish_terms};
use madang_model::OfferingId;
use madang_web::{Fail, Form};

use crate::admin::section::Section;
use crate::frame::{At, Frame};
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/catalog/terms.html")]
struct Edit {
    page: Page,
    back: String,
    typed: TermsInput,
    trouble: Trouble,
}

/// `GET /admin/catalog/{id}/terms`
pub(super) async fn ask(frame: Frame, At(id): At<OfferingId>) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WriteCatalog, None)?;
    let terms = get(&frame.ctx, id).await?.terms;
    let typed = terms.map_or_else(TermsInput::default, |row| TermsInput {
        title_ko: row.title_ko,
        title_en: row.title_en,
        body_ko: row.body_ko,
        body_en: row.body_en,
        version: row.version,
    });
    draw(&frame, id, typed, Trouble::default()).await
}

/// `POST /admin/catalog/{id}/terms`
pub(super) async fn act(frame: Frame, At(id): At<OfferingId>, form: Form) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WriteCatalog, None)?;
    let text = |name: &str| form.text(name).to_owned();
    let typed = TermsInput {
        title_ko: text("title_ko"),
        title_en: text("title_en"),
        body_ko: text("body_ko"),
        body_en: text("body_en"),
        version: form.text("version").parse().unwrap_or(-1),
    };
    match publish_terms(&frame.ctx, id, &typed).await {
        Ok(_) => Ok(Redirect::to(&format!("/admin/catalog/{id}?done=catalog-changed")).into_response()),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            draw(&frame, id, typed, trouble).await
        }
    }
}

async fn draw(frame: &Frame, id: OfferingId, typed: TermsInput, trouble: Trouble) -> Result<Response, Fail> {
    let t = frame.t();
    let draft = get(&frame.ctx, id).await?.draft;
    let offering = in_lang(t.lang(), &draft.name).to_owned();
    let title = t.a("catalog-terms-of", &[("offering", offering.into())]);
    let page = Section::Catalog.page_below(frame, title);
    let template = Edit { page, back: format!("/admin/catalog/{id}"), typed, trouble };
    Ok(template.trouble.page(&template))
}
