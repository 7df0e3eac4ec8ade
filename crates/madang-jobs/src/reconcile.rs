//! Reconcilers: work with no input that makes what is match what is wanted, over and over.

use std::time::Duration;

use async_trait::async_trait;
use madang_db::{Conn, DbError, Sql, record};
use madang_model::Timestamp;

use crate::Worker;
use crate::worker::Failure;

/// Idempotent, bounded in what one round does, without retries of its own: the next round is the retry.
#[async_trait]
pub trait Reconciler: Send + Sync {
    /// Its name, `area.verb`, as operators see it.
    fn name(&self) -> &'static str;

    /// The pause between two rounds.
    fn every(&self) -> Duration;

    /// One round; what it did, in a few words for operators.
    async fn activate(&self) -> Result<String, Failure>;
}

record! {
    /// What became of a reconciler's last round.
    #[derive(Debug, Clone)]
    pub struct ReconcilerRow {
        /// Its name.
        pub name: String,
        /// When the last round began.
        pub started_at: Option<Timestamp>,
        /// When the last round ended.
        pub finished_at: Option<Timestamp>,
        /// What the last good round said.
        pub report: Option<String>,
        /// What the last round failed with, if it failed.
        pub error: Option<String>,
        /// How many rounds there were.
        pub rounds: i64,
    }
}

/// Every reconciler's last round, by name.
pub async fn reconcilers(conn: &mut Conn) -> Result<Vec<ReconcilerRow>, DbError> {
    Sql::new("SELECT name, started_at, finished_at, report, error, rounds FROM reconcilers ORDER BY name LIMIT 200").all(conn).await
}

impl Worker {
    /// Runs the reconcilers whose time has come and which no other worker is running; how many.
    pub async fn reconcile_due(&self) -> Result<usize, DbError> {
        let mut ran = 0;
        for reconciler in &self.reconcilers {
            let now = self.clock.now();
            if self.claim_round(reconciler.name(), reconciler.every(), now).await? {
                self.activate(reconciler.as_ref()).await?;
                ran += 1;
            }
        }
        Ok(ran)
    }

    async fn claim_round(&self, name: &str, every: Duration, now: Timestamp) -> Result<bool, DbError> {
        let due_before = now.minus(every);
        let waiting = Sql::new(
            "SELECT COUNT(*) FROM reconcilers WHERE name = $1 AND (finished_at > $2 OR leased_until > $3)",
        )
        .bind(name)
        .bind(due_before)
        .bind(now)
        .number(&mut *self.db.read().await?)
        .await?;
        if waiting > 0 {
            return Ok(false);
        }
        let mut tx = self.db.begin().await?;
        Sql::new("INSERT INTO reconcilers (name, rounds) VALUES ($1, 0) ON CONFLICT (name) DO NOTHING")
            .bind(name)
            .execute(&mut tx)
            .await?;
        let claimed = Sql::new(
            "UPDATE reconcilers SET leased_until = $1, started_at = $2, rounds = rounds + 1 \
             WHERE name = $3 AND (leased_until IS NULL OR leased_until <= $2) AND (finished_at IS NULL OR finished_at <= $4)",
        )
        .bind(now.plus(self.settings.timeout * 2))
        .bind(now)
        .bind(name)
        .bind(due_before)
        .changes_one(&mut tx)
        .await?;
        tx.commit().await?;
        Ok(claimed)
    }

    async fn activate(&self, reconciler: &dyn Reconciler) -> Result<(), DbError> {
        let outcome = match tokio::time::timeout(self.settings.timeout * 2, reconciler.activate()).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Failure::Retry("took too long".to_owned())),
        };
        let (report, error) = match outcome {
            Ok(report) => (Some(report), None),
            Err(failure) => {
                tracing::error!(reconciler = reconciler.name(), error = %failure, "a reconciler's round failed");
                (None, Some(failure.to_string()))
            }
        };
        let mut tx = self.db.begin().await?;
        Sql::new("UPDATE reconcilers SET leased_until = NULL, finished_at = $1, report = COALESCE($2, report), error = $3 WHERE name = $4")
            .bind(self.clock.now())
            .bind(report)
            .bind(error)
            .bind(reconciler.name())
            .execute(&mut tx)
            .await?;
        tx.commit().await
    }
}
