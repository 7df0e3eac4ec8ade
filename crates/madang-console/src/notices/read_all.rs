//! 「모두 읽음」

use axum::response::{IntoResponse, Redirect, Response};
use madang_core::notices;
use madang_web::{Fail, Form};

use crate::frame::Frame;

/// `POST /notices/read`: everything up to the newest one that the reader saw.
pub(super) async fn act(frame: Frame, form: Form) -> Result<Response, Fail> {
    frame.signed_in()?;
    notices::mark_all_read(&frame.ctx, form.text("last").parse().ok()).await?;
    Ok(Redirect::to("/notices?done=notices-read").into_response())
}
