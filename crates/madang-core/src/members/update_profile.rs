//! 「내 정보」: changing what needs no proof.

use madang_i18n::Lang;
use madang_model::members::{Domain, IpCount, Landline, MemberName};
use madang_store::accounts::{self, Profile};
use madang_store::members::MemberRow;
use madang_store::organizations;
use serde_json::json;

use super::own_account;
use super::sign_up::Marketing;
use crate::error::Fields;
use crate::{Action, Ctx, Entry, Error, Result};

/// The form as it was typed. It replaces all of these.
pub struct UpdateProfile {
    /// 「고객명(사용자명)」
    pub name: String,
    /// 「일반전화번호」, optional.
    pub landline: String,
    /// 「도메인」, optional.
    pub domain: String,
    /// 「신청 IP 개수」, optional.
    pub ip_count: String,
    /// Whether product and event mail is wanted.
    pub marketing: Marketing,
    /// The language of mails.
    pub lang: Lang,
}

/// Replaces the signed-in member's profile; the profile as it is then. The member may. Every field's error is
/// told at once. Since when product and event mail is wanted stays the same while it is.
pub async fn update_profile(ctx: &Ctx, input: UpdateProfile) -> Result<MemberRow> {
    let id = ctx.actor.member()?;
    ctx.authorize(Action::WriteAccount, Some(id))?;
    let mut fields = Fields::default();
    let name = fields.take("name", MemberName::parse(&input.name));
    let landline = fields.take("landline", Landline::parse_optional(&input.landline));
    let domain = fields.take("domain", Domain::parse_optional(&input.domain));
    let ip_count = fields.take("ip_count", IpCount::parse_optional(&input.ip_count));
    fields.finish()?;
    let (Some(name), Some(landline), Some(domain), Some(ip_count)) = (name, landline, domain, ip_count)
    else {
        return Err(Error::internal("a field without a value has an error"));
    };

    let mut work = ctx.begin().await?;
    let before = own_account::hold(&mut work, id).await?;
    let profile = Profile {
        name: (name.as_str(), &name.key()),
        landline: landline.as_ref().map(Landline::as_str),
        domain: domain.as_ref().map(Domain::as_str),
        ip_count: ip_count.map(IpCount::get),
        marketing_at: (input.marketing == Marketing::Wanted)
            .then(|| before.marketing_at.unwrap_or(ctx.now())),
        lang: input.lang.tag(),
    };
    accounts::update_profile(&mut work, id, profile).await?;
    organizations::rename_personal(&mut work, id, (name.as_str(), &name.key())).await?;
    let after = own_account::hold(&mut work, id).await?;
    let changed = changed(&before, &after);
    if !changed.is_empty() {
        work.audit(Entry::new("members.update_profile", "member", id).with(json!({ "changed": changed })));
    }
    work.commit().await?;
    Ok(after)
}

/// The names of the fields that differ.
fn changed(before: &MemberRow, after: &MemberRow) -> Vec<&'static str> {
    let fields = [
        ("name", before.name != after.name),
        ("landline", before.landline != after.landline),
        ("domain", before.domain != after.domain),
        ("ip_count", before.ip_count != after.ip_count),
        ("marketing", before.marketing_at != after.marketing_at),
        ("lang", before.lang != after.lang),
    ];
    fields.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}
