//! What a form could not do, in the reader's words: beside its fields, or above them.

use std::time::Duration;

use askama::Template;
use axum::response::Response;
use http::StatusCode;
use http::header::RETRY_AFTER;
use madang_core::{Error, FieldError, Refusal};
use madang_i18n::Tr;
use madang_model::Rule;
use madang_web::Fail;

use crate::shell;

/// Why a form is shown again; empty for a form that is fresh.
#[derive(Debug, Default)]
pub struct Trouble {
    /// What concerns the whole form; empty where there is nothing.
    pub notice: String,
    fields: Vec<(&'static str, String)>,
    status: Option<StatusCode>,
    wait: Option<u64>,
}

impl Trouble {
    /// What a form can say about `error`. Everything else is a page of its own.
    pub fn of(t: Tr, error: Error) -> Result<Self, Fail> {
        match error {
            Error::Invalid(fields) => Ok(Self::fields(t, &fields)),
            Error::Refused(Refusal::TermsPending | Refusal::PasswordInitial) => Err(error.into()),
            Error::Refused(refusal) => Ok(Self::notice(StatusCode::CONFLICT, refusal.words(t))),
            Error::Limited { retry_after } => {
                let mut trouble = Self::notice(StatusCode::TOO_MANY_REQUESTS, wait(t, retry_after));
                trouble.wait = Some(seconds(retry_after));
                Ok(trouble)
            }
            Error::SignInRequired
            | Error::ReauthenticationRequired
            | Error::Forbidden
            | Error::NotFound
            | Error::Unavailable(_)
            | Error::Internal(_) => Err(error.into()),
        }
    }

    /// Fields that break rules.
    pub fn fields(t: Tr, fields: &[FieldError]) -> Self {
        let fields = fields.iter().map(|broken| (broken.field, t.rule(broken.rule))).collect();
        Self { fields, status: Some(StatusCode::UNPROCESSABLE_ENTITY), ..Self::default() }
    }

    /// One field that breaks a rule.
    pub fn field(t: Tr, field: &'static str, rule: Rule) -> Self {
        Self::fields(t, &[FieldError { field, rule }])
    }

    /// One field that only this page has a rule for.
    pub fn text(field: &'static str, text: String) -> Self {
        Self {
            fields: vec![(field, text)],
            status: Some(StatusCode::UNPROCESSABLE_ENTITY),
            ..Self::default()
        }
    }

    /// Something about the whole form.
    pub fn notice(status: StatusCode, text: impl Into<String>) -> Self {
        Self { notice: text.into(), status: Some(status), ..Self::default() }
    }

    /// Something that a part of the page says by itself; the page only has its status.
    pub fn elsewhere(&self) -> Self {
        Self { status: self.status, wait: self.wait, ..Self::default() }
    }

    /// What is wrong with this field; empty where nothing is.
    pub fn at(&self, field: &str) -> &str {
        self.fields.iter().find(|(name, _)| *name == field).map_or("", |(_, text)| text)
    }

    /// What is wrong with the first of these fields that anything is wrong with; empty where nothing is.
    pub fn first(&self, fields: &[&str]) -> &str {
        fields.iter().map(|field| self.at(field)).find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// Whether there is none.
    pub fn is_none(&self) -> bool {
        self.status.is_none()
    }

    /// The form, with the status that says how it went.
    pub fn page(&self, template: &impl Template) -> Response {
        let mut response = shell::html_with(self.status.unwrap_or(StatusCode::OK), template);
        if let Some(seconds) = self.wait {
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// When another try makes sense, in the unit that people would use.
fn wait(t: Tr, retry_after: Duration) -> String {
    match seconds(retry_after) {
        seconds @ ..=90 => t.a("members-wait-seconds", &[("seconds", seconds.into())]),
        seconds => t.a("members-wait-minutes", &[("minutes", seconds.div_ceil(60).into())]),
    }
}

fn seconds(wait: Duration) -> u64 {
    u64::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u64::MAX).max(1)
}
