//! Signing as Standard Webhooks has it: `HMAC-SHA256(secret, "<id>.<timestamp>.<body>")`, in Base64, behind
//! `v1,` (<https://www.standardwebhooks.com>).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use madang_model::Secret;
use sha2::Sha256;

use crate::Ctx;

/// What secrets begin with; the rest is the key in Base64.
pub const SECRET_PREFIX: &str = "whsec_";

/// What secrets are sealed for.
pub(super) const PURPOSE: &str = "webhook";

/// A new secret of 32 random bytes, in its written form.
pub(super) fn new_secret(ctx: &Ctx) -> Secret {
    let mut key = [0; 32];
    ctx.platform.entropy.fill(&mut key);
    Secret::new(format!("{SECRET_PREFIX}{}", STANDARD.encode(key)))
}

/// The signature of one request by one secret; none for a secret that is not in its written form.
pub fn signature(secret: &Secret, id: &str, timestamp: i64, body: &str) -> Option<String> {
    let key = STANDARD.decode(secret.reveal().strip_prefix(SECRET_PREFIX)?).ok()?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("HMAC takes keys of any length");
    mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
    Some(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_of_the_convention_s_own_example_is_signed_as_there() {
        let secret = Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let signed =
            signature(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}");
        assert_eq!(signed.unwrap(), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assert!(signature(&Secret::new("plain"), "a", 1, "").is_none());
    }
}
