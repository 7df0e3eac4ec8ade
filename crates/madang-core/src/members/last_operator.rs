//! Somebody has to be left who can run the service.

use madang_store::{audit, members};

use crate::{Refusal, Result, Work};

/// Refuses where the work so far leaves no operator who can sign in. Called after the change: of parallel works
/// that each take one of the last two operators away, one is refused.
pub(super) async fn keep_an_operator(work: &mut Work<'_>) -> Result<()> {
    // Works wait for each other here, and so the second one counts what the first one left.
    audit::lock_head(work).await?;
    if members::active_operators(work).await? == 0 { Err(Refusal::LastOperator.into()) } else { Ok(()) }
}
