//! Telling members, as part of the work that causes it.

use madang_i18n::Lang;
use madang_model::members::EmailAddress;
use madang_model::{MemberId, NoticeId};
use madang_store::members::{self, MemberRow};
use madang_store::notices::{self, NewNotice};
use serde_json::{Map, Value};

use super::kinds::{self, Kind};
use super::line::line;
use super::preferences::Ways;
use crate::{Result, Work, outbox};

/// What is told, to whom.
pub struct Tell<'a> {
    /// Which: its line is `notice-<kind>`.
    pub kind: &'static str,
    /// To whom; each is told once, and nobody of what they did themselves.
    pub to: &'a [MemberId],
    /// What it is about, as a path in the console.
    pub link: String,
    /// What the line is filled in with.
    pub args: &'a [(&'static str, &'a str)],
}

/// Tells each of them, by the ways that they want to be told: in the console, and by a mail that leads to the
/// same page. Whoever can't sign in (left, kept out, not verified yet) is not told.
pub async fn tell(work: &mut Work<'_>, what: Tell<'_>) -> Result<()> {
    let ctx = work.ctx();
    let args: Map<String, Value> =
        what.args.iter().map(|(name, value)| ((*name).to_owned(), Value::from(*value))).collect();
    let args = Value::Object(args).to_string();
    let kind = kinds::kind(what.kind).unwrap_or(Kind { name: what.kind, asks: false, mandatory: false });
    let mut told: Vec<MemberId> = ctx.actor.member().into_iter().collect();
    for member_id in what.to.iter().copied() {
        if told.contains(&member_id) {
            continue;
        }
        told.push(member_id);
        let Some(member) = members::find(work, member_id).await?.filter(|member| member.state == "active")
        else {
            continue;
        };
        let ways = Ways::of(kind, notices::setting(work, member_id, kind.name).await?.as_ref());
        if ways.console {
            let id: NoticeId = ctx.new_id();
            let notice = NewNotice { id, member_id, kind: kind.name, link: &what.link, args: &args };
            notices::insert(work, notice, ctx.now()).await?;
        }
        if ways.mail {
            mail(work, &member, kind, &what.link, &args).await?;
        }
    }
    Ok(())
}

/// The notice's own line as a mail, in the reader's language, with a button to what it is about.
async fn mail(work: &mut Work<'_>, member: &MemberRow, kind: Kind, link: &str, args: &str) -> Result<()> {
    let Ok(to) = EmailAddress::parse(&member.email) else { return Ok(()) };
    let ctx = work.ctx();
    let lang = Lang::from_tag(&member.lang).unwrap_or_default();
    let line = line(madang_i18n::Tr::new(lang), kind.name, args);
    let base = ctx.settings().base_url();
    let mail = outbox::Mail {
        kind: "notice",
        to: &to,
        member_id: Some(member.id),
        lang,
        link: Some(format!("{base}{link}")),
        args: &[
            ("name", member.name.as_str().into()),
            ("line", line.into()),
            ("settings", format!("{base}/me/notices").into()),
        ],
    };
    outbox::notice(work, mail).await?;
    Ok(())
}
