//! Announcements 「공지사항」 as everybody reads them: a line above every page, a list, a page each.

mod banner;
mod dismiss;
mod list;
mod show;

use madang_web::{Access, Routes};

pub(crate) use banner::lines;

/// The pages of this feature.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/announcements", Access::Public, list::show)
        .get("/announcements/{id}", Access::Public, show::show)
        .post("/announcements/{id}/dismiss", Access::Public, dismiss::act)
}
