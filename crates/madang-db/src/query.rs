//! A statement with its arguments. Text enters a statement only as `&'static str`, so what a person typed
//! can only ever be an argument.

use madang_model::billing::Money;
use madang_model::{Secret, Timestamp};
use sqlx::any::AnyArguments;
use sqlx::{Arguments, AssertSqlSafe, Encode, Row as _, Type};

use crate::{Conn, DbError, Record};

/// The arguments of a statement, in order.
#[derive(Default)]
pub struct Args {
    values: AnyArguments,
    count: usize,
}

/// Something that can be an argument.
pub trait Arg {
    /// Appends the stored form of this value.
    fn add_to(self, args: &mut Args);
}

impl Args {
    fn push<T>(&mut self, value: T)
    where
        T: for<'q> Encode<'q, sqlx::Any> + Type<sqlx::Any>,
    {
        self.values.add(value).expect("text, numbers and bytes always encode");
        self.count += 1;
    }
}

macro_rules! plain {
    ($($t:ty => $as:ty),+ $(,)?) => {$(
        impl Arg for $t {
            fn add_to(self, args: &mut Args) {
                args.push(<$as>::from(self));
            }
        }
        impl Arg for Option<$t> {
            fn add_to(self, args: &mut Args) {
                args.push(self.map(<$as>::from));
            }
        }
    )+};
}
plain! { String => String, &str => String, &String => String, i64 => i64, i32 => i64, u32 => i64, u8 => i64, Vec<u8> => Vec<u8> }

impl Arg for Timestamp {
    fn add_to(self, args: &mut Args) {
        args.push(self.micros());
    }
}

impl Arg for Option<Timestamp> {
    fn add_to(self, args: &mut Args) {
        args.push(self.map(Timestamp::micros));
    }
}

impl Arg for Money {
    fn add_to(self, args: &mut Args) {
        args.push(self.micros());
    }
}

impl Arg for &Secret {
    fn add_to(self, args: &mut Args) {
        args.push(self.reveal().to_owned());
    }
}

macro_rules! ids {
    ($($id:ident),+ $(,)?) => {$(
        impl Arg for madang_model::$id {
            fn add_to(self, args: &mut Args) {
                args.push(self.to_string());
            }
        }
        impl Arg for Option<madang_model::$id> {
            fn add_to(self, args: &mut Args) {
                args.push(self.map(|id| id.to_string()));
            }
        }
    )+};
}
ids! {
    MemberId, SignUpId, TermsId, ConsentId, PhoneCodeId, MailLinkId, CaptchaId, SessionId, SshKeyId, TokenId,
    MessageId, AnnouncementId, JobId, OriginId, KeyId, OrganizationId, DepartmentId, MembershipId, InvitationId,
    OrderId, OrderStepId, OrderEventId, AttachmentId, QuoteId, ReservationId, PolicyId, SubstitutionId, ProjectId,
    ClusterId, NoticeId, EventId, WebhookId, DeliveryId, CategoryId, OfferingId, PriceId, OfferingTermsId,
    BillingAccountId, CardCheckId, RetiredCardId, PromotionBatchId, PromotionCodeId, SubscriptionId, UsageIntervalId,
    OfferingConsentId,
}

/// A statement being put together.
///
/// ```
/// # use madang_db::Sql;
/// let mut sql = Sql::new("SELECT * FROM members WHERE state = ").arg("active");
/// sql.push(" AND name_key >= ");
/// let sql = sql.arg("hong").text(" ORDER BY id LIMIT ").arg(51_i64);
/// assert_eq!(sql.as_str(), "SELECT * FROM members WHERE state = $1 AND name_key >= $2 ORDER BY id LIMIT $3");
/// ```
pub struct Sql {
    text: String,
    args: Args,
}

impl Sql {
    /// Starts a statement. `$1` … placeholders in it are filled by [`Sql::bind`].
    pub fn new(text: &'static str) -> Self {
        Self { text: text.to_owned(), args: Args::default() }
    }

    /// Fills the next numbered placeholder that the text already has.
    #[must_use]
    pub fn bind(mut self, value: impl Arg) -> Self {
        value.add_to(&mut self.args);
        self
    }

    /// Appends a placeholder and its value.
    #[must_use]
    pub fn arg(mut self, value: impl Arg) -> Self {
        self.push_arg(value);
        self
    }

    /// Appends text.
    #[must_use]
    pub fn text(mut self, text: &'static str) -> Self {
        self.push(text);
        self
    }

    /// Appends text.
    pub fn push(&mut self, text: &'static str) {
        self.text.push_str(text);
    }

    /// Appends a placeholder and its value.
    pub fn push_arg(&mut self, value: impl Arg) {
        value.add_to(&mut self.args);
        self.text.push('$');
        self.text.push_str(&self.args.count.to_string());
    }

    /// The text so far.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Runs it; how many rows it changed.
    pub async fn execute(self, conn: &mut Conn) -> Result<u64, DbError> {
        let done = sqlx::query_with(AssertSqlSafe(self.text), self.args.values).execute(conn).await?;
        Ok(done.rows_affected())
    }

    /// Runs it; whether it changed exactly the one row that it was guarded for.
    pub async fn changes_one(self, conn: &mut Conn) -> Result<bool, DbError> {
        Ok(self.execute(conn).await? == 1)
    }

    /// The first row, if any.
    pub async fn optional<R: Record>(self, conn: &mut Conn) -> Result<Option<R>, DbError> {
        let row = sqlx::query_with(AssertSqlSafe(self.text), self.args.values).fetch_optional(conn).await?;
        row.as_ref().map(R::read).transpose()
    }

    /// The one row that must be there.
    pub async fn one<R: Record>(self, conn: &mut Conn) -> Result<R, DbError> {
        let row = sqlx::query_with(AssertSqlSafe(self.text), self.args.values).fetch_one(conn).await?;
        R::read(&row)
    }

    /// All rows. The statement bounds how many that can be.
    pub async fn all<R: Record>(self, conn: &mut Conn) -> Result<Vec<R>, DbError> {
        let rows = sqlx::query_with(AssertSqlSafe(self.text), self.args.values).fetch_all(conn).await?;
        rows.iter().map(R::read).collect()
    }

    /// The first column of the one row, as a number.
    pub async fn number(self, conn: &mut Conn) -> Result<i64, DbError> {
        let row = sqlx::query_with(AssertSqlSafe(self.text), self.args.values).fetch_one(conn).await?;
        Ok(row.try_get::<Option<i64>, _>(0)?.unwrap_or(0))
    }
}
