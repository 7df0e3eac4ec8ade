//! How announcements are written on these pages.

use madang_i18n::{Lang, Tr, Zone};
use madang_model::Timestamp;
use madang_store::announcements::AnnouncementRow;

/// An announcement in one line.
pub(super) struct AnnouncementLine {
    /// Where its page is.
    pub href: String,
    /// Its title.
    pub title: String,
    /// How much it matters.
    pub level: String,
    /// The kind of the state's label.
    pub state_kind: &'static str,
    /// Where it stands.
    pub state: String,
    /// From when it is shown.
    pub starts: String,
    /// Until when; empty where no end is set.
    pub ends: String,
}

/// The announcement as a line.
pub(super) fn line(t: Tr, zone: &Zone, now: Timestamp, row: &AnnouncementRow) -> AnnouncementLine {
    let (state_kind, state) = state(now, row);
    AnnouncementLine {
        href: format!("/admin/announcements/{}", row.id),
        title: match t.lang() {
            Lang::Ko => row.title_ko.clone(),
            Lang::En => row.title_en.clone(),
        },
        level: level(t, &row.level),
        state_kind,
        state: t.s(state),
        starts: zone.minute(row.starts_at),
        ends: row.ends_at.map(|at| zone.minute(at)).unwrap_or_default(),
    }
}

/// Where an announcement stands: the kind of its label and the key of its name.
fn state(now: Timestamp, row: &AnnouncementRow) -> (&'static str, &'static str) {
    if row.withdrawn_at.is_some() {
        ("stopped", "operators-announcement-withdrawn")
    } else if row.starts_at > now {
        ("waiting", "operators-announcement-planned")
    } else if row.ends_at.is_some_and(|end| end <= now) {
        ("stopped", "operators-announcement-over")
    } else {
        ("running", "operators-announcement-shown")
    }
}

/// A level's name.
pub(super) fn level(t: Tr, name: &str) -> String {
    t.s(match name {
        "info" => "operators-level-info",
        "warning" => "operators-level-warning",
        _ => "operators-level-danger",
    })
}
