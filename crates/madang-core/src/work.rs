//! A unit of work: a change, its audit entries, its messages and its jobs, all in one transaction.

use std::ops::{Deref, DerefMut};

use madang_db::{Conn, Tx};
use madang_jobs::NewJob;
use madang_model::{JobId, Timestamp};
use madang_store::audit;
use serde_json::Value;

use crate::{Ctx, Result};

/// What the audit log is told of an act.
#[derive(Debug)]
pub struct Entry {
    /// What, as `area.verb`: the operation's name.
    pub action: &'static str,
    /// On what kind of thing.
    pub target_kind: &'static str,
    /// On which.
    pub target_id: String,
    /// More, without personal data: before and after, by id.
    pub detail: Value,
}

impl Entry {
    /// An act on a thing.
    pub fn new(action: &'static str, target_kind: &'static str, target_id: impl ToString) -> Self {
        Self { action, target_kind, target_id: target_id.to_string(), detail: Value::Null }
    }

    /// With more about it. Never personal data: erasing a person leaves the chain whole.
    #[must_use]
    pub fn with(mut self, detail: Value) -> Self {
        self.detail = detail;
        self
    }
}

/// An open unit of work. Dropping it without [`Work::commit`] undoes all of it.
pub struct Work<'a> {
    ctx: &'a Ctx,
    tx: Tx,
    entries: Vec<Entry>,
    nudges: bool,
}

impl<'a> Work<'a> {
    pub(crate) async fn begin(ctx: &'a Ctx) -> Result<Self> {
        Ok(Self { ctx, tx: ctx.platform.db.begin().await?, entries: Vec::new(), nudges: false })
    }

    /// Notes an act. It is written when the work commits, because whoever writes holds the chain's end.
    pub fn audit(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Puts a job into the queue, as part of this work. The payload carries ids, not snapshots.
    pub async fn enqueue(&mut self, kind: &str, payload: &Value, run_at: Timestamp) -> Result<JobId> {
        let id: JobId = self.ctx.new_id();
        let now = self.ctx.now();
        let payload = payload.to_string();
        madang_jobs::enqueue(&mut self.tx, NewJob { id, kind, payload: &payload, run_at }, now).await?;
        self.nudges = true;
        Ok(id)
    }

    /// The surroundings.
    pub fn ctx(&self) -> &'a Ctx {
        self.ctx
    }

    /// Writes the audit entries and makes everything last; then wakes the worker if there is work for it.
    pub async fn commit(mut self) -> Result<()> {
        if !self.entries.is_empty() {
            if let Some(claim) = &self.ctx.claim {
                crate::idempotency::act(&mut self.tx, claim).await?;
            }
            self.append_entries().await?;
        }
        self.tx.commit().await?;
        if self.nudges {
            self.ctx.platform.nudge.nudge();
        }
        Ok(())
    }

    async fn append_entries(&mut self) -> Result<()> {
        let now = self.ctx.now();
        let origin = &self.ctx.origin;
        let origin_id = self.ctx.origin_id();
        audit::insert_origin(&mut self.tx, origin_id, &origin.address, &origin.client, now).await?;
        let mut head = audit::lock_head(&mut self.tx).await?;
        for entry in self.entries.drain(..) {
            let row = crate::audit::chained(
                &head,
                audit::EntryRow {
                    seq: 0,
                    at: now,
                    actor: self.ctx.actor.audit_name(),
                    action: entry.action.to_owned(),
                    target_kind: entry.target_kind.to_owned(),
                    target_id: entry.target_id,
                    origin_id: Some(origin_id),
                    request_id: origin.request_id.clone(),
                    detail: entry.detail.to_string(),
                    previous: String::new(),
                    hash: String::new(),
                },
            );
            audit::append(&mut self.tx, &row).await?;
            head = audit::HeadRow { seq: row.seq, hash: row.hash };
        }
        Ok(())
    }
}

impl Deref for Work<'_> {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.tx
    }
}

impl DerefMut for Work<'_> {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.tx
    }
}
