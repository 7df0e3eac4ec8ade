//! Ending the codes that nobody has used.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::Action;
use madang_core::promotions::{end_batch, get_batch};
use madang_model::PromotionBatchId;
use madang_web::{Fail, Form};

use super::show::draw;
use crate::admin::section::Section;
use crate::frame::{At, Frame};
use crate::shell::{self, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/promotions/end.html")]
struct Ask {
    page: Page,
    back: String,
    name: String,
}

/// `GET /admin/promotions/{id}/end`
pub(super) async fn ask(frame: Frame, At(id): At<PromotionBatchId>) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::WritePrices, None)?;
    let batch = get_batch(&frame.ctx, id).await?;
    let template = Ask {
        page: Section::Catalog.page_below(&frame, frame.t().s("promotions-end")),
        back: format!("/admin/promotions/{id}"),
        name: batch.row.name,
    };
    Ok(shell::html(&template))
}

/// `POST /admin/promotions/{id}/end`
pub(super) async fn act(frame: Frame, At(id): At<PromotionBatchId>, _: Form) -> Result<Response, Fail> {
    match end_batch(&frame.ctx, id).await {
        Ok(()) => Ok(Redirect::to(&format!("/admin/promotions/{id}?done=promotions-ended")).into_response()),
        Err(error) => draw(&frame, id, Trouble::of(frame.t(), error)?).await,
    }
}
