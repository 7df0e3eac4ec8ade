//! What organisations are, and how people come into them.

use crate::words;

words! {
    /// Whose an organisation is.
    OrganizationKind {
        /// 개인: one member's own, made with the member.
        Personal = "personal",
        /// 기업: registered by the provider, with a code.
        Company = "company",
    }
}

words! {
    /// Whether anything new happens in an organisation.
    OrganizationState {
        /// 이용 중
        Active = "active",
        /// 종료: nothing belongs to it any more; its past stays.
        Closed = "closed",
    }
}

words! {
    /// What becomes of those who come with the organisation's code 「가입 방식」.
    Joining {
        /// They are in at once.
        Open = "open",
        /// They wait until an owner admits them.
        Approval = "approval",
        /// Nobody joins by code; people are invited.
        Closed = "closed",
    }
}

words! {
    /// Whether a membership counts already.
    MembershipState {
        /// 소속
        Active = "active",
        /// 승인 대기: came with the code, waits for an owner.
        Pending = "pending",
    }
}

words! {
    /// What became of an invitation.
    InvitationState {
        /// 대기
        Open = "open",
        /// 수락
        Accepted = "accepted",
        /// 거절
        Declined = "declined",
        /// 취소
        Revoked = "revoked",
    }
}
