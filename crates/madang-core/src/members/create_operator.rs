//! An operator, made by whoever runs the machine.

use madang_db::DbError;
use madang_model::members::{EmailAddress, LoginId, MemberName, MobilePhone, PasswordContext, StaffRole};
use madang_model::{MemberId, Rule, Secret};
use madang_store::members::{self, NewMember};

use super::hasher;
use super::verify_email::claim_email;
use crate::error::Fields;
use crate::{Actor, Ctx, Entry, Error, Result, organizations};

/// Who thought of a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordBy {
    /// Whoever signs in with it.
    Owner,
    /// Somebody else, or a program.
    Another,
}

/// The operator to be made.
pub struct CreateOperator {
    /// 「아이디」
    pub login_id: String,
    /// 「비밀번호」
    pub password: Secret,
    /// Whose password it is: one that was made for the operator has to be changed at the first sign-in.
    pub password_by: PasswordBy,
    /// The name; without one, the ID.
    pub name: Option<String>,
    /// The address for recovery; it counts as verified.
    pub email: Option<String>,
    /// The mobile number; it counts as confirmed.
    pub phone: Option<String>,
}

/// Makes an active member who is an operator. Only the program itself may: whoever can run it on its machine.
/// Terms are agreed to at the first sign-in.
pub async fn create_operator(ctx: &Ctx, input: CreateOperator) -> Result<MemberId> {
    if ctx.actor != Actor::System {
        return Err(Error::Forbidden);
    }
    let mut fields = Fields::default();
    let login_id = fields.take("login_id", LoginId::parse(&input.login_id));
    let name = fields.take("name", MemberName::parse(input.name.as_deref().unwrap_or(&input.login_id)));
    let email = input.email.as_deref().and_then(|email| fields.take("email", EmailAddress::parse(email)));
    let phone = input.phone.as_deref().and_then(|phone| fields.take("phone", MobilePhone::parse(phone)));
    let about = PasswordContext {
        login_id: input.login_id.trim(),
        phone: phone.as_ref().map_or("", MobilePhone::as_str),
        name: name.as_ref().map_or("", MemberName::as_str),
        email_local: email.as_ref().map_or("", EmailAddress::local_part),
    };
    let breached = |password: &str| hasher::is_breached(ctx, password);
    fields.take("password", ctx.settings().password.policy().check(&input.password, about, breached));
    fields.finish()?;
    let (Some(login_id), Some(name)) = (login_id, name) else {
        return Err(Error::internal("a field without a value has an error"));
    };
    let password_hash = ctx.platform.hasher.hash(&input.password).await?;

    let mut work = ctx.begin().await?;
    let id: MemberId = ctx.new_id();
    let email_key = email.as_ref().map(EmailAddress::key).unwrap_or_default();
    let new = NewMember {
        id,
        login_id: (login_id.as_str(), &login_id.key()),
        name: (name.as_str(), &name.key()),
        email: (email.as_ref().map_or("", EmailAddress::as_str), &email_key),
        phone: phone.as_ref().map_or("", MobilePhone::as_str),
        landline: None,
        domain: None,
        ip_count: None,
        marketing_at: None,
        password_hash: &password_hash,
        state: "active",
        staff: Some(StaffRole::Operator),
        lang: ctx.lang.tag(),
    };
    members::insert(&mut work, new, ctx.now()).await.map_err(|error: DbError| {
        if error.is_unique("members_login_key_key") {
            Error::invalid("login_id", Rule::LoginIdTaken)
        } else {
            error.into()
        }
    })?;
    organizations::create_personal(&mut work, id, (name.as_str(), &name.key())).await?;
    if !email_key.is_empty() {
        claim_email(ctx, &mut work, id, &email_key).await?;
    }
    if input.password_by == PasswordBy::Another {
        members::password_is_initial(&mut work, id, ctx.now()).await?;
    }
    work.audit(Entry::new("members.create_operator", "member", id));
    work.commit().await?;
    Ok(id)
}
