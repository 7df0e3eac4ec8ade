//! Registering an organisation with its code.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::Action;
use madang_core::organizations::{self, Register};
use madang_web::{Fail, Form};

use crate::admin::section::Section;
use crate::frame::Frame;
use crate::organizations::joining_choices;
use crate::shell::{Choice, Page};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "admin/organizations/register.html")]
struct Show {
    page: Page,
    typed: Register,
    choices: Vec<Choice>,
    trouble: Trouble,
}

/// `GET /admin/organizations/new`
pub(super) async fn show(frame: Frame) -> Result<Response, Fail> {
    frame.ctx.authorize(Action::RegisterOrganization, None)?;
    Ok(page(&frame, Register { joining: "approval".to_owned(), ..Register::default() }, Trouble::default()))
}

/// `POST /admin/organizations/new`
pub(super) async fn register(frame: Frame, form: Form) -> Result<Response, Fail> {
    let text = |name: &str| form.text(name).to_owned();
    let typed =
        Register { code: text("code"), name: text("name"), joining: text("joining"), owner: text("owner") };
    match organizations::register(&frame.ctx, typed.clone()).await {
        Ok(id) => Ok(Redirect::to(&format!("/admin/organizations/{id}?done=registered")).into_response()),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            Ok(page(&frame, typed, trouble))
        }
    }
}

fn page(frame: &Frame, typed: Register, trouble: Trouble) -> Response {
    let t = frame.t();
    let view = Show {
        page: Section::Organizations.page_below(frame, t.s("organizations-register")),
        typed,
        choices: joining_choices(t),
        trouble,
    };
    view.trouble.page(&view)
}
