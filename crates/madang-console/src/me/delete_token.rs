//! Ending a personal access token.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::{Error, members};
use madang_model::TokenId;
use madang_store::tokens::TokenRow;
use madang_web::{Fail, Form};

use super::below;
use crate::frame::{At, Frame};
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "me/delete_token.html")]
struct Ask {
    page: Page,
    token: TokenRow,
}

/// `GET /me/tokens/{id}/delete`
pub(crate) async fn ask(frame: Frame, At(id): At<TokenId>) -> Result<Response, Fail> {
    let t = frame.t();
    let tokens = members::list_tokens(&frame.ctx).await?;
    let token = tokens.into_iter().find(|token| token.id == id).ok_or(Error::NotFound)?;
    let page = below(frame.page.titled(t.s("me-token-delete"), ""), "/me/tokens");
    Ok(shell::html(&Ask { page, token }))
}

/// `POST /me/tokens/{id}/delete`
pub(crate) async fn delete(frame: Frame, At(id): At<TokenId>, _form: Form) -> Result<Response, Fail> {
    members::delete_token(&frame.ctx, id).await?;
    Ok(Redirect::to("/me/tokens?done=token-deleted").into_response())
}
