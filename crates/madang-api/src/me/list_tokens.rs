//! One's personal access tokens.

use axum::Json;
use madang_core::members;
use madang_store::tokens::TokenRow;
use madang_web::Fail;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::SignedIn;
use crate::wire::{ListView, time};

#[derive(Serialize, ToSchema)]
pub(crate) struct TokenView {
    id: String,
    name: String,
    hint: String,
    scopes: Vec<String>,
    created_at: String,
    expires_at: String,
    seen_at: Option<String>,
}

impl From<TokenRow> for TokenView {
    fn from(token: TokenRow) -> Self {
        Self {
            id: token.id.to_string(),
            name: token.name,
            hint: token.hint,
            scopes: token.scopes.split_whitespace().map(str::to_owned).collect(),
            created_at: time(token.created_at),
            expires_at: time(token.expires_at),
            seen_at: token.seen_at.map(time),
        }
    }
}

#[utoipa::path(
    get,
    path = "/api/v1/me/tokens",
    operation_id = "listTokens",
    tag = "me",
    responses((status = 200, body = ListView<TokenView>)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn list_tokens(SignedIn(ctx): SignedIn) -> Result<Json<ListView<TokenView>>, Fail> {
    Ok(Json(ListView::whole(members::list_tokens(&ctx).await?, TokenView::from)))
}
