//! 「02 가입/결제 정보 입력」: the form of who pays, of a person or of a company, which needs no script.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use madang_core::billing::{self, Account, FoundAddress, SaveAccount};
use madang_core::members;
use madang_i18n::Tr;
use madang_model::OrganizationId;
use madang_model::billing::{AccountState, PayerKind, PaymentMethod};
use madang_model::organizations::OrganizationKind;
use madang_store::organizations::OrganizationRow;
use madang_web::{Fail, Form};

use super::card::leave;
use super::view;
use crate::admin::pager::encoded;
use crate::frame::Frame;
use crate::organizations::switched;
use crate::shell::{Choice, Page, Steps, is_local};
use crate::trouble::Trouble;

#[derive(Template)]
#[template(path = "billing/setup.html")]
struct Setup {
    page: Page,
    steps: Option<Steps>,
    organization: String,
    way: Way,
    revision: i64,
    login_id: String,
    kinds: Vec<Choice>,
    typed: Typed,
    searches: bool,
    found: Vec<Found>,
    found_more: u32,
    found_none: bool,
    card: String,
    locked: bool,
    passed: bool,
    trouble: Trouble,
}

/// An address to be picked.
struct Found {
    value: String,
    postcode: String,
    road: String,
    lot: String,
}

/// What was typed.
#[derive(Default)]
struct Typed(BTreeMap<String, String>);

impl Typed {
    fn of(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    fn set(&mut self, field: &str, value: impl Into<String>) {
        self.0.insert(field.to_owned(), value.into());
    }
}

/// Where the reader goes on to, and where they came from: pages of this site.
#[derive(Debug, Clone, Default)]
pub(super) struct Way {
    /// 「다음」
    pub(super) next: String,
    /// 「이전」; empty for what is on file.
    pub(super) back: String,
}

impl Way {
    /// As a form or an address names it.
    pub(super) fn of(form: &Form) -> Self {
        let own = |name: &str| Some(form.text(name)).filter(|path| is_local(path)).unwrap_or_default();
        let next = own("next");
        Self {
            next: if next.is_empty() { "/billing" } else { next }.to_owned(),
            back: own("back").to_owned(),
        }
    }

    /// Whether it is a step of applying for an offering.
    pub(super) fn is_wizard(&self) -> bool {
        !(self.next == "/" || self.next == "/billing" || self.next.starts_with("/billing?"))
    }

    /// The address of the form on this way.
    pub(super) fn setup(&self, organization: OrganizationId) -> String {
        let mut to = format!("/billing/setup?organization={organization}&next={}", encoded(&self.next));
        if !self.back.is_empty() {
            to.push_str(&format!("&back={}", encoded(&self.back)));
        }
        to
    }

    /// The next page, told what was done.
    pub(super) fn onward(&self, done: &str) -> String {
        if self.is_wizard() {
            return self.next.clone();
        }
        let mark = if self.next.contains('?') { '&' } else { '?' };
        format!("{}{mark}done={done}", self.next)
    }
}

/// `GET /billing/setup`
pub(super) async fn show(mut frame: Frame) -> Result<Response, Fail> {
    let organization = switched(&mut frame).await?.organization;
    let way = Way::of(&frame.query);
    again(frame, organization, way, Trouble::default()).await
}

/// The form as it is on file.
pub(super) async fn again(
    frame: Frame,
    organization: OrganizationRow,
    way: Way,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let account = billing::get_account(&frame.ctx, organization.id).await?;
    let typed = on_file(&frame, &organization, account.as_ref()).await?;
    let revision = account.as_ref().map_or(0, |account| account.row.revision);
    let form = Shown { typed, revision, account, ..Shown::default() };
    page(frame, organization.id, way, form, trouble)
}

/// `POST /billing/setup` 「다음」, 「카드 인증 받기」
pub(super) async fn save(mut frame: Frame, form: Form) -> Result<Response, Fail> {
    let organization = switched(&mut frame).await?.organization;
    let (t, way) = (frame.t(), Way::of(&form));
    let saved = billing::save_account(&frame.ctx, organization.id, input(&form)).await;
    if let Err(error) = saved {
        let trouble = Trouble::of(t, error)?;
        return typed_page(frame, organization.id, way, &form, trouble).await;
    }
    let account = billing::get_account(&frame.ctx, organization.id).await?;
    let by_card = account.as_ref().is_some_and(|account| account.row.method == PaymentMethod::Card);
    if form.text("do") == "card" && by_card {
        return match billing::open_card_check(&frame.ctx, organization.id, &way.next).await {
            Ok(url) => Ok(leave(&frame, url)),
            Err(error) => {
                let trouble = Trouble::of(t, error)?;
                again(frame, organization, way, trouble).await
            }
        };
    }
    if account.is_some_and(|account| account.row.state == AccountState::Active) || !way.is_wizard() {
        return Ok(Redirect::to(&way.onward("billing")).into_response());
    }
    let trouble = Trouble::text("card", t.s("billing-card-needed"));
    again(frame, organization, way, trouble).await
}

/// `POST /billing/setup/address` 「주소 검색」: searches, or picks what was found.
pub(super) async fn address(mut frame: Frame, form: Form) -> Result<Response, Fail> {
    let organization = switched(&mut frame).await?.organization;
    let way = Way::of(&form);
    let account = billing::get_account(&frame.ctx, organization.id).await?;
    let mut shown = Shown { account, revision: revision(&form), typed: typed(&form), ..Shown::default() };
    let picked: Vec<&str> = form.text("pick").split('\t').collect();
    let mut trouble = Trouble::default();
    if let [postcode, road, lot] = picked[..] {
        shown.typed.set("postcode", postcode);
        shown.typed.set("road_address", road);
        shown.typed.set("lot_address", lot);
        shown.typed.set("address_search", "");
    } else {
        let wanted: u32 = form.text("address_page").parse().unwrap_or(1);
        match billing::search_addresses(&frame.ctx, form.text("address_search"), wanted).await {
            Ok(found) => {
                shown.found_none = found.items.is_empty();
                shown.more = if found.more { wanted + 1 } else { 0 };
                shown.found = found.items;
            }
            Err(madang_core::Error::Invalid(fields)) => {
                let text = fields.first().map(|broken| frame.t().rule(broken.rule)).unwrap_or_default();
                trouble = Trouble::text("address_search", text);
            }
            Err(error) => trouble = Trouble::of(frame.t(), error)?,
        }
    }
    page(frame, organization.id, way, shown, trouble)
}

/// What the form shows.
#[derive(Default)]
struct Shown {
    typed: Typed,
    revision: i64,
    account: Option<Account>,
    found: Vec<FoundAddress>,
    found_none: bool,
    more: u32,
}

async fn typed_page(
    frame: Frame,
    id: OrganizationId,
    way: Way,
    form: &Form,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let account = billing::get_account(&frame.ctx, id).await?;
    let shown = Shown { typed: typed(form), revision: revision(form), account, ..Shown::default() };
    page(frame, id, way, shown, trouble)
}

fn page(
    frame: Frame,
    id: OrganizationId,
    way: Way,
    shown: Shown,
    trouble: Trouble,
) -> Result<Response, Fail> {
    let t = frame.t();
    let title = if way.is_wizard() { "billing-setup-title" } else { "billing-change-title" };
    let mut page = frame.page.clone().titled(t.s(title), t.s("billing-setup-purpose"));
    if !way.is_wizard() {
        page = page.under(t.s("billing-title"), format!("/billing?organization={id}"));
    }
    page.path = way.setup(id);
    let row = shown.account.as_ref().map(|account| &account.row);
    let found = shown.found.into_iter().map(|found| Found {
        value: format!("{}\t{}\t{}", found.postcode, found.road, found.lot),
        postcode: found.postcode,
        road: found.road,
        lot: found.lot,
    });
    let view = Setup {
        steps: way.is_wizard().then(|| steps(t)),
        organization: id.to_string(),
        revision: shown.revision,
        login_id: page.viewer.as_ref().map(|viewer| viewer.login_id.clone()).unwrap_or_default(),
        kinds: PayerKind::ALL
            .iter()
            .map(|kind| Choice::new(kind.as_str(), t.s(&format!("billing-kind-{kind}"))))
            .collect(),
        searches: frame.ctx.platform.addresses.is_some(),
        found: found.collect(),
        found_more: shown.more,
        found_none: shown.found_none,
        card: row.map(view::card).unwrap_or_default(),
        locked: row.is_some_and(|row| row.locked_at.is_some()),
        passed: frame.query.text("done") == "card",
        typed: shown.typed,
        way,
        page,
        trouble,
    };
    Ok(view.trouble.page(&view))
}

/// 01 약관 동의 · 02 가입/결제 정보 입력 · 03 입력 완료
fn steps(t: Tr) -> Steps {
    let names = ["billing-step-terms", "billing-step-data", "billing-step-done"].map(|key| t.s(key)).into();
    Steps { names, current: 2 }
}

/// What is on file; for the first time, what is known of the member.
async fn on_file(
    frame: &Frame,
    organization: &OrganizationRow,
    account: Option<&Account>,
) -> Result<Typed, Fail> {
    let mut typed = Typed::default();
    let Some(row) = account.map(|account| &account.row) else {
        let kind = match organization.kind {
            OrganizationKind::Personal => PayerKind::Person,
            OrganizationKind::Company => PayerKind::Company,
        };
        typed.set("kind", kind.as_str());
        let member = members::get_profile(&frame.ctx).await?;
        typed.set("name", member.name);
        typed.set("email", member.email);
        typed.set("mobile", member.phone);
        typed.set("landline", member.landline.unwrap_or_default());
        if organization.kind == OrganizationKind::Company {
            typed.set("company_name", organization.name.clone());
        }
        return Ok(typed);
    };
    let landline = row.landline.as_deref().unwrap_or_default();
    for (field, value) in [
        ("kind", row.kind.as_str()),
        ("name", &row.contact_name),
        ("email", &row.email),
        ("mobile", &row.mobile),
        ("landline", landline),
        ("postcode", &row.postcode),
        ("road_address", &row.road_address),
        ("lot_address", &row.lot_address),
        ("detail_address", &row.detail_address),
        ("company_name", &row.company_name),
        ("business_number", &row.business_number),
        ("corporate_number", &row.corporate_number),
    ] {
        typed.set(field, value);
    }
    Ok(typed)
}

fn typed(form: &Form) -> Typed {
    Typed(form.fields().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

fn revision(form: &Form) -> i64 {
    form.text("revision").parse().unwrap_or(0)
}

fn input(form: &Form) -> SaveAccount {
    let text = |field: &str| form.text(field).to_owned();
    SaveAccount {
        revision: revision(form),
        kind: text("kind"),
        name: text("name"),
        email: text("email"),
        mobile: text("mobile"),
        landline: text("landline"),
        postcode: text("postcode"),
        road_address: text("road_address"),
        lot_address: text("lot_address"),
        detail_address: text("detail_address"),
        company_name: text("company_name"),
        business_number: text("business_number"),
        corporate_number: text("corporate_number"),
    }
}
