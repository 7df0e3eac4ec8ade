//! A new offering.

use madang_model::catalog::{OfferingState, Product, Slug};
use madang_model::{OfferingId, Rule};
use madang_store::catalog::{self, OfferingRow};

use super::content::{self, OfferingInput};
use super::save::place;
use crate::error::Fields;
use crate::{Action, Ctx, Entry, Error, Result};

/// Begins an offering as a draft without plans. The catalog's staff may. Nobody else sees it until it is published.
pub async fn create(ctx: &Ctx, input: &OfferingInput) -> Result<OfferingId> {
    ctx.authorize(Action::WriteCatalog, None)?;
    let mut work = ctx.begin().await?;
    let mut fields = Fields::default();
    let code = fields.take("code", Slug::parse(&input.code));
    let product = fields.take("product", input.product.parse::<Product>().map_err(|_| Rule::Choice));
    let placed = place(&mut work, input, &mut fields).await?;
    let said = content::offering(input, Vec::new(), &mut fields);
    fields.finish()?;
    let (Some(code), Some(product), Some((category_id, position))) = (code, product, placed) else {
        return Err(Error::internal("a field without a value has an error"));
    };
    let row = OfferingRow {
        id: ctx.new_id(),
        code,
        category_id,
        product,
        position,
        state: OfferingState::Draft,
        revision: 0,
        draft: content::kept(&said)?,
        version: 0,
        created_at: ctx.now(),
    };
    catalog::insert(&mut work, &row, &ctx.actor.audit_name()).await.map_err(|error| {
        if error.is_unique("offerings_code_key") {
            Error::invalid("code", Rule::CodeTaken)
        } else {
            error.into()
        }
    })?;
    work.audit(Entry::new("catalog.create", "offering", row.id));
    work.commit().await?;
    Ok(row.id)
}
