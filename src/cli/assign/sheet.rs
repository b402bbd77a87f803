//! A CSV by the names of its columns, with numbers as people write them.

use super::super::nearest::did_you_mean;
use super::super::{Failure, Ports, file};
use crate::exchange::Table;
use crate::exchange::table::Record;
use crate::exchange::value::{CurrencyMark, Hints, NumberStyle, clip, guess_numbers, is_blank, read_figure};
use std::collections::BTreeMap;
use std::ffi::OsStr;

/// How many troubles of one column are told one by one.
const TOLD_AT_MOST: usize = 3;

/// A file that was read, and what to say about it.
pub(super) struct Sheet {
    pub(super) called: String,
    header: Vec<String>,
    pub(super) rows: Vec<Record>,
}

/// A column of numbers: one per row, none where the cell is empty or no number.
pub(super) type Numbers = Vec<Option<f64>>;

impl Sheet {
    pub(super) fn read(place: &OsStr, ports: &mut Ports<'_>) -> Result<Sheet, Failure> {
        let called = file::called(place);
        let bytes = file::bytes(place, ports.stdin)?;
        let table = Table::open(&bytes)
            .map_err(|refusal| Failure::Usage(format!("{called} cannot be read as CSV: {refusal}")))?;
        let mut reader = table.reader();
        let mut rows = Vec::new();
        loop {
            let chunk = reader.next_chunk(10_000);
            if chunk.is_empty() {
                break;
            }
            rows.extend(chunk.into_iter().filter(|row| row.filled() > 0));
        }
        for note in &table.notes {
            ports.say(&format!("{called}: {note}"));
        }
        Ok(Sheet { called, header: table.header, rows })
    }

    /// The first of these columns there is, capitals and spaces aside.
    pub(super) fn column(&self, names: &[&str]) -> Option<usize> {
        let plain = |name: &str| name.trim().to_lowercase().replace([' ', '-'], "_");
        names.iter().find_map(|name| self.header.iter().position(|it| plain(it) == plain(name)))
    }

    /// The same, or a sentence that says what is missing.
    pub(super) fn needed(&self, names: &[&str], what: &str) -> Result<usize, Failure> {
        self.column(names).ok_or_else(|| {
            let wanted = names.first().copied().unwrap_or_default();
            let offer = did_you_mean(wanted, self.header.iter().map(String::as_str));
            Failure::Usage(format!(
                "{} has no column \u{201c}{wanted}\u{201d} with {what}{offer}; its columns are {}",
                self.called,
                self.header.join(", ")
            ))
        })
    }

    /// A column as numbers. Cells that are none are told with their line and left out.
    pub(super) fn numbers(&self, column: usize, ports: &mut Ports<'_>) -> Numbers {
        let name = self.header.get(column).map_or("", String::as_str);
        let cells = || self.rows.iter().map(|row| row.cell(column).trim());
        let plain = |cell: &str| cell.parse::<f64>().ok().filter(|value| value.is_finite());
        // What a program wrote is read as it stands; otherwise the whole column decides what a comma means.
        let style = if cells().all(|cell| is_blank(cell) || plain(cell).is_some()) {
            None
        } else {
            let guess = guess_numbers(cells(), Hints::default());
            if let Some(note) = guess.note {
                // Here nobody can choose, as on the page: the file itself has to say it.
                let told = match note.split_once("; choose ") {
                    Some((read, _)) => format!("{read}; write numbers without separators if it is meant the other way"),
                    None => note,
                };
                ports.say(&format!("{}, column {name}: {told}", self.called));
            }
            Some(guess.style)
        };
        let mut troubles = 0usize;
        // Where some cells name a unit, what each kind of unit stands at: `$5`, `4 €` and `30 %` do not add up.
        let mut units: BTreeMap<String, usize> = BTreeMap::new();
        let mut found = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let cell = row.cell(column).trim();
            let value = match style {
                _ if is_blank(cell) => Ok(None),
                None => Ok(plain(cell)),
                Some(style) => figure(cell, style).map(|(value, unit)| {
                    *units.entry(unit).or_default() += 1;
                    Some(value)
                }),
            };
            if let Err(text) = &value {
                troubles += 1;
                if troubles <= TOLD_AT_MOST {
                    ports.say(&format!("{}, line {}, column {name}: {text}; it is left out", self.called, row.line));
                }
            }
            found.push(value.ok().flatten());
        }
        let plain = units.remove("").unwrap_or(0);
        // Numbers without a sign are of the one currency that others name, but no percentages.
        if units.len() > 1 || (plain > 0 && units.contains_key("%")) {
            let mut kinds: Vec<String> = units.iter().map(|(unit, count)| format!("{count} in {unit}")).collect();
            kinds.extend((plain > 0).then(|| format!("{plain} without a unit")));
            ports.say(&format!(
                "{}, column {name}: the cells are in different units ({}) and are taken as they stand; convert them to one",
                self.called,
                kinds.join(", ")
            ));
        }
        if troubles > TOLD_AT_MOST {
            ports.say(&format!(
                "{}, column {name}: {} more cells are no numbers and are left out",
                self.called,
                troubles - TOLD_AT_MOST
            ));
        }
        found
    }
}

/// A number, and the unit beside it: a currency, `%`, or nothing.
fn figure(cell: &str, style: NumberStyle) -> Result<(f64, String), String> {
    let figure = read_figure(cell, style).map_err(|_| format!("\u{201c}{}\u{201d} is no number", clip(cell)))?;
    let value = figure.decimal.to_f64();
    let unit = if figure.percent { "%".to_owned() } else { currency(figure.mark) };
    Ok((if figure.percent { value / 100.0 } else { value }, unit))
}

fn currency(mark: Option<CurrencyMark>) -> String {
    mark.and_then(|mark| mark.resolve(None)).map(|currency| currency.to_string()).unwrap_or_default()
}
