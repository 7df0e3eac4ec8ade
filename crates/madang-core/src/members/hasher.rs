//! Password hashing: Argon2id, off the async threads, no more at a time than the machine has cores.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use madang_model::Secret;
use tokio::sync::Semaphore;

use crate::{Ctx, Entropy, Error, Result};

/// How many may wait for each core; at a few dozen hashes a second, whoever came later would wait for seconds.
const WAITING_PER_CORE: usize = 64;

/// When whoever found too many waiting may try again.
const BUSY: Duration = Duration::from_secs(5);

/// Hashes and verifies passwords. Cheap to clone.
#[derive(Clone)]
pub struct Hasher {
    params: Params,
    entropy: Arc<dyn Entropy>,
    places: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    nobody: Arc<str>,
    breached: Arc<HashSet<String>>,
}

/// What verifying said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// It is not the password.
    No,
    /// It is.
    Yes,
    /// It is, and its hash was made with other parameters than today's; this is a new one.
    YesOutdated(String),
}

impl Hasher {
    /// A hasher with `memory_kib` KiB and `passes` passes, that knows these breached passwords, lower-cased. None where Argon2 can't work with these.
    pub fn new(
        memory_kib: u32,
        passes: u32,
        breached: HashSet<String>,
        entropy: Arc<dyn Entropy>,
    ) -> Option<Self> {
        let params = Params::new(memory_kib, passes, 1, None).ok()?;
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let nobody = hash(&params, b"nobody's password", &[0; 16]).ok()?;
        Some(Self {
            params,
            entropy,
            places: Arc::new(Semaphore::new(cores)),
            waiting: Arc::new(Semaphore::new(cores * WAITING_PER_CORE)),
            nobody: nobody.into(),
            breached: Arc::new(breached),
        })
    }

    /// The hash of a new password, as a PHC string.
    pub async fn hash(&self, password: &Secret) -> Result<String> {
        let mut salt = [0; 16];
        self.entropy.fill(&mut salt);
        let (params, password) = (self.params.clone(), password.clone());
        self.off_thread(move || hash(&params, password.reveal().as_bytes(), &salt))
            .await?
            .map_err(Error::internal)
    }

    /// Whether `password` is the one that `hash` was made of. Without a hash, because there is no such member,
    /// the work is the same and the answer no.
    pub async fn verify(&self, password: &Secret, hash_of: Option<&str>) -> Result<Match> {
        let known = hash_of.is_some();
        let phc = hash_of.unwrap_or(&self.nobody).to_owned();
        let (params, password_copy) = (self.params.clone(), password.clone());
        let (fits, outdated) = self
            .off_thread(move || {
                let fits = Argon2::default()
                    .verify_password(password_copy.reveal().as_bytes(), phc.as_str())
                    .is_ok();
                let outdated = PasswordHash::new(&phc).is_ok_and(|h| {
                    Params::try_from(&h)
                        .is_ok_and(|p| p.m_cost() != params.m_cost() || p.t_cost() != params.t_cost())
                });
                (fits, outdated)
            })
            .await?;
        Ok(match (known && fits, outdated) {
            (false, _) => Match::No,
            (true, false) => Match::Yes,
            (true, true) => Match::YesOutdated(self.hash(password).await?),
        })
    }

    async fn off_thread<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let _waiting = self.waiting.try_acquire().map_err(|_| Error::Limited { retry_after: BUSY })?;
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(Error::internal)?;
        // The place goes along: a client that hangs up does not free a core that is still hashing.
        tokio::task::spawn_blocking(move || {
            let _place = place;
            work()
        })
        .await
        .map_err(Error::internal)
    }
}

fn hash(
    params: &Params,
    password: &[u8],
    salt: &[u8],
) -> std::result::Result<String, argon2::password_hash::Error> {
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    Ok(argon2.hash_password_with_salt(password, salt)?.to_string())
}

/// Whether a lower-cased password is on the list of breached ones, or is made of what this service is called,
/// which everybody would think of.
pub(super) fn is_breached(ctx: &Ctx, password: &str) -> bool {
    let product = &ctx.settings().product;
    let names = [&product.name_ko, &product.name_en, &product.company];
    ctx.platform.hasher.breached.contains(password)
        || names.into_iter().any(|name| {
            let name = name.split_whitespace().collect::<String>().to_lowercase();
            name.len() >= 3 && password.contains(&name)
        })
}
