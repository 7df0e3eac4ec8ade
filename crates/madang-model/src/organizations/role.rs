//! What a member is in an organisation.

use crate::words;

words! {
    /// A role in an organisation. One member can have several; having none of them is only belonging.
    OrgRole {
        /// 소유자: decides on people, departments, roles and on the organisation itself.
        Owner = "owner",
        /// 결재자: may be picked as approver of the organisation's orders.
        Approver = "approver",
        /// 개발자: applies for things and uses them.
        Developer = "developer",
        /// 정산 담당: sees costs and invoices, pays.
        Billing = "billing",
        /// 조회자: sees everything of the organisation, changes nothing.
        Viewer = "viewer",
    }
}
