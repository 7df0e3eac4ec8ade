//! The job that delivers an event to a webhook: one try each; the next try is a job of its own.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use madang_i18n::Zone;
use madang_jobs::{Failure, Handler, JobRow};
use madang_model::organizations::OrgRole;
use madang_model::{DeliveryId, Secret};
use madang_store::deliveries::{self, DeliveryRow, Tried};
use madang_store::webhooks::{self, WebhookRow};
use madang_store::{memberships, organizations};
use serde_json::{Value, json};

use super::places::Places;
use super::post::{Call, NoAnswer, Post};
use super::sign::{PURPOSE, signature};
use super::try_webhook::PING;
use crate::notices::{Tell, tell};
use crate::{Ctx, Entry, Error, Platform, Result, Work};

/// The kind of job that makes one try; its payload is `{"delivery": ID, "attempt": TRIES BEFORE}`.
pub const DELIVER: &str = "webhooks.deliver";

/// How long after each failed try the next one is made, as Standard Webhooks proposes.
const PAUSES: [u64; 7] = [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600];

/// Delivers events.
pub struct DeliverEvents {
    platform: Platform,
    post: Arc<dyn Post>,
    places: Arc<Places>,
}

impl DeliverEvents {
    /// Delivers through `post`, of each organisation no more at once than leaves places to others.
    pub fn new(platform: Platform, post: Arc<dyn Post>) -> Self {
        let places = Places::new(platform.settings.jobs.concurrency);
        Self { platform, post, places }
    }
}

#[async_trait]
impl Handler for DeliverEvents {
    fn kind(&self) -> &'static str {
        DELIVER
    }

    async fn run(&self, job: &JobRow) -> Result<(), Failure> {
        let (id, attempt) = payload(job)?;
        let ctx = Ctx::system(self.platform.clone());
        self.deliver(&ctx, id, attempt).await.map_err(|error| Failure::Retry(error.to_string()))
    }
}

impl DeliverEvents {
    async fn deliver(&self, ctx: &Ctx, id: DeliveryId, attempt: i64) -> Result<()> {
        let mut conn = ctx.read().await?;
        let delivery = deliveries::find(&mut conn, id).await?;
        // Made by an earlier run whose lease ran out, or given up: nothing is left to do.
        let Some(delivery) = delivery.filter(|row| row.state == "queued" && row.attempts == attempt) else {
            return Ok(());
        };
        let webhook = webhooks::find(&mut conn, delivery.webhook_id).await?;
        drop(conn);
        let webhook = match webhook {
            None => return give_up(ctx, id, "removed").await,
            Some(webhook) if webhook.state != "active" && delivery.kind != PING => {
                return give_up(ctx, id, "paused").await;
            }
            Some(webhook) => webhook,
        };
        let _place = match self.places.take(delivery.organization_id) {
            Ok(place) => place,
            Err(wait) => return put_off(ctx, id, attempt, wait).await,
        };
        let answer = self.post.post(&call(ctx, &webhook, &delivery)?).await;
        note(ctx, &webhook, &delivery, answer).await
    }
}

fn payload(job: &JobRow) -> Result<(DeliveryId, i64), Failure> {
    serde_json::from_str::<Value>(&job.payload)
        .ok()
        .and_then(|payload| {
            Some((payload.get("delivery")?.as_str()?.parse().ok()?, payload.get("attempt")?.as_i64()?))
        })
        .ok_or_else(|| Failure::Fail("its payload names no delivery".to_owned()))
}

/// The request: the same id and body for every try and replay of one event, so that a receiver can tell that
/// it has had it.
fn call(ctx: &Ctx, webhook: &WebhookRow, delivery: &DeliveryRow) -> Result<Call> {
    let now = ctx.now();
    let id = delivery.event_id.to_string();
    let more: Value = serde_json::from_str(&delivery.payload).map_err(Error::internal)?;
    let body = json!({
        "type": delivery.kind,
        "timestamp": Zone::wire(delivery.at),
        "organization_id": delivery.organization_id.to_string(),
        "subject_id": delivery.subject_id,
        "data": more,
    })
    .to_string();
    let timestamp = now.micros().div_euclid(1_000_000);
    let before =
        webhook.sealed_before.as_deref().filter(|_| webhook.before_until.is_some_and(|end| end > now));
    let mut signatures = Vec::new();
    for sealed in [Some(webhook.sealed.as_str()), before].into_iter().flatten() {
        let secret = String::from_utf8(ctx.vault().unseal(PURPOSE, sealed)?).map_err(Error::internal)?;
        signatures.extend(signature(&Secret::new(secret), &id, timestamp, &body));
    }
    Ok(Call {
        address: webhook.address.clone(),
        headers: vec![
            ("webhook-id", id),
            ("webhook-timestamp", timestamp.to_string()),
            ("webhook-signature", signatures.join(" ")),
        ],
        body,
    })
}

/// The same try, later.
async fn put_off(ctx: &Ctx, id: DeliveryId, attempt: i64, wait: Duration) -> Result<()> {
    let mut work = ctx.begin().await?;
    let same = json!({ "delivery": id.to_string(), "attempt": attempt });
    work.enqueue(DELIVER, &same, ctx.now().plus(wait)).await?;
    work.commit().await
}

async fn give_up(ctx: &Ctx, id: DeliveryId, error: &str) -> Result<()> {
    let mut work = ctx.begin().await?;
    deliveries::give_up(&mut work, id, error, ctx.now()).await?;
    work.commit().await
}

/// What becomes of the delivery and its webhook.
async fn note(
    ctx: &Ctx,
    webhook: &WebhookRow,
    delivery: &DeliveryRow,
    answer: Result<u16, NoAnswer>,
) -> Result<()> {
    let arrived = matches!(answer, Ok(200..=299));
    // An address that may not be called, and a receiver who says that it is gone, get no better by waiting.
    let is_final = matches!(answer, Ok(410) | Err(NoAnswer::Forbidden)) || delivery.kind == PING;
    let pause = if arrived || is_final { None } else { next_pause(ctx, delivery.attempts) };
    let now = ctx.now();
    let tried = Tried {
        state: match (arrived, pause) {
            (true, _) => "delivered",
            (false, Some(_)) => "queued",
            (false, None) => "failed",
        },
        status: answer.ok().map(i64::from),
        error: answer.err().map(NoAnswer::as_str),
        next_at: pause.map(|pause| now.plus(pause)),
    };
    let mut work = ctx.begin().await?;
    if !deliveries::tried(&mut work, delivery.id, delivery.attempts, tried, now).await? {
        return Ok(());
    }
    if let Some(at) = tried.next_at {
        let next = json!({ "delivery": delivery.id.to_string(), "attempt": delivery.attempts + 1 });
        work.enqueue(DELIVER, &next, at).await?;
    } else if arrived {
        webhooks::arrived(&mut work, webhook.id).await?;
    } else if delivery.kind != PING {
        let most = i64::from(ctx.settings().webhooks.pause_after);
        let too_often = webhooks::failed(&mut work, webhook.id, most).await?;
        match answer {
            Ok(410) => pause_by_itself(&mut work, webhook, "gone").await?,
            _ if too_often => pause_by_itself(&mut work, webhook, "failing").await?,
            _ => {}
        }
    }
    work.commit().await
}

fn next_pause(ctx: &Ctx, tries_before: i64) -> Option<Duration> {
    let made = usize::try_from(tries_before).ok()? + 1;
    if made >= ctx.settings().webhooks.attempts as usize {
        return None;
    }
    PAUSES.get(made - 1).copied().map(Duration::from_secs)
}

/// Pauses a webhook that nobody seems to listen at, and tells the organisation's owners.
async fn pause_by_itself(work: &mut Work<'_>, webhook: &WebhookRow, why: &'static str) -> Result<()> {
    let now = work.ctx().now();
    if !webhooks::pause(work, webhook.id, why, now).await? {
        return Ok(());
    }
    work.audit(Entry::new("webhooks.pause", "webhook", webhook.id).with(json!({ "why": why })));
    let owners = memberships::with_role(work, webhook.organization_id, OrgRole::Owner).await?;
    let organization = organizations::find(work, webhook.organization_id).await?.map(|found| found.name);
    let what = Tell {
        kind: "webhook-paused",
        to: &owners,
        link: format!("/webhooks/{}", webhook.id),
        args: &[("title", &webhook.name), ("organization", organization.as_deref().unwrap_or_default())],
    };
    tell(work, what).await
}
