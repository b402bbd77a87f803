//! The house stays tidy: who may know whom, where the browser may appear, and what no file may hold.
//!
//! `ARCHITECTURE.md` says why. When a test here fails, either the code is in the wrong room, or the table below is to be changed
//! together with that page.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

#[path = "architecture/source.rs"]
mod source;

use source::{SourceFile, without_comments_and_texts};
use std::fs;
use std::path::{Path, PathBuf};

/// The room that every other may use: whoever speaks does so in the language of the reader.
const WORDS: &str = "text";

/// The order of knowledge: each room and the rooms it may use.
const ROOMS: &[(&str, &[&str])] = &[
    (WORDS, &[]),
    ("units", &[]),
    ("model", &["units"]),
    ("engine", &["units", "model"]),
    ("career", &["units", "model", "engine"]),
    ("territory", &["units", "model", "engine"]),
    ("edit", &["units", "model", "engine", "career", "territory"]),
    ("persist", &["units", "model", "engine", "career", "territory"]),
    ("exchange", &["units", "model", "engine", "career", "territory"]),
    ("present", &["units", "model", "engine", "career", "territory"]),
    ("cli", &["units", "model", "engine", "career", "territory", "edit", "persist", "exchange", "present"]),
    ("web", &["units", "model", "engine", "career", "territory", "edit", "persist", "exchange", "present"]),
];

/// Crates that exist in a browser only.
const BROWSER_CRATES: &[&str] =
    &["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "leptos", "gloo", "idb", "console_error_panic_hook"];

/// Crates that reach the browser's own objects, and with them everything impure.
const PORT_CRATES: &[&str] = &["web_sys", "gloo", "idb"];

/// A file holds one idea; this is where it certainly holds two.
const LINES_AT_MOST: usize = 450;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file of the checkout that is not made by a tool, as (path from the root, content); what is not text is left out.
fn texts() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        const MADE_BY_TOOLS: &[&str] = &[".git", "target", "dist", "node_modules", "test-results", "playwright-report"];
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            if MADE_BY_TOOLS.iter().any(|name| entry.file_name() == *name) {
                continue;
            }
            if entry.file_type().unwrap().is_dir() {
                walk(&entry.path(), found);
            } else {
                found.push(entry.path());
            }
        }
    }
    let mut found = Vec::new();
    walk(&root(), &mut found);
    found.sort();
    found
        .iter()
        .filter_map(|path| {
            let text = fs::read_to_string(path).ok()?;
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            Some((name, text))
        })
        .collect()
}

fn sources() -> Vec<SourceFile> {
    let sources: Vec<SourceFile> = texts()
        .into_iter()
        .filter(|(path, _)| path.starts_with("src/") && path.ends_with(".rs"))
        .map(|(path, text)| SourceFile::new(path, text))
        .collect();
    assert!(sources.len() > 10, "the sources were not found");
    sources
}

fn expect_none(what: &str, offences: &[String]) {
    assert!(offences.is_empty(), "{what}:\n  {}\n", offences.join("\n  "));
}

fn may_use(room: &str, other: &str) -> bool {
    room == other || other == WORDS || ROOMS.iter().any(|(name, known)| *name == room && known.contains(&other))
}

/// What a file knows that its room may not.
fn forbidden_knowledge(file: &SourceFile) -> Vec<String> {
    let Some(room) = file.room() else { return Vec::new() };
    file.uses_of_the_crate()
        .into_iter()
        .filter(|used| !may_use(room, used))
        .map(|used| format!("{}: {room} may not use {used}", file.path))
        .collect()
}

/// Style attributes in views, which the page's content security policy drops. A single property, `style=("--share", ...)` or
/// `style:width=...`, goes through the object model and may stay.
fn style_attributes(file: &SourceFile) -> Vec<String> {
    file.places(|line| {
        let is_attribute = |at: usize| line[..at].ends_with([' ', '<']) && !line[at..].starts_with("style=(");
        line.match_indices("style=").any(|(at, _)| is_attribute(at)).then_some("style=")
    })
}

#[test]
fn a_room_uses_only_what_stands_left_of_it() {
    expect_none(
        "The order of knowledge is broken",
        &sources().iter().flat_map(forbidden_knowledge).collect::<Vec<_>>(),
    );
}

#[test]
fn every_folder_of_the_library_is_a_room_with_its_place() {
    let unknown: Vec<String> = sources()
        .iter()
        .filter_map(|file| file.room().map(str::to_owned))
        .filter(|room| room != "bin" && ROOMS.iter().all(|(name, _)| name != room))
        .collect();
    expect_none("No place in the order of knowledge", &unknown);
}

#[test]
fn the_browser_is_known_in_the_web_room_alone() {
    let offences: Vec<String> = sources()
        .iter()
        .filter(|file| !file.path.starts_with("src/web/") && file.path != "src/main.rs")
        .flat_map(|file| file.names_of_crates(BROWSER_CRATES))
        .collect();
    expect_none("Browser crates outside src/web", &offences);
}

#[test]
fn the_browsers_own_objects_are_touched_in_the_ports_alone() {
    let offences: Vec<String> = sources()
        .iter()
        .filter(|file| !file.path.starts_with("src/web/port/") && file.path != "src/web/port.rs")
        .flat_map(|file| file.names_of_crates(PORT_CRATES))
        .collect();
    expect_none("web-sys or gloo outside src/web/port", &offences);
}

#[test]
fn every_file_holds_one_idea_and_says_which() {
    let mut offences = Vec::new();
    for file in sources() {
        let lines = file.text.lines().count();
        if lines > LINES_AT_MOST {
            offences.push(format!("{} has {lines} lines, more than {LINES_AT_MOST}", file.path));
        }
        if !file.text.starts_with("//! ") {
            offences.push(format!("{} does not start with a line of //! that says what it is", file.path));
        }
    }
    expect_none("Files", &offences);
}

#[test]
fn nothing_outside_tests_gives_up() {
    const GIVING_UP: &[&str] = &[".unwrap()", "panic!", "todo!", "unimplemented!", "dbg!"];
    let offences: Vec<String> = sources().iter().flat_map(|file| file.code_with(GIVING_UP)).collect();
    expect_none("The program would stop here", &offences);
}

#[test]
fn only_the_parts_of_the_program_may_be_unsafe() {
    let offences: Vec<_> = sources()
        .iter()
        .filter(|file| file.path != "src/web/apart.rs" && file.text.contains("allow(unsafe_code"))
        .map(|file| file.path.clone())
        .collect();
    expect_none("unsafe code is allowed in src/web/apart.rs alone", &offences);
}

#[test]
fn no_view_writes_a_style_attribute() {
    let offences: Vec<String> = sources().iter().flat_map(style_attributes).collect();
    expect_none("Inline styles, which the page's policy forbids", &offences);
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    // Put together here, so that this file does not hold them either.
    let folders = ["root", "home", "work", "Users"].map(|name| format!("/{name}/"));
    let hosts = ["registry.npmjs", "index.crates", "static.crates"].map(|name| format!("{name}."));
    let mut offences = Vec::new();
    for (path, text) in texts() {
        for (number, line) in text.lines().enumerate() {
            let on_a_machine = folders.iter().any(|folder| {
                line.match_indices(folder)
                    .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-~})".contains(c)))
            });
            if on_a_machine || hosts.iter().any(|host| line.contains(host)) {
                offences.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    expect_none("Paths of a machine, or hosts of a registry", &offences);
}

#[test]
fn the_lock_files_name_no_mirror() {
    assert!(
        !read("tests/e2e/package-lock.json").contains("\"resolved\""),
        "package-lock.json names where packages came from"
    );
    let foreign: Vec<String> = read("Cargo.lock")
        .lines()
        .filter(|line| line.starts_with("source = "))
        .filter(|line| *line != "source = \"registry+https://github.com/rust-lang/crates.io-index\"")
        .map(str::to_owned)
        .collect();
    expect_none("Crates from elsewhere than crates.io", &foreign);
}

#[test]
fn the_map_of_the_house_shows_every_room() {
    let map = read("ARCHITECTURE.md");
    let missing: Vec<String> = without_comments_and_texts(&read("src/lib.rs"))
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_owned))
        .filter(|room| {
            // A line of the map starts with the room's folder, whatever mark-up stands before it.
            !map.lines().any(|line| {
                line.trim_start_matches(|c: char| !c.is_alphabetic())
                    .trim_start_matches("src/")
                    .starts_with(&format!("{room}/"))
            })
        })
        .collect();
    expect_none("ARCHITECTURE.md has no line for", &missing);
}

#[test]
fn every_room_of_the_order_has_a_folder() {
    let gone: Vec<&str> = ROOMS
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| !root().join("src").join(name).is_dir() && !root().join(format!("src/{name}.rs")).is_file())
        .collect();
    assert_eq!(gone, [""; 0]);
}

#[test]
fn the_files_that_the_map_of_the_house_names_are_there() {
    let map = read("ARCHITECTURE.md");
    let paths: Vec<String> = texts().into_iter().map(|(path, _)| path).collect();
    let is_path = |it: &&str| {
        let named = [".rs", ".mjs", ".js", ".css", ".po", ".html"].iter().any(|end| it.ends_with(end));
        named && it.contains('/') && it.chars().all(|it| it.is_ascii_alphanumeric() || "/_-.".contains(it))
    };
    let gone: Vec<&str> = map
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(is_path)
        .filter(|it| !paths.iter().any(|path| path == it || path.ends_with(&format!("/{it}"))))
        .collect();
    assert_eq!(gone, [""; 0]);
}

#[test]
fn these_tests_see_what_they_look_for() {
    let file = |path: &str, text: &str| SourceFile::new(path.to_owned(), text.to_owned());

    let upward = file(
        "src/model/seat.rs",
        "use crate::{units::{Money, Rate}, engine};\nfn f() { super::super::web::mount(); super::role(); }",
    );
    assert_eq!(
        forbidden_knowledge(&upward),
        ["src/model/seat.rs: model may not use engine", "src/model/seat.rs: model may not use web"]
    );

    let neighbour = file("src/edit/mod.rs", "use super::{present::number, units};");
    assert_eq!(forbidden_knowledge(&neighbour), ["src/edit/mod.rs: edit may not use present"]);

    let harmless = file(
        "src/units/money.rs",
        "// crate::web\nconst A: &str = \"crate::web todo!\";\nfn f<'a>(c: char) -> bool { c == '\"' }\n#[cfg(test)]\nmod tests { use crate::web; fn g() { x.unwrap() } }\n",
    );
    assert_eq!(forbidden_knowledge(&harmless), [""; 0]);
    assert_eq!(harmless.code_with(&["todo!", ".unwrap()"]), [""; 0]);

    let careless = file(
        "src/units/rate.rs",
        "//! Rates.\nfn f() {\n    let raw = r#\"\"quoted\"\"#;\n    raw.parse().unwrap()\n}\n",
    );
    assert_eq!(careless.code_with(&[".unwrap()"]), ["src/units/rate.rs:4: .unwrap()"]);

    let styled =
        file("src/web/page.rs", "<i style:width=w style=(\"--x\", x)>\n<i style=\"color: red\">\nlet style = 1;\n");
    assert_eq!(style_attributes(&styled), ["src/web/page.rs:2: style="]);

    let browser = file("src/present/chart.rs", "use leptos::prelude::*;\nfn f() { gloo_storage::x(); my_leptos(); }");
    assert_eq!(
        browser.names_of_crates(BROWSER_CRATES),
        ["src/present/chart.rs:1: leptos", "src/present/chart.rs:2: gloo"]
    );
}
