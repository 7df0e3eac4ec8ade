//! What is kept, and how it is asked for: migrations and queries, a module per feature.
//!
//! Queries take a connection and typed values and give typed rows. They decide nothing: who may, and which
//! state may follow which, is `madang-core`'s to say; that a state was still the expected one when the row
//! changed is said here, by the statement's guard. Start with `members.rs`.

pub mod accounts;
pub mod announcements;
pub mod approvals;
pub mod approvers;
pub mod audit;
pub mod billing_accounts;
pub mod captchas;
pub mod card_checks;
pub mod catalog;
pub mod clusters;
pub mod consents;
pub mod counters;
pub mod data_keys;
pub mod deliveries;
pub mod departments;
pub mod departures;
pub mod events;
pub mod holidays;
pub mod idempotency;
pub mod inbox;
pub mod invitations;
pub mod mail_links;
pub mod member_search;
pub mod members;
pub mod memberships;
pub mod messages;
pub mod notices;
pub mod order_attachments;
pub mod order_events;
pub mod orders;
pub mod organizations;
pub mod phone_codes;
pub mod policies;
pub mod prices;
pub mod project_members;
pub mod projects;
pub mod promotions;
pub mod quotas;
pub mod quotes;
pub mod sessions;
pub mod sign_ups;
pub mod ssh_keys;
pub mod standings;
pub mod subscriptions;
pub mod substitutions;
pub mod teardowns;
pub mod terms;
pub mod tokens;
pub mod usage_intervals;
pub mod webhooks;

use madang_db::Migration;

/// The schema's steps, in order. A step that has been released is never edited.
pub const MIGRATIONS: &[Migration] = &[
    Migration { number: 1, name: "ground", sql: include_str!("../migrations/0001_ground.sql") },
    Migration { number: 2, name: "members", sql: include_str!("../migrations/0002_members.sql") },
    Migration {
        number: 3,
        name: "initial_password",
        sql: include_str!("../migrations/0003_initial_password.sql"),
    },
    Migration { number: 4, name: "organizations", sql: include_str!("../migrations/0004_organizations.sql") },
    Migration { number: 5, name: "orders", sql: include_str!("../migrations/0005_orders.sql") },
    Migration { number: 6, name: "projects", sql: include_str!("../migrations/0006_projects.sql") },
    Migration { number: 7, name: "notices", sql: include_str!("../migrations/0007_notices.sql") },
    Migration { number: 8, name: "catalog", sql: include_str!("../migrations/0008_catalog.sql") },
    Migration { number: 9, name: "billing", sql: include_str!("../migrations/0009_billing.sql") },
    Migration {
        number: 10,
        name: "subscriptions",
        sql: include_str!("../migrations/0010_subscriptions.sql"),
    },
    Migration { number: 11, name: "promotions", sql: include_str!("../migrations/0011_promotions.sql") },
];
