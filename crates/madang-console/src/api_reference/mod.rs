//! The REST API's reference as a page, drawn from the API's own description.
//!
//! The console doesn't know the API; the program hands the description over ([`ApiDescription`]).

mod outline;
mod show;

use madang_i18n::Lang;
use madang_web::{Access, Routes};
use serde_json::Value;

/// Where the API's OpenAPI document comes from. The program adds it to every request.
#[derive(Clone, Copy)]
pub struct ApiDescription(pub fn(Lang) -> &'static Value);

/// The page of this feature.
pub fn routes() -> Routes {
    Routes::new().get("/api/docs", Access::Public, show::show)
}
