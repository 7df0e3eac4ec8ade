//! The API through the whole router, each test on SQLite and on PostgreSQL. Every answer in every test is held
//! to the description: its status, its kind and its form. What such a test is like: `docs/dev/testing.md`.

#![allow(clippy::unwrap_used, reason = "a test says by panicking that it fails")]

mod access;
mod api;
mod described;
mod hostile;
mod openapi;
mod pages;
mod problems;
mod replays;
mod scopes;
mod tour;
mod tour_approvals;
mod tour_attachments;
mod tour_organizations;
mod tour_products;
mod tour_projects;
