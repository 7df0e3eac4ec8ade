//! An order as those who have to do with it see it.

use madang_model::OrderId;
use madang_model::orders::Move;
use madang_store::approvers::{self, PersonRow};
use madang_store::orders::OrderRow;
use madang_store::quotes::{self, QuoteRow};

use super::reader::Reader;
use super::standing::found;
use crate::approvals::{self, StepView};
use crate::{Action, Capacity, Ctx, Result, Standing};

/// An order.
#[derive(Debug, Clone)]
pub struct Order {
    /// As it is stored.
    pub row: OrderRow,
    /// What the actor is to it.
    pub standing: Standing,
    /// Who applies; nobody where they left, or the reader may not know.
    pub applicant: Option<PersonRow>,
    /// Whom the applicant picked as approver, if the reader may know.
    pub approver: Option<PersonRow>,
    /// The department's name.
    pub department: Option<String>,
    /// The steps of every submission.
    pub line: Vec<StepView>,
    /// What the last submission was quoted.
    pub quote: Option<QuoteRow>,
    /// What the actor may do to it now, of what an applicant and the provider's staff do.
    pub may: Vec<Move>,
}

/// Shows an order. Its applicant and deciders, their department, its heads, the organisation's owners and viewers,
/// and staff may.
pub async fn get(ctx: &Ctx, id: OrderId) -> Result<Order> {
    let mut conn = ctx.read().await?;
    let (order, standing) = found(ctx, &mut conn, id, Action::ReadOrder).await?;
    let reader = Reader::of(ctx, &order, standing);
    let applicant = reader.person(&mut conn, order.applicant_id).await?;
    let approver = match order.approver_id {
        Some(id) => reader.person(&mut conn, id).await?,
        None => None,
    };
    let department = match order.department_id {
        Some(id) => approvers::department_name(&mut conn, id).await?,
        None => None,
    };
    let line = approvals::line(&mut conn, order.id, reader).await?;
    let quote = quotes::find(&mut conn, order.id, order.round).await?;
    let may = may(ctx, &order, standing);
    Ok(Order { row: order, standing, applicant, approver, department, line, quote, may })
}

fn may(ctx: &Ctx, order: &OrderRow, standing: Standing) -> Vec<Move> {
    let action = |step: &Move| match step {
        Move::Submit | Move::Withdraw => Some(Action::WriteOrder),
        Move::Cancel => Some(Action::CancelOrder),
        Move::Retry => Some(Action::RetryOrder),
        Move::Advance
        | Move::Approve
        | Move::Return
        | Move::Expire
        | Move::Reject
        | Move::Begin
        | Move::Finish
        | Move::Fail => None,
    };
    order
        .state
        .moves()
        .filter(|step| action(step).is_some_and(|action| ctx.authorize_as(action, standing).is_ok()))
        .collect()
}

impl Order {
    /// Whether the actor may change what is asked for now.
    pub fn is_writable(&self) -> bool {
        self.row.state.is_editable() && self.standing.has(Capacity::Applicant)
    }
}
