//! The order kind `project`: applying for a project.

use async_trait::async_trait;
use madang_db::{Conn, DbError};
use madang_model::projects::{ProjectName, ProjectRole};
use madang_model::quota::{Amounts, QuotaScope};
use madang_model::{ClusterId, ProjectId, Rule, text};
use madang_store::{clusters, project_members, projects, quotas};
use serde_json::{Map, Value, json};

use super::form;
use crate::clusters::lacking;
use crate::error::Fields;
use crate::orders::{Asked, Checked, Claim, Fulfilled, OrderKind, Price};
use crate::quota::in_order;
use crate::{Ctx, Entry, Error, Result, Work, events};

/// Applying for a project. Its form: `name`, `description`, `clusters` (ids; without the field, all that the
/// organisation may use), and the quota by dimension (without a field, the settings' amount).
#[derive(Debug)]
pub(super) struct ProjectKind;

/// A form of this kind that is in order.
struct Wanted {
    name: ProjectName,
    description: String,
    clusters: Vec<ClusterId>,
    amounts: Amounts,
}

impl Wanted {
    async fn parse(ctx: &Ctx, conn: &mut Conn, asked: &Asked) -> Result<Self> {
        let mut fields = Fields::default();
        let name = fields.take("name", ProjectName::parse(form::text(&asked.form, "name")));
        if let Some(name) = &name
            && projects::named(conn, asked.organization_id, &name.key()).await?.is_some()
        {
            fields.broke("name", Rule::ProjectTaken);
        }
        let description =
            fields.take("description", text::paragraphs(form::text(&asked.form, "description"), form::WORDS));
        let amounts = form::amounts(&asked.form, &ctx.settings().projects.amounts(), &mut fields);
        let open: Vec<ClusterId> =
            clusters::open_to(conn, asked.organization_id).await?.into_iter().map(|row| row.id).collect();
        let clusters = match form::texts(&asked.form, "clusters") {
            None => open,
            Some(given) if given.is_empty() && !open.is_empty() => {
                fields.broke("clusters", Rule::Required);
                Vec::new()
            }
            Some(given) => {
                let found = open.into_iter().filter(|id| given.contains(&id.to_string())).collect::<Vec<_>>();
                if given.iter().any(|text| !found.iter().any(|id| id.to_string() == *text)) {
                    fields.broke("clusters", Rule::Unknown);
                }
                found
            }
        };
        if !clusters.is_empty() {
            for dimension in lacking(conn, &clusters, &amounts).await? {
                fields.broke(form::quota_field(dimension), Rule::NoRoom);
            }
        }
        fields.finish()?;
        let (Some(name), Some(description)) = (name, description) else {
            return Err(Error::internal("a field without a value has an error"));
        };
        Ok(Self { name, description, clusters, amounts })
    }

    fn form(&self) -> Value {
        let mut form = Map::new();
        form.insert("name".to_owned(), self.name.as_str().into());
        form.insert("description".to_owned(), self.description.as_str().into());
        let clusters: Vec<String> = self.clusters.iter().map(ToString::to_string).collect();
        form.insert("clusters".to_owned(), clusters.into());
        form::write(&self.amounts, &mut form);
        Value::Object(form)
    }
}

#[async_trait]
impl OrderKind for ProjectKind {
    fn name(&self) -> &'static str {
        "project"
    }

    fn title(&self, form: &Value) -> String {
        form::text(form, "name").chars().filter(|c| !c.is_control()).take(60).collect()
    }

    async fn check(&self, ctx: &Ctx, conn: &mut Conn, asked: &Asked) -> Result<Checked> {
        let wanted = Wanted::parse(ctx, conn, asked).await?;
        let scope = QuotaScope::Organization(asked.organization_id);
        let claims = wanted
            .amounts
            .iter()
            .filter(|(_, amount)| *amount > 0)
            .map(|(dimension, amount)| Claim { scope, dimension, amount })
            .collect();
        Ok(Checked {
            title: wanted.name.as_str().to_owned(),
            form: wanted.form(),
            price: Price::default(),
            claims,
        })
    }

    async fn fulfil(&self, work: &mut Work<'_>, asked: &Asked) -> Result<Fulfilled> {
        let ctx = work.ctx();
        let mut chosen = form::texts(&asked.form, "clusters").unwrap_or_default();
        chosen.sort();
        for cluster in chosen.iter().filter_map(|text| text.parse::<ClusterId>().ok()) {
            // Held until the work ends, so that what two projects are promised is counted one after the other.
            clusters::lock_open(work, cluster).await?;
        }
        let wanted = Wanted::parse(ctx, work, asked).await?;
        let now = ctx.now();
        let id: ProjectId = ctx.new_id();
        let new = projects::NewProject {
            id,
            organization_id: asked.organization_id,
            department_id: asked.department_id,
            name: (wanted.name.as_str(), &wanted.name.key()),
            description: &wanted.description,
            order_id: Some(asked.order_id),
            created_by: asked.applicant_id,
        };
        projects::insert(work, new, now).await.map_err(name_taken)?;
        project_members::put(work, id, asked.applicant_id, ProjectRole::Admin, now).await?;
        for dimension in in_order() {
            let bound = wanted.amounts.of(dimension);
            quotas::set_bound(work, QuotaScope::Project(id), dimension, Some(bound)).await?;
        }
        let by = asked.applicant_id.to_string();
        for cluster in &wanted.clusters {
            clusters::grant(work, *cluster, QuotaScope::Project(id), &by, now).await?;
        }
        let subject = id.to_string();
        let payload = json!({ "order_id": asked.order_id.to_string() });
        events::publish(work, asked.organization_id, "project.created", &subject, &payload).await?;
        work.audit(Entry::new("projects.create", "project", id).with(payload));
        Ok(Fulfilled::Done(Some(subject)))
    }
}

/// Another project of the organisation got the name while this one was decided on.
pub(super) fn name_taken(error: DbError) -> Error {
    match error {
        error if error.is_unique("projects_organization_id_name_key_key") => {
            Error::invalid("name", Rule::ProjectTaken)
        }
        other => other.into(),
    }
}
