//! Forgetting a member's failed sign-ins and used-up sends.

use axum::response::Response;
use madang_core::members;
use madang_model::MemberId;
use madang_web::{Fail, Form};

use super::confirm::{self, Act};
use crate::frame::{At, Frame};

/// `GET /admin/members/{id}/unlock`
pub(super) async fn ask(frame: Frame, At(id): At<MemberId>) -> Result<Response, Fail> {
    confirm::ask(&frame, id, Act::Unlock).await
}

/// `POST /admin/members/{id}/unlock`
pub(super) async fn act(frame: Frame, At(id): At<MemberId>, _: Form) -> Result<Response, Fail> {
    let done = members::unlock(&frame.ctx, id).await;
    confirm::answer(&frame, id, Act::Unlock, done).await
}
