//! A member's new mobile number, once its code has been typed in: see `send_phone_code.rs` and
//! `confirm_phone_code.rs`, of which this is the end.

use madang_model::MemberId;
use madang_store::accounts;

use super::own_account;
use super::tell::tell;
use crate::{Entry, Error, Result, Work};

/// Makes `phone` the member's number, as part of the work that used its code up, and tells them by mail.
pub(super) async fn change_phone(work: &mut Work<'_>, id: MemberId, phone: &str) -> Result<()> {
    let member = own_account::hold(work, id).await?;
    if !accounts::set_phone(work, id, phone).await? {
        return Err(Error::SignInRequired);
    }
    if member.phone != phone {
        tell(work, &member, "phone-changed", &[]).await?;
        work.audit(Entry::new("members.change_phone", "member", id));
    }
    Ok(())
}
