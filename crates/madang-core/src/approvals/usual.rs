//! How long steps usually take.

use std::collections::BTreeMap;

use madang_db::Conn;
use madang_model::Timestamp;
use madang_model::orders::StepKind;
use madang_store::approvals;

use super::calendar;
use crate::Result;

/// How many of the latest decided steps are looked at.
const SAMPLE: i64 = 101;

/// The median of the working hours that the latest steps of this kind took; `None` where there were none.
pub(super) async fn hours(conn: &mut Conn, kind: StepKind, now: Timestamp) -> Result<Option<i64>> {
    let spans = approvals::latest_decided(conn, kind, SAMPLE).await?;
    if spans.is_empty() {
        return Ok(None);
    }
    let calendar = calendar(conn, now).await?;
    let mut hours: Vec<i64> =
        spans.iter().map(|span| calendar.hours_between(span.since, span.decided_at)).collect();
    hours.sort_unstable();
    Ok(hours.get(hours.len() / 2).copied())
}

/// Looks each kind up once.
#[derive(Default)]
pub(super) struct Usual(BTreeMap<StepKind, Option<i64>>);

impl Usual {
    pub(super) async fn hours(
        &mut self,
        conn: &mut Conn,
        kind: StepKind,
        now: Timestamp,
    ) -> Result<Option<i64>> {
        if let Some(known) = self.0.get(&kind) {
            return Ok(*known);
        }
        let found = hours(conn, kind, now).await?;
        self.0.insert(kind, found);
        Ok(found)
    }
}
