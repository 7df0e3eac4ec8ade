//! Making a personal access token, which is shown this once.

use askama::Template;
use axum::response::Response;
use madang_core::Scope;
use madang_core::members::{self, CreateToken};
use madang_web::{Fail, Form};

use super::below;
use super::list_tokens::scope_text;
use crate::frame::Frame;
use crate::shell::{self, Choice, Page};
use crate::trouble::Trouble;

/// For how many days tokens are offered, as far as the settings allow.
const DAYS: [u32; 5] = [7, 30, 90, 180, 365];

/// What is chosen at first.
const USUAL_DAYS: &str = "30";

#[derive(Template)]
#[template(path = "me/create_token.html")]
struct Create {
    page: Page,
    name: String,
    scopes: Vec<ScopeChoice>,
    days: String,
    choices: Vec<Choice>,
    trouble: Trouble,
}

/// A scope to be ticked.
struct ScopeChoice {
    value: &'static str,
    label: String,
    ticked: bool,
}

#[derive(Template)]
#[template(path = "me/created_token.html")]
struct Created {
    page: Page,
    name: String,
    token: String,
    command: String,
}

/// `GET /me/tokens/new`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    frame.signed_in()?;
    frame.ctx.require_recent()?;
    Ok(page(frame, &Form::default(), Trouble::default()))
}

/// `POST /me/tokens/new`
pub(crate) async fn create(frame: Frame, form: Form) -> Result<Response, Fail> {
    let t = frame.t();
    let input = CreateToken {
        name: form.text("name").to_owned(),
        scopes: form.all("scopes").filter_map(|scope| scope.parse().ok()).collect(),
        days: form.text("days").parse().unwrap_or(0),
    };
    match members::create_token(&frame.ctx, input).await {
        Ok(created) => {
            let base_url = frame.ctx.settings().base_url();
            let command =
                format!("curl -H 'Authorization: Bearer {}' {base_url}/api/v1/me", created.token.reveal());
            let mut page = below(frame.page.titled(t.s("me-token-created"), ""), "/me/tokens");
            // Only this answer has the token: changing the language goes back to the list.
            "/me/tokens".clone_into(&mut page.path);
            Ok(shell::html(&Created {
                page,
                name: form.text("name").to_owned(),
                token: created.token.reveal().to_owned(),
                command,
            }))
        }
        Err(error) => {
            let trouble = Trouble::of(t, error)?;
            Ok(page(frame, &form, trouble))
        }
    }
}

fn page(frame: Frame, form: &Form, trouble: Trouble) -> Response {
    let t = frame.t();
    let staff = frame.ctx.actor.staff();
    let ticked: Vec<&str> = form.all("scopes").collect();
    let scopes = Scope::ALL
        .iter()
        .copied()
        .filter(|scope| members::is_offered(*scope, staff))
        .map(|scope| ScopeChoice {
            value: scope.as_str(),
            label: scope_text(t, scope),
            ticked: ticked.contains(&scope.as_str()),
        })
        .collect();
    let longest = frame.ctx.settings().session.token_days;
    let choices = DAYS
        .into_iter()
        .filter(|days| *days <= longest)
        .map(|days| Choice::new(days.to_string(), t.a("me-token-days", &[("days", days.into())])))
        .collect();
    let days = Some(form.text("days")).filter(|days| !days.is_empty()).unwrap_or(USUAL_DAYS).to_owned();
    let page = below(frame.page.titled(t.s("me-token-create"), t.s("me-token-create-purpose")), "/me/tokens");
    let view = Create { page, name: form.text("name").to_owned(), scopes, days, choices, trouble };
    view.trouble.page(&view)
}
