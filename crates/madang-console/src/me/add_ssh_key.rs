//! Registering an SSH public key.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::members::{self, AddSshKey};
use madang_web::{Fail, Form};

use super::below;
use crate::frame::Frame;
use crate::shell::Page;
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "me/add_ssh_key.html")]
struct Add {
    page: Page,
    name: String,
    public_key: String,
    trouble: Trouble,
}

/// `GET /me/keys/new`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    frame.signed_in()?;
    Ok(page(frame, &Form::default(), Trouble::default()))
}

/// `POST /me/keys/new`
pub(crate) async fn add(frame: Frame, form: Form) -> Result<Response, Fail> {
    let input =
        AddSshKey { name: form.text("name").to_owned(), public_key: form.text("public_key").to_owned() };
    match members::add_ssh_key(&frame.ctx, input).await {
        Ok(_) => Ok(Redirect::to("/me/keys?done=key").into_response()),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            Ok(page(frame, &form, trouble))
        }
    }
}

fn page(frame: Frame, form: &Form, trouble: Trouble) -> Response {
    let t = frame.t();
    let page = below(frame.page.titled(t.s("me-key-add"), t.s("me-key-add-purpose")), "/me/keys");
    let view = Add {
        page,
        name: form.text("name").to_owned(),
        public_key: form.text("public_key").to_owned(),
        trouble,
    };
    view.trouble.page(&view)
}
