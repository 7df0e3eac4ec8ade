//! What has to hold of what is left.

use madang_db::{Db, Sql};
use madang_store::orders;

use super::journeys::Journey;
use crate::harness::World;

/// Everything that must be nothing, and what it would be.
const NOTHING: &[(&str, &str)] = &[
    ("dead jobs", "SELECT COUNT(*) FROM jobs WHERE state = 'dead'"),
    (
        "orders that wait for the program",
        "SELECT COUNT(*) FROM orders WHERE state IN ('approved', 'fulfilling', 'failed', 'in_approval')",
    ),
    (
        "orders in approval that wait for nobody",
        "SELECT COUNT(*) FROM orders o WHERE o.state = 'in_approval' AND NOT EXISTS (SELECT 1 FROM step_candidates c \
         WHERE c.order_id = o.id AND c.open = 1)",
    ),
    (
        "people who are asked about orders that are over",
        "SELECT COUNT(*) FROM step_candidates c JOIN orders o ON o.id = c.order_id \
         WHERE c.open = 1 AND o.state <> 'in_approval'",
    ),
    (
        "steps that are waited for on orders that are over",
        "SELECT COUNT(*) FROM order_steps s JOIN orders o ON o.id = s.order_id \
         WHERE s.state IN ('waiting', 'current') AND o.state <> 'in_approval'",
    ),
    (
        "notices that ask for what is over",
        "SELECT COUNT(*) FROM notices WHERE kind = 'order-waiting' AND read_at IS NULL",
    ),
    (
        "orders of one name",
        "SELECT COUNT(*) FROM (SELECT 1 FROM orders GROUP BY applicant_id, title HAVING COUNT(*) > 1) AS doubled",
    ),
    (
        "done orders without exactly one project",
        "SELECT COUNT(*) FROM orders o WHERE o.state = 'done' \
         AND (SELECT COUNT(*) FROM projects p WHERE p.order_id = o.id AND p.id = o.result_id) <> 1",
    ),
    (
        "projects of orders that are not done",
        "SELECT COUNT(*) FROM projects p WHERE NOT EXISTS (SELECT 1 FROM orders o \
         WHERE o.id = p.order_id AND o.state = 'done' AND o.result_id = p.id)",
    ),
    ("quotas with something reserved", "SELECT COUNT(*) FROM quotas WHERE reserved <> 0"),
    ("reservations that are held", "SELECT COUNT(*) FROM reservations WHERE state = 'held'"),
    (
        "submissions that were noted more or less than once",
        "SELECT COUNT(*) FROM orders o WHERE o.round <> \
         (SELECT COUNT(*) FROM order_events e WHERE e.order_id = o.id AND e.kind = 'submit')",
    ),
    (
        "ends that were noted more or less than once",
        "SELECT COUNT(*) FROM orders o WHERE o.state IN ('done', 'rejected', 'cancelled') AND 1 <> \
         (SELECT COUNT(*) FROM order_events e WHERE e.order_id = o.id AND e.kind IN ('finish', 'reject', 'cancel'))",
    ),
    (
        "decisions that were noted more or less than once",
        "SELECT COUNT(*) FROM step_candidates c WHERE c.decision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM order_events e \
         WHERE e.order_id = c.order_id AND e.actor = c.decided_by AND e.kind = c.decision)",
    ),
];

/// What an organisation uses, dimension by dimension, beside what its projects have together.
const UNEVEN: &str = "SELECT COUNT(*) FROM organizations g CROSS JOIN (SELECT DISTINCT dimension FROM quotas) d \
    WHERE COALESCE((SELECT q.used FROM quotas q WHERE q.scope = 'organization:' || g.id AND q.dimension = d.dimension), 0) \
    <> COALESCE((SELECT SUM(b.bound) FROM projects p JOIN quotas b ON b.scope = 'project:' || p.id \
    WHERE p.organization_id = g.id AND b.dimension = d.dimension), 0)";

/// Looks at the database beside the program, and at the audit log through it.
pub(super) async fn check(world: &World, journeys: &[Journey], seed: u64) {
    let db = world.database().await;
    for (what, query) in NOTHING {
        assert_eq!(number(&db, query).await, 0, "seed {seed}: {what}");
    }
    assert_eq!(number(&db, UNEVEN).await, 0, "seed {seed}: quotas in use that no project has");
    let (count, done) = (
        number(&db, "SELECT COUNT(*) FROM orders").await,
        number(&db, "SELECT COUNT(*) FROM projects").await,
    );
    assert_eq!(count, i64::try_from(journeys.len()).unwrap(), "seed {seed}: an order for each journey");
    let ended = journeys.iter().filter(|journey| journey.state == "done").count();
    assert_eq!(done, i64::try_from(ended).unwrap(), "seed {seed}: a project for each order that was done");
    for journey in journeys {
        let id = journey.order.parse().unwrap();
        let row = orders::find(&mut db.read().await.unwrap(), id).await.unwrap().unwrap();
        assert_eq!(
            (row.title.as_str(), row.state.as_str()),
            (&*journey.name, &*journey.state),
            "seed {seed}"
        );
    }
    let drafted =
        number(&db, "SELECT COUNT(*) FROM audit_entries WHERE action = 'orders.create_draft'").await;
    assert_eq!(drafted, count, "seed {seed}: each draft is in the audit log once");
    db.close().await;
    assert!(world.ok(&["audit", "verify"], "").starts_with("All "), "seed {seed}");
}

async fn number(db: &Db, query: &'static str) -> i64 {
    Sql::new(query).number(&mut db.read().await.unwrap()).await.unwrap()
}
