//! `docs/pay-rules.md` is the table of rules the code holds, and each rule names a test that exists. `UPDATE_GOLDEN=1 cargo test --test
//! pay_rules` writes it anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use remit::present::words_pay::{ORDER, Rule, rules};
use std::fmt::Write;
use std::path::PathBuf;

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn page(rules: &[Rule]) -> String {
    let mut text = String::from(
        "# The rules of pay\n\nEvery mechanic a plan can be built of: what it means (in the words of the Pay page), how it is computed, \
         where it stands in the order of the calculation, and the test that proves it with figures worked by hand. The code makes this \
         page (`src/present/words_pay/rules.rs`; `UPDATE_GOLDEN=1 cargo test --test pay_rules`), so it cannot say anything else than \
         the screen.\n\nThe order: ",
    );
    let steps: Vec<String> = ORDER.iter().enumerate().map(|(at, step)| format!("{} {step}", at + 1)).collect();
    writeln!(text, "{}. A statement prints its lines in it.", steps.join(" -> ")).unwrap();
    let mut section = "";
    for rule in rules {
        if rule.section != section {
            section = rule.section;
            writeln!(text, "\n## {section}\n").unwrap();
            text.push_str("| kind | meaning | formula | order | proved by |\n|---|---|---|---|---|\n");
        }
        let step = ORDER.get(rule.place).unwrap_or_else(|| panic!("{} stands nowhere in the order", rule.kind));
        let (file, name) = rule.proof.split_once(": ").unwrap();
        let meaning = rule.meaning.trim_end_matches('.');
        // Sentences of the screen become entries of a table; abbreviations stay.
        let plain = meaning.chars().nth(1).is_some_and(char::is_lowercase);
        let mut letters = meaning.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_lowercase).collect();
        let meaning = if plain { first + letters.as_str() } else { meaning.to_owned() };
        writeln!(
            text,
            "| {} | {meaning} | {} | {} {step} | `{name}` ({file}) |",
            rule.kind,
            rule.formula.replace('|', "\\|"),
            rule.place + 1
        )
        .unwrap();
    }
    text
}

#[test]
fn the_page_of_rules_says_what_the_code_says() {
    let (path, text) = (file("docs/pay-rules.md"), page(&rules()));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        kept == text,
        "docs/pay-rules.md is of another day; UPDATE_GOLDEN=1 cargo test --test pay_rules writes it anew"
    );
}

#[test]
fn every_rule_names_a_test_that_exists() {
    for rule in rules() {
        let (of, name) = rule.proof.split_once(": ").unwrap_or_else(|| panic!("{} names no test", rule.kind));
        let mut sources = std::fs::read_to_string(file(&format!("tests/{of}.rs"))).unwrap();
        // The larger ones are in parts, in a folder of that name.
        for part in std::fs::read_dir(file(&format!("tests/{of}"))).into_iter().flatten() {
            sources.push_str(&std::fs::read_to_string(part.unwrap().path()).unwrap());
        }
        assert!(sources.contains(&format!("fn {name}(")), "{}: there is no test {name} in tests/{of}", rule.kind);
    }
}

#[test]
fn no_rule_stands_twice_or_says_nothing() {
    let rules = rules();
    for (at, rule) in rules.iter().enumerate() {
        assert!(rule.meaning.len() > 8 && rule.formula.len() > 8, "{}", rule.kind);
        assert!(
            !rules.iter().skip(at + 1).any(|other| (other.section, &other.kind) == (rule.section, &rule.kind)),
            "{} stands twice",
            rule.kind
        );
    }
}
