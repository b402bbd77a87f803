//! Which decimal style a column is written in.

use super::{Guess, Hints, NumberStyle, Sureness, read_figure};
use crate::text::tr;

/// What one cell says about the style of its column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Nothing,
    Point,
    Comma,
    /// `1.234`: one mark, three digits after it.
    Either,
}

fn says(cell: &str) -> Says {
    let digits_and_marks: String =
        cell.chars().filter(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',')).collect();
    let core = digits_and_marks.trim_matches(['.', ',']);
    let readable = |style| read_figure(cell, style).is_ok();
    match (core.rfind('.'), core.rfind(',')) {
        (None, None) => Says::Nothing,
        (Some(_), _) | (None, Some(_)) => {
            match (readable(NumberStyle::DecimalPoint), readable(NumberStyle::DecimalComma)) {
                (true, false) => Says::Point,
                (false, true) => Says::Comma,
                (false, false) => Says::Nothing,
                // No one groups after a leading zero: 0.125 is a fraction.
                (true, true) if core.starts_with("0.") => Says::Point,
                (true, true) if core.starts_with("0,") => Says::Comma,
                (true, true) => Says::Either,
            }
        }
    }
}

/// Decides the number style of a column from its cells.
pub fn guess_numbers<'a>(cells: impl Iterator<Item = &'a str>, hints: Hints) -> Guess<NumberStyle> {
    let (mut point, mut comma, mut either) = (0usize, 0usize, None);
    for cell in cells {
        match says(cell) {
            Says::Nothing => {}
            Says::Point => point += 1,
            Says::Comma => comma += 1,
            Says::Either => either = either.or(Some(cell)),
        }
    }
    let expected = if hints.decimal_comma { NumberStyle::DecimalComma } else { NumberStyle::DecimalPoint };
    match (point, comma, either) {
        (0, 0, Some(example)) => {
            let read =
                read_figure(example, expected).ok().and_then(|figure| figure.decimal.to_money()).unwrap_or_default();
            let other = expected.other();
            Guess {
                style: expected,
                sureness: Sureness::ByLocale,
                note: Some(tr!(
                    "\u{201c}{}\u{201d} is read as {read}; choose {} if it is meant the other way.",
                    example.trim(),
                    other.example()
                )),
            }
        }
        (0, 0, None) => Guess { style: expected, sureness: Sureness::Certain, note: None },
        (_, 0, _) => Guess { style: NumberStyle::DecimalPoint, sureness: Sureness::Certain, note: None },
        (0, _, _) => Guess { style: NumberStyle::DecimalComma, sureness: Sureness::Certain, note: None },
        (points, commas, _) => {
            let style = if commas > points { NumberStyle::DecimalComma } else { NumberStyle::DecimalPoint };
            Guess {
                style,
                sureness: Sureness::Mixed,
                note: Some(tr!(
                    "Some numbers are written as 1,234.56 and others as 1.234,56; the column is read as {}.",
                    style.example()
                )),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_shows_its_style() {
        let guess = |cells: &[&str], comma| {
            let hints = Hints { decimal_comma: comma, month_first: false };
            let guess = guess_numbers(cells.iter().copied(), hints);
            (guess.style, guess.sureness)
        };
        let (point, comma) = (NumberStyle::DecimalPoint, NumberStyle::DecimalComma);
        assert_eq!(guess(&["37.649,10 €", "1.234"], false), (comma, Sureness::Certain));
        assert_eq!(guess(&["$13,683.16", "1,234"], true), (point, Sureness::Certain));
        assert_eq!(guess(&["3660.05"], true), (point, Sureness::Certain));
        assert_eq!(guess(&["1.234.567"], false), (comma, Sureness::Certain));
        assert_eq!(guess(&["0,125"], false), (comma, Sureness::Certain));
        assert_eq!(guess(&["12,500", "9,000"], false), (point, Sureness::ByLocale));
        assert_eq!(guess(&["12,500", "9,000"], true), (comma, Sureness::ByLocale));
        assert_eq!(guess(&["1.5", "2,5", "3,5"], false), (comma, Sureness::Mixed));
        let said = guess_numbers(["12,500"].into_iter(), Hints::default()).note.unwrap();
        assert_eq!(said, "“12,500” is read as 12500; choose 1.234,56 if it is meant the other way.");
    }
}
