//! Documents as they are agreed to: each with its box.

use madang_core::terms::Document;
use madang_i18n::Tr;
use madang_model::{Rule, TermsId};
use madang_web::Form;

use super::blocks::DocumentView;

/// A document with its box.
pub(crate) struct Consent {
    /// What is agreed to.
    pub(crate) document: DocumentView,
    /// Whether the box is ticked.
    pub(crate) ticked: bool,
    /// Why that is not enough; empty where it is.
    pub(crate) error: String,
}

/// The documents with the boxes of `ticked` ticked.
pub(crate) fn consents(documents: Vec<Document>, ticked: &[TermsId]) -> Vec<Consent> {
    let consent = |document: Document| Consent {
        ticked: ticked.contains(&document.id),
        document: document.into(),
        error: String::new(),
    };
    documents.into_iter().map(consent).collect()
}

/// Marks every required document whose box is not ticked.
pub(crate) fn mark_missing(t: Tr, consents: &mut [Consent]) {
    for consent in consents.iter_mut().filter(|consent| consent.document.required && !consent.ticked) {
        consent.error = t.rule(Rule::ConsentRequired);
    }
}

/// The versions whose boxes a form says are ticked. What is no id was not offered.
pub(crate) fn ticked(form: &Form) -> Vec<TermsId> {
    form.all("agreed").filter_map(|id| id.parse().ok()).collect()
}
