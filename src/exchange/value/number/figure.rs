//! A cell with a number: what stands around it, how its digits are grouped, and what it amounts to.

use super::{CurrencyMark, Decimal, NumberStyle, SHARED_SIGNS, SIGNS};
use crate::exchange::value::{ValueError, is_spreadsheet_error};
use crate::units::Currency;

/// A number as a cell holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number; 35 where the cell says `35 %`.
    pub decimal: Decimal,
    /// Whether a percent sign stood beside it.
    pub percent: bool,
    /// The currency that stood beside it.
    pub mark: Option<CurrencyMark>,
}

/// Reads a number with whatever stands around it: currency signs and codes, a sign or parentheses, `%`, grouping, `k` and `m`, exponents.
///
/// Grouping marks must stand where they belong: `37.649,10` is refused as 1,234.56, since a silent misreading is worse than a question.
pub fn read_figure(cell: &str, style: NumberStyle) -> Result<Figure, ValueError> {
    if let Some(decimal) = read_plain(cell, style) {
        return Ok(Figure { decimal, percent: false, mark: None });
    }
    if is_spreadsheet_error(cell) {
        return Err(ValueError::SpreadsheetError(cell.trim().to_owned()));
    }
    let wrong = || ValueError::NotANumber(cell.trim().to_owned(), style);
    let around = Around::strip(cell).ok_or_else(wrong)?;
    let digits = collect_digits(around.core, style).ok_or_else(wrong)?;
    if digits.significant > Decimal::MOST_DIGITS || digits.exponent.abs() > Decimal::MOST_DIGITS as i32 {
        return Err(ValueError::TooLarge(cell.trim().to_owned()));
    }
    let too_large = || ValueError::TooLarge(cell.trim().to_owned());
    let shift = digits.exponent + around.power;
    let scale = i64::from(digits.scale) - i64::from(shift);
    let mantissa = if around.negative { -digits.mantissa } else { digits.mantissa };
    let decimal = match u32::try_from(scale) {
        Ok(scale) if scale <= 30 => Decimal { mantissa, scale },
        // Thirty decimals are below anything that is counted here.
        Ok(_) => Decimal::whole(0),
        Err(_) => {
            let factor =
                u32::try_from(-scale).ok().and_then(|power| 10i128.checked_pow(power)).ok_or_else(too_large)?;
            Decimal { mantissa: mantissa.checked_mul(factor).ok_or_else(too_large)?, scale: 0 }
        }
    };
    Ok(Figure { decimal, percent: around.percent, mark: around.mark })
}

/// The common case, without anything around the digits: `3660.05`, `-12`.
fn read_plain(cell: &str, style: NumberStyle) -> Option<Decimal> {
    let text = cell.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    if digits.len() > 18 {
        return None;
    }
    let (whole, fraction) = digits.split_once(style.decimal_mark()).unwrap_or((digits, ""));
    let mut mantissa = 0i128;
    for byte in whole.bytes().chain(fraction.bytes()) {
        if !byte.is_ascii_digit() {
            return None;
        }
        mantissa = mantissa * 10 + i128::from(byte - b'0');
    }
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    Some(Decimal { mantissa: if negative { -mantissa } else { mantissa }, scale: fraction.len() as u32 })
}

/// What stands around the digits of a number.
struct Around<'a> {
    core: &'a str,
    negative: bool,
    percent: bool,
    mark: Option<CurrencyMark>,
    /// Power of ten of a suffix such as `k`.
    power: i32,
}

impl<'a> Around<'a> {
    fn strip(cell: &'a str) -> Option<Around<'a>> {
        let mut around = Around { core: trim(cell), negative: false, percent: false, mark: None, power: 0 };
        let (mut signs, mut parentheses) = (0, false);
        // Signs, parentheses and currencies come in any order: `-$5`, `$-5`, `($5)`, `$(5)`, `5- EUR`.
        loop {
            let core = around.core;
            if let Some(inside) = core.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
                if parentheses {
                    return None;
                }
                parentheses = true;
                around.core = trim(inside);
            } else if let Some(rest) =
                core.strip_prefix(['-', '\u{2212}']).or_else(|| core.strip_suffix(['-', '\u{2212}']))
            {
                signs += 1;
                around.negative = true;
                around.core = trim(rest);
            } else if let Some(rest) = core.strip_prefix('+') {
                signs += 1;
                around.core = trim(rest);
            } else if let Some(rest) = core.strip_suffix('%').filter(|_| !around.percent) {
                around.percent = true;
                around.core = trim(rest);
            } else if let Some((mark, rest)) = currency_at_an_end(core).filter(|_| around.mark.is_none()) {
                around.mark = Some(mark);
                around.core = trim(rest);
            } else if let Some((power, rest)) = multiplier(core).filter(|_| around.power == 0) {
                around.power = power;
                around.core = trim(rest);
            } else {
                break;
            }
        }
        // `--5` and `-(5)` are typing errors, not double negation.
        if signs + usize::from(parentheses) > 1 {
            return None;
        }
        around.negative |= parentheses;
        Some(around)
    }
}

fn trim(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}')
}

fn currency_at_an_end(text: &str) -> Option<(CurrencyMark, &str)> {
    let strip = |sign: &str| text.strip_prefix(sign).or_else(|| text.strip_suffix(sign));
    for (sign, code) in SIGNS {
        if let Some(rest) = strip(sign) {
            return code.parse().ok().map(|currency| (CurrencyMark::Exactly(currency), rest));
        }
    }
    for (sign, mark) in SHARED_SIGNS {
        if let Some(rest) = strip(sign) {
            return Some((mark, rest));
        }
    }
    let letters = |part: &str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let ends = [
        text.split_at_checked(3),
        text.len().checked_sub(3).and_then(|at| text.split_at_checked(at)).map(|(a, b)| (b, a)),
    ];
    for (code, rest) in ends.into_iter().flatten() {
        // The code stands alone: the letter next to it is a digit, a space or a sign.
        let alone = !rest.starts_with(char::is_alphabetic) && !rest.ends_with(char::is_alphabetic);
        if letters(code) && alone && !rest.is_empty() && Currency::COMMON.contains(&code.to_ascii_uppercase().as_str())
        {
            return code.parse().ok().map(|currency| (CurrencyMark::Exactly(currency), rest));
        }
    }
    None
}

fn multiplier(text: &str) -> Option<(i32, &str)> {
    const SUFFIXES: [(&str, i32); 12] = [
        ("mio.", 6),
        ("mio", 6),
        ("mrd.", 9),
        ("mrd", 9),
        ("tsd.", 3),
        ("tsd", 3),
        ("bn", 9),
        ("mn", 6),
        ("k", 3),
        ("m", 6),
        ("b", 9),
        ("t", 3),
    ];
    SUFFIXES.into_iter().find_map(|(suffix, power)| {
        let (number, end) = text.split_at_checked(text.len().checked_sub(suffix.len())?)?;
        (end.eq_ignore_ascii_case(suffix) && number.trim_end().ends_with(|letter: char| letter.is_ascii_digit()))
            .then_some((power, number))
    })
}

struct Digits {
    mantissa: i128,
    scale: u32,
    exponent: i32,
    significant: usize,
}

fn collect_digits(core: &str, style: NumberStyle) -> Option<Digits> {
    let (number, exponent) = match core.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.parse::<i32>().ok()?),
        None => (core, 0),
    };
    let (whole, fraction) = number.split_once(style.decimal_mark()).unwrap_or((number, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) || whole.len() + fraction.len() == 0 {
        return None;
    }
    let groups = grouped(whole, style)?;
    let mut digits = Digits { mantissa: 0, scale: fraction.len() as u32, exponent, significant: 0 };
    for byte in groups.bytes().chain(fraction.bytes()) {
        if digits.significant > 0 || byte != b'0' {
            digits.significant += 1;
        }
        if digits.significant > Decimal::MOST_DIGITS {
            // The caller refuses it by its length; there is nothing more to count.
            break;
        }
        digits.mantissa = digits.mantissa * 10 + i128::from(byte - b'0');
    }
    Some(digits)
}

/// The digits before the decimal mark with the grouping taken out, if it stands in the right places.
fn grouped(whole: &str, style: NumberStyle) -> Option<String> {
    let is_mark = |letter: char| {
        letter == style.other().decimal_mark()
            || matches!(letter, '\'' | '\u{2019}')
            || (letter.is_whitespace() && letter != '\n')
    };
    let mut groups: Vec<&str> = Vec::new();
    let mut mark = None;
    let mut rest = whole;
    while let Some(at) = rest.find(is_mark) {
        let (group, tail) = rest.split_at_checked(at)?;
        let this = tail.chars().next()?;
        if mark.is_some_and(|mark| mark != this) {
            return None;
        }
        mark = Some(this);
        groups.push(group);
        rest = tail.get(this.len_utf8()..)?;
    }
    groups.push(rest);
    if !groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    if let [first, middle @ .., last] = groups.as_slice() {
        let thousands = (1..=3).contains(&first.len()) && middle.iter().all(|group| group.len() == 3);
        // 12,34,567 as written in India.
        let lakhs = (1..=2).contains(&first.len()) && middle.iter().all(|group| group.len() == 2);
        if last.len() != 3 || !(thousands || lakhs) {
            return None;
        }
    }
    Some(groups.concat())
}

/// The currency a column's name gives: `ARR (EUR)`, `Betrag in €`.
pub fn header_currency(header: &str) -> Option<Currency> {
    let code = header.split(|letter: char| !letter.is_alphanumeric()).find(|word| Currency::COMMON.contains(word));
    let sign = SIGNS.iter().find(|(sign, _)| !sign.is_ascii() && header.contains(sign)).map(|(_, code)| *code);
    code.or(sign)?.parse().ok()
}
