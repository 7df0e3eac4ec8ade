//! The site's one accent colour, bent until text in it and on it can be read (WCAG 2.2, 1.4.3).

use std::str::FromStr;

/// A colour from the settings, `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent(Rgb);

/// The setting is not of the form `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAColour;

impl std::fmt::Display for NotAColour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a colour is written #rrggbb, e.g. #1d5fc4")
    }
}

impl std::error::Error for NotAColour {}

impl Default for Accent {
    fn default() -> Self {
        Self(Rgb(0x1d, 0x5f, 0xc4))
    }
}

impl FromStr for Accent {
    type Err = NotAColour;

    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let digits =
            text.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()));
        let number = u32::from_str_radix(digits.ok_or(NotAColour)?, 16).map_err(|_| NotAColour)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self(Rgb(red, green, blue)))
    }
}

/// What AA asks of text.
const AA: f64 = 4.5;
const WHITE: Rgb = Rgb(255, 255, 255);
const BLACK: Rgb = Rgb(0, 0, 0);
/// PatternFly's grey that light text links may lie on; white is easier.
const LIGHT_GROUND: Rgb = Rgb(0xf2, 0xf2, 0xf2);
/// PatternFly's lightest dark surface (menus, dialogs); the others are easier.
const DARK_GROUND: Rgb = Rgb(0x38, 0x38, 0x38);

impl Accent {
    /// A style sheet that lays the accent over PatternFly's tokens, in light, dark and automatic theme.
    pub(super) fn stylesheet(self) -> String {
        let light = self.light();
        let dark = self.dark();
        format!(
            ":root:root{{{light}}}\n:root:root.pf-v6-theme-dark{{{dark}}}\n\
             @media (prefers-color-scheme:dark){{:root:root.theme-auto{{{dark}}}}}\n"
        )
    }

    fn light(self) -> String {
        let strong = self.0.until(LIGHT_GROUND, BLACK);
        tokens([strong, strong.mixed(BLACK, 0.25)], [WHITE.mixed(strong, 0.1), WHITE.mixed(strong, 0.2)])
    }

    fn dark(self) -> String {
        let strong = self.0.until(DARK_GROUND, WHITE);
        let subtle = DARK_GROUND.mixed(self.0, 0.35).until(WHITE, BLACK);
        tokens([strong, strong.mixed(WHITE, 0.3)], [subtle, subtle.mixed(BLACK, 0.2)])
    }
}

fn tokens([strong, strong_hover]: [Rgb; 2], [subtle, subtle_hover]: [Rgb; 2]) -> String {
    [
        ("color--brand--default", strong),
        ("color--brand--hover", strong_hover),
        ("color--brand--clicked", strong_hover),
        ("color--brand--subtle--default", subtle),
        ("color--brand--subtle--hover", subtle_hover),
        ("color--brand--subtle--clicked", subtle_hover),
        ("text--color--brand--default", strong),
        ("text--color--brand--hover", strong_hover),
        ("text--color--brand--clicked", strong_hover),
        ("icon--color--brand--default", strong),
        ("icon--color--brand--hover", strong_hover),
        ("icon--color--brand--clicked", strong_hover),
        ("text--color--link--default", strong),
        ("text--color--link--hover", strong_hover),
        ("border--color--hover", strong),
        ("border--color--clicked", strong),
    ]
    .map(|(token, Rgb(red, green, blue))| format!("--pf-t--global--{token}:#{red:02x}{green:02x}{blue:02x};"))
    .concat()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rgb(u8, u8, u8);

impl Rgb {
    /// Moves towards `goal` in small steps until it stands out from `ground`.
    fn until(self, ground: Self, goal: Self) -> Self {
        (0..=50)
            .map(|step| self.mixed(goal, f64::from(step) / 50.0))
            .find(|colour| colour.contrast(ground) >= AA)
            .unwrap_or(goal)
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a mean of two bytes is a byte"
    )]
    fn mixed(self, other: Self, share: f64) -> Self {
        let mix = |a: u8, b: u8| (f64::from(a) * (1.0 - share) + f64::from(b) * share).round() as u8;
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |byte: u8| {
            let value = f64::from(byte) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_six_digits_are_a_colour() {
        assert_eq!("#1d5fc4".parse(), Ok(Accent::default()));
        for text in ["", "#", "1d5fc4", "#1d5fc", "#1d5fc4f", "#gggggg", "#+1d5fc", "red;}"] {
            assert_eq!(text.parse::<Accent>(), Err(NotAColour), "{text}");
        }
    }

    #[test]
    fn every_accent_can_be_read_in_both_themes() {
        let steps = [0u8, 51, 102, 153, 204, 255];
        for red in steps {
            for green in steps {
                for blue in steps {
                    let accent = Rgb(red, green, blue);
                    let light = accent.until(LIGHT_GROUND, BLACK);
                    assert!(light.contrast(LIGHT_GROUND) >= AA && light.contrast(WHITE) >= AA, "{accent:?}");
                    let dark = accent.until(DARK_GROUND, WHITE);
                    assert!(dark.contrast(DARK_GROUND) >= AA, "{accent:?}");
                    let subtle = DARK_GROUND.mixed(accent, 0.35).until(WHITE, BLACK);
                    assert!(subtle.contrast(WHITE) >= AA, "{accent:?}");
                }
            }
        }
    }
}
