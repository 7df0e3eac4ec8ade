//! 「알림 설정」

use axum::Json;
use madang_core::notices::{self, Preference};
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::SignedIn;
use crate::wire::ListView;

#[derive(Serialize, ToSchema)]
pub(crate) struct NoticePreferenceView {
    kind: &'static str,
    mandatory: bool,
    mail: bool,
    console: bool,
}

impl From<Preference> for NoticePreferenceView {
    fn from(preference: Preference) -> Self {
        Self {
            kind: preference.kind.name,
            mandatory: preference.kind.mandatory,
            mail: preference.ways.mail,
            console: preference.ways.console,
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/notices/preferences",
    operation_id = "getNoticePreferences",
    tag = "notices",
    responses((status = 200, body = ListView<NoticePreferenceView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn preferences(
    SignedIn(ctx): SignedIn,
) -> Result<Json<ListView<NoticePreferenceView>>, Fail> {
    Ok(Json(ListView::whole(notices::preferences(&ctx).await?, NoticePreferenceView::from)))
}
