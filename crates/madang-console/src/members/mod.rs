//! Joining, signing in and looking after one's own account.

use madang_web::Routes;

/// The pages of this feature.
pub fn routes() -> Routes {
    Routes::new()
}
