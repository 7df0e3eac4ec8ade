//! What operators and auditors do, and nobody else.

mod announcements;
mod audit;
mod create_operator;
mod expire_password;
mod get;
mod give_password;
mod jobs;
mod list;
mod outbox;
mod publish_terms;
mod resend;
mod set_staff;
mod suspend;
mod unlock;

use madang_core::{Ctx, Error, FieldError, Refusal};
use madang_model::{MemberId, Rule};
use madang_store::members::{self, NewMember};
use madang_testkit::TestMadang;

/// Runs a call as a visitor, as a member and as an auditor, and finds it refused to each.
macro_rules! only_operators_may {
    ($m:expr, |$ctx:ident| $call:expr) => {{
        let m = &$m;
        let others = [
            m.visitor(),
            m.member("stranger").await.ctx.clone(),
            m.staff("auditor9", madang_model::members::StaffRole::Auditor).await.ctx.clone(),
        ];
        for (number, $ctx) in others.iter().enumerate() {
            let error = $call.await.map(drop).unwrap_err();
            let expected = if number == 0 {
                matches!(error, madang_core::Error::SignInRequired)
            } else {
                matches!(error, madang_core::Error::Forbidden)
            };
            assert!(expected, "actor {number}: {error:?}");
        }
    }};
}

/// Runs a call as a visitor and as a member, and finds it refused; then as an auditor, and finds it allowed.
macro_rules! only_staff_may {
    ($m:expr, |$ctx:ident| $call:expr) => {{
        let m = &$m;
        let others = [m.visitor(), m.member("stranger").await.ctx.clone()];
        for (number, $ctx) in others.iter().enumerate() {
            let error = $call.await.map(drop).unwrap_err();
            let expected = if number == 0 {
                matches!(error, madang_core::Error::SignInRequired)
            } else {
                matches!(error, madang_core::Error::Forbidden)
            };
            assert!(expected, "actor {number}: {error:?}");
        }
        let auditor = m.staff("auditor9", madang_model::members::StaffRole::Auditor).await;
        let $ctx: &madang_core::Ctx = &auditor;
        $call.await.map(drop).expect("auditors look at everything");
    }};
}

pub(crate) use {only_operators_may, only_staff_may};

/// Whether an error is this refusal.
fn is_refused<T>(result: Result<T, Error>, refusal: &Refusal) -> bool {
    matches!(result, Err(Error::Refused(found)) if found == *refusal)
}

/// Whether an error is about this one field and rule.
fn is_invalid<T>(result: Result<T, Error>, field: &'static str, rule: Rule) -> bool {
    matches!(result, Err(Error::Invalid(errors)) if errors == [FieldError { field, rule }])
}

/// Whether there was no such thing.
fn is_missing<T>(result: Result<T, Error>) -> bool {
    matches!(result, Err(Error::NotFound))
}

/// A member as it can be searched.
struct Someone<'a> {
    login_id: &'a str,
    name: &'a str,
    email: &'a str,
    phone: &'a str,
    state: &'a str,
}

impl Someone<'_> {
    /// Adds the member without signing in, which a hundred of them would not be quick at.
    async fn add(self, m: &TestMadang) -> MemberId {
        let ctx: Ctx = m.system();
        let id: MemberId = ctx.new_id();
        let name_key = madang_model::members::MemberName::key_of(self.name);
        let new = NewMember {
            id,
            login_id: (self.login_id, &self.login_id.to_ascii_lowercase()),
            name: (self.name, &name_key),
            email: (self.email, &self.email.to_ascii_lowercase()),
            phone: self.phone,
            landline: None,
            domain: None,
            ip_count: None,
            marketing_at: None,
            password_hash: "",
            state: self.state,
            staff: None,
            lang: "en",
        };
        let mut tx = m.platform().db.begin().await.unwrap();
        members::insert(&mut tx, new, ctx.now()).await.unwrap();
        tx.commit().await.unwrap();
        id
    }
}
