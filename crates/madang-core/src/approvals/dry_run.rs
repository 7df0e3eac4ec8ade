//! Trying out which way an order would go.

use madang_model::members::LoginId;
use madang_model::quota::{Dimension, QuotaScope};
use madang_model::{MemberId, Rule};
use madang_store::{members, policies, standings};

use super::plan::{Plan, Subject, outline, trace};
use super::publish_policy::{PolicyInput, check};
use crate::error::Fields;
use crate::quota::Claim;
use crate::{Action, Ctx, Error, Result};

/// An order that nobody made, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct DryRun {
    /// The kind of order.
    pub kind: String,
    /// The organisation's id or code.
    pub organization: String,
    /// The applicant's ID.
    pub applicant: String,
    /// The ID of whom they pick; empty for nobody.
    pub approver: String,
    /// What a month costs, in won.
    pub amount: i64,
    /// Dimensions by name, and how much of each it claims.
    pub claims: Vec<(String, i64)>,
    /// A policy that is not in force yet; none for what is.
    pub policy: Option<PolicyInput>,
}

/// The way that such an order would take: these, then those, usually so many hours. Staff may. Nothing is written.
pub async fn dry_run(ctx: &Ctx, input: &DryRun) -> Result<Plan> {
    ctx.authorize(Action::ReadPolicies, None)?;
    let mut conn = ctx.read().await?;
    let mut fields = Fields::default();
    let kind = input.kind.trim();
    if kind != "*" && !ctx.platform.order_kinds.iter().any(|known| known.name() == kind) {
        fields.broke("kind", Rule::Choice);
    }
    let organization = policies::organization(&mut conn, input.organization.trim()).await?;
    let organization = fields.take("organization", organization.ok_or(Rule::Unknown));
    let applicant = fields.take("applicant", known(&mut conn, &input.applicant).await?);
    let approver = match input.approver.trim() {
        "" => None,
        login_id => fields.take("approver", known(&mut conn, login_id).await?),
    };
    if input.amount < 0 {
        fields.broke("amount", Rule::Amount);
    }
    let mut wanted: Vec<(Dimension, i64)> = Vec::new();
    for (name, amount) in &input.claims {
        wanted.extend(
            fields.take("claims", name.parse().map_err(|_| Rule::Choice)).map(|what| (what, *amount)),
        );
    }
    fields.finish()?;
    let (Some(organization), Some(applicant_id)) = (organization, applicant) else {
        return Err(Error::internal("a field without a value has an error"));
    };
    let scope = QuotaScope::Organization(organization.id);
    let claims: Vec<Claim> =
        wanted.into_iter().map(|(dimension, amount)| Claim { scope, dimension, amount }).collect();
    let membership = standings::membership(&mut conn, organization.id, applicant_id).await?;
    let subject = Subject {
        kind,
        organization_id: organization.id,
        department_id: membership.and_then(|row| row.department_id),
        applicant_id,
        approver_id: approver,
        amount: input.amount,
        claims: &claims,
    };
    match &input.policy {
        None => outline(ctx, &mut conn, &subject).await,
        Some(policy) => {
            let checked = check(ctx, &mut conn, policy).await?;
            trace(ctx, &mut conn, &subject, checked.content, (None, None)).await
        }
    }
}

async fn known(conn: &mut madang_db::Conn, login_id: &str) -> Result<std::result::Result<MemberId, Rule>> {
    let Ok(login_id) = LoginId::parse(login_id) else { return Ok(Err(Rule::Unknown)) };
    let row = members::find_by_login(conn, &login_id.key()).await?;
    Ok(row.filter(|row| row.state == "active").map(|row| row.id).ok_or(Rule::Unknown))
}
