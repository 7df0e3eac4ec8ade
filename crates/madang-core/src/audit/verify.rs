//! Reads the whole chain and finds the first place where it does not hold.

use madang_store::audit;

use crate::{Action, Ctx, Result};

/// A chain that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many entries it has.
    pub entries: i64,
    /// The last entry's hash, to be kept somewhere else.
    pub head: String,
}

/// A chain that does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The number of the first entry that is missing, altered or out of place.
    pub seq: i64,
}

const BATCH: i64 = 1000;

/// Verifies the chain from its first entry to its end, in batches. Staff and the program itself may.
pub async fn verify(ctx: &Ctx) -> Result<std::result::Result<Verified, Broken>> {
    ctx.authorize(Action::ReadAudit, None)?;
    let mut conn = ctx.read().await?;
    // The end is read first: entries that come while this reads are checked next time.
    let end = audit::head(&mut conn).await?;
    let (mut seq, mut previous) = (0, String::new());
    while seq < end.seq {
        let entries = audit::from(&mut conn, seq + 1, BATCH.min(end.seq - seq)).await?;
        if entries.is_empty() {
            return Ok(Err(Broken { seq: seq + 1 }));
        }
        for entry in entries {
            if entry.seq != seq + 1 || entry.previous != previous || super::digest(&entry) != entry.hash {
                return Ok(Err(Broken { seq: seq + 1 }));
            }
            seq = entry.seq;
            previous = entry.hash;
        }
    }
    if previous == end.hash {
        Ok(Ok(Verified { entries: seq, head: previous }))
    } else {
        Ok(Err(Broken { seq }))
    }
}
