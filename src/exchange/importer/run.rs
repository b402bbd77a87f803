//! Runs an importer over a file: record by record, with progress, never stopping at a bad row.

use super::choices::match_choice;
use super::mapping::{ColumnRule, Mapping};
use super::report::{ImportReport, Join, ProblemCode, RowProblem, Severity};
use super::{Context, Field, Importer, Slot, UnknownChoice, compact};
use crate::exchange::Table;
use crate::exchange::table::{MAX_RECORDS, Reader, Record};
use crate::exchange::value::{ValueError, When, clip, is_blank};
use crate::text::{quoted, tr};
use crate::units::{Currency, Money, Rate};
use std::collections::HashMap;
use std::sync::Arc;

/// What a row of a file becomes.
pub trait ImportRow: Sized {
    /// The importer that makes it.
    const IMPORTER: &'static Importer;

    /// Makes it from a row's cells. `None` after the row was refused with [`Cells::refuse`].
    fn read(cells: &mut Cells<'_, Self>, context: &Context) -> Option<Self>;

    /// What no two rows may have in common.
    fn id(&self) -> &str;

    /// The line it stands in.
    fn line(&self) -> u32;

    /// Takes a later row of the same id, if the two are parts of one thing.
    fn join(&mut self, _other: &Self) -> Join {
        Join::Twice
    }

    /// Looks at all rows together at the end, for notices about the file as a whole.
    fn review(report: &mut ImportReport<Self>, context: &Context);
}

/// A file that lacks columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingColumns {
    /// What is needed and not there.
    pub missing: Vec<&'static str>,
    /// The columns the file has.
    pub headers: Vec<String>,
}

impl std::fmt::Display for MissingColumns {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const MOST: usize = 30;
        let headers: Vec<String> = self.headers.iter().take(MOST).map(|name| quoted(&clip(name))).collect();
        let more =
            if self.headers.len() > MOST { tr!(" and {} more", self.headers.len() - MOST) } else { String::new() };
        let (need, them) =
            if self.missing.len() == 1 { (tr!("column"), tr!("it")) } else { (tr!("columns"), tr!("them")) };
        f.write_str(&tr!("No {need} found for {}. The file has these columns: {}{more}. Choose {them} by hand, or add {them} to the file.",
            list(&self.missing),
            headers.join(", ")
        ))
    }
}

impl std::error::Error for MissingColumns {}

fn list(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => tr!("{} and {last}", first.join(", ")),
    }
}

/// Reads a whole file. For a long one, [`Import`] does the same in steps.
pub fn run<R: ImportRow>(
    table: &Table,
    mapping: &Mapping,
    context: &Context,
) -> Result<ImportReport<R>, MissingColumns> {
    let mut import = Import::start(table, mapping, context)?;
    while import.step(4_096) {}
    Ok(import.finish())
}

/// An import under way.
pub struct Import<R> {
    reader: Reader,
    plan: Plan,
    context: Context,
    header: Vec<String>,
    report: ImportReport<R>,
    /// The line of each id, and the place of its row.
    seen: HashMap<String, (u32, usize)>,
}

/// What the cells of a row are read with: the rule of each field.
struct Plan {
    columns: Vec<Option<(usize, ColumnRule)>>,
    mapping: Mapping,
    /// What each spelling of a choice means, and how often an unknown one came.
    choices: HashMap<String, Arc<str>>,
    unknown: HashMap<String, UnknownChoice>,
}

impl<R: ImportRow> Import<R> {
    /// Starts at the first row, if the needed columns are there.
    pub fn start(table: &Table, mapping: &Mapping, context: &Context) -> Result<Import<R>, MissingColumns> {
        let importer = R::IMPORTER;
        let missing = mapping.missing(importer);
        if !missing.is_empty() {
            return Err(MissingColumns { missing, headers: table.header.clone() });
        }
        let column = |field: &Field| {
            let at = mapping.column_of(field.key)?;
            mapping.columns.get(at).map(|rule| (at, rule.clone()))
        };
        let plan = Plan {
            columns: importer.fields.iter().map(column).collect(),
            mapping: mapping.clone(),
            choices: HashMap::new(),
            unknown: HashMap::new(),
        };
        let mut report = ImportReport::default();
        for text in table.notes.iter().cloned().chain(mapping.notes(importer)) {
            report.notice(Severity::Note, ProblemCode::Reading, text);
        }
        Ok(Import {
            reader: table.reader(),
            plan,
            context: context.clone(),
            header: table.header.clone(),
            report,
            seen: HashMap::new(),
        })
    }

    /// Reads up to `records` further records; whether there are more.
    pub fn step(&mut self, records: usize) -> bool {
        for _ in 0..records {
            let Some(record) = self.reader.next() else { return false };
            self.report.records += 1;
            self.take(&record);
        }
        true
    }

    /// How much of the file was read, from 0 to 1.
    pub fn progress(&self) -> f64 {
        self.reader.progress()
    }

    /// Rows read so far.
    pub fn rows(&self) -> usize {
        self.report.rows.len()
    }

    /// The report.
    pub fn finish(self) -> ImportReport<R> {
        let Import { reader, plan, context, mut report, .. } = self;
        if reader.stopped_early() {
            report.notice(
                Severity::Error,
                ProblemCode::TooLong,
                tr!("The file has more than {MAX_RECORDS} rows; the rest was not read. Split the file."),
            );
        }
        report.unknown = plan.unknown.into_values().collect();
        report.unknown.sort_by(|a, b| b.rows.cmp(&a.rows).then(a.first_line.cmp(&b.first_line)));
        R::review(&mut report, &context);
        report
    }

    fn take(&mut self, record: &Record) {
        let report = &mut self.report;
        let filled = record.filled();
        if filled == 0 && record.flaw.is_none() {
            report.skipped.blank += 1;
            return;
        }
        if let Some(flaw) = &record.flaw {
            report.refused += 1;
            report.add(RowProblem {
                line: record.line,
                column: None,
                code: ProblemCode::BrokenRow,
                severity: Severity::Error,
                text: flaw.to_string(),
            });
            return;
        }
        let is_header = |(at, name): (usize, &String)| compact(record.cell(at)) == compact(name);
        // The first cell decides almost always, so that the others are rarely compared.
        if self.header.iter().enumerate().take(1).all(is_header) && self.header.iter().enumerate().all(is_header) {
            report.skipped.headers.push(record.line);
            return;
        }
        if is_footer(record, filled, self.header.len()) {
            report.skipped.footers.push(record.line);
            return;
        }
        let mut cells = Cells { record, plan: &mut self.plan, report, refused: false, aside: false };
        let row = R::read(&mut cells, &self.context);
        let (refused, aside) = (cells.refused, cells.aside);
        match row {
            Some(_) | None if aside => {}
            Some(row) if !refused => match self.seen.get(row.id()) {
                Some((kept_line, at)) => match report.rows.get_mut(*at).map(|kept| kept.join(&row)) {
                    Some(Join::Joined) => report.joined += 1,
                    Some(Join::Twice) | None => report.duplicates.push(super::Duplicate {
                        id: row.id().to_owned(),
                        kept_line: *kept_line,
                        line: row.line(),
                    }),
                },
                None => {
                    self.seen.insert(row.id().to_owned(), (row.line(), report.rows.len()));
                    report.rows.push(row);
                }
            },
            Some(_) | None => report.refused += 1,
        }
    }
}

/// A line at the end of a report: a total, or one remark in a table of several columns.
fn is_footer(record: &Record, filled: usize, columns: usize) -> bool {
    const TOTALS: [&str; 14] = [
        "total",
        "totals",
        "grandtotal",
        "grandtotals",
        "subtotals",
        "subtotal",
        "sum",
        "summe",
        "gesamt",
        "gesamtsumme",
        "zwischensumme",
        "insgesamt",
        "count",
        "anzahl",
    ];
    if columns < 3 || filled * 2 > columns {
        return false;
    }
    let first = record.cells().map(str::trim).find(|cell| !cell.is_empty()).unwrap_or_default();
    let remark = filled == 1 && record.cell(0) == first && first.split_whitespace().count() >= 3;
    let label = first.split([':', '(']).next().unwrap_or_default();
    remark || (first.len() <= 24 && TOTALS.contains(&compact(label).as_str()))
}

/// The cells of one row, read by field, and where problems with them go.
pub struct Cells<'a, R> {
    record: &'a Record,
    plan: &'a mut Plan,
    report: &'a mut ImportReport<R>,
    refused: bool,
    aside: bool,
}

impl<R: ImportRow> Cells<'_, R> {
    /// The line in which the row starts.
    pub fn line(&self) -> u32 {
        self.record.line
    }

    /// Whether some column fills the field.
    pub fn has(&self, slot: Slot) -> bool {
        self.plan.columns.get(slot).is_some_and(Option::is_some)
    }

    /// The position of the column that fills a field.
    pub fn column(&self, slot: Slot) -> Option<usize> {
        self.plan.columns.get(slot).and_then(Option::as_ref).map(|(at, _)| *at)
    }

    /// What the user said a name of the file means.
    pub fn decision(&self, text: &str) -> Option<&str> {
        self.plan.mapping.choices.get(text)
    }

    /// The cell of a field as it stands, trimmed; empty where there is none.
    pub fn raw(&self, slot: Slot) -> &str {
        self.column(slot).map(|at| self.record.cell(at)).unwrap_or_default()
    }

    /// The words in a field; `None` where the cell says that there is nothing.
    pub fn text(&self, slot: Slot) -> Option<String> {
        let raw = self.raw(slot);
        (!is_blank(raw)).then(|| raw.to_owned())
    }

    /// The amount in a field and its currency: that beside it, else that of the column's name.
    pub fn money(&mut self, slot: Slot, expected: Option<Currency>) -> Option<(Money, Option<Currency>)> {
        let (money, mark) = self.value(slot, |rule, cell| rule.money(cell))?;
        let named = self.plan.columns.get(slot).and_then(Option::as_ref).and_then(|(_, rule)| rule.currency);
        Some((money, mark.and_then(|mark| mark.resolve(named.or(expected))).or(named)))
    }

    /// The amount in a field without a word about one that cannot be read.
    pub fn money_quietly(&self, slot: Slot) -> Option<Money> {
        let (at, rule) = self.plan.columns.get(slot)?.as_ref()?;
        rule.money(self.record.cell(*at)).ok().flatten().map(|(money, _)| money)
    }

    /// What the column of a field is called in the file.
    pub fn header(&self, slot: Slot) -> Option<String> {
        self.plan.columns.get(slot).and_then(Option::as_ref).map(|(_, rule)| rule.header.clone())
    }

    /// The day or month in a field.
    pub fn when(&mut self, slot: Slot) -> Option<When> {
        self.value(slot, |rule, cell| rule.when(cell))
    }

    /// The day or month in a field, where the caller says what an unreadable one means.
    pub fn try_when(&self, slot: Slot) -> Result<Option<When>, ValueError> {
        match self.plan.columns.get(slot).and_then(Option::as_ref) {
            Some((at, rule)) => rule.when(self.record.cell(*at)),
            None => Ok(None),
        }
    }

    /// The length of time in a field, in months.
    pub fn term(&mut self, slot: Slot) -> Option<u32> {
        self.value(slot, |rule, cell| rule.term(cell))
    }

    /// The share in a field.
    pub fn rate(&mut self, slot: Slot) -> Option<Rate> {
        self.value(slot, |rule, cell| rule.rate(cell))
    }

    /// The number in a field.
    pub fn number(&mut self, slot: Slot) -> Option<f64> {
        self.value(slot, |rule, cell| rule.number(cell))
    }

    /// The name in a field as the plan spells it, or else as the file spells it first, which is then listed as unknown.
    pub fn choice(&mut self, slot: Slot, known: &[String]) -> Arc<str> {
        let raw = self.raw(slot);
        let raw = if is_blank(raw) { "" } else { raw };
        if let Some(meant) = self.plan.choices.get(raw) {
            return meant.clone();
        }
        let decided = self.plan.mapping.choices.get(raw).map(str::to_owned);
        let matched = decided.or_else(|| match_choice(raw, known).and_then(|at| known.get(at).cloned()));
        if let Some(meant) = matched {
            let meant: Arc<str> = meant.into();
            self.plan.choices.insert(raw.to_owned(), meant.clone());
            return meant;
        }
        let (line, raw) = (self.record.line, raw.to_owned());
        let unknown =
            self.plan.unknown.entry(compact(&raw)).or_insert(UnknownChoice { text: raw, rows: 0, first_line: line });
        unknown.rows += 1;
        unknown.text.as_str().into()
    }

    /// Says that the row cannot be imported, and why.
    pub fn refuse(&mut self, slot: Option<Slot>, code: ProblemCode, text: impl Into<String>) {
        self.refused = true;
        self.say(Severity::Error, slot, code, text.into());
    }

    /// Says that something about the row should be looked at; it is imported.
    pub fn warn(&mut self, slot: Option<Slot>, code: ProblemCode, text: impl Into<String>) {
        self.say(Severity::Warning, slot, code, text.into());
    }

    /// Says that the row is sound and does not belong in this import, and why.
    pub fn set_aside(&mut self, why: String) {
        self.aside = true;
        *self.report.set_aside.entry(why).or_default() += 1;
    }

    /// Whether the row was refused.
    pub fn is_refused(&self) -> bool {
        self.refused
    }

    /// A needed cell that cannot be read costs the row; another is left out with a warning.
    fn value<T>(&mut self, slot: Slot, read: impl Fn(&ColumnRule, &str) -> Result<Option<T>, ValueError>) -> Option<T> {
        let (at, rule) = self.plan.columns.get(slot)?.as_ref()?;
        match read(rule, self.record.cell(*at)) {
            Ok(value) => value,
            Err(error) if R::IMPORTER.is_required(slot) => {
                self.refuse(Some(slot), ProblemCode::Unreadable, error.to_string());
                None
            }
            Err(error) => {
                self.warn(Some(slot), ProblemCode::Unreadable, tr!("{error}; it is left out"));
                None
            }
        }
    }

    fn say(&mut self, severity: Severity, slot: Option<Slot>, code: ProblemCode, text: String) {
        let rule = slot.and_then(|slot| self.plan.columns.get(slot)).and_then(Option::as_ref);
        let column = rule.map(|(_, rule)| rule.header.clone());
        self.report.add(RowProblem { line: self.record.line, column, code, severity, text });
    }
}
