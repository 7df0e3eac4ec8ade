//! Making a member choose a new password.

use axum::response::Response;
use madang_core::members;
use madang_model::MemberId;
use madang_web::{Fail, Form};

use super::confirm::{self, Act};
use crate::frame::{At, Frame};

/// `GET /admin/members/{id}/expire-password`
pub(super) async fn ask(frame: Frame, At(id): At<MemberId>) -> Result<Response, Fail> {
    confirm::ask(&frame, id, Act::ExpirePassword).await
}

/// `POST /admin/members/{id}/expire-password`
pub(super) async fn act(frame: Frame, At(id): At<MemberId>, _: Form) -> Result<Response, Fail> {
    let done = members::expire_password(&frame.ctx, id).await.map(drop);
    confirm::answer(&frame, id, Act::ExpirePassword, done).await
}
