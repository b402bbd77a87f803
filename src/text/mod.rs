//! Texts in the language of the reader.
//!
//! Texts are English in the source, within [`tr!`]: that English is the key of a translation, as with gettext, and what is
//! shown where there is none. A translation is one file (`texts/de.po`); the program takes it at its start and keeps to it.

mod language;
pub mod po;

use std::cell::Cell;
use std::collections::HashMap;
use std::fmt::{Display, Write};
use std::sync::OnceLock;

pub use language::{Language, quoted};
pub use remit_texts::tr;

/// English texts and what they are in the language chosen.
type Catalogue = HashMap<&'static str, &'static str>;

static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();

/// Marks a text of a constant for translation and leaves it as it is; whoever shows it says it by [`tr!`].
macro_rules! mark {
    ($english:literal) => {
        $english
    };
}

pub(crate) use mark;

thread_local! {
    static ENGLISH: Cell<bool> = const { Cell::new(false) };
}

/// The catalogue, where another language than English is spoken now.
fn catalogue() -> Option<&'static Catalogue> {
    CATALOGUE.get().filter(|_| !ENGLISH.get())
}

/// Says texts in English for as long as `make` runs, whatever the reader's language: what goes into files that are read in again, here
/// or by another program, is the same everywhere.
pub fn in_english<T>(make: impl FnOnce() -> T) -> T {
    let before = ENGLISH.replace(true);
    let made = make();
    ENGLISH.set(before);
    made
}

/// From now on texts are said as the pairs of English and translation say. Only the first call of a program counts: no text
/// on the page may stay behind in another language.
pub fn speak(pairs: Vec<(String, String)>) {
    let kept = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
    let _ = CATALOGUE.set(pairs.into_iter().map(|(english, said)| (kept(english), kept(said))).collect());
}

/// A label as it stands within a sentence: English writes it small, other languages as it is.
pub fn within(label: &str) -> String {
    if catalogue().is_none() { label.to_lowercase() } else { label.to_owned() }
}

/// A sentence or label that goes on within a sentence: in English it begins small, in other languages as it is.
pub fn going_on(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if catalogue().is_none() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// So many of something: `1 account`, `2 accounts`. A locale's own [`counted`](crate::present::Locale::counted) groups digits too.
pub fn counted<N: Display + PartialEq + From<u8>>(count: N, one: &str, many: &str) -> String {
    let noun = if count == N::from(1) { one } else { many };
    format!("{count} {noun}")
}

/// A clause as a heading or sentence begins: with a capital.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A clause as a sentence.
pub fn sentence(text: &str) -> String {
    let dot = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    capitalised(text) + dot
}

/// A text that inserts nothing.
pub fn of(english: &'static str) -> &'static str {
    catalogue().and_then(|said| said.get(english)).copied().unwrap_or(english)
}

/// What a text of the program is in the language spoken now; nothing if that is English, or it is no such text.
pub fn said(english: &str) -> Option<&'static str> {
    catalogue()?.get(english).copied()
}

/// A text that is said otherwise where it stands than elsewhere.
pub fn of_in(english: &'static str, place: &str) -> &'static str {
    let said = catalogue().and_then(|said| said.get(po::key(place, english).as_str()));
    said.copied().unwrap_or_else(|| of(english))
}

/// A text with values in the places that it names.
pub fn fill(english: &'static str, values: &[(&str, &dyn Display)]) -> String {
    let form = of(english);
    let mut text = String::with_capacity(form.len() + 16 * values.len());
    let mut nameless = 0_usize;
    let mut rest = form;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let doubled =
            from.strip_prefix("{{").map(|after| ('{', after)).or(from.strip_prefix("}}").map(|after| ('}', after)));
        if let Some((sign, after)) = doubled {
            text.push(sign);
            rest = after;
            continue;
        }
        let Some((inner, after)) = from.strip_prefix('{').and_then(|it| it.split_once('}')) else {
            text.push_str(from);
            return text;
        };
        let name = inner.split_once(':').map_or(inner, |(name, _)| name);
        let value = if name.is_empty() {
            nameless += 1;
            values.iter().find(|(own, _)| own.parse() == Ok(nameless - 1))
        } else {
            values.iter().find(|(own, _)| *own == name)
        };
        if let Some((_, value)) = value {
            let _ = write!(text, "{value}");
        }
        // What ends with the point of an abbreviation ends the sentence too.
        rest = match after.strip_prefix('.') {
            Some(on) if text.ends_with('.') && !on.starts_with('.') => on,
            Some(_) | None => after,
        };
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_inserts_values_by_name_and_by_order() {
        let (who, count) = ("Ann", 3);
        assert_eq!(tr!("{who} has {} of {count:>3}, {}", 1 + 1, "no more"), "Ann has 2 of   3, no more");
        assert_eq!(tr!("{{{who}}} and {part:.1}", part = 2.25), "{Ann} and 2.2");
        assert_eq!(
            tr!("\u{201c}{who}\u{201d} \
                        goes on"),
            "\u{201c}Ann\u{201d} goes on"
        );
        let plain: &'static str = tr!("No value");
        assert_eq!(plain, "No value");
    }

    #[test]
    fn an_abbreviation_at_its_end_ends_a_sentence() {
        let (name, amount) = ("Acme Inc.", "$113 Tsd.");
        assert_eq!(tr!("{name} pays {amount}."), "Acme Inc. pays $113 Tsd.");
        assert_eq!(tr!("{name}... {amount}, then {}.", 5), "Acme Inc.... $113 Tsd., then 5.");
    }

    #[test]
    fn a_text_may_say_where_it_stands() {
        assert_eq!(tr!("Open" in "button"), "Open");
    }

    #[test]
    fn a_translation_may_order_values_its_own_way() {
        assert_eq!(fill("{1} before {0}", &[("0", &"a"), ("1", &"b")]), "b before a");
    }
}
