//! Numbers and amounts in both decimal styles.

use super::{ValueError, is_spreadsheet_error};
use crate::units::{Currency, Money, Rate, Rounding, rounding};
use serde::{Deserialize, Serialize};

/// Which mark separates the decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberStyle {
    /// 1,234.56
    #[default]
    DecimalPoint,
    /// 1.234,56
    DecimalComma,
}

impl NumberStyle {
    /// Both.
    pub const ALL: [NumberStyle; 2] = [NumberStyle::DecimalPoint, NumberStyle::DecimalComma];

    /// The style by example, for a list to choose from.
    pub const fn example(self) -> &'static str {
        match self {
            NumberStyle::DecimalPoint => "1,234.56",
            NumberStyle::DecimalComma => "1.234,56",
        }
    }

    pub(super) const fn other(self) -> NumberStyle {
        match self {
            NumberStyle::DecimalPoint => NumberStyle::DecimalComma,
            NumberStyle::DecimalComma => NumberStyle::DecimalPoint,
        }
    }

    const fn decimal_mark(self) -> char {
        match self {
            NumberStyle::DecimalPoint => '.',
            NumberStyle::DecimalComma => ',',
        }
    }
}

/// An exact decimal number: `mantissa / 10^scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

impl Decimal {
    /// Digits beyond these are refused, so that no product below can overflow.
    const MOST_DIGITS: usize = 24;

    /// A whole number.
    pub const fn whole(number: i64) -> Decimal {
        Decimal { mantissa: number as i128, scale: 0 }
    }

    /// The number in units of `1 / per_one`, rounded half away from zero; `None` where it does not fit.
    fn scaled(self, per_one: i64) -> Option<i64> {
        let den = 10i128.checked_pow(self.scale)?;
        let product = self.mantissa.checked_mul(i128::from(per_one))?;
        i64::try_from(rounding::div_round(product, den, Rounding::HalfAwayFromZero)).ok()
    }

    /// Money of this many major units, to the thousandth.
    pub fn to_money(self) -> Option<Money> {
        self.scaled(1_000).map(Money::from_mills)
    }

    /// A fraction, to the millionth.
    pub fn to_rate(self) -> Option<Rate> {
        self.scaled(Rate::SCALE).map(Rate::from_ppm)
    }

    /// The whole number this is; `None` if there are decimals.
    pub fn to_whole(self) -> Option<i64> {
        let den = 10i128.checked_pow(self.scale)?;
        if self.mantissa % den == 0 { i64::try_from(self.mantissa / den).ok() } else { None }
    }

    /// The nearest float, for coordinates.
    pub fn to_f64(self) -> f64 {
        self.mantissa as f64 / 10f64.powi(self.scale as i32)
    }

    /// This number times a whole one.
    pub fn times(self, factor: i64) -> Option<Decimal> {
        Some(Decimal { mantissa: self.mantissa.checked_mul(i128::from(factor))?, scale: self.scale })
    }

    /// A hundredth of it, as a percentage is a fraction.
    pub const fn hundredth(self) -> Decimal {
        Decimal { mantissa: self.mantissa, scale: self.scale + 2 }
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }
}

/// The currency a cell names, as far as its sign tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurrencyMark {
    /// One currency: `€`, `EUR`, `US$`.
    Exactly(Currency),
    /// A sign that several currencies share, with those it can mean, the most common first: `$`, `¥`, `kr`.
    OneOf(&'static [&'static str]),
}

impl CurrencyMark {
    /// The currency meant, where `expected` is the one of the plan: `$` in a plan in Canadian dollars means those.
    pub fn resolve(self, expected: Option<Currency>) -> Option<Currency> {
        match self {
            CurrencyMark::Exactly(currency) => Some(currency),
            CurrencyMark::OneOf(codes) => expected
                .filter(|currency| codes.contains(&currency.code()))
                .or_else(|| codes.first().and_then(|code| code.parse().ok())),
        }
    }
}

const DOLLARS: CurrencyMark = CurrencyMark::OneOf(&["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "BRL"]);
const YENS: CurrencyMark = CurrencyMark::OneOf(&["JPY", "CNY"]);
const CROWNS: CurrencyMark = CurrencyMark::OneOf(&["SEK", "NOK", "DKK", "ISK"]);

/// Signs beside amounts; longer ones first, since `US$` ends in `$`.
const SIGNS: [(&str, &str); 17] = [
    ("US$", "USD"),
    ("CA$", "CAD"),
    ("C$", "CAD"),
    ("AU$", "AUD"),
    ("A$", "AUD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("S$", "SGD"),
    ("R$", "BRL"),
    ("Euro", "EUR"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₹", "INR"),
    ("₪", "ILS"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("Fr.", "CHF"),
];
const SHARED_SIGNS: [(&str, CurrencyMark); 5] =
    [("$", DOLLARS), ("¥", YENS), ("￥", YENS), ("kr.", CROWNS), ("kr", CROWNS)];

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

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str, style: NumberStyle) -> String {
        match read_figure(text, style) {
            Ok(figure) => figure.decimal.to_money().map_or("beyond".into(), |money| money.to_string()),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn amounts_are_read_in_both_styles() {
        let point = |text| money(text, NumberStyle::DecimalPoint);
        let comma = |text| money(text, NumberStyle::DecimalComma);
        for (text, expected) in [
            ("$13,683.16", "13683.16"),
            ("3660.05", "3660.05"),
            ("135000.00 USD", "135000"),
            ("USD 135,000", "135000"),
            ("(1,234.50)", "-1234.50"),
            ("-$5", "-5"),
            ("$-5", "-5"),
            ("5-", "-5"),
            ("\u{2212}7.5", "-7.50"),
            ("+12", "12"),
            ("1'234.50 CHF", "1234.50"),
            ("12 345.67", "12345.67"),
            ("12,34,567.00", "1234567"),
            ("12.5k", "12500"),
            ("$1.2M", "1200000"),
            ("1.2E+05", "120000"),
            ("1.5e-2", "0.015"),
            ("US$ 40", "40"),
            (".5", "0.50"),
            ("0.33333", "0.333"),
            ("$", "“$” is not a number; this column is read as 1,234.56"),
            ("37.649,10 €", "“37.649,10 €” is not a number; this column is read as 1,234.56"),
            ("1,23", "“1,23” is not a number; this column is read as 1,234.56"),
            ("--5", "“--5” is not a number; this column is read as 1,234.56"),
            ("ten", "“ten” is not a number; this column is read as 1,234.56"),
            ("#REF!", "“#REF!” is an error of the spreadsheet it came from; mend it there"),
            ("1e999", "“1e999” is too large a number"),
            ("12345678901234567890123456", "“12345678901234567890123456” is too large a number"),
        ] {
            assert_eq!(point(text), expected, "{text}");
        }
        for (text, expected) in [
            ("37.649,10 €", "37649.10"),
            ("EUR 1.234.567,8", "1234567.80"),
            ("1 234,5", "1234.50"),
            ("1\u{202f}234,5\u{a0}€", "1234.50"),
            ("1,2 Mio. €", "1200000"),
            ("120 Tsd. EUR", "120000"),
            ("1234.56", "“1234.56” is not a number; this column is read as 1.234,56"),
        ] {
            assert_eq!(comma(text), expected, "{text}");
        }
    }

    #[test]
    fn a_sign_shared_by_currencies_means_the_one_of_the_plan() {
        let mark = |text: &str| read_figure(text, NumberStyle::DecimalPoint).unwrap().mark.unwrap();
        let cad: Currency = "CAD".parse().unwrap();
        let eur: Currency = "EUR".parse().unwrap();
        assert_eq!(mark("$5").resolve(Some(cad)), Some(cad));
        assert_eq!(mark("$5").resolve(Some(eur)), Some(Currency::USD));
        assert_eq!(mark("€5").resolve(Some(cad)), Some(eur));
        assert_eq!(mark("5 CAD").resolve(None), Some(cad));
        assert_eq!(header_currency("ARR (EUR)"), Some(eur));
        assert_eq!(header_currency("Betrag in €"), Some(eur));
        assert_eq!(header_currency("ARR"), None);
    }

    #[test]
    fn percentages_and_whole_numbers_are_exact() {
        let figure = read_figure("60 %", NumberStyle::DecimalPoint).unwrap();
        assert!(figure.percent);
        assert_eq!(figure.decimal.hundredth().to_rate(), Some(Rate::percent(60)));
        assert_eq!(read_figure("12.0", NumberStyle::DecimalPoint).unwrap().decimal.to_whole(), Some(12));
        assert_eq!(read_figure("12.5", NumberStyle::DecimalPoint).unwrap().decimal.to_whole(), None);
    }
}
