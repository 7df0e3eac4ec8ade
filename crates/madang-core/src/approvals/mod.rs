//! Approvals 「결재」: which way an order goes, who may decide on it, and what happens when nobody does.
