//! Notices 「알림」: what members are told in the console and by mail. [`tell()`] is how operations tell; the
//! kinds there are, and which of them can't be turned off, is [`KINDS`].

mod kinds;
mod line;
mod list;
mod mark_read;
mod over;
mod preferences;
mod tell;
mod unread;

pub use kinds::{KINDS, Kind, kind};
pub use list::{Notice, NoticeQuery, get, list};
pub use mark_read::{mark_all_read, mark_read};
pub(crate) use over::over;
pub use preferences::{Preference, Ways, preferences, set_preferences};
pub use tell::{Tell, tell};
pub use unread::{MOST_UNREAD, unread};
