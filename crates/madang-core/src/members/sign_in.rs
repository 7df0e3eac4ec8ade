//! 「로그인」

use std::time::Duration;

use madang_db::Conn;
use madang_model::members::MemberState;
use madang_model::{Rule, Secret, SessionId};
use madang_store::members::{self, MemberRow};
use madang_store::sessions::{self, NewSession};
use serde_json::json;

use super::hasher::Match;
use super::verify_email::state_of;
use crate::context::token_hash;
use crate::error::Fields;
use crate::limits::{self, Limit};
use crate::{Ctx, Entry, Error, Refusal, Result, captcha};

/// What was typed.
#[derive(Debug)]
pub struct SignIn {
    /// 「아이디」
    pub login_id: String,
    /// 「비밀번호」
    pub password: Secret,
    /// The captcha that was shown, if one was.
    pub captcha_id: String,
    /// What was typed for it.
    pub captcha: String,
}

/// A new session.
#[derive(Debug)]
pub struct SignedIn {
    /// The session.
    pub session_id: SessionId,
    /// What the browser or client presents from now on.
    pub token: Secret,
    /// Who signed in.
    pub member: MemberRow,
}

/// The longest that one address has to wait between two tries of one ID.
const LONGEST_DELAY: u64 = 300;

/// Signs a member in.
///
/// Anyone may try. A wrong ID and a wrong password answer alike and take the same work. After some failures of
/// an ID a captcha is needed from everybody; each further failure makes the address that fails wait longer, and
/// only that address, so that no stranger can shut a member out. Whether an account is unverified or suspended
/// is said only to who knows its password.
pub async fn sign_in(ctx: &Ctx, input: SignIn) -> Result<SignedIn> {
    let mut fields = Fields::default();
    let key = input.login_id.trim().to_ascii_lowercase();
    if key.is_empty() {
        fields.broke("login_id", Rule::Required);
    }
    if input.password.reveal().is_empty() {
        fields.broke("password", Rule::Required);
    }
    fields.finish()?;
    let tries = Tries::new(ctx, &key);
    tries.admit(ctx, &mut *ctx.read().await?).await?;
    if tries.need_captcha(ctx, &mut *ctx.read().await?).await? {
        if input.captcha_id.is_empty() {
            return Err(Refusal::CaptchaNeeded.into());
        }
        captcha::check(ctx, &input.captcha_id, &input.captcha).await?.map_err(|rule| Error::invalid("captcha", rule))?;
    }

    let found = members::find_by_login(&mut *ctx.read().await?, &key).await?;
    let hash = found.as_ref().map(|m| m.password_hash.as_str()).filter(|hash| !hash.is_empty());
    let verified = ctx.platform.hasher.verify(&input.password, hash).await?;
    let (Some(member), false) = (found.as_ref(), verified == Match::No) else {
        return Err(tries.failed(ctx, found.as_ref()).await?);
    };
    match state_of(member)? {
        MemberState::Active => {}
        MemberState::Unverified => return Err(Refusal::Unverified.into()),
        MemberState::Suspended { reason, .. } => return Err(Refusal::Suspended { reason }.into()),
        MemberState::Withdrawn { .. } => return Err(tries.failed(ctx, found.as_ref()).await?),
    }

    let now = ctx.now();
    let token = ctx.new_token("");
    let session_id: SessionId = ctx.new_id();
    let mut work = ctx.begin().await?;
    if let Match::YesOutdated(hash) = verified {
        members::rehash_password(&mut work, member.id, &member.password_hash, &hash).await?;
    }
    tries.forget(&mut work).await?;
    members::signed_in(&mut work, member.id, now).await?;
    let session = NewSession {
        id: session_id,
        member_id: member.id,
        token_hash: &token_hash(token.reveal()),
        address: &ctx.origin.address,
        client: &ctx.origin.client,
        expires_at: now.plus(Duration::from_secs(u64::from(ctx.settings().session.hours) * 3600)),
    };
    sessions::insert(&mut work, session, now).await?;
    work.audit(Entry::new("members.sign_in", "member", member.id).with(json!({ "session": session_id.to_string() })));
    work.commit().await?;
    Ok(SignedIn { session_id, token, member: member.clone() })
}

/// The counters of failed tries: of the ID, of the ID from this address, and of the address.
struct Tries {
    id: String,
    pair: String,
    address: String,
}

impl Tries {
    fn new(ctx: &Ctx, key: &str) -> Self {
        Self {
            id: counted_of(ctx, key),
            pair: limits::about(ctx, &counted_from(ctx, key), &ctx.origin.address),
            address: limits::about(ctx, "sign-in-address", &ctx.origin.address),
        }
    }

    /// Refuses an address that fails too often, or too soon after its last failure.
    async fn admit(&self, ctx: &Ctx, conn: &mut Conn) -> Result<()> {
        let most = ctx.settings().limits.failures_per_address;
        if limits::used(ctx, conn, &self.address, Limit::hourly(most)).await? >= i64::from(most) {
            return Err(Error::Limited { retry_after: Duration::from_secs(600) });
        }
        let (failures, ago) = limits::failures(ctx, conn, &self.pair).await?;
        let wait = delay(failures, ctx.settings().limits.failures_before_captcha);
        if ago < wait { Err(Error::Limited { retry_after: wait - ago }) } else { Ok(()) }
    }

    async fn need_captcha(&self, ctx: &Ctx, conn: &mut Conn) -> Result<bool> {
        let (failures, _) = limits::failures(ctx, conn, &self.id).await?;
        Ok(failures >= ctx.settings().limits.failures_before_captcha)
    }

    /// Notes a failure, alike for known and unknown IDs; the refusal.
    async fn failed(&self, ctx: &Ctx, member: Option<&MemberRow>) -> Result<Error> {
        let mut work = ctx.begin().await?;
        let failures = limits::note_failure(ctx, &mut work, &self.id).await?;
        limits::note_failure(ctx, &mut work, &self.pair).await?;
        match limits::take(ctx, &mut work, &self.address, Limit::hourly(ctx.settings().limits.failures_per_address)).await {
            Ok(()) | Err(Error::Limited { .. }) => {}
            Err(other) => return Err(other),
        }
        work.audit(Entry::new("members.sign_in_failed", "member", member.map_or_else(|| "-".to_owned(), |m| m.id.to_string())));
        work.commit().await?;
        let captcha = failures >= ctx.settings().limits.failures_before_captcha;
        Ok(Refusal::WrongIdOrPassword { captcha }.into())
    }

    async fn forget(&self, conn: &mut Conn) -> Result<()> {
        limits::forget_failures(conn, &self.id).await?;
        limits::forget_failures(conn, &self.pair).await
    }
}

/// The counter of an ID's failures.
pub(super) fn counted_of(ctx: &Ctx, key: &str) -> String {
    limits::about(ctx, "sign-in", key)
}

/// What the counters of an ID's failures by address begin with, so that they can be found together.
pub(super) fn counted_from(ctx: &Ctx, key: &str) -> String {
    limits::about(ctx, "sign-in-from", key)
}

/// Nothing for the first failures, then 1, 2, 4 … seconds.
pub(super) fn delay(failures: u32, free: u32) -> Duration {
    match failures.checked_sub(free.max(1)) {
        None => Duration::ZERO,
        Some(beyond) => Duration::from_secs((1_u64 << beyond.min(20)).min(LONGEST_DELAY)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_and_end() {
        let seconds: Vec<u64> = (0..16).map(|n| delay(n, 5).as_secs()).collect();
        assert_eq!(seconds, [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    }
}
