//! Forgetting what is over its time, in bounded batches, over and over: the reconcilers that every worker runs.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use madang_db::{Conn, DbError};
use madang_jobs::{Failure, Reconciler};
use madang_model::{DeliveryId, EventId, MemberId, MessageId, NoticeId, Timestamp};
use madang_store::{
    audit, captchas, consents, counters, deliveries, events, idempotency, mail_links, members, messages,
    notices, phone_codes, sessions, sign_ups,
};

use crate::context::first_id;
use crate::{Ctx, Entry, Error, Platform, Result};

/// The reconcilers that keep the house.
pub fn reconcilers(platform: &Platform) -> Vec<Arc<dyn Reconciler>> {
    let chore = |task| Arc::new(Chore { platform: platform.clone(), task }) as Arc<dyn Reconciler>;
    vec![
        chore(Task::Purge),
        chore(Task::ReleaseUnverified),
        chore(Task::ForgetTexts),
        chore(Task::ForgetOrigins),
    ]
}

/// How many rows one transaction forgets at most, so that writers don't wait long.
const BATCH: i64 = 500;

/// How long one round takes at most; the next one goes on.
const ROUND: Duration = Duration::from_secs(30);

/// A reconciler of this module.
struct Chore {
    platform: Platform,
    task: Task,
}

/// What a reconciler of this module does.
#[derive(Debug, Clone, Copy)]
enum Task {
    /// Rows that work no more: captchas, codes, links, sign-ups, sessions, counters, answers, done jobs.
    Purge,
    /// Members that were never verified: their IDs become free again.
    ReleaseUnverified,
    /// The texts of old messages.
    ForgetTexts,
    /// The addresses and clients of old audit entries.
    ForgetOrigins,
}

#[async_trait]
impl Reconciler for Chore {
    fn name(&self) -> &'static str {
        match self.task {
            Task::Purge => "housekeeping.purge",
            Task::ReleaseUnverified => "members.release_unverified",
            Task::ForgetTexts => "outbox.forget_texts",
            Task::ForgetOrigins => "audit.forget_origins",
        }
    }

    fn every(&self) -> Duration {
        match self.task {
            Task::Purge => Duration::from_secs(600),
            Task::ReleaseUnverified | Task::ForgetTexts | Task::ForgetOrigins => Duration::from_secs(3600),
        }
    }

    async fn activate(&self) -> Result<String, Failure> {
        let ctx = Ctx::system(self.platform.clone());
        let until = ctx.now().plus(ROUND);
        let done = match self.task {
            Task::Purge => purge(&ctx, until).await,
            Task::ReleaseUnverified => release_unverified(&ctx, until).await,
            Task::ForgetTexts => forget_texts(&ctx, until).await,
            Task::ForgetOrigins => forget_origins(&ctx, until).await,
        };
        done.map_err(failed)
    }
}

/// A failure with its causes: an operator reads nothing else.
pub(crate) fn failed(error: Error) -> Failure {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    Failure::Retry(text)
}

/// What is forgotten as soon as it works no more, by the name it has in the report.
#[derive(Debug, Clone, Copy)]
enum Spent {
    Captchas,
    PhoneCodes,
    MailLinks,
    SignUps,
    Sessions,
    Counters,
    Idempotency,
    Jobs,
    Notices,
    Deliveries,
    Events,
}

impl Spent {
    const ALL: [(Self, &'static str); 11] = [
        (Self::Captchas, "captchas"),
        (Self::PhoneCodes, "phone_codes"),
        (Self::MailLinks, "mail_links"),
        (Self::SignUps, "sign_ups"),
        (Self::Sessions, "sessions"),
        (Self::Counters, "counters"),
        (Self::Idempotency, "idempotency"),
        (Self::Jobs, "jobs"),
        (Self::Notices, "notices"),
        (Self::Deliveries, "deliveries"),
        (Self::Events, "events"),
    ];

    async fn forget(self, ctx: &Ctx, conn: &mut Conn) -> Result<u64, DbError> {
        let now = ctx.now();
        match self {
            Self::Captchas => captchas::purge(conn, now, BATCH).await,
            Self::PhoneCodes => phone_codes::purge(conn, now, BATCH).await,
            Self::MailLinks => mail_links::purge(conn, now, BATCH).await,
            Self::SignUps => sign_ups::purge(conn, now, BATCH).await,
            Self::Sessions => sessions::purge(conn, now, BATCH).await,
            Self::Counters => counters::purge(conn, now, BATCH).await,
            Self::Idempotency => idempotency::purge(conn, now, BATCH).await,
            Self::Notices => {
                let before: NoticeId = first_id(now.minus(days(ctx.settings().notices.keep_days)));
                notices::purge(conn, before, BATCH).await
            }
            Self::Deliveries => {
                let before: DeliveryId = first_id(now.minus(days(ctx.settings().webhooks.keep_days)));
                deliveries::purge(conn, before, BATCH).await
            }
            Self::Events => {
                let before: EventId = first_id(now.minus(days(ctx.settings().webhooks.keep_days)));
                events::purge(conn, before, BATCH).await
            }
            Self::Jobs => {
                madang_jobs::purge(conn, now.minus(days(ctx.settings().jobs.keep_days)), BATCH).await
            }
        }
    }
}

async fn purge(ctx: &Ctx, until: Timestamp) -> Result<String> {
    let mut report = Vec::new();
    for (spent, name) in Spent::ALL {
        let mut forgotten = 0;
        while ctx.now() < until {
            let mut work = ctx.begin().await?;
            let batch = spent.forget(ctx, &mut work).await?;
            work.commit().await?;
            forgotten += batch;
            if batch < BATCH.unsigned_abs() {
                break;
            }
        }
        if forgotten > 0 {
            report.push(format!("{name}={forgotten}"));
        }
    }
    Ok(report.join(" "))
}

/// Forgets members whose verification mail was never followed, with all that hangs on them. Each is held first:
/// one that is verified at this moment stays whole.
async fn release_unverified(ctx: &Ctx, until: Timestamp) -> Result<String> {
    // Each brings an audit entry, and whoever writes one keeps all others waiting.
    const MEMBERS: i64 = 50;
    let before: MemberId = first_id(ctx.now().minus(days(ctx.settings().sign_up.unverified_days)));
    let mut released = 0;
    while ctx.now() < until {
        let mut work = ctx.begin().await?;
        let batch = members::never_verified(&mut work, before, MEMBERS).await?;
        for member in &batch {
            if !members::hold_unverified(&mut work, member.id).await? {
                continue;
            }
            consents::delete_all(&mut work, member.id).await?;
            messages::forget_texts_of(&mut work, member.id).await?;
            crate::organizations::forget_unverified(&mut work, member.id).await?;
            members::delete_unverified(&mut work, member.id).await?;
            work.audit(Entry::new("members.release_unverified", "member", member.id));
            released += 1;
        }
        work.commit().await?;
        if batch.len() < usize::try_from(MEMBERS).unwrap_or(usize::MAX) {
            break;
        }
    }
    Ok(report("members", released))
}

async fn forget_texts(ctx: &Ctx, until: Timestamp) -> Result<String> {
    let before: MessageId = first_id(ctx.now().minus(days(ctx.settings().mail.keep_text_days)));
    let mut forgotten = 0;
    while ctx.now() < until {
        let mut work = ctx.begin().await?;
        let batch = messages::forget_texts(&mut work, before, BATCH).await?;
        work.commit().await?;
        forgotten += batch;
        if batch < BATCH.unsigned_abs() {
            break;
        }
    }
    Ok(report("texts", forgotten))
}

async fn forget_origins(ctx: &Ctx, until: Timestamp) -> Result<String> {
    let before = ctx.now().minus(days(ctx.settings().logs.origin_days));
    let mut forgotten = 0;
    while ctx.now() < until {
        let mut work = ctx.begin().await?;
        let batch = audit::purge_origins(&mut work, before, BATCH).await?;
        work.commit().await?;
        forgotten += batch;
        if batch < BATCH.unsigned_abs() {
            break;
        }
    }
    Ok(report("origins", forgotten))
}

fn report(name: &str, count: u64) -> String {
    if count == 0 { String::new() } else { format!("{name}={count}") }
}

fn days(days: u32) -> Duration {
    Duration::from_secs(u64::from(days) * 86_400)
}
