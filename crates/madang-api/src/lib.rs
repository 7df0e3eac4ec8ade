//! REST under `/api/v1`: everything the console can do, for programs. Described by OpenAPI 3.1, made from the code.

pub mod face;

use axum::Router;
use madang_web::Web;

/// Every route of the API.
pub fn router() -> Router<Web> {
    Router::new()
}
