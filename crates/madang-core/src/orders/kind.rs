//! What a kind of order brings.

use async_trait::async_trait;
use madang_db::Conn;
use madang_model::{DepartmentId, MemberId, OrderId, OrganizationId, ProjectId};
use serde_json::Value;

use super::Claim;
use crate::{Ctx, Result, Work};

/// What is asked for, by whom, for whom.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The order.
    pub order_id: OrderId,
    /// For which organisation.
    pub organization_id: OrganizationId,
    /// For which department of it.
    pub department_id: Option<DepartmentId>,
    /// 신청자
    pub applicant_id: MemberId,
    /// The project that it is about, where it is about one.
    pub project_id: Option<ProjectId>,
    /// Which try to make it this is, from 1; of no meaning before that.
    pub attempt: i64,
    /// The form as it was filled in: an object of the kind's own fields.
    pub form: Value,
}

/// What it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Price {
    /// An hour, in thousandths of won.
    pub hour_milli: i64,
    /// From now to the end of the month, in won.
    pub month_end: i64,
    /// A month, in won.
    pub month: i64,
}

/// A form that is in order, and what it means.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What the order is called in lists: the project's name, for a project.
    pub title: String,
    /// The form, cleaned.
    pub form: Value,
    /// What it costs.
    pub price: Price,
    /// What it takes of which quota.
    pub claims: Vec<Claim>,
}

/// What came of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fulfilled {
    /// It is there, all of it made in this work; with the id of what was made.
    Done(Option<String>),
    /// Somebody else makes it and says by [`report`](super::report()) what became of it. Until then the order is
    /// being made, and its quota held.
    Later,
}

/// A kind of order. A new thing to apply for is one new implementation, and no change elsewhere.
#[async_trait]
pub trait OrderKind: Send + Sync {
    /// Its name, one word: `project`. The texts about it are `order-kind-<name>`.
    fn name(&self) -> &'static str;

    /// Whether anybody who may apply for things begins it as a draft. Others begin by an operation of their own, which
    /// says who may; of them, only a policy that names their kind asks for a decision.
    fn begins_as_draft(&self) -> bool {
        true
    }

    /// What is shown of a draft whose form is not in order yet; never an error.
    fn title(&self, form: &Value) -> String;

    /// Checks a form against every rule, as [`Error::Invalid`](crate::Error::Invalid) with all broken ones, and
    /// says what it means. The applicant may create orders for the organisation; that was looked at before.
    async fn check(&self, ctx: &Ctx, conn: &mut Conn, asked: &Asked) -> Result<Checked>;

    /// Whether the making takes longer than a work may. Of such a kind, held quota becomes use when the order is done;
    /// of others, before [`fulfil`](Self::fulfil) is called.
    fn takes_long(&self) -> bool {
        false
    }

    /// Makes what was asked for, in the work that ends the order, or begins the making, in the work that notes that
    /// somebody is at it. What is refused or goes wrong here fails the order with its cause; nothing of it remains.
    async fn fulfil(&self, work: &mut Work<'_>, asked: &Asked) -> Result<Fulfilled>;
}

/// The kind of this name, where there is one.
pub(crate) fn named<'a>(ctx: &'a Ctx, name: &str) -> Option<&'a dyn OrderKind> {
    ctx.platform.order_kinds.iter().find(|kind| kind.name() == name).map(AsRef::as_ref)
}
