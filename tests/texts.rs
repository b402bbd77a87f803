//! The texts of the program and their translations: each is there, inserts the same values, and nothing stays that is said no more.
//!
//! `UPDATE_TEXTS=1 cargo test --test texts` writes every translation anew in the order of the sources: new texts come in
//! untranslated, those that are gone go.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

#[path = "texts/source.rs"]
mod source;

use remit::text::{Language, po};
use source::{Text, texts};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

fn path(language: Language) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("texts").join(format!("{}.po", language.tag()))
}

fn translations() -> impl Iterator<Item = Language> {
    Language::ALL.into_iter().filter(|it| it.asset().is_some())
}

fn translation(language: Language) -> Vec<(String, String)> {
    let file = fs::read_to_string(path(language)).unwrap();
    po::read(&file).unwrap_or_else(|line| panic!("{}: line {line} is none of a PO file", path(language).display()))
}

/// What a text inserts, by name: a nameless value by its number, whatever its form.
fn inserted(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut nameless = 0;
    let text = text.replace("{{", "").replace("}}", "");
    for part in text.split('{').skip(1) {
        let name = part.split(['}', ':']).next().unwrap();
        names.insert(if name.is_empty() {
            nameless += 1;
            (nameless - 1).to_string()
        } else {
            name.to_owned()
        });
    }
    names
}

fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    format!("\"{text}\"")
}

fn written(language: Language, texts: &[Text], known: &BTreeMap<String, String>) -> String {
    let mut file = format!(
        "# The texts of Remit in another language. tests/texts.rs keeps it in the order of the sources and says how to add to it.\n\
         msgid \"\"\nmsgstr \"\"\n\"Language: {}\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n",
        language.tag()
    );
    for text in texts {
        let said = known.get(&text.english).map_or("", String::as_str);
        let (place, english) = text.english.split_once('\u{4}').unwrap_or(("", &text.english));
        let place = if place.is_empty() { String::new() } else { format!("msgctxt {}\n", quoted(place)) };
        write!(file, "\n#: {}\n{place}msgid {}\nmsgstr {}\n", text.file, quoted(english), quoted(said)).unwrap();
    }
    file
}

#[test]
fn every_text_is_translated_and_nothing_else() {
    let texts = texts();
    assert!(texts.len() > 1_000, "the texts were not found");
    for language in translations() {
        if std::env::var_os("UPDATE_TEXTS").is_some() {
            let known =
                if path(language).exists() { translation(language).into_iter().collect() } else { BTreeMap::new() };
            fs::write(path(language), written(language, &texts, &known)).unwrap();
        }
        let known: BTreeMap<_, _> = translation(language).into_iter().collect();
        let missing: Vec<_> = texts.iter().filter(|it| !known.contains_key(&it.english)).collect();
        let list = missing.iter().map(|it| format!("  {}: {:?}\n", it.file, it.english)).collect::<String>();
        assert!(missing.is_empty(), "{} lacks (see tests/texts.rs):\n{list}", path(language).display());
        let said: BTreeSet<_> = texts.iter().map(|it| &it.english).collect();
        let stale: Vec<_> = known.keys().filter(|it| !said.contains(it)).collect();
        assert!(
            stale.is_empty(),
            "{} has what no source says (see tests/texts.rs): {stale:#?}",
            path(language).display()
        );
    }
}

#[test]
fn a_translation_inserts_what_the_text_inserts() {
    for language in translations() {
        for (english, said) in translation(language) {
            assert_eq!(inserted(&english), inserted(&said), "{english:?} is said as {said:?}");
        }
    }
}

/// A fragment is joined to others as it stands: a space at its end must not get lost.
#[test]
fn a_translation_begins_and_ends_as_the_text_does() {
    let edges = |text: &str| (text.starts_with(' '), text.ends_with(' '), text.ends_with('\n'));
    for language in translations() {
        for (english, said) in translation(language) {
            assert_eq!(edges(&english), edges(&said), "{english:?} is said as {said:?}");
        }
    }
}

/// German has many words for a thing that English calls by one name. Whoever sells and plans in German says the second of each pair, and
/// a page that says now the one and now the other speaks of two things.
const GERMAN_WORDS: [(&str, &str); 26] = [
    ("Basisgehalt", "Grundgehalt"),
    ("Festgehalt", "Grundgehalt"),
    ("CAC-Rückfluss", "CAC-Amortisation"),
    ("Verlängerungsrate", "Verlängerungsquote"),
    ("Opportunit", "Verkaufschance"),
    ("Konto", "Account"),
    ("Account Management", "Account-Management"),
    ("Account manager", "Account Manager"),
    ("Hausaccount", "Haus-Account"),
    ("Buchungen", "Auftragseingang"),
    ("variable Teil", "variable Vergütung"),
    ("variablen Teil", "variablen Vergütung"),
    ("variabler Teil", "variable Vergütung"),
    ("Zielteil", "variable Zielvergütung"),
    ("ariable Zielgehalt", "variable Zielvergütung"),
    ("Abgaben und Leistungen", "Lohnnebenkosten"),
    ("Rekrutierung", "Personalsuche"),
    ("zurückgeholt", "zurückgefordert"),
    ("Monat der Zugehörigkeit", "Dienstmonat"),
    ("Stellentitel", "Stellenbezeichnung"),
    ("Punktwert", "Punktzahl"),
    ("Zustand", "Kundengesundheit"),
    ("Leiter ", "Führungskraft"),
    ("Verantwortliche", "Inhaber"),
    ("Bundesland", "Bundesstaat"),
    ("malgenommen", "multipliziert"),
];

#[test]
fn german_says_one_word_for_one_thing() {
    let texts = translation(Language::German);
    for (other, word) in GERMAN_WORDS {
        let found: Vec<_> = texts.iter().filter(|(_, said)| said.contains(other)).collect();
        assert!(found.is_empty(), "{other:?} is {word:?} elsewhere: {found:#?}");
        assert!(texts.iter().any(|(_, said)| said.contains(word)), "nothing says {word:?}, so the pair is out of date");
    }
}

/// German quotes \u{201e}so\u{201c}: the English mark that closes has no place in it.
#[test]
fn german_quotes_as_german_does() {
    for (_, said) in translation(Language::German) {
        assert!(!said.contains('\u{201d}'), "{said:?}");
    }
}

/// A name in quotation marks is said by `tr!` or by `quoted`, so that each language has its own marks. The command speaks English only.
#[test]
fn quotation_marks_stand_in_texts_that_are_translated() {
    let mut wrong = Vec::new();
    for (file, source) in source::files() {
        let body = source.split("#[cfg(test)]").next().unwrap();
        if file.starts_with("src/cli/") {
            continue;
        }
        let lines = body.lines().map(str::trim_start).filter(|it| !it.starts_with("//"));
        let plain = ["format!(\"", "write!(f, \""];
        let quotes = |line: &&str| {
            plain
                .iter()
                .any(|by| line.split(by).skip(1).any(|it| it.split("\")").next().unwrap().contains("\\u{201c}")))
        };
        wrong.extend(lines.filter(quotes).map(|line| format!("{file}: {line}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is counted in texts.
const COUNTED: [&str; 31] = [
    "accounts",
    "cells",
    "seats",
    "deals",
    "hires",
    "people",
    "rows",
    "lines",
    "entries",
    "fields",
    "scenarios",
    "snapshots",
    "customers",
    "changes",
    "goals",
    "steps",
    "files",
    "columns",
    "offers",
    "points",
    "segments",
    "roles",
    "plans",
    "territories",
    "prospects",
    "conflicts",
    "homes",
    "pairs",
    "months",
    "values",
    "remarks",
];

/// Texts that count what cannot be one there, or where the number is a bound, a mean or a clause: file and how the text begins.
const NEVER_ONE: [(&str, &str); 41] = [
    ("src/engine/book/opening/carved.rs", "{customers} customers with a health"),
    ("src/engine/capacity/why/hiring.rs", "Cost of the first {before} months"),
    ("src/exchange/importer/customers/mod.rs", "A term of {months} months is not between"),
    ("src/exchange/importer/deals/read.rs", "A term of {months} months is not between"),
    ("src/exchange/importer/run.rs", "The file has more than"),
    ("src/exchange/text.rs", "The file has {columns} columns"),
    ("src/model/validate/deals.rs", "{} people whose seats were removed"),
    ("src/model/validate/extras.rs", "the matrix has {} rows and {} columns"),
    ("src/model/validate/mod.rs", "nothing is shared: the first contracts renew"),
    ("src/model/validate/segments.rs", "with a sales cycle of {} months"),
    ("src/model/validate/sources.rs", "{} of the opportunities close {horizon} months or more"),
    ("src/model/validate/sources.rs", "shares beyond {LONGEST_CYCLE} months"),
    ("src/model/validate/sources.rs", "the segment has a table of months"),
    ("src/model/validate/sources.rs", "with a sales cycle of {months} months"),
    ("src/model/validate/territory.rs", "{} accounts of a segment"),
    ("src/model/validate/territory.rs", "{} accounts or seats that do not exist"),
    ("src/present/accounts/mod.rs", "{} accounts, {text}"),
    ("src/present/beginning.rs", "{reach} Pay, quotas, ramp"),
    ("src/present/capacity/support.rs", "1 for {} customers"),
    ("src/present/capacity/turnover.rs", "{} in {name} for {} people"),
    ("src/present/career/figures.rs", "Leave {} within {stay} months"),
    ("src/present/career/figures.rs", "Leave {} after 1 month"),
    ("src/present/career/flags.rs", "Up to {months} months from sale"),
    ("src/present/career/flags.rs", "With {months} months of ramp"),
    ("src/present/career/flags.rs", "Commission comes back within"),
    ("src/present/career/flags.rs", "The sign-on goes back if you leave"),
    ("src/present/career/questions.rs", "Is quota reduced in the first"),
    ("src/present/career/questions.rs", "If I leave within {} months"),
    ("src/present/deals/forecast.rs", "{name}: {} by {} entries"),
    ("src/present/assign/changes.rs", "{} accounts that had nobody"),
    ("src/present/forecast.rs", "{} people run out before leads do"),
    ("src/present/report/figures.rs", "these {} months"),
    ("src/present/territory_faults.rs", "There are {reps} reps and only"),
    ("src/present/territory_faults.rs", "{accounts} accounts are locked to"),
    ("src/present/territory_faults.rs", "The maxima of all reps"),
    ("src/present/territory_faults.rs", "The locks alone make"),
    ("src/present/words_pay/assumes.rs", " in {} months"),
    ("src/web/page/compare/bridge.rs", " There are more than"),
    ("src/web/page/team/timeline.rs", "{} of {} seats."),
    ("src/web/page/territories/assign/map.rs", "Map of {placed} accounts"),
    ("src/web/ui/grid/mod.rs", "The first {PRINTED_AT_MOST}"),
];

#[test]
fn a_text_that_counts_stands_beside_what_is_said_of_one() {
    let mut wrong = Vec::new();
    for (file, source) in source::files() {
        let body = source.split("#[cfg(test)]").next().unwrap();
        let lines: Vec<&str> = body.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let before = lines[at.saturating_sub(1)..=at].concat();
            if line.trim_start().starts_with("//") || !before.contains("tr!") || !counts_things(line) {
                continue;
            }
            let near = lines[at.saturating_sub(9)..(at + 4).min(lines.len())].join("\n");
            let says_one =
                ["1 =>", "== 1", "[one]", "1) =>", "> 1", "One", " one ", ": 1 }"].iter().any(|it| near.contains(it));
            let never_one = NEVER_ONE.iter().any(|(of, begins)| *of == file && line.contains(begins));
            if !says_one && !never_one {
                wrong.push(format!("{file}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "say what stands there for one, as `counted` does:\n{}", wrong.join("\n"));
}

/// Whether a literal on this line has a number and, right behind it, what it counts.
fn counts_things(line: &str) -> bool {
    line.split('"').skip(1).step_by(2).any(|text| {
        text.split('}').skip(1).any(|after| {
            let word = after.strip_prefix(' ').unwrap_or("").split(|it: char| !it.is_alphabetic()).next().unwrap_or("");
            COUNTED.contains(&word)
        })
    })
}
