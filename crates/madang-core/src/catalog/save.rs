//! Writing an offering's draft.

use madang_db::Conn;
use madang_model::{CategoryId, OfferingId, Rule};
use madang_store::catalog::{self, Written};

use super::content::{self, OfferingInput};
use crate::error::Fields;
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// Writes what the next version of an offering says, and where it stands in the menu, which holds at once. The
/// catalog's staff may. Its plans, code and product stay. Refused where somebody else wrote since `revision`.
pub async fn save(ctx: &Ctx, id: OfferingId, revision: i64, input: &OfferingInput) -> Result<()> {
    ctx.authorize(Action::WriteCatalog, None)?;
    let mut work = ctx.begin().await?;
    let row = catalog::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    let mut fields = Fields::default();
    let placed = place(&mut work, input, &mut fields).await?;
    let said = content::offering(input, content::draft(&row)?.plans, &mut fields);
    fields.finish()?;
    let (category_id, position) =
        placed.ok_or_else(|| Error::internal("a field without a value has an error"))?;
    let written = Written { category_id, position, draft: &content::kept(&said)? };
    if !catalog::write(&mut work, id, revision, written).await? {
        return Err(Refusal::Superseded.into());
    }
    work.audit(Entry::new("catalog.save", "offering", id));
    work.commit().await
}

/// The category that was named, and the place in it.
pub(super) async fn place(
    conn: &mut Conn,
    input: &OfferingInput,
    fields: &mut Fields,
) -> Result<Option<(CategoryId, i64)>> {
    let known = catalog::categories(conn).await?;
    let found = known.iter().find(|row| row.code.as_str() == input.category.trim()).map(|row| row.id);
    let category = fields.take("category", found.ok_or(Rule::Choice));
    if !(0..100).contains(&input.position) {
        fields.broke("position", Rule::Range { min: 0, max: 99 });
    }
    Ok(category.map(|id| (id, input.position)))
}
