//! Going to what a notice is about.

use axum::response::{IntoResponse, Redirect, Response};
use madang_core::notices;
use madang_model::NoticeId;
use madang_web::{Fail, Form};

use crate::frame::{At, Frame};
use crate::shell::is_local;

/// `POST /notices/{id}/open`: marks it as read on the way.
pub(super) async fn act(frame: Frame, At(id): At<NoticeId>, _form: Form) -> Result<Response, Fail> {
    let notice = notices::get(&frame.ctx, id).await?;
    notices::mark_read(&frame.ctx, id).await?;
    let to = if is_local(&notice.link) { notice.link.as_str() } else { "/notices" };
    Ok(Redirect::to(to).into_response())
}
