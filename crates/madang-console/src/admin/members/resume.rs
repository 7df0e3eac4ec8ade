//! Letting a suspended member in again.

use axum::response::Response;
use madang_core::members;
use madang_model::MemberId;
use madang_web::{Fail, Form};

use super::confirm::{self, Act};
use crate::frame::{At, Frame};

/// `GET /admin/members/{id}/resume`
pub(super) async fn ask(frame: Frame, At(id): At<MemberId>) -> Result<Response, Fail> {
    confirm::ask(&frame, id, Act::Resume).await
}

/// `POST /admin/members/{id}/resume`
pub(super) async fn act(frame: Frame, At(id): At<MemberId>, _: Form) -> Result<Response, Fail> {
    let done = members::resume(&frame.ctx, id).await;
    confirm::answer(&frame, id, Act::Resume, done).await
}
