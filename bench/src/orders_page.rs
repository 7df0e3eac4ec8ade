//! Lists of orders and the inbox with a hundred thousand orders beside one thousand.

use anyhow::Result;
use madang_core::Ctx;
use madang_db::{Sql, Tx};
use madang_model::{DepartmentId, MemberId, OrderId, OrderStepId, OrganizationId};

use crate::house::{House, ID};
use crate::pages::{self, Filled};
use crate::say;

/// The pages of somebody who decides for the provider and works in the organisation too.
const PAGES: [(&str, &str); 6] = [
    ("all orders", "/admin/orders"),
    ("all of a state", "/admin/orders?state=in_approval"),
    ("all of a kind and state", "/admin/orders?kind=project&state=done"),
    ("the organisation's", "/orders?kind=project"),
    ("inbox", "/approvals"),
    ("inbox of a kind", "/approvals?kind=project"),
];

/// Fills two databases and prints the medians and their ratios.
pub(crate) async fn measure(engine: &str, server: Option<&str>) -> Result<()> {
    let little = filled(server, 1_000).await?;
    let much = filled(server, 100_000).await?;
    say(&format!("orders, {engine}: 100,000 orders beside 1,000, median of {}", pages::TIMES));
    pages::compare(&much, &little, &PAGES).await
}

/// Who and where the orders are of.
struct Place {
    organization: OrganizationId,
    department: DepartmentId,
    applicant: MemberId,
}

async fn filled(server: Option<&str>, orders: u32) -> Result<Filled> {
    let house = House::new(server).await?;
    let ctx = Ctx::system(house.platform.clone());
    let mut tx = house.platform.db.begin().await?;
    let place = place(&ctx, &mut tx).await?;
    for number in 0..orders {
        insert(&ctx, &mut tx, &place, number).await?;
        if number % 10_000 == 9_999 {
            tx.commit().await?;
            tx = house.platform.db.begin().await?;
        }
    }
    Sql::new("ANALYZE").execute(&mut tx).await?;
    tx.commit().await?;
    let token = house.session().await?.reveal().to_owned();
    Ok((house, token))
}

/// An organisation with a department, whose owner is the operator.
async fn place(ctx: &Ctx, tx: &mut Tx) -> Result<Place> {
    let operator: String =
        Sql::new("SELECT id AS value FROM members WHERE login_key = $1").bind(ID).one(tx).await?;
    let place = Place { organization: ctx.new_id(), department: ctx.new_id(), applicant: operator.parse()? };
    let membership = ctx.new_id::<madang_model::MembershipId>();
    Sql::new(
        "INSERT INTO organizations (id, code, name, name_key, kind, state, joining, revision, created_by, created_at) \
         VALUES ($1, 'BENCH', 'Bench', 'bench', 'company', 'active', 'closed', 0, 'system', $2)",
    )
    .bind(place.organization)
    .bind(ctx.now())
    .execute(tx)
    .await?;
    Sql::new(
        "INSERT INTO departments (id, organization_id, parent_key, name, name_key, created_at) VALUES ($1, $2, '', 'A', 'a', $3)",
    )
    .bind(place.department)
    .bind(place.organization)
    .bind(ctx.now())
    .execute(tx)
    .await?;
    Sql::new(
        "INSERT INTO memberships (id, organization_id, member_id, department_id, state, head, created_at) \
         VALUES ($1, $2, $3, $4, 'active', 1, $5)",
    )
    .bind(membership)
    .bind(place.organization)
    .bind(place.applicant)
    .bind(place.department)
    .bind(ctx.now())
    .execute(tx)
    .await?;
    Sql::new(
        "INSERT INTO membership_roles (membership_id, role, organization_id, member_id) VALUES ($1, 'owner', $2, $3)",
    )
    .bind(membership)
    .bind(place.organization)
    .bind(place.applicant)
    .execute(tx)
    .await?;
    Ok(place)
}

/// One order. A fifth wait for the provider's staff, the others are done.
async fn insert(ctx: &Ctx, tx: &mut Tx, place: &Place, number: u32) -> Result<()> {
    let (id, now) = (ctx.new_id::<OrderId>(), ctx.now());
    let waits = number.is_multiple_of(5);
    Sql::new(
        "INSERT INTO orders (id, number, kind, state, revision, round, organization_id, department_id, applicant_id, \
         title, title_key, form, amount, cause, attempts, created_at, since, submitted_at) \
         VALUES ($1, $2, 'project', $3, 1, 1, $4, $5, $6, $7, $7, '{}', 0, '', 0, $8, $8, $8)",
    )
    .bind(id)
    .bind(format!("2026-{number:06}"))
    .bind(if waits { "in_approval" } else { "done" })
    .bind(place.organization)
    .bind(place.department)
    .bind(place.applicant)
    .bind(format!("p{number:06}"))
    .bind(now)
    .execute(tx)
    .await?;
    if waits {
        let step = ctx.new_id::<OrderStepId>();
        Sql::new(
            "INSERT INTO order_steps (id, order_id, round, position, kind, needed, approvals, state, since) \
             VALUES ($1, $2, 1, 1, 'operators', 1, 0, 'current', $3)",
        )
        .bind(step)
        .bind(id)
        .bind(now)
        .execute(tx)
        .await?;
        Sql::new(
            "INSERT INTO step_candidates (step_id, candidate, order_id, order_kind, organization_id, open, comment) \
             VALUES ($1, 'staff:approvals', $2, 'project', $3, 1, '')",
        )
        .bind(step)
        .bind(id)
        .bind(place.organization)
        .execute(tx)
        .await?;
    }
    Ok(())
}
