//! The documents that come with the program, so that people can sign up on the first day. Operators replace
//! them by publishing a version 2.

use madang_i18n::Lang;
use madang_model::TermsId;
use madang_store::terms::{self, NewTerms};
use serde_json::json;

use crate::{Action, Ctx, Entry, Error, Result};

/// A document with its texts, in which `{company}` and `{product}` are filled in.
struct Builtin {
    kind: &'static str,
    titles: (&'static str, &'static str),
    bodies: (&'static str, &'static str),
}

const BUILTIN: [Builtin; 2] = [
    Builtin {
        kind: "membership",
        titles: ("온라인 회원약관", "Terms of Membership"),
        bodies: (include_str!("builtin/membership.ko.txt"), include_str!("builtin/membership.en.txt")),
    },
    Builtin {
        kind: "privacy",
        titles: ("개인정보 수집 및 이용", "Collection and Use of Personal Data"),
        bodies: (include_str!("builtin/privacy.ko.txt"), include_str!("builtin/privacy.en.txt")),
    },
];

/// Publishes version 1 of the terms of membership and of the agreement to the collection of personal data,
/// where these have no version yet; how many it published. The program itself does this when it starts,
/// several at once without harm.
pub async fn seed_builtin(ctx: &Ctx) -> Result<usize> {
    let mut published = 0;
    for document in &BUILTIN {
        if publish_first(ctx, document).await? {
            published += 1;
        }
    }
    Ok(published)
}

async fn publish_first(ctx: &Ctx, document: &Builtin) -> Result<bool> {
    let mut work = ctx.begin().await?;
    ctx.authorize(Action::PublishTerms, None)?;
    if terms::newest_version(&mut work, document.kind).await? > 0 {
        return Ok(false);
    }
    let id: TermsId = ctx.new_id();
    let (ko, en) = (fill(ctx, document.bodies.0, Lang::Ko), fill(ctx, document.bodies.1, Lang::En));
    let new = NewTerms {
        id,
        kind: document.kind,
        version: 1,
        required: 1,
        titles: document.titles,
        bodies: (&ko, &en),
        published_by: None,
    };
    match terms::insert(&mut work, new, ctx.now()).await {
        Ok(()) => {}
        // Another program that starts on the same database was first.
        Err(error) if error.is_unique("terms_kind_version_key") => return Ok(false),
        Err(error) => return Err(Error::from(error)),
    }
    work.audit(
        Entry::new("terms.seed_builtin", "terms", id).with(json!({ "kind": document.kind, "version": 1 })),
    );
    work.commit().await?;
    Ok(true)
}

fn fill(ctx: &Ctx, text: &str, lang: Lang) -> String {
    let product = &ctx.settings().product;
    text.trim().replace("{company}", &product.company).replace("{product}", product.name(lang))
}
