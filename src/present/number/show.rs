//! Showing numbers.

use crate::present::locale::{CurrencyPlace, Grouping, Locale, NBSP};
use crate::text::tr;
use crate::units::{Currency, Money, Rate, Rounding, rounding};

/// What is shown where a figure is not defined.
pub const UNDEFINED: &str = "–";

/// The minus sign: as wide as a plus, so that columns of changes align.
const MINUS: char = '−';

/// Shows a value, or [`UNDEFINED`] where there is none.
pub fn shown<T>(value: Option<T>, show: impl FnOnce(T) -> String) -> String {
    value.map_or_else(|| UNDEFINED.to_owned(), show)
}

/// The sign of a currency, its code where it has none that everybody knows.
pub fn symbol(currency: Currency) -> String {
    let sign = match currency.code() {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        "INR" => "₹",
        "KRW" => "₩",
        "ILS" => "₪",
        "BRL" => "R$",
        "CAD" => "CA$",
        "AUD" => "A$",
        "NZD" => "NZ$",
        "MXN" => "MX$",
        "SGD" => "S$",
        "HKD" => "HK$",
        "CNY" => "CN¥",
        "PLN" => "zł",
        "CZK" => "Kč",
        "TRY" => "₺",
        "PHP" => "₱",
        "VND" => "₫",
        code => code,
    };
    sign.to_owned()
}

/// How the sign of a figure is written.
#[derive(Clone, Copy, PartialEq)]
enum Sign {
    /// `−5`, `5`.
    Minus,
    /// `(5)`, `5`, as tables of accounts do.
    Brackets,
    /// `−5`, `+5`, `±0`: a change.
    Change,
}

/// A magnitude as a whole number of 10^-decimals, with its sign apart.
#[derive(Clone, Copy)]
struct Scaled {
    negative: bool,
    magnitude: u128,
    decimals: u32,
}

impl Scaled {
    /// A float to so many decimals, halves away from zero; none if it is no number.
    fn of(value: f64, decimals: u32) -> Option<Scaled> {
        // Products such as 1.0555 * 100 fall a hair short of the half that was meant.
        let scaled = (value.abs() * 10f64.powi(decimals as i32) * (1.0 + f64::EPSILON)).round();
        scaled.is_finite().then_some(Scaled { negative: value < 0.0, magnitude: scaled as u128, decimals })
    }

    /// An integer count of 10^-`from`, rounded to so many decimals.
    fn rounded(value: i128, from: u32, decimals: u32) -> Scaled {
        let magnitude = if decimals >= from {
            value.saturating_mul(power(decimals - from))
        } else {
            rounding::div_round(value, power(from - decimals), Rounding::HalfAwayFromZero)
        };
        Scaled { negative: value < 0, magnitude: magnitude.unsigned_abs(), decimals }
    }

    /// The same value without the zeros at its end, but at least so many decimals.
    fn trimmed(mut self, least: u32) -> Scaled {
        while self.decimals > least && self.magnitude.is_multiple_of(10) {
            self.magnitude /= 10;
            self.decimals -= 1;
        }
        self
    }

    /// At most three digits that count: 6.99, 40.4, 940; none where more stand before the decimal mark. Zeros at the end go where
    /// nothing was rounded: 29 is 29, and 29.0 is nearly that.
    fn three_digits(value: i128, from: u32) -> Option<Scaled> {
        let mut all = [2, 1, 0].into_iter().map(|decimals| Scaled::rounded(value, from, decimals));
        let short = all.find(|it| it.magnitude < 1_000)?;
        let exact = value % power(from - short.decimals) == 0;
        Some(if exact { short.trimmed(0) } else { short })
    }
}

fn power(exponent: u32) -> i128 {
    10i128.saturating_pow(exponent)
}

/// The powers of ten in which short figures count.
const SHORT: [u32; 3] = [3, 6, 9];

/// The suffix of a short figure in a power of ten: a word, so that it belongs to the language.
fn suffix(exponent: u32) -> &'static str {
    match exponent {
        0 => "",
        3 => tr!("k" in "thousands"),
        6 => tr!("M" in "millions"),
        _billions => tr!("bn" in "billions"),
    }
}

impl Locale {
    /// Digits with group and decimal marks, without a sign.
    fn digits(&self, it: Scaled) -> String {
        let text = it.magnitude.to_string();
        let width = it.decimals as usize;
        let text = format!("{text:0>least$}", least = width + 1);
        let (whole, fraction) = text.split_at_checked(text.len() - width).unwrap_or((&text, ""));
        let mut shown = String::with_capacity(text.len() + 8);
        for (index, digit) in whole.chars().enumerate() {
            let left = whole.len() - index;
            let boundary = match self.grouping {
                Grouping::Threes => left % 3 == 0,
                Grouping::Indian => left == 3 || (left > 3 && left % 2 == 1),
            };
            if index > 0 && boundary && whole.len() >= self.grouped_from {
                shown.push(self.group);
            }
            shown.push(digit);
        }
        if !fraction.is_empty() {
            shown.push(self.decimal);
            shown.push_str(fraction);
        }
        shown
    }

    /// Digits, sign and what stands around them.
    fn written(&self, it: Scaled, sign: Sign, around: impl FnOnce(String) -> String) -> String {
        let body = around(self.digits(it));
        match (sign, it.magnitude == 0, it.negative) {
            (Sign::Change, true, _) => format!("±{body}"),
            (Sign::Change, false, false) => format!("+{body}"),
            (Sign::Brackets, false, true) => format!("({body})"),
            (Sign::Change | Sign::Minus, false, true) => format!("{MINUS}{body}"),
            (Sign::Minus | Sign::Brackets, true, _) | (Sign::Minus | Sign::Brackets, false, false) => body,
        }
    }

    fn float(&self, value: f64, decimals: u32, sign: Sign, unit: &str) -> String {
        match Scaled::of(value, decimals) {
            Some(it) => self.written(it, sign, |digits| format!("{digits}{unit}")),
            None => UNDEFINED.to_owned(),
        }
    }

    /// Puts the currency where the locale wants it.
    fn with_currency(&self, digits: String, currency: Currency) -> String {
        let sign = symbol(currency);
        let wordy = sign.chars().all(char::is_alphabetic);
        match self.currency {
            CurrencyPlace::Before if !wordy => format!("{sign}{digits}"),
            CurrencyPlace::Before | CurrencyPlace::BeforeSpaced => format!("{sign}{NBSP}{digits}"),
            CurrencyPlace::AfterSpaced => format!("{digits}{NBSP}{sign}"),
        }
    }

    /// Money to its last minor unit, without the currency: `1,234.56`; yen have no decimals.
    pub fn money_full(&self, amount: Money, currency: Currency) -> String {
        self.written(mills(amount, currency.minor_digits()), Sign::Minus, |it| it)
    }

    /// Money to its last minor unit with the currency: `$1,234.56`.
    pub fn money_full_named(&self, amount: Money, currency: Currency) -> String {
        self.written(mills(amount, currency.minor_digits()), Sign::Minus, |it| self.with_currency(it, currency))
    }

    /// Money to whole major units, without the currency: `1,235`.
    pub fn money_whole(&self, amount: Money) -> String {
        self.written(mills(amount, 0), Sign::Minus, |it| it)
    }

    /// Money to whole major units with the currency: `$1,235`.
    pub fn money_whole_named(&self, amount: Money, currency: Currency) -> String {
        self.written(mills(amount, 0), Sign::Minus, |it| self.with_currency(it, currency))
    }

    /// As a field that can be edited shows it: decimals only where there are some, all that were typed: `810,000`, `3,660.05`.
    pub fn money_typed(&self, amount: Money) -> String {
        let it = mills(amount, 3).trimmed(0);
        // One decimal of a currency reads like a slip: 3,660.5 is written 3,660.50.
        let it = if it.decimals == 1 { mills(amount, 2) } else { it };
        self.written(it, Sign::Minus, |it| it)
    }

    /// Money in a table, to whole major units, negative in brackets: `(1,234)`.
    pub fn money_table(&self, amount: Money) -> String {
        self.written(mills(amount, 0), Sign::Brackets, |it| it)
    }

    /// Money in a table, to its last minor unit, negative in brackets: `(2,500.00)`.
    pub fn money_table_full(&self, amount: Money, currency: Currency) -> String {
        self.written(mills(amount, currency.minor_digits()), Sign::Brackets, |it| it)
    }

    /// Money in a table, to the thousandth, negative in brackets: a step of a calculation, before it becomes coins.
    pub fn money_table_mills(&self, amount: Money) -> String {
        self.written(mills(amount, 3), Sign::Brackets, |it| it)
    }

    /// Money in a table counted in thousands of the major unit, negative in brackets: `18,200`, `(486)`.
    pub fn money_thousands(&self, amount: Money) -> String {
        self.written(Scaled::rounded(amount.mills().into(), 6, 0), Sign::Brackets, |it| it)
    }

    /// Money for a headline, three digits that count: `$40.4M`, `€1.20M` (`€1.2M` if it is just that), `¥940k`.
    pub fn money_compact(&self, amount: Money, currency: Currency) -> String {
        self.compact(amount, Some(currency), Sign::Minus)
    }

    /// A change of money for a headline: `+$2.1M`, `−$610k`, `±$0`.
    pub fn money_delta(&self, amount: Money, currency: Currency) -> String {
        self.compact(amount, Some(currency), Sign::Change)
    }

    /// A change of money without its currency: `+2.1M`.
    pub fn money_delta_bare(&self, amount: Money) -> String {
        self.compact(amount, None, Sign::Change)
    }

    /// A change of money to whole major units, for tables: `+2,250`.
    pub fn money_delta_whole(&self, amount: Money) -> String {
        self.written(mills(amount, 0), Sign::Change, |it| it)
    }

    /// Money (major units) beside a tick of an axis: short, and exact where a tick needs more digits than a headline: `$10.25M`.
    pub fn money_tick(&self, major: f64, currency: Currency) -> String {
        self.tick(major, Sign::Minus, |it| self.with_currency(it, currency))
    }

    /// A movement of money (major units) beside a tick of an axis, without its currency: `+2M`, `0`, `−500k`.
    pub fn money_tick_flow(&self, major: f64) -> String {
        self.tick(major, if major == 0.0 { Sign::Minus } else { Sign::Change }, |it| it)
    }

    fn tick(&self, major: f64, sign: Sign, around: impl FnOnce(String) -> String) -> String {
        let exponent =
            SHORT.iter().rev().find(|it| major.abs() >= power(**it) as f64 * 0.999_999).copied().unwrap_or(0);
        match Scaled::of(major / power(exponent) as f64, 3) {
            Some(it) => self.written(it.trimmed(0), sign, |digits| around(format!("{digits}{}", suffix(exponent)))),
            None => UNDEFINED.to_owned(),
        }
    }

    fn compact(&self, amount: Money, currency: Option<Currency>, sign: Sign) -> String {
        let value = i128::from(amount.mills());
        let minor = currency.map_or(0, |it| it.minor_digits());
        let (it, unit) = self.compact_digits(value, minor);
        self.written(it, sign, |digits| {
            let short = format!("{digits}{unit}");
            match currency {
                Some(currency) => self.with_currency(short, currency),
                None => short,
            }
        })
    }

    fn compact_digits(&self, value: i128, minor: u32) -> (Scaled, &'static str) {
        let whole = Scaled::rounded(value, 3, 0);
        if value.unsigned_abs() < 100_000 && value % 1_000 != 0 {
            return (Scaled::rounded(value, 3, minor), "");
        }
        if whole.magnitude < 1_000 {
            return (whole, "");
        }
        let short = SHORT.iter().find_map(|it| Scaled::three_digits(value, 3 + it).map(|digits| (digits, suffix(*it))));
        short.unwrap_or_else(|| (Scaled::rounded(value, 12, 0), suffix(9)))
    }

    /// A plain number to so many decimals: `1,234.5`.
    pub fn number(&self, value: f64, decimals: u32) -> String {
        self.float(value, decimals, Sign::Minus, "")
    }

    /// A plain number to as many decimals as it has, within these bounds: `12`, `12.75`.
    pub fn number_trimmed(&self, value: f64, (least, most): (u32, u32)) -> String {
        self.trimmed(value, (least, most), |it| it)
    }

    /// A fraction as a percentage to as many decimals as it has, and to these at most: `10 %`, `11.1111 %`.
    pub fn percent_trimmed(&self, fraction: f64, most: u32) -> String {
        self.trimmed(fraction * 100.0, (0, most), |it| format!("{it}{NBSP}%"))
    }

    /// Money (major units) with the currency, to its minor unit and to further decimals where it has some: `$62.50`, `$33.3333`.
    pub fn money_fine_named(&self, major: f64, most: u32, currency: Currency) -> String {
        let least = currency.minor_digits();
        self.trimmed(major, (least, most.max(least)), |it| self.with_currency(it, currency))
    }

    fn trimmed(&self, value: f64, (least, most): (u32, u32), around: impl FnOnce(String) -> String) -> String {
        match Scaled::of(value, most) {
            Some(it) => self.written(it.trimmed(least), Sign::Minus, around),
            None => UNDEFINED.to_owned(),
        }
    }

    /// A change of a plain number: `+0.4`, `−1.2`, `±0.0`.
    pub fn number_delta(&self, value: f64, decimals: u32) -> String {
        self.float(value, decimals, Sign::Change, "")
    }

    /// A fraction as a percentage: 1.056 to one decimal is `105.6 %`.
    pub fn percent(&self, fraction: f64, decimals: u32) -> String {
        self.float(fraction * 100.0, decimals, Sign::Minus, "\u{a0}%")
    }

    /// How much of a target is reached, as a percentage. What misses it is never shown as 100 %: it gets as many more decimals as that
    /// takes, and below a millionth it is rounded down.
    pub fn attained(&self, fraction: f64, decimals: u32) -> String {
        let whole = |decimals: u32| {
            (fraction * 100.0 * 10_f64.powf(f64::from(decimals))).round() >= 10_f64.powf(f64::from(decimals + 2))
        };
        if fraction >= 1.0 || !whole(decimals) {
            return self.percent(fraction, decimals);
        }
        match (decimals + 1..=4).find(|more| !whole(*more)) {
            Some(more) => self.percent(fraction, more),
            None => self.percent(0.999_999, 4),
        }
    }

    /// A typed rate as a percentage, to all its decimals: `11.1111 %`, `35 %`.
    pub fn rate(&self, rate: Rate) -> String {
        self.written(ppm(rate, 4), Sign::Minus, |it| format!("{it}{NBSP}%"))
    }

    /// A typed rate as a field that can be edited shows it beside its unit: `11.1111`, `35`.
    pub fn rate_typed(&self, rate: Rate) -> String {
        self.written(ppm(rate, 4), Sign::Minus, |it| it)
    }

    /// A difference of two fractions in percentage points: `+0.8 pt`.
    pub fn points_delta(&self, fraction: f64, decimals: u32) -> String {
        self.float(fraction * 100.0, decimals, Sign::Change, &["\u{a0}", tr!("pt" in "percentage points")].concat())
    }

    /// A multiple: `4.5x`.
    pub fn multiple(&self, value: f64, decimals: u32) -> String {
        self.float(value, decimals, Sign::Minus, "x")
    }

    /// A typed multiple as a field that can be edited shows it: `1.5`, `2`.
    pub fn multiple_typed(&self, multiple: Rate) -> String {
        self.written(ppm(multiple, 6), Sign::Minus, |it| it)
    }

    /// A span of months: `18.1 mo`.
    pub fn months(&self, months: f64, decimals: u32) -> String {
        self.float(months, decimals, Sign::Minus, tr!("\u{a0}mo"))
    }

    /// A change of a span of months: `+0.9 mo`.
    pub fn months_delta(&self, months: f64, decimals: u32) -> String {
        self.float(months, decimals, Sign::Change, tr!("\u{a0}mo"))
    }

    /// Whole things: `1,234`.
    pub fn count(&self, count: i64) -> String {
        self.written(Scaled::rounded(count.into(), 0, 0), Sign::Minus, |it| it)
    }

    /// So many of something: `1 account`, `1,234 accounts`.
    pub fn counted(&self, count: usize, one: &str, many: &str) -> String {
        format!("{} {}", self.count(count as i64), if count == 1 { one } else { many })
    }

    /// A change of whole things: `+9`.
    pub fn count_delta(&self, count: i64) -> String {
        self.written(Scaled::rounded(count.into(), 0, 0), Sign::Change, |it| it)
    }

    /// People, of whom some count in part: `17.8`; whole ones without decimals: `46`.
    pub fn people(&self, people: f64) -> String {
        match Scaled::of(people, 1) {
            Some(it) => self.written(it.trimmed(0), Sign::Minus, |digits| digits),
            None => UNDEFINED.to_owned(),
        }
    }

    /// How to write a number here, for sentences that ask for one.
    pub(super) fn example(&self) -> String {
        self.digits(Scaled { negative: false, magnitude: 123_456, decimals: 2 })
    }

    /// A whole number and decimals as this locale writes them, for sentences that offer two readings.
    pub(super) fn example_of(&self, magnitude: u128, decimals: u32) -> String {
        self.digits(Scaled { negative: false, magnitude, decimals })
    }
}

fn mills(amount: Money, decimals: u32) -> Scaled {
    Scaled::rounded(amount.mills().into(), 3, decimals)
}

/// Millionths as `decimals` = 6 (a fraction) or 4 (a percentage), without zeros at the end.
fn ppm(rate: Rate, decimals: u32) -> Scaled {
    Scaled::rounded(rate.ppm().into(), decimals, decimals).trimmed(0)
}
