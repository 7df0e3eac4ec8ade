//! Writing on an order's timeline.

use axum::response::{IntoResponse, Redirect, Response};
use madang_core::orders;
use madang_model::OrderId;
use madang_web::{Fail, Form};

use super::show::page;
use crate::frame::{At, Frame};
use crate::trouble::Trouble;

/// `POST /orders/{id}/comments`
pub(super) async fn act(frame: Frame, At(id): At<OrderId>, form: Form) -> Result<Response, Fail> {
    let text = form.text("text");
    match orders::comment(&frame.ctx, id, text).await {
        Ok(_) => Ok(Redirect::to(&format!("/orders/{id}#timeline")).into_response()),
        Err(error) => page(&frame, id, text.to_owned(), Trouble::of(frame.t(), error)?).await,
    }
}
