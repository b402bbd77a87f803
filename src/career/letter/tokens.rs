//! Numbers in a text, with their places: amounts, percentages, multiples, counts of months.

use crate::units::{Cadence, Money, Rate};

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// With a currency or a short for thousands or millions, or at least 1,000.
    Amount,
    /// With a per cent sign.
    Percent,
    /// With an x.
    Times,
    /// Anything else.
    Plain,
}

/// A number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token {
    /// What kind.
    pub kind: Kind,
    /// Its value; a percentage as it is written, 150 for 150 %.
    pub value: f64,
    /// The first byte, currency included.
    pub from: usize,
    /// The byte behind the last, unit included.
    pub to: usize,
    /// The currency beside it.
    pub currency: Option<&'static str>,
}

impl Token {
    pub fn money(&self) -> Money {
        // To the coin: a month's pay is told so.
        Money::from_major_f64((self.value * 100.0).round() / 100.0)
    }

    pub fn rate(&self) -> Rate {
        match self.kind {
            Kind::Percent => Rate::from_f64(self.value / 100.0),
            Kind::Times | Kind::Amount | Kind::Plain => Rate::from_f64(self.value),
        }
    }
}

const SIGNS: [(&str, &str); 10] = [
    ("us$", "USD"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("usd", "USD"),
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("gbp", "GBP"),
    ("chf", "CHF"),
    ("cad", "CAD"),
];

/// Currencies in thousands, as German letters write them: "68 TEUR", "T€ 500".
const THOUSANDS: [(&str, &str); 5] =
    [("teur", "EUR"), ("t€", "EUR"), ("keur", "EUR"), ("tchf", "CHF"), ("kchf", "CHF")];

/// All numbers of a text in small letters.
pub(super) fn tokens(lower: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = lower.get(at..).and_then(|rest| rest.find(|it: char| it.is_ascii_digit())) {
        let start = at + step;
        let end = number_end(lower, start);
        at = end;
        let part_of_a_word = lower.get(..start).and_then(|it| it.chars().next_back()).is_some_and(char::is_alphabetic)
            && currency_before(lower, start).is_none();
        let Some(value) = lower.get(start..end).and_then(value) else { continue };
        // The American pension plan is no amount.
        let pension = lower.get(start..).is_some_and(|it| it.starts_with("401k") || it.starts_with("401(k)"));
        if part_of_a_word || pension {
            continue;
        }
        let token = with_unit(lower, value, start, end);
        at = token.to.max(end);
        found.push(token);
    }
    found
}

/// Where the digits and their separators end.
fn number_end(lower: &str, start: usize) -> usize {
    let mut end = start;
    let rest = lower.get(start..).unwrap_or_default();
    let mut letters = rest.char_indices().peekable();
    while let Some((offset, letter)) = letters.next() {
        let next_is_digit = letters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let groups = || {
            let after = rest.get(offset + letter.len_utf8()..).unwrap_or_default();
            let digits = after.chars().take_while(char::is_ascii_digit).count();
            digits == 3
        };
        match letter {
            '0'..='9' => end = start + offset + 1,
            ',' | '.' if next_is_digit => {}
            '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' if next_is_digit && groups() => {}
            _other => break,
        }
    }
    end
}

/// Digits with separators as a number: a separator before exactly three digits groups them, any other is the decimal mark.
fn value(digits: &str) -> Option<f64> {
    let marks: Vec<(usize, char)> = digits.char_indices().filter(|(_, it)| !it.is_ascii_digit()).collect();
    let decimal = marks.last().filter(|(at, mark)| {
        let after = digits.get(at + mark.len_utf8()..).map_or(0, str::len);
        let same = marks.iter().filter(|(_, it)| it == mark).count() > 1;
        let mixed = marks.iter().any(|(_, it)| it != mark);
        matches!(mark, '.' | ',') && !same && (after != 3 || mixed)
    });
    let place = decimal.map(|(at, _)| *at);
    let plain: String = digits
        .char_indices()
        .filter_map(|(at, it)| match it {
            '0'..='9' => Some(it),
            _mark if Some(at) == place => Some('.'),
            _mark => None,
        })
        .collect();
    plain.parse().ok().filter(|it: &f64| it.is_finite() && *it < 1e12)
}

/// The currency right before a place, where it begins, and how much one of it is.
fn currency_before(lower: &str, start: usize) -> Option<(usize, &'static str, f64)> {
    let before = lower.get(..start)?;
    let trimmed = before.trim_end_matches([' ', '\u{a0}']);
    if before.len() - trimmed.len() > 2 {
        return None;
    }
    let own = |sign: &str| trimmed.strip_suffix(sign).is_some_and(|it| !it.ends_with(char::is_alphanumeric));
    if let Some((sign, code)) = THOUSANDS.iter().find(|(sign, _)| own(sign)) {
        return Some((trimmed.len() - sign.len(), code, 1e3));
    }
    let (sign, code) = SIGNS.iter().find(|(sign, _)| trimmed.ends_with(sign))?;
    Some((trimmed.len() - sign.len(), code, 1.0))
}

fn with_unit(lower: &str, value: f64, start: usize, end: usize) -> Token {
    let rest = lower.get(end..).unwrap_or_default();
    let spaced = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let gap = rest.len() - spaced.len();
    let unit = |words: &[&str]| {
        let word = words.iter().find(|word| {
            let after = spaced.strip_prefix(**word);
            gap <= 1 && after.is_some_and(|it| !it.starts_with(|it: char| it.is_alphabetic()))
        })?;
        Some(end + gap + word.len())
    };
    let before = currency_before(lower, start);
    let from = before.map_or(start, |it| it.0);
    let value = value * before.map_or(1.0, |it| it.2);
    let mut token = Token { kind: Kind::Plain, value, from, to: end, currency: before.map(|it| it.1) };
    if let Some((to, code)) = THOUSANDS.iter().find_map(|(sign, code)| Some((unit(&[sign])?, code))) {
        return Token { kind: Kind::Amount, value: value * 1e3, to, currency: Some(code), ..token };
    }
    let sizes: [(&[&str], f64); 3] = [
        (&["k", "thousand", "tausend", "tsd"], 1e3),
        (&["m", "mn", "mio", "million", "millionen"], 1e6),
        (&["bn", "billion"], 1e9),
    ];
    for (words, size) in sizes {
        if let Some(to) = unit(words) {
            // "3,1 Mio. €": the dot belongs to the short form.
            let dot = lower.get(..to).is_some_and(|it| it.ends_with("mio") || it.ends_with("tsd"))
                && lower.get(to..).is_some_and(|it| it.starts_with('.'));
            token = Token { kind: Kind::Amount, value: value * size, to: to + usize::from(dot), ..token };
            break;
        }
    }
    if token.kind == Kind::Plain {
        if let Some(to) = unit(&["%", "percent", "per cent", "pct", "prozent"]) {
            return Token { kind: Kind::Percent, to, ..token };
        }
        // "€5,000 × 14" is no multiple of five thousand.
        if token.value < 100.0
            && let Some(to) = unit(&[
                "x", "×", "times", "-fach", "-fache", "-fachen", "-facher", "-faches", "fach", "fache", "fachen",
                "facher", "faches",
            ])
        {
            return Token { kind: Kind::Times, to, ..token };
        }
    }
    let tail = lower.get(token.to..).unwrap_or_default();
    let trimmed = tail.trim_start_matches([' ', '\u{a0}']);
    if token.currency.is_none()
        && tail.len() - trimmed.len() <= 1
        && let Some((sign, code)) = SIGNS.iter().find(|(sign, _)| {
            let after = trimmed.strip_prefix(*sign);
            after.is_some_and(|it| !it.starts_with(|it: char| it.is_alphanumeric()))
        })
    {
        token.to += tail.len() - trimmed.len() + sign.len();
        token.currency = Some(code);
    }
    if token.currency.is_some() || token.value >= 1_000.0 && !is_a_year(lower, &token) {
        token.kind = Kind::Amount;
    }
    token
}

/// Whether a bare number of four digits names a year.
fn is_a_year(lower: &str, token: &Token) -> bool {
    let written = lower.get(token.from..token.to).unwrap_or_default();
    written.len() == 4 && written.bytes().all(|it| it.is_ascii_digit()) && (1990.0..2100.0).contains(&token.value)
}

/// The period that words beside an amount name.
pub(super) fn period(words: &str) -> Option<Cadence> {
    let has = |all: &[&str]| all.iter().any(|it| words.contains(it));
    if has(&["month", "p.m.", "monat"]) {
        Some(Cadence::Month)
    } else if has(&["quarter", "per q", "/q", "quartal"]) {
        Some(Cadence::Quarter)
    } else if has(&["half-year", "half year", "six months", "halbjahr"]) {
        Some(Cadence::Half)
    } else if has(&["year", "annual", "annum", "p.a.", "/yr", "jahr", "jährlich"]) {
        Some(Cadence::Year)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, value) in [
            ("$90,000", 90_000.0),
            ("usd 90k", 90_000.0),
            ("€85.000", 85_000.0),
            ("1.2m", 1_200_000.0),
            ("chf 110'000", 110_000.0),
            ("85 000 eur", 85_000.0),
            ("$1,250,000.50", 1_250_000.5),
            ("1,5 million", 1_500_000.0),
            ("3,1 mio. €", 3_100_000.0),
            ("60 tsd. euro", 60_000.0),
            ("68 teur", 68_000.0),
            ("68 t€", 68_000.0),
            ("teur 68", 68_000.0),
            ("t€ 1.250", 1_250_000.0),
            ("112,5 teur", 112_500.0),
        ] {
            let found = tokens(text);
            assert_eq!((found.len(), found[0].kind, found[0].value), (1, Kind::Amount, value), "{text}");
            assert_eq!((found[0].from, found[0].to), (0, text.len()), "{text}");
        }
        let kinds: Vec<_> = tokens("150 % at 2x in 2027 for 6 months").iter().map(|it| it.kind).collect();
        assert_eq!(kinds, [Kind::Percent, Kind::Times, Kind::Plain, Kind::Plain]);
        assert!(tokens("q1 and fy27").is_empty(), "a digit inside a word is no number");
    }
}
