//! 「인증번호 발송」 and typing the code in, while signing up.

use axum::response::{IntoResponse, Redirect, Response};
use http::HeaderMap;
use madang_core::members::{self, PhoneSubject};
use madang_core::{Error, Refusal};
use madang_model::Secret;
use madang_web::{Fail, Form};

use super::fill_in::{self, PHONE};
use super::phone_part::{self, Focus, PhonePart};
use super::token;
use super::wanted::Wanted;
use crate::frame::Frame;
use crate::trouble::Trouble;

/// `POST /sign-up/phone/send` 「인증번호 발송」
pub(crate) async fn send(
    frame: Frame,
    headers: HeaderMap,
    wanted: Wanted,
    form: Form,
) -> Result<Response, Fail> {
    let Some(token) = kept(&frame, &headers, &form).await? else {
        return Ok(wanted.elsewhere(fill_in::over_path(&headers)));
    };
    let number = form.text("phone");
    let part = PhonePart::new(&frame.ctx, PHONE, number);
    let (part, trouble) =
        match members::send_phone_code(&frame.ctx, &PhoneSubject::SignUp(token.clone()), number).await {
            Ok(code) => (part.sent(code), None),
            Err(error) => {
                let trouble = Trouble::of(frame.t(), error)?;
                (part, Some(trouble))
            }
        };
    answer(frame, wanted, &token, &form, part, trouble.map(|trouble| (trouble, Focus::Number))).await
}

/// `POST /sign-up/phone/confirm`
pub(crate) async fn confirm(
    frame: Frame,
    headers: HeaderMap,
    wanted: Wanted,
    form: Form,
) -> Result<Response, Fail> {
    let Some(token) = kept(&frame, &headers, &form).await? else {
        return Ok(wanted.elsewhere(fill_in::over_path(&headers)));
    };
    let confirmed =
        members::confirm_phone_code(&frame.ctx, &PhoneSubject::SignUp(token.clone()), form.text("code"))
            .await;
    let trouble = match confirmed {
        Ok(_) => None,
        Err(error) => Some((Trouble::of(frame.t(), error)?, Focus::Code)),
    };
    let draft = members::get_draft(&frame.ctx, &token).await?;
    let part = PhonePart::of_draft(&frame.ctx, PHONE, &draft, form.text("phone"));
    answer(frame, wanted, &token, &form, part, trouble).await
}

/// Keeps what was typed; the token, if its sign-up is still open.
async fn kept(frame: &Frame, headers: &HeaderMap, form: &Form) -> Result<Option<Secret>, Fail> {
    let Some(token) = token::presented(headers) else { return Ok(None) };
    match fill_in::keep(&frame.ctx, &token, form).await {
        Ok(()) => Ok(Some(token)),
        Err(Error::Refused(Refusal::SignUpOver)) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// The part for a page that is open. Else the page again, which a reload must not send another SMS for.
async fn answer(
    frame: Frame,
    wanted: Wanted,
    token: &Secret,
    form: &Form,
    part: PhonePart,
    trouble: Option<(Trouble, Focus)>,
) -> Result<Response, Fail> {
    match (wanted, trouble) {
        (Wanted::Part, trouble) => {
            let part = match trouble {
                Some((trouble, focus)) => part.with(trouble, focus),
                None if part.is_confirmed() => part.with(Trouble::default(), Focus::Number),
                None => part,
            };
            Ok(phone_part::part(frame.page, part))
        }
        (Wanted::Page, None) => Ok(Redirect::to("/sign-up/form#phone").into_response()),
        (Wanted::Page, Some((trouble, focus))) => {
            let draft = members::get_draft(&frame.ctx, token).await?;
            let outer = trouble.elsewhere();
            fill_in::page_with(frame, draft, form, outer, part.with(trouble, focus)).await
        }
    }
}
