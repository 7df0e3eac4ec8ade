//! What an operation can answer instead of its result, told apart by what a caller can do about it.
//! Each surface turns this one enum into its own words in exactly one file.

use std::time::Duration;

use madang_db::DbError;
use madang_i18n::{Arg, Tr};
use madang_model::Rule;

/// What every operation returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an operation did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in.
    #[error("sign-in is required")]
    SignInRequired,
    /// The password has to be given again first.
    #[error("the password has to be given again")]
    ReauthenticationRequired,
    /// This actor may not, and may know that the thing exists.
    #[error("not allowed")]
    Forbidden,
    /// There is no such thing, or none that this actor may know of.
    #[error("not found")]
    NotFound,
    /// What was typed breaks rules.
    #[error("invalid input")]
    Invalid(Vec<FieldError>),
    /// The state of things does not allow it.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Too often.
    #[error("limited")]
    Limited {
        /// When another try makes sense.
        retry_after: Duration,
    },
    /// The database is away or full; the same call may work later.
    #[error("unavailable")]
    Unavailable(#[source] DbError),
    /// A mistake of ours.
    #[error("internal error")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// One field and the rule it broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name, the same on every surface.
    pub field: &'static str,
    /// The rule.
    pub rule: Rule,
}

/// Refusals that a person is told about in words of their own; the message is `refusal-<code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Sign-up is closed by the settings.
    SignUpClosed,
    /// The sign-up's time is over, or it was completed already.
    SignUpOver,
    /// Wrong ID or wrong password: never said which.
    WrongIdOrPassword {
        /// Whether the next try needs a captcha.
        captcha: bool,
    },
    /// This try needed a captcha.
    CaptchaNeeded,
    /// The verification mail has not been followed yet.
    Unverified,
    /// An operator keeps this member out.
    Suspended {
        /// What the member is told.
        reason: String,
    },
    /// The link was never given out, was used, or its time is over.
    LinkOver,
    /// The address has all the members it may have.
    EmailFull,
    /// The daily number of messages is used up.
    SendingExhausted,
    /// Required terms have to be agreed to first.
    TermsPending,
    /// An operator ended the password.
    PasswordExpired,
    /// The password has to be changed first: somebody else made it.
    PasswordInitial,
    /// The state that this needs was left meanwhile; another request was first.
    Superseded,
    /// The member still holds something.
    StillHolds {
        /// What, as keys of messages.
        what: Vec<&'static str>,
    },
    /// There may be no more of these.
    TooMany {
        /// The most there may be.
        most: u32,
    },
    /// The last operator can't be taken away.
    LastOperator,
    /// Operators can't do this to themselves.
    Yourself,
    /// The text of the message is not kept any more, so it can't be sent again.
    TextForgotten,
    /// The quota has not enough left.
    QuotaExceeded {
        /// Of what.
        dimension: madang_model::quota::Dimension,
        /// How much was asked for.
        wanted: i64,
        /// How much is left.
        free: i64,
    },
    /// The order is in a state that does not allow it.
    NotInState {
        /// The state it is in.
        state: madang_model::orders::OrderState,
    },
    /// Somebody else decided first.
    Decided,
    /// Nobody decides on their own order.
    OwnOrder,
    /// What was quoted is over, or was for another form; it has to be looked at again.
    QuoteOver,
    /// There is nobody who could decide on a step that the policy asks for.
    NoApprover,
    /// The only one who could decide for the provider is the applicant.
    NoOtherOperator,
    /// They belong to the organisation already.
    AlreadyMember,
    /// The last owner can't be taken away, nor leave.
    LastOwner,
    /// A personal organisation is one person's and stays so.
    PersonalOrganization,
    /// The organisation is closed, or can't be joined by its code.
    OrganizationClosed,
    /// Things are still in the way, each named.
    InUse {
        /// What, each by its name and where it is looked at.
        blockers: Vec<Blocker>,
    },
    /// The project is archived or deleted; nothing new is made in it.
    Archived,
    /// The invitation is for another e-mail address.
    OtherInvitee,
    /// The last admin of a project can't be taken away.
    LastProjectAdmin,
    /// It can't be shown to everyone before it is whole.
    Incomplete {
        /// What is missing, as keys of messages.
        what: Vec<&'static str>,
    },
    /// A card was refused too often; there are no more verifications.
    CardLocked,
    /// Costs are charged by tax invoice; there is no card to register.
    NoCard,
    /// The payment gateway can't be reached, or did not answer.
    GatewayAway,
    /// The address book can't be asked.
    AddressesAway,
    /// There is no payment data yet.
    NoPaymentData,
    /// The codes were handed out; nobody can read them again.
    Exported,
    /// The organisation subscribes to the offering already.
    AlreadySubscribed,
    /// There is an order about it already that has not ended.
    AlreadyApplied,
    /// The organisation doesn't subscribe to it, or not any more.
    NotSubscribed,
    /// Things of a subscription are still in use (guide 000 §3.1.1).
    ProductInUse {
        /// The offering's name.
        product: String,
        /// What, each by its name and where it is looked at.
        blockers: Vec<Blocker>,
    },
}

/// Something that stands in the way, for people to go and see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocker {
    /// What kind of thing: the key of its word, `blocker-<kind>`.
    pub kind: &'static str,
    /// What it is called.
    pub name: String,
    /// Where it is in the console.
    pub path: String,
}

impl Refusal {
    /// Every code.
    pub const CODES: [&str; 44] = [
        "sign-up-closed",
        "sign-up-over",
        "wrong-id-or-password",
        "captcha-needed",
        "unverified",
        "suspended",
        "link-over",
        "email-full",
        "sending-exhausted",
        "terms-pending",
        "password-expired",
        "password-initial",
        "superseded",
        "still-holds",
        "too-many",
        "last-operator",
        "yourself",
        "text-forgotten",
        "quota-exceeded",
        "not-in-state",
        "decided",
        "own-order",
        "quote-over",
        "no-approver",
        "no-other-operator",
        "already-member",
        "last-owner",
        "personal-organization",
        "organization-closed",
        "in-use",
        "archived",
        "other-invitee",
        "last-project-admin",
        "incomplete",
        "card-locked",
        "no-card",
        "gateway-away",
        "addresses-away",
        "no-payment-data",
        "exported",
        "already-subscribed",
        "already-applied",
        "not-subscribed",
        "product-in-use",
    ];

    /// What a reader is told: `refusal-<code>`, filled in.
    pub fn words(&self, t: Tr) -> String {
        let mut args: Vec<(&str, Arg<'_>)> = Vec::new();
        if let Self::Suspended { reason } = self {
            args.push(("reason", reason.into()));
        }
        if let Self::TooMany { most } = self {
            args.push(("most", (*most).into()));
        }
        if let Self::QuotaExceeded { dimension, wanted, free } = self {
            args.push(("what", t.s(&format!("dimension-{dimension}")).into()));
            args.push(("wanted", (*wanted).into()));
            args.push(("free", (*free).into()));
        }
        if let Self::NotInState { state } = self {
            args.push(("state", t.s(&format!("order-state-{state}")).into()));
        }
        if let Self::ProductInUse { product, .. } = self {
            args.push(("product", product.into()));
        }
        let missing;
        if let Self::Incomplete { what } = self {
            missing = what.iter().map(|key| t.s(key)).collect::<Vec<_>>().join(", ");
            args.push(("what", missing.as_str().into()));
        }
        t.a(&format!("refusal-{}", self.code()), &args)
    }

    /// The stable code, used in messages (`refusal-<code>`) and problem documents.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SignUpClosed => "sign-up-closed",
            Self::SignUpOver => "sign-up-over",
            Self::WrongIdOrPassword { .. } => "wrong-id-or-password",
            Self::CaptchaNeeded => "captcha-needed",
            Self::Unverified => "unverified",
            Self::Suspended { .. } => "suspended",
            Self::LinkOver => "link-over",
            Self::EmailFull => "email-full",
            Self::SendingExhausted => "sending-exhausted",
            Self::TermsPending => "terms-pending",
            Self::PasswordExpired => "password-expired",
            Self::PasswordInitial => "password-initial",
            Self::Superseded => "superseded",
            Self::StillHolds { .. } => "still-holds",
            Self::TooMany { .. } => "too-many",
            Self::LastOperator => "last-operator",
            Self::Yourself => "yourself",
            Self::TextForgotten => "text-forgotten",
            Self::QuotaExceeded { .. } => "quota-exceeded",
            Self::NotInState { .. } => "not-in-state",
            Self::Decided => "decided",
            Self::OwnOrder => "own-order",
            Self::QuoteOver => "quote-over",
            Self::NoApprover => "no-approver",
            Self::NoOtherOperator => "no-other-operator",
            Self::AlreadyMember => "already-member",
            Self::LastOwner => "last-owner",
            Self::PersonalOrganization => "personal-organization",
            Self::OrganizationClosed => "organization-closed",
            Self::InUse { .. } => "in-use",
            Self::Archived => "archived",
            Self::OtherInvitee => "other-invitee",
            Self::LastProjectAdmin => "last-project-admin",
            Self::Incomplete { .. } => "incomplete",
            Self::CardLocked => "card-locked",
            Self::NoCard => "no-card",
            Self::GatewayAway => "gateway-away",
            Self::AddressesAway => "addresses-away",
            Self::NoPaymentData => "no-payment-data",
            Self::Exported => "exported",
            Self::AlreadySubscribed => "already-subscribed",
            Self::AlreadyApplied => "already-applied",
            Self::NotSubscribed => "not-subscribed",
            Self::ProductInUse { .. } => "product-in-use",
        }
    }
}

impl Error {
    /// One field and the rule it broke.
    pub fn invalid(field: &'static str, rule: Rule) -> Self {
        Self::Invalid(vec![FieldError { field, rule }])
    }

    /// A mistake of ours, with what caused it.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<DbError> for Error {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Unavailable(_) => Self::Unavailable(error),
            DbError::Unique(_)
            | DbError::Decode { .. }
            | DbError::Setting(_)
            | DbError::Migration(_)
            | DbError::Other(_) => Self::Internal(Box::new(error)),
        }
    }
}

/// Collects every broken rule of a form, so that all are told at once.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<FieldError>);

impl Fields {
    /// The parsed value, or its error noted.
    pub(crate) fn take<T>(&mut self, field: &'static str, parsed: std::result::Result<T, Rule>) -> Option<T> {
        parsed.map_err(|rule| self.broke(field, rule)).ok()
    }

    /// Notes a broken rule.
    pub(crate) fn broke(&mut self, field: &'static str, rule: Rule) {
        self.0.push(FieldError { field, rule });
    }

    /// All noted errors, if there are any.
    pub(crate) fn finish(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}
