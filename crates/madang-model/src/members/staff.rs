//! What a member may do on the provider's side.

use crate::words;

words! {
    /// The provider's own staff. Customers have none. What each may is in `madang-core`'s table.
    StaffRole {
        /// 운영자: runs the service; may everything that any of the others may.
        Operator = "operator",
        /// 고객지원: looks after members and organisations.
        Support = "support",
        /// 승인: decides orders for the provider, and on what way they go.
        Approvals = "approvals",
        /// 상품: what is offered, at what price, under which terms.
        Catalog = "catalog",
        /// 재무: what is billed and paid.
        Finance = "finance",
        /// 플랫폼: clusters, jobs, what runs.
        Platform = "platform",
        /// 감사자: reads everything, changes nothing.
        Auditor = "auditor",
    }
}
