//! What stands around the digits of a number: signs, brackets, currencies, suffixes.

/// What was found around the digits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Affixes {
    /// A minus before or behind, or brackets around.
    pub negative: bool,
    /// A percent sign.
    pub percent: bool,
    /// A sign of multiplication, as in `4.5x`.
    pub times: bool,
    /// The power of ten of a suffix: 3 for `k`.
    pub exponent: u32,
    /// The codes a currency sign stands for.
    pub currency: Option<&'static str>,
}

/// Currency signs and words with the codes they may stand for, longest first where one starts another.
const SIGNS: [(&str, &str); 33] = [
    ("US$", "USD"),
    ("CA$", "CAD"),
    ("NZ$", "NZD"),
    ("MX$", "MXN"),
    ("HK$", "HKD"),
    ("CN¥", "CNY"),
    ("C$", "CAD"),
    ("A$", "AUD"),
    ("S$", "SGD"),
    ("R$", "BRL"),
    ("$", "USD CAD AUD NZD MXN SGD HKD TWD ARS CLP COP"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY CNY"),
    ("￥", "JPY CNY"),
    ("円", "JPY"),
    ("元", "CNY"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₪", "ILS"),
    ("₺", "TRY"),
    ("₱", "PHP"),
    ("₫", "VND"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("kr.", "SEK NOK DKK ISK"),
    ("kr", "SEK NOK DKK ISK"),
    ("Fr.", "CHF"),
    ("Fr", "CHF"),
    ("sFr.", "CHF"),
    ("Ft", "HUF"),
    ("Rs.", "INR"),
    ("Rs", "INR"),
];

/// Codes that may be written out; the codes of [`crate::units::Currency::COMMON`] and a few more.
const CODES: [&str; 30] = [
    "USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "INR", "SGD",
    "HKD", "ILS", "BRL", "MXN", "ZAR", "KWD", "CNY", "KRW", "TRY", "PHP", "VND", "ISK", "BHD", "TWD",
];

/// Suffixes with their powers of ten.
const SUFFIXES: [(&str, u32); 18] = [
    ("bn", 9),
    ("mrd", 9),
    ("mia", 9),
    ("billion", 9),
    ("milliarde", 9),
    ("milliarden", 9),
    ("b", 9),
    ("million", 6),
    ("millionen", 6),
    ("mio", 6),
    ("mln", 6),
    ("mn", 6),
    ("mm", 6),
    ("m", 6),
    ("thousand", 3),
    ("tausend", 3),
    ("tsd", 3),
    ("k", 3),
];

/// Reads what stands before (`head`) and behind (`tail`) the digits; none if something there is not understood or said twice.
pub(super) fn read(head: &str, tail: &str) -> Option<Affixes> {
    let mut found = Affixes::default();
    let mut signs = 0;
    let mut open = false;
    let mut rest = head.trim_start();
    while let Some(first) = rest.chars().next() {
        rest = match first {
            '-' | '+' => {
                signs += 1;
                found.negative = first == '-';
                after(rest, first.len_utf8())
            }
            '(' if !open => {
                open = true;
                after(rest, 1)
            }
            _ => currency(rest, &mut found)?,
        };
    }
    let mut closed = false;
    let mut rest = tail.trim_start();
    while let Some(first) = rest.chars().next() {
        rest = match first {
            '-' => {
                signs += 1;
                found.negative = true;
                after(rest, 1)
            }
            ')' if open && !closed => {
                closed = true;
                after(rest, 1)
            }
            '%' if !found.percent => {
                found.percent = true;
                after(rest, 1)
            }
            '×' if !found.times => {
                found.times = true;
                after(rest, first.len_utf8())
            }
            _ => match word(rest) {
                Some(("x", left)) if !found.times => {
                    found.times = true;
                    left
                }
                Some((word, left)) => match SUFFIXES.iter().find(|it| it.0.eq_ignore_ascii_case(word)) {
                    Some((_, exponent)) if found.exponent == 0 => {
                        found.exponent = *exponent;
                        // `Mio.` is shortened.
                        left.strip_prefix('.').unwrap_or(left).trim_start()
                    }
                    Some(_) | None => currency(rest, &mut found)?,
                },
                None => currency(rest, &mut found)?,
            },
        };
    }
    if signs > 1 || open != closed || (open && signs > 0) {
        return None;
    }
    found.negative |= open;
    Some(found)
}

/// What follows a currency sign or code at the start of `rest`.
fn currency<'a>(rest: &'a str, found: &mut Affixes) -> Option<&'a str> {
    if found.currency.is_some() {
        return None;
    }
    let code =
        word(rest).and_then(|(word, left)| Some((*CODES.iter().find(|it| it.eq_ignore_ascii_case(word))?, left)));
    let sign = || {
        let (sign, codes) = SIGNS.iter().find(|(sign, _)| starts(rest, sign))?;
        let left = rest.get(sign.len()..)?;
        // `kr` is a word: `kroner` is not.
        let cut = sign.ends_with(char::is_alphabetic) && left.starts_with(char::is_alphabetic);
        (!cut).then_some((*codes, left.trim_start()))
    };
    let (codes, left) = code.or_else(sign)?;
    found.currency = Some(codes);
    Some(left)
}

fn starts(text: &str, sign: &str) -> bool {
    text.get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(sign))
}

/// The letters at the start, and what follows them.
fn word(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|it: char| !it.is_ascii_alphabetic()).unwrap_or(text.len());
    // `US$` is a sign, not a word followed by a dollar.
    let (word, left) = text.split_at_checked(end)?;
    let suffix = || SUFFIXES.iter().any(|it| it.0.eq_ignore_ascii_case(word));
    (!word.is_empty() && (!left.starts_with('$') || suffix())).then_some((word, left.trim_start()))
}

fn after(text: &str, bytes: usize) -> &str {
    text.get(bytes..).unwrap_or_default().trim_start()
}
