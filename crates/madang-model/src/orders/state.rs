//! The life of an order: every state, and every move that is legal in it, in one table.

use crate::words;

words! {
    /// Where an order stands.
    OrderState {
        /// 임시저장: being written.
        Draft = "draft",
        /// 승인 대기: submitted, waiting for the decision on one of its steps.
        InApproval = "in_approval",
        /// 반려: given back with a reason, to be changed and submitted again.
        Returned = "returned",
        /// 회수: taken back by the applicant before it was decided.
        Withdrawn = "withdrawn",
        /// 승인: every step is decided; what was asked for comes next.
        Approved = "approved",
        /// 처리 중: what was asked for is being made.
        Fulfilling = "fulfilling",
        /// 실패: it could not be made; to be tried again or cancelled.
        Failed = "failed",
        /// 완료: what was asked for is there. An end.
        Done = "done",
        /// 거절: refused for good. An end.
        Rejected = "rejected",
        /// 취소: given up. An end.
        Cancelled = "cancelled",
    }
}

words! {
    /// What moves an order from one state to another; also the word of its timeline entry.
    Move {
        /// 승인의뢰: the applicant asks for decisions.
        Submit = "submit",
        /// 승인, and another step follows.
        Advance = "advance",
        /// 승인 of the last step, or there was none.
        Approve = "approve",
        /// 반려, by an approver.
        Return = "return",
        /// 기한 만료: the quote is over before everybody decided; it goes back to the applicant.
        Expire = "expire",
        /// 거절, by an approver.
        Reject = "reject",
        /// 회수, by the applicant.
        Withdraw = "withdraw",
        /// 처리 시작: the program begins to make what was asked for.
        Begin = "begin",
        /// 완료.
        Finish = "finish",
        /// 실패, with its cause.
        Fail = "fail",
        /// 재시도 of what failed.
        Retry = "retry",
        /// 취소, by the applicant or an operator.
        Cancel = "cancel",
    }
}

/// A move that the state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an order that is {from} can't take {tried}")]
pub struct InvalidMove {
    /// The state.
    pub from: OrderState,
    /// What was tried.
    pub tried: Move,
}

impl OrderState {
    /// The state after `step`. This is the one table of legal moves.
    pub fn after(self, step: Move) -> Result<Self, InvalidMove> {
        use OrderState as S;
        match (self, step) {
            (S::Draft | S::Returned | S::Withdrawn, Move::Submit) | (S::InApproval, Move::Advance) => {
                Ok(S::InApproval)
            }
            (S::InApproval, Move::Approve) => Ok(S::Approved),
            (S::InApproval, Move::Return | Move::Expire) => Ok(S::Returned),
            (S::InApproval, Move::Reject) => Ok(S::Rejected),
            (S::InApproval, Move::Withdraw) => Ok(S::Withdrawn),
            (S::Approved, Move::Begin) | (S::Failed, Move::Retry) => Ok(S::Fulfilling),
            (S::Fulfilling, Move::Finish) => Ok(S::Done),
            (S::Fulfilling, Move::Fail) => Ok(S::Failed),
            (S::Draft | S::Returned | S::Withdrawn | S::Approved | S::Failed, Move::Cancel) => {
                Ok(S::Cancelled)
            }
            (from, tried) => Err(InvalidMove { from, tried }),
        }
    }

    /// The moves that are legal now.
    pub fn moves(self) -> impl Iterator<Item = Move> {
        Move::ALL.iter().copied().filter(move |step| self.after(*step).is_ok())
    }

    /// Whether nothing can follow.
    pub fn is_end(self) -> bool {
        matches!(self, Self::Done | Self::Rejected | Self::Cancelled)
    }

    /// Whether the applicant may change what is asked for.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Returned | Self::Withdrawn)
    }

    /// Whether quota is held for the order in this state.
    pub fn holds_quota(self) -> bool {
        matches!(self, Self::InApproval | Self::Approved | Self::Fulfilling | Self::Failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The states that can be reached from this one.
    fn reachable(from: OrderState) -> Vec<OrderState> {
        let mut found = vec![from];
        let mut at = 0;
        while at < found.len() {
            for step in found[at].moves() {
                let next = found[at].after(step).unwrap();
                if !found.contains(&next) {
                    found.push(next);
                }
            }
            at += 1;
        }
        found
    }

    #[test]
    fn every_state_is_reached_and_has_a_way_out() {
        let from_draft = reachable(OrderState::Draft);
        for state in OrderState::ALL.iter().copied() {
            assert!(from_draft.contains(&state), "{state} is never reached");
            assert_eq!(state.is_end(), state.moves().next().is_none(), "{state}");
            if !state.is_end() {
                assert!(reachable(state).into_iter().any(OrderState::is_end), "{state} has no way out");
            }
        }
    }

    #[test]
    fn the_program_alone_never_leaves_an_order_waiting_for_itself() {
        for state in [OrderState::Approved, OrderState::Fulfilling] {
            assert!(state.moves().any(|step| matches!(step, Move::Begin | Move::Finish)), "{state}");
        }
        assert!(
            OrderState::Fulfilling.after(Move::Cancel).is_err(),
            "what is half made is finished or fails"
        );
    }

    proptest! {
        #[test]
        fn no_order_is_decided_twice_nor_after_its_end(moves in proptest::collection::vec(
            proptest::sample::select(Move::ALL), 0..60)) {
            let mut state = OrderState::Draft;
            let (mut approvals, mut submissions) = (0, 0);
            for step in moves {
                match state.after(step) {
                    Ok(next) => {
                        prop_assert!(!state.is_end());
                        submissions += u32::from(step == Move::Submit);
                        approvals += u32::from(step == Move::Approve);
                        prop_assert!(approvals <= submissions && approvals <= 1);
                        if matches!(next, OrderState::Approved | OrderState::Fulfilling | OrderState::Done) {
                            prop_assert_eq!(approvals, 1);
                        }
                        state = next;
                    }
                    Err(refused) => prop_assert_eq!(refused, InvalidMove { from: state, tried: step }),
                }
            }
        }
    }
}
