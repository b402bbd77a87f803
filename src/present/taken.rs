//! A table of figures as it is taken along: its figures in full, plain for a file, or as the reader writes numbers for a spreadsheet.

use crate::engine::Value;
use crate::present::Locale;
use crate::units::Currency;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum TakenCell {
    /// Words.
    Text(String),
    /// A figure.
    Figure(Value),
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// The names of the columns; those of money say the currency.
    pub header: Vec<String>,
    /// The rows, each as long as the header.
    pub rows: Vec<Vec<TakenCell>>,
}

impl Taken {
    /// A table whose columns of money say their currency, which a figure alone does not.
    pub fn new(mut header: Vec<String>, rows: Vec<Vec<TakenCell>>, currency: Currency) -> Taken {
        let is_money = |cell: Option<&TakenCell>| matches!(cell, Some(TakenCell::Figure(Value::Money(_))));
        for (at, name) in header.iter_mut().enumerate() {
            if rows.iter().any(|row| is_money(row.get(at))) {
                *name = format!("{name} ({currency})");
            }
        }
        Taken { header, rows }
    }

    /// The rows as files have them, without the header: money in major units, shares as fractions.
    pub fn plain(&self) -> Vec<Vec<String>> {
        self.cells(Value::plain)
    }

    /// Header and rows as a spreadsheet in the language of the reader reads them when they are pasted: no groups of digits, the decimal
    /// mark of the locale, shares in per cent.
    pub fn pasted(&self, locale: &Locale) -> Vec<Vec<String>> {
        let figure = |value: Value| {
            let (value, unit) = match value {
                Value::Share(share) => (Value::Multiple(share * 100.0), "%"),
                Value::Money(_) | Value::Count(_) | Value::Months(_) | Value::Multiple(_) | Value::Undefined(_) => {
                    (value, "")
                }
            };
            let text = value.plain();
            if text.is_empty() { text } else { [&text.replace('.', &locale.decimal.to_string()), unit].concat() }
        };
        let mut rows = self.cells(figure);
        rows.insert(0, self.header.clone());
        rows
    }

    fn cells(&self, figure: impl Fn(Value) -> String) -> Vec<Vec<String>> {
        let cell = |cell: &TakenCell| match cell {
            TakenCell::Text(text) => text.clone(),
            TakenCell::Figure(value) => figure(*value),
        };
        self.rows.iter().map(|row| row.iter().map(cell).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Money;

    #[test]
    fn a_file_has_plain_numbers_and_a_spreadsheet_those_of_the_reader() {
        let header = ["Attainment", "Variable pay", "CCOS"].map(str::to_owned).to_vec();
        let figures = [
            [Value::Share(0.875), Value::Money(Money::from_mills(1_234_567_890)), Value::Share(2.0 / 9.0)],
            [Value::Share(0.0), Value::Money(Money::from_mills(-500)), Value::Undefined("ARR")],
        ];
        let rows = figures.map(|row| row.map(TakenCell::Figure).to_vec()).to_vec();
        let taken = Taken::new(header, rows, Currency::USD);
        assert_eq!(taken.header, ["Attainment", "Variable pay (USD)", "CCOS"]);
        assert_eq!(taken.plain(), [["0.875", "1234567.89", "0.222222"], ["0", "-0.50", ""]]);
        let german = Locale::for_tag("de-DE");
        assert_eq!(taken.pasted(&german)[1..], [["87,5%", "1234567,89", "22,222222%"], ["0%", "-0,50", ""]]);
    }
}
