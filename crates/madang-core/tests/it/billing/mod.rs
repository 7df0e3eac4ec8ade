//! 「결제 정보」: who pays.

mod accounts;
