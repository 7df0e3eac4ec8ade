//! Numbers as people read them.

/// A number in groups of three: `12,000`.
pub(crate) fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let written = [0, 12, 999, 1_000, 1_234_567, -45_000, i64::MIN].map(grouped);
        let wanted = ["0", "12", "999", "1,000", "1,234,567", "-45,000", "-9,223,372,036,854,775,808"];
        assert_eq!(written, wanted);
    }
}
