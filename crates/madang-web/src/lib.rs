//! What every surface on HTTP shares: who a request comes from, forms and their tokens, errors on their way
//! to a reader, limits, headers, health and figures. No page, no JSON, no rule of the product.
//!
//! A surface registers its routes with [`Routes`], which makes it say who may use each; [`assemble()`] puts the
//! layers around all of them. Start with `assemble.rs`.

mod assemble;
mod client;
mod cookies;
mod csrf;
mod download;
mod fault;
mod form;
mod health;
mod identity;
mod listen;
mod metrics;
mod routes;
mod state;
mod throttle;
mod upload;

pub use assemble::assemble;
pub use cookies::{clear_session, cookie, remember_cookie, set_session};
pub use csrf::FormToken;
pub use download::download;
pub use fault::{Faces, Fail, Fault, Problem, retry_after_seconds, status_of};
pub use form::Form;
pub use identity::{Caller, MaybeCaller};
pub use listen::serve;
pub use metrics::Metrics;
pub use routes::{Access, Route, Routes};
pub use state::{Mode, Web};
pub use upload::Upload;
