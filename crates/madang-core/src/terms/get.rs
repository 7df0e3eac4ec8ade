//! One version of a document.

use madang_model::TermsId;
use madang_store::terms::{self, TermsRow};

use crate::{Ctx, Error, Result};

/// The version with this id, in both languages. Anyone may: what was in force stays public.
pub async fn get(ctx: &Ctx, id: TermsId) -> Result<TermsRow> {
    terms::find(&mut *ctx.read().await?, id).await?.ok_or(Error::NotFound)
}
