//! Another personal access token.

use axum::Json;
use http::StatusCode;
use madang_core::Scope;
use madang_core::members::{self, CreateToken};
use madang_web::Fail;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::Body;
use crate::caller::SignedIn;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateTokenBody {
    name: String,
    scopes: Vec<ScopeName>,
    days: u32,
}

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[schema(as = Scope)]
pub(crate) enum ScopeName {
    #[serde(rename = "account:read")]
    AccountRead,
    #[serde(rename = "account:write")]
    AccountWrite,
    #[serde(rename = "organization:read")]
    OrganizationRead,
    #[serde(rename = "organization:write")]
    OrganizationWrite,
    #[serde(rename = "order:read")]
    OrderRead,
    #[serde(rename = "order:write")]
    OrderWrite,
    #[serde(rename = "project:read")]
    ProjectRead,
    #[serde(rename = "project:write")]
    ProjectWrite,
    #[serde(rename = "staff:read")]
    StaffRead,
    #[serde(rename = "staff:write")]
    StaffWrite,
}

impl From<ScopeName> for Scope {
    fn from(name: ScopeName) -> Self {
        match name {
            ScopeName::AccountRead => Self::AccountRead,
            ScopeName::AccountWrite => Self::AccountWrite,
            ScopeName::OrganizationRead => Self::OrganizationRead,
            ScopeName::OrganizationWrite => Self::OrganizationWrite,
            ScopeName::OrderRead => Self::OrderRead,
            ScopeName::OrderWrite => Self::OrderWrite,
            ScopeName::ProjectRead => Self::ProjectRead,
            ScopeName::ProjectWrite => Self::ProjectWrite,
            ScopeName::StaffRead => Self::StaffRead,
            ScopeName::StaffWrite => Self::StaffWrite,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub(crate) struct CreatedTokenView {
    id: String,
    token: String,
}

#[utoipa::path(
    post,
    path = "/api/v1/me/tokens",
    operation_id = "createToken",
    tag = "me",
    request_body = CreateTokenBody,
    responses((status = 201, body = CreatedTokenView)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn create_token(
    SignedIn(ctx): SignedIn,
    Body(body): Body<CreateTokenBody>,
) -> Result<(StatusCode, Json<CreatedTokenView>), Fail> {
    let scopes = body.scopes.into_iter().map(Scope::from).collect();
    let created =
        members::create_token(&ctx, CreateToken { name: body.name, scopes, days: body.days }).await?;
    let view = CreatedTokenView { id: created.id.to_string(), token: created.token.reveal().to_owned() };
    Ok((StatusCode::CREATED, Json(view)))
}
