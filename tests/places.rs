//! What the finder knows of the places on pages is what the pages declare: panels, sections, views and fields.
//!
//! `UPDATE_PLACES=1 cargo test --test places` writes the list anew from the sources of the pages.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the list stands.
const LIST: &str = "src/present/finder/places.rs";

/// Where the files of the pages show what they hold: the beginning of a file's name, or all of it with a title, and the address. The longest
/// that fits holds. What has no address is in a dialog, or is there only once something is opened.
const SHOWN_AT: &[(&str, Option<&str>)] = &[
    ("overview", Some("")),
    ("guide", None),
    ("compare/", Some("compare")),
    ("data/", None),
    ("data/export", Some("data/take")),
    ("data/files", Some("data/import")),
    ("data/files.rs: The whole scenario", Some("data/take")),
    ("data/import/mod", Some("data/import")),
    ("data/profile", Some("data/take")),
    ("data/scenarios", Some("data")),
    ("data/settings", Some("data/settings")),
    ("data/share", Some("data/take")),
    ("data/snapshots", Some("data")),
    ("data/storage", Some("data")),
    ("forecast/", Some("forecast")),
    ("forecast/actual", Some("forecast//actuals")),
    ("forecast/cohorts", Some("forecast//cohorts")),
    ("forecast/company", Some("forecast//assumptions")),
    ("forecast/delay_curve", Some("forecast//assumptions")),
    ("forecast/goal", Some("forecast//goals")),
    ("forecast/incentives", Some("forecast//assumptions")),
    ("forecast/metric", Some("forecast//cohorts")),
    ("forecast/open_pipeline", Some("forecast//assumptions")),
    ("forecast/scope", None),
    ("forecast/scorecards.rs: Forms of retention", Some("forecast//cohorts")),
    ("forecast/seek", Some("forecast//goals")),
    ("forecast/segments", Some("forecast//assumptions")),
    ("forecast/source_", Some("forecast//assumptions")),
    ("forecast/swing", Some("forecast//goals")),
    ("pay/", Some("pay")),
    ("pay/adding", None),
    ("pay/against", Some("pay//against")),
    ("pay/assumes", Some("pay//cost")),
    ("pay/component.", None),
    ("pay/cost", Some("pay//cost")),
    ("pay/deals/", Some("pay//people")),
    ("pay/deals/take", None),
    ("pay/expected", Some("pay//cost")),
    ("pay/matrix", None),
    ("pay/meanings", Some("pay//cost")),
    ("pay/modifiers", None),
    ("pay/people", Some("pay//people")),
    ("pay/rate", None),
    ("pay/rival", Some("pay//against")),
    ("pay/statement", None),
    ("pay/templates", None),
    ("pay/tiers", None),
    ("report/", None),
    ("report/choose", Some("report")),
    ("roles/", Some("roles")),
    ("roles/compared", Some("roles/compared")),
    ("roles/editor", None),
    ("roles/entry", None),
    ("roles/file", None),
    ("roles/fit", Some("roles/fit")),
    ("roles/ladder", Some("roles/ladder")),
    ("roles/paste", None),
    ("roles/path", Some("roles/ladder")),
    ("roles/people", Some("roles/compared")),
    ("roles/print", None),
    ("team/", Some("team")),
    ("team/bulk", None),
    ("team/capacity/", Some("team/capacity")),
    ("team/cost", Some("team/cost")),
    ("team/detail", Some("team/roles")),
    ("team/functions", Some("team/roles")),
    ("team/ramp", Some("team/roles")),
    ("team/roles", Some("team/roles")),
    ("team/support", Some("team/roles")),
    ("team/usual", Some("team/roles")),
    ("territories/facts", None),
    ("territories/accounts/", Some("territories")),
    ("territories/accounts/bulk", None),
    ("territories/accounts/plan/", None),
    ("territories/segments/", Some("territories/segments")),
    ("territories/assign/", Some("territories/assign")),
    ("territories/assign/person", None),
    ("territories/mod", None),
];

/// Names of fields and views that say nothing away from their place.
const TOO_GENERAL: &[&str] = &[
    "All",
    "Assign",
    "Attainment",
    "By month",
    "By quarter",
    "By segment",
    "By source",
    "Chart",
    "Closed in",
    "Company",
    "Compare with",
    "Counts as",
    "Credited to",
    "End",
    "Find",
    "Find a name",
    "Find a name or role",
    "From month",
    "Groups",
    "How many",
    "In",
    "In order",
    "Kind",
    "Made by",
    "Measure",
    "Metric",
    "Middle",
    "Months",
    "Name contains",
    "Name of the plan",
    "Name of the role",
    "Normal",
    "One person",
    "Only",
    "Outside",
    "Owner",
    "Period",
    "Picture",
    "Plan",
    "Proposed",
    "Quarters",
    "Role",
    "Seat",
    "Start",
    "Started by",
    "Step",
    "Table",
    "Target",
    "Tier",
    "Today",
    "Version from",
    "When",
];

/// What stands before the title of a panel or a section.
const TITLES: [&str; 4] = ["<PanelHead title=", "<h3>{", "<legend>{", "<summary>{"];

/// What stands before the name of a view or a field.
const CONTROLS: [&str; 5] = ["Tab::new(", "<Pick label=", "<MeaningPick label=", "<Field label=", "<Check label="];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, files) } else { files.push(path) }
    }
}

/// The address of what is called so in a file.
fn shown_at(file: &str, title: &str) -> Option<&'static str> {
    let called = format!("{file}: {title}");
    let fits = SHOWN_AT.iter().filter(|(start, _)| called.starts_with(start));
    fits.max_by_key(|(start, _)| start.len()).unwrap_or_else(|| panic!("{file} stands nowhere in SHOWN_AT")).1
}

/// The names that a source declares, as they stand between its quotation marks. A source is read with one space for any run of them; what is
/// computed has no name here, but for a title that is put together in a `let title` before.
fn declared(source: &str, by: &[&str]) -> Vec<String> {
    let source = source.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found = Vec::new();
    for before in by {
        for behind in source.split(before).skip(1) {
            let told = if behind.starts_with("title") {
                source.split("let title = ").nth(1).and_then(|it| it.split_once("; ")).map_or("", |it| it.0)
            } else if *before == "Tab::new(" {
                behind.split_once("\", ").map_or("", |it| it.1)
            } else {
                behind
            };
            found.extend(first_text(told));
        }
    }
    found
}

/// The first text of an expression, if it stands at its beginning or within a call there.
fn first_text(expression: &str) -> Option<String> {
    let (before, behind) = expression.split_once("tr!(\"")?;
    let is_elsewhere = before.contains(['>', '=', '"']) && !before.starts_with("Signal::derive(");
    let (text, rest) = behind.split_once('"')?;
    // One that inserts a value, or says where it stands, has no name of its own.
    (!is_elsewhere && !text.contains('{') && !text.ends_with('\\') && rest.starts_with(')')).then(|| text.to_owned())
}

/// The sources of the pages by name, in order.
fn pages() -> Vec<(String, String)> {
    let pages = root().join("src/web/page");
    let mut files = Vec::new();
    walk(&pages, &mut files);
    files.sort();
    let named = |path: &PathBuf| path.strip_prefix(&pages).unwrap().to_string_lossy().replace('\\', "/");
    files.iter().map(|path| (named(path), fs::read_to_string(path).unwrap())).collect()
}

/// All names and where they lead, each place once. A view or a field must be the only one of its name.
fn places() -> Vec<(String, &'static str)> {
    let mut found: Vec<(String, &'static str, bool)> = Vec::new();
    for (file, source) in pages() {
        for (by, is_title) in [(&TITLES[..], true), (&CONTROLS[..], false)] {
            for name in declared(&source, by) {
                if TOO_GENERAL.contains(&name.as_str()) {
                    continue;
                }
                let Some(at) = shown_at(&file, &name) else { continue };
                if !found.contains(&(name.clone(), at, is_title)) {
                    found.push((name, at, is_title));
                }
            }
        }
    }
    let is_alone =
        |(name, _, is_title): &&(String, &str, bool)| *is_title || found.iter().filter(|it| it.0 == *name).count() == 1;
    found.iter().filter(is_alone).map(|(name, at, _)| (name.clone(), *at)).collect()
}

fn written(places: &[(String, &str)]) -> String {
    let mut file = String::from(
        "//! Places on pages, as the pages declare them; `UPDATE_PLACES=1 cargo test --test places` writes this file.\n\n\
         use crate::text::mark;\n\n\
         /// What a place is called, and the address of the part of a page it stands on.\n#[rustfmt::skip]\n\
         pub(super) const PLACES: &[(&str, &str)] = &[\n",
    );
    for (title, at) in places {
        writeln!(file, "    (mark!(\"{title}\"), \"{at}\"),").unwrap();
    }
    file + "];\n"
}

#[test]
fn the_finder_knows_every_place_that_the_pages_declare() {
    let now = written(&places());
    if std::env::var_os("UPDATE_PLACES").is_some() {
        fs::write(root().join(LIST), &now).unwrap();
    }
    let list = fs::read_to_string(root().join(LIST)).unwrap();
    assert!(list == now, "the pages declare other places than {LIST} has (see the head of tests/places.rs)");
}

/// Each beginning of a name still names a file.
#[test]
fn no_place_is_told_of_a_file_that_is_gone() {
    let names: Vec<_> = pages().into_iter().map(|(file, _)| file + ": ").collect();
    for (start, _) in SHOWN_AT {
        assert!(names.iter().any(|it| it.starts_with(start) || start.starts_with(it)), "{start}");
    }
}

#[test]
fn names_are_read_wherever_a_page_may_have_them() {
    let source = r#"
        let title = move || if it { tr!("Quotas") } else { tr!("Others") };
        view! { <PanelHead title=title/> <PanelHead
            title=tr!("Tiers") say=say/>
        <PanelHead title=Signal::derive(move || words(tr!("ARR waterfall")))/>
        <h3>{tr!("Growth")}</h3><h3>{name}</h3><h3>{tr!("{n} left")}</h3>
        <PanelHead title=tr!("Share" in "verb")/>
        vec![Tab::new("a", tr!("Timeline")), Tab::new("b", name)] }"#;
    let mut found = declared(source, &TITLES);
    found.sort();
    assert_eq!(found, ["ARR waterfall", "Growth", "Quotas", "Tiers"]);
    assert_eq!(declared(source, &CONTROLS), ["Timeline"]);
}
