//! What stands in the menus and at the foot: every feature adds its entries here, and only when they exist.

use madang_core::Ctx;
use madang_i18n::Tr;

use crate::shell::{AnnouncementView, Entry, Link};

/// The masthead's entries.
pub(crate) const ENTRIES: &[Entry] = &[];

/// The links at the foot of every page.
pub(crate) fn footer(_t: Tr) -> Vec<Link> {
    Vec::new()
}

/// What operators have to say to everyone.
pub(crate) async fn announcements(_ctx: &Ctx) -> Vec<AnnouncementView> {
    Vec::new()
}
