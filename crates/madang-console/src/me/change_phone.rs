//! 「휴대전화번호」: another number, which counts once its code is typed in.

use askama::Template;
use axum::response::Response;
use madang_core::members::{self, PhoneSubject};
use madang_web::{Fail, Form};

use super::beside;
use super::overview::phone_text;
use crate::frame::Frame;
use crate::members::phone_part::{self, Focus, PhonePart};
use crate::members::wanted::Wanted;
use crate::shell::Page;
use crate::trouble::Trouble;

const BASE: &str = "/me/phone";

#[derive(Template)]
#[template(path = "me/change_phone.html")]
struct Change {
    page: Page,
    current: String,
    phone: PhonePart,
}

/// `GET /me/phone`
pub(crate) async fn show(frame: Frame) -> Result<Response, Fail> {
    frame.signed_in()?;
    frame.ctx.require_recent()?;
    let code = members::awaited_code(&frame.ctx).await?;
    let part = PhonePart::awaiting(&frame.ctx, BASE, code);
    page(frame, part).await
}

/// `POST /me/phone/send` 「인증번호 발송」
pub(crate) async fn send(frame: Frame, wanted: Wanted, form: Form) -> Result<Response, Fail> {
    let number = form.text("phone");
    let part = PhonePart::new(&frame.ctx, BASE, number);
    let part = match members::send_phone_code(&frame.ctx, &PhoneSubject::Member, number).await {
        Ok(code) => part.sent(code),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            part.with(trouble, Focus::Number)
        }
    };
    answer(frame, wanted, part).await
}

/// `POST /me/phone/confirm`: with the code, the number is the member's.
pub(crate) async fn confirm(frame: Frame, wanted: Wanted, form: Form) -> Result<Response, Fail> {
    match members::confirm_phone_code(&frame.ctx, &PhoneSubject::Member, form.text("code")).await {
        Ok(_) => Ok(wanted.elsewhere("/me?done=phone")),
        Err(error) => {
            let trouble = Trouble::of(frame.t(), error)?;
            let part =
                PhonePart::new(&frame.ctx, BASE, form.text("phone")).sent_until(form.text("code_until"));
            answer(frame, wanted, part.with(trouble, Focus::Code)).await
        }
    }
}

async fn answer(frame: Frame, wanted: Wanted, part: PhonePart) -> Result<Response, Fail> {
    match wanted {
        Wanted::Part => Ok(phone_part::part(frame.page, part)),
        Wanted::Page => page(frame, part).await,
    }
}

async fn page(frame: Frame, phone: PhonePart) -> Result<Response, Fail> {
    let t = frame.t();
    let current = phone_text(&members::get_profile(&frame.ctx).await?.phone);
    let mut page = beside(frame.page.titled(t.s("me-phone"), t.s("me-phone-purpose")), BASE);
    BASE.clone_into(&mut page.path);
    let outer = phone.trouble.elsewhere();
    Ok(outer.page(&Change { page, current, phone }))
}
