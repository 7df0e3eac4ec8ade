//! Changing one's own account.

use axum::Json;
use madang_core::Error;
use madang_core::members::{self, Marketing, UpdateProfile};
use madang_i18n::Lang;
use madang_web::{Fail, MaybeCaller};
use serde::Deserialize;
use utoipa::ToSchema;

use super::get_profile::ProfileView;
use crate::body::Body;
use crate::caller::SignedIn;
use crate::wire::Change;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UpdateProfileBody {
    name: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    landline: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    domain: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<u32>)]
    ip_count: Change<u32>,
    marketing: Option<bool>,
    language: Option<LanguageName>,
}

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = Language)]
pub(crate) enum LanguageName {
    Ko,
    En,
}

impl From<LanguageName> for Lang {
    fn from(name: LanguageName) -> Self {
        match name {
            LanguageName::Ko => Self::Ko,
            LanguageName::En => Self::En,
        }
    }
}

#[utoipa::path(
    patch,
    path = "/api/v1/me",
    operation_id = "updateProfile",
    tag = "me",
    request_body = UpdateProfileBody,
    responses((status = 200, body = ProfileView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn update_profile(
    SignedIn(ctx): SignedIn,
    caller: MaybeCaller,
    Body(body): Body<UpdateProfileBody>,
) -> Result<Json<ProfileView>, Fail> {
    let found = caller.0.ok_or(Error::SignInRequired)?;
    let was = &found.member;
    let marketing = body.marketing.unwrap_or(was.marketing_at.is_some());
    let input = UpdateProfile {
        name: body.name.unwrap_or_else(|| was.name.clone()),
        landline: changed(body.landline, was.landline.as_ref()),
        domain: changed(body.domain, was.domain.as_ref()),
        ip_count: changed(body.ip_count, was.ip_count.as_ref()),
        marketing: if marketing { Marketing::Wanted } else { Marketing::Unwanted },
        lang: body.language.map(Lang::from).or_else(|| Lang::from_tag(&was.lang)).unwrap_or_default(),
    };
    Ok(Json(members::update_profile(&ctx, input).await?.into()))
}

/// The operation takes what a form holds: all of it, as text.
fn changed<T: ToString, U: ToString>(change: Change<T>, was: Option<&U>) -> String {
    match change {
        Change::Keep => was.map(ToString::to_string).unwrap_or_default(),
        Change::Set(value) => value.map(|value| value.to_string()).unwrap_or_default(),
    }
}
