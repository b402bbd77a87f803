//! How numbers and dates are written where the reader lives.
//!
//! A compact table instead of a data library: only what the app shows is in it. Texts are English; numbers follow the locale.

/// How digits before the decimal mark are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// By threes: 12,345,678.
    Threes,
    /// Three, then by twos: 1,23,45,678.
    Indian,
}

/// Where a currency stands beside its figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurrencyPlace {
    /// `$12`; a code keeps a space: `SEK 12`.
    Before,
    /// `€ 12`.
    BeforeSpaced,
    /// `12 €`.
    AfterSpaced,
}

/// How a date of three numbers is read where the year stands last. Dates are never shown that way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 31/12/2027.
    DayMonth,
    /// 12/31/2027.
    MonthDay,
    /// The year usually stands first, so that 03/01/2027 says nothing about which is the day.
    YearFirst,
}

/// The customs of one place, as plain data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// The BCP 47 tag of the row in the table, such as `de-DE`.
    pub tag: &'static str,
    /// The mark before decimals: `.` or `,`.
    pub decimal: char,
    /// The mark between groups of digits: a comma, a point, an apostrophe or a no-break space.
    pub group: char,
    /// How digits are grouped.
    pub grouping: Grouping,
    /// Digits before the decimal mark from which on they are grouped: 4, or 5 where 1234 stays in one piece.
    pub grouped_from: usize,
    /// Where the currency stands.
    pub currency: CurrencyPlace,
    /// How a date of three numbers is read.
    pub dates: DateOrder,
}

/// A space at which no line breaks.
pub(crate) const NBSP: char = '\u{a0}';
/// The same, narrow, as French groups digits.
const NARROW: char = '\u{202f}';
/// The typographic apostrophe, as Switzerland groups digits.
const APOSTROPHE: char = '\u{2019}';

use CurrencyPlace::{AfterSpaced, Before, BeforeSpaced};
use DateOrder::{DayMonth, MonthDay, YearFirst};
use Grouping::{Indian, Threes};

/// One row of the table, without the names of the fields.
const fn row(tag: &'static str, marks: (char, char), from: usize, currency: CurrencyPlace, dates: DateOrder) -> Locale {
    Locale { tag, decimal: marks.0, group: marks.1, grouping: Threes, grouped_from: from, currency, dates }
}

const POINT: (char, char) = ('.', ',');
const COMMA: (char, char) = (',', '.');
const SPACE: (char, char) = (',', NBSP);
const SWISS: (char, char) = ('.', APOSTROPHE);

/// The places known, the usual one of each language first (after CLDR 45).
const TABLE: [Locale; 56] = [
    row("en-US", POINT, 4, Before, MonthDay),
    row("en-GB", POINT, 4, Before, DayMonth),
    row("en-CA", POINT, 4, Before, YearFirst),
    row("en-PH", POINT, 4, Before, MonthDay),
    Locale { grouping: Indian, ..row("en-IN", POINT, 4, Before, DayMonth) },
    row("de-DE", COMMA, 4, AfterSpaced, DayMonth),
    row("de-AT", COMMA, 4, BeforeSpaced, DayMonth),
    row("de-CH", SWISS, 4, BeforeSpaced, DayMonth),
    row("de-LI", SWISS, 4, BeforeSpaced, DayMonth),
    row("fr-FR", (',', NARROW), 4, AfterSpaced, DayMonth),
    row("fr-CA", SPACE, 4, AfterSpaced, YearFirst),
    row("it-IT", COMMA, 4, AfterSpaced, DayMonth),
    row("it-CH", SWISS, 4, BeforeSpaced, DayMonth),
    row("es-ES", COMMA, 5, AfterSpaced, DayMonth),
    row("es-MX", POINT, 4, Before, DayMonth),
    row("es-US", POINT, 4, Before, DayMonth),
    row("es-419", POINT, 4, Before, DayMonth),
    row("es-AR", COMMA, 4, BeforeSpaced, DayMonth),
    row("es-CL", COMMA, 4, Before, DayMonth),
    row("es-CO", COMMA, 4, BeforeSpaced, DayMonth),
    row("nl-NL", COMMA, 4, BeforeSpaced, DayMonth),
    row("pt-BR", COMMA, 4, BeforeSpaced, DayMonth),
    row("pt-PT", SPACE, 5, AfterSpaced, DayMonth),
    row("sv-SE", SPACE, 4, AfterSpaced, YearFirst),
    row("nb-NO", SPACE, 4, AfterSpaced, DayMonth),
    row("nn-NO", SPACE, 4, AfterSpaced, DayMonth),
    row("no-NO", SPACE, 4, AfterSpaced, DayMonth),
    row("da-DK", COMMA, 4, AfterSpaced, DayMonth),
    row("fi-FI", SPACE, 4, AfterSpaced, DayMonth),
    row("pl-PL", SPACE, 5, AfterSpaced, DayMonth),
    row("cs-CZ", SPACE, 4, AfterSpaced, DayMonth),
    row("sk-SK", SPACE, 4, AfterSpaced, DayMonth),
    row("hu-HU", SPACE, 4, AfterSpaced, YearFirst),
    row("ro-RO", COMMA, 4, AfterSpaced, DayMonth),
    row("bg-BG", SPACE, 5, AfterSpaced, DayMonth),
    row("hr-HR", COMMA, 4, AfterSpaced, DayMonth),
    row("sl-SI", COMMA, 4, AfterSpaced, DayMonth),
    row("el-GR", COMMA, 4, AfterSpaced, DayMonth),
    row("tr-TR", COMMA, 4, Before, DayMonth),
    row("ru-RU", SPACE, 4, AfterSpaced, DayMonth),
    row("uk-UA", SPACE, 4, AfterSpaced, DayMonth),
    row("lt-LT", SPACE, 4, AfterSpaced, YearFirst),
    row("lv-LV", SPACE, 5, AfterSpaced, DayMonth),
    row("et-EE", SPACE, 5, AfterSpaced, DayMonth),
    row("ca-ES", COMMA, 5, AfterSpaced, DayMonth),
    row("he-IL", POINT, 4, AfterSpaced, DayMonth),
    Locale { grouping: Indian, ..row("hi-IN", POINT, 4, Before, DayMonth) },
    row("ja-JP", POINT, 4, Before, YearFirst),
    row("zh-CN", POINT, 4, Before, YearFirst),
    row("zh-TW", POINT, 4, Before, YearFirst),
    row("ko-KR", POINT, 4, Before, YearFirst),
    row("id-ID", COMMA, 4, BeforeSpaced, DayMonth),
    row("ms-MY", POINT, 4, BeforeSpaced, DayMonth),
    row("th-TH", POINT, 4, Before, DayMonth),
    row("vi-VN", COMMA, 4, AfterSpaced, DayMonth),
    row("sr-RS", COMMA, 4, AfterSpaced, DayMonth),
];

impl Locale {
    /// The United States: the place of last resort.
    pub const EN_US: Locale = row("en-US", POINT, 4, Before, MonthDay);

    /// Every place in the table.
    pub const ALL: &'static [Locale] = &TABLE;

    /// The customs for a browser's language tag: the very place, else the usual one of its language, else the United States.
    ///
    /// English outside the places listed follows Britain, since only few write the month before the day.
    pub fn for_tag(tag: &str) -> Locale {
        let mut parts = tag.trim().split(['-', '_']);
        let language = parts.next().unwrap_or_default();
        // A script (four letters) may stand between the language and the region.
        let region =
            parts.find(|part| part.len() == 2 || (part.len() == 3 && part.bytes().all(|it| it.is_ascii_digit())));
        let place = |row: &&Locale| {
            let (row_language, row_region) = row.tag.split_once('-').unwrap_or((row.tag, ""));
            row_language.eq_ignore_ascii_case(language)
                && region.is_some_and(|region| row_region.eq_ignore_ascii_case(region))
        };
        let same_language =
            |row: &&Locale| row.tag.split('-').next().is_some_and(|it| it.eq_ignore_ascii_case(language));
        if let Some(found) = TABLE.iter().find(place) {
            return *found;
        }
        if language.eq_ignore_ascii_case("en") && region.is_some() {
            return Locale::for_tag("en-GB");
        }
        TABLE.iter().find(same_language).copied().unwrap_or(Locale::EN_US)
    }
}

impl Default for Locale {
    fn default() -> Self {
        Locale::EN_US
    }
}
