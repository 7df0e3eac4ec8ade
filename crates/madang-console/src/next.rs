//! Where a reader was going when something had to be done first: signing in, agreeing, giving the password.

use madang_web::Form;

use crate::shell::is_local;

/// The page to go on to, which never is on another site; the first page where none was named.
pub(crate) fn next(form: &Form) -> String {
    let asked = form.text("next");
    if is_local(asked) { asked.to_owned() } else { "/".to_owned() }
}

/// `path` with one more value behind it.
pub(crate) fn with_query(path: &str, name: &str, value: &str) -> String {
    let encoded: String = value.bytes().map(encoded).collect();
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}{name}={encoded}")
}

fn encoded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_this_site_are_gone_on_to() {
        let asked = |query: &str| next(&Form::parse(query).unwrap_or_default());
        assert_eq!(asked("next=%2Fme%3Fa%3D1"), "/me?a=1");
        assert_eq!(asked("next=%2F%2Fevil.example"), "/");
        assert_eq!(asked(""), "/");
        assert_eq!(with_query("/sign-in", "next", "/me?a=1&b"), "/sign-in?next=/me%3Fa%3D1%26b");
    }
}
