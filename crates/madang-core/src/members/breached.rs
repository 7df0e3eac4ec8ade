//! Passwords that are known from breaches (NIST SP 800-63B §3.1.1.2): a built-in list, and a site's own.

use std::collections::HashSet;

const BUILT_IN: &str = include_str!("../../data/breached-passwords.txt");

/// The built-in list and the lines of `more`, lower-cased as they are compared.
pub fn breached_passwords(more: &str) -> HashSet<String> {
    BUILT_IN
        .lines()
        .skip_while(|line| line.starts_with('#'))
        .chain(more.lines())
        .map(|line| line.trim().to_lowercase())
        .filter(|line| !line.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lists_count() {
        let known = breached_passwords("Our-Old-Default-Password\r\n\n");
        assert!(known.len() > 19_000);
        assert!(known.contains("password") && known.contains("our-old-default-password"));
        assert!(known.iter().all(|p| !p.contains("Royce")));
    }
}
