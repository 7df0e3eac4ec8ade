//! Publishing a version: written, looked at as members will see it, then published.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use madang_core::terms::{self, PublishTerms};
use madang_core::{Action, Error};
use madang_web::{Fail, Form};

use crate::admin::section::Section;
use crate::frame::Frame;
use crate::shell::{self, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/terms/edit.html")]
struct Edit {
    page: Page,
    /// Whether it is another version of a document that exists.
    is_known: bool,
    typed: PublishTerms,
    trouble: Trouble,
}

#[derive(Template)]
#[template(path = "admin/terms/preview.html")]
struct Preview {
    page: Page,
    typed: PublishTerms,
    next_version: i64,
}

/// `GET /admin/terms/new`: an empty form, or with `?kind=` the version in force to be changed.
pub(super) async fn ask(frame: Frame) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::PublishTerms, None)?;
    let kind = frame.query.text("kind");
    let typed = if kind.is_empty() { blank() } else { in_force(&frame, kind).await? };
    Ok(edit(&frame, typed, Trouble::default()))
}

/// `POST /admin/terms/new`: back from the preview, with what was typed.
pub(super) async fn ask_again(frame: Frame, form: Form) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::PublishTerms, None)?;
    Ok(edit(&frame, typed(&form), Trouble::default()))
}

/// `POST /admin/terms/preview`
pub(super) async fn preview(frame: Frame, form: Form) -> Result<Response, Fail> {
    let t = frame.t();
    let typed = typed(&form);
    if let Err(error) = terms::check(&frame.ctx, &typed) {
        return Ok(edit(&frame, typed, Trouble::of(t, error)?));
    }
    let page = Section::Terms.page_below(&frame, t.s("operators-terms-preview"));
    let next_version = typed.replaces.saturating_add(1);
    Ok(shell::html(&Preview { page, typed, next_version }))
}

/// `POST /admin/terms`
pub(super) async fn act(frame: Frame, form: Form) -> Result<Response, Fail> {
    let typed = typed(&form);
    match terms::publish(&frame.ctx, typed.clone()).await {
        Ok(id) => Ok(Redirect::to(&format!("/admin/terms/{id}?done=published")).into_response()),
        Err(Error::Refused(_)) => {
            let notice = Trouble::notice(StatusCode::CONFLICT, frame.t().s("operators-terms-superseded"));
            Ok(edit(&frame, typed, notice))
        }
        Err(error) => Ok(edit(&frame, typed, Trouble::of(frame.t(), error)?)),
    }
}

fn edit(frame: &Frame, typed: PublishTerms, trouble: Trouble) -> Response {
    let page = Section::Terms.page_below(frame, frame.t().s("operators-terms-new"));
    let is_known = typed.replaces > 0;
    let template = Edit { page, is_known, typed, trouble };
    template.trouble.page(&template)
}

fn blank() -> PublishTerms {
    let none = String::new;
    PublishTerms {
        kind: none(),
        replaces: 0,
        required: false,
        title_ko: none(),
        title_en: none(),
        body_ko: none(),
        body_en: none(),
    }
}

async fn in_force(frame: &Frame, kind: &str) -> Result<PublishTerms, Fail> {
    let current = terms::current(&frame.ctx).await?;
    let id = current.iter().find(|document| document.kind == kind).ok_or(Error::NotFound)?.id;
    let row = terms::get(&frame.ctx, id).await?;
    Ok(PublishTerms {
        kind: row.kind,
        replaces: row.version,
        required: row.required == 1,
        title_ko: row.title_ko,
        title_en: row.title_en,
        body_ko: row.body_ko,
        body_en: row.body_en,
    })
}

fn typed(form: &Form) -> PublishTerms {
    PublishTerms {
        kind: form.text("kind").to_owned(),
        replaces: form.text("replaces").parse().unwrap_or(0),
        required: form.ticked("required"),
        title_ko: form.text("title_ko").to_owned(),
        title_en: form.text("title_en").to_owned(),
        body_ko: form.text("body_ko").to_owned(),
        body_en: form.text("body_en").to_owned(),
    }
}
