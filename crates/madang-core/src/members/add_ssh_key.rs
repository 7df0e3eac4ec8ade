//! 「SSH 공개 키」: registering one.

use madang_db::DbError;
use madang_model::{Rule, text};
use madang_store::ssh_keys::{self, SshKeyRow};

use super::tell::tell;
use super::{own_account, ssh_key};
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// What was typed.
#[derive(Debug)]
pub struct AddSshKey {
    /// What its owner calls it; without one, the key's comment.
    pub name: String,
    /// One OpenSSH line.
    pub public_key: String,
}

/// How many keys a member may have.
pub(super) const MOST: u32 = 50;

/// The most characters a name may have.
pub(super) const NAME: usize = 60;

/// Registers a key for the signed-in member and tells them by mail. The member may. A key that anybody has
/// already, however parallel, is refused: a key has to name one person.
pub async fn add_ssh_key(ctx: &Ctx, input: AddSshKey) -> Result<SshKeyRow> {
    ctx.authorize(Action::WriteAccount, Some(ctx.actor.member()?))?;
    let key = ssh_key::parse(&input.public_key).map_err(|rule| Error::invalid("public_key", rule))?;
    let name =
        if input.name.trim().is_empty() { key.comment.chars().take(NAME).collect() } else { input.name };
    let name = text::line(&name, NAME).map_err(|rule| Error::invalid("name", rule))?;

    let id = ctx.actor.member()?;
    let mut work = ctx.begin().await?;
    ctx.authorize(Action::WriteAccount, Some(id))?;
    let member = own_account::hold(&mut work, id).await?;
    if ssh_keys::count(&mut work, id).await? >= i64::from(MOST) {
        return Err(Refusal::TooMany { most: MOST }.into());
    }
    let row = SshKeyRow {
        id: ctx.new_id(),
        name,
        public_key: key.line,
        fingerprint: key.fingerprint,
        created_at: ctx.now(),
    };
    ssh_keys::insert(&mut work, id, &row).await.map_err(|error: DbError| {
        if error.is_unique("ssh_keys_fingerprint_key") {
            Error::invalid("public_key", Rule::SshKeyTaken)
        } else {
            error.into()
        }
    })?;
    tell(
        &mut work,
        &member,
        "ssh-key-added",
        &[("key", row.name.as_str().into()), ("fingerprint", row.fingerprint.as_str().into())],
    )
    .await?;
    work.audit(Entry::new("members.add_ssh_key", "ssh_key", row.id));
    work.commit().await?;
    Ok(row)
}
