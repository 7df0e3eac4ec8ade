//! The steps of 「회원가입」.

use madang_i18n::Tr;

use crate::shell::Steps;

/// A step, numbered as it is shown.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// 01 약관 동의
    Terms = 1,
    /// 02 회원정보
    Form = 2,
    /// 03 가입 완료
    Done = 3,
}

/// The way through, with `current` as the step that is open.
pub(super) fn steps(t: Tr, current: Step) -> Steps {
    let names = ["sign-up-step-terms", "sign-up-step-form", "sign-up-step-done"].map(|key| t.s(key)).into();
    Steps { names, current: current as usize }
}
