//! The console through the whole router, on both databases: who may use which page, what its forms take, and
//! what its pages are made of.

mod announcements;
mod audit;
mod billing;
mod errors;
mod files;
mod forms;
mod hostile;
mod html;
mod jobs;
mod members;
mod notices;
mod outbox;
mod pages;
mod projects;
mod promotions;
mod roles;
mod sessions;
mod site;
mod subscriptions;
mod terms;
mod things;
mod webhooks;
