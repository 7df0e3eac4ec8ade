//! `docs/guide/settings.md`: every key, from the doc comments of `madang_core::settings`.

use std::fmt::Write as _;

use super::environment::variable;
use super::keys::{Keys, Kind};
use super::show::toml;

const HEAD: &str = "# Settings\n\n\
<!-- Written by `madang config --reference > docs/guide/settings.md` from the doc comments of the settings. -->\n\n\
설정이 없어도 실행됩니다. 아래의 기본값보다 `madang.toml`이, 그보다 `MADANG_*` 환경 변수가, 그보다 `--listen`,\n`--data-dir` 같은 명령줄 옵션이 우선합니다. 환경 변수 이름은 `MADANG_` 뒤에 설정 이름을 대문자로 쓰고 점을 밑줄\n두 개로 바꿉니다(`server.listen`은 `MADANG_SERVER__LISTEN`). 없는 설정을 쓰거나 값이 잘못되면 실행하지 않고\n어디가 잘못되었는지 알려 줍니다. 지금 적용된 값과 그 출처는 `madang config`로 봅니다. 꼭 정할 것은\n[운영자 안내](operators.md)에 있습니다.\n\n\
Madang runs without any. What is set comes from, a later one over an earlier one:\n\n\
1. the defaults below;\n\
2. `madang.toml`: the file named by `--config` (or `MADANG_CONFIG`), else `madang.toml` in the folder Madang is\n   started in, else the one in the data folder;\n\
3. variables: `MADANG_`, then the key in capitals with two underscores for each dot. Lists are separated by\n   commas, tables are written as TOML: `{ to = \"{to}\" }`;\n\
4. flags: `--listen`, `--data-dir`.\n\n\
A key that there is none of, or a value of the wrong kind, keeps Madang from starting and is named with the\nplace it stands at. `madang config` prints what is in force and where it came from, secrets hidden.\n";

/// The whole page, as Markdown.
pub(super) fn reference() -> String {
    let keys = Keys::known();
    let mut page = HEAD.to_owned();
    for section in &keys.sections {
        let _ = writeln!(page, "\n## `[{}]`\n\n{}", section.path, section.doc);
        for key in keys.within(&section.path) {
            let _ = writeln!(page, "\n### `{}`\n\n{}\n", key.name(), key.doc);
            let _ = writeln!(page, "- {}", kind(&key.kind));
            let _ = match toml(&key.default) {
                Some(text) => writeln!(page, "- default: `{text}`"),
                None => writeln!(page, "- not set by default"),
            };
            let _ = writeln!(page, "- variable: `{}`", variable(&key.path));
        }
    }
    page
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::Number(..) => "a whole number".to_owned(),
        Kind::Flag => "`true` or `false`".to_owned(),
        Kind::Choice(words) => {
            format!("one of {}", words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "))
        }
        Kind::List => "a list of texts".to_owned(),
        Kind::Table => "a table of texts".to_owned(),
    }
}
