//! Letting an organisation try a card again.

use axum::response::{IntoResponse, Redirect, Response};
use madang_core::billing;
use madang_model::BillingAccountId;
use madang_web::{Fail, Form};

use super::show::page;
use crate::frame::{At, Frame};
use crate::trouble::Trouble;

/// `POST /admin/billing/{id}/reset`
pub(super) async fn reset(frame: Frame, At(id): At<BillingAccountId>, form: Form) -> Result<Response, Fail> {
    match billing::reset_card_failures(&frame.ctx, id, form.text("reason")).await {
        Ok(()) => Ok(Redirect::to(&format!("/admin/billing/{id}?done=card-reset")).into_response()),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            page(frame, id, &form, trouble).await
        }
    }
}
