//! Announcements 「공지사항」: what operators tell everybody, from one time to another. One that has been shown
//! is not rewritten; it is withdrawn, and another is written.

mod content;
mod create;
mod current;
mod get;
mod list;
mod update;
mod withdraw;

pub use content::{AnnouncementInput, Level};
pub use create::create;
pub use current::{Announcement, current};
pub use get::get;
pub use list::list;
pub use update::update;
pub use withdraw::withdraw;
