//! Telling members, as part of the work that causes it.

use madang_model::{MemberId, NoticeId};
use madang_store::notices::{self, NewNotice};
use serde_json::{Map, Value};

use crate::{Result, Work};

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

/// Tells each of them, by the ways that they want to be told.
pub async fn tell(work: &mut Work<'_>, what: Tell<'_>) -> Result<()> {
    let ctx = work.ctx();
    let args: Map<String, Value> =
        what.args.iter().map(|(name, value)| ((*name).to_owned(), Value::from(*value))).collect();
    let args = Value::Object(args).to_string();
    let mut told: Vec<MemberId> = ctx.actor.member().into_iter().collect();
    for member_id in what.to.iter().copied() {
        if told.contains(&member_id) {
            continue;
        }
        told.push(member_id);
        let id: NoticeId = ctx.new_id();
        let notice = NewNotice { id, member_id, kind: what.kind, link: &what.link, args: &args };
        notices::insert(work, notice, ctx.now()).await?;
    }
    Ok(())
}
