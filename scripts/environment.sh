# Sourced by the other scripts: where this checkout's tools and results are kept.
# shellcheck shell=bash
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache="${XDG_CACHE_HOME:-${HOME:?}/.cache}/madang"
target="${CARGO_TARGET_DIR:-$root/target}"
# The machine's own tools come first: what is installed here only fills gaps.
export PATH="$PATH:${CARGO_HOME:-$HOME/.cargo}/bin:$cache/tools/bin"

say() {
    printf '\n\033[1m== %s\033[0m\n' "$*" >&2
}

fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}
