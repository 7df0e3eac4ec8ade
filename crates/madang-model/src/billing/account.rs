//! Who pays, and how.

use crate::words;

/// After so many failed verifications of a card there are no more (guide 000 §2.1.2.1).
pub const MAX_CARD_FAILURES: i64 = 5;

words! {
    /// 「구분」: who pays.
    PayerKind {
        /// 개인
        Person = "person",
        /// 기업
        Company = "company",
    }
}

words! {
    /// 「결제 방법」
    PaymentMethod {
        /// 신용카드 결제
        Card = "card",
        /// 통합청구(세금계산서)
        TaxInvoice = "tax_invoice",
    }
}

words! {
    /// Whether an organisation's costs can be charged.
    AccountState {
        /// 카드 등록 전: no card yet.
        Incomplete = "incomplete",
        /// 등록 완료: they can.
        Active = "active",
        /// 카드 인증 불가: no card, and too many failed verifications to try another.
        Locked = "locked",
    }
}

words! {
    /// What came of a visit to a payment gateway's page for a card.
    CheckOutcome {
        /// Nothing is known yet.
        Open = "open",
        /// The card can be charged.
        Passed = "passed",
        /// The card was refused.
        Declined = "declined",
        /// Given up, or too late.
        Abandoned = "abandoned",
    }
}

words! {
    /// What a register of businesses says of a company.
    BusinessStanding {
        /// 조회 안 함: nobody was asked, or nobody answered.
        NotLookedUp = "not_looked_up",
        /// 계속사업자
        Active = "active",
        /// 휴업자
        Suspended = "suspended",
        /// 폐업자
        Closed = "closed",
        /// 등록되지 않은 번호
        Unregistered = "unregistered",
    }
}
