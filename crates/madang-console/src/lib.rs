//! The web console: pages rendered on the server, one file and one template per verb, in a folder per feature.
//!
//! What lives here: pages, their forms and their words' places. No rule, no query: a page calls an operation of
//! the core and shows what it says. Start with [`shell`], the frame that every page stands in.

pub mod shell;
