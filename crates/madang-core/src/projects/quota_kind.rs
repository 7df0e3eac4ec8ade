//! The order kind `quota`: applying for another quota of a project.

use async_trait::async_trait;
use madang_db::Conn;
use madang_model::projects::ProjectState;
use madang_model::quota::{Amounts, Dimension, QuotaScope};
use madang_model::{ClusterId, ProjectId, Rule, text};
use madang_store::projects::{self, ProjectRow};
use madang_store::{clusters, quotas};
use serde_json::{Map, Value, json};

use super::members::tell_members;
use super::{form, standing};
use crate::clusters::lacking;
use crate::error::Fields;
use crate::orders::{Asked, Checked, Claim, Fulfilled, OrderKind, Price};
use crate::quota::{self, in_order};
use crate::{Capacity, Ctx, Entry, Error, Refusal, Result, Work, events};

/// Applying for another quota of the project that the order is about. Its form: `reason`, and the quota by
/// dimension (without a field, as it is now). More claims the difference of the organisation's quota; less
/// gives it back when the order is done, and never goes below what is in use and held.
#[derive(Debug)]
pub(super) struct QuotaKind;

#[async_trait]
impl OrderKind for QuotaKind {
    fn name(&self) -> &'static str {
        "quota"
    }

    fn title(&self, form: &Value) -> String {
        form::text(form, "project").chars().filter(|c| !c.is_control()).take(60).collect()
    }

    async fn check(&self, ctx: &Ctx, conn: &mut Conn, asked: &Asked) -> Result<Checked> {
        let project = about(conn, asked).await?;
        if project.state != ProjectState::Active {
            return Err(Refusal::Archived.into());
        }
        if ctx.actor.member().ok() == Some(asked.applicant_id) {
            let to_it = standing(ctx, conn, &project).await?;
            let may = [Capacity::ProjectAdmin, Capacity::Head, Capacity::Owner];
            if !may.into_iter().any(|capacity| to_it.has(capacity)) {
                return Err(Error::Forbidden);
            }
        }
        let lines = quota::read(conn, QuotaScope::Project(project.id)).await?;
        let now = form::bounds(&lines.0);
        let mut fields = Fields::default();
        let reason = fields.take("reason", text::paragraphs(form::text(&asked.form, "reason"), form::WORDS));
        let wanted = form::amounts(&asked.form, &now, &mut fields);
        for (dimension, amount) in wanted.iter() {
            let line = lines.of(dimension);
            if amount < line.used + line.reserved && amount != now.of(dimension) {
                fields.broke(form::quota_field(dimension), Rule::BelowUse);
            }
        }
        if wanted == now {
            fields.broke(form::quota_field(Dimension::Vcpu), Rule::Amount);
        }
        for dimension in no_room(conn, &project, &wanted.beyond(&now)).await? {
            fields.broke(form::quota_field(dimension), Rule::NoRoom);
        }
        fields.finish()?;
        let mut cleaned = Map::new();
        cleaned.insert("project".to_owned(), project.name.as_str().into());
        cleaned.insert("reason".to_owned(), reason.into());
        form::write(&wanted, &mut cleaned);
        let scope = QuotaScope::Organization(asked.organization_id);
        let claims = wanted
            .beyond(&now)
            .iter()
            .filter(|(_, amount)| *amount > 0)
            .map(|(dimension, amount)| Claim { scope, dimension, amount })
            .collect();
        Ok(Checked { title: project.name, form: Value::Object(cleaned), price: Price::default(), claims })
    }

    async fn fulfil(&self, work: &mut Work<'_>, asked: &Asked) -> Result<Fulfilled> {
        let scope = QuotaScope::Organization(asked.organization_id);
        for dimension in in_order() {
            quotas::touch(work, scope, dimension).await?;
        }
        let project = about(work, asked).await?;
        if !projects::lock_active(work, project.id).await? {
            return Err(Refusal::Archived.into());
        }
        let of_project = QuotaScope::Project(project.id);
        let lines = quota::read(work, of_project).await?;
        let now = form::bounds(&lines.0);
        let mut fields = Fields::default();
        let wanted = form::amounts(&asked.form, &now, &mut fields);
        fields.finish()?;
        hold_clusters(work, project.id).await?;
        if let Some(dimension) = no_room(work, &project, &wanted.beyond(&now)).await?.first().copied() {
            return Err(Error::invalid(form::quota_field(dimension), Rule::NoRoom));
        }
        let claimed = quotas::used_by(work, asked.order_id, scope)
            .await?
            .iter()
            .fold(Amounts::NONE, |sum, held| sum.with(held.dimension, sum.of(held.dimension) + held.amount));
        // What was claimed when the order was submitted is what it was then: another order may have changed the
        // project's quota since. The organisation's use follows what the project really gets.
        let gets = wanted.beyond(&now);
        let gives = now.beyond(&wanted);
        quota::give(work, scope, &claimed.beyond(&gets)).await?;
        quota::take(work, scope, &gets.beyond(&claimed)).await?;
        for dimension in in_order() {
            let bound = Some(wanted.of(dimension));
            let same = bound == lines.of(dimension).bound;
            if !same && !quotas::bound_above_use(work, of_project, dimension, bound).await? {
                return Err(Error::invalid(form::quota_field(dimension), Rule::BelowUse));
            }
        }
        quota::give(work, scope, &gives).await?;
        let subject = project.id.to_string();
        let payload = json!({ "order_id": asked.order_id.to_string() });
        events::publish(work, asked.organization_id, "project.quota_changed", &subject, &payload).await?;
        tell_members(work, &project, "quota-changed").await?;
        work.audit(Entry::new("projects.change_quota", "project", project.id).with(payload));
        Ok(Fulfilled::Done(Some(subject)))
    }
}

/// The project that the order is about, which is the organisation's own.
async fn about(conn: &mut Conn, asked: &Asked) -> Result<ProjectRow> {
    let id = asked.project_id.ok_or(Error::invalid("project_id", Rule::Required))?;
    projects::find(conn, id)
        .await?
        .filter(|row| row.organization_id == asked.organization_id)
        .ok_or(Error::invalid("project_id", Rule::Unknown))
}

/// The dimensions of which the project's clusters have not this much more.
async fn no_room(conn: &mut Conn, project: &ProjectRow, more: &Amounts) -> Result<Vec<Dimension>> {
    let granted: Vec<ClusterId> =
        clusters::of_project(conn, project.id).await?.into_iter().map(|row| row.id).collect();
    if granted.is_empty() { Ok(Vec::new()) } else { lacking(conn, &granted, more).await }
}

/// Holds the project's clusters until the work ends.
async fn hold_clusters(work: &mut Work<'_>, project_id: ProjectId) -> Result<()> {
    for row in clusters::of_project(work, project_id).await? {
        clusters::lock_open(work, row.id).await?;
    }
    Ok(())
}
