//! Sending a message again that its provider refused.

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use madang_core::{Error, outbox};
use madang_model::MessageId;
use madang_web::{Fail, Form};

use super::show::page;
use crate::frame::{At, Frame};

/// `POST /outbox/{id}/retry`
pub(super) async fn act(frame: Frame, At(id): At<MessageId>, _: Form) -> Result<Response, Fail> {
    match outbox::retry(&super::opener(&frame), id).await {
        Ok(()) => Ok(Redirect::to(&format!("/outbox/{id}?done=queued-again")).into_response()),
        Err(Error::Refused(refusal)) => {
            page(&frame, id, StatusCode::CONFLICT, refusal.words(frame.t())).await
        }
        Err(error) => Err(error.into()),
    }
}
