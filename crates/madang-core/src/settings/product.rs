//! How the product is called and looks.

use std::path::PathBuf;

use madang_i18n::Lang;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the product is called and looks.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Product {
    /// The product's name in Korean.
    pub name_ko: String,
    /// The product's name in English.
    pub name_en: String,
    /// The company that offers it, as it stands in terms and at the foot of pages and mails.
    pub company: String,
    /// A logo for the masthead: an SVG or PNG file of at most 100 KiB. Without it, the name stands alone.
    pub logo: Option<PathBuf>,
    /// The accent colour, `#rrggbb`. Shades with enough contrast in light and dark are worked out from it.
    pub accent: String,
    /// Where people write to when nothing else helps.
    pub support_email: Option<String>,
    /// The time zone of everything shown, an IANA name.
    pub zone: String,
}

impl Default for Product {
    fn default() -> Self {
        Self {
            name_ko: "마당".to_owned(),
            name_en: "Madang".to_owned(),
            company: "Madang".to_owned(),
            logo: None,
            accent: "#0b57d0".to_owned(),
            support_email: None,
            zone: "Asia/Seoul".to_owned(),
        }
    }
}

impl Product {
    /// The product's name in `lang`.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.name_ko,
            Lang::En => &self.name_en,
        }
    }
}
