//! Organisations 「회원사」.

mod departments;
mod invitations;
mod joining;
mod people;
