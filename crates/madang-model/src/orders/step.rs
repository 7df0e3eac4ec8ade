//! The steps of an approval line 「결재선」.

use crate::words;

words! {
    /// Who decides on a step.
    StepKind {
        /// 소속 부서장: a head of the applicant's department, or of the nearest one above that has one.
        DepartmentHead = "department_head",
        /// 결재자: whom the applicant picked among those who may.
        Chosen = "chosen",
        /// 운영자: any operator, or member of the provider's approvals staff.
        Operators = "operators",
        /// 지정 결재자: n of the members that the policy names.
        Named = "named",
    }
}

words! {
    /// Where a step stands.
    StepState {
        /// Those before it come first.
        Waiting = "waiting",
        /// It is being waited for.
        Current = "current",
        /// Approved by as many as it needs.
        Approved = "approved",
        /// The order was given back here.
        Returned = "returned",
        /// The order was refused here.
        Rejected = "rejected",
        /// The order ended or went back before this step was decided.
        Skipped = "skipped",
    }
}
