//! How an entry is tied to the one before.

use madang_store::audit::{EntryRow, HeadRow};
use sha2::{Digest, Sha256};

/// The entry as the next one after `head`.
pub(crate) fn chained(head: &HeadRow, mut entry: EntryRow) -> EntryRow {
    entry.seq = head.seq + 1;
    entry.previous.clone_from(&head.hash);
    entry.hash = digest(&entry);
    entry
}

/// SHA-256 over every field of an entry but its own hash, as a JSON array, in hexadecimal.
pub fn digest(entry: &EntryRow) -> String {
    let origin = entry.origin_id.map(|id| id.to_string());
    let fields = serde_json::json!([
        entry.seq,
        entry.at.micros(),
        entry.actor,
        entry.action,
        entry.target_kind,
        entry.target_id,
        origin,
        entry.request_id,
        entry.detail,
        entry.previous,
    ]);
    hex::encode(Sha256::digest(fields.to_string().as_bytes()))
}
