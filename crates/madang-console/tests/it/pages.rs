//! What every page is made of: no text missing, nothing inline, and the headers that keep it to itself.

use std::collections::BTreeSet;

use http::StatusCode;
use madang_i18n::Lang;
use madang_testkit::{Engine, on_both_engines};

use crate::html::{Piece, attribute, pieces, read};
use crate::site::{Answer, Browser, Site};
use crate::things::Things;

/// Every page that `browser` is shown, by its address.
async fn every_page(mut browser: Browser, things: &Things) -> Vec<(String, Answer)> {
    let mut pages = Vec::new();
    for route in madang_console::routes().table().iter().filter(|route| route.method == "GET") {
        let address = things.address(route);
        let answer = browser.get(&address).await;
        if answer.header("content-type").starts_with("text/html") {
            pages.push((address, answer));
        }
    }
    let missing = browser.get("/nothing/here").await;
    pages.push(("/nothing/here".to_owned(), missing));
    pages
}

/// The pages of a visitor, a member and an operator, in both languages.
async fn all_pages(engine: Engine) -> Vec<(String, Answer)> {
    let mut site = Site::new(engine).await;
    let (owner, operator) = (site.m.member("owner1").await, site.m.operator().await);
    let things = Things::make(&mut site.m, &operator, &owner).await;
    let mut all = Vec::new();
    for lang in Lang::ALL {
        for browser in [site.visitor(), site.of(&owner), site.of(&operator)] {
            all.extend(every_page(browser.reading(lang), &things).await);
        }
    }
    assert!(all.len() > 100, "{} pages", all.len());
    all
}

/// Every key of the locales.
fn keys() -> BTreeSet<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../madang-i18n/locales/ko");
    let files = std::fs::read_dir(folder).expect("the locales are beside this crate");
    let texts = files.map(|file| std::fs::read_to_string(file.expect("a file").path()).expect("a text"));
    texts.flat_map(|text| text.lines().filter_map(key).map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(" =")?;
    let is_key =
        key.contains('-') && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    is_key.then_some(key)
}

on_both_engines! {
    async fn every_text_of_every_page_is_there_in_both_languages(engine: Engine) {
        let keys = keys();
        assert!(keys.len() > 300 && keys.contains("operators-members"));
        for (address, answer) in all_pages(engine).await {
            // The reference of the API shows codes, which some texts are called after.
            if address == "/api/docs" {
                continue;
            }
            for text in read(&answer.text) {
                let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
                let found: Vec<_> = words.filter(|word| keys.contains(*word)).collect();
                assert!(found.is_empty(), "{address}: {found:?} in {text}");
            }
        }
    }

    async fn no_page_has_a_script_or_a_style_in_it(engine: Engine) {
        for (address, answer) in all_pages(engine).await {
            for piece in pieces(&answer.text) {
                let Piece::Open(tag, attributes) = piece else { continue };
                let what = format!("{address}: <{tag} {attributes:?}>");
                assert_ne!(tag, "style", "{what}");
                assert!(tag != "script" || attribute(&attributes, "src").is_some_and(|src| src.starts_with("/assets/")), "{what}");
                for (name, value) in &attributes {
                    assert!(*name != "style" && !name.starts_with("on"), "{what}");
                    assert!(!value.trim_start().to_ascii_lowercase().starts_with("javascript:"), "{what}");
                    let is_address = matches!(*name, "href" | "src" | "action" | "formaction");
                    assert!(!is_address || value.starts_with(['/', '#']) || value.is_empty() || value.starts_with("http://127.0.0.1:8080/"), "{what}");
                }
            }
        }
    }

    async fn every_page_comes_with_the_headers_that_keep_it_to_itself(engine: Engine) {
        for (address, answer) in all_pages(engine).await {
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("x-frame-options", "DENY"),
                ("referrer-policy", "same-origin"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cross-origin-resource-policy", "same-origin"),
                ("cache-control", "no-store"),
                ("content-type", "text/html; charset=utf-8"),
            ] {
                assert_eq!(answer.header(name), value, "{address}: {name}");
            }
            let policy = answer.header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{address}: {policy}");
            assert!(answer.header("permissions-policy").contains("camera=()"), "{address}");
            assert_eq!(answer.header("x-request-id").len(), 20, "{address}");
        }
    }

    async fn every_page_has_a_title_a_language_and_one_main_heading(engine: Engine) {
        for (address, answer) in all_pages(engine).await {
            assert!(answer.status == StatusCode::OK || address != "/", "{address}");
            let count = |wanted: &str| pieces(&answer.text).iter().filter(|piece| matches!(piece, Piece::Open(tag, _) if *tag == wanted)).count();
            let is_part = !answer.text.contains("<html");
            assert!(is_part || (count("title"), count("h1"), count("main")) == (1, 1, 1), "{address}");
            let langs = ["lang=\"ko\"", "lang=\"en\""].map(|lang| answer.text.contains(&format!("<html {lang}")));
            assert!(is_part || langs.iter().filter(|is| **is).count() == 1, "{address}");
        }
    }
}
