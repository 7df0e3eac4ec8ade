//! Categories 「상품 종류」.

use madang_model::catalog::Slug;
use madang_model::{CategoryId, Rule, text};
use madang_store::catalog::{self, CategoryRow};

use crate::error::Fields;
use crate::{Action, Ctx, Entry, Error, Result};

/// A category as it was typed.
#[derive(Debug, Clone, Default)]
pub struct CategoryInput {
    /// Its code; it stays what it was.
    pub code: String,
    /// What it is called in Korean.
    pub name_ko: String,
    /// What it is called in English.
    pub name_en: String,
    /// Its place in the menu, from 0.
    pub position: i64,
}

/// The most characters of a name.
const NAME: usize = 40;
/// The most categories, and the last place.
const MOST: i64 = 100;

/// All categories in the order of the menu. The provider's staff may.
pub async fn categories(ctx: &Ctx) -> Result<Vec<CategoryRow>> {
    ctx.authorize(Action::ReadCatalog, None)?;
    Ok(catalog::categories(&mut *ctx.read().await?).await?)
}

/// Adds a category. The catalog's staff may. Empty ones are not shown.
pub async fn add_category(ctx: &Ctx, input: &CategoryInput) -> Result<CategoryId> {
    ctx.authorize(Action::WriteCatalog, None)?;
    let row = checked(ctx.new_id(), input)?;
    let mut work = ctx.begin().await?;
    catalog::insert_category(&mut work, &row, ctx.now()).await.map_err(|error| {
        if error.is_unique("categories_code_key") {
            Error::invalid("code", Rule::CodeTaken)
        } else {
            error.into()
        }
    })?;
    work.audit(Entry::new("catalog.add_category", "category", row.id));
    work.commit().await?;
    Ok(row.id)
}

/// Renames a category and gives it another place; its code stays. The catalog's staff may.
pub async fn update_category(ctx: &Ctx, id: CategoryId, input: &CategoryInput) -> Result<()> {
    ctx.authorize(Action::WriteCatalog, None)?;
    let mut work = ctx.begin().await?;
    let known = catalog::categories(&mut work).await?.into_iter().find(|row| row.id == id);
    let known = known.ok_or(Error::NotFound)?;
    let input = CategoryInput { code: known.code.to_string(), ..input.clone() };
    catalog::update_category(&mut work, &checked(id, &input)?).await?;
    work.audit(Entry::new("catalog.update_category", "category", id));
    work.commit().await
}

fn checked(id: CategoryId, input: &CategoryInput) -> Result<CategoryRow> {
    let mut fields = Fields::default();
    let code = fields.take("code", Slug::parse(&input.code));
    let name_ko = fields.take("name_ko", text::line(&input.name_ko, NAME));
    let name_en = fields.take("name_en", text::line(&input.name_en, NAME));
    if !(0..MOST).contains(&input.position) {
        fields.broke("position", Rule::Range { min: 0, max: 99 });
    }
    fields.finish()?;
    let (Some(code), Some(name_ko), Some(name_en)) = (code, name_ko, name_en) else {
        return Err(Error::internal("a field without a value has an error"));
    };
    Ok(CategoryRow { id, code, name_ko, name_en, position: input.position })
}
