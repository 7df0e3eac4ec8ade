//! Steps 2 and 3 of 「회원가입」: the form, and the member that it makes.

use std::time::Duration;

use madang_db::DbError;
use madang_model::members::{
    Domain, EmailAddress, IpCount, Landline, LoginId, MemberName, MobilePhone, PasswordContext,
};
use madang_model::{ConsentId, MemberId, Rule, Secret, TermsId};
use madang_store::members::NewMember;
use madang_store::organizations::OrganizationRow;
use madang_store::sign_ups::SignUpRow;
use madang_store::{consents, members, sign_ups};
use serde_json::json;

use super::draft::open_sign_up;
use super::links::{self, Purpose};
use crate::error::Fields;
use crate::{Ctx, Entry, Error, Refusal, Result, Work, captcha, organizations, outbox};

/// The form as it was typed.
pub struct SignUp {
    /// The token that beginning the sign-up gave.
    pub token: Secret,
    /// 「아이디」
    pub login_id: String,
    /// 「비밀번호」
    pub password: Secret,
    /// 「비밀번호 확인」
    pub password_confirm: Secret,
    /// 「고객명(사용자명)」
    pub name: String,
    /// 「E-mail」
    pub email: String,
    /// Whether product and event mail is wanted.
    pub marketing: Marketing,
    /// 「휴대전화번호」, which has to be the confirmed one.
    pub phone: String,
    /// 「일반전화번호」, optional.
    pub landline: String,
    /// 「도메인」, optional.
    pub domain: String,
    /// 「신청 IP 개수」, optional.
    pub ip_count: String,
    /// 「회원사 코드」, optional: of the organisation to join.
    pub organization_code: String,
    /// The captcha that was shown.
    pub captcha_id: String,
    /// What was typed for it.
    pub captcha: String,
}

/// Whether a member wants product and event mail 「상품/이벤트 정보수신」.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marketing {
    /// Yes.
    Wanted,
    /// No.
    Unwanted,
}

/// A new member, who is not active until the link in the mail has been followed.
#[derive(Debug, Clone, Copy)]
pub struct SignedUp {
    /// The member.
    pub member_id: MemberId,
}

/// The form, parsed.
struct Form {
    login_id: LoginId,
    name: MemberName,
    email: EmailAddress,
    phone: String,
    landline: Option<Landline>,
    domain: Option<Domain>,
    ip_count: Option<IpCount>,
    organization: Option<OrganizationRow>,
}

/// Makes an unverified member and sends the verification mail (guide 000 §1.1.1).
///
/// Whoever has the sign-up's token may, once: of parallel requests with one token, or for one ID, exactly one
/// makes a member. Every field's error is told at once; nothing is made where there is one, and what was typed
/// stays in the sign-up. A captcha is used by the attempt, right or wrong. Whether an e-mail address is known
/// already is never said: its owner is told by mail.
pub async fn sign_up(ctx: &Ctx, input: SignUp) -> Result<SignedUp> {
    let row = open_sign_up(ctx, &mut *ctx.read().await?, &input.token).await?;
    let form = check(ctx, &row, &input).await?;
    let password_hash = ctx.platform.hasher.hash(&input.password).await?;

    let mut work = ctx.begin().await?;
    let member_id: MemberId = ctx.new_id();
    insert_member(&mut work, member_id, &form, input.marketing, &password_hash).await?;
    if !sign_ups::complete(&mut work, row.id, member_id).await? {
        return Err(Refusal::SignUpOver.into());
    }
    record_consents(&mut work, &row, member_id).await?;
    send_mail(&mut work, member_id, &form).await?;
    work.audit(
        Entry::new("members.sign_up", "member", member_id).with(json!({ "sign_up": row.id.to_string() })),
    );
    work.commit().await?;
    Ok(SignedUp { member_id })
}

/// Every rule of the form, in the order of its fields. The captcha is looked at only where the rest is in
/// order, so that a slip elsewhere does not cost a new picture.
async fn check(ctx: &Ctx, row: &SignUpRow, input: &SignUp) -> Result<Form> {
    let mut fields = Fields::default();
    let login_id = fields.take("login_id", LoginId::parse(&input.login_id));
    if let Some(id) = &login_id
        && members::login_taken(&mut *ctx.read().await?, &id.key()).await?
    {
        fields.broke("login_id", Rule::LoginIdTaken);
    }
    let name = fields.take("name", MemberName::parse(&input.name));
    let email = fields.take("email", EmailAddress::parse(&input.email));
    let phone = fields.take("phone", MobilePhone::parse(&input.phone));
    let about = PasswordContext {
        login_id: input.login_id.trim(),
        phone: phone.as_ref().map_or("", |p| p.as_str()),
        name: input.name.trim(),
        email_local: email.as_ref().map_or("", EmailAddress::local_part),
    };
    fields.take(
        "password",
        ctx.settings()
            .password
            .policy()
            .check(&input.password, about, |p| super::hasher::is_breached(ctx, p)),
    );
    if input.password != input.password_confirm {
        fields.broke("password_confirm", Rule::PasswordMismatch);
    }
    if phone
        .as_ref()
        .is_some_and(|p| row.phone_confirmed_at.is_none() || row.phone.as_deref() != Some(p.as_str()))
    {
        fields.broke("phone", Rule::PhoneUnconfirmed);
    }
    let landline = fields.take("landline", Landline::parse_optional(&input.landline));
    let domain = fields.take("domain", Domain::parse_optional(&input.domain));
    let ip_count = fields.take("ip_count", IpCount::parse_optional(&input.ip_count));
    let organization = match input.organization_code.trim() {
        "" => None,
        typed => fields.take("organization_code", organizations::joinable(ctx, None, typed).await?),
    };
    fields.finish()?;
    let whole = (login_id, name, email, phone, landline, domain, ip_count);
    let (Some(login_id), Some(name), Some(email), Some(phone), Some(landline), Some(domain), Some(ip_count)) =
        whole
    else {
        return Err(Error::internal("a field without a value has an error"));
    };
    captcha::check(ctx, &input.captcha_id, &input.captcha)
        .await?
        .map_err(|rule| Error::invalid("captcha", rule))?;
    Ok(Form { login_id, name, email, phone: phone.into_string(), landline, domain, ip_count, organization })
}

async fn insert_member(
    work: &mut Work<'_>,
    id: MemberId,
    form: &Form,
    marketing: Marketing,
    password_hash: &str,
) -> Result<()> {
    let now = work.ctx().now();
    let new = NewMember {
        id,
        login_id: (form.login_id.as_str(), &form.login_id.key()),
        name: (form.name.as_str(), &form.name.key()),
        email: (form.email.as_str(), &form.email.key()),
        phone: &form.phone,
        landline: form.landline.as_ref().map(Landline::as_str),
        domain: form.domain.as_ref().map(Domain::as_str),
        ip_count: form.ip_count.map(IpCount::get),
        marketing_at: (marketing == Marketing::Wanted).then_some(now),
        password_hash,
        state: "unverified",
        staff: None,
        lang: work.ctx().lang.tag(),
    };
    members::insert(work, new, now).await.map_err(id_taken_or)?;
    organizations::create_personal(work, id, (form.name.as_str(), &form.name.key())).await?;
    if let Some(organization) = &form.organization {
        organizations::enter_by_code(work, organization, id, "organization_code").await?;
    }
    Ok(())
}

/// The ID was free when the form was checked; another request may have taken it since.
fn id_taken_or(error: DbError) -> Error {
    if error.is_unique("members_login_key_key") {
        Error::invalid("login_id", Rule::LoginIdTaken)
    } else {
        error.into()
    }
}

/// What was agreed to in step 1, as of then.
async fn record_consents(work: &mut Work<'_>, row: &SignUpRow, member_id: MemberId) -> Result<()> {
    let ctx = work.ctx();
    let agreed: Vec<String> = serde_json::from_str(&row.terms).map_err(Error::internal)?;
    for id in agreed {
        let id: TermsId = id.parse().map_err(Error::internal)?;
        consents::insert(work, ctx.new_id::<ConsentId>(), member_id, id, &ctx.origin.address, row.created_at)
            .await?;
    }
    Ok(())
}

/// The verification mail; or, where the address has all the members it may have, a mail that says so.
async fn send_mail(work: &mut Work<'_>, member_id: MemberId, form: &Form) -> Result<()> {
    let ctx = work.ctx();
    let taken = members::email_claims(work, &form.email.key()).await?.len();
    if taken >= ctx.settings().sign_up.ids_per_email as usize {
        let sign_in = format!("{}/sign-in", ctx.settings().base_url());
        let mail = outbox::Mail {
            kind: "email-known",
            to: &form.email,
            member_id: None,
            lang: ctx.lang,
            link: Some(sign_in),
            args: &[],
        };
        outbox::mail(work, mail).await?;
        return Ok(());
    }
    send_verification(work, member_id, form.login_id.as_str(), form.name.as_str(), &form.email).await
}

/// The mail with the link 「회원가입 완료하러 가기」.
pub(super) async fn send_verification(
    work: &mut Work<'_>,
    member_id: MemberId,
    login_id: &str,
    name: &str,
    email: &EmailAddress,
) -> Result<()> {
    let ctx = work.ctx();
    let hours = ctx.settings().sign_up.link_hours;
    let lasts = Duration::from_secs(u64::from(hours) * 3600);
    let link = links::make(work, Purpose::VerifyEmail, &member_id.to_string(), None, lasts).await?;
    let args = [("name", name.into()), ("login_id", login_id.into()), ("hours", hours.into())];
    let mail = outbox::Mail {
        kind: "verify-email",
        to: email,
        member_id: Some(member_id),
        lang: ctx.lang,
        link: Some(link),
        args: &args,
    };
    outbox::mail(work, mail).await?;
    Ok(())
}
