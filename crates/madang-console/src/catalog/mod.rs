//! The catalog 「상품」 as everybody sees it: what is on sale, each offering with its plans, prices and terms.

mod acts;
mod list;
pub(crate) mod price;
mod show;
mod terms;
pub(crate) mod view;

use madang_web::{Access, Routes};

/// The pages of this part.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/products", Access::Public, list::show)
        .get("/products/{code}", Access::Public, show::show)
        .get("/products/{code}/terms", Access::Public, terms::show)
}
