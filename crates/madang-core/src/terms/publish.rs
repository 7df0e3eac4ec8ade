//! A new version of a document, or a new document.

use madang_db::DbError;
use madang_model::{Rule, TermsId, text};
use madang_store::terms::{self, NewTerms};
use serde_json::json;

use crate::error::Fields;
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// The version to be published.
#[derive(Debug, Clone)]
pub struct PublishTerms {
    /// Which document: 2–30 small letters, digits and hyphens, e.g. `privacy`. A new name is a new document.
    pub kind: String,
    /// The newest version that its author has seen; 0 for a new document.
    pub replaces: i64,
    /// Whether nobody is a member without agreeing to it.
    pub required: bool,
    /// Title in Korean.
    pub title_ko: String,
    /// Title in English.
    pub title_en: String,
    /// Text in Korean: paragraphs with a blank line between them.
    pub body_ko: String,
    /// Text in English.
    pub body_en: String,
}

/// The most characters of a title and of a text.
const TITLE: usize = 100;
const BODY: usize = 50_000;

/// Publishes a version, in force from now on; a version never changes afterwards. Members who have to agree to
/// it are asked at their next request, before anything else.
///
/// Operators may. Refused where another version was published since the one that this one replaces: of
/// parallel requests exactly one publishes.
pub async fn publish(ctx: &Ctx, input: PublishTerms) -> Result<TermsId> {
    let checked = Checked::new(ctx, &input)?;
    let Checked { kind, title_ko, title_en, body_ko, body_en } = &checked;

    let mut work = ctx.begin().await?;
    let newest = terms::newest_version(&mut work, kind).await?;
    if newest != input.replaces {
        return Err(Refusal::Superseded.into());
    }
    let id: TermsId = ctx.new_id();
    let new = NewTerms {
        id,
        kind,
        version: newest + 1,
        required: input.required.into(),
        titles: (title_ko, title_en),
        bodies: (body_ko, body_en),
        published_by: ctx.actor.member().ok(),
    };
    terms::insert(&mut work, new, ctx.now()).await.map_err(|error: DbError| {
        if error.is_unique("terms_kind_version_key") {
            Refusal::Superseded.into()
        } else {
            Error::from(error)
        }
    })?;
    work.audit(
        Entry::new("terms.publish", "terms", id)
            .with(json!({ "kind": kind, "version": newest + 1, "required": input.required })),
    );
    work.commit().await?;
    Ok(id)
}

/// Whether [`publish`] would take this version as it is, as far as its fields go: for looking at it before.
/// Operators may.
pub fn check(ctx: &Ctx, input: &PublishTerms) -> Result<()> {
    Checked::new(ctx, input).map(drop)
}

/// A version whose every field is in order, of an actor who may publish it.
struct Checked<'a> {
    kind: &'a str,
    title_ko: String,
    title_en: String,
    body_ko: String,
    body_en: String,
}

impl<'a> Checked<'a> {
    fn new(ctx: &Ctx, input: &'a PublishTerms) -> Result<Self> {
        ctx.authorize(Action::PublishTerms, None)?;
        let mut fields = Fields::default();
        let kind = fields.take("kind", parse_kind(&input.kind));
        let title_ko = fields.take("title_ko", text::line(&input.title_ko, TITLE));
        let title_en = fields.take("title_en", text::line(&input.title_en, TITLE));
        let body_ko = fields.take("body_ko", text::paragraphs(&input.body_ko, BODY));
        let body_en = fields.take("body_en", text::paragraphs(&input.body_en, BODY));
        fields.finish()?;
        let (Some(kind), Some(title_ko), Some(title_en), Some(body_ko), Some(body_en)) =
            (kind, title_ko, title_en, body_ko, body_en)
        else {
            return Err(Error::internal("a field without a value has an error"));
        };
        Ok(Self { kind, title_ko, title_en, body_ko, body_en })
    }
}

fn parse_kind(text: &str) -> Result<&str, Rule> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Rule::Required);
    }
    let fits = (2..=30).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && text.starts_with(|c: char| c.is_ascii_lowercase());
    if fits { Ok(text) } else { Err(Rule::Characters) }
}
