//! One version of a document, whether it is still in force or not.

use madang_model::TermsId;
use madang_store::terms::{self, TermsRow};

use super::current::Document;
use crate::{Ctx, Error, Result};

/// The version with this id, in both languages. Anyone may: what was in force stays public.
pub async fn get(ctx: &Ctx, id: TermsId) -> Result<TermsRow> {
    terms::find(&mut *ctx.read().await?, id).await?.ok_or(Error::NotFound)
}

/// A document's version by its number, in the reader's language. Anyone may: what was in force stays public.
pub async fn get_version(ctx: &Ctx, kind: &str, version: i64) -> Result<Document> {
    // No document's name holds a control character, and PostgreSQL takes no NUL.
    if kind.contains('\0') {
        return Err(Error::NotFound);
    }
    let row = terms::find_version(&mut *ctx.read().await?, kind, version).await?.ok_or(Error::NotFound)?;
    Ok(Document::from_row(row, ctx.lang))
}
