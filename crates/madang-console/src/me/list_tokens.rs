//! 「API 토큰」

use askama::Template;
use axum::response::Response;
use madang_core::{Scope, members};
use madang_i18n::{Tr, Zone};
use madang_model::Timestamp;
use madang_store::tokens::TokenRow;
use madang_web::Fail;

use super::beside;
use crate::done;
use crate::frame::Frame;
use crate::shell::{self, Page};

#[derive(Template)]
#[template(path = "me/list_tokens.html")]
struct Tokens {
    page: Page,
    tokens: Vec<TokenRow>,
    zone: Zone,
    now: Timestamp,
    done: String,
}

impl Tokens {
    fn scopes(&self, token: &TokenRow) -> String {
        let names: Vec<_> = token
            .scopes
            .split(' ')
            .filter_map(|scope| scope.parse().ok())
            .map(|scope| scope_text(self.page.t, scope))
            .collect();
        names.join(", ")
    }

    fn seen(&self, token: &TokenRow) -> String {
        token.seen_at.map_or_else(|| self.page.t.s("me-token-never"), |at| self.zone.minute(at))
    }

    fn is_over(&self, token: &TokenRow) -> bool {
        token.expires_at <= self.now
    }
}

/// What a token with this scope may do.
pub(super) fn scope_text(t: Tr, scope: Scope) -> String {
    match scope {
        Scope::AccountRead => t.s("me-scope-account-read"),
        Scope::AccountWrite => t.s("me-scope-account-write"),
        Scope::OrganizationRead => t.s("me-scope-organization-read"),
        Scope::OrganizationWrite => t.s("me-scope-organization-write"),
        Scope::OrderRead => t.s("me-scope-order-read"),
        Scope::OrderWrite => t.s("me-scope-order-write"),
        Scope::ProjectRead => t.s("me-scope-project-read"),
        Scope::ProjectWrite => t.s("me-scope-project-write"),
        Scope::StaffRead => t.s("me-scope-staff-read"),
        Scope::StaffWrite => t.s("me-scope-staff-write"),
    }
}

/// `GET /me/tokens`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    let t = frame.t();
    let tokens = members::list_tokens(&frame.ctx).await?;
    let (zone, now, done) = (frame.zone(), frame.ctx.now(), done::text(t, &frame.query));
    let page = beside(frame.page.titled(t.s("me-tokens"), t.s("me-tokens-purpose")), "/me/tokens");
    Ok(shell::html(&Tokens { page, tokens, zone, now, done }))
}
