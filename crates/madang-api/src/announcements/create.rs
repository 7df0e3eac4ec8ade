//! Another announcement.

use axum::Json;
use http::StatusCode;
use madang_core::announcements::{self, AnnouncementInput};
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::body::Body;
use crate::caller::SignedIn;
use crate::wire::{CreatedView, Moment};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnnouncementBody {
    level: LevelName,
    title_ko: String,
    title_en: String,
    body_ko: String,
    body_en: String,
    #[schema(value_type = Option<String>)]
    starts_at: Option<Moment>,
    #[schema(value_type = Option<String>)]
    ends_at: Option<Moment>,
}

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = Level)]
pub(crate) enum LevelName {
    Info,
    Warning,
    Danger,
}

impl AnnouncementBody {
    pub(super) fn into_input(self) -> AnnouncementInput {
        let level = match self.level {
            LevelName::Info => announcements::Level::Info,
            LevelName::Warning => announcements::Level::Warning,
            LevelName::Danger => announcements::Level::Danger,
        };
        AnnouncementInput {
            title_ko: self.title_ko,
            title_en: self.title_en,
            body_ko: self.body_ko,
            body_en: self.body_en,
            level: level.as_str().to_owned(),
            starts_at: self.starts_at.map(|at| at.0),
            ends_at: self.ends_at.map(|at| at.0),
        }
    }
}

#[utoipa::path(
    post,
    path = "/api/v1/announcements",
    operation_id = "createAnnouncement",
    tag = "announcements",
    request_body = AnnouncementBody,
    responses((status = 201, body = CreatedView)),
    extensions(("x-access" = json!("operator")))
)]
pub(crate) async fn create(
    SignedIn(ctx): SignedIn,
    Body(body): Body<AnnouncementBody>,
) -> Result<(StatusCode, Json<CreatedView>), Fail> {
    let id = announcements::create(&ctx, &body.into_input()).await?;
    Ok((StatusCode::CREATED, Json(CreatedView::new(id))))
}
