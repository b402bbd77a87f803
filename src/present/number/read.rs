//! Reading numbers as people type and paste them.

use super::affix::{self, Affixes};
use super::error::NumberError;
use crate::present::locale::{Grouping, Locale};
use crate::text::tr;
use crate::units::{Currency, Money, Rate, Rounding, rounding};

/// An exact decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// The digits as a whole number.
    mantissa: i128,
    /// How many of them are decimals.
    scale: u32,
}

impl Decimal {
    /// The nearest float.
    pub fn to_f64(self) -> f64 {
        self.mantissa as f64 / 10f64.powi(self.scale as i32)
    }

    /// Whether it is less than zero.
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// As a count of 10^-`decimals`; none if it has more decimals than that, or is too large to count.
    fn exactly(self, decimals: u32) -> Option<i128> {
        if self.scale <= decimals {
            return self.mantissa.checked_mul(10i128.checked_pow(decimals - self.scale)?);
        }
        let unit = 10i128.checked_pow(self.scale - decimals)?;
        (self.mantissa % unit == 0).then_some(self.mantissa / unit)
    }

    /// As a count of 10^-`decimals`, rounded; none if it is too large to count.
    fn nearly(self, decimals: u32) -> Option<i128> {
        if self.scale <= decimals {
            return self.exactly(decimals);
        }
        let unit = 10i128.checked_pow(self.scale - decimals)?;
        Some(rounding::div_round(self.mantissa, unit, Rounding::HalfAwayFromZero))
    }
}

/// Digits read from a text, with what stood around them.
struct Reading {
    value: Decimal,
    around: Affixes,
    /// The digits without their one mark, where that could group thousands though it is the decimal mark.
    grouped: Option<u128>,
}

/// Reads any number: `1,234.56`, `(1,234)`, `$1.2M`, `−5`, `35 %` (which is 0.35), `4.5x`.
pub fn parse_number(text: &str, locale: &Locale) -> Result<Decimal, NumberError> {
    let Reading { value, around, .. } = read(text, locale)?;
    Ok(if around.percent { Decimal { scale: value.scale + 2, ..value } } else { value })
}

/// Reads money of this currency; another currency's sign, or more decimals than the currency has, is refused.
pub fn parse_money(text: &str, locale: &Locale, currency: Currency) -> Result<Money, NumberError> {
    let Reading { value, around, grouped } = read(text, locale)?;
    if around.percent || around.times {
        return Err(NumberError::Unfit {
            text: said(text),
            wanted: tr!("an amount of money" in "is not"),
            like: locale.example(),
        });
    }
    if around.currency.is_some_and(|codes| !codes.split(' ').any(|code| code == currency.code())) {
        return Err(NumberError::OtherCurrency { text: said(text), expected: currency.code().to_owned() });
    }
    let digits = currency.minor_digits();
    let too_fine = || NumberError::TooFine { text: said(text), currency: currency.code().to_owned(), digits };
    if value.scale > digits {
        return Err(too_fine());
    }
    // 600.000 where a point is the decimal mark, of money that is paid to two decimals: rather the thousands of another language.
    if let Some(all) = grouped.filter(|_| digits < 3 && around.exponent == 0) {
        let (one, other) = (locale.example_of(all, 0), locale.example_of(value.mantissa.unsigned_abs(), value.scale));
        return Err(NumberError::Ambiguous { text: said(text), one, other });
    }
    let mills = value.exactly(3).and_then(|it| i64::try_from(it).ok());
    mills.map(Money::from_mills).ok_or_else(|| NumberError::TooLarge(said(text)))
}

/// Reads a percentage, with or without its sign: `35 %` and `35` are 0.35; `0.35` is 0.35 %, never 35 %. Finer than a
/// ten-thousandth of a percent is rounded.
pub fn parse_rate(text: &str, locale: &Locale) -> Result<Rate, NumberError> {
    let Reading { value, around, .. } = read(text, locale)?;
    if around.times || around.exponent > 0 || around.currency.is_some() {
        let like = format!("{} %", locale.example_of(125, 1));
        return Err(NumberError::Unfit { text: said(text), wanted: tr!("a percentage" in "is not"), like });
    }
    millionths(value, 4, text)
}

/// Reads a multiple: `1.5`, `1.5x`, `150 %`. Finer than a millionth is rounded.
pub fn parse_multiple(text: &str, locale: &Locale) -> Result<Rate, NumberError> {
    let Reading { value, around, .. } = read(text, locale)?;
    if around.exponent > 0 || around.currency.is_some() || (around.times && around.percent) {
        let like = format!("{}x", locale.example_of(15, 1));
        return Err(NumberError::Unfit { text: said(text), wanted: tr!("a multiple" in "is not"), like });
    }
    millionths(value, if around.percent { 4 } else { 6 }, text)
}

/// Reads a plan rate, what one unit of another currency is worth in that of the plan: `0.92`. Nothing typed is none.
pub fn parse_plan_rate(text: &str, locale: &Locale) -> Result<Option<Rate>, NumberError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let rate = parse_multiple(text, locale)?;
    if rate <= Rate::ZERO {
        let like = locale.example_of(92, 2);
        return Err(NumberError::Unfit { text: said(text), wanted: tr!("a rate above zero" in "is not"), like });
    }
    Ok(Some(rate))
}

/// Reads a count of whole things, 0 or more: `12`, `1,200`, `2k`.
pub fn parse_count(text: &str, locale: &Locale) -> Result<u32, NumberError> {
    let Reading { value, around, .. } = read(text, locale)?;
    if around.percent || around.times || around.currency.is_some() {
        return Err(NumberError::Unfit { text: said(text), wanted: tr!("a count" in "is not"), like: "12".to_owned() });
    }
    if value.is_negative() {
        return Err(NumberError::Negative(said(text)));
    }
    if value.scale > 0 {
        return Err(NumberError::NotWhole(said(text)));
    }
    u32::try_from(value.mantissa).map_err(|_| NumberError::TooLarge(said(text)))
}

fn millionths(value: Decimal, decimals: u32, text: &str) -> Result<Rate, NumberError> {
    let ppm = value.nearly(decimals).and_then(|it| i64::try_from(it).ok());
    ppm.map(Rate::from_ppm).ok_or_else(|| NumberError::TooLarge(said(text)))
}

/// The text as an error quotes it: trimmed, and not longer than a sentence bears.
pub(super) fn said(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= 40 { text.to_owned() } else { text.chars().take(39).chain(['…']).collect() }
}

/// One writing for characters that look alike: full-width forms, kinds of minus, spaces and apostrophes; invisible marks vanish.
pub(super) fn plain(text: &str) -> String {
    let plain = text.chars().filter_map(|it| match it {
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => None,
        '\u{2212}' | '\u{2010}'..='\u{2013}' | '\u{fe63}' | '\u{ff0d}' => Some('-'),
        '\u{2018}' | '\u{2019}' | '\u{02bc}' | '\u{b4}' | '`' => Some('\''),
        '\u{ff0b}' => Some('+'),
        '\u{ff05}' => Some('%'),
        '\u{ff0e}' => Some('.'),
        '\u{ff0c}' => Some(','),
        '\u{ff08}' => Some('('),
        '\u{ff09}' => Some(')'),
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(it) - 0xff10, 10),
        _ if it.is_whitespace() => Some(' '),
        _ => Some(it),
    });
    plain.collect::<String>().trim().to_owned()
}

fn read(text: &str, locale: &Locale) -> Result<Reading, NumberError> {
    let plain = plain(text);
    if plain.is_empty() {
        return Err(NumberError::Empty(locale.example()));
    }
    let wrong = || NumberError::NotANumber { text: said(text), like: locale.example() };
    let (head, core, tail) = parts(&plain).ok_or_else(wrong)?;
    let around = affix::read(head, tail).ok_or_else(wrong)?;
    let (whole, fraction) = match split(core, locale) {
        Split::Into { whole, fraction } => (whole, fraction),
        Split::Either { digits } => {
            let one = locale.example_of(digits, 0);
            return Err(NumberError::Ambiguous { text: said(text), one, other: locale.example_of(digits, 3) });
        }
        Split::Wrong => return Err(wrong()),
    };
    let too_large = || NumberError::TooLarge(said(text));
    let value = decimal(&whole, &fraction, around).ok_or_else(too_large)?;
    let one_mark = core.chars().filter(|it| !it.is_ascii_digit()).eq([locale.decimal]);
    let grouped =
        if one_mark && looks_grouped(core, locale.decimal) { format!("{whole}{fraction}").parse().ok() } else { None };
    Ok(Reading { value, around, grouped })
}

/// Splits a text into what stands before its digits, its digits with their marks, and what stands behind.
fn parts(text: &str) -> Option<(&str, &str, &str)> {
    let is_digit = |it: char| it.is_ascii_digit();
    let first = text.find(is_digit)?;
    // `.5` is a number: the mark belongs to it.
    let start = if text.get(..first)?.ends_with(['.', ',']) && !text.get(..first)?.ends_with("Fr.") {
        first - 1
    } else {
        first
    };
    let mut end = text.rfind(is_digit)? + 1;
    // So is `5.` (half typed), and `5.-` as the Swiss write an amount without cents.
    let mut behind = text.get(end..)?;
    if let Some(rest) = behind.strip_prefix(['.', ',']) {
        end += 1;
        behind = rest.strip_prefix('-').unwrap_or(rest);
    }
    let head = text.get(..start)?;
    // `kr.5` and `Rs.5`: the point belongs to the currency.
    let (head, start) =
        if head.ends_with(char::is_alphabetic) && start < first { (text.get(..first)?, first) } else { (head, start) };
    Some((head, text.get(start..end)?, behind))
}

/// What digits with marks amount to.
enum Split {
    /// These digits before and behind the decimal mark.
    Into { whole: String, fraction: String },
    /// The mark could group the digits or start the decimals.
    Either { digits: u128 },
    /// Marks where none belong.
    Wrong,
}

/// Tells decimal marks from group marks: by the locale where it decides, else by what is possible at all.
fn split(core: &str, locale: &Locale) -> Split {
    let native = locale.decimal;
    let foreign = if native == '.' { ',' } else { '.' };
    let count = |mark: char| core.matches(mark).count();
    let blank_groups = count(' ') + count('\'') > 0;
    let before = |a: char, b: char| core.rfind(a) < core.find(b);
    let decimal = match (count(native), count(foreign)) {
        (0, 0) => None,
        (1, 0) => Some(native),
        (_, 0) => None,
        (0, 1) if blank_groups || !looks_grouped(core, foreign) => Some(foreign),
        (0, 1) if locale.group == foreign => None,
        // 1.234 where neither points nor commas group: nobody can know.
        (0, 1) => {
            let digits: String = core.chars().filter(char::is_ascii_digit).collect();
            return digits.parse().map_or(Split::Wrong, |digits| Split::Either { digits });
        }
        (0, _) => None,
        (1, _) if before(foreign, native) => Some(native),
        (_, 1) if before(native, foreign) => Some(foreign),
        (_, _) => return Split::Wrong,
    };
    let (whole, fraction) = decimal.and_then(|mark| core.split_once(mark)).unwrap_or((core, ""));
    let Some(whole) = ungrouped(whole, locale.grouping) else { return Split::Wrong };
    if (whole.is_empty() && fraction.is_empty()) || !fraction.bytes().all(|it| it.is_ascii_digit()) {
        return Split::Wrong;
    }
    Split::Into { whole, fraction: fraction.to_owned() }
}

/// Whether one mark stands where it would group thousands: `1,234`, but not `0,234` or `1,23`.
fn looks_grouped(core: &str, mark: char) -> bool {
    let is_group = |(head, tail): (&str, &str)| {
        (1..=3).contains(&head.len())
            && !head.starts_with('0')
            && tail.len() == 3
            && tail.bytes().all(|it| it.is_ascii_digit())
    };
    core.split_once(mark).is_some_and(is_group)
}

/// What people and spreadsheets put between groups of digits, once characters that look alike are one.
const GROUP_MARKS: [char; 6] = ['.', ',', ' ', '\'', '_', '\u{b7}'];

/// The digits without their group marks; none if these are mixed, or stand where no group ends.
fn ungrouped(whole: &str, grouping: Grouping) -> Option<String> {
    let mark = whole.chars().find(|it| !it.is_ascii_digit());
    let Some(mark) = mark else { return Some(whole.to_owned()) };
    // `1e400`, `1/234` and `1x234` are no thousands.
    if !GROUP_MARKS.contains(&mark) {
        return None;
    }
    let groups: Vec<&str> = whole.split(mark).collect();
    let (first, later) = groups.split_first()?;
    let (last, middle) = later.split_last()?;
    let all_digits = groups.iter().all(|group| group.bytes().all(|it| it.is_ascii_digit()));
    let by =
        |size: usize| (1..=size).contains(&first.len()) && middle.iter().all(|it| it.len() == size) && last.len() == 3;
    let fits = by(3) || (grouping == Grouping::Indian && by(2));
    (all_digits && fits).then(|| groups.concat())
}

/// The number, with its suffix multiplied in; none if it is too large to count.
fn decimal(whole: &str, fraction: &str, around: Affixes) -> Option<Decimal> {
    // Fifteen decimals are finer than any quantity here; spreadsheets paste more.
    let fraction = fraction.get(..15).unwrap_or(fraction).trim_end_matches('0');
    let whole = whole.trim_start_matches('0');
    if whole.len() > 21 {
        return None;
    }
    let digits = format!("{whole}{fraction}");
    let magnitude: i128 = if digits.is_empty() { 0 } else { digits.parse().ok()? };
    let scale = fraction.len() as u32;
    let (magnitude, scale) = if around.exponent <= scale {
        (magnitude, scale - around.exponent)
    } else {
        (magnitude.checked_mul(10i128.checked_pow(around.exponent - scale)?)?, 0)
    };
    Some(Decimal { mantissa: if around.negative { -magnitude } else { magnitude }, scale })
}
