//! Where webhooks may be sent to: nowhere inside, whatever a name says or leads to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use madang_model::Rule;
use url::{Host, Url};

/// The most characters of an address.
const LONGEST: usize = 2000;

/// An address as typed, in its canonical form: https, with a host outside, without account and fragment. Where
/// private ones are allowed, http and hosts inside too. What a name leads to is looked at again when it is
/// called.
pub(super) fn address(typed: &str, allow_private: bool) -> Result<String, Rule> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Rule::Required);
    }
    if typed.chars().count() > LONGEST {
        return Err(Rule::TooLong { max: LONGEST });
    }
    let url = Url::parse(typed).map_err(|_| Rule::WebhookAddress)?;
    let is_safe = match url.scheme() {
        "https" => true,
        "http" => allow_private,
        _ => false,
    };
    let has_extras = !url.username().is_empty() || url.password().is_some() || url.fragment().is_some();
    let is_outside = match url.host() {
        Some(Host::Domain(name)) => !is_inside_name(name),
        Some(Host::Ipv4(ip)) => is_public(IpAddr::V4(ip)),
        Some(Host::Ipv6(ip)) => is_public(IpAddr::V6(ip)),
        None => return Err(Rule::WebhookAddress),
    };
    if is_safe && !has_extras && (is_outside || allow_private) {
        Ok(url.into())
    } else {
        Err(Rule::WebhookAddress)
    }
}

/// Whether a name can't be one of the internet's (RFC 6761, RFC 6762, and what clouds call their metadata).
fn is_inside_name(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    !name.contains('.')
        || [".localhost", ".local", ".internal", ".lan", ".home.arpa", ".invalid"]
            .iter()
            .any(|end| name.ends_with(end))
}

/// Whether an address is somebody's on the internet: neither this machine nor a private, shared, link-local
/// (where clouds keep their metadata), documentation, multicast or reserved one (IANA's special-purpose
/// registries), nor one of those wrapped into an IPv6 address.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(matches!(a, 0 | 10 | 127 | 224..=255)
        || (a == 100 && (64..=127).contains(&b))
        || (a == 169 && b == 254)
        || (a == 172 && (16..=31).contains(&b))
        || (a == 192 && b == 0 && matches!(c, 0 | 2))
        || (a == 192 && b == 88 && c == 99)
        || (a == 192 && b == 168)
        || (a == 198 && matches!(b, 18 | 19))
        || (a == 198 && b == 51 && c == 100)
        || (a == 203 && b == 0 && c == 113))
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    if let Some(inner) = ip.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    let [a, b, c, ..] = ip.segments();
    if a == 0x2002 {
        // 6to4 carries an IPv4 address.
        let ([b1, b2], [c1, c2]) = (b.to_be_bytes(), c.to_be_bytes());
        return is_public_v4(Ipv4Addr::new(b1, b2, c1, c2));
    }
    // Only 2000::/3 is given out; of it 2001::/23 is for protocols, and two blocks are for documentation.
    (0x2000..=0x3fff).contains(&a)
        && !(a == 0x2001 && (b < 0x0200 || b == 0x0db8))
        && !(a == 0x3fff && b < 0x1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_inside_is_not_public() {
        let inside = [
            "127.0.0.1",
            "0.0.0.0",
            "10.1.2.3",
            "172.31.0.1",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fd00::1",
            "fd00:ec2::254",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::7f00:1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "3fff:1::1",
        ];
        for ip in inside {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in [
            "8.8.8.8",
            "172.32.0.1",
            "100.128.0.1",
            "211.234.100.1",
            "2606:4700::1111",
            "2001:200::1",
            "2002:808:808::",
        ] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
    }

    #[test]
    fn addresses_are_https_and_outside_unless_private_ones_are_allowed() {
        assert_eq!(
            address(" https://hooks.example.com/a?b=1 ", false).unwrap(),
            "https://hooks.example.com/a?b=1"
        );
        let refused = [
            "http://hooks.example.com/",
            "https://localhost/",
            "https://db/",
            "https://a.internal/x",
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://[::1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://user:pw@example.com/",
            "https://example.com/#a",
            "ftp://example.com/",
            "hooks.example.com",
            "https://",
            "https://169.254.169.254/latest/meta-data",
            "https://localhost./",
        ];
        for typed in refused {
            assert_eq!(address(typed, false), Err(Rule::WebhookAddress), "{typed}");
        }
        assert!(
            address("http://127.0.0.1:8080/", true).is_ok()
                && address("https://user@127.0.0.1/", true).is_err()
        );
        assert_eq!(address("  ", false), Err(Rule::Required));
        let long = format!("https://example.com/{}", "a".repeat(LONGEST));
        assert_eq!(address(&long, false), Err(Rule::TooLong { max: LONGEST }));
    }

    proptest! {
        #[test]
        fn a_wrapped_address_is_as_public_as_what_is_in_it(bits: u32) {
            let v4 = Ipv4Addr::from(bits);
            prop_assert_eq!(is_public(IpAddr::V6(v4.to_ipv6_mapped())), is_public(IpAddr::V4(v4)));
        }

        #[test]
        fn what_is_taken_is_taken_again(typed in any::<String>()) {
            if let Ok(taken) = address(&typed, true) {
                prop_assert_eq!(address(&taken, true), Ok(taken));
            }
        }
    }
}
