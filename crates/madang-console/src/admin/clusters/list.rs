//! The clusters.

use askama::Template;
use axum::response::Response;
use madang_core::clusters;
use madang_web::Fail;

use super::view::{Line, line};
use crate::admin::section::Section;
use crate::frame::Frame;
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "admin/clusters/list.html")]
struct List {
    page: Page,
    clusters: Vec<Line>,
}

/// `GET /admin/clusters`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    let (t, zone) = (frame.t(), frame.zone());
    let found = clusters::list(&frame.ctx).await?;
    let view = List {
        page: Section::Clusters.page(&frame, "clusters-purpose"),
        clusters: found.iter().map(|cluster| line(t, &zone, cluster)).collect(),
    };
    Ok(shell::html(&view))
}
