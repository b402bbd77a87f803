//! Which column of a file is which field, and how its cells are read.

use super::names::{header_signature, words};
use super::{ChoiceMap, Field, Importer, Kind};
use crate::exchange::Table;
use crate::exchange::value::{
    CurrencyMark, DateStyle, Figure, NumberStyle, ValueError, When, is_blank, read_date, read_figure, read_term,
};
use crate::text::{self, tr};
use crate::units::{Currency, Money, Month, Rate};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why a column was given its field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// It has none.
    #[default]
    Nothing,
    /// Its name is one of the field's names.
    ByName,
    /// Its name shares words with one of the field's names.
    BySimilarName,
    /// Its values look like it; worth a second look.
    ByValues,
    /// The user chose it.
    ByHand,
}

/// How one column is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnRule {
    /// The column's name in the file.
    pub header: String,
    /// The key of the field it fills; `None` where it is not imported.
    pub field: Option<String>,
    /// Why.
    pub found: Found,
    /// How its numbers are read.
    pub number: NumberStyle,
    /// How its dates are read.
    pub date: DateStyle,
    /// What its numbers are multiplied by: 12 for a monthly amount, 1000 for a column in thousands, else 1.
    pub factor: i64,
    /// The currency its name gives.
    pub currency: Option<Currency>,
    /// What to tell the user about how its numbers are read.
    pub number_note: Option<String>,
    /// What to tell the user about how its dates are read.
    pub date_note: Option<String>,
}

/// A value as one cell gives it, for the preview.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words or a code.
    Text(String),
    /// An amount, after the column's factor.
    Money(Money),
    /// A month.
    Month(Month),
    /// A day.
    Date(NaiveDate),
    /// A whole number.
    Count(i64),
    /// A share.
    Rate(Rate),
    /// Months.
    Term(u32),
    /// A number.
    Number(f64),
}

impl ColumnRule {
    fn figure(&self, cell: &str) -> Result<Option<Figure>, ValueError> {
        if is_blank(cell) { Ok(None) } else { read_figure(cell, self.number).map(Some) }
    }

    /// The amount in a cell, multiplied by the column's factor, and the currency beside it.
    pub fn money(&self, cell: &str) -> Result<Option<(Money, Option<CurrencyMark>)>, ValueError> {
        let Some(figure) = self.figure(cell)? else { return Ok(None) };
        let too_large = || ValueError::TooLarge(cell.trim().to_owned());
        let money = figure.decimal.times(self.factor).and_then(|it| it.to_money()).ok_or_else(too_large)?;
        if figure.percent {
            Err(ValueError::NotANumber(cell.trim().to_owned(), self.number))
        } else {
            Ok(Some((money, figure.mark)))
        }
    }

    /// The whole number in a cell.
    pub fn count(&self, cell: &str) -> Result<Option<i64>, ValueError> {
        let Some(figure) = self.figure(cell)? else { return Ok(None) };
        let whole = figure.decimal.times(self.factor).and_then(|it| it.to_whole());
        whole.map(Some).ok_or_else(|| ValueError::NotWhole(cell.trim().to_owned()))
    }

    /// The number in a cell.
    pub fn number(&self, cell: &str) -> Result<Option<f64>, ValueError> {
        Ok(self.figure(cell)?.map(|figure| figure.decimal.to_f64()))
    }

    /// The share in a cell: with a percent sign a percentage; without one a percentage only where the column's factor says so (0).
    pub fn rate(&self, cell: &str) -> Result<Option<Rate>, ValueError> {
        let Some(figure) = self.figure(cell)? else { return Ok(None) };
        let decimal = if figure.percent || self.factor == ColumnRule::PERCENT {
            figure.decimal.hundredth()
        } else {
            figure.decimal
        };
        decimal.to_rate().map(Some).ok_or_else(|| ValueError::TooLarge(cell.trim().to_owned()))
    }

    /// The [`ColumnRule::factor`] of a column of shares whose bare numbers are percentages.
    pub const PERCENT: i64 = 0;

    /// The length of time in a cell, in months.
    pub fn term(&self, cell: &str) -> Result<Option<u32>, ValueError> {
        if is_blank(cell) {
            return Ok(None);
        }
        read_term(cell, self.number, u32::try_from(self.factor).unwrap_or(1)).map(Some)
    }

    /// The day or month in a cell.
    pub fn when(&self, cell: &str) -> Result<Option<When>, ValueError> {
        if is_blank(cell) { Ok(None) } else { read_date(cell, self.date).map(Some) }
    }

    /// The value of a cell, for the preview.
    pub fn value(&self, cell: &str, kind: Kind) -> Result<Option<Value>, ValueError> {
        Ok(match kind {
            Kind::Text | Kind::Code | Kind::Choice => (!is_blank(cell)).then(|| Value::Text(cell.trim().to_owned())),
            Kind::Money => self.money(cell)?.map(|(money, _)| Value::Money(money)),
            Kind::Month => self.when(cell)?.map(|when| Value::Month(when.month())),
            Kind::Date => self.when(cell)?.map(|when| Value::Date(when.day())),
            Kind::Count => self.count(cell)?.map(Value::Count),
            Kind::Rate => self.rate(cell)?.map(Value::Rate),
            Kind::Term => self.term(cell)?.map(Value::Term),
            Kind::Number => self.number(cell)?.map(Value::Number),
        })
    }

    /// What to tell the user about this column, as the field it fills.
    pub fn notes(&self, importer: &Importer) -> Vec<String> {
        let Some(field) = self.field.as_deref().and_then(|key| importer.fields.iter().find(|field| field.key == key))
        else {
            return Vec::new();
        };
        let name = &self.header;
        let mut notes = Vec::new();
        if self.found == Found::ByValues {
            notes.push(tr!("\u{201c}{name}\u{201d} was taken as {} because of its values.", text::of(field.label)));
        }
        match (field.kind, self.factor) {
            (Kind::Money, 12) => {
                notes.push(tr!("\u{201c}{name}\u{201d} is an amount per month: it is multiplied by 12."));
            }
            (Kind::Money, 4) => {
                notes.push(tr!("\u{201c}{name}\u{201d} is an amount per quarter: it is multiplied by 4."));
            }
            (Kind::Money, 1000) => {
                notes.push(tr!("\u{201c}{name}\u{201d} is in thousands: it is multiplied by 1000."));
            }
            (Kind::Money | Kind::Count, factor) if factor != 1 => {
                notes.push(tr!("\u{201c}{name}\u{201d} is multiplied by {factor}."));
            }
            (Kind::Term, 12) => {
                notes.push(tr!("\u{201c}{name}\u{201d} is in years: bare numbers are multiplied by 12."))
            }
            (Kind::Rate, ColumnRule::PERCENT) => {
                notes.push(tr!("\u{201c}{name}\u{201d} is in percent: 60 means 60 %."));
            }
            _nothing_to_say => {}
        }
        let style = match field.kind {
            Kind::Money | Kind::Count | Kind::Rate | Kind::Number | Kind::Term => &self.number_note,
            Kind::Month | Kind::Date => &self.date_note,
            Kind::Text | Kind::Code | Kind::Choice => &None,
        };
        notes.extend(style.as_ref().map(|note| format!("{name}: {note}")));
        notes
    }
}

/// Which column of a file is which field. It can be kept and used again for a file with the same header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The key of the importer.
    pub importer: String,
    /// The header it was made for; see [`header_signature`].
    pub signature: String,
    /// One rule per column of the file.
    pub columns: Vec<ColumnRule>,
    /// What the user said about names the plan does not know.
    pub choices: ChoiceMap,
}

impl Mapping {
    /// The column that fills a field.
    pub fn column_of(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|rule| rule.field.as_deref() == Some(key))
    }

    /// The rule of the column that fills a field.
    pub fn rule_of(&self, key: &str) -> Option<&ColumnRule> {
        self.columns.iter().find(|rule| rule.field.as_deref() == Some(key))
    }

    /// Gives a column a field, or none. Another column that had the field loses it.
    pub fn assign(&mut self, importer: &Importer, column: usize, key: Option<&str>) {
        if let Some(key) = key {
            for rule in self.columns.iter_mut().filter(|rule| rule.field.as_deref() == Some(key)) {
                (rule.field, rule.found) = (None, Found::Nothing);
            }
        }
        let Some(rule) = self.columns.get_mut(column) else { return };
        let field = key.and_then(|key| importer.fields.iter().find(|field| field.key == key));
        rule.field = field.map(|field| field.key.to_owned());
        rule.found = if field.is_some() { Found::ByHand } else { Found::Nothing };
        rule.factor = field.map_or(1, |field| factor_for(field, &rule.header));
    }

    /// Sets how a column's numbers are read; the doubt about it is gone.
    pub fn set_number_style(&mut self, column: usize, style: NumberStyle) {
        if let Some(rule) = self.columns.get_mut(column) {
            (rule.number, rule.number_note) = (style, None);
        }
    }

    /// Sets how a column's dates are read; the doubt about it is gone.
    pub fn set_date_style(&mut self, column: usize, style: DateStyle) {
        if let Some(rule) = self.columns.get_mut(column) {
            (rule.date, rule.date_note) = (style, None);
        }
    }

    /// What is needed and no column gives, in words.
    pub fn missing(&self, importer: &Importer) -> Vec<&'static str> {
        let has = |slot: &usize| importer.fields.get(*slot).is_some_and(|field| self.column_of(field.key).is_some());
        let lacks = |set: &&[usize]| !set.iter().all(has);
        let needed = |it: &&super::Requirement| it.with.is_empty() || it.with.iter().any(has);
        importer
            .requirements
            .iter()
            .filter(needed)
            .filter(|it| it.any_of.iter().all(lacks))
            .map(|it| it.label)
            .collect()
    }

    /// Names of the columns that are not imported.
    pub fn unused(&self) -> Vec<&str> {
        self.columns.iter().filter(|rule| rule.field.is_none()).map(|rule| rule.header.as_str()).collect()
    }

    /// What to tell the user about how the columns are read.
    pub fn notes(&self, importer: &Importer) -> Vec<String> {
        self.columns.iter().flat_map(|rule| rule.notes(importer)).collect()
    }

    /// Whether this mapping was made for a file with the same header and fits this importer.
    pub fn fits(&self, importer: &Importer, table: &Table) -> bool {
        let known = |rule: &ColumnRule| rule.field.as_deref().is_none_or(|key| importer.slot(key).is_some());
        self.importer == importer.key
            && self.columns.len() == table.header.len()
            && self.signature == header_signature(&table.header)
            && self.columns.iter().all(known)
    }
}

/// What a column's name says its numbers must be multiplied by to mean this field.
pub(super) fn factor_for(field: &Field, header: &str) -> i64 {
    let name = words(header);
    let has = |word: &str| name.iter().any(|other| other == word);
    match field.kind {
        Kind::Money => {
            let per_year = field
                .scaled
                .iter()
                .find(|(synonyms, _)| synonyms.iter().any(|synonym| words(synonym).iter().all(|word| has(word))))
                .map_or(1, |(_, factor)| *factor);
            let thousands = ["k", "thousand", "thousands", "000", "000s", "tsd", "teur", "tusd", "keur", "kusd"]
                .iter()
                .any(|word| has(word))
                || header.contains("k\u{20ac}")
                || header.contains("T\u{20ac}")
                || header.contains("$k");
            if thousands { per_year * 1_000 } else { per_year }
        }
        Kind::Term => {
            let years = ["years", "year", "yrs", "jahre", "jahren", "jahr"].iter().any(|word| has(word));
            if years { 12 } else { 1 }
        }
        Kind::Text | Kind::Code | Kind::Month | Kind::Date | Kind::Count | Kind::Rate | Kind::Number | Kind::Choice => {
            1
        }
    }
}
