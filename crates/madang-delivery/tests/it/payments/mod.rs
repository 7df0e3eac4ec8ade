//! What every payment gateway's driver keeps, whichever it is: one suite against the sandbox and against stand-ins made
//! from the public documentation of Toss Pay and Stripe.

mod sandbox;
mod stripe;
mod suite;
mod tosspay;
mod wire;

use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use madang_core::billing::{CardPage, PaymentGateway};

/// A card that somebody types on the gateway's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Card {
    /// One that can be charged; it ends in 4242.
    Good,
    /// One that its issuer refuses.
    Declined,
    /// One that is registered and has nothing on it.
    Empty,
    /// One with which the gateway does what it is asked for, and its first answers are lost.
    Lossy,
}

/// A gateway with everything on its side of the wire.
#[async_trait]
pub(crate) trait World: Send + Sync {
    /// The driver.
    fn gateway(&self) -> Arc<dyn PaymentGateway>;

    /// Types a card on the gateway's page.
    async fn types(&self, page: &CardPage, card: Card);

    /// Every payment that took money: our id and how much.
    fn paid(&self) -> Vec<(String, i64)>;

    /// How many billing keys were made.
    fn keys(&self) -> usize;
}

/// Serves a stand-in on a free port of this machine: where.
pub(crate) async fn serve(app: Router) -> String {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, app).await });
    url
}
