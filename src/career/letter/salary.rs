//! Base pay as German letters tell it: compounds of "Gehalt", pay of a month, more than twelve salaries a year.

use super::amounts::{Role, clause_of, floor};
use super::phrases::sentence;

/// Whether base pay is told for a month. The period that stands first behind it counts, else the last one before it; how many salaries
/// a year is paid in is none.
pub(super) fn base_is_a_month(lower: &str, (begins, ends): (usize, usize)) -> bool {
    let (from, to) = clause_of(lower, (begins, ends));
    let after = lower.get(ends..to).unwrap_or_default();
    let after = after.split([',', ';', '(', '+']).next().unwrap_or_default();
    let after = salaries_in(after).map_or(after, |(at, ..)| after.get(..at).unwrap_or_default());
    let after = after.get(..floor(after, 24)).unwrap_or_default();
    let before = lower.get(floor(lower, begins.saturating_sub(48).max(from))..begins).unwrap_or_default();
    let before = before.rsplit([',', ';', ')', '+']).next().unwrap_or_default();
    let months = ["month", "p.m.", "monat"];
    // Months that something else lasts stand before as well.
    let monthly = ["monthly", "month's", "month’s", "monatlich", "monats", "monat:"];
    let years = ["year", "annual", "annum", "p.a.", "p. a.", "/yr", "jahr", "jährlich"];
    let first = |words: &[&str]| words.iter().filter_map(|it| after.find(it)).min();
    let last = |words: &[&str]| words.iter().filter_map(|it| before.rfind(it)).max();
    match (first(&months), first(&years)) {
        (None, None) => last(&monthly) > last(&years),
        (month, year) => month.is_some_and(|month| year.is_none_or(|year| month < year)),
    }
}

/// German compounds by their last part: "Bruttojahresgehalt", "Einstiegsgehalt", "Grundvergütung"; what a part before says of them counts.
pub(super) fn compounds(lower: &str, from: usize, to: usize) -> impl Iterator<Item = (usize, usize, Role)> + '_ {
    let text = lower.get(from..to).unwrap_or_default();
    ["gehalt", "gehalts", "gehaltes", "vergütung", "lohn", "lohnes", "salär"].into_iter().flat_map(move |last| {
        text.match_indices(last).filter_map(move |(at, _)| {
            let end = at + last.len();
            let whole = !text.get(end..).is_some_and(|it| it.starts_with(char::is_alphanumeric));
            let part = |it: char| it.is_alphanumeric() || it == '-';
            let begins = text.get(..at).map_or(at, |it| it.trim_end_matches(part).len());
            let head = text.get(begins..at).filter(|it| whole && !it.is_empty())?;
            let is = |words: &[&str]| words.iter().any(|it| head.contains(it));
            // What comes on top of the twelve is told by their number.
            let more = text.get(..begins).is_some_and(|it| it.ends_with("13. ") || it.ends_with("14. "));
            let role = if more || is(&["stunden", "ferien"]) {
                Role::Nothing
            } else if is(&["ziel", "gesamt"]) {
                Role::OnTarget
            } else if is(&["grund", "fix", "fest", "basis"]) || last != "vergütung" {
                Role::Base
            } else {
                return None;
            };
            Some((from + begins, from + end, role))
        })
    })
}

/// How many salaries a year of base pay is paid in, with its place: "13 Gehälter", "in 14 Monatsgehältern", "13 monthly salaries", "ein 13.
/// Monatsgehalt".
pub(super) fn salaries_in(lower: &str) -> Option<(usize, usize, u32)> {
    let counts: [(&str, u32); 6] =
        [("12", 12), ("13", 13), ("14", 14), ("zwölf", 12), ("dreizehn", 13), ("vierzehn", 14)];
    let behind = [
        " bruttomonatsgehältern",
        " bruttomonatsgehälter",
        " monatsgehältern",
        " monatsgehälter",
        " monatslöhnen",
        " monatslöhne",
        " monatssalären",
        " löhnen",
        " mal jährlich",
        " mal im jahr",
        " mal pro jahr",
        "-mal jährlich",
        "mal jährlich",
        "mal im jahr",
        "mal pro jahr",
        " gehältern",
        " gehälter",
        " monthly salaries",
        " salaries",
        ". monatsgehalt",
        ". monatsgehalts",
        ". monatsgehaltes",
        ". gehalt",
        ". monatslohn",
        "th monthly salary",
        "th month salary",
        "th month's salary",
        "th salary",
    ];
    let all = counts.into_iter().flat_map(|(word, count)| {
        let starts = lower.match_indices(word).filter(move |(at, _)| {
            let before = lower.get(..*at).and_then(|it| it.chars().next_back());
            !before.is_some_and(|it| it.is_alphanumeric() || matches!(it, '.' | ','))
        });
        starts.filter_map(move |(at, _)| {
            let rest = lower.get(at + word.len()..)?;
            let unit = behind.iter().filter(|it| rest.starts_with(**it)).max_by_key(|it| it.len())?;
            let to = at + word.len() + unit.len();
            let whole = !lower.get(to..).is_some_and(|it| it.starts_with(char::is_alphanumeric));
            whole.then_some((at, to, count))
        })
    });
    all.max_by_key(|it| it.2)
}

/// How many salaries an amount is multiplied by, with the place of both: "13 x 5.000 €", "5,500 × 12".
pub(super) fn multiplied(lower: &str, (begins, ends): (usize, usize)) -> Option<(usize, usize, u32)> {
    let signs = ["x", "×", "*", "mal"];
    let counts = [("12", 12), ("13", 13), ("14", 14)];
    let spaces = [' ', '\u{a0}'];
    let before = lower.get(..begins)?.trim_end_matches(spaces);
    let first = signs.iter().find_map(|sign| before.strip_suffix(sign)).map(|it| it.trim_end_matches(spaces));
    let in_front = counts.iter().find_map(|(word, count)| {
        let rest = first?.strip_suffix(word)?;
        (!rest.ends_with(|it: char| it.is_alphanumeric() || matches!(it, '.' | ','))).then_some((
            rest.len(),
            ends,
            *count,
        ))
    });
    let after = lower.get(ends..)?;
    let behind = after.trim_start_matches(spaces);
    let second = signs.iter().find_map(|sign| behind.strip_prefix(sign)).map(|it| it.trim_start_matches(spaces));
    in_front.or_else(|| {
        counts.iter().find_map(|(word, count)| {
            let rest = second?.strip_prefix(word)?;
            let whole = !rest.starts_with(char::is_alphanumeric);
            whole.then_some((begins, lower.len() - rest.len(), *count))
        })
    })
}

/// Words that say that a salary comes on top.
const ON_TOP: [&str; 7] = ["zuzüglich", "zzgl", "zusätzlich", "plus", "additional", "on top", "extra"];

/// Whether what a text says of its salaries adds to a year's pay.
pub(super) fn comes_on_top(lower: &str, at: usize) -> bool {
    let (from, _) = sentence(lower, at);
    lower.get(from..at).is_some_and(|it| ON_TOP.iter().any(|word| it.contains(word)))
}
