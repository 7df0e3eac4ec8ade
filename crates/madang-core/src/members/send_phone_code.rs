//! 「인증번호 발송」: a 6-digit code by SMS.

use std::time::Duration;

use madang_model::members::MobilePhone;
use madang_model::{MemberId, PhoneCodeId, Secret, Timestamp};
use madang_store::{phone_codes, sign_ups};

use crate::outbox;
use crate::{Action, Ctx, Error, Result, Work};

/// Whose number is to be confirmed.
#[derive(Debug, Clone)]
pub enum PhoneSubject {
    /// A visitor's, in the sign-up that this token belongs to.
    SignUp(Secret),
    /// The signed-in member's new number.
    Member,
}

/// A code on its way.
#[derive(Debug, Clone, Copy)]
pub struct SentCode {
    /// Until when it can be typed in.
    pub expires_at: Timestamp,
    /// For how many seconds from now, for the countdown.
    pub seconds: u32,
}

/// Sends a code to a number; earlier codes stop working, and so does the confirmation of another number.
/// Whoever has the sign-up's token may, or the member with the password given a short while ago; limited by
/// number, by address and by day.
pub async fn send_phone_code(ctx: &Ctx, subject: &PhoneSubject, phone: &str) -> Result<SentCode> {
    admit(ctx, subject)?;
    let phone = MobilePhone::parse(phone).map_err(|rule| Error::invalid("phone", rule))?;
    let settings = &ctx.settings().sign_up;
    let now = ctx.now();
    let expires_at = now.plus(Duration::from_secs(u64::from(settings.code_seconds)));
    let code = format!("{:06}", ctx.random_below(1_000_000));

    let mut work = ctx.begin().await?;
    let key = subject_key(ctx, &mut work, subject).await?;
    if let SubjectKey::SignUp(id) = key {
        sign_ups::set_phone(&mut work, id, phone.as_str()).await?;
    }
    let id: PhoneCodeId = ctx.new_id();
    phone_codes::insert(
        &mut work,
        id,
        &key.text(),
        phone.as_str(),
        &code_hash(ctx, id, &code),
        now,
        expires_at,
    )
    .await?;
    outbox::sms(
        &mut work,
        "phone-code",
        &phone,
        &[("code", code.into()), ("minutes", settings.code_seconds.div_ceil(60).into())],
    )
    .await?;
    work.commit().await?;
    Ok(SentCode { expires_at, seconds: settings.code_seconds })
}

/// A subject, found and allowed.
#[derive(Debug, Clone, Copy)]
pub(super) enum SubjectKey {
    /// A sign-up.
    SignUp(madang_model::SignUpId),
    /// A member.
    Member(MemberId),
}

impl SubjectKey {
    /// The form in which it is stored.
    pub(super) fn text(self) -> String {
        match self {
            Self::SignUp(id) => id.to_string(),
            Self::Member(id) => id.to_string(),
        }
    }
}

/// Finds the subject and makes sure that the actor may act for it.
pub(super) async fn subject_key(
    ctx: &Ctx,
    work: &mut Work<'_>,
    subject: &PhoneSubject,
) -> Result<SubjectKey> {
    match subject {
        PhoneSubject::SignUp(token) => {
            Ok(SubjectKey::SignUp(super::draft::open_sign_up(ctx, work, token).await?.id))
        }
        PhoneSubject::Member => {
            let id = ctx.actor.member()?;
            ctx.authorize(Action::SecureAccount, Some(id))?;
            ctx.require_recent()?;
            Ok(SubjectKey::Member(id))
        }
    }
}

/// How a code is kept: keyed, and of use for this one row only.
pub(super) fn code_hash(ctx: &Ctx, id: PhoneCodeId, code: &str) -> String {
    ctx.vault().sign("phone-code", format!("{id}:{code}").as_bytes())
}

/// Refuses who is not even signed in, before what was typed is judged. Whose sign-up a token is, the work says.
pub(super) fn admit(ctx: &Ctx, subject: &PhoneSubject) -> Result<()> {
    match subject {
        PhoneSubject::SignUp(_) => Ok(()),
        PhoneSubject::Member => ctx.authorize(Action::SecureAccount, Some(ctx.actor.member()?)),
    }
}
