//! The live check of one field of the sign-up form: the same rules as when it is submitted.

use madang_model::members::{
    Domain, EmailAddress, IpCount, Landline, LoginId, MemberName, MobilePhone, PasswordContext,
};
use madang_model::{Rule, Secret};
use madang_store::members;

use crate::limits::{self, Limit};
use crate::{Ctx, Error, Result, organizations};

/// A field with what was typed into it, and what its rule needs to know of the others.
#[derive(Debug)]
pub enum SignUpField<'a> {
    /// 「아이디」, availability included.
    LoginId(&'a str),
    /// 「비밀번호」
    Password {
        /// What was typed.
        password: &'a Secret,
        /// What the other fields hold, which it must not contain.
        about: PasswordContext<'a>,
    },
    /// 「비밀번호 확인」
    PasswordConfirm {
        /// What was typed first.
        password: &'a Secret,
        /// What was typed second.
        confirm: &'a Secret,
    },
    /// 「고객명(사용자명)」
    Name(&'a str),
    /// 「E-mail」
    Email(&'a str),
    /// 「휴대전화번호」
    Phone(&'a str),
    /// 「일반전화번호」
    Landline(&'a str),
    /// 「도메인」
    Domain(&'a str),
    /// 「신청 IP 개수」
    IpCount(&'a str),
    /// 「회원사 코드」, whether it can be joined included.
    OrganizationCode(&'a str),
}

/// How many IDs one address may ask about in an hour: enough to find a free one, too few to list members.
const LOOK_UPS: u32 = 120;

/// Checks one field; the rule it breaks, if it does. Anyone may; asking about IDs, and about
/// codes of organisations, is limited by address.
pub async fn check_field(ctx: &Ctx, field: SignUpField<'_>) -> Result<Option<Rule>> {
    let checked = match field {
        SignUpField::LoginId(text) => match LoginId::parse(text) {
            Ok(id) if is_taken(ctx, &id).await? => Err(Rule::LoginIdTaken),
            Ok(_) => Ok(()),
            Err(rule) => Err(rule),
        },
        SignUpField::Password { password, about } => {
            ctx.settings().password.policy().check(password, about, |p| super::hasher::is_breached(ctx, p))
        }
        SignUpField::PasswordConfirm { password, confirm } if password != confirm => {
            Err(Rule::PasswordMismatch)
        }
        SignUpField::PasswordConfirm { .. } => Ok(()),
        SignUpField::Name(text) => MemberName::parse(text).map(drop),
        SignUpField::Email(text) => EmailAddress::parse(text).map(drop),
        SignUpField::Phone(text) => MobilePhone::parse(text).map(drop),
        SignUpField::Landline(text) => Landline::parse_optional(text).map(drop),
        SignUpField::Domain(text) => Domain::parse_optional(text).map(drop),
        SignUpField::IpCount(text) => IpCount::parse_optional(text).map(drop),
        SignUpField::OrganizationCode(text) if text.trim().is_empty() => Ok(()),
        SignUpField::OrganizationCode(text) => organizations::joinable(ctx, None, text).await?.map(drop),
    };
    Ok(checked.err())
}

async fn is_taken(ctx: &Ctx, id: &LoginId) -> Result<bool> {
    let mut work = ctx.begin().await?;
    limits::take(ctx, &mut work, &limits::from_here(ctx, "look-up"), Limit::hourly(LOOK_UPS)).await?;
    work.commit().await?;
    members::login_taken(&mut *ctx.read().await?, &id.key()).await.map_err(Error::from)
}
