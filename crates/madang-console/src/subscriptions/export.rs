//! What is known of a subscription, to take along.

use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use madang_core::subscriptions::export;
use madang_model::SubscriptionId;
use madang_web::Fail;

use crate::frame::{At, Frame};

/// `GET /subscriptions/{id}/export`
pub(super) async fn show(frame: Frame, At(id): At<SubscriptionId>) -> Result<Response, Fail> {
    frame.signed_in()?;
    let taken = export(&frame.ctx, id).await?;
    let name = format!("attachment; filename=\"subscription-{id}.json\"");
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (
            CONTENT_DISPOSITION,
            HeaderValue::from_str(&name).unwrap_or_else(|_| HeaderValue::from_static("attachment")),
        ),
    ];
    Ok((headers, format!("{taken:#}\n")).into_response())
}
