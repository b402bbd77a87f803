//! Numbers and amounts as people write them.

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
