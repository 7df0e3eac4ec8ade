//! What an SSH public key may be.

use madang_model::Rule;
use ssh_key::public::KeyData;
use ssh_key::{HashAlg, PublicKey};

/// The longest text that is looked at, in bytes: an RSA key of 16,384 bits has less than 3,000.
const LONGEST: usize = 16 * 1024;

/// The fewest bits of an RSA key.
const RSA_BITS: usize = 3072;

/// A key that may be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parsed {
    /// One OpenSSH line, without the comment.
    pub(super) line: String,
    /// `SHA256:…`
    pub(super) fingerprint: String,
    /// What stood behind the key.
    pub(super) comment: String,
}

/// Parses one OpenSSH public key as typed. Options before it, more lines, certificates, DSA and short RSA keys
/// break [`Rule::SshKey`]; a private key breaks a rule of its own, because it has just been given away.
pub(super) fn parse(text: &str) -> Result<Parsed, Rule> {
    if text.len() > LONGEST {
        return Err(Rule::TooLong { max: LONGEST });
    }
    let text = text.trim();
    if text.is_empty() {
        return Err(Rule::Required);
    }
    if text.contains("PRIVATE KEY") || text.starts_with("PuTTY-User-Key-File") {
        return Err(Rule::SshPrivateKey);
    }
    if text.chars().any(|c| c.is_control() && c != '\t') {
        return Err(Rule::SshKey);
    }
    let mut parts = text.splitn(3, [' ', '\t']).map(str::trim);
    let (Some(kind), Some(base64)) = (parts.next(), parts.next()) else { return Err(Rule::SshKey) };
    let key = PublicKey::from_openssh(&format!("{kind} {base64}")).map_err(|_| Rule::SshKey)?;
    let fits = match key.key_data() {
        KeyData::Ed25519(_) | KeyData::Ecdsa(_) | KeyData::SkEd25519(_) | KeyData::SkEcdsaSha2NistP256(_) => {
            true
        }
        KeyData::Rsa(rsa) => rsa.n.as_positive_bytes().is_some_and(|n| bits(n) >= RSA_BITS),
        // The crate's enum grows; what it brings then is not accepted before somebody has looked at it.
        KeyData::Dsa(_) | KeyData::Other(_) | _ => false,
    };
    if !fits {
        return Err(Rule::SshKey);
    }
    let line = key.to_openssh().map_err(|_| Rule::SshKey)?;
    let comment = parts.next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Parsed { line, fingerprint: key.fingerprint(HashAlg::Sha256).to_string(), comment })
}

/// How many bits a number has whose bytes begin with its highest.
fn bits(number: &[u8]) -> usize {
    let number: &[u8] = match number.iter().position(|byte| *byte != 0) {
        Some(first) => &number[first..],
        None => return 0,
    };
    number.len() * 8 - number[0].leading_zeros() as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ED25519: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti";

    #[test]
    fn a_key_loses_its_comment_and_keeps_its_fingerprint() {
        let parsed = parse(&format!("  {ED25519} hong@example.com\n")).unwrap();
        assert_eq!(parsed.line, ED25519);
        assert_eq!(parsed.fingerprint, "SHA256:UCUiLr7Pjs9wFFJMDByLgc3NrtdU344OgUM45wZPcIQ");
        assert_eq!(parsed.comment, "hong@example.com");
    }

    #[test]
    fn what_is_not_one_public_key_is_refused() {
        let options = format!("command=\"sh\" {ED25519}");
        let two = format!("{ED25519}\n{ED25519}");
        let renamed = ED25519.replace("ssh-ed25519", "ssh-rsa");
        let cut = &ED25519[..60];
        for bad in [options.as_str(), &two, &renamed, cut, "ssh-ed25519", "hello", "ssh-ed25519 !!!!"] {
            assert_eq!(parse(bad), Err(Rule::SshKey), "{bad}");
        }
        assert_eq!(
            parse("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----"),
            Err(Rule::SshPrivateKey)
        );
        assert_eq!(parse("PuTTY-User-Key-File-3: ssh-ed25519"), Err(Rule::SshPrivateKey));
        assert_eq!(parse(" \n"), Err(Rule::Required));
        assert_eq!(parse(&"a".repeat(LONGEST + 1)), Err(Rule::TooLong { max: LONGEST }));
    }

    #[test]
    fn bits_of_numbers() {
        assert_eq!((bits(&[0, 1]), bits(&[0x80, 0]), bits(&[]), bits(&[0])), (1, 16, 0, 0));
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = parse(&text);
        }

        #[test]
        fn never_panics_on_what_looks_like_a_key(base64 in "[A-Za-z0-9+/]{0,200}={0,2}", comment in ".{0,20}") {
            for kind in ["ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "sk-ssh-ed25519@openssh.com"] {
                let _ = parse(&format!("{kind} {base64} {comment}"));
            }
        }
    }
}
