//! 「비밀번호」: what a new password may be.

use crate::{Rule, Secret};

/// Which rules a new password has to meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordPolicy {
    /// Guide 000 §1.1.1: a length, and letters, digits and special characters together; and a list of breached
    /// and common passwords.
    Guide {
        /// Fewest characters.
        min: usize,
        /// Most characters.
        max: usize,
    },
    /// NIST SP 800-63B: a length and a list of breached passwords, no composition rule.
    Nist {
        /// Fewest characters.
        min: usize,
        /// Most characters.
        max: usize,
    },
}

/// What a password must not contain (guide: 「개인정보가 포함된 비밀번호를 사용하지 마십시오」). Empty texts are not looked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct PasswordContext<'a> {
    /// The ID.
    pub login_id: &'a str,
    /// The mobile number, digits only.
    pub phone: &'a str,
    /// The name.
    pub name: &'a str,
    /// The e-mail's local part.
    pub email_local: &'a str,
}

impl PasswordPolicy {
    /// Checks a new password. `breached` answers whether a lower-cased password is on the breached list.
    pub fn check(
        self,
        password: &Secret,
        about: PasswordContext<'_>,
        breached: impl Fn(&str) -> bool,
    ) -> Result<(), Rule> {
        let text = password.reveal();
        if text.is_empty() {
            return Err(Rule::Required);
        }
        if text.chars().any(char::is_control) {
            return Err(Rule::Characters);
        }
        let length = text.chars().count();
        match self {
            Self::Guide { min, max } => {
                let composed = text.chars().any(|c| c.is_ascii_alphabetic())
                    && text.chars().any(|c| c.is_ascii_digit())
                    && text.chars().any(|c| c.is_ascii_punctuation())
                    && text.chars().all(|c| c.is_ascii_graphic());
                if !composed || !(min..=max).contains(&length) {
                    return Err(Rule::PasswordGuide { min, max });
                }
            }
            Self::Nist { min, max } => {
                if !(min..=max).contains(&length) {
                    return Err(Rule::PasswordLength { min, max });
                }
            }
        }
        if breached(&text.to_lowercase()) {
            return Err(Rule::PasswordBreached);
        }
        if contains_personal(text, about) { Err(Rule::PasswordPersonal) } else { Ok(()) }
    }

    /// The fewest and most characters, for the page's own check.
    pub fn length(self) -> (usize, usize) {
        match self {
            Self::Guide { min, max } | Self::Nist { min, max } => (min, max),
        }
    }
}

fn contains_personal(password: &str, about: PasswordContext<'_>) -> bool {
    let password = password.to_lowercase();
    let digits: String = password.chars().filter(char::is_ascii_digit).collect();
    let name: String = about.name.to_lowercase().split_whitespace().collect();
    // Two letters are in half of all passwords by chance; a Korean name of two characters is not.
    let long_enough =
        |part: &str| part.chars().count() >= 3 || (part.chars().count() == 2 && !part.is_ascii());
    let has = |part: &str| long_enough(part) && password.contains(&part.to_lowercase());
    let phone_tail = about.phone.get(3..).unwrap_or_default();
    has(about.login_id)
        || has(&name)
        || has(about.email_local)
        || (phone_tail.len() >= 7 && digits.contains(phone_tail))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GUIDE: PasswordPolicy = PasswordPolicy::Guide { min: 8, max: 15 };
    const NIST: PasswordPolicy = PasswordPolicy::Nist { min: 15, max: 128 };

    fn check(policy: PasswordPolicy, text: &str) -> Result<(), Rule> {
        let about = PasswordContext {
            login_id: "hong12",
            phone: "01012345678",
            name: "Hong Gildong",
            email_local: "gildong",
        };
        policy.check(&Secret::new(text), about, |p| p == "correct horse battery staple")
    }

    #[test]
    fn the_guide_s_composition() {
        assert_eq!(check(GUIDE, "Abcd123!"), Ok(()));
        for bad in ["Abc123!", "Abcdefg!", "12345678!", "Abcd1234", "Abcdefgh1234567!", "비밀번호ab12!"] {
            assert_eq!(check(GUIDE, bad), Err(Rule::PasswordGuide { min: 8, max: 15 }), "{bad}");
        }
    }

    #[test]
    fn personal_data_is_refused() {
        for bad in ["HONG12!xyz", "gildong1!x", "a!12345678", "x1234-5678!", "honggildong1!"] {
            assert_eq!(check(GUIDE, bad), Err(Rule::PasswordPersonal), "{bad}");
        }
    }

    #[test]
    fn what_is_known_from_breaches_is_refused_under_the_guide_too() {
        let known = GUIDE.check(&Secret::new("Qwer1234!"), PasswordContext::default(), |p| p == "qwer1234!");
        assert_eq!(known, Err(Rule::PasswordBreached));
    }

    #[test]
    fn the_nist_policy() {
        assert_eq!(check(NIST, "a long and calm sentence"), Ok(()));
        assert_eq!(check(NIST, "Correct Horse Battery Staple"), Err(Rule::PasswordBreached));
        assert_eq!(check(NIST, "short"), Err(Rule::PasswordLength { min: 15, max: 128 }));
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>(), id in any::<String>(), phone in any::<String>()) {
            let about = PasswordContext { login_id: &id, phone: &phone, name: &text, email_local: &id };
            let _ = GUIDE.check(&Secret::new(text.clone()), about, |_| false);
            let _ = NIST.check(&Secret::new(text.clone()), about, |_| false);
        }
    }
}
