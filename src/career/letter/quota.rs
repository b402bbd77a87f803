//! The period of a quota, which may stand apart from its amount.

use super::amounts::{beside, clause, places};
use super::tokens::{Token, period};
use crate::units::Cadence;

/// Words that name the period of a quota with other words between them and its amount.
const PERIODS: [(&str, Cadence); 23] = [
    ("quarterly", Cadence::Quarter),
    ("per quarter", Cadence::Quarter),
    ("a quarter", Cadence::Quarter),
    ("im quartal", Cadence::Quarter),
    ("pro quartal", Cadence::Quarter),
    ("monthly", Cadence::Month),
    ("per month", Cadence::Month),
    ("a month", Cadence::Month),
    ("im monat", Cadence::Month),
    ("pro monat", Cadence::Month),
    ("annual", Cadence::Year),
    ("annually", Cadence::Year),
    ("yearly", Cadence::Year),
    ("per year", Cadence::Year),
    ("a year", Cadence::Year),
    ("this year", Cadence::Year),
    ("for the year", Cadence::Year),
    ("full year", Cadence::Year),
    ("fiscal year", Cadence::Year),
    ("im jahr", Cadence::Year),
    ("pro jahr", Cadence::Year),
    ("jährlich", Cadence::Year),
    ("geschäftsjahr", Cadence::Year),
];

/// The period of a quota: that of the words close to its amount, else one that its clause names on the way to other amounts; what stands
/// in brackets is passed over. "FY27" is a year.
pub(super) fn quota_period(lower: &str, token: &Token) -> Option<Cadence> {
    let named = |words: &str| {
        let year = words.match_indices("fy").any(|(at, _)| {
            let own = !words.get(..at).is_some_and(|it| it.ends_with(char::is_alphanumeric));
            let number =
                words.get(at + 2..).is_some_and(|it| it.trim_start().starts_with(|it: char| it.is_ascii_digit()));
            own && number
        });
        let fits = |(word, _): &&(&str, Cadence)| places(words, word, 0, words.len()).next().is_some();
        PERIODS.iter().find(fits).map(|it| it.1).or(year.then_some(Cadence::Year))
    };
    let (from, to) = clause(lower, token);
    let digit = |it: char| it.is_ascii_digit();
    let after = lower.get(token.to..to).unwrap_or_default();
    let after = match (after.find('('), after.find(')')) {
        (Some(open), Some(shut)) if open < shut => {
            [after.get(..open).unwrap_or_default(), after.get(shut + 1..).unwrap_or_default()].concat()
        }
        _plain => after.to_owned(),
    };
    let after = after.split([',', ';', '+']).next().and_then(|it| it.split(" and ").next());
    let after = after.and_then(|it| it.split(" und ").next()).and_then(|it| it.split(digit).next()).unwrap_or_default();
    let before =
        lower.get(from..token.from).unwrap_or_default().rsplit([',', ';', '+', ')']).next().unwrap_or_default();
    period(&beside(lower, token)).or_else(|| named(after)).or_else(|| named(before))
}
