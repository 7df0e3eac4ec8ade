//! Changing what needs no proof.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::members::{self, Marketing, UpdateProfile};
use madang_i18n::Lang;
use madang_store::members::MemberRow;
use madang_web::{Fail, Form};

use super::below;
use crate::frame::Frame;
use crate::shell::{Choice, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "me/update_profile.html")]
struct Edit {
    page: Page,
    name: String,
    landline: String,
    domain: String,
    ip_count: String,
    marketing: bool,
    lang: String,
    languages: Vec<Choice>,
    trouble: Trouble,
}

/// `GET /me/edit`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    let member: MemberRow = members::get_profile(&frame.ctx).await?;
    let edit = Edit {
        languages: languages(&frame.page),
        page: titled(frame),
        name: member.name,
        landline: member.landline.unwrap_or_default(),
        domain: member.domain.unwrap_or_default(),
        ip_count: member.ip_count.map_or_else(String::new, |count| count.to_string()),
        marketing: member.marketing_at.is_some(),
        lang: member.lang,
        trouble: Trouble::default(),
    };
    Ok(edit.trouble.page(&edit))
}

/// `POST /me/edit`
pub(crate) async fn update(frame: Frame, form: Form) -> Result<Response, Fail> {
    let text = |field: &str| form.text(field).to_owned();
    let input = UpdateProfile {
        name: text("name"),
        landline: text("landline"),
        domain: text("domain"),
        ip_count: text("ip_count"),
        marketing: if form.ticked("marketing") { Marketing::Wanted } else { Marketing::Unwanted },
        lang: Lang::from_tag(form.text("lang")).unwrap_or(frame.ctx.lang),
    };
    let error = match members::update_profile(&frame.ctx, input).await {
        Ok(_) => return Ok(Redirect::to("/me?done=profile").into_response()),
        Err(error) => error,
    };
    let edit = Edit {
        trouble: Trouble::of(frame.t(), error)?,
        languages: languages(&frame.page),
        page: titled(frame),
        name: text("name"),
        landline: text("landline"),
        domain: text("domain"),
        ip_count: text("ip_count"),
        marketing: form.ticked("marketing"),
        lang: text("lang"),
    };
    Ok(edit.trouble.page(&edit))
}

fn titled(frame: Frame) -> Page {
    let t = frame.t();
    below(frame.page.titled(t.s("me-edit"), ""), "/me")
}

fn languages(page: &Page) -> Vec<Choice> {
    page.languages().into_iter().map(|(tag, name, _)| Choice::new(tag, name)).collect()
}
