//! The documents in force.

use madang_i18n::Lang;
use madang_model::{TermsId, Timestamp};
use madang_store::terms::{self, TermsRow};

use crate::{Ctx, Result};

/// A version of a document, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The version's id, which is what is agreed to.
    pub id: TermsId,
    /// Which document, e.g. `membership` or `privacy`.
    pub kind: String,
    /// Which version, from 1.
    pub version: i64,
    /// Whether nobody is a member without agreeing to it.
    pub required: bool,
    /// Its title.
    pub title: String,
    /// Its text: paragraphs with a blank line between them. A paragraph's lines stand below each other.
    pub body: String,
    /// Since when it is in force.
    pub published_at: Timestamp,
}

impl Document {
    pub(super) fn from_row(row: TermsRow, lang: Lang) -> Self {
        let (title, body) = match lang {
            Lang::Ko => (row.title_ko, row.body_ko),
            Lang::En => (row.title_en, row.body_en),
        };
        Self {
            id: row.id,
            kind: row.kind,
            version: row.version,
            required: row.required == 1,
            title,
            body,
            published_at: row.published_at,
        }
    }
}

/// The newest version of every document, those that must be agreed to first. Anyone may: they are public.
pub async fn current(ctx: &Ctx) -> Result<Vec<Document>> {
    let rows = terms::current(&mut *ctx.read().await?).await?;
    let mut documents: Vec<Document> =
        rows.into_iter().map(|row| Document::from_row(row, ctx.lang)).collect();
    documents.sort_by_key(|document| !document.required);
    Ok(documents)
}
