//! Numbers and dates: shown as each place writes them, read as people type them.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/cases.rs"]
mod cases;

use chrono::NaiveDate;
use proptest::prelude::*;
use remit::present::locale::{CurrencyPlace, Locale};
use remit::present::number::{
    NumberError, UNDEFINED, parse_count, parse_date, parse_money, parse_month, parse_multiple, parse_number,
    parse_plan_rate, parse_rate, show_date, show_month, show_month_short, show_months, shown,
};
use remit::units::{Currency, Money, Month, Rate};

fn currency(code: &str) -> Currency {
    code.parse().unwrap()
}

/// Spaces that do not break look like any other space in a test.
fn spaced(text: String) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

fn in_locale(tag: &str) -> Locale {
    Locale::for_tag(tag)
}

#[test]
fn a_plan_rate_is_above_zero_and_nothing_typed_is_none() {
    let english = in_locale("en-US");
    assert_eq!(parse_plan_rate("0.92", &english), Ok(Some(Rate::percent(92))));
    assert_eq!(parse_plan_rate("0,92", &in_locale("de-DE")), Ok(Some(Rate::percent(92))));
    assert_eq!(parse_plan_rate("  ", &english), Ok(None));
    let refused = |text: &str| parse_plan_rate(text, &english).unwrap_err().to_string();
    assert_eq!(refused("0"), "“0” is not a rate above zero; write it like 0.92");
    assert_eq!(refused("-0.92"), "“-0.92” is not a rate above zero; write it like 0.92");
    assert!(refused("about 0.92").contains("“about 0.92”"));
}

#[test]
fn a_place_is_found_by_tag_then_by_language_and_else_it_is_the_united_states() {
    let cases = [
        ("de-CH", "de-CH"),
        ("DE_at", "de-AT"),
        ("de", "de-DE"),
        ("de-LU", "de-DE"),
        ("fr-BE", "fr-FR"),
        ("en", "en-US"),
        ("en-ZA", "en-GB"),
        ("zh-Hant-TW", "zh-TW"),
        ("es-419", "es-419"),
        ("tlh", "en-US"),
        ("", "en-US"),
    ];
    for (asked, found) in cases {
        assert_eq!(in_locale(asked).tag, found, "{asked}");
    }
}

#[test]
fn money_is_written_as_each_place_writes_it() {
    let amount = Money::from_mills(1_234_567_890);
    let cases = [
        ("en-US", "1,234,567.89", "$1,234,567.89"),
        ("en-IN", "12,34,567.89", "$12,34,567.89"),
        ("de-DE", "1.234.567,89", "1.234.567,89 $"),
        ("de-CH", "1’234’567.89", "$ 1’234’567.89"),
        ("fr-FR", "1 234 567,89", "1 234 567,89 $"),
        ("nl-NL", "1.234.567,89", "$ 1.234.567,89"),
        ("sv-SE", "1 234 567,89", "1 234 567,89 $"),
        ("ja-JP", "1,234,567.89", "$1,234,567.89"),
    ];
    for (tag, bare, named) in cases {
        let locale = in_locale(tag);
        assert_eq!(spaced(locale.money_full(amount, Currency::USD)), bare, "{tag}");
        assert_eq!(spaced(locale.money_full_named(amount, Currency::USD)), named, "{tag}");
    }
    // Spain and Poland leave four digits in one piece.
    assert_eq!(in_locale("es-ES").money_whole(Money::from_major(1_234)), "1234");
    assert_eq!(in_locale("es-ES").money_whole(Money::from_major(12_345)), "12.345");
    assert_eq!(spaced(in_locale("en-GB").money_full_named(Money::from_major(-5), currency("SEK"))), "−SEK 5.00");
}

#[test]
fn the_currency_decides_the_decimals() {
    let us = Locale::EN_US;
    let amount = Money::from_mills(1_234_567);
    assert_eq!(us.money_full(amount, currency("JPY")), "1,235");
    assert_eq!(us.money_full(amount, Currency::USD), "1,234.57");
    assert_eq!(us.money_full(amount, currency("KWD")), "1,234.567");
    assert_eq!(us.money_typed(Money::from_major(810_000)), "810,000");
    assert_eq!(us.money_typed(Money::from_mills(3_660_500)), "3,660.50");
    assert_eq!(us.money_typed(Money::from_mills(125)), "0.125");
}

#[test]
fn headlines_keep_three_digits_that_count() {
    let us = Locale::EN_US;
    let shown = |major: i64| us.money_compact(Money::from_major(major), Currency::USD);
    let cases = [
        (40_400_000, "$40.4M"),
        (6_990_000, "$6.99M"),
        (1_200_000, "$1.2M"),
        (940_000, "$940k"),
        (999_499, "$999k"),
        (999_500, "$1.00M"),
        (1_200_001, "$1.20M"),
        (29_000_000, "$29M"),
        (28_970_000, "$29.0M"),
        (12_345, "$12.3k"),
        (999, "$999"),
        (1_000, "$1k"),
        (0, "$0"),
        (-420_000, "−$420k"),
        (3_250_000_000, "$3.25bn"),
        (4_500_000_000_000, "$4,500bn"),
    ];
    for (major, text) in cases {
        assert_eq!(shown(major), text);
    }
    assert_eq!(us.money_compact(Money::from_mills(12_500), Currency::USD), "$12.50");
    assert_eq!(in_locale("ja-JP").money_compact(Money::from_major(940_000), currency("JPY")), "¥940k");
    assert_eq!(spaced(in_locale("de-DE").money_compact(Money::from_major(1_250_000), currency("EUR"))), "1,25M €");
    assert_eq!(us.money_compact(Money::MAX, Currency::USD), "$9,223,372bn");
}

#[test]
fn tables_count_in_thousands_and_bracket_what_is_negative() {
    let us = Locale::EN_US;
    assert_eq!(us.money_thousands(Money::from_major(18_200_000)), "18,200");
    assert_eq!(us.money_thousands(Money::from_major(-486_400)), "(486)");
    assert_eq!(us.money_thousands(Money::from_major(-499)), "0");
    assert_eq!(us.money_table(Money::from_major(-1_234)), "(1,234)");
    assert_eq!(us.money_table_full(Money::from_major(-2_500), Currency::USD), "(2,500.00)");
}

#[test]
fn ticks_are_short_but_exact() {
    let us = Locale::EN_US;
    let tick = |major: f64| us.money_tick(major, Currency::USD);
    assert_eq!(
        [tick(0.0), tick(500_000.0), tick(10_250_000.0), tick(-2e6), tick(999_999.999_999)],
        ["$0", "$500k", "$10.25M", "−$2M", "$1M"]
    );
    assert_eq!([us.money_tick_flow(2e6), us.money_tick_flow(0.0), us.money_tick_flow(-5e5)], ["+2M", "0", "−500k"]);
}

#[test]
fn shares_spans_and_changes_carry_their_unit() {
    let us = Locale::EN_US;
    assert_eq!(spaced(us.percent(1.056, 1)), "105.6 %");
    assert_eq!(spaced(in_locale("de-DE").percent(0.907, 1)), "90,7 %");
    assert_eq!(spaced(us.percent(1.0555, 1)), "105.6 %", "a half goes up although 1.0555 is a little less in binary");
    // What misses a target is not 100 % of it.
    let attained = |of: f64, target: f64| spaced(us.attained(of / target, 0));
    assert_eq!(attained(35_866_532.0, 36_000_000.0), "99.6 %");
    assert_eq!(attained(35_999_000.0, 36_000_000.0), "99.997 %");
    assert_eq!(attained(35_999_999.99, 36_000_000.0), "99.9999 %");
    assert_eq!([attained(36.0, 36.0), attained(36.1, 36.0), attained(30.0, 40.0)], ["100 %", "100 %", "75 %"]);
    assert_eq!(spaced(us.points_delta(0.008, 1)), "+0.8 pt");
    assert_eq!(spaced(us.points_delta(-0.008, 1)), "−0.8 pt");
    assert_eq!(spaced(us.months(18.07, 1)), "18.1 mo");
    assert_eq!(us.multiple(4.5, 1), "4.5x");
    assert_eq!(us.money_delta(Money::from_major(2_100_000), Currency::USD), "+$2.1M");
    assert_eq!(us.money_delta_bare(Money::from_major(2_100_000)), "+2.1M");
    assert_eq!(us.money_delta_whole(Money::from_major(-2_250)), "−2,250");
    assert_eq!([us.count_delta(9), us.count_delta(-2), us.count_delta(0)], ["+9", "−2", "±0"]);
    assert_eq!([us.people(17.84), us.people(46.0), us.people(45.98)], ["17.8", "46", "46"]);
    assert_eq!([spaced(us.rate(Rate::from_ppm(111_111))), spaced(us.rate(Rate::percent(35)))], ["11.1111 %", "35 %"]);
}

#[test]
fn what_is_not_defined_is_a_dash_and_zero_has_no_sign() {
    let us = Locale::EN_US;
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(
            [us.percent(value, 1), us.number(value, 2), us.people(value), us.multiple(value, 1)],
            [UNDEFINED; 4]
        );
        assert_eq!(us.money_tick(value, Currency::USD), UNDEFINED);
    }
    assert_eq!(us.number(-0.0, 1), "0.0");
    assert_eq!(us.number(-0.04, 1), "0.0");
    assert_eq!(us.money_full(Money::from_mills(-4), Currency::USD), "0.00");
    assert_eq!(shown(None, |share: f64| us.percent(share, 1)), "–");
    assert_eq!(shown(Some(2.0), |ratio| us.multiple(ratio, 1)), "2.0x");
}

#[test]
fn numbers_are_read_as_people_type_them() {
    let cases = [
        ("en-US", "1,234.56", 1234.56),
        ("en-US", " 1234.56 ", 1234.56),
        ("en-US", "$1.2M", 1_200_000.0),
        ("en-US", "1.2 m", 1_200_000.0),
        ("en-US", "USD 40k", 40_000.0),
        ("en-US", "40kUSD", f64::NAN),
        ("en-US", "3 bn €", 3e9),
        ("en-US", "(1,234)", -1234.0),
        ("en-US", "$(1,234)", -1234.0),
        ("en-US", "−5", -5.0),
        ("en-US", "–5", -5.0),
        ("en-US", "5-", -5.0),
        ("en-US", "+5", 5.0),
        ("en-US", "-$5", -5.0),
        ("en-US", "$ -5", -5.0),
        ("en-US", ".5", 0.5),
        ("en-US", "5.", 5.0),
        ("en-US", "1 234 567", 1_234_567.0),
        ("en-US", "1\u{202f}234,5", 1234.5),
        ("en-US", "1.234,56", 1234.56),
        ("en-US", "1.234.567", 1_234_567.0),
        ("en-US", "12,5", 12.5),
        ("en-US", "0,500", 0.5),
        ("en-US", "35 %", 0.35),
        ("en-US", "4.5x", 4.5),
        ("en-US", "1234", 1234.0),
        ("en-US", "１，２３４．５", 1234.5),
        ("en-US", "kr 12", 12.0),
        ("en-US", "12 zł", 12.0),
        ("en-US", "R$12", 12.0),
        ("en-US", "US$12", 12.0),
        ("en-US", "-0", 0.0),
        ("en-IN", "₹12,34,567.89", 1_234_567.89),
        ("en-IN", "1,234,567", 1_234_567.0),
        ("de-DE", "1.234,56 €", 1234.56),
        ("de-DE", "1.234", 1234.0),
        ("de-DE", "12.5", 12.5),
        ("de-DE", "1,5 Mio", 1_500_000.0),
        ("de-DE", "1,234.56", 1234.56),
        ("de-CH", "1'234.50", 1234.5),
        ("de-CH", "CHF 1’234.-", 1234.0),
        ("de-CH", "Fr. 5.–", 5.0),
        ("fr-FR", "1 234,56", 1234.56),
        ("fr-FR", "12.50", 12.5),
        ("ja-JP", "￥１２０００", 12_000.0),
        ("ja-JP", "12,000円", 12_000.0),
    ];
    for (tag, text, value) in cases {
        let read = parse_number(text, &in_locale(tag)).map_or(f64::NAN, |it| it.to_f64());
        assert!(read == value || (read.is_nan() && value.is_nan()), "{tag} {text}: {read}, not {value}");
    }
}

#[test]
fn what_is_wrong_is_said_with_how_to_write_it() {
    let us = Locale::EN_US;
    let number = |text: &str, tag: &str| parse_number(text, &in_locale(tag)).unwrap_err().to_string();
    assert_eq!(number("12,5,0", "en-US"), "“12,5,0” is not a number; write it like 1,234.56");
    assert_eq!(number("12,5,0", "de-DE"), "“12,5,0” is not a number; write it like 1.234,56");
    assert_eq!(number("  ", "en-US"), "Nothing is entered here; write a number like 1,234.56");
    assert_eq!(
        number("1.234", "fr-FR").replace('\u{202f}', " "),
        "“1.234” could mean 1 234 or 1,234; write it one of these two ways"
    );
    assert_eq!(
        number("9".repeat(60).as_str(), "en-US"),
        format!("“{}…” is too large to be counted here", "9".repeat(39))
    );
    for text in [
        "ten",
        "1 2",
        "12 apples",
        "--5",
        "(5",
        "5)",
        "(-5)",
        "1,23,456",
        "1'234,567.5",
        "$5€",
        "5%%",
        "5kk",
        "1.2.3,4,5",
        "1e5",
        ".",
        "-",
        "1e400",
        "1/234",
        "1x234",
        "1:234",
    ] {
        assert!(matches!(parse_number(text, &us), Err(NumberError::NotANumber { .. })), "{text}");
    }
    let money = |text: &str, code: &str| parse_money(text, &us, currency(code)).unwrap_err().to_string();
    assert_eq!(money("12.345", "USD"), "“12.345” has more decimals than USD, which is paid to 2 decimals");
    // The thousands of another language, as they come from a European letter or sheet.
    assert_eq!(money("600.000", "EUR"), "“600.000” could mean 600,000 or 600; write it one of these two ways");
    assert_eq!(money("€1.250", "EUR"), "“€1.250” could mean 1,250 or 1.25; write it one of these two ways");
    assert_eq!(parse_money("1234.500", &us, Currency::USD), Ok(Money::from_mills(1_234_500)));
    assert_eq!(parse_money("1.250", &us, currency("KWD")), Ok(Money::from_mills(1_250)));
    assert_eq!(parse_money("1.250k", &us, Currency::USD), Ok(Money::from_major(1_250)));
    assert_eq!(money("12.5", "JPY"), "“12.5” has decimals, but JPY is paid in whole units");
    assert_eq!(money("€12", "USD"), "“€12” is in another currency; this scenario is in USD");
    assert_eq!(money("35 %", "USD"), "“35 %” is not an amount of money; write it like 1,234.56");
    assert_eq!(money("99999999999999999", "USD"), "“99999999999999999” is too large to be counted here");
    assert_eq!(parse_rate("$5", &us).unwrap_err().to_string(), "“$5” is not a percentage; write it like 12.5 %");
    assert_eq!(parse_multiple("$5", &us).unwrap_err().to_string(), "“$5” is not a multiple; write it like 1.5x");
    assert_eq!(parse_count("2.5", &us).unwrap_err().to_string(), "“2.5” is not a whole number; write one like 12");
    assert_eq!(parse_count("-2", &us).unwrap_err().to_string(), "“-2” is less than zero; write 0 or more");
}

#[test]
fn a_field_reads_its_own_kind() {
    let us = Locale::EN_US;
    assert_eq!(parse_money("$1.2345k", &us, Currency::USD), Ok(Money::from_mills(1_234_500)));
    assert_eq!(parse_money("CA$5", &us, currency("CAD")), Ok(Money::from_major(5)));
    assert_eq!(parse_money("1.500 kr", &in_locale("da-DK"), currency("DKK")), Ok(Money::from_major(1_500)));
    let percent = |text| parse_rate(text, &us).map(Rate::ppm);
    assert_eq!(
        [percent("35 %"), percent("35"), percent("0.35"), percent("-2.5%")],
        [Ok(350_000), Ok(350_000), Ok(3_500), Ok(-25_000)]
    );
    assert_eq!(percent("33.3333333333"), Ok(333_333));
    let multiple = |text| parse_multiple(text, &us).map(Rate::ppm);
    assert_eq!(
        [multiple("1.5"), multiple("1.5x"), multiple("× 1.5"), multiple("150 %")].map(|it| it.ok()),
        [Some(1_500_000), Some(1_500_000), None, Some(1_500_000)]
    );
    assert_eq!(
        [parse_count("12", &us), parse_count("1,200", &us), parse_count("2k", &us)],
        [Ok(12), Ok(1_200), Ok(2_000)]
    );
}

#[test]
fn months_are_read_in_the_ways_people_write_them() {
    let us = Locale::EN_US;
    for text in [
        "2027-01",
        "2027/1",
        "01/2027",
        "1.2027",
        "Jan 2027",
        "jan-2027",
        "January 2027",
        "JAN 27",
        "Jan-27",
        "2027 Jan",
        "15 Jan 2027",
        "2027-01-31",
    ] {
        assert_eq!(parse_month(text, &us), Ok(Month::new(2027, 1)), "{text}");
    }
    assert_eq!(parse_month("Sept 2027", &us), Ok(Month::new(2027, 9)));
    for text in ["", "2027", "13/2027", "2027-00", "Ja 2027", "01/27", "Brumaire 2027", "1 2 3 4"] {
        let said = parse_month(text, &us).unwrap_err().to_string();
        assert_eq!(said, format!("“{text}” is not a month; write it like Jan 2027 or 2027-01"));
    }
}

#[test]
fn dates_are_read_where_they_can_mean_one_day_only() {
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    let us = Locale::EN_US;
    for text in [
        "2027-03-01",
        "2027/3/1",
        "20270301",
        "1 Mar 2027",
        "01-Mar-2027",
        "1st March 2027",
        "March 1, 2027",
        "1Mar27",
        "3/1/2027",
        "01.03.2027",
    ] {
        assert_eq!(parse_date(text, &us), Ok(day(2027, 3, 1)), "{text}");
    }
    assert_eq!(parse_date("01-Oct-2024", &us), Ok(day(2024, 10, 1)));
    assert_eq!(parse_date("3/1/2027", &in_locale("en-GB")), Ok(day(2027, 1, 3)));
    assert_eq!(parse_date("31/12/2027", &us), Ok(day(2027, 12, 31)), "no month 31");
    assert_eq!(parse_date("4/4/2027", &in_locale("sv-SE")), Ok(day(2027, 4, 4)), "the same either way");
    let said = |text: &str, tag: &str| parse_date(text, &in_locale(tag)).unwrap_err().to_string();
    assert_eq!(
        said("3/1/2027", "sv-SE"),
        "“3/1/2027” could be 3 Jan 2027 or 1 Mar 2027; write it one of these two ways"
    );
    assert_eq!(said("1/3/27", "en-GB"), "“1/3/27” has a year of two digits; write it like 1 Mar 2027");
    assert_eq!(said("30 Feb 2027", "en-GB"), "“30 Feb 2027” is not a date; write it like 1 Mar 2027 or 2027-03-01");
    assert_eq!(show_date(day(2027, 3, 1)), "1 Mar 2027");
    assert_eq!([show_month(Month::new(2027, 3)), show_month_short(Month::new(2027, 3))], ["Mar 2027", "Mar 27"]);
    assert_eq!(show_months(Month::new(2027, 8), Month::new(2028, 3)), "Aug 2027 to Mar 2028");
    assert_eq!(show_months(Month::new(2027, 8), Month::new(2027, 10)), "Aug to Oct 2027");
}

fn any_locale() -> impl Strategy<Value = Locale> {
    prop::sample::select(Locale::ALL)
}

proptest! {
    #![proptest_config(cases::cases(2_000))]

    #[test]
    fn money_that_is_shown_is_read_back(locale in any_locale(), mills in any::<i64>(), code in prop::sample::select(&["USD", "EUR", "JPY", "KWD", "SEK", "CHF", "BRL", "PLN"][..])) {
        let currency = currency(code);
        let amount = Money::from_mills((mills / 1_000_000) / currency.quantum().mills() * currency.quantum().mills());
        for text in [
            locale.money_full(amount, currency),
            locale.money_full_named(amount, currency),
            locale.money_table_full(amount, currency),
            locale.money_typed(amount),
        ] {
            prop_assert_eq!(parse_money(&text, &locale, currency), Ok(amount), "{}", text);
        }
    }

    #[test]
    fn even_the_largest_money_is_read_back(locale in any_locale(), mills in any::<i64>()) {
        let dinar = currency("KWD");
        let amount = Money::from_mills(mills.max(-i64::MAX));
        prop_assert_eq!(parse_money(&locale.money_full(amount, dinar), &locale, dinar), Ok(amount));
    }

    #[test]
    fn rates_and_multiples_that_are_shown_are_read_back(locale in any_locale(), ppm in -1_000_000_000i64..1_000_000_000) {
        let rate = Rate::from_ppm(ppm);
        prop_assert_eq!(parse_rate(&locale.rate(rate), &locale), Ok(rate));
        prop_assert_eq!(parse_rate(&locale.rate_typed(rate), &locale), Ok(rate));
        prop_assert_eq!(parse_multiple(&locale.multiple_typed(rate), &locale), Ok(rate));
    }

    #[test]
    fn counts_months_and_days_that_are_shown_are_read_back(locale in any_locale(), count in any::<u32>(), month in 0i32..2_400, days in 0i64..70_000) {
        prop_assert_eq!(parse_count(&locale.count(count.into()), &locale), Ok(count));
        let month = Month::new(2_000, 1).plus(month);
        prop_assert_eq!(parse_month(&show_month(month), &locale), Ok(month));
        let date = NaiveDate::from_ymd_opt(1_990, 1, 1).unwrap() + chrono::Duration::days(days);
        prop_assert_eq!(parse_date(&show_date(date), &locale), Ok(date));
    }

    #[test]
    fn no_text_whatever_breaks_a_field(locale in any_locale(), text in "\\PC{0,24}", marked in "[-+()0-9.,' \u{a0}kKmMbn%x$€’/a-c]{0,16}") {
        for text in [text, marked] {
            let _ = parse_number(&text, &locale);
            let _ = parse_money(&text, &locale, Currency::USD);
            let _ = parse_rate(&text, &locale);
            let _ = parse_multiple(&text, &locale);
            let _ = parse_count(&text, &locale);
            let _ = parse_month(&text, &locale);
            let _ = parse_date(&text, &locale);
        }
    }

    #[test]
    fn no_number_whatever_is_shown_as_nonsense(locale in any_locale(), value in any::<f64>(), decimals in 0u32..6) {
        for text in [locale.number(value, decimals), locale.percent(value, decimals), locale.money_tick(value, Currency::USD), locale.number_delta(value, decimals)] {
            prop_assert!(!text.contains("NaN") && !text.contains("inf") && !text.is_empty(), "{}", text);
            let zero = text.chars().all(|it| !matches!(it, '1'..='9'));
            prop_assert!(!(zero && (text.contains('-') || text.contains('−'))), "{}", text);
        }
    }

    #[test]
    fn a_refusal_shows_how_to_write_a_number_that_is_accepted(locale in any_locale()) {
        let Err(NumberError::NotANumber { like, .. }) = parse_number("x", &locale) else { panic!("x is no number") };
        prop_assert_eq!(parse_number(&like, &locale).unwrap().to_f64(), 1234.56);
    }
}

#[test]
fn every_place_writes_its_currency_somewhere() {
    for locale in Locale::ALL {
        let text = locale.money_full_named(Money::from_major(7), currency("EUR"));
        let starts = text.starts_with('€');
        assert_eq!(starts, locale.currency != CurrencyPlace::AfterSpaced, "{}", locale.tag);
    }
}
