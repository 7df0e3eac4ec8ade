//! Beginning an order.

use madang_model::approvals::Day;
use madang_model::{DepartmentId, MemberId, OrderId, OrganizationId, ProjectId, Rule, text};
use madang_store::orders::{self, NewOrder};
use madang_store::standings;
use serde_json::{Value, json};

use super::kind::{OrderKind, named};
use crate::{Action, Ctx, Entry, Error, Result, Work, organizations};

/// What an order begins with.
#[derive(Debug, Clone)]
pub struct CreateDraft {
    /// What is applied for: the name of a kind.
    pub kind: String,
    /// For which organisation.
    pub organization_id: OrganizationId,
    /// The project that it is about, for kinds that are about one.
    pub project_id: Option<ProjectId>,
    /// What is filled in already: an object.
    pub form: Value,
}

/// Begins a draft 「임시저장」 for the organisation and for the applicant's own department. Whoever may apply for
/// the organisation may. Nothing is checked yet but that the form is one.
pub async fn create_draft(ctx: &Ctx, input: CreateDraft) -> Result<OrderId> {
    let applicant_id = ctx.actor.member()?;
    let mut work = ctx.begin().await?;
    let mut standing = organizations::standing(ctx, &mut work, input.organization_id).await?;
    let own = standings::membership(&mut work, input.organization_id, applicant_id).await?;
    if own.as_ref().is_some_and(|own| own.head == 1) {
        standing = standing.with(crate::Capacity::Head);
    }
    ctx.authorize_as(Action::CreateOrder, standing)?;
    let kind = named(ctx, &input.kind).filter(|kind| kind.begins_as_draft());
    let kind = kind.ok_or_else(|| Error::invalid("kind", Rule::Choice))?;
    let department_id = own.and_then(|own| own.department_id);
    let id = begin(&mut work, kind, &input, (applicant_id, department_id)).await?;
    work.commit().await?;
    Ok(id)
}

/// Begins a draft of a kind, as part of a work. Whoever calls looked at who may.
pub(super) async fn begin(
    work: &mut Work<'_>,
    kind: &dyn OrderKind,
    input: &CreateDraft,
    (applicant_id, department_id): (MemberId, Option<DepartmentId>),
) -> Result<OrderId> {
    let ctx = work.ctx();
    let form = super::save_draft::written(&input.form)?;
    let now = ctx.now();
    let year = Day::of(now).year();
    let running = orders::next_number(work, year).await?;
    let id: OrderId = ctx.new_id();
    let title = kind.title(&input.form);
    let new = NewOrder {
        id,
        number: &format!("{year}-{running:06}"),
        kind: kind.name(),
        organization_id: input.organization_id,
        department_id,
        applicant_id,
        project_id: input.project_id,
        title: (&title, &text::key_of(&title)),
        form: &form,
    };
    orders::insert(work, new, now).await?;
    work.audit(Entry::new("orders.create_draft", "order", id).with(json!({ "kind": kind.name() })));
    Ok(id)
}
