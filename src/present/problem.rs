//! Problems as the reader writes numbers. The engine knows no locale, so the numbers in its sentences have a point and no groups.

use crate::model::Severity;
use crate::present::Locale;
use crate::text::tr;

/// So many places are named where one problem stands at many.
const PLACES_NAMED: usize = 3;

/// Problems with the same text as one: where the first stand and at how many more, in the order of the first of each.
pub fn alike(problems: impl IntoIterator<Item = (Severity, String, String)>) -> Vec<(Severity, String, String)> {
    let mut groups: Vec<(Severity, Vec<String>, String)> = Vec::new();
    for (severity, place, text) in problems {
        match groups.iter_mut().find(|it| it.0 == severity && it.2 == text) {
            Some(group) => group.1.push(place),
            None => groups.push((severity, vec![place], text)),
        }
    }
    let named = |mut places: Vec<String>| {
        let more = places.split_off(places.len().min(PLACES_NAMED)).len();
        let first = places.join(", ");
        if more > 0 { tr!("{first} and {more} more") } else { first }
    };
    groups.into_iter().map(|(severity, places, text)| (severity, named(places), text)).collect()
}

/// A problem's text with its amounts grouped. Names between quotation marks, days, years and ids stay as they are.
pub fn in_locale(text: &str, locale: &Locale) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    // The mark that ends the quotation a word stands in: German ends with the one that English begins with.
    let mut until = None;
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let mut quoted = until.is_some();
        for mark in word.chars() {
            match (until, mark) {
                (None, '\u{201c}') => (until, quoted) = (Some('\u{201d}'), true),
                (None, '\u{201e}') => (until, quoted) = (Some('\u{201c}'), true),
                (Some(end), mark) if mark == end => until = None,
                (_, _) => {}
            }
        }
        if quoted {
            out.push_str(word);
        } else {
            grouped(&mut out, word, locale);
        }
    }
    out
}

/// A word, whose number is written as the reader writes it if it is one that can be misread.
fn grouped(out: &mut String, word: &str, locale: &Locale) {
    let inner = word.trim_start_matches(['(', '-']);
    let head = word.len() - inner.len();
    let number = inner.trim_end_matches([',', ';', ':', ')', '.', '%']);
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let digits = |text: &str| text.chars().all(|it| it.is_ascii_digit());
    let year = decimals.is_empty() && whole.len() == 4 && matches!(whole.parse::<u32>(), Ok(1900..=2199));
    let is_amount =
        (4..=15).contains(&whole.len()) && digits(whole) && digits(decimals) && decimals.len() <= 3 && !year;
    match number.parse::<f64>() {
        Ok(value) if is_amount => {
            out.extend(
                [word.get(..head), Some(&locale.number(value, decimals.len() as u32)), inner.get(number.len()..)]
                    .into_iter()
                    .flatten(),
            );
        }
        Ok(_) | Err(_) => out.push_str(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_of_many_seats_is_told_once_with_the_first_of_them() {
        let same = |place: &str| (Severity::Warning, place.to_owned(), "The seat reports to nobody".to_owned());
        let other = (Severity::Error, "Ann".to_owned(), "The quota is missing".to_owned());
        let found =
            alike(["Ann", "Ben"].map(same).into_iter().chain([other.clone()]).chain(["Cy", "Di", "Ed"].map(same)));
        let text = "The seat reports to nobody".to_owned();
        assert_eq!(found, [(Severity::Warning, "Ann, Ben, Cy and 2 more".to_owned(), text), other]);
    }

    #[test]
    fn amounts_are_grouped_and_names_months_and_years_are_not() {
        let english = |text: &str| in_locale(text, &Locale::EN_US);
        assert_eq!(
            english("210000.00 was lost in Jan 2027 and the book held only 1200000.50, so only as much is taken away"),
            "210,000.00 was lost in Jan 2027 and the book held only 1,200,000.50, so only as much is taken away"
        );
        assert_eq!(english("(at most 12500) in 2027, or 1500."), "(at most 12,500) in 2027, or 1,500.");
        assert_eq!(
            english("there is no segment \u{201c}Plan 20000\u{201d}, 20000 of it"),
            "there is no segment \u{201c}Plan 20000\u{201d}, 20,000 of it"
        );
        for same in ["seat-20000 is gone", "FY2027 has 120 people", "1.2.3", "", "  ", "99999999999999999999"] {
            assert_eq!(english(same), same);
        }
        let german = Locale::for_tag("de-DE");
        assert_eq!(
            in_locale("Inhaber „Plan 20000“ ab 01.03.2027, 20000 davon in 2027-01", &german),
            "Inhaber „Plan 20000“ ab 01.03.2027, 20.000 davon in 2027-01"
        );
        let swiss = &Locale::for_tag("de-CH");
        assert!(
            in_locale("210000.00 was lost", swiss).starts_with("210\u{2019}000.00"),
            "{}",
            in_locale("210000.00", swiss)
        );
    }
}
