//! 「결제 정보」: who pays.

mod accounts;
mod addresses;
mod cards;
