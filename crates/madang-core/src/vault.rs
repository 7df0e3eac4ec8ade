//! Secrets at rest: an envelope of two keys. The master key lives outside the database and wraps data keys;
//! a data key seals secrets (XChaCha20-Poly1305) or signs (HMAC-SHA-256).

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use madang_db::{Db, DbError};
use madang_model::{Id, KeyId, Secret, Timestamp};
use madang_store::data_keys;
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::Entropy;

/// What can go wrong with sealed things.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The master key is not the one that the database's keys were wrapped by, or the text was changed.
    #[error("a secret can't be opened: the master key is not the one it was sealed under, or it was altered")]
    Sealed,
    /// The master key has the wrong form.
    #[error("the master key is not 32 bytes in hexadecimal")]
    MasterKey,
    /// The keys can't be read.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// The key that wraps all others.
#[derive(Clone)]
pub struct MasterKey([u8; 32]);

impl MasterKey {
    /// Reads it from its written form, 64 hexadecimal digits.
    pub fn parse(text: &Secret) -> Result<Self, VaultError> {
        let mut key = [0; 32];
        hex::decode_to_slice(text.reveal().trim(), &mut key).map_err(|_| VaultError::MasterKey)?;
        Ok(Self(key))
    }

    /// Makes a new one, in its written form.
    pub fn generate(entropy: &dyn Entropy) -> Secret {
        let mut key = [0; 32];
        entropy.fill(&mut key);
        Secret::new(hex::encode(key))
    }
}

struct DataKey {
    id: KeyId,
    key: [u8; 32],
}

/// Seals, opens and signs. Cheap to clone.
#[derive(Clone)]
pub struct Vault {
    keys: Arc<Vec<DataKey>>,
    signing: Arc<[u8; 32]>,
    entropy: Arc<dyn Entropy>,
}

impl Vault {
    /// Opens the database's data keys with the master key, making the first ones on an empty database.
    pub async fn open(
        db: &Db,
        master: &MasterKey,
        entropy: Arc<dyn Entropy>,
        now: Timestamp,
    ) -> Result<Self, VaultError> {
        let mut tx = db.begin().await?;
        let mut rows = data_keys::all(&mut tx).await?;
        for purpose in ["seal", "sign"] {
            if rows.iter().any(|row| row.purpose == purpose) {
                continue;
            }
            let mut key = [0; 32];
            entropy.fill(&mut key);
            let id = crate::context::uuid_v7(now, entropy.as_ref());
            let id = KeyId::from_uuid(id);
            let wrapped = seal_with(&master.0, &id.to_string(), purpose, &key, entropy.as_ref());
            data_keys::insert(&mut tx, id, purpose, &wrapped, now).await?;
            rows.push(data_keys::DataKeyRow { id, purpose: purpose.to_owned(), wrapped, retired_at: None });
        }
        let mut keys = Vec::with_capacity(rows.len());
        let mut signing = None;
        for row in rows {
            let opened = open_with(&master.0, &row.id.to_string(), &row.purpose, &row.wrapped)?;
            let key: [u8; 32] = opened.try_into().map_err(|_| VaultError::Sealed)?;
            if row.purpose == "sign" {
                signing = signing.or(Some(key));
            } else {
                keys.push(DataKey { id: row.id, key });
            }
        }
        tx.commit().await?;
        let signing = signing.ok_or(VaultError::Sealed)?;
        Ok(Self { keys: Arc::new(keys), signing: Arc::new(signing), entropy })
    }

    /// Seals `plain` for one purpose; a text sealed for another purpose does not open.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> String {
        let newest = self.keys.first().expect("opening the vault made sure of a sealing key");
        let sealed = seal_with(&newest.key, &newest.id.to_string(), purpose, plain, self.entropy.as_ref());
        format!("{}.{sealed}", newest.id)
    }

    /// Opens what [`Vault::seal`] sealed for the same purpose.
    pub fn unseal(&self, purpose: &str, sealed: &str) -> Result<Vec<u8>, VaultError> {
        let (id, sealed) = sealed.split_once('.').ok_or(VaultError::Sealed)?;
        let key = self.keys.iter().find(|key| key.id.to_string() == id).ok_or(VaultError::Sealed)?;
        open_with(&key.key, id, purpose, sealed)
    }

    /// A keyed hash of `data` for one purpose, in hexadecimal: for looking things up without keeping them,
    /// and for tokens that prove where they came from.
    pub fn sign(&self, purpose: &str, data: &[u8]) -> String {
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(self.signing.as_ref())
            .expect("HMAC takes keys of any length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(data);
        hex::encode(mac.finalize().into_bytes())
    }

    /// Whether `signature` is the one of `data`, in constant time.
    pub fn verify(&self, purpose: &str, data: &[u8], signature: &str) -> bool {
        self.sign(purpose, data).as_bytes().ct_eq(signature.as_bytes()).into()
    }
}

fn seal_with(key: &[u8; 32], id: &str, purpose: &str, plain: &[u8], entropy: &dyn Entropy) -> String {
    let mut nonce = [0; 24];
    entropy.fill(&mut nonce);
    let aad = format!("{id}\0{purpose}");
    let cipher = XChaCha20Poly1305::new(key.into());
    let sealed = cipher
        .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: aad.as_bytes() })
        .expect("sealing in memory fails only beyond 256 GiB");
    let mut whole = nonce.to_vec();
    whole.extend(sealed);
    BASE64.encode(whole)
}

fn open_with(key: &[u8; 32], id: &str, purpose: &str, sealed: &str) -> Result<Vec<u8>, VaultError> {
    let whole = BASE64.decode(sealed).map_err(|_| VaultError::Sealed)?;
    let (nonce, sealed) = whole.split_at_checked(24).ok_or(VaultError::Sealed)?;
    let nonce: [u8; 24] = nonce.try_into().map_err(|_| VaultError::Sealed)?;
    let aad = format!("{id}\0{purpose}");
    XChaCha20Poly1305::new(key.into())
        .decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: aad.as_bytes() })
        .map_err(|_| VaultError::Sealed)
}

impl From<VaultError> for crate::Error {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Db(db) => db.into(),
            VaultError::Sealed | VaultError::MasterKey => Self::internal(error),
        }
    }
}
