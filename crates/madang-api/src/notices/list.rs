//! One's own notices.

use axum::Json;
use madang_core::notices::{self, Notice, NoticeQuery};
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::SignedIn;
use crate::query::Asked;
use crate::wire::{Limit, ListView, time};

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct NoticesQuery {
    unread: Option<bool>,
    cursor: Option<String>,
    #[param(value_type = Option<u32>, minimum = 1, maximum = 50)]
    limit: Option<Limit>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct NoticeView {
    id: String,
    kind: String,
    text: String,
    path: String,
    created_at: String,
    read_at: Option<String>,
}

impl From<Notice> for NoticeView {
    fn from(notice: Notice) -> Self {
        Self {
            id: notice.id.to_string(),
            kind: notice.kind,
            text: notice.line,
            path: notice.link,
            created_at: time(notice.created_at),
            read_at: notice.read_at.map(time),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/notices",
    operation_id = "listNotices",
    tag = "notices",
    params(NoticesQuery),
    responses((status = 200, body = ListView<NoticeView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn list(
    SignedIn(ctx): SignedIn,
    Asked(query): Asked<NoticesQuery>,
) -> Result<Json<ListView<NoticeView>>, Fail> {
    let asked = NoticeQuery { unread: query.unread.unwrap_or_default(), before: query.cursor };
    let page = notices::list(&ctx, &asked).await?;
    Ok(Json(ListView::page(page, query.limit, NoticeView::from)))
}
