//! 「회원사 설정」

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::organizations::{self, Update};
use madang_model::OrganizationId;
use madang_web::{Fail, Form};

use super::view;
use crate::frame::{At, Frame};
use crate::shell::{Choice, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "organizations/settings.html")]
struct Settings {
    page: Page,
    base: String,
    company: bool,
    manages: bool,
    belongs: bool,
    code: String,
    revision: i64,
    typed_name: String,
    joining: String,
    choices: Vec<Choice>,
    done: String,
    trouble: Trouble,
}

/// `GET /organizations/{id}/settings`
pub(crate) async fn show(frame: Frame, At(id): At<OrganizationId>) -> Result<Response, Fail> {
    page(frame, id, None, Trouble::default()).await
}

/// `POST /organizations/{id}/settings`
pub(crate) async fn update(frame: Frame, At(id): At<OrganizationId>, form: Form) -> Result<Response, Fail> {
    let input = Update {
        revision: form.text("revision").parse().unwrap_or(0),
        name: form.text("name").to_owned(),
        joining: form.text("joining").to_owned(),
    };
    match organizations::update(&frame.ctx, id, input.clone()).await {
        Ok(()) => Ok(Redirect::to(&format!("/organizations/{id}/settings?done=updated")).into_response()),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            page(frame, id, Some(input), trouble).await
        }
    }
}

async fn page(
    frame: Frame,
    id: OrganizationId,
    typed: Option<Update>,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let place = super::place(&frame, id, "organizations-settings", "/settings").await?;
    let row = &place.details.organization;
    let (name, joining) = match typed {
        Some(typed) => (typed.name, typed.joining),
        None => (row.name.clone(), row.joining.to_string()),
    };
    let view = Settings {
        base: format!("/organizations/{id}"),
        company: place.company,
        manages: place.manages && place.company,
        belongs: place.details.standing.has(madang_core::Capacity::Belongs),
        code: row.code.clone().unwrap_or_default(),
        revision: row.revision,
        typed_name: name,
        joining,
        choices: view::joining_choices(frame.t()),
        done: super::done(&frame),
        page: place.page,
        trouble,
    };
    Ok(view.trouble.page(&view))
}
