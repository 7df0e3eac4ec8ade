//! The catalog 「상품」: what is offered, in which words, for which price, under which terms.
//!
//! An offering has a draft, which the catalog's staff write, and versions, which never change; publishing makes the
//! draft the next version. Prices and terms are only ever added to. Start with [`show`](show()), what everybody sees.

mod categories;
pub(crate) mod content;
mod create;
mod estimate;
mod get;
mod plans;
mod prices;
mod publish;
mod retire;
mod save;
mod seed;
mod set_price;
mod shelves;
mod show;
mod terms;

pub use categories::{CategoryInput, add_category, categories, update_category};
pub use content::{OfferingInput, PlanInput};
pub use create::create;
pub use estimate::{Estimate, Line, Usage, estimate};
pub use get::{Edited, get, list, preview, versions};
pub use plans::{drop_plan, put_plan};
pub use prices::{coming, list_prices, rates};
pub use publish::publish;
pub use retire::{resume, retire};
pub use save::save;
pub use seed::seed;
pub use set_price::{PriceInput, set_price};
pub use shelves::{Shelf, Shown, shelves};
pub use show::{OfferingView, PlanView, show};
pub use terms::{TermsInput, publish_terms, terms};

use madang_i18n::Lang;
use madang_model::catalog::Both;

/// The text in the reader's language.
pub fn in_lang(lang: Lang, both: &Both) -> &str {
    match lang {
        Lang::Ko => &both.ko,
        Lang::En => &both.en,
    }
}
