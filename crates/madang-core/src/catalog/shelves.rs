//! The catalog's menu.

use madang_i18n::Lang;
use madang_model::catalog::{Product, Slug};
use madang_store::catalog;

use super::{content, in_lang};
use crate::{Ctx, Result};

/// A category with what is on sale in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    /// Its code.
    pub code: Slug,
    /// What it is called.
    pub name: String,
    /// What is on sale, in the category's order.
    pub offerings: Vec<Shown>,
}

/// An offering in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its code.
    pub code: Slug,
    /// What it gives.
    pub product: Product,
    /// What it is called.
    pub name: String,
    /// What it is, in one line.
    pub summary: String,
}

/// The categories in which something is on sale, in the order of the menu. Anyone may.
pub async fn shelves(ctx: &Ctx) -> Result<Vec<Shelf>> {
    let mut conn = ctx.read().await?;
    let mut shelves = Vec::new();
    for category in catalog::categories(&mut conn).await? {
        let mut offerings = Vec::new();
        for row in catalog::shelf(&mut conn, category.id).await? {
            let said = content::read(&row.content)?;
            offerings.push(Shown {
                code: row.code,
                product: row.product,
                name: in_lang(ctx.lang, &said.name).to_owned(),
                summary: in_lang(ctx.lang, &said.summary).to_owned(),
            });
        }
        if !offerings.is_empty() {
            let name = match ctx.lang {
                Lang::Ko => category.name_ko,
                Lang::En => category.name_en,
            };
            shelves.push(Shelf { code: category.code, name, offerings });
        }
    }
    Ok(shelves)
}
