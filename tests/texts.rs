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
const GERMAN_WORDS: [(&str, &str); 24] = [
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
