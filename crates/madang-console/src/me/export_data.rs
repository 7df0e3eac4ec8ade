//! 「내 데이터 내려받기」

use askama::Template;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use madang_core::{Error, members};
use madang_web::{Fail, Form};

use super::beside;
use crate::frame::Frame;
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "me/export_data.html")]
struct Export {
    page: Page,
}

/// `GET /me/export`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    members::get_profile(&frame.ctx).await?;
    frame.ctx.require_recent()?;
    let t = frame.t();
    let page = beside(frame.page.titled(t.s("me-export"), t.s("me-export-purpose")), "/me/export");
    Ok(shell::html(&Export { page }))
}

/// `POST /me/export`: the file itself. A form, not a link: what it does is noted, and nobody else's page may
/// have it done.
pub(crate) async fn download(frame: Frame, _form: Form) -> Result<Response, Fail> {
    let data = members::export_data(&frame.ctx).await?;
    let body = serde_json::to_vec_pretty(&data).map_err(Error::internal)?;
    let date = frame.zone().date(frame.ctx.now());
    let name = format!("attachment; filename=\"madang-{date}.json\"");
    Ok(([(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, name)], body).into_response())
}
