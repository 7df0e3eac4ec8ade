//! Typing in the code that was sent to a phone.

use madang_model::Rule;
use madang_model::members::MobilePhone;
use madang_store::{phone_codes, sign_ups};
use subtle::ConstantTimeEq;

use super::change_phone::change_phone;
use super::send_phone_code::{PhoneSubject, SubjectKey, admit, code_hash, subject_key};
use crate::{Ctx, Error, Result};

/// Confirms the number that the newest code was sent to, and gives it; where it was sent for a member, it is
/// the member's number from then on. Whoever has the sign-up's token may, or the member with the password given
/// a short while ago. A code works once, for its time, and survives a limited number of wrong tries; parallel
/// requests can't try more often or use it twice.
pub async fn confirm_phone_code(ctx: &Ctx, subject: &PhoneSubject, code: &str) -> Result<MobilePhone> {
    admit(ctx, subject)?;
    let code = code.trim();
    if code.is_empty() {
        return Err(Error::invalid("code", Rule::Required));
    }
    let most = ctx.settings().sign_up.code_tries;
    let now = ctx.now();
    let mut work = ctx.begin().await?;
    let key = subject_key(ctx, &mut work, subject).await?;
    let expired = || Error::invalid("code", Rule::PhoneCodeExpired);
    let row = phone_codes::newest(&mut work, &key.text()).await?.ok_or_else(expired)?;
    // The try is taken before the code is looked at, in the row itself, so that none can be had for free.
    if !phone_codes::take_try(&mut work, row.id, most, now).await? {
        return Err(expired());
    }
    let right: bool = code_hash(ctx, row.id, code).as_bytes().ct_eq(row.code_hash.as_bytes()).into();
    if !right {
        work.commit().await?;
        let used = u32::try_from(row.tries + 1).unwrap_or(most);
        return Err(Error::invalid("code", Rule::PhoneCode { tries_left: most.saturating_sub(used) }));
    }
    if !phone_codes::use_up(&mut work, row.id, now).await? {
        return Err(expired());
    }
    match key {
        SubjectKey::SignUp(id) => {
            if !sign_ups::confirm_phone(&mut work, id, &row.phone, now).await? {
                return Err(expired());
            }
        }
        SubjectKey::Member(id) => change_phone(&mut work, id, &row.phone).await?,
    }
    work.commit().await?;
    MobilePhone::parse(&row.phone).map_err(|_| Error::internal("a stored number is not a number"))
}
