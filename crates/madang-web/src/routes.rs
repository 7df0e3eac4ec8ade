//! Routes that can't be registered without saying who may use them, so that a test can walk them all.

use axum::Router;
use axum::handler::Handler;
use axum::routing::{get, post};

use crate::Web;

/// Who may use a route. The operation decides; this is what the tests hold it to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Access {
    /// Everyone.
    Public,
    /// Whoever is signed in, about themselves.
    Member,
    /// Operators and auditors.
    Staff,
    /// Operators.
    Operator,
    /// Operators; and everyone where the program runs for its developers.
    OperatorOrDevelopment,
}

/// A registered route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Its path, with `{parameters}`.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
}

/// A surface's routes.
#[derive(Default)]
pub struct Routes {
    router: Router<Web>,
    table: Vec<Route>,
}

impl Routes {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a page.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        self.add("GET", path, access, get(handler))
    }

    /// Adds what a form posts to.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        self.add("POST", path, access, post(handler))
    }

    /// Adds all of another set.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.table.extend(other.table);
        self
    }

    /// Every route.
    pub fn table(&self) -> &[Route] {
        &self.table
    }

    /// The router.
    pub fn into_router(self) -> Router<Web> {
        self.router
    }

    fn add(
        mut self,
        method: &'static str,
        path: &'static str,
        access: Access,
        route: axum::routing::MethodRouter<Web>,
    ) -> Self {
        self.router = self.router.route(path, route);
        self.table.push(Route { method, path, access });
        self
    }
}
