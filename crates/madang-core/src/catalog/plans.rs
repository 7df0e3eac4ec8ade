//! The plans of an offering's draft.

use madang_model::{OfferingId, Rule};
use madang_store::catalog::{self, Written};

use super::content::{self, PLANS, PlanInput};
use crate::error::Fields;
use crate::{Action, Ctx, Entry, Error, Refusal, Result, Work};

/// Adds a plan to the draft, or writes the one of code `code` anew; a published plan's code stays. The catalog's
/// staff may. Refused where somebody else wrote since `revision`.
pub async fn put_plan(
    ctx: &Ctx,
    id: OfferingId,
    revision: i64,
    code: Option<&str>,
    input: &PlanInput,
) -> Result<()> {
    ctx.authorize(Action::WriteCatalog, None)?;
    let mut work = ctx.begin().await?;
    let row = catalog::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    let mut said = content::draft(&row)?;
    let mut fields = Fields::default();
    let plan = content::plan(input, &mut fields);
    let place = match code {
        None => None,
        Some(code) => Some(said.plans.iter().position(|plan| plan.code == code).ok_or(Error::NotFound)?),
    };
    let others = said.plans.iter().enumerate().filter(|(index, _)| Some(*index) != place);
    if others.into_iter().any(|(_, other)| other.code == plan.code) {
        fields.broke("code", Rule::CodeTaken);
    }
    if code.is_some_and(|code| code != plan.code) && row.version > 0 {
        fields.broke("code", Rule::Unchangeable);
    }
    fields.finish()?;
    match place {
        Some(place) => {
            said.plans.splice(place..=place, [plan]);
        }
        None if said.plans.len() >= PLANS => return Err(Refusal::TooMany { most: 30 }.into()),
        None => said.plans.push(plan),
    }
    write(&mut work, &row, revision, &said).await?;
    work.audit(Entry::new("catalog.put_plan", "offering", id));
    work.commit().await
}

/// Takes a plan out of the draft: once that is published, nobody subscribes to it any more. The catalog's staff may.
/// Refused where somebody changed the draft since it was looked at, as whoever dropped the plan did.
pub async fn drop_plan(ctx: &Ctx, id: OfferingId, revision: i64, code: &str) -> Result<()> {
    ctx.authorize(Action::WriteCatalog, None)?;
    let mut work = ctx.begin().await?;
    let row = catalog::find(&mut work, id).await?.ok_or(Error::NotFound)?;
    let mut said = content::draft(&row)?;
    let before = said.plans.len();
    said.plans.retain(|plan| plan.code != code);
    if said.plans.len() == before {
        return Err(Refusal::Superseded.into());
    }
    write(&mut work, &row, revision, &said).await?;
    work.audit(Entry::new("catalog.drop_plan", "offering", id));
    work.commit().await
}

async fn write(
    work: &mut Work<'_>,
    row: &catalog::OfferingRow,
    revision: i64,
    said: &madang_model::catalog::OfferingContent,
) -> Result<()> {
    let written =
        Written { category_id: row.category_id, position: row.position, draft: &content::kept(said)? };
    if catalog::write(work, row.id, revision, written).await? {
        Ok(())
    } else {
        Err(Refusal::Superseded.into())
    }
}
