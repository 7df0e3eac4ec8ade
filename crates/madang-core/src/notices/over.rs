//! Notices that ask for what is over.

use madang_store::notices;

use crate::{Result, Work};

/// Counts what is unread of these kinds, about what is at `link`, as read by everybody: it asks for nothing any more.
/// Part of the work that settles it.
pub(crate) async fn over(work: &mut Work<'_>, link: &str, kinds: &[&str]) -> Result<()> {
    let now = work.ctx().now();
    notices::read_about(work, link, kinds, now).await?;
    Ok(())
}
