//! How one wants to be told.

use http::StatusCode;
use madang_core::notices::{self, Ways};
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoticePreferencesBody {
    items: Vec<NoticePreferenceBody>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoticePreferenceBody {
    kind: String,
    mail: bool,
    console: bool,
}

#[utoipa::path(
    put,
    path = "/api/v1/notices/preferences",
    operation_id = "setNoticePreferences",
    tag = "notices",
    request_body = NoticePreferencesBody,
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn set_preferences(
    SignedIn(ctx): SignedIn,
    Body(body): Body<NoticePreferencesBody>,
) -> Result<StatusCode, Fail> {
    let wanted: Vec<(String, Ways)> = body
        .items
        .into_iter()
        .map(|item| (item.kind, Ways { mail: item.mail, console: item.console }))
        .collect();
    notices::set_preferences(&ctx, &wanted).await?;
    Ok(StatusCode::NO_CONTENT)
}
