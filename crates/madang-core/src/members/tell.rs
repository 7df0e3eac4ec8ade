//! Telling members by mail what was done to their account, so that an act that is not theirs is noticed.

use madang_i18n::{Arg, Lang, Zone};
use madang_model::members::EmailAddress;
use madang_store::members::MemberRow;

use crate::{Result, Work, outbox};

/// Writes the notice `kind` to the member's address, in their language. Its texts may use `$name`, `$login_id`,
/// `$when`, `$address` and what is in `more`. Members without an address are told nothing.
pub(super) async fn tell(
    work: &mut Work<'_>,
    member: &MemberRow,
    kind: &'static str,
    more: &[(&str, Arg<'_>)],
) -> Result<()> {
    let Ok(to) = EmailAddress::parse(&member.email) else { return Ok(()) };
    let ctx = work.ctx();
    let when =
        Zone::named(&ctx.settings().product.zone).map(|zone| zone.minute(ctx.now())).unwrap_or_default();
    let mut args: Vec<(&str, Arg<'_>)> = vec![
        ("name", member.name.as_str().into()),
        ("login_id", member.login_id.as_str().into()),
        ("when", when.into()),
        ("address", ctx.origin.address.as_str().into()),
    ];
    args.extend_from_slice(more);
    let mail = outbox::Mail {
        kind,
        to: &to,
        member_id: Some(member.id),
        lang: lang_of(member),
        link: None,
        args: &args,
    };
    outbox::notice(work, mail).await?;
    Ok(())
}

/// The language that a member reads.
pub(super) fn lang_of(member: &MemberRow) -> Lang {
    Lang::from_tag(&member.lang).unwrap_or_default()
}
