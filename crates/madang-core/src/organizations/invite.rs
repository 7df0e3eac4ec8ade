//! Inviting somebody by mail 「초대」.

use std::time::Duration;

use madang_model::members::EmailAddress;
use madang_model::organizations::{InvitationState, OrgRole};
use madang_model::{DepartmentId, InvitationId, OrganizationId, Rule, Secret};
use madang_store::departments;
use madang_store::invitations::{self, InvitationRow, NewInvitation};
use madang_store::organizations::OrganizationRow;
use serde_json::json;

use super::company::{self, hold_company};
use super::standing;
use crate::context::token_hash;
use crate::error::Fields;
use crate::limits::{self, Limit};
use crate::page::{self, Page};
use crate::{Action, Ctx, Entry, Error, Refusal, Result, Work, outbox};

/// How long an invitation can be accepted, in days.
pub const INVITATION_DAYS: u32 = 14;

/// How many mails an organisation may have sent to people in a day.
const DAILY: u32 = 300;

/// The form as it was typed.
#[derive(Debug, Clone, Default)]
pub struct Invite {
    /// 「E-mail」
    pub email: String,
    /// 「부서」: its id; empty for none.
    pub department: String,
    /// 「역할」: the words of the roles.
    pub roles: Vec<String>,
}

/// Invites whoever owns the address into a company, member or not: a mail with a link that lasts 14 days. The
/// organisation's owners and the staff who look after organisations may. An open invitation of the same address
/// ends. Whether the address is a member's is not said, unless they belong to the organisation already.
pub async fn invite(ctx: &Ctx, id: OrganizationId, input: Invite) -> Result<InvitationId> {
    let mut work = ctx.begin().await?;
    ctx.authorize_as(Action::ManagePeople, standing(ctx, &mut work, id).await?)?;
    let invited_by = ctx.actor.member()?;
    let organization = hold_company(&mut work, id).await?;
    let mut fields = Fields::default();
    let email = fields.take("email", EmailAddress::parse(&input.email));
    let roles = fields.take("roles", company::roles(&input.roles)).unwrap_or_default();
    let department_id = match input.department.trim() {
        "" => None,
        typed => {
            let found = match typed.parse::<DepartmentId>() {
                Ok(wanted) => departments::find(&mut work, id, wanted).await?,
                Err(_) => None,
            };
            fields.take("department", found.map(|found| found.id).ok_or(Rule::Unknown))
        }
    };
    fields.finish()?;
    let email = email.ok_or_else(|| Error::internal("a field without a value has an error"))?;
    if invitations::belongs(&mut work, id, &email.key()).await? {
        return Err(Refusal::AlreadyMember.into());
    }
    if let Some(open) = invitations::open_of(&mut work, id, &email.key()).await? {
        let by = ctx.actor.audit_name();
        invitations::end(&mut work, open.id, InvitationState::Revoked, &by, ctx.now()).await?;
    }
    let invitation_id: InvitationId = ctx.new_id();
    let token = ctx.new_token("");
    let words: Vec<&str> = roles.iter().map(|role: &OrgRole| role.as_str()).collect();
    let new = NewInvitation {
        id: invitation_id,
        organization_id: id,
        email: (email.as_str(), &email.key()),
        department_id,
        roles: &words.join(" "),
        token_hash: &token_hash(token.reveal()),
        invited_by,
        expires_at: ctx.now().plus(lasts()),
    };
    invitations::insert(&mut work, new, ctx.now()).await?;
    send(&mut work, &organization, &email, &token).await?;
    let detail = json!({ "invitation": invitation_id.to_string(), "roles": words });
    work.audit(Entry::new("organizations.invite", "organization", id).with(detail));
    work.commit().await?;
    Ok(invitation_id)
}

/// Sends an open invitation's mail again, with another link and 14 more days; the link before works no more.
/// Whoever may invite may.
pub async fn resend_invitation(ctx: &Ctx, id: OrganizationId, invitation_id: InvitationId) -> Result<()> {
    let mut work = ctx.begin().await?;
    ctx.authorize_as(Action::ManagePeople, standing(ctx, &mut work, id).await?)?;
    let organization = hold_company(&mut work, id).await?;
    let row = of(&mut work, id, invitation_id).await?;
    let token = ctx.new_token("");
    let until = ctx.now().plus(lasts());
    if !invitations::renew(&mut work, row.id, &token_hash(token.reveal()), until).await? {
        return Err(Refusal::Superseded.into());
    }
    let email = EmailAddress::parse(&row.email).map_err(|_| Error::internal("a stored address parses"))?;
    send(&mut work, &organization, &email, &token).await?;
    let detail = json!({ "invitation": row.id.to_string() });
    work.audit(Entry::new("organizations.resend_invitation", "organization", id).with(detail));
    work.commit().await
}

/// Ends an open invitation 「초대 취소」. Whoever may invite may. Of two acts on it at once, one is refused.
pub async fn revoke_invitation(ctx: &Ctx, id: OrganizationId, invitation_id: InvitationId) -> Result<()> {
    let mut work = ctx.begin().await?;
    ctx.authorize_as(Action::ManagePeople, standing(ctx, &mut work, id).await?)?;
    hold_company(&mut work, id).await?;
    let row = of(&mut work, id, invitation_id).await?;
    let by = ctx.actor.audit_name();
    if !invitations::end(&mut work, row.id, InvitationState::Revoked, &by, ctx.now()).await? {
        return Err(Refusal::Superseded.into());
    }
    let detail = json!({ "invitation": row.id.to_string() });
    work.audit(Entry::new("organizations.revoke_invitation", "organization", id).with(detail));
    work.commit().await
}

/// The organisation's open invitations, newest first, those that are over their time included. Whoever may invite
/// may look, and all staff.
pub async fn list_invitations(
    ctx: &Ctx,
    id: OrganizationId,
    before: Option<&str>,
) -> Result<Page<InvitationRow>> {
    let mut conn = ctx.read().await?;
    let standing = standing(ctx, &mut conn, id).await?;
    if ctx.actor.staff().is_some() {
        ctx.authorize_as(Action::ReadOrganization, standing)?;
    } else {
        ctx.authorize_as(Action::ManagePeople, standing)?;
    }
    let before: Option<InvitationId> = page::after(before)?;
    let rows = invitations::open(&mut conn, id, before, page::ASKED).await?;
    Ok(Page::cut(rows, |row| row.id.to_string()))
}

fn lasts() -> Duration {
    Duration::from_secs(u64::from(INVITATION_DAYS) * 86_400)
}

async fn of(work: &mut Work<'_>, id: OrganizationId, invitation_id: InvitationId) -> Result<InvitationRow> {
    invitations::find(work, invitation_id)
        .await?
        .filter(|row| row.organization_id == id)
        .ok_or(Error::NotFound)
}

async fn send(
    work: &mut Work<'_>,
    organization: &OrganizationRow,
    to: &EmailAddress,
    token: &Secret,
) -> Result<()> {
    let ctx = work.ctx();
    let name = limits::about(ctx, "invite", &organization.id.to_string());
    limits::take(ctx, work, &name, Limit::daily(DAILY)).await?;
    let link = format!("{}/invitations/accept?token={}", ctx.settings().base_url(), token.reveal());
    let args = [("organization", organization.name.as_str().into()), ("days", INVITATION_DAYS.into())];
    let mail = outbox::Mail {
        kind: "invitation",
        to,
        member_id: None,
        lang: ctx.lang,
        link: Some(link),
        args: &args,
    };
    outbox::mail(work, mail).await?;
    Ok(())
}
