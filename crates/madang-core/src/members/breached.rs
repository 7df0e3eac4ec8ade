//! Passwords that are known from breaches, or that many think of (NIST SP 800-63B §3.1.1.2, ASVS V6.2.4): two
//! built-in lists, and a site's own.

use std::collections::HashSet;

use madang_model::members::PasswordPolicy;

const BREACHED: &str = include_str!("../../data/breached-passwords.txt");
const COMMON: &str = include_str!("../../data/common-passwords.txt");

/// The built-in lists and the lines of `more`, lower-cased as they are compared; without those that `policy`
/// refuses for their length anyway.
pub fn breached_passwords(policy: PasswordPolicy, more: &str) -> HashSet<String> {
    let (least, most) = policy.length();
    [BREACHED, COMMON]
        .into_iter()
        .flat_map(|list| list.lines().skip_while(|line| line.starts_with('#')))
        .chain(more.lines())
        .map(|line| line.trim().to_lowercase())
        .filter(|line| (least..=most).contains(&line.chars().count()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUIDE: PasswordPolicy = PasswordPolicy::Guide { min: 8, max: 15 };
    const NIST: PasswordPolicy = PasswordPolicy::Nist { min: 15, max: 128 };

    #[test]
    fn all_lists_count() {
        let known = breached_passwords(NIST, "Our-Old-Default-Password\r\n\n");
        assert!(known.contains("passwordpassword") && known.contains("our-old-default-password"));
        assert!(!known.contains("password") && known.iter().all(|p| !p.contains("Royce")));
        assert!(breached_passwords(GUIDE, "").contains("password"));
    }

    /// ASVS wants at least 3,000 that the policy would let through otherwise.
    #[test]
    fn each_policy_has_thousands_that_it_would_take() {
        for policy in [GUIDE, NIST] {
            let known = breached_passwords(policy, "");
            let taken = |text: &str| {
                policy.check(&madang_model::Secret::new(text), Default::default(), |_| false).is_ok()
            };
            let count = known.iter().filter(|text| taken(text)).count();
            assert!(count >= 3000, "{policy:?}: {count}");
        }
    }

    #[test]
    fn what_people_think_of_is_known() {
        let known = breached_passwords(GUIDE, "");
        for common in [
            "qwer1234!",
            "password1!",
            "abcd1234!",
            "1q2w3e4r!@",
            "p@ssw0rd",
            "1234!@#$qwer",
            "1qaz@wsx",
            "tkfkdgo1!",
            "dkssud123!",
            "qlalfqjsgh1!",
            "admin1234!",
            "seoul2026!",
        ] {
            assert!(known.contains(common), "{common}");
        }
        for fine in ["str0ng!pass", "journey!2026", "k7-wall%paper"] {
            assert!(!known.contains(fine), "{fine}");
        }
    }
}
