//! How a member wants to be told: 「알림 설정」.

use madang_model::Rule;
use madang_store::notices::{self, NoticeSettingRow};

use super::kinds::{self, KINDS, Kind};
use crate::{Action, Ctx, Error, Result};

/// By which ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ways {
    /// By mail.
    pub mail: bool,
    /// In the console.
    pub console: bool,
}

impl Ways {
    /// How somebody who set this, or nothing, is told of a kind.
    pub(super) fn of(kind: Kind, set: Option<&NoticeSettingRow>) -> Self {
        match set {
            Some(row) => Self { mail: row.mail == 1, console: row.console == 1 || kind.mandatory },
            None => Self { mail: kind.asks, console: true },
        }
    }
}

/// How a member is told of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preference {
    /// The kind.
    pub kind: Kind,
    /// By which ways.
    pub ways: Ways,
}

/// How the signed-in member is told of each kind, in the order of the list. The member may.
pub async fn preferences(ctx: &Ctx) -> Result<Vec<Preference>> {
    let id = ctx.actor.member()?;
    ctx.authorize(Action::ReadNotices, Some(id))?;
    let set = notices::settings(&mut *ctx.read().await?, id).await?;
    let of = |kind: &Kind| {
        let row = set.iter().find(|row| row.kind == kind.name);
        Preference { kind: *kind, ways: Ways::of(*kind, row) }
    };
    Ok(KINDS.iter().map(of).collect())
}

/// Sets how the signed-in member is told of the kinds that are named; all others stay as they are. The member
/// may. In the console, mandatory kinds stay on.
pub async fn set_preferences(ctx: &Ctx, wanted: &[(String, Ways)]) -> Result<()> {
    let id = ctx.actor.member()?;
    ctx.authorize(Action::WriteNotices, Some(id))?;
    let mut work = ctx.begin().await?;
    for (name, ways) in wanted {
        let kind = kinds::kind(name).ok_or(Error::invalid("kind", Rule::Choice))?;
        notices::set(&mut work, id, kind.name, ways.mail, ways.console || kind.mandatory).await?;
    }
    work.audit(crate::Entry::new("notices.set_preferences", "member", id));
    work.commit().await
}
