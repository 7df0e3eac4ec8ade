//! Handing a batch's codes out, once.

use axum::response::Response;
use madang_core::promotions::export_codes;
use madang_model::PromotionBatchId;
use madang_web::{Fail, Form, download};

use super::show::draw;
use crate::frame::{At, Frame};
use crate::trouble::Trouble;

/// `POST /admin/promotions/{id}/export`: a CSV file with a code in each line.
pub(super) async fn act(frame: Frame, At(id): At<PromotionBatchId>, _: Form) -> Result<Response, Fail> {
    match export_codes(&frame.ctx, id).await {
        Ok(codes) => {
            let lines = std::iter::once("code").chain(codes.iter().map(String::as_str));
            let file: String = lines.flat_map(|line| [line, "\r\n"]).collect();
            Ok(download(&format!("promotion-codes-{id}.csv"), file.into_bytes()))
        }
        Err(error) => draw(&frame, id, Trouble::of(frame.t(), error)?).await,
    }
}
