//! The terms of an offering 「상품 약관」.

use madang_model::{OfferingId, OfferingTermsId, text};
use madang_store::catalog::{self, OfferingTermsRow};
use serde_json::json;

use crate::error::Fields;
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// Terms as they were typed.
#[derive(Debug, Clone, Default)]
pub struct TermsInput {
    /// Title in Korean.
    pub title_ko: String,
    /// Title in English.
    pub title_en: String,
    /// Text in Korean.
    pub body_ko: String,
    /// Text in English.
    pub body_en: String,
    /// The version that was looked at; 0 where there was none.
    pub version: i64,
}

/// The most characters of a title and of a text.
const TITLE: usize = 100;
const BODY: usize = 50_000;

/// The terms in force; none where there are none yet. Anyone may.
pub async fn terms(ctx: &Ctx, id: OfferingId) -> Result<Option<OfferingTermsRow>> {
    Ok(catalog::terms(&mut *ctx.read().await?, id, None, 1).await?.into_iter().next())
}

/// Publishes a version of an offering's terms: whoever subscribes from now on agrees to it. The catalog's staff may.
/// Refused where another version came into force since the one that was looked at.
pub async fn publish_terms(ctx: &Ctx, id: OfferingId, input: &TermsInput) -> Result<OfferingTermsId> {
    ctx.authorize(Action::WriteCatalog, None)?;
    let mut fields = Fields::default();
    let title_ko = fields.take("title_ko", text::line(&input.title_ko, TITLE)).unwrap_or_default();
    let title_en = fields.take("title_en", text::line(&input.title_en, TITLE)).unwrap_or_default();
    let body_ko = fields.take("body_ko", text::paragraphs(&input.body_ko, BODY)).unwrap_or_default();
    let body_en = fields.take("body_en", text::paragraphs(&input.body_en, BODY)).unwrap_or_default();
    fields.finish()?;
    let mut work = ctx.begin().await?;
    catalog::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    let newest = catalog::terms(&mut work, id, None, 1).await?.first().map_or(0, |row| row.version);
    if newest != input.version {
        return Err(Refusal::Superseded.into());
    }
    let row = OfferingTermsRow {
        id: ctx.new_id(),
        offering_id: id,
        version: newest + 1,
        title_ko,
        title_en,
        body_ko,
        body_en,
        published_at: ctx.now(),
    };
    catalog::insert_terms(&mut work, &row, &ctx.actor.audit_name()).await.map_err(|error| {
        if error.is_unique("offering_terms_offering_id_version_key") {
            Error::from(Refusal::Superseded)
        } else {
            error.into()
        }
    })?;
    work.audit(Entry::new("catalog.publish_terms", "offering", id).with(json!({ "version": row.version })));
    work.commit().await?;
    Ok(row.id)
}
