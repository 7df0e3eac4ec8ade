//! 「로그아웃」

use axum::response::{IntoResponse, Redirect, Response};
use madang_core::members;
use madang_web::{Fail, Form, clear_session};

use crate::frame::Frame;

/// `POST /sign-out`
pub(crate) async fn sign_out(frame: Frame, _form: Form) -> Result<Response, Fail> {
    members::sign_out(&frame.ctx).await?;
    let mut response = Redirect::to("/").into_response();
    clear_session(response.headers_mut());
    Ok(response)
}
