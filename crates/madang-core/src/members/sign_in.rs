//! 「로그인」

use std::time::Duration;

use madang_db::Conn;
use madang_model::members::{LoginId, MemberState};
use madang_model::{MemberId, Rule, Secret, SessionId, Timestamp};
use madang_store::members::{self, MemberRow, PasswordRow};
use madang_store::sessions::{self, NewSession};
use serde_json::json;

use super::hasher::Match;
use super::verify_email::state_of;
use crate::context::token_hash;
use crate::error::Fields;
use crate::limits::{self, Limit};
use crate::{Actor, Ctx, Entry, Error, Refusal, Result, Via, captcha};

/// What was typed.
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
    /// When it ends at the latest.
    pub expires_at: Timestamp,
    /// Who signed in.
    pub member: MemberRow,
}

/// The longest that one network has to wait between two tries of one ID.
const LONGEST_DELAY: u64 = 300;

/// The most sessions of one member; signing in once more ends the oldest.
const MOST_SESSIONS: i64 = 50;

/// Signs a member in; a session that the request came with ends.
///
/// Anyone may try. A wrong ID and a wrong password answer alike and take the same work. After some failures of
/// an ID a captcha is needed from everybody; each further failure makes the network that fails wait longer, and
/// only that network, so that no stranger can shut a member out. A try is counted before its password is looked
/// at and given back when it was right, so that parallel tries are not free. Whether an account is unverified,
/// suspended, or has had its password ended is said only to who knows that password.
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
    let solved = solve_captcha(ctx, &input).await?;
    let tries = Tries::new(ctx, &key);
    let failures = tries.take(ctx, solved).await?;

    // What is no ID at all is nobody's, and is answered like any other wrong one.
    let found = match LoginId::parse(&key) {
        Ok(id) => members::password_of_login(&mut *ctx.read().await?, &id.key()).await?,
        Err(_) => None,
    };
    let hash = found.as_ref().and_then(PasswordRow::hash);
    let verified = match ctx.platform.hasher.verify(&input.password, hash).await {
        Ok(verified) => verified,
        Err(busy) => {
            tries.give_back(ctx).await?;
            return Err(busy);
        }
    };
    let password = match (found, &verified) {
        (Some(password), Match::Yes | Match::YesOutdated(_)) => password,
        (found, _) => return Err(failed(ctx, failures, found.map(|password| password.id)).await?),
    };
    let Some(member) = members::find(&mut *ctx.read().await?, password.id).await? else {
        return Err(failed(ctx, failures, None).await?);
    };
    if let Some(refusal) = kept_out(&member)? {
        return Err(tries.kept_out(ctx, &member, refusal).await?);
    }
    begin_session(ctx, &tries, failures, member, &password, verified).await
}

/// Uses the captcha that came along, if one did; a wrong answer ends the try before it counts.
async fn solve_captcha(ctx: &Ctx, input: &SignIn) -> Result<Solved> {
    if input.captcha_id.is_empty() {
        return Ok(Solved::No);
    }
    captcha::check(ctx, &input.captcha_id, &input.captcha)
        .await?
        .map_err(|rule| Error::invalid("captcha", rule))?;
    Ok(Solved::Yes)
}

/// Whether a captcha came along and was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Solved {
    Yes,
    No,
}

/// Why a member who knows the password may not come in all the same.
fn kept_out(member: &MemberRow) -> Result<Option<Refusal>> {
    Ok(match state_of(member)? {
        // Whoever had it ended knows that somebody else knows it.
        MemberState::Active if member.password_expired_at.is_some() => Some(Refusal::PasswordExpired),
        MemberState::Active => None,
        MemberState::Unverified => Some(Refusal::Unverified),
        MemberState::Suspended { reason, .. } => Some(Refusal::Suspended { reason }),
        MemberState::Withdrawn { .. } => Some(Refusal::WrongIdOrPassword { captcha: false }),
    })
}

async fn begin_session(
    ctx: &Ctx,
    tries: &Tries,
    failures: u32,
    member: MemberRow,
    password: &PasswordRow,
    verified: Match,
) -> Result<SignedIn> {
    let now = ctx.now();
    let token = ctx.new_token("");
    let session_id: SessionId = ctx.new_id();
    let mut work = ctx.begin().await?;
    // The hash was read before a wait; a password changed, or a member suspended, meanwhile comes first.
    if !members::signed_in(&mut work, member.id, &password.password_hash, now).await? {
        drop(work);
        return Err(failed(ctx, failures, Some(member.id)).await?);
    }
    if let Match::YesOutdated(hash) = verified {
        members::rehash_password(&mut work, member.id, &password.password_hash, &hash).await?;
    }
    tries.forget(ctx, &mut work).await?;
    if let Actor::Member { id, via: Via::Session { id: earlier, .. }, .. } = &ctx.actor {
        sessions::delete(&mut work, *id, *earlier).await?;
    }
    let expires_at = now.plus(Duration::from_secs(u64::from(ctx.settings().session.hours) * 3600));
    let session = NewSession {
        id: session_id,
        member_id: member.id,
        token_hash: &token_hash(token.reveal()),
        address: &ctx.origin.address,
        client: &ctx.origin.client,
        expires_at,
    };
    sessions::insert(&mut work, session, now).await?;
    sessions::trim(&mut work, member.id, MOST_SESSIONS).await?;
    work.audit(
        Entry::new("members.sign_in", "member", member.id).with(json!({ "session": session_id.to_string() })),
    );
    work.commit().await?;
    Ok(SignedIn { session_id, token, expires_at, member })
}

/// Notes a failed try, alike for known and unknown IDs; the refusal.
async fn failed(ctx: &Ctx, failures: u32, member: Option<MemberId>) -> Result<Error> {
    let mut work = ctx.begin().await?;
    let target = member.map_or_else(|| "-".to_owned(), |id| id.to_string());
    work.audit(Entry::new("members.sign_in_failed", "member", target));
    work.commit().await?;
    let captcha = failures >= ctx.settings().limits.failures_before_captcha;
    Ok(Refusal::WrongIdOrPassword { captcha }.into())
}

/// The counters of failed tries: of the ID, of the ID from this network, and of the network.
struct Tries {
    id: String,
    pair: String,
    network: String,
}

impl Tries {
    fn new(ctx: &Ctx, key: &str) -> Self {
        Self {
            id: counted_of(ctx, key),
            pair: limits::from_here(ctx, &counted_from(ctx, key)),
            network: limits::from_here(ctx, "sign-in-network"),
        }
    }

    fn of_network(ctx: &Ctx) -> Limit {
        Limit::hourly(ctx.settings().limits.failures_per_address)
    }

    /// Counts a try as a failure before it is known to be one; how many the ID has with it. Refused, and then
    /// not counted, where the network fails too often or too soon after its last failure, or a captcha is
    /// needed and was not solved. The counting statement itself says which try is the one too many.
    async fn take(&self, ctx: &Ctx, solved: Solved) -> Result<u32> {
        let free = ctx.settings().limits.failures_before_captcha;
        let mut work = ctx.begin().await?;
        let (before, ago) = limits::failures(ctx, &mut work, &self.pair).await?;
        let wait = delay(before, free);
        if ago < wait {
            return Err(Error::Limited { retry_after: wait - ago });
        }
        limits::take(ctx, &mut work, &self.network, Self::of_network(ctx)).await?;
        limits::note_failure(ctx, &mut work, &self.pair).await?;
        let failures = limits::note_failure(ctx, &mut work, &self.id).await?;
        if failures > free && solved == Solved::No {
            return Err(Refusal::CaptchaNeeded.into());
        }
        work.commit().await?;
        Ok(failures)
    }

    /// The try was never made.
    async fn give_back(&self, ctx: &Ctx) -> Result<()> {
        let mut work = ctx.begin().await?;
        limits::give_back(ctx, &mut work, &self.network, Self::of_network(ctx)).await?;
        limits::take_back_failure(&mut work, &self.pair).await?;
        limits::take_back_failure(&mut work, &self.id).await?;
        work.commit().await
    }

    /// The password was right: nothing of this ID is held against this network any more.
    async fn forget(&self, ctx: &Ctx, conn: &mut Conn) -> Result<()> {
        // In the order in which `take` holds them, so that two sign-ins never wait for each other.
        limits::give_back(ctx, conn, &self.network, Self::of_network(ctx)).await?;
        limits::forget_failures(conn, &self.pair).await?;
        limits::forget_failures(conn, &self.id).await
    }

    /// The password was right and the member may not come in: noted, and told.
    async fn kept_out(&self, ctx: &Ctx, member: &MemberRow, refusal: Refusal) -> Result<Error> {
        let mut work = ctx.begin().await?;
        self.forget(ctx, &mut work).await?;
        work.audit(
            Entry::new("members.sign_in_refused", "member", member.id)
                .with(json!({ "because": refusal.code() })),
        );
        work.commit().await?;
        Ok(refusal.into())
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
