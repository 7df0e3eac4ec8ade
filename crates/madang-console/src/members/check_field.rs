//! The live check of one field of the sign-up form.

use askama::Template;
use axum::response::Response;
use http::HeaderMap;
use madang_core::members::{self, SignUpField};
use madang_core::{Error, Refusal};
use madang_model::Rule;
use madang_model::members::{MobilePhone, PasswordContext};
use madang_web::{Fail, Form};

use super::{fill_in, token};
use crate::frame::{At, Frame};
use crate::shell::{self, Page};

/// What a live check answers with: one of the two, or neither.
#[derive(Template)]
#[template(path = "members/field_note.html")]
pub(crate) struct FieldNote {
    pub(crate) page: Page,
    pub(crate) error: String,
    pub(crate) ok: String,
}

/// `POST /sign-up/check/{field}`: what is to be said about a field while the form is being filled in. Keeps
/// what was typed so far, too.
pub(crate) async fn check(
    frame: Frame,
    headers: HeaderMap,
    At(field): At<String>,
    form: Form,
) -> Result<Response, Fail> {
    let t = frame.t();
    let token = token::presented(&headers);
    if let Some(token) = &token {
        match fill_in::keep(&frame.ctx, token, &form).await {
            Ok(()) | Err(Error::Refused(Refusal::SignUpOver)) => {}
            Err(other) => return Err(other.into()),
        }
    }
    let phone = MobilePhone::parse(form.text("phone")).ok();
    let (password, confirm) = (form.secret("password"), form.secret("password_confirm"));
    let checked = match field.as_str() {
        "login_id" => SignUpField::LoginId(form.text("login_id")),
        "password" => SignUpField::Password { password: &password, about: about(&form, phone.as_ref()) },
        "password_confirm" => SignUpField::PasswordConfirm { password: &password, confirm: &confirm },
        "name" => SignUpField::Name(form.text("name")),
        "email" => SignUpField::Email(form.text("email")),
        "phone" => SignUpField::Phone(form.text("phone")),
        "landline" => SignUpField::Landline(form.text("landline")),
        "domain" => SignUpField::Domain(form.text("domain")),
        "ip_count" => SignUpField::IpCount(form.text("ip_count")),
        "organization_code" => SignUpField::OrganizationCode(form.text("organization_code")),
        _ => return Err(Error::NotFound.into()),
    };
    let (error, ok) = match members::check_field(&frame.ctx, checked).await {
        Ok(Some(rule)) => (t.rule(rule), String::new()),
        Ok(None) => match field.as_str() {
            "login_id" => (String::new(), t.s("sign-up-login-id-free")),
            "password" => (String::new(), t.s("sign-up-password-fits")),
            "password_confirm" if !confirm.reveal().is_empty() => {
                (String::new(), t.s("sign-up-password-same"))
            }
            "phone" => phone_note(&frame, token.as_ref(), form.text("phone")).await?,
            _ => (String::new(), String::new()),
        },
        // The page says so when the form is sent; a note that changes by the second would only disturb.
        Err(Error::Limited { .. }) => (String::new(), String::new()),
        Err(other) => return Err(other.into()),
    };
    Ok(shell::html(&FieldNote { page: frame.page, error, ok }))
}

/// A number that was confirmed says so again when it is typed back; another one has to be confirmed.
async fn phone_note(
    frame: &Frame,
    token: Option<&madang_model::Secret>,
    number: &str,
) -> Result<(String, String), Fail> {
    let Some(token) = token else { return Ok(Default::default()) };
    let Some(draft) = super::begin_sign_up::open_draft(&frame.ctx, token).await? else {
        return Ok(Default::default());
    };
    let was_confirmed = draft.confirmed_phone.is_some();
    let part = super::phone_part::PhonePart::of_draft(&frame.ctx, fill_in::PHONE, &draft, number);
    Ok(if part.is_confirmed() {
        (String::new(), frame.t().s("members-phone-confirmed"))
    } else if was_confirmed {
        (frame.t().rule(Rule::PhoneUnconfirmed), String::new())
    } else {
        Default::default()
    })
}

/// What the other fields hold, which a password must not contain.
fn about<'a>(form: &'a Form, phone: Option<&'a MobilePhone>) -> PasswordContext<'a> {
    PasswordContext {
        login_id: form.text("login_id").trim(),
        phone: phone.map_or("", MobilePhone::as_str),
        name: form.text("name").trim(),
        email_local: form.text("email").trim().split('@').next().unwrap_or_default(),
    }
}
