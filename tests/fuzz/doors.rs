//! The doors through which texts from outside come in, and what must hold behind each of them whatever comes.

use crate::chance::Chance;
use crate::mutate::{self, Trees};
use chrono::NaiveDate;
use remit::career::{Profile, flags, letter, questions, reckon};
use remit::edit::{Command, apply, import_accounts, import_actuals, import_deals, import_roster};
use remit::engine::capacity::CapacityPlan;
use remit::engine::{
    Env, Metric, Outcome, Scope, Source, Span, against_usual, by_manager, cohorts, evaluate, explain, hiring_lines,
    limits, org, pay_curve, pay_splits, plan_health, source_rows, statement, timelines,
};
use remit::exchange::credits::read_credits;
use remit::exchange::importer::{
    ACTUALS, ActualRow, CUSTOMERS, Context, CustomerRow, DEALS, DealRow, ImportReport, ImportRow, ROSTER, RosterRow,
    guess_mapping, preview, run,
};
use remit::exchange::intake::{DealChoices, RosterChoices, actuals, customers, deals, roster};
use remit::exchange::value::Hints;
use remit::exchange::{Table, accounts_csv, roster_csv};
use remit::model::{Document, inputs, lean, open, to_value};
use remit::persist::{
    INDEX_KEY, Kind, Library, MemoryStore, Part, Stamp, Store, from_file, read_link, split, to_file, write_link,
};
use remit::units::{Cadence, Month, SeatId};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One door.
pub struct Door {
    pub name: &'static str,
    /// Takes one input. A panic, or a wait of a second, is a fault.
    pub take: fn(&House, &[u8]),
    /// Makes an input.
    pub make: fn(&House, &mut Chance) -> Vec<u8>,
}

pub const DOORS: &[Door] = &[
    Door {
        name: "scenario",
        take: scenario,
        make: |house, chance| maybe_crooked(house.scenarios.changed(chance), chance),
    },
    Door {
        name: "profile",
        take: profile,
        make: |house, chance| maybe_crooked(house.profiles.changed(chance), chance),
    },
    Door { name: "accounts", take: accounts, make: |house, chance| house.table("accounts", chance) },
    Door { name: "roster", take: people, make: |house, chance| house.table("roster", chance) },
    Door { name: "deals", take: closed_deals, make: |house, chance| house.table("deals", chance) },
    Door { name: "actuals", take: closed_months, make: |house, chance| house.table("actuals", chance) },
    Door { name: "credits", take: credits, make: |house, chance| house.table("credits", chance) },
    Door { name: "letter", take: pasted_letter, make: |house, chance| mutate::letter(&house.letters, chance) },
    Door { name: "link", take: link, make: made_link },
    Door { name: "storage", take: storage, make: made_storage },
];

/// What inputs are made of, read once.
pub struct House {
    pub scenarios: Trees,
    pub profiles: Trees,
    pub tables: BTreeMap<&'static str, Vec<String>>,
    pub letters: Vec<String>,
    pub stored: Trees,
    /// The scenario that imports come into.
    pub plan: Document,
    pub kept_inputs: Vec<(String, String, Vec<u8>)>,
}

fn folder() -> String {
    format!("{}/tests/fixtures", env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(format!("{}/{path}", folder())).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The first lines of a file.
fn head(path: &str, lines: usize) -> String {
    read(path).lines().take(lines).collect::<Vec<_>>().join("\n")
}

impl House {
    pub fn new() -> House {
        let words = read("fuzz/words.txt");
        let kept_inputs = kept_inputs();
        let of = |door: &'static str| {
            kept_inputs.iter().filter(move |it| it.0 == door).map(|it| String::from_utf8_lossy(&it.2).into_owned())
        };
        let sound = of("scenario").filter_map(|text| serde_json::from_str(&text).ok()).collect();
        let example: Value = remit::career::example().to_value();
        let offers = example["offers"].as_array().unwrap().clone();
        let mut profiles: Vec<Value> =
            offers.into_iter().map(|offer| json!({"offers": [offer], "needs": example["needs"]})).collect();
        profiles.push(json!({"fit": example["fit"], "needs": example["needs"], "invented": true}));
        profiles.extend(of("profile").filter_map(|text| serde_json::from_str(&text).ok()));
        let with = |door: &'static str, heads: &[&str]| -> Vec<String> {
            heads.iter().map(|path| head(path, 6)).chain(of(door)).collect()
        };
        let tables = BTreeMap::from([
            ("accounts", with("accounts", &["imports/customers.csv", "imports/kunden_de.csv"])),
            ("roster", with("roster", &["imports/workday_workers.csv", "imports/bamboohr_employees.csv"])),
            (
                "deals",
                with(
                    "deals",
                    &[
                        "imports/hubspot_deals.csv",
                        "imports/hubspot_splits.csv",
                        "imports/salesforce_opportunities.csv",
                        "imports/salesforce_splits.csv",
                    ],
                ),
            ),
            ("actuals", with("actuals", &[])),
            ("credits", with("credits", &[])),
        ]);
        let letters = ["formal", "mail", "table"]
            .iter()
            .map(|name| read(&format!("letters/{name}.txt")))
            .chain(of("letter"))
            .collect();
        let whole: Value = serde_json::from_str(&read("fuzz/scenario/whole.json")).unwrap();
        let plan = open(&whole["data"]).unwrap().0;
        House {
            scenarios: Trees::new(sound, &words),
            profiles: Trees::new(profiles, &words),
            tables,
            letters,
            stored: Trees::new(
                stored(&plan),
                "remit\nschema\nsaved\nid\nname\npart\nparts\ndata\ncheck\nrevision\nsize\nhash\ncurrent\nscenarios\nbinned\n1-a\n2-a\ncore\naccounts",
            ),
            plan,
            kept_inputs,
        }
    }

    fn table(&self, door: &str, chance: &mut Chance) -> Vec<u8> {
        let sound = &self.tables[door];
        mutate::table(&sound[chance.below(sound.len())], &self.scenarios.words, chance)
    }
}

/// The inputs that are kept: sound ones to begin with, and whatever broke something once. Door, file, bytes.
fn kept_inputs() -> Vec<(String, String, Vec<u8>)> {
    let mut kept = Vec::new();
    for door in DOORS {
        let place = format!("{}/fuzz/{}", folder(), door.name);
        let Ok(files) = std::fs::read_dir(&place) else { continue };
        let mut files: Vec<_> = files.map(|it| it.unwrap().path()).collect();
        files.sort();
        for file in files {
            kept.push((door.name.to_owned(), file.display().to_string(), std::fs::read(&file).unwrap()));
        }
    }
    kept
}

/// JSON as text, now and then with bytes knocked about.
fn maybe_crooked(tree: Value, chance: &mut Chance) -> Vec<u8> {
    let text = tree.to_string().into_bytes();
    if chance.once_in(12) { mutate::bytes(text, chance) } else { text }
}

/// A number that follows from the input alone: whether the dearer checks are made.
fn lot(input: &[u8], of: u64) -> u64 {
    input.iter().fold(7_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte))) % of
}

fn scenario(_: &House, input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let file = match from_file(text, Kind::Scenario) {
        Ok(file) => file,
        Err(error) => return assert!(error.to_string().len() < 4_000 + text.len()),
    };
    let (document, problems) = match open(&file.data) {
        Ok(read) => read,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    problems.iter().for_each(|problem| assert!(!problem.text.is_empty()));
    // Nothing is lost on the way into a file or a link and back.
    let written = to_value(&document);
    let again = open(&written).expect("what was written is read").0;
    assert_eq!(again, document);
    if lot(input, 4) == 0 {
        let lean = lean(&document);
        assert_eq!(open(&lean).expect("what is lean is read").0, open(&written).unwrap().0);
    }
    if lot(input, 3) == 0 {
        let outcome = evaluate(&document, &Env::default());
        outcome.problems.iter().for_each(|problem| assert!(!problem.text.is_empty()));
        look_at(&document, &outcome, lot(input, 1_000));
    }
}

/// What the pages do with a document, one page at a time.
fn look_at(document: &Document, outcome: &Outcome, which: u64) {
    let months = document.settings.horizon();
    let span = Span { from: 0, to: months.saturating_sub(1) };
    let early = Span { from: 0, to: 2.min(months.saturating_sub(1)) };
    match which % 12 {
        0 => Metric::ALL.iter().for_each(|metric| drop(explain(outcome, *metric, Scope::Company, span))),
        1 => drop(inputs(document)),
        2 => drop((org(document, outcome, span), timelines(document), hiring_lines(document))),
        3 => drop((cohorts(document, Scope::Company), by_manager(document, Scope::Company), limits(outcome))),
        4 | 5 => {
            for seat in document.seats.iter().take(3) {
                let source = if which.is_multiple_of(2) { Source::Deals } else { Source::Forecast };
                drop(statement(document, &seat.id, early, source));
            }
        }
        6 | 7 => {
            for role in document.roles.iter().take(3) {
                for terms in role.terms.iter().take(2) {
                    let plan = terms.plan.as_ref().and_then(|id| document.plan(id));
                    let Some(version) = plan.and_then(|plan| plan.versions.first()) else { continue };
                    drop(pay_curve(document, version, terms, 2.0, 8));
                    drop(plan_health(document, outcome, version, role, terms, None));
                }
            }
        }
        8 => drop((against_usual(document, outcome), pay_splits(document), source_rows(outcome, Scope::Company, span))),
        9 => {
            let plan = CapacityPlan::of(document, outcome);
            drop((plan.gaps(Cadence::Quarter), plan.costs(), plan.close_all(Month::new(2027, 1))));
        }
        10 => drop((accounts_csv(document), roster_csv(document))),
        _ => drop(remit::territory::from_document::lay_out(document, outcome)),
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 1, 15).unwrap()
}

fn profile(_: &House, input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let Ok(value) = serde_json::from_str::<Value>(text) else { return };
    let Ok(profile) = Profile::from_value(&value) else { return };
    assert_eq!(Profile::from_value(&profile.to_value()).expect("what was written is read"), profile);
    for offer in profile.offers.iter().take(2) {
        let reckoned = reckon(offer, &profile.needs, today());
        drop((flags(&reckoned), questions(&reckoned)));
    }
}

fn context(plan: &Document) -> Context {
    Context {
        segments: plan.segments.iter().map(|it| it.name.clone()).collect(),
        currency: Some(plan.settings.currency),
        first_month: Some(plan.settings.first_month),
        hints: Hints::of_locale("en-US"),
    }
}

/// Opens a table, maps and reads it. Every record is accounted for.
fn rows<R: ImportRow>(
    importer: &'static remit::exchange::importer::Importer,
    plan: &Document,
    input: &[u8],
) -> Option<ImportReport<R>> {
    let table = match Table::open(input) {
        Ok(table) => table,
        Err(refusal) => {
            assert!(!refusal.to_string().is_empty());
            return None;
        }
    };
    let context = context(plan);
    let mapping = guess_mapping(importer, &table, &context);
    drop(preview(importer, &table, &mapping, 5));
    let report = run::<R>(&table, &mapping, &context).ok()?;
    assert!(report.is_balanced(), "{}", report.summary());
    report.problems.iter().for_each(|problem| assert!(!problem.to_string().is_empty()));
    Some(report)
}

/// One step takes an import over, one step takes it back.
fn one_step(plan: &Document, command: Command, input: &[u8]) {
    let mut document = plan.clone();
    let Ok(back) = apply(&mut document, command) else { return };
    if lot(input, 8) == 0 {
        let outcome = evaluate(&document, &Env::default());
        look_at(&document, &outcome, lot(input, 1_000));
        assert_eq!(open(&to_value(&document)).expect("what came in is written and read").0, document);
    }
    apply(&mut document, back).expect("an import is taken back");
    assert_eq!(document, *plan);
}

fn accounts(house: &House, input: &[u8]) {
    let Some(report) = rows::<CustomerRow>(&CUSTOMERS, &house.plan, input) else { return };
    let taken = customers(&house.plan, &report.rows, &BTreeMap::new());
    let instead: Vec<_> = taken.accounts.iter().map(|it| it.segment.clone()).collect();
    one_step(&house.plan, import_accounts(&house.plan, taken.accounts, taken.segments, &instead), input);
}

fn people(house: &House, input: &[u8]) {
    let Some(report) = rows::<RosterRow>(&ROSTER, &house.plan, input) else { return };
    let taken = roster(&house.plan, &report.rows, &RosterChoices::default());
    one_step(&house.plan, import_roster(&taken.roles, &taken.people, &taken.seats, taken.count), input);
}

fn closed_deals(house: &House, input: &[u8]) {
    let Some(report) = rows::<DealRow>(&DEALS, &house.plan, input) else { return };
    let taken = deals(&house.plan, &report.rows, &DealChoices::default());
    one_step(&house.plan, import_deals(&house.plan, &taken.deals, lot(input, 2) == 0), input);
}

fn closed_months(house: &House, input: &[u8]) {
    let Some(report) = rows::<ActualRow>(&ACTUALS, &house.plan, input) else { return };
    let taken = actuals(&house.plan, &report.rows, &BTreeMap::new());
    one_step(&house.plan, import_actuals(&house.plan, &taken.rows, lot(input, 2) == 0), input);
}

fn credits(_: &House, input: &[u8]) {
    if let Err(error) = read_credits(input, &SeatId::new("person")) {
        assert!(!error.to_string().is_empty());
    }
}

fn pasted_letter(_: &House, input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let found = letter::read(&text);
    let whole: String = letter::stretches(&text, &found).into_iter().map(|it| it.0).collect();
    assert_eq!(whole, text, "the letter is shown as it was pasted");
    let (offer, _) = letter::offer_from(&text, &found, 1);
    if lot(input, 8) == 0 {
        drop(reckon(&offer, &Profile::default().needs, today()));
    }
}

fn made_link(house: &House, chance: &mut Chance) -> Vec<u8> {
    match chance.below(4) {
        0 => write_link(&house.scenarios.changed(chance).to_string()).into_bytes(),
        1 => mutate::bytes(
            write_link(&house.scenarios.sound[chance.below(house.scenarios.sound.len())].to_string()).into_bytes(),
            chance,
        ),
        2 => {
            // Letters of a link that stand for nothing.
            let letters = b"ABCXYZabcxyz0189-_";
            let random: Vec<u8> = (0..chance.below(400)).map(|_| letters[chance.below(letters.len())]).collect();
            [&b"s/1/"[..], &random].concat()
        }
        _ => mutate::bytes(b"#/s/1/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".to_vec(), chance),
    }
}

fn link(_: &House, input: &[u8]) {
    let Ok(fragment) = std::str::from_utf8(input) else { return };
    match read_link(fragment) {
        Ok(text) => {
            assert!(text.len() <= 4 << 20);
            if let Ok(file) = from_file(&text, Kind::Scenario) {
                drop(open(&file.data));
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Storages as they come to be: keys and texts.
fn stored(plan: &Document) -> Vec<Value> {
    let contents = |store: &MemoryStore| Value::from_iter(store.contents());
    let store = MemoryStore::new();
    let mut library = Library::open(Arc::new(store.clone()), "a").unwrap();
    let parts = split(&json!({"name": "A", "accounts": [{"id": "x"}], "deals": []})).unwrap();
    let one = library.create("A", &parts, moment(0)).unwrap().id;
    let mut all = vec![contents(&store)];
    library.create("B", &parts, moment(1)).unwrap();
    library.delete(&one, moment(2)).unwrap();
    library.load_profile().unwrap();
    library.save_profile(&Part::new("core", &json!({"offers": []})).unwrap(), moment(3)).unwrap();
    all.push(contents(&store));
    let whole = MemoryStore::new();
    let mut library = Library::open(Arc::new(whole.clone()), "b").unwrap();
    library.create("Whole", &split(&to_value(plan)).unwrap(), moment(0)).unwrap();
    all.push(contents(&whole));
    all.push(serde_json::from_str(&read("storage/schema-1.storage.json")).unwrap());
    all
}

fn moment(second: i64) -> Stamp {
    Stamp::from_unix_seconds(1_799_150_400 + second)
}

fn made_storage(house: &House, chance: &mut Chance) -> Vec<u8> {
    let mut keys = house.stored.sound[chance.below(house.stored.sound.len())].clone();
    for _ in 0..=chance.below(3) {
        let Value::Object(map) = &mut keys else { continue };
        let Some(key) = map.keys().nth(chance.below(map.len())).cloned() else { continue };
        let text = map.get(&key).and_then(Value::as_str).unwrap_or_default().to_owned();
        match chance.below(8) {
            0 => drop(map.remove(&key)),
            1 => {
                map.remove(&key);
                map.insert(mutate::crooked(&key, &[], chance), Value::String(text));
            }
            2 => {
                let other = map.keys().nth(chance.below(map.len())).cloned().unwrap_or_default();
                map.insert(other, Value::String(text));
            }
            3 => drop(map.insert(
                key,
                Value::String(String::from_utf8_lossy(&mutate::bytes(text.into_bytes(), chance)).into_owned()),
            )),
            _ => {
                // The text is JSON itself, and changed as such; its check sum is right only where nothing under it was changed.
                let tree: Value = serde_json::from_str(&text).unwrap_or_default();
                let trees = Trees { sound: vec![tree], words: house.stored.words.clone() };
                map.insert(key, Value::String(trees.changed(chance).to_string()));
            }
        }
    }
    keys.to_string().into_bytes()
}

fn storage(_: &House, input: &[u8]) {
    let Ok(keys) = serde_json::from_slice::<BTreeMap<String, String>>(input) else { return };
    let store = MemoryStore::new();
    for (key, text) in &keys {
        store.set(key, text).unwrap();
    }
    let Ok(mut library) = Library::open(Arc::new(store.clone()), "fuzz") else { return };
    drop(library.notice().map(ToString::to_string));
    let ids: Vec<String> = library.scenarios().iter().map(|it| it.id.clone()).collect();
    let mut readable = BTreeMap::new();
    for id in &ids {
        match library.load(id) {
            Ok(loaded) => drop(readable.insert(id.clone(), loaded.parts)),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    let kept: Vec<String> = library.kept().map(|kept| kept.into_iter().map(|it| it.key).collect()).unwrap_or_default();
    let parts = split(&json!({"name": "New", "accounts": [], "deals": []})).unwrap();
    let made = library.create("New", &parts, moment(9));
    // What cannot be read is as it was, and what can be is read again.
    let after = store.contents();
    for key in kept.iter().filter(|key| key.as_str() != INDEX_KEY) {
        assert_eq!(after.get(key), keys.get(key), "{key} was kept");
    }
    let mut library = Library::open(Arc::new(store.clone()), "later").expect("what opened once opens again");
    for (id, parts) in readable {
        let again = library.load(&id).unwrap_or_else(|error| panic!("{id} was readable: {error}"));
        let texts = |parts: &[Part]| {
            parts.iter().map(|it| (it.name().to_owned(), it.json().to_owned())).collect::<BTreeMap<_, _>>()
        };
        assert_eq!(texts(&again.parts), texts(&parts));
    }
    if let Ok(entry) = made {
        drop(library.load(&entry.id).expect("the new scenario is there"));
    }
    drop(library.load_profile());
}

/// A file of the plan that imports come into, for the tests of the hammer itself.
pub fn plan_file(house: &House) -> String {
    to_file(Kind::Scenario, 1, &to_value(&house.plan))
}
