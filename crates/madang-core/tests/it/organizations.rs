//! Organisations 「회원사」.

mod joining;
