//! Where the figures of an outcome stand in its workbook, one by one: what tests compare, and what tells whether a workbook holds.

use super::place::{FIRST_MONTH, Line, Spot, Tab, letters};
use super::sheets::Content;
use super::{Workbook, reckon};
use crate::engine::{Outcome, Row, Span};
use crate::units::Money;

/// Where a figure of the workbook stands, and what the app has in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The sheet.
    pub sheet: &'static str,
    /// The cell, such as `G12`.
    pub cell: String,
    /// What it is, in words.
    pub what: String,
    /// The value its formula gives, as reckoned here; none where it gives an error.
    pub reckoned: Option<f64>,
    /// The app's figure.
    pub app: f64,
}

impl Workbook {
    fn place(&self, line: Line, month: usize, what: String, app: f64) -> Option<Place> {
        let spot = line.month(month);
        self.sheets.entry(spot)?;
        let value = self.values.get(spot.tab as usize)?.get(spot.row)?.get(spot.column)?;
        let cell = [letters(spot.column), (spot.row + 1).to_string()].concat();
        Some(Place { sheet: spot.tab.name(), cell, what, reckoned: value.number(), app })
    }

    /// Every figure of an outcome that the workbook has: the waterfall of each segment, capacity and bookings, and base pay, components,
    /// cap, variable pay, payment and expense of everybody, month by month.
    pub fn places(&self, outcome: &Outcome) -> Vec<Place> {
        let mut all = Vec::new();
        for (segment, (book, funnel)) in outcome.segments.iter().zip(self.books.iter().zip(&self.funnel)) {
            for (month, moved) in segment.ledger.iter().enumerate() {
                let figures = [
                    moved.opening,
                    moved.new,
                    moved.expansion,
                    moved.price,
                    moved.reactivation,
                    moved.contraction,
                    moved.churn,
                    moved.closing(),
                ];
                for ((name, line), figure) in book.ledger.lines().into_iter().zip(figures) {
                    let what = format!("{name} of {} in month {month}", segment.id);
                    all.extend(self.place(line, month, what, figure.to_major()));
                }
            }
            let new = &segment.new_business;
            for (name, line, series) in
                [("capacity", funnel.capacity, &new.capacity), ("bookings", funnel.bookings, &new.bookings)]
            {
                for (month, flow) in series.iter().enumerate() {
                    all.extend(self.place(
                        line,
                        month,
                        format!("{name} of {} in month {month}", segment.id),
                        flow.value(),
                    ));
                }
            }
        }
        for lines in &self.pay {
            let payee = outcome.payees.iter().find(|it| it.seat == lines.seat && it.stint == lines.stint);
            let seat = outcome.seats.get(lines.seat).map_or("", |it| it.id.as_str());
            let who = format!("{seat} ({})", lines.stint.map_or("backfill".to_owned(), |at| format!("stint {at}")));
            let figure = |series: Option<&Vec<Money>>, month: usize| {
                series.and_then(|it| it.get(month)).copied().unwrap_or_default().to_major()
            };
            for month in 0..outcome.months.len() {
                for one in &lines.earned {
                    let own = payee
                        .and_then(|it| it.components.iter().find(|it| it.id == one.id && it.measure == one.measure));
                    let periods = own.map_or(&[][..], |it| &it.earned).iter().filter(|it| it.at == month);
                    let app: Money = periods.map(|it| it.amount).sum();
                    all.extend(self.place(
                        one.line,
                        month,
                        format!("{} of {who} in month {month}", one.id),
                        app.to_major(),
                    ));
                }
                let Some(after) = &lines.after else { continue };
                for (name, line, series) in [
                    ("base pay", after.base, payee.map(|it| &it.base)),
                    ("cut by the cap", after.capped, payee.map(|it| &it.capped)),
                    ("variable pay", after.variable, payee.map(|it| &it.variable)),
                    ("paid", after.paid, payee.map(|it| &it.paid)),
                    ("expensed", after.expensed, payee.map(|it| &it.expensed)),
                ] {
                    all.extend(self.place(
                        line,
                        month,
                        format!("{name} of {who} in month {month}"),
                        figure(series, month),
                    ));
                }
            }
        }
        all
    }

    /// Customers, costs and unit economics of the company, by month and by fiscal year. Where the app has no figure, `app` is not a number.
    /// Amounts that are sums of many roundings may differ by the coins of exact halves.
    pub fn economics(&self, outcome: &Outcome) -> Vec<Place> {
        let months = (0..outcome.months.len()).map(|at| (Span { from: at, to: at }, FIRST_MONTH + at));
        let mut all = Vec::new();
        for (span, column) in months.chain(self.years.iter().copied()) {
            let row = Row::of(outcome, span);
            for it in &self.economics {
                let spot = it.line.key(column);
                let value = self.values.get(spot.tab as usize).and_then(|it| it.get(spot.row)?.get(spot.column));
                all.push(Place {
                    sheet: spot.tab.name(),
                    cell: [letters(column), (spot.row + 1).to_string()].concat(),
                    what: format!("{} in months {} to {}", it.name, span.from, span.to),
                    reckoned: value.and_then(reckon::Value::number),
                    app: row.value(it.metric).to_f64().unwrap_or(f64::NAN),
                });
            }
        }
        all
    }

    /// Inputs by the names of their cells: name, sheet and cell.
    pub fn inputs(&self) -> impl Iterator<Item = (&str, &'static str, String)> {
        self.sheets.names.iter().map(|(name, spot)| {
            (name.as_str(), spot.tab.name(), [letters(spot.column), (spot.row + 1).to_string()].concat())
        })
    }

    /// Types a number into a cell, such as `C5` of `Settings`, and reckons anew; false where no number stands there.
    pub fn type_in(&mut self, sheet: &str, cell: &str, number: f64) -> bool {
        self.type_all([(sheet, cell, number)])
    }

    /// The same for several cells at once.
    pub fn type_all<'a>(&mut self, cells: impl IntoIterator<Item = (&'a str, &'a str, f64)>) -> bool {
        for (sheet, cell, number) in cells {
            let Some(spot) = Tab::named(sheet).and_then(|tab| spot(tab, cell)) else { return false };
            let Some(entry) = self.sheets.entry(spot) else { return false };
            let (look, form) = (entry.look, entry.form);
            if matches!(entry.content, Content::Formula(_)) {
                return false;
            }
            self.sheets.number(spot, look, form, number);
        }
        self.values = reckon::reckon(&self.sheets);
        true
    }

    /// Formulas that give an error or cannot be read: where they stand, and what they are.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for tab in Tab::ALL {
            let rows = self.values.get(tab as usize).map_or(&[][..], Vec::as_slice);
            for (row, cells) in rows.iter().enumerate() {
                for (column, value) in cells.iter().enumerate().filter(|(_, value)| **value == reckon::Value::Error) {
                    let spot = Spot::new(tab, row, column);
                    let content = self.sheets.entry(spot).map(|it| &it.content);
                    faults.push(format!("{spot}: {content:?} {value:?}"));
                }
            }
        }
        faults
    }

    /// How many formulas there are, and the length of the longest.
    pub fn formulas(&self) -> (usize, usize) {
        let cells = self.sheets.sheets.iter().flat_map(|sheet| &sheet.rows).flatten().flatten();
        let lengths = cells.filter_map(|entry| match &entry.content {
            Content::Formula(text) => Some(text.len()),
            Content::Text(_) | Content::Number(_) => None,
        });
        lengths.fold((0, 0), |(count, longest), length| (count + 1, longest.max(length)))
    }
}

fn spot(tab: Tab, cell: &str) -> Option<Spot> {
    let digits = cell.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, number) = cell.split_at(digits);
    let column = letters.bytes().try_fold(0usize, |sum, letter| {
        letter.is_ascii_uppercase().then(|| sum * 26 + usize::from(letter - b'A') + 1)
    })?;
    Some(Spot::new(tab, number.parse::<usize>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}
