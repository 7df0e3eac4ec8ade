//! Reading rows into typed records.

use madang_model::billing::Money;
use madang_model::{Secret, Timestamp};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::DbError;

/// A value that one column can hold.
pub trait Column: Sized {
    /// Reads the column called `name`.
    fn column(row: &AnyRow, name: &str) -> Result<Self, DbError>;
}

/// A struct that one row can hold; made with [`record!`](crate::record).
pub trait Record: Sized {
    /// Reads it from a row.
    fn read(row: &AnyRow) -> Result<Self, DbError>;
}

/// Reading a column by its name, with the type inferred.
pub trait Columns {
    /// The column called `name`.
    fn col<T: Column>(&self, name: &str) -> Result<T, DbError>;
}

impl Columns for AnyRow {
    fn col<T: Column>(&self, name: &str) -> Result<T, DbError> {
        T::column(self, name)
    }
}

macro_rules! plain {
    ($($t:ty),+) => {$(
        impl Column for $t {
            fn column(row: &AnyRow, name: &str) -> Result<Self, DbError> {
                Ok(row.try_get(name)?)
            }
        }
        impl Column for Option<$t> {
            fn column(row: &AnyRow, name: &str) -> Result<Self, DbError> {
                Ok(row.try_get(name)?)
            }
        }
    )+};
}
plain!(String, i64, Vec<u8>);

impl Column for Timestamp {
    fn column(row: &AnyRow, name: &str) -> Result<Self, DbError> {
        i64::column(row, name).map(Self::from_micros)
    }
}

impl Column for Option<Timestamp> {
    fn column(row: &AnyRow, name: &str) -> Result<Self, DbError> {
        Ok(Option::<i64>::column(row, name)?.map(Timestamp::from_micros))
    }
}

impl Column for Money {
    fn column(row: &AnyRow, name: &str) -> Result<Self, DbError> {
        i64::column(row, name).map(Self::from_micros)
    }
}

impl Column for Secret {
    fn column(row: &AnyRow, name: &str) -> Result<Self, DbError> {
        String::column(row, name).map(Self::new)
    }
}

/// Makes model types that parse from text readable as columns.
#[macro_export]
macro_rules! text_columns {
    ($($t:ty),+ $(,)?) => {$(
        impl $crate::Column for $t {
            fn column(row: &$crate::AnyRow, name: &str) -> Result<Self, $crate::DbError> {
                <String as $crate::Column>::column(row, name)?
                    .parse()
                    .map_err(|_| $crate::DbError::Decode { column: name.to_owned() })
            }
        }
        impl $crate::Column for Option<$t> {
            fn column(row: &$crate::AnyRow, name: &str) -> Result<Self, $crate::DbError> {
                <Option<String> as $crate::Column>::column(row, name)?
                    .map(|text| text.parse().map_err(|_| $crate::DbError::Decode { column: name.to_owned() }))
                    .transpose()
            }
        }
    )+};
}

text_columns! {
    madang_model::MemberId, madang_model::SignUpId, madang_model::TermsId, madang_model::ConsentId,
    madang_model::PhoneCodeId, madang_model::MailLinkId, madang_model::CaptchaId, madang_model::SessionId,
    madang_model::SshKeyId, madang_model::TokenId, madang_model::MessageId, madang_model::AnnouncementId,
    madang_model::JobId, madang_model::OriginId, madang_model::KeyId,
    madang_model::OrganizationId,
    madang_model::DepartmentId,
    madang_model::MembershipId,
    madang_model::InvitationId,
    madang_model::OrderId,
    madang_model::OrderStepId,
    madang_model::OrderEventId,
    madang_model::AttachmentId,
    madang_model::QuoteId,
    madang_model::ReservationId,
    madang_model::PolicyId,
    madang_model::SubstitutionId,
    madang_model::ProjectId,
    madang_model::ClusterId,
    madang_model::NoticeId,
    madang_model::EventId,
    madang_model::WebhookId,
    madang_model::DeliveryId,
    madang_model::CategoryId,
    madang_model::OfferingId,
    madang_model::PriceId,
    madang_model::OfferingTermsId,
    madang_model::BillingAccountId,
    madang_model::CardCheckId,
    madang_model::RetiredCardId,
    madang_model::PromotionBatchId,
    madang_model::PromotionCodeId,
    madang_model::SubscriptionId,
    madang_model::UsageIntervalId,
    madang_model::OfferingConsentId,
    madang_model::billing::AccountState, madang_model::billing::BusinessStanding,
    madang_model::billing::CheckOutcome, madang_model::billing::PayerKind, madang_model::billing::PaymentMethod,
    madang_model::catalog::OfferingState, madang_model::catalog::SubscriptionState,
    madang_model::catalog::TeardownState, madang_model::billing::DiscountKind, madang_model::catalog::Product, madang_model::catalog::Meter,
    madang_model::catalog::Slug,
    madang_model::members::StaffRole, madang_model::organizations::OrgRole, madang_model::orders::OrderState,
    madang_model::orders::StepState, madang_model::orders::StepKind,
    madang_model::approvals::Candidate, madang_model::approvals::Decision, madang_model::projects::ProjectRole, madang_model::projects::ProjectState,
    madang_model::organizations::OrganizationKind, madang_model::organizations::OrganizationState,
    madang_model::organizations::Joining, madang_model::organizations::MembershipState,
    madang_model::organizations::InvitationState,
    madang_model::clusters::ClusterHealth, madang_model::clusters::ClusterState,
    madang_model::quota::Dimension, madang_model::quota::QuotaScope,
}

/// Defines a record: a struct whose fields are columns of the same name.
#[macro_export]
macro_rules! record {
    ($(#[$doc:meta])* $vis:vis struct $name:ident { $($(#[$field_doc:meta])* pub $field:ident : $t:ty),+ $(,)? }) => {
        $(#[$doc])*
        $vis struct $name {
            $($(#[$field_doc])* pub $field: $t),+
        }

        impl $crate::Record for $name {
            fn read(row: &$crate::AnyRow) -> Result<Self, $crate::DbError> {
                use $crate::Columns as _;
                Ok(Self { $($field: row.col(stringify!($field))?),+ })
            }
        }
    };
}

/// A single column called `value`.
impl Record for String {
    fn read(row: &AnyRow) -> Result<Self, DbError> {
        row.col("value")
    }
}
