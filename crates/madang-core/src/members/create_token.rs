//! 「API 토큰」: making one.

use std::time::Duration;

use madang_model::members::StaffRole;
use madang_model::{Rule, Secret, TokenId, text};
use madang_store::tokens::{self, NewToken};
use serde_json::json;

use super::own_account;
use super::tell::tell;
use crate::context::token_hash;
use crate::error::Fields;
use crate::{Action, Ctx, Entry, Refusal, Result, Scope};

/// What was chosen.
#[derive(Debug)]
pub struct CreateToken {
    /// What its owner calls it.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// For how many days.
    pub days: u32,
}

/// A new token, to be shown this once.
#[derive(Debug)]
pub struct CreatedToken {
    /// The id.
    pub id: TokenId,
    /// What a client presents.
    pub token: Secret,
}

/// What tokens begin with, so that people and scanners know one when they see it.
pub const TOKEN_PREFIX: &str = "mdg_pat_";

/// How many tokens a member may have.
pub(super) const MOST: u32 = 50;

/// Makes a personal access token for the signed-in member and tells them by mail. The member may, by a session
/// and with the password given a short while ago; staff scopes only staff, those that change something only
/// operators. What it may do ends with what the member may do.
pub async fn create_token(ctx: &Ctx, input: CreateToken) -> Result<CreatedToken> {
    let id = ctx.actor.member()?;
    let mut work = ctx.begin().await?;
    ctx.authorize(Action::SecureAccount, Some(id))?;
    ctx.require_recent()?;
    let member = own_account::hold(&mut work, id).await?;

    let mut fields = Fields::default();
    let name = fields.take("name", text::line(&input.name, super::add_ssh_key::NAME));
    let scopes: Vec<Scope> =
        Scope::ALL.iter().copied().filter(|scope| input.scopes.contains(scope)).collect();
    if scopes.is_empty() {
        fields.broke("scopes", Rule::Required);
    } else if !scopes.iter().all(|scope| is_offered(*scope, member.staff)) {
        fields.broke("scopes", Rule::Choice);
    }
    let longest = ctx.settings().session.token_days;
    if !(1..=longest).contains(&input.days) {
        fields.broke("days", Rule::Range { min: 1, max: longest });
    }
    fields.finish()?;
    if tokens::count(&mut work, id).await? >= i64::from(MOST) {
        return Err(Refusal::TooMany { most: MOST }.into());
    }

    let now = ctx.now();
    let token = ctx.new_token(TOKEN_PREFIX);
    let name = name.unwrap_or_default();
    let scopes = scopes.into_iter().map(Scope::as_str).collect::<Vec<_>>().join(" ");
    let new = NewToken {
        id: ctx.new_id(),
        member_id: id,
        name: &name,
        token_hash: &token_hash(token.reveal()),
        hint: &token.reveal()[token.reveal().len() - 4..],
        scopes: &scopes,
        expires_at: now.plus(Duration::from_secs(u64::from(input.days) * 86_400)),
    };
    let token_id = new.id;
    tokens::insert(&mut work, new, now).await?;
    tell(
        &mut work,
        &member,
        "token-created",
        &[("token", name.as_str().into()), ("days", input.days.into())],
    )
    .await?;
    work.audit(
        Entry::new("members.create_token", "token", token_id)
            .with(json!({ "scopes": scopes, "days": input.days })),
    );
    work.commit().await?;
    Ok(CreatedToken { id: token_id, token })
}

/// Whether somebody with this role is offered a scope.
pub fn is_offered(scope: Scope, staff: Option<StaffRole>) -> bool {
    match scope {
        Scope::AccountRead
        | Scope::AccountWrite
        | Scope::OrganizationRead
        | Scope::OrganizationWrite
        | Scope::OrderRead
        | Scope::OrderWrite
        | Scope::ProjectRead
        | Scope::ProjectWrite => true,
        Scope::StaffRead => staff.is_some(),
        Scope::StaffWrite => staff.is_some_and(|role| role != StaffRole::Auditor),
    }
}
