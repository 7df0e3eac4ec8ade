//! 「내 데이터 내려받기」: everything that is kept about a member.

use madang_db::Conn;
use madang_i18n::Zone;
use madang_model::MemberId;
use madang_model::Timestamp;
use madang_store::audit::{self, EntryFilter, FoundRow};
use madang_store::members::MemberRow;
use madang_store::{consents, members, messages, sessions, ssh_keys, tokens};
use serde_json::{Value, json};
use std::collections::BTreeMap;

use crate::{Action, Ctx, Entry, Error, Result};

/// How many rows are read at a time.
const BATCH: i64 = 500;

/// Everything that is kept about the signed-in member, as one JSON document: profile, agreements, sessions,
/// keys, tokens without their secrets, which messages were sent when, and what the audit log says they did and
/// what was done to them. The member may, by a session and with the password given a short while ago.
pub async fn export_data(ctx: &Ctx) -> Result<Value> {
    let id = ctx.actor.member()?;
    ctx.authorize(Action::SecureAccount, Some(id))?;
    ctx.require_recent()?;
    let mut work = ctx.begin().await?;
    work.audit(Entry::new("members.export_data", "member", id));
    work.commit().await?;

    let mut conn = ctx.read().await?;
    let member = members::find(&mut conn, id).await?.ok_or(Error::SignInRequired)?;
    Ok(json!({
        "exported_at": Zone::wire(ctx.now()),
        "profile": profile(&member),
        "consents": all_consents(&mut conn, id).await?,
        "sessions": all_sessions(&mut conn, id).await?,
        "ssh_keys": all_ssh_keys(&mut conn, id).await?,
        "tokens": all_tokens(&mut conn, id).await?,
        "messages": all_messages(&mut conn, id).await?,
        "activity": all_activity(&mut conn, id).await?,
    }))
}

fn at(time: Option<Timestamp>) -> Option<String> {
    time.map(Zone::wire)
}

fn profile(member: &MemberRow) -> Value {
    json!({
        "id": member.id.to_string(),
        "login_id": member.login_id,
        "name": member.name,
        "email": member.email,
        "phone": member.phone,
        "landline": member.landline,
        "domain": member.domain,
        "ip_count": member.ip_count,
        "marketing_since": at(member.marketing_at),
        "language": member.lang,
        "staff": member.staff.map(|staff| staff.as_str()),
        "state": member.state,
        "state_since": Zone::wire(member.state_since),
        "password_changed_at": Zone::wire(member.password_changed_at),
        "created_at": Zone::wire(member.created_at),
        "last_sign_in_at": at(member.last_sign_in_at),
    })
}

async fn all_consents(conn: &mut Conn, id: MemberId) -> Result<Vec<Value>> {
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let rows = consents::list(conn, id, before, BATCH).await?;
        let Some(last) = rows.last() else { return Ok(all) };
        before = Some(last.id);
        all.extend(rows.iter().map(|row| {
            json!({ "document": row.kind, "version": row.version, "title_ko": row.title_ko, "title_en": row.title_en, "given_at": Zone::wire(row.given_at), "address": row.address })
        }));
    }
}

async fn all_sessions(conn: &mut Conn, id: MemberId) -> Result<Vec<Value>> {
    let (mut all, mut before) = (Vec::new(), None);
    let ever = Timestamp::from_micros(0);
    loop {
        let rows = sessions::list(conn, id, ever, ever, before, BATCH).await?;
        let Some(last) = rows.last() else { return Ok(all) };
        before = Some(last.id);
        all.extend(rows.iter().map(|row| {
            json!({
                "id": row.id.to_string(), "created_at": Zone::wire(row.created_at), "seen_at": Zone::wire(row.seen_at),
                "expires_at": Zone::wire(row.expires_at), "address": row.address, "client": row.client,
            })
        }));
    }
}

async fn all_ssh_keys(conn: &mut Conn, id: MemberId) -> Result<Vec<Value>> {
    let rows = ssh_keys::list(conn, id, i64::from(super::add_ssh_key::MOST)).await?;
    let view = |row: &ssh_keys::SshKeyRow| json!({ "id": row.id.to_string(), "name": row.name, "public_key": row.public_key, "fingerprint": row.fingerprint, "created_at": Zone::wire(row.created_at) });
    Ok(rows.iter().map(view).collect())
}

async fn all_tokens(conn: &mut Conn, id: MemberId) -> Result<Vec<Value>> {
    let rows = tokens::list(conn, id, i64::from(super::create_token::MOST)).await?;
    let view = |row: &tokens::TokenRow| {
        json!({
            "id": row.id.to_string(), "name": row.name, "ends_with": row.hint, "scopes": row.scopes, "created_at": Zone::wire(row.created_at),
            "expires_at": Zone::wire(row.expires_at), "seen_at": at(row.seen_at),
        })
    };
    Ok(rows.iter().map(view).collect())
}

async fn all_messages(conn: &mut Conn, id: MemberId) -> Result<Vec<Value>> {
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let rows = messages::of_member(conn, id, before, BATCH).await?;
        let Some(last) = rows.last() else { return Ok(all) };
        before = Some(last.id);
        all.extend(rows.iter().map(|row| {
            json!({ "channel": row.channel, "kind": row.kind, "state": row.state, "created_at": Zone::wire(row.created_at), "sent_at": at(row.sent_at) })
        }));
    }
}

/// What the member did and what was done to them, newest first. Who of the staff did it is not the member's
/// data.
async fn all_activity(conn: &mut Conn, id: MemberId) -> Result<Vec<Value>> {
    let name = id.to_string();
    let mut all = BTreeMap::new();
    for filter in [
        EntryFilter { actor: Some(&name), before: i64::MAX, ..EntryFilter::default() },
        EntryFilter { target_id: Some(&name), before: i64::MAX, ..EntryFilter::default() },
    ] {
        let mut filter = filter;
        loop {
            let numbers: Vec<i64> =
                audit::search(conn, filter, BATCH).await?.iter().map(|row| row.seq).collect();
            let Some(last) = numbers.last() else { break };
            filter.before = *last;
            all.extend(audit::found(conn, &numbers).await?.into_iter().map(|row| (row.seq, row)));
        }
    }
    Ok(all.values().rev().map(|row| activity(row, &name)).collect())
}

fn activity(row: &FoundRow, member: &str) -> Value {
    let own = row.actor == member;
    let by = match row.actor.as_str() {
        _ if own => "you",
        "system" => "system",
        "visitor" => "visitor",
        _ => "staff",
    };
    // Where an operator sits is theirs; where somebody tried to sign in as the member is the member's.
    let (address, client) =
        if by == "staff" { (None, None) } else { (row.address.clone(), row.client.clone()) };
    json!({
        "at": Zone::wire(row.at), "by": by, "action": row.action, "target": row.target_kind, "target_id": row.target_id,
        "address": address, "client": client,
    })
}
