//! A document in force, for everyone.

use askama::Template;
use axum::response::Response;
use madang_core::{Error, terms};
use madang_web::Fail;

use super::blocks::DocumentView;
use crate::frame::{At, Frame};
use crate::shell::{self, Page, Tab};

#[derive(Template)]
#[template(path = "terms/show.html")]
struct Show {
    page: Page,
    document: DocumentView,
    tabs: Vec<Tab>,
}

/// `GET /terms/{kind}`
pub(crate) async fn show(frame: Frame, At(kind): At<String>) -> Result<Response, Fail> {
    let t = frame.t();
    let documents = terms::current(&frame.ctx).await?;
    let tabs = documents
        .iter()
        .map(|other| Tab {
            label: other.title.clone(),
            href: format!("/terms/{}", other.kind),
            current: other.kind == kind,
        })
        .collect();
    let document = documents.into_iter().find(|document| document.kind == kind).ok_or(Error::NotFound)?;
    let since = frame.zone().date(document.published_at);
    let purpose = t.a("terms-version", &[("version", document.version.into()), ("date", since.into())]);
    let page = frame.page.titled(document.title.clone(), purpose);
    Ok(shell::html(&Show { page, document: document.into(), tabs }))
}
