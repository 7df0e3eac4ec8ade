//! What an announcement says, and when.

use madang_model::{Rule, Timestamp, text};
use madang_store::announcements::Content;

use crate::error::Fields;
use crate::{Ctx, Error, Result};

/// How much an announcement matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// 안내
    Info,
    /// 주의
    Warning,
    /// 긴급
    Danger,
}

impl Level {
    /// Every level, in the order it is offered.
    pub const ALL: [Self; 3] = [Self::Info, Self::Warning, Self::Danger];

    /// The stored and wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }

    /// The level with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == name)
    }
}

/// An announcement as it was typed.
#[derive(Debug, Clone)]
pub struct AnnouncementInput {
    /// Title in Korean.
    pub title_ko: String,
    /// Title in English.
    pub title_en: String,
    /// Text in Korean.
    pub body_ko: String,
    /// Text in English.
    pub body_en: String,
    /// The level's name.
    pub level: String,
    /// From when it is shown; none, or a time that has passed, is now.
    pub starts_at: Option<Timestamp>,
    /// Until when; none is until it is withdrawn.
    pub ends_at: Option<Timestamp>,
}

/// The most characters of a title and of a text.
const TITLE: usize = 100;
const BODY: usize = 5000;

/// An announcement whose every field is in order.
pub(super) struct Checked {
    titles: (String, String),
    bodies: (String, String),
    level: Level,
    starts_at: Timestamp,
    ends_at: Option<Timestamp>,
}

impl Checked {
    pub(super) fn new(ctx: &Ctx, input: &AnnouncementInput) -> Result<Self> {
        let mut fields = Fields::default();
        let title_ko = fields.take("title_ko", text::line(&input.title_ko, TITLE));
        let title_en = fields.take("title_en", text::line(&input.title_en, TITLE));
        let body_ko = fields.take("body_ko", text::paragraphs(&input.body_ko, BODY));
        let body_en = fields.take("body_en", text::paragraphs(&input.body_en, BODY));
        let level = fields.take("level", Level::named(&input.level).ok_or(Rule::Choice));
        let now = ctx.now();
        let starts_at = input.starts_at.map_or(now, |at| at.max(now));
        if input.ends_at.is_some_and(|end| end <= starts_at) {
            fields.broke("ends_at", Rule::When);
        }
        fields.finish()?;
        let (Some(title_ko), Some(title_en), Some(body_ko), Some(body_en), Some(level)) =
            (title_ko, title_en, body_ko, body_en, level)
        else {
            return Err(Error::internal("a field without a value has an error"));
        };
        Ok(Self {
            titles: (title_ko, title_en),
            bodies: (body_ko, body_en),
            level,
            starts_at,
            ends_at: input.ends_at,
        })
    }

    pub(super) fn content(&self) -> Content<'_> {
        Content {
            titles: (&self.titles.0, &self.titles.1),
            bodies: (&self.bodies.0, &self.bodies.1),
            level: self.level.as_str(),
            starts_at: self.starts_at,
            ends_at: self.ends_at,
        }
    }
}
