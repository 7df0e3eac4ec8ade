//! 「상품 약관」

use askama::Template;
use axum::response::Response;
use madang_core::Error;
use madang_core::catalog::{show as offering, terms};
use madang_i18n::Lang;
use madang_web::Fail;

use crate::frame::{At, Frame};
use crate::shell::{self, Page};
use crate::terms::blocks::{DocumentView, blocks};

#[derive(Template)]
#[template(path = "catalog/terms.html")]
struct Show {
    page: Page,
    document: DocumentView,
}

/// `GET /products/{code}/terms`
pub(super) async fn show(frame: Frame, At(code): At<String>) -> Result<Response, Fail> {
    let found = offering(&frame.ctx, &code).await?;
    let row = terms(&frame.ctx, found.id).await?.ok_or(Error::NotFound)?;
    let t = frame.t();
    let (title, body) = match t.lang() {
        Lang::Ko => (row.title_ko, row.body_ko),
        Lang::En => (row.title_en, row.body_en),
    };
    let since = frame.zone().date(row.published_at);
    let purpose = t.a("terms-version", &[("version", row.version.into()), ("date", since.into())]);
    let page = frame.page.titled(title.clone(), purpose);
    let page = page.under(t.s("catalog-title"), "/products").under(found.name, format!("/products/{code}"));
    let document = DocumentView {
        id: row.id.to_string(),
        kind: "offering".to_owned(),
        required: true,
        title,
        blocks: blocks(&body),
    };
    Ok(shell::html(&Show { page, document }))
}
