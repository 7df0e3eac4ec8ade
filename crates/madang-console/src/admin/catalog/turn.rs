//! Publishing an offering, ending its sale, putting it on sale again.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::catalog::{get, in_lang, publish as published, resume as resumed, retire as retired};
use madang_core::{Action, Error};
use madang_model::OfferingId;
use madang_web::{Fail, Form};

use super::edit::revision;
use super::show::draw;
use crate::admin::section::Section;
use crate::frame::{At, Frame};
use crate::shell::{self, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/catalog/retire.html")]
struct Ask {
    page: Page,
    back: String,
    offering: String,
}

/// `POST /admin/catalog/{id}/publish`
pub(super) async fn publish(frame: Frame, At(id): At<OfferingId>, form: Form) -> Result<Response, Fail> {
    let done = published(&frame.ctx, id, revision(&form)).await.map(|_| ());
    answer(&frame, id, done, "published").await
}

/// `GET /admin/catalog/{id}/retire`
pub(super) async fn ask_retire(frame: Frame, At(id): At<OfferingId>) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WriteCatalog, None)?;
    let t = frame.t();
    let draft = get(&frame.ctx, id).await?.draft;
    let template = Ask {
        page: Section::Catalog.page_below(&frame, t.s("catalog-retire")),
        back: format!("/admin/catalog/{id}"),
        offering: in_lang(t.lang(), &draft.name).to_owned(),
    };
    Ok(shell::html(&template))
}

/// `POST /admin/catalog/{id}/retire`
pub(super) async fn retire(frame: Frame, At(id): At<OfferingId>, _: Form) -> Result<Response, Fail> {
    let done = retired(&frame.ctx, id).await;
    answer(&frame, id, done, "retired").await
}

/// `POST /admin/catalog/{id}/resume`
pub(super) async fn resume(frame: Frame, At(id): At<OfferingId>, _: Form) -> Result<Response, Fail> {
    let done = resumed(&frame.ctx, id).await;
    answer(&frame, id, done, "resumed").await
}

async fn answer(
    frame: &Frame,
    id: OfferingId,
    done: Result<(), Error>,
    code: &str,
) -> Result<Response, Fail> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/admin/catalog/{id}?done=catalog-{code}")).into_response()),
        Err(error) => draw(frame, id, Trouble::of(frame.t(), error)?).await,
    }
}
