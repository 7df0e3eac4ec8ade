//! 「회원가입」 step 2: the form, and sending it.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::HeaderMap;
use madang_core::members::{self, Draft, Marketing, SignUp};
use madang_core::settings::PasswordRules;
use madang_core::{Ctx, Error, Refusal};
use madang_i18n::Tr;
use madang_model::Secret;
use madang_web::{Fail, Form};

use super::phone_part::{Focus, PhonePart};
use super::steps::{Step, steps};
use super::wanted::Wanted;
use super::{begin_sign_up, captcha, token};
use crate::frame::Frame;
use crate::shell::{Page, Steps};
use crate::trouble::Trouble;

/// Where step 2 is.
pub(super) const PATH: &str = "/sign-up/form";

/// Where the acts of its phone number begin.
pub(super) const PHONE: &str = "/sign-up/phone";

#[derive(Template)]
#[template(path = "members/fill_in.html")]
struct FillIn {
    page: Page,
    steps: Steps,
    typed: Typed,
    phone: PhonePart,
    captcha_id: String,
    captcha: String,
    password_help: String,
    trouble: Trouble,
}

/// What was typed, passwords excepted.
struct Typed(BTreeMap<String, String>);

impl Typed {
    fn of(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }
}

/// `GET /sign-up/form`
pub(crate) async fn show(frame: Frame, headers: HeaderMap) -> Result<Response, Fail> {
    let draft = match token::presented(&headers) {
        Some(token) => begin_sign_up::open_draft(&frame.ctx, &token).await?,
        None => None,
    };
    match draft {
        Some(draft) => page(frame, draft, &Form::default(), Trouble::default()).await,
        None => Ok(over(&headers)),
    }
}

/// `POST /sign-up/form` 「회원가입」
pub(crate) async fn sign_up(frame: Frame, headers: HeaderMap, form: Form) -> Result<Response, Fail> {
    let Some(token) = token::presented(&headers) else { return Ok(over(&headers)) };
    match keep(&frame.ctx, &token, &form).await {
        Ok(()) => {}
        Err(Error::Refused(Refusal::SignUpOver)) => return Ok(over(&headers)),
        Err(other) => return Err(other.into()),
    }
    match members::sign_up(&frame.ctx, input(&form, token.clone())).await {
        Ok(_) => {
            let mut response = Redirect::to("/sign-up/done").into_response();
            token::forget(response.headers_mut());
            Ok(response)
        }
        Err(Error::Refused(Refusal::SignUpOver)) => Ok(over(&headers)),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            let draft = members::get_draft(&frame.ctx, &token).await?;
            page(frame, draft, &form, trouble).await
        }
    }
}

/// Keeps what was typed, so that nothing is lost on the way.
pub(super) async fn keep(ctx: &Ctx, token: &Secret, form: &Form) -> Result<(), Error> {
    // An unticked box is not sent at all; the draft has to forget an earlier tick.
    let marketing = ("marketing".to_owned(), form.text("marketing").to_owned());
    let typed: BTreeMap<String, String> =
        form.fields().map(|(name, value)| (name.to_owned(), value.to_owned())).chain([marketing]).collect();
    members::keep_draft(ctx, token, &typed).await
}

/// The first step; with a word about why, if the browser was in a sign-up.
pub(super) fn over_path(headers: &HeaderMap) -> &'static str {
    if token::presented(headers).is_some() { "/sign-up?over=1" } else { "/sign-up" }
}

fn over(headers: &HeaderMap) -> Response {
    Wanted::Page.elsewhere(over_path(headers))
}

fn input(form: &Form, token: Secret) -> SignUp {
    let text = |field: &str| form.text(field).to_owned();
    SignUp {
        token,
        login_id: text("login_id"),
        password: form.secret("password"),
        password_confirm: form.secret("password_confirm"),
        name: text("name"),
        email: text("email"),
        marketing: if form.ticked("marketing") { Marketing::Wanted } else { Marketing::Unwanted },
        phone: text("phone"),
        landline: text("landline"),
        domain: text("domain"),
        ip_count: text("ip_count"),
        organization_code: text("organization_code"),
        captcha_id: text("captcha_id"),
        captcha: text("captcha"),
    }
}

/// The form as `draft` and the one that was just sent have it.
pub(super) async fn page(
    frame: Frame,
    draft: Draft,
    sent: &Form,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let phone =
        PhonePart::of_draft(&frame.ctx, PHONE, &draft, draft.typed.get("phone").map_or("", String::as_str));
    page_with(frame, draft, sent, trouble, phone).await
}

/// The same with a given state of the phone number.
pub(super) async fn page_with(
    frame: Frame,
    draft: Draft,
    sent: &Form,
    trouble: Trouble,
    phone: PhonePart,
) -> Result<Response, Fail> {
    let t = frame.t();
    let wrong_captcha = !trouble.at("captcha").is_empty();
    let sent_id = sent.text("captcha_id");
    let captcha_id = captcha::kept_or_new(&frame.ctx, if wrong_captcha { "" } else { sent_id }).await?;
    let answer = if captcha_id == sent_id { sent.text("captcha").to_owned() } else { String::new() };
    let phone = if trouble.at("phone").is_empty() {
        phone
    } else {
        phone.with(Trouble::notice(http::StatusCode::UNPROCESSABLE_ENTITY, trouble.at("phone")), Focus::Stay)
    };
    let password_help = password_help(t, &frame.ctx);
    let mut page = frame.page.titled(t.s("sign-up-title"), t.s("sign-up-form-purpose"));
    PATH.clone_into(&mut page.path);
    let view = FillIn {
        page,
        steps: steps(t, Step::Form),
        typed: Typed(draft.typed),
        phone,
        captcha_id,
        captcha: answer,
        password_help,
        trouble,
    };
    Ok(view.trouble.page(&view))
}

/// What a password has to be, under the policy in force.
pub(crate) fn password_help(t: Tr, ctx: &Ctx) -> String {
    let password = &ctx.settings().password;
    let (key, min, max) = match password.policy {
        PasswordRules::Guide => ("members-password-help-guide", password.guide_min, password.guide_max),
        PasswordRules::Nist => ("members-password-help-nist", password.nist_min, password.nist_max),
    };
    t.a(key, &[("min", min.into()), ("max", max.into())])
}
