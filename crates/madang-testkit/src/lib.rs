//! A whole Madang for tests: real operations on a real database, with fakes only at the world's edge.
//!
//! [`TestMadang`] is a platform on SQLite or PostgreSQL with a hand-set clock, seeded randomness and cheap
//! password hashing; members that are signed in are one call away; what was mailed can be read. Nothing sleeps:
//! advance the clock and [`TestMadang::run_jobs`]. Surfaces put their router on top of
//! [`TestMadang::platform`]. [`on_both_engines!`] makes a test of each engine out of one body.
//! What the tests of this project are like: `docs/dev/testing.md`.

mod clock;
mod database;
mod drivers;
mod entropy;
mod madang;
mod mail_server;
mod members;
mod organizations;
mod outbox;
mod parallel;
mod payments;
mod product;
mod projects;
mod run;

pub use clock::HandClock;
pub use drivers::{FakeMail, FakeReceiver, FakeSms};
pub use entropy::SeededEntropy;
pub use madang::TestMadang;
pub use madang_db::Engine;
pub use mail_server::MailServer;
pub use members::{PASSWORD, TestMember};
pub use organizations::TestCompany;
pub use outbox::{SentMail, SentSms};
pub use parallel::{in_parallel, only_winner};
pub use payments::{FakePayments, TypedCard};
pub use product::{FakeProduct, charged};
pub use run::run;

/// Makes one test on SQLite and one on PostgreSQL out of each body. A body is told its engine and brings its
/// own [`TestMadang`] to life.
///
/// ```
/// # use madang_testkit::{TestMadang, on_both_engines};
/// on_both_engines! {
///     async fn a_member_is_signed_in(engine: Engine) {
///         let m = TestMadang::new(engine).await;
///         let hong = m.member("hong12").await;
///         assert_eq!(hong.actor.member().unwrap(), hong.id);
///     }
/// }
/// # fn main() {}
/// ```
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$attribute:meta])* async fn $name:ident($engine:ident: Engine) $body:block)+) => {$(
        $(#[$attribute])*
        mod $name {
            #[allow(unused_imports, reason = "a body may need nothing of what stands around it")]
            use super::*;

            async fn body($engine: $crate::Engine) $body

            #[test]
            fn sqlite() {
                $crate::run(body($crate::Engine::Sqlite));
            }

            #[test]
            fn postgres() {
                $crate::run(body($crate::Engine::Postgres));
            }
        }
    )+};
}
