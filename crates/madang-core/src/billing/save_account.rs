//! 「가입/결제 정보 입력」: saying who pays for an organisation.

use madang_db::DbError;
use madang_model::billing::{
    AccountState, Address, BusinessNumber, BusinessStanding, CompanyName, CorporateNumber, PayerKind,
    PaymentMethod, Postcode,
};
use madang_model::members::{EmailAddress, Landline, MemberName, MobilePhone};
use madang_model::organizations::OrganizationState;
use madang_model::{BillingAccountId, OrganizationId, Rule, text};
use madang_store::billing_accounts::{self, BillingAccountRow, Payer};
use madang_store::organizations;
use serde_json::json;

use super::payer::tell_payers;
use super::retire_card::retire_card;
use crate::error::Fields;
use crate::organizations::standing;
use crate::{Action, Ctx, Entry, Error, Refusal, Result};

/// The form as it was typed. What belongs to the other kind of payer is not looked at, nor kept.
#[derive(Debug, Clone, Default)]
pub struct SaveAccount {
    /// The revision that the form was filled in from; 0 for the first time.
    pub revision: i64,
    /// 「구분」: `person` or `company`.
    pub kind: String,
    /// 「이름」, of a company the person in charge 「담당자」.
    pub name: String,
    /// 「이메일주소」
    pub email: String,
    /// 「휴대전화번호」
    pub mobile: String,
    /// 「일반전화번호」, optional.
    pub landline: String,
    /// 「우편번호」, of a person.
    pub postcode: String,
    /// 「도로명주소」, of a person.
    pub road_address: String,
    /// 「지번 주소」, of a person, optional.
    pub lot_address: String,
    /// 「상세주소」, of a person, optional.
    pub detail_address: String,
    /// 「기업명」
    pub company_name: String,
    /// 「사업자등록번호」: ten digits.
    pub business_number: String,
    /// 「법인등록번호」: thirteen digits.
    pub corporate_number: String,
}

/// What was typed, read.
struct Parsed {
    kind: PayerKind,
    name: MemberName,
    email: EmailAddress,
    mobile: MobilePhone,
    landline: Option<Landline>,
    address: Option<(Postcode, Address, Address, Address)>,
    company: Option<(CompanyName, BusinessNumber, CorporateNumber)>,
}

/// Says who pays for the organisation (guide 000 §2.1.2). A company is billed by tax invoice and can be charged at
/// once; a person once a card has passed. Owners and those who look after payment may. A card that is not used any
/// more is ended at its gateway. Where nothing differs, nothing happens. Refused as superseded where somebody else changed it since the form was read.
pub async fn save_account(
    ctx: &Ctx,
    organization_id: OrganizationId,
    input: SaveAccount,
) -> Result<BillingAccountId> {
    {
        let mut conn = ctx.read().await?;
        ctx.authorize_as(Action::WriteBilling, standing(ctx, &mut conn, organization_id).await?)?;
    }
    let parsed = parse(&input)?;
    let business_standing = match &parsed.company {
        Some((_, number, _)) => ctx.platform.business_register.look_up(number).await,
        None => BusinessStanding::NotLookedUp,
    };
    if matches!(business_standing, BusinessStanding::Closed | BusinessStanding::Unregistered) {
        return Err(Error::invalid("business_number", Rule::BusinessClosed));
    }

    let mut work = ctx.begin().await?;
    ctx.authorize_as(Action::WriteBilling, standing(ctx, &mut work, organization_id).await?)?;
    let organization = organizations::find(&mut work, organization_id).await?.ok_or(Error::NotFound)?;
    if organization.state != OrganizationState::Active {
        return Err(Refusal::OrganizationClosed.into());
    }
    let before = billing_accounts::of_organization(&mut work, organization_id).await?;
    if let Some(before) = &before {
        billing_accounts::hold(&mut work, before.id).await?;
    }
    let before = billing_accounts::of_organization(&mut work, organization_id).await?;
    let state = state_after(parsed.kind, before.as_ref());
    let payer_key =
        text::key_of(parsed.company.as_ref().map_or(parsed.name.as_str(), |(name, ..)| name.as_str()));
    let payer = payer_of(&parsed, &payer_key, business_standing, state);
    let now = ctx.now();
    let differing = before.as_ref().map(|before| changed(before, payer));
    if let (Some(before), Some([])) = (&before, differing.as_deref())
        && before.kind == parsed.kind
        && before.revision == input.revision
    {
        return Ok(before.id);
    }
    let id = match &before {
        None => {
            if input.revision != 0 {
                return Err(Refusal::Superseded.into());
            }
            let id: BillingAccountId = ctx.new_id();
            let customer = ctx.new_token("mc-");
            let inserted =
                billing_accounts::insert(&mut work, (id, organization_id), payer, customer.reveal(), now)
                    .await;
            inserted.map_err(|error| {
                if matches!(error, DbError::Unique(_)) {
                    Error::from(Refusal::Superseded)
                } else {
                    error.into()
                }
            })?;
            id
        }
        Some(before) => {
            if !billing_accounts::update(&mut work, before.id, input.revision, payer, now).await? {
                return Err(Refusal::Superseded.into());
            }
            if parsed.kind == PayerKind::Company {
                retire_card(&mut work, before.id, None).await?;
            }
            before.id
        }
    };
    let was = before.as_ref().map(|before| before.kind.as_str());
    tell_payers(&mut work, &organization, "billing-changed").await?;
    work.audit(Entry::new("billing.save_account", "billing_account", id).with(json!({
        "organization": organization_id.to_string(),
        "kind": { "before": was, "after": parsed.kind.as_str() },
        "changed": differing.unwrap_or_default(),
    })));
    work.commit().await?;
    Ok(id)
}

fn parse(input: &SaveAccount) -> Result<Parsed> {
    let mut fields = Fields::default();
    let kind = fields.take("kind", input.kind.parse::<PayerKind>().map_err(|_| Rule::Choice));
    let name = fields.take("name", MemberName::parse(&input.name));
    let email = fields.take("email", EmailAddress::parse(&input.email));
    let mobile = fields.take("mobile", MobilePhone::parse(&input.mobile));
    let landline = fields.take("landline", Landline::parse_optional(&input.landline));
    let (mut address, mut company) = (None, None);
    match kind {
        Some(PayerKind::Person) => {
            let postcode = fields.take("postcode", Postcode::parse(&input.postcode));
            let road = fields.take("road_address", Address::parse(&input.road_address));
            let lot = fields.take("lot_address", Address::parse_optional(&input.lot_address));
            let detail = fields.take("detail_address", Address::parse_optional(&input.detail_address));
            address = postcode.zip(road).zip(lot.zip(detail)).map(|((a, b), (c, d))| (a, b, c, d));
        }
        Some(PayerKind::Company) => {
            let name = fields.take("company_name", CompanyName::parse(&input.company_name));
            let business =
                fields.take("business_number", required(&input.business_number, BusinessNumber::parse));
            let corporate =
                fields.take("corporate_number", required(&input.corporate_number, CorporateNumber::parse));
            company = name.zip(business).zip(corporate).map(|((a, b), c)| (a, b, c));
        }
        None => {}
    }
    fields.finish()?;
    let (Some(kind), Some(name), Some(email), Some(mobile), Some(landline)) =
        (kind, name, email, mobile, landline)
    else {
        return Err(Error::internal("a field without a value has an error"));
    };
    Ok(Parsed { kind, name, email, mobile, landline, address, company })
}

fn required<T>(text: &str, parse: impl Fn(&str) -> Result<T, Rule>) -> Result<T, Rule> {
    if text.trim().is_empty() { Err(Rule::Required) } else { parse(text) }
}

/// A company can be charged at once; a person who has a card on file still can.
fn state_after(kind: PayerKind, before: Option<&BillingAccountRow>) -> AccountState {
    match (kind, before) {
        (PayerKind::Company, _) => AccountState::Active,
        (PayerKind::Person, Some(before)) if !before.gateway.is_empty() => AccountState::Active,
        (PayerKind::Person, Some(before)) if before.locked_at.is_some() => AccountState::Locked,
        (PayerKind::Person, _) => AccountState::Incomplete,
    }
}

fn changed(before: &BillingAccountRow, after: Payer<'_>) -> Vec<&'static str> {
    let address = (
        before.postcode.as_str(),
        before.road_address.as_str(),
        before.lot_address.as_str(),
        before.detail_address.as_str(),
    );
    let company =
        (before.company_name.as_str(), before.business_number.as_str(), before.corporate_number.as_str());
    let is_changed = [
        ("name", before.contact_name != after.contact_name),
        ("email", before.email != after.email),
        ("mobile", before.mobile != after.mobile),
        ("landline", before.landline.as_deref() != after.landline),
        ("address", address != after.address),
        ("company", company != after.company),
    ];
    is_changed.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}

fn payer_of<'a>(
    parsed: &'a Parsed,
    payer_key: &'a str,
    business_standing: BusinessStanding,
    state: AccountState,
) -> Payer<'a> {
    let address = parsed.address.as_ref().map_or(("", "", "", ""), |(code, road, lot, detail)| {
        (code.as_str(), road.as_str(), lot.as_str(), detail.as_str())
    });
    let company = parsed.company.as_ref().map_or(("", "", ""), |(name, business, corporate)| {
        (name.as_str(), business.as_str(), corporate.as_str())
    });
    Payer {
        kind: parsed.kind,
        contact_name: parsed.name.as_str(),
        email: parsed.email.as_str(),
        mobile: parsed.mobile.as_str(),
        landline: parsed.landline.as_ref().map(Landline::as_str),
        address,
        company,
        business_standing,
        payer_key,
        method: match parsed.kind {
            PayerKind::Person => PaymentMethod::Card,
            PayerKind::Company => PaymentMethod::TaxInvoice,
        },
        state,
    }
}
