//! 「알림」: the bell in the masthead and the list behind it. How each is told is set in `me/notice_settings.rs`.

mod bell;
mod list;
mod open;
mod read_all;

use madang_web::{Access, Routes};

pub(crate) use bell::bell;

/// The pages of this feature.
pub(crate) fn routes() -> Routes {
    let me = Access::Member;
    Routes::new()
        .get("/notices", me, list::show)
        .get("/notices/bell", me, bell::show)
        .post("/notices/read", me, read_all::act)
        .post("/notices/{id}/open", me, open::act)
}
