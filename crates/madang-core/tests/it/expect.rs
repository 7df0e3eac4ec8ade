//! What an operation is expected to answer, with a message that says what it answered instead.

use std::fmt::Debug;

use madang_core::{Error, FieldError, Refusal};
use madang_model::Rule;

/// Exactly one field, breaking exactly this rule.
#[track_caller]
pub(crate) fn invalid<T: Debug>(result: Result<T, Error>, field: &'static str, rule: Rule) {
    match result {
        Err(Error::Invalid(errors)) => assert_eq!(errors, [FieldError { field, rule }]),
        other => panic!("expected {field} to break {rule:?}, got {other:?}"),
    }
}

/// This refusal.
#[track_caller]
pub(crate) fn refused<T: Debug>(result: Result<T, Error>, refusal: Refusal) {
    match result {
        Err(Error::Refused(found)) => assert_eq!(found, refusal),
        other => panic!("expected {refusal:?}, got {other:?}"),
    }
}

/// Too often.
#[track_caller]
pub(crate) fn limited<T: Debug>(result: Result<T, Error>) {
    assert!(matches!(result, Err(Error::Limited { .. })), "expected a limit, got {result:?}");
}

/// No such thing, as far as this actor may know.
#[track_caller]
pub(crate) fn not_found<T: Debug>(result: Result<T, Error>) {
    assert!(matches!(result, Err(Error::NotFound)), "expected nothing to be found, got {result:?}");
}

/// Not for this actor.
#[track_caller]
pub(crate) fn forbidden<T: Debug>(result: Result<T, Error>) {
    assert!(matches!(result, Err(Error::Forbidden)), "expected this to be forbidden, got {result:?}");
}

/// Nobody is signed in.
#[track_caller]
pub(crate) fn sign_in_required<T: Debug>(result: Result<T, Error>) {
    assert!(matches!(result, Err(Error::SignInRequired)), "expected a sign-in to be needed, got {result:?}");
}

/// The password has to be given again.
#[track_caller]
pub(crate) fn password_required<T: Debug>(result: Result<T, Error>) {
    assert!(
        matches!(result, Err(Error::ReauthenticationRequired)),
        "expected the password to be needed, got {result:?}"
    );
}
