//! What an operation is given: who acts, from where, in which language, and the platform to act on.
//! Time, randomness and ids come from here, so that tests own them.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use madang_db::Db;
use madang_i18n::{Lang, Tr};
use madang_jobs::Nudge;
use madang_model::{Clock, Id, MemberId, OriginId, Secret, Timestamp};
use sha2::{Digest, Sha256};

use crate::billing::{AddressBook, BusinessRegister, PaymentGateway};
use crate::idempotency::Claim;
use crate::members::{Hasher, Hold, Holdings};
use crate::orders::OrderKind;
use crate::projects::ProjectHoldings;
use crate::subscriptions::ProductHoldings;
use crate::{Action, Actor, Error, Result, Settings, Standing, Vault, Via, Work};

/// Where randomness comes from.
pub trait Entropy: Send + Sync {
    /// Fills `bytes` with random ones.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        #[expect(clippy::disallowed_methods, reason = "this is the one place where randomness enters")]
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

/// The operating system's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        #[expect(clippy::disallowed_methods, reason = "this is the one place where time enters")]
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }
}

/// What all operations of a running program share. Cheap to clone.
#[derive(Clone)]
pub struct Platform {
    /// The database.
    pub db: Db,
    /// The settings in force.
    pub settings: Arc<Settings>,
    /// Seals secrets and signs tokens.
    pub vault: Vault,
    /// Hashes passwords, no more at a time than the machine has cores.
    pub hasher: Hasher,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Wakes this process's worker.
    pub nudge: Nudge,
    /// What members can hold that keeps them from leaving: one of each feature that they hold things of.
    pub holdings: Arc<[Arc<dyn Holdings>]>,
    /// What can be in projects and keeps them from being deleted: one of each feature that puts things there.
    pub project_holdings: Arc<[Arc<dyn ProjectHoldings>]>,
    /// What can be applied for: one of each kind of order.
    pub order_kinds: Arc<[Arc<dyn OrderKind>]>,
    /// What products keep for subscriptions: one of each that has anything.
    pub products: Arc<[Arc<dyn ProductHoldings>]>,
    /// Says whether a company is in business.
    pub business_register: Arc<dyn BusinessRegister>,
    /// Where addresses are looked up; without one they are typed by hand.
    pub addresses: Option<Arc<dyn AddressBook>>,
    /// Verifies and charges cards.
    pub payments: Arc<dyn PaymentGateway>,
}

/// Where a request came from.
#[derive(Clone)]
pub struct Origin {
    /// The client's network address.
    pub address: String,
    /// What the client calls itself, shortened.
    pub client: String,
    /// The request, as it appears in logs and on error pages.
    pub request_id: String,
}

impl Origin {
    /// The program itself.
    pub fn local() -> Self {
        Self { address: "-".to_owned(), client: "madang".to_owned(), request_id: "-".to_owned() }
    }
}

/// One call's surroundings.
#[derive(Clone)]
pub struct Ctx {
    /// What all calls share.
    pub platform: Platform,
    /// On whose behalf.
    pub actor: Actor,
    /// From where.
    pub origin: Origin,
    /// The reader's language.
    pub lang: Lang,
    /// The request that a client may send again, where it is one.
    pub claim: Option<Claim>,
}

impl Ctx {
    /// The program itself acting.
    pub fn system(platform: Platform) -> Self {
        Self { platform, actor: Actor::System, origin: Origin::local(), lang: Lang::default(), claim: None }
    }

    /// The same call, with what it writes meant for a reader of the language with this tag.
    pub(crate) fn reading(&self, tag: &str) -> Self {
        Self { lang: Lang::from_tag(tag).unwrap_or_default(), ..self.clone() }
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.platform.clock.now()
    }

    /// A new id. Ids made later order later.
    pub fn new_id<T: Id>(&self) -> T {
        T::from_uuid(uuid_v7(self.now(), self.platform.entropy.as_ref()))
    }

    /// A new token of 256 random bits, URL-safe, with a prefix that says what it is.
    pub fn new_token(&self, prefix: &str) -> Secret {
        let mut bytes = [0; 32];
        self.platform.entropy.fill(&mut bytes);
        Secret::new(format!("{prefix}{}", URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// A random number below `bound`, without bias.
    pub fn random_below(&self, bound: u32) -> u32 {
        let zone = u32::MAX - u32::MAX % bound;
        loop {
            let mut bytes = [0; 4];
            self.platform.entropy.fill(&mut bytes);
            let number = u32::from_le_bytes(bytes);
            if number < zone {
                return number % bound;
            }
        }
    }

    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.platform.settings
    }

    /// The vault.
    pub fn vault(&self) -> &Vault {
        &self.platform.vault
    }

    /// Texts in the reader's language.
    pub fn tr(&self) -> Tr {
        Tr::new(self.lang)
    }

    /// Refuses unless the actor may do `action` to something of `owner`. Stands right above what it guards.
    pub fn authorize(&self, action: Action, owner: Option<MemberId>) -> Result<()> {
        self.actor.may(action, owner)
    }

    /// Refuses unless the actor, being `standing` to the thing, may do `action` to it. For a stranger there is no
    /// such thing.
    pub fn authorize_as(&self, action: Action, standing: Standing) -> Result<()> {
        self.actor.may_as(action, standing)
    }

    /// Like [`Ctx::authorize`], for the act that lifts `hold`, such as agreeing to new terms.
    pub fn authorize_lifting(&self, hold: Hold, action: Action, owner: Option<MemberId>) -> Result<()> {
        self.actor.may_lifting(hold, action, owner)
    }

    /// Refuses unless the password was given within the settings' time. Tokens can't give one.
    pub fn require_recent(&self) -> Result<()> {
        let limit = std::time::Duration::from_secs(u64::from(self.settings().session.recent_minutes) * 60);
        match &self.actor {
            Actor::Member { via: Via::Session { authenticated_at, .. }, .. }
                if self.now().since(*authenticated_at) <= limit =>
            {
                Ok(())
            }
            Actor::System => Ok(()),
            Actor::Member { .. } => Err(Error::ReauthenticationRequired),
            Actor::Visitor => Err(Error::SignInRequired),
        }
    }

    /// A connection to read with.
    pub async fn read(&self) -> Result<madang_db::Reader> {
        Ok(self.platform.db.read().await?)
    }

    /// Begins a unit of work: one transaction with its audit entries, messages and jobs.
    pub async fn begin(&self) -> Result<Work<'_>> {
        Work::begin(self).await
    }

    /// The id under which this call's origin is noted; the same for all entries of one call.
    pub(crate) fn origin_id(&self) -> OriginId {
        self.new_id()
    }
}

/// SHA-256 in hexadecimal: how tokens are stored. They are random enough to need no salt.
pub(crate) fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// An id before every one made at `at` or later, to compare ids with.
pub(crate) fn first_id<T: Id>(at: Timestamp) -> T {
    struct Zeros;
    impl Entropy for Zeros {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0);
        }
    }
    T::from_uuid(uuid_v7(at, &Zeros))
}

/// A UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, 12 bits of the millisecond's fraction, 62 random bits.
pub(crate) fn uuid_v7(now: Timestamp, entropy: &dyn Entropy) -> uuid::Uuid {
    let micros = u64::try_from(now.micros()).unwrap_or(0);
    let (millis, fraction) = (micros / 1000, (micros % 1000) * 4096 / 1000);
    let mut bytes = [0; 16];
    entropy.fill(&mut bytes);
    bytes[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
    bytes[6] = 0x70 | u8::try_from(fraction >> 8).unwrap_or(0) & 0x0f;
    bytes[7] = u8::try_from(fraction & 0xff).unwrap_or(0);
    bytes[8] = 0x80 | bytes[8] & 0x3f;
    uuid::Uuid::from_bytes(bytes)
}
