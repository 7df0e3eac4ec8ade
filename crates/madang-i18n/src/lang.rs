//! The reader's language.

/// A language that every text exists in. Korean is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// 한국어
    #[default]
    Ko,
    /// English
    En,
}

impl Lang {
    /// Both, the first language first.
    pub const ALL: [Self; 2] = [Self::Ko, Self::En];

    /// The BCP 47 tag: `ko` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ko => "ko",
            Self::En => "en",
        }
    }

    /// The language with this primary subtag, whatever its region: `en-GB` is English.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.tag()))
    }

    /// The best match for an `Accept-Language` header (RFC 9110 §12.5.4); Korean where nothing matches.
    pub fn negotiate(header: &str) -> Self {
        let mut best = (Self::default(), 0.0_f32);
        for part in header.split(',').take(20) {
            let mut pieces = part.split(';');
            let tag = pieces.next().unwrap_or_default();
            let quality = pieces
                .find_map(|p| p.trim().strip_prefix("q=").and_then(|q| q.trim().parse::<f32>().ok()))
                .unwrap_or(1.0);
            if let Some(lang) = Self::from_tag(tag)
                && quality > best.1
            {
                best = (lang, quality);
            }
        }
        best.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_header_names_a_language(header in any::<String>()) {
            prop_assert!(Lang::ALL.contains(&Lang::negotiate(&header)));
        }
    }

    #[test]
    fn negotiation() {
        for (header, lang) in [
            ("", Lang::Ko),
            ("fr-FR", Lang::Ko),
            ("en", Lang::En),
            ("en-US,en;q=0.9,ko;q=0.8", Lang::En),
            ("ko-KR,ko;q=0.9,en;q=0.8", Lang::Ko),
            ("fr, en;q=0.3, ko;q=0.2", Lang::En),
            ("en;q=0", Lang::Ko),
            (";;;,,q=", Lang::Ko),
        ] {
            assert_eq!(Lang::negotiate(header), lang, "{header}");
        }
    }
}
