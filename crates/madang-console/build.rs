//! Turns `assets/dist` into a table of embedded files, so that the binary carries its own console.

#![expect(clippy::disallowed_methods, reason = "cargo speaks to a build script through the environment")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let dist = root.join("assets/dist");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", dist.join("manifest.json").display());

    let Ok(manifest) = fs::read(dist.join("manifest.json")) else {
        println!("cargo::error=the console's assets are not built: run `make assets`");
        return;
    };
    let manifest: BTreeMap<String, String> =
        serde_json::from_slice(&manifest).expect("manifest.json maps logical names to hashed names");

    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("assets.rs"), table(&dist, &manifest)).expect("OUT_DIR is writable");
}

/// The source of `FILES`, sorted by hashed name, and a constant with the address of each file that pages name.
fn table(dist: &Path, manifest: &BTreeMap<String, String>) -> String {
    let mut code = String::new();
    for (logical, hashed) in manifest.iter().filter(|(logical, _)| !logical.contains('/')) {
        let name = logical.to_uppercase().replace(['.', '-'], "_");
        writeln!(code, "/// Where `{logical}` is.\npub const {name}: &str = \"/assets/{hashed}\";")
            .expect("String grows");
    }
    let mut names: Vec<_> = manifest.values().collect();
    names.sort();
    code.push_str("static FILES: &[File] = &[\n");
    for name in names {
        writeln!(
            code,
            "    File {{ name: {name:?}, content_type: {:?}, plain: include_bytes!({:?}), br: {}, gzip: {} }},",
            content_type(name),
            dist.join(name),
            packed(dist, name, "br"),
            packed(dist, name, "gz"),
        )
        .expect("String grows");
    }
    code.push_str("];\n");
    code
}

fn packed(dist: &Path, name: &str, extension: &str) -> String {
    let path = dist.join(format!("{name}.{extension}"));
    if path.exists() { format!("Some(include_bytes!({path:?}))") } else { "None".to_owned() }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml; charset=utf-8",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
