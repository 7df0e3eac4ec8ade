//! The order kind `subscription` 「상품 신청」.

use async_trait::async_trait;
use madang_db::{Conn, DbError};
use madang_model::billing::{Money, Month, Rate, monthly};
use madang_model::catalog::{Meter, OfferingState, PromotionCode};
use madang_model::{OfferingConsentId, OfferingTermsId, OrganizationId, Rule, SubscriptionId};
use madang_store::catalog::{self as store, PublishedRow};
use madang_store::prices;
use madang_store::subscriptions::{self, NewSubscription};
use serde_json::{Map, Value, json};

use super::usage::begin_use;
use crate::catalog::{content, in_lang};
use crate::error::Fields;
use crate::orders::{Asked, Checked, Fulfilled, OrderKind, Price};
use crate::promotions::{self, Offered, Use};
use crate::{Action, Ctx, Entry, Error, Refusal, Result, Work, billing, events, organizations};

/// What a promotion code in an order's form is sealed for.
const PROMOTION: &str = "order-promotion";

/// Subscribing to a plan. Its form: `offering` and `plan` (codes), `terms_version` (which was agreed to), `promotion`
/// (a code, or nothing).
#[derive(Debug)]
pub(super) struct SubscriptionKind;

/// A form that is in order.
struct Wanted {
    offering: PublishedRow,
    plan: String,
    /// Name of the offering, then of the plan.
    names: (String, String),
    terms: Option<(OfferingTermsId, i64)>,
    /// The code as typed, and what it takes off.
    promotion: Option<(PromotionCode, Offered)>,
    month: Money,
}

impl Wanted {
    async fn parse(ctx: &Ctx, conn: &mut Conn, asked: &Asked) -> Result<Self> {
        let text = |name: &str| asked.form.get(name).and_then(Value::as_str).unwrap_or_default();
        let offering = store::published(conn, text("offering")).await?;
        let offering = offering
            .filter(|row| row.state == OfferingState::Published)
            .ok_or(Error::invalid("offering", Rule::Choice))?;
        if !billing::ready(conn, asked.organization_id).await? {
            return Err(Refusal::NoPaymentData.into());
        }
        if subscriptions::running(conn, asked.organization_id, offering.id).await?.is_some() {
            return Err(Refusal::AlreadySubscribed.into());
        }
        let said = content::read(&offering.content)?;
        let mut fields = Fields::default();
        let plan = fields.take("plan", said.plan(text("plan")).cloned().ok_or(Rule::Choice));
        let agreed = asked.form.get("terms_version").and_then(Value::as_i64).unwrap_or_default();
        // What was agreed to holds, whatever is published while somebody decides.
        let newest = store::terms(conn, offering.id, None, 1).await?.into_iter().next();
        let terms = match newest {
            None => None,
            Some(row) if row.version == agreed => Some((row.id, row.version)),
            Some(_) if agreed > 0 && asked.attempt > 0 => {
                let then = store::terms(conn, offering.id, Some(agreed + 1), 1).await?.into_iter().next();
                then.map(|row| (row.id, row.version))
            }
            Some(_) => fields.take("agree", Err(Rule::ConsentRequired)),
        };
        let mut promotion = None;
        if let (Some(code), Some(plan)) = (code(ctx, &asked.form)?, &plan) {
            match promotions::offered(ctx, conn, &code, offering.id, &plan.code).await {
                Ok(offered) => {
                    let parsed =
                        PromotionCode::parse(&code).map_err(|rule| Error::invalid("promotion", rule))?;
                    promotion = Some((parsed, offered));
                }
                Err(Error::Invalid(broken)) => {
                    for field in broken {
                        fields.broke(field.field, field.rule);
                    }
                }
                Err(other) => return Err(other),
            }
        }
        fields.finish()?;
        let plan = plan.ok_or_else(|| Error::internal("a field without a value has an error"))?;
        let found = prices::at(conn, offering.id, ctx.now()).await?;
        let month = found.iter().find(|row| row.plan == plan.code && row.meter == Meter::Month);
        let month = month.map_or(Money::ZERO, |row| row.micros);
        let own = |both| in_lang(ctx.lang, both).to_owned();
        Ok(Self {
            names: (own(&said.name), own(&plan.name)),
            plan: plan.code,
            offering,
            terms,
            promotion,
            month,
        })
    }

    /// What the month costs whoever begins now.
    fn month(&self) -> Money {
        self.promotion.as_ref().map_or(self.month, |(_, offered)| offered.discount.off(self.month))
    }

    fn price(&self, ctx: &Ctx) -> Price {
        let now = ctx.now();
        let rates = [Rate { since: now, price: self.month() }];
        let month_end = monthly(&rates, now, Month::of(now).end());
        Price { hour_milli: 0, month_end: month_end.won(), month: self.month().won() }
    }

    fn form(&self, ctx: &Ctx, asked: &Asked) -> Value {
        let mut form = Map::new();
        form.insert("offering".to_owned(), self.offering.code.as_str().into());
        form.insert("plan".to_owned(), self.plan.as_str().into());
        form.insert("terms_version".to_owned(), self.terms.map_or(0, |(_, version)| version).into());
        if let Some((code, _)) = &self.promotion {
            // Whoever reads the order is not to use the code. It is sealed once: the quote is of this very form.
            let sealed = asked
                .form
                .get("promotion_sealed")
                .and_then(Value::as_str)
                .map_or_else(|| ctx.vault().seal(PROMOTION, code.reveal().as_bytes()), str::to_owned);
            form.insert("promotion_sealed".to_owned(), sealed.into());
            form.insert("promotion_tail".to_owned(), code.tail().into());
        }
        Value::Object(form)
    }
}

/// The promotion code of a form, if it has one.
fn code(ctx: &Ctx, form: &Value) -> Result<Option<String>> {
    let text = |name: &str| form.get(name).and_then(Value::as_str).map(str::trim).unwrap_or_default();
    if let sealed @ [_, ..] = text("promotion_sealed").as_bytes() {
        let sealed = String::from_utf8_lossy(sealed).into_owned();
        let plain = ctx.vault().unseal(PROMOTION, &sealed)?;
        return Ok(Some(String::from_utf8(plain).map_err(Error::internal)?));
    }
    Ok(Some(text("promotion").to_owned()).filter(|code| !code.is_empty()))
}

/// What a plan would cost an organisation from now on, its promotion code taken into account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promised {
    /// What a month costs, without tax.
    pub month: Money,
    /// What it costs to the end of this month.
    pub month_end: Money,
    /// What the promotion code takes off.
    pub promotion: Option<Offered>,
    /// What a month costs once that is over.
    pub full: Money,
}

/// What subscribing would cost, or what keeps the organisation from it. Owners and those who look after payment may.
pub async fn promised(
    ctx: &Ctx,
    organization_id: OrganizationId,
    (offering, plan): (&str, &str),
    (terms_version, promotion): (i64, &str),
) -> Result<Promised> {
    let mut conn = ctx.read().await?;
    let standing = organizations::standing(ctx, &mut conn, organization_id).await?;
    ctx.authorize_as(Action::WriteSubscription, standing)?;
    let form = json!({
        "offering": offering, "plan": plan, "terms_version": terms_version, "promotion": promotion,
    });
    let asked = Asked {
        order_id: ctx.new_id(),
        organization_id,
        department_id: None,
        applicant_id: ctx.actor.member()?,
        project_id: None,
        attempt: 0,
        form,
    };
    let wanted = Wanted::parse(ctx, &mut conn, &asked).await?;
    let price = wanted.price(ctx);
    Ok(Promised {
        month: wanted.month(),
        month_end: Money::from_won(price.month_end),
        promotion: wanted.promotion.as_ref().map(|(_, offered)| *offered),
        full: wanted.month,
    })
}

#[async_trait]
impl OrderKind for SubscriptionKind {
    fn name(&self) -> &'static str {
        "subscription"
    }

    fn begins_as_draft(&self) -> bool {
        false
    }

    fn title(&self, form: &Value) -> String {
        form.get("offering").and_then(Value::as_str).unwrap_or_default().chars().take(60).collect()
    }

    async fn check(&self, ctx: &Ctx, conn: &mut Conn, asked: &Asked) -> Result<Checked> {
        if ctx.actor.member().ok() == Some(asked.applicant_id) {
            let standing = organizations::standing(ctx, conn, asked.organization_id).await?;
            ctx.authorize_as(Action::WriteSubscription, standing)?;
        }
        let wanted = Wanted::parse(ctx, conn, asked).await?;
        let title = format!("{} · {}", wanted.names.0, wanted.names.1);
        let form = wanted.form(ctx, asked);
        Ok(Checked { title, form, price: wanted.price(ctx), claims: Vec::new() })
    }

    async fn fulfil(&self, work: &mut Work<'_>, asked: &Asked) -> Result<Fulfilled> {
        let ctx = work.ctx();
        let wanted = Wanted::parse(ctx, work, asked).await?;
        let (now, organization_id) = (ctx.now(), asked.organization_id);
        let id: SubscriptionId = ctx.new_id();
        let new = NewSubscription {
            id,
            organization_id,
            offering_id: wanted.offering.id,
            plan: &wanted.plan,
            version: wanted.offering.version,
            terms_version: wanted.terms.map_or(0, |(_, version)| version),
            order_id: asked.order_id,
        };
        subscriptions::insert(work, new, now).await.map_err(subscribed)?;
        if let Some((terms, _)) = wanted.terms {
            let consent: OfferingConsentId = ctx.new_id();
            let whose = (asked.applicant_id, organization_id);
            subscriptions::consent(work, consent, whose, terms, asked.order_id, now).await?;
        }
        if let Some((code, _)) = &wanted.promotion {
            let what = Use {
                offering_id: wanted.offering.id,
                plan: &wanted.plan,
                member_id: asked.applicant_id,
                organization_id,
                subscription_id: id,
            };
            promotions::redeem(work, code.plain(), what).await?;
        }
        let row = subscriptions::find(work, id).await?;
        let row = row.ok_or_else(|| Error::internal("what was just written is there"))?;
        let subject = id.to_string();
        begin_use(work, &row, None, (Meter::Month, "subscription", &subject), 1).await?;
        let payload = json!({
            "offering": wanted.offering.code.as_str(), "plan": wanted.plan, "order_id": asked.order_id.to_string(),
        });
        events::publish(work, organization_id, "subscription.started", &subject, &payload).await?;
        work.audit(Entry::new("subscriptions.subscribe", "subscription", id).with(payload));
        Ok(Fulfilled::Done(Some(subject)))
    }
}

fn subscribed(error: DbError) -> Error {
    if error.is_unique("subscriptions_active_key") || matches!(error, DbError::Unique(_)) {
        Refusal::AlreadySubscribed.into()
    } else {
        error.into()
    }
}
