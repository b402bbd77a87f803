//! Text from outside is only ever text: a name that is markup for a browser, a formula for a spreadsheet or a path for a machine comes in
//! as it stands, and goes out as nothing but letters.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use remit::edit::{apply, import_accounts, import_roster};
use remit::engine::{Env, evaluate};
use remit::exchange::importer::{
    CUSTOMERS, Context, CustomerRow, DEALS, DealRow, ImportRow, Importer, ROSTER, RosterRow, guess_mapping, run,
};
use remit::exchange::intake::{DealChoices, RosterChoices, customers, deals, roster};
use remit::exchange::{Table, accounts_csv, defused, roster_csv, write_csv};
use remit::model::{Document, lean, open, sample, to_value};
use remit::persist::{Kind, from_file, read_link, to_compact, to_file, write_link};
use remit::present::chart::{Caption, HeatMap, HeatRow, Ink, Size, heat_map, picture, sparkline};
use std::collections::BTreeMap;

/// Names that would do something if anything but letters were made of them.
const NAMES: [&str; 9] = [
    "<img src=x onerror=alert(1)>",
    "</title><script>alert(1)</script>",
    "\"><svg onload=alert(1)>",
    "=cmd|'/c calc'!A0",
    "+1+cmd|x",
    "-2+3+cmd|x",
    "@SUM(A1:A9)",
    "\u{ff1d}1+1",
    "'=HYPERLINK(\"x\")",
];

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn rows<R: ImportRow>(importer: &'static Importer, document: &Document, text: &str) -> Vec<R> {
    let table = Table::open(text.as_bytes()).unwrap();
    let context = Context {
        segments: document.segments.iter().map(|it| it.name.clone()).collect(),
        currency: Some(document.settings.currency),
        first_month: Some(document.settings.first_month),
        hints: remit::exchange::value::Hints::of_locale("en-US"),
    };
    let report = run::<R>(&table, &guess_mapping(importer, &table, &context), &context).unwrap();
    assert!(
        report.problems.iter().all(|it| it.severity != remit::exchange::importer::Severity::Error),
        "{:?}",
        report.problems
    );
    report.rows
}

/// What a name is once it was in a table: an apostrophe before a formula is taken off, as spreadsheets put it there.
fn as_read(name: &str) -> &str {
    if name.starts_with("'=") { &name[1..] } else { name }
}

/// The sample company with every name in it, by way of the importers.
fn infested() -> Document {
    let mut document = sample::company();
    let lines: String =
        NAMES.iter().enumerate().map(|(at, name)| format!("A{at},{},SMB,1000,2027-06\n", quoted(name))).collect();
    let taken = customers(
        &document,
        &rows::<CustomerRow>(&CUSTOMERS, &document, &format!("Id,Name,Segment,ARR,Renewal\n{lines}")),
        &BTreeMap::new(),
    );
    let names: Vec<&str> = taken.accounts.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, NAMES.map(as_read), "accounts keep their names");
    let step = import_accounts(&document, taken.accounts, taken.segments, &[]);
    apply(&mut document, step).unwrap();

    let lines: String = NAMES
        .iter()
        .enumerate()
        .map(|(at, name)| format!("E{at},{},Account executive,2026-01-01\n", quoted(name)))
        .collect();
    let taken = roster(
        &document,
        &rows::<RosterRow>(&ROSTER, &document, &format!("Employee ID,Name,Job title,Start date\n{lines}")),
        &RosterChoices::default(),
    );
    for name in NAMES.map(as_read) {
        assert!(taken.people.iter().any(|it| it.name == name), "{name} comes in");
    }
    let step = import_roster(&taken.roles, &taken.people, &taken.seats, taken.count);
    apply(&mut document, step).unwrap();

    let lines: String = NAMES
        .iter()
        .enumerate()
        .map(|(at, name)| format!("D{at},{},Closed Won,2027-02-03,1000,{}\n", quoted(name), quoted(name)))
        .collect();
    let taken = deals(
        &document,
        &rows::<DealRow>(
            &DEALS,
            &document,
            &format!("Deal ID,Deal Name,Deal Stage,Close Date,Amount,Deal owner\n{lines}"),
        ),
        &DealChoices::default(),
    );
    for name in NAMES.map(as_read) {
        assert!(taken.deals.iter().any(|it| it.name == name), "the deal {name} comes in");
    }
    document.deals = taken.deals.into();
    document.name = NAMES[0].into();
    document
}

/// Every cell of a CSV, read by another program than the one that wrote it.
fn cells(text: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Whether a spreadsheet would run it: it begins as a formula does and is no plain number.
fn runs(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
        && cell.parse::<f64>().is_err()
}

#[test]
fn names_come_in_as_they_stand_and_go_through_files_and_links_unharmed() {
    let document = infested();
    let file = from_file(&to_file(Kind::Scenario, 1, &to_value(&document)), Kind::Scenario).unwrap();
    assert_eq!(open(&file.data).unwrap().0, open(&to_value(&document)).unwrap().0);
    let mut small = document;
    small.accounts = small.accounts.iter().rev().take(12).cloned().collect::<Vec<_>>().into();
    let link = write_link(&to_compact(Kind::Scenario, 1, &lean(&small)));
    assert!(
        link.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"-_/".contains(&letter)),
        "a link is letters only"
    );
    let file = from_file(&read_link(&link).unwrap(), Kind::Scenario).unwrap();
    assert_eq!(open(&file.data).unwrap().0, open(&to_value(&small)).unwrap().0);
}

#[test]
fn no_table_that_goes_out_runs_in_a_spreadsheet() {
    let document = infested();
    for text in [accounts_csv(&document), roster_csv(&document), write_csv(&NAMES, [NAMES])] {
        let all = cells(&text);
        assert!(all.iter().any(|cell| cell.contains("cmd|")), "the names are in it");
        let running: Vec<&String> = all.iter().filter(|cell| runs(cell)).collect();
        assert!(running.is_empty(), "{running:?}");
    }
    for name in NAMES {
        assert!(!runs(&defused(name)));
    }
    assert_eq!(defused("-12.5"), "-12.5");
}

#[test]
fn the_headless_command_writes_no_table_that_runs_in_a_spreadsheet() {
    let folder = std::env::temp_dir().join(format!("remit-safety-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let plan = folder.join("plan.json");
    let mut document = infested();
    for plan in &mut document.plans {
        plan.versions[0].components[0].name = NAMES[4].into();
    }
    // Tables of figures have ids where people read names, and a file may have any.
    let text = to_file(Kind::Scenario, 1, &to_value(&document));
    let text = text.replace("\"smb\"", "\"=cmd|smb\"").replace("\"sm-smb\"", "\"@SUM(sm)\"");
    std::fs::write(&plan, text).unwrap();
    let seat = "ae-smb-1";
    let plan = plan.to_str().unwrap().to_owned();
    let mut with_names = 0;
    for arguments in [
        vec!["evaluate", &plan, "--format", "csv"],
        vec!["statement", &plan, "--seat", seat, "--period", "FY2027-Q1", "--format", "csv"],
        vec!["capacity", &plan, "--format", "csv"],
        vec!["forecast", &plan, "--of", "sources", "--format", "csv"],
        vec!["forecast", &plan, "--of", "managers", "--format", "csv"],
        vec!["curve", &plan, "--plan", "ae", "--format", "csv"],
    ] {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_remit")).args(&arguments).output().unwrap();
        let text = String::from_utf8(run.stdout).unwrap();
        assert!(!text.is_empty(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
        let all = cells(&text);
        with_names += usize::from(all.iter().any(|cell| cell.contains("cmd|") || cell.contains("SUM(")));
        let running: Vec<&String> = all.iter().filter(|cell| runs(cell)).collect();
        assert!(running.is_empty(), "{arguments:?}: {running:?}");
    }
    assert!(with_names >= 3, "only {with_names} of the tables had such a name");
    std::fs::remove_dir_all(&folder).unwrap();
}

/// What stands in a drawing besides its own elements: nothing of a name may have become one.
fn is_inert(svg: &str) -> bool {
    let lower = svg.to_lowercase();
    ["<img", "<script", "<svg onload", "</title><script", "\"><svg"].iter().all(|it| !lower.contains(it))
        && lower.matches("<svg").count() == 1
}

#[test]
fn names_in_charts_are_letters() {
    for name in NAMES {
        let size = Size { width: 900, height: 400 };
        let row = HeatRow {
            name: name.into(),
            short: name.into(),
            whole: name.into(),
            shares: vec![Some(0.5), None],
            details: vec![name.into(), String::new()],
            sum: false,
        };
        let show = |value: f64| format!("{value} {name}");
        let heat = heat_map(
            &HeatMap { name, of: name, whole: name, column: name, rows: &[row], show: &show, cell: &show },
            size,
        );
        assert!(is_inert(&heat.svg), "{}", heat.svg);
        let spark = sparkline(name, &[1.0, 2.0, 3.0], Ink::New, size);
        assert!(is_inert(&spark), "{spark}");
        // The picture that is downloaded, with title, sentence and source.
        let caption =
            Caption { title: name.into(), say: format!("{name} {name}"), source: name.into(), key: heat.key.clone() };
        let picture = picture(&heat.svg, size, &caption);
        assert!(is_inert(&picture.svg), "{}", picture.svg);
    }
}

#[test]
fn numbers_beyond_all_bounds_are_refused_or_counted_and_nothing_breaks() {
    for number in ["1e400", "99999999999999999999", "-9223372036854775808", "9223372036854775807", "1e308", "-0.0"] {
        for field in ["arr", "customers"] {
            let text = format!(
                r#"{{"remit":"scenario","schema":1,"data":{{"segments":[{{"id":"s","opening":{{"{field}":{number}}}}}],"settings":{{"horizon_months":12}}}}}}"#
            );
            let Ok(file) = from_file(&text, Kind::Scenario) else { continue };
            let Ok((document, _)) = open(&file.data) else { continue };
            let outcome = evaluate(&document, &Env::default());
            assert!(outcome.problems.iter().all(|it| !it.text.is_empty()));
        }
    }
    let long = r#"{"remit":"scenario","schema":1,"data":{"settings":{"horizon_months":4000000000}}}"#;
    let document = open(&from_file(long, Kind::Scenario).unwrap().data).unwrap().0;
    let outcome = evaluate(&document, &Env::default());
    assert!(outcome.problems.iter().any(|it| it.at == "settings/horizon_months"));
}

/// No page lays text of a user on the page as markup: only a chart's drawing, which escapes what it writes, is.
#[test]
fn only_drawings_and_the_guide_are_laid_on_the_page_as_markup() {
    fn walk(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                for line in text.lines().filter(|line| {
                    ["inner_html", "insert_adjacent_html", "outer_html", "document_write"]
                        .iter()
                        .any(|it| line.contains(it))
                }) {
                    found.push(line.trim().to_owned());
                }
            }
        }
    }
    let mut found = Vec::new();
    walk(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    // Drawings, and the guide's own pages, whose texts come with the program and whose markup is laid out by the program.
    let ours =
        |line: &String| line.contains("svg") || line == r#"<article lang="en" inner_html=laid.html.clone()></article>"#;
    assert!(!found.is_empty() && found.iter().all(ours), "{found:#?}");
}
