//! Months, as contracts and mails count them: "three months", "ninety (90) days", "within 12 (twelve) months", "1.5 years".

use super::amounts::places;

/// Small numbers written out; those of two words with a hyphen are put together.
const WRITTEN: [(&str, u32); 48] = [
    ("a", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("eighteen", 18),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("sixty", 60),
    ("ninety", 90),
    ("ein", 1),
    ("eine", 1),
    ("einem", 1),
    ("einen", 1),
    ("einer", 1),
    ("eines", 1),
    ("zwei", 2),
    ("drei", 3),
    ("vier", 4),
    ("fünf", 5),
    ("sechs", 6),
    ("sieben", 7),
    ("acht", 8),
    ("neun", 9),
    ("zehn", 10),
    ("elf", 11),
    ("zwölf", 12),
    ("fünfzehn", 15),
    ("achtzehn", 18),
    ("zwanzig", 20),
    ("vierundzwanzig", 24),
    ("dreißig", 30),
    ("sechsunddreißig", 36),
    ("sechzig", 60),
    ("neunzig", 90),
];

/// Words behind a number that count time, and how many months one of them is.
const UNITS: [(&str, f64); 25] = [
    ("weeks", 12.0 / 52.0),
    ("wochen", 12.0 / 52.0),
    ("months", 1.0),
    ("month", 1.0),
    ("days", 1.0 / 30.0),
    ("day", 1.0 / 30.0),
    ("years", 12.0),
    ("year", 12.0),
    ("quarters", 3.0),
    ("monat", 1.0),
    ("monats", 1.0),
    ("monate", 1.0),
    ("monaten", 1.0),
    ("monatige", 1.0),
    ("monatigen", 1.0),
    ("tag", 1.0 / 30.0),
    ("tage", 1.0 / 30.0),
    ("tagen", 1.0 / 30.0),
    ("jahr", 12.0),
    ("jahres", 12.0),
    ("jahre", 12.0),
    ("jahren", 12.0),
    ("quartal", 3.0),
    ("quartale", 3.0),
    ("quartalen", 3.0),
];

/// Words behind which "a month" is a time and no rate.
const BEFORE_A: [&str; 8] = ["within", "for", "after", "in", "during", "over", "of", "than"];

/// A time that a text counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Counted {
    /// Months; days are rounded up to months of thirty.
    pub months: u32,
    /// The first byte of the number.
    pub from: usize,
    /// The first byte of the unit.
    pub unit: usize,
    /// The byte behind the unit.
    pub to: usize,
}

/// Every time counted within a stretch of a text in small letters.
pub(super) fn counted(lower: &str, (from, to): (usize, usize)) -> impl Iterator<Item = Counted> {
    UNITS.iter().flat_map(move |(word, size)| {
        places(lower, word, from, to).filter_map(move |unit| {
            let (number, begins) = number_before(lower.get(from..unit)?)?;
            let months = (number * size - 1e-9).ceil();
            // "3,000 a month" and "65 a day" are rates, "within a year" is a time.
            let rate = lower.get(from + begins..unit).is_some_and(|it| it.trim_end() == "a")
                && !lower
                    .get(from..from + begins)
                    .is_some_and(|it| BEFORE_A.iter().any(|word| it.trim_end().ends_with(word)));
            let fits = number <= 730.0 && months >= 1.0 && !rate;
            fits.then_some(Counted { months: months as u32, from: from + begins, unit, to: unit + word.len() })
        })
    })
}

/// The number that a stretch ends with, and where it begins. What stands in brackets says it again: "three (3)", "3 (three)".
fn number_before(text: &str) -> Option<(f64, usize)> {
    let plain = |text: &str| text.trim_end_matches([' ', '-', '\u{a0}']).len();
    let text = text.get(..plain(text))?;
    let Some(inside) = text.strip_suffix(')') else { return last_number(text) };
    let open = inside.rfind('(')?;
    let outside = text.get(..open).and_then(|it| last_number(it.get(..plain(it))?));
    let again = inside.get(open + 1..).and_then(|it| last_number(it.get(..plain(it))?));
    let number = again.filter(|it| it.0 > 0.0).or(outside)?.0;
    Some((number, outside.map_or(open, |it| it.1)))
}

/// The number that a text ends with, in digits or written out.
fn last_number(text: &str) -> Option<(f64, usize)> {
    let digits = text.len() - text.trim_end_matches(|it: char| it.is_ascii_digit() || matches!(it, '.' | ',')).len();
    let begins = text.len() - digits;
    if digits > 0 {
        let part_of_a_word = text.get(..begins).is_some_and(|it| it.ends_with(char::is_alphabetic));
        let number = text.get(begins..)?.replace(',', ".").parse::<f64>().ok()?;
        return (!part_of_a_word).then_some((number, begins));
    }
    let (number, begins) = last_written(text)?;
    // "twenty-four" is one number, "three-to-six" is not.
    let tens = text.get(..begins).and_then(|it| it.strip_suffix('-')).and_then(last_written);
    match tens.filter(|it| it.0 >= 20 && it.0 % 10 == 0 && number < 10) {
        Some((tens, begins)) => Some((f64::from(tens + number), begins)),
        None => Some((f64::from(number), begins)),
    }
}

/// The word that a text ends with, as a number, and where it begins.
fn last_written(text: &str) -> Option<(u32, usize)> {
    let begins = text.trim_end_matches(char::is_alphanumeric).len();
    let word = text.get(begins..)?;
    WRITTEN.iter().find(|it| it.0 == word).map(|it| (it.1, begins))
}

/// The number of months told nearest to a place within a stretch of text, with its place.
pub(super) fn months_near(
    lower: &str,
    (at, end): (usize, usize),
    within: (usize, usize),
) -> Option<(u32, usize, usize)> {
    let distance = |it: &Counted| if it.unit >= end { it.unit - end } else { at.saturating_sub(it.unit) };
    let nearest = counted(lower, within).min_by_key(distance);
    nearest.filter(|it| distance(it) < 60).map(|it| (it.months, it.from, it.to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contracts_count_months_in_words_and_again_in_brackets() {
        for (text, months, told) in [
            ("within twelve (12) months of", 12, "twelve (12) months"),
            ("within 12 (twelve) months of", 12, "12 (twelve) months"),
            ("ninety (90) days after", 3, "ninety (90) days"),
            ("a three (3)-month ramp", 3, "three (3)-month"),
            ("during a 90-day ramp", 3, "90-day"),
            ("in twenty-four (24) months", 24, "twenty-four (24) months"),
            ("in thirty-six months", 36, "thirty-six months"),
            ("three-to-six months", 6, "six months"),
            ("forty-five days", 2, "forty-five days"),
            ("1.5 years", 18, "1.5 years"),
            ("innerhalb von zwölf (12) monaten", 12, "zwölf (12) monaten"),
            ("innerhalb eines jahres", 12, "eines jahres"),
            ("90 tage", 3, "90 tage"),
        ] {
            let found: Vec<Counted> = counted(text, (0, text.len())).collect();
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((found[0].months, &text[found[0].from..found[0].to]), (months, told), "{text}");
        }
        for text in
            ["the first month", "(draft) months", "() days", "q3 months", "0 days", "10000 days", "$3,000 a month"]
        {
            assert_eq!(counted(text, (0, text.len())).count(), 0, "{text}");
        }
    }
}
