//! Organisations 「회원사」: their people, departments and roles.

mod department_standing;
mod standing;

pub use department_standing::department_standing;
pub use standing::standing;
