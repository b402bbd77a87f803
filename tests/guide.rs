//! The guide says what is so: every control it names is a text of the program, every file and command exists, every link leads somewhere, and
//! the fields of files are those of the schema.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

#[path = "guide/fields.rs"]
mod fields;

use remit::career::{Offer, Profile};
use remit::present::guide::{Group, Topic, lay_out, place};
use remit::text::Language;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}")).replace("\r\n", "\n")
}

fn text(topic: Topic) -> String {
    read(&format!("docs/{}.md", topic.key()))
}

/// What stands between two marks of a kind, such as `**`, outside of blocks of code.
fn between<'a>(text: &'a str, mark: &str) -> Vec<&'a str> {
    let prose = text.split("```").step_by(2);
    prose.flat_map(|it| it.split(mark).skip(1).step_by(2)).collect()
}

fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            sources(&entry.path(), found);
        } else if entry.path().extension().is_some_and(|it| it == "rs") {
            found.push(fs::read_to_string(entry.path()).unwrap());
        }
    }
}

/// Every text that stands in quotes in the source of what a reader sees, tests left out.
fn texts_of_the_program() -> BTreeSet<String> {
    let mut files = Vec::new();
    for folder in ["src/web", "src/present", "src/model", "src/engine", "src/career"] {
        sources(&root().join(folder), &mut files);
    }
    let mut texts = BTreeSet::new();
    for file in &files {
        let program = file.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for line in program.lines().filter(|line| !line.trim_start().starts_with("//")) {
            texts.extend(line.split('"').skip(1).step_by(2).map(str::to_owned));
        }
    }
    texts
}

#[test]
fn every_text_in_docs_is_a_topic_that_the_site_carries_and_the_index_names() {
    let files: BTreeSet<String> = fs::read_dir(root().join("docs"))
        .unwrap()
        .filter_map(|it| it.unwrap().file_name().to_str()?.strip_suffix(".md").map(str::to_owned))
        .filter(|it| it != "README")
        .collect();
    let topics: BTreeSet<String> = Topic::ALL.into_iter().map(|it| it.key().to_owned()).collect();
    assert_eq!(files, topics);
    let (page, index) = (read("index.html"), read("docs/README.md"));
    for topic in Topic::ALL {
        let line = format!("<meta name=\"asset:{}\" content=\"docs/{}.md\" />", topic.asset(), topic.key());
        assert!(page.contains(&line), "index.html lacks {line}");
        assert!(index.contains(&format!("]({}.md)", topic.key())), "docs/README.md does not name {}", topic.key());
    }
    for group in Group::ALL {
        assert!(index.contains(&format!("**{}**", group.name())), "docs/README.md lacks {}", group.name());
        assert!(Topic::ALL.into_iter().any(|it| it.group() == group));
    }
}

#[test]
fn every_control_that_a_how_to_names_is_a_text_of_the_program() {
    let texts = texts_of_the_program();
    let mut unknown = Vec::new();
    for topic in Topic::ALL.into_iter().filter(|it| it.group() == Group::Jobs) {
        let text = text(topic);
        let labels = between(&text, "**");
        assert!(labels.len() > 10, "{} names hardly any control", topic.key());
        for label in labels {
            let label = label.replace('\n', " ");
            if place(&label).is_none() && !texts.contains(&label) {
                unknown.push(format!("{}: {label}", topic.key()));
            }
        }
    }
    assert!(unknown.is_empty(), "No text of the program is called\n  {}", unknown.join("\n  "));
}

#[test]
fn every_link_leads_to_a_heading_or_a_file() {
    let headings = |topic: Topic| -> Vec<String> {
        let html = lay_out(topic, &text(topic), Language::English).html;
        html.split(" id=\"").skip(1).map(|it| it.split('"').next().unwrap().to_owned()).collect()
    };
    let mut lost = Vec::new();
    for topic in Topic::ALL {
        let text = text(topic);
        for target in text.split("](").skip(1).filter_map(|it| it.split(')').next()) {
            let (file, at) = target.split_once('#').unwrap_or((target, ""));
            let found = if target.starts_with("https://") {
                true
            } else if let Some(to) = file.strip_suffix(".md").and_then(Topic::from_key) {
                at.is_empty() || headings(to).iter().any(|it| it == at)
            } else if file.is_empty() {
                headings(topic).iter().any(|it| it == at)
            } else {
                root().join("docs").join(file).exists()
            };
            if !found {
                lost.push(format!("{}: {target}", topic.key()));
            }
        }
    }
    assert!(lost.is_empty(), "Links that lead nowhere:\n  {}", lost.join("\n  "));
}

#[test]
fn every_file_and_command_that_the_guide_names_is_there() {
    let script = read("dev");
    let mut lost = Vec::new();
    for topic in Topic::ALL {
        let text = text(topic);
        let words = || text.split_whitespace().map(|it| it.trim_matches(|c: char| "`.,;:()".contains(c)));
        for word in words().filter(|it| ["src/", "tests/", "tools/", "docs/"].iter().any(|at| it.starts_with(at))) {
            if !root().join(word.trim_end_matches('/')).exists() {
                lost.push(format!("{}: {word}", topic.key()));
            }
        }
        for rest in text.split("./dev ").skip(1) {
            let command: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
            if !script.contains(&format!("\n  {command} ")) {
                lost.push(format!("{}: ./dev {command}", topic.key()));
            }
        }
        for rest in text.split("--test ").skip(1) {
            let name: String = rest.chars().take_while(|it| it.is_ascii_alphanumeric() || *it == '_').collect();
            if !root().join("tests").join(format!("{name}.rs")).exists() {
                lost.push(format!("{}: --test {name}", topic.key()));
            }
        }
    }
    assert!(lost.is_empty(), "The guide names what is not there:\n  {}", lost.join("\n  "));
}

/// Each line of the walk through a mechanic names a file and, often, something in it.
#[test]
fn what_the_walk_through_a_mechanic_names_stands_in_those_files() {
    let walk = text(Topic::AddMechanic);
    for (file, what) in [
        ("src/model/comp/extras.rs", "pub struct Milestone "),
        ("src/model/comp/rates.rs", "    Milestones {"),
        ("src/engine/pay/table.rs", "fn milestones("),
        ("src/engine/pay/window.rs", "Rates::Milestones"),
        ("src/model/inputs/component.rs", "Rates::Milestones"),
        ("src/model/validate/extras.rs", "Rates::Milestones"),
        ("src/model/comp/kinds.rs", "RateKind::Milestones"),
        ("src/present/words_pay/mechanics.rs", "RateKind::Milestones"),
        ("src/present/words_pay/tables.rs", "fn milestones("),
        ("src/present/words_pay/rules.rs", "milestones_pay_the_sums_of_all_that_are_reached"),
        ("tests/mechanics.rs", "fn milestones_pay_the_sums_of_all_that_are_reached("),
        ("tests/pay_oracle/table.rs", "Milestones"),
        ("tests/pay_oracle/chance.rs", "Milestones"),
        ("src/exchange/workbook/pay/table.rs", "Milestones"),
        ("tests/workbook/variants.rs", "Milestones"),
    ] {
        assert!(walk.contains(&format!("`{file}`")), "the walk does not name {file}");
        assert!(read(file).contains(what), "{file} has no {what}");
    }
}

/// The names in code style of the first column of tables.
fn first_columns(text: &str) -> BTreeSet<String> {
    let cells = text.lines().filter(|it| it.starts_with("| `")).filter_map(|it| it.split('|').nth(1));
    cells.flat_map(|it| between(it, "`").into_iter().map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn fields_of(value: &Value) -> BTreeSet<String> {
    value.as_object().unwrap().keys().cloned().collect()
}

#[test]
fn the_page_of_the_file_format_names_every_part() {
    let page = text(Topic::FileFormat);
    let named = first_columns(&page);
    let schema: Value = serde_json::from_str(&read("tests/golden/cli/schema.json")).unwrap();
    let mut parts = fields_of(&schema["properties"]["data"]["properties"]);
    parts.extend(fields_of(&schema["properties"]));
    let profile = Profile { offers: vec![Offer::default()], ..Profile::default() }.to_value();
    parts.extend(fields_of(&profile));
    parts.extend(fields_of(&profile["offers"][0]));
    assert_eq!(named, parts);
    for need in fields_of(&profile["needs"]) {
        assert!(page.contains(&format!("`{need}`")), "{need} of needs");
    }
}

#[test]
fn the_page_of_fields_says_what_the_schema_says() {
    let page = fields::page(&serde_json::from_str(&read("tests/golden/cli/schema.json")).unwrap());
    let path = root().join("docs/file-fields.md");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, page).unwrap();
        return;
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n") == page,
        "docs/file-fields.md is of another day; UPDATE_GOLDEN=1 cargo test --test guide writes it anew"
    );
}

#[test]
fn privacy_is_told_as_the_page_enforces_it() {
    let (page, told) = (read("index.html"), text(Topic::Privacy));
    assert!(page.contains("connect-src 'self'") && page.contains("default-src 'none'"));
    assert!(told.contains("`connect-src 'self'`"));
    for topic in [Topic::Privacy, Topic::FileFormat] {
        assert!(text(topic).contains(&format!("`{}`", remit::persist::PREFIX)), "{} names another prefix", topic.key());
    }
}
