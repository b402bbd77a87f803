//! What an import found: rows, problems with their lines, duplicates, and what was passed over.

use super::UnknownChoice;
use crate::exchange::value::clip;
use crate::text::tr;
use serde::Serialize;
use std::collections::BTreeMap;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The row is not imported, or the file is not read to its end.
    Error,
    /// The row is imported; something about it should be looked at.
    Warning,
    /// Worth knowing.
    Note,
}

/// What kind of problem it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// The row's form is damaged: too many cells, an open quotation mark.
    BrokenRow,
    /// A needed cell is empty.
    Missing,
    /// A cell cannot be read as what its column holds.
    Unreadable,
    /// An amount below zero where none can be.
    Negative,
    /// An amount of nothing.
    Zero,
    /// A value beyond anything plausible.
    Absurd,
    /// A date before one it must follow.
    OutOfOrder,
    /// A date before the plan starts.
    Past,
    /// An id that another row already has.
    Duplicate,
    /// A name the plan does not know.
    UnknownName,
    /// Amounts in several currencies, or in another than the plan's.
    Currency,
    /// A name that several rows have, where one is meant.
    Ambiguous,
    /// A person who reports to himself or herself.
    OwnManager,
    /// The file goes on beyond what is read.
    TooLong,
    /// How a column was read.
    Reading,
    /// Shares that do not make up the whole.
    Shares,
    /// Rows in a stage that is not imported.
    Stage,
}

/// Something wrong in one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowProblem {
    /// The line of the file in which the row starts, counted from 1.
    pub line: u32,
    /// The name of the column; `None` where it is about the whole row.
    pub column: Option<String>,
    /// What kind of problem.
    pub code: ProblemCode,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong and how to mend it, for the user.
    pub text: String,
}

impl std::fmt::Display for RowProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.column {
            Some(column) => f.write_str(&tr!("Line {}, \u{201c}{column}\u{201d}: {}.", self.line, self.text)),
            None => f.write_str(&tr!("Line {}: {}.", self.line, self.text)),
        }
    }
}

/// What becomes of a row whose id an earlier row has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// It stands in the file twice; the first one is kept.
    Twice,
    /// The earlier row took it in.
    Joined,
}

/// A row whose id an earlier row already has. The earlier one is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Duplicate {
    /// The id.
    pub id: String,
    /// The line of the row that is kept.
    pub kept_line: u32,
    /// The line of the row that is not.
    pub line: u32,
}

impl std::fmt::Display for Duplicate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&tr!(
            "Line {}: \u{201c}{}\u{201d} already stands in line {}; the first one is kept.",
            self.line,
            clip(&self.id),
            self.kept_line
        ))
    }
}

/// Something to know about the file as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// What kind of problem.
    pub code: ProblemCode,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong and how to mend it, for the user.
    pub text: String,
}

/// Records that hold no row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Rows of empty cells.
    pub blank: usize,
    /// Lines with a total or a remark of the system that wrote the file, by line.
    pub footers: Vec<u32>,
    /// Further copies of the header, by line.
    pub headers: Vec<u32>,
}

impl Skipped {
    /// How many records.
    pub fn total(&self) -> usize {
        self.blank + self.footers.len() + self.headers.len()
    }
}

/// What an import found.
#[derive(Clone, Debug, Serialize)]
pub struct ImportReport<R> {
    /// The rows that can be imported, in the order of the file.
    pub rows: Vec<R>,
    /// What is wrong in which line; at most [`ImportReport::MOST_PER_KIND`] of a kind.
    pub problems: Vec<RowProblem>,
    /// How many problems there are of each kind, listed or not.
    pub counts: Vec<(Severity, ProblemCode, usize)>,
    /// Records with an error, which are not imported.
    pub refused: usize,
    /// Rows with an id that an earlier row has.
    pub duplicates: Vec<Duplicate>,
    /// Rows that became part of an earlier one: further splits of a deal.
    pub joined: usize,
    /// Sound rows that do not belong in this import, by the reason: deals by their stage.
    pub set_aside: BTreeMap<String, usize>,
    /// Records that hold no row.
    pub skipped: Skipped,
    /// Records after the header.
    pub records: usize,
    /// Names the plan does not know, the most frequent first.
    pub unknown: Vec<UnknownChoice>,
    /// What to know about the file as a whole.
    pub notices: Vec<Notice>,
}

impl<R> Default for ImportReport<R> {
    fn default() -> Self {
        ImportReport {
            rows: Vec::new(),
            problems: Vec::new(),
            counts: Vec::new(),
            refused: 0,
            duplicates: Vec::new(),
            joined: 0,
            set_aside: BTreeMap::new(),
            skipped: Skipped::default(),
            records: 0,
            unknown: Vec::new(),
            notices: Vec::new(),
        }
    }
}

impl<R> ImportReport<R> {
    /// How many problems of a kind are listed; a column read in the wrong style has one in every row.
    pub const MOST_PER_KIND: usize = 200;

    /// Notes a problem, and lists it unless there are many like it.
    pub(super) fn add(&mut self, problem: RowProblem) {
        let same = |(severity, code, _): &&mut (Severity, ProblemCode, usize)| {
            (*severity, *code) == (problem.severity, problem.code)
        };
        let count = match self.counts.iter_mut().find(same) {
            Some((_, _, count)) => {
                *count += 1;
                *count
            }
            None => {
                self.counts.push((problem.severity, problem.code, 1));
                1
            }
        };
        if count <= Self::MOST_PER_KIND {
            self.problems.push(problem);
        }
    }

    /// Notes something about the whole file.
    pub(super) fn notice(&mut self, severity: Severity, code: ProblemCode, text: String) {
        self.notices.push(Notice { code, severity, text });
    }

    /// How many problems of this severity there are in rows, listed or not.
    pub fn count(&self, severity: Severity) -> usize {
        self.counts.iter().filter(|(other, _, _)| *other == severity).map(|(_, _, count)| count).sum()
    }

    /// Problems that are counted but not listed.
    pub fn unlisted(&self) -> usize {
        self.counts.iter().map(|(_, _, count)| count).sum::<usize>() - self.problems.len()
    }

    /// Records that hold a row which cannot be imported: it has an error, or its id stands further up.
    pub fn unread(&self) -> usize {
        self.refused + self.duplicates.len()
    }

    /// What is to be looked at in rows, line by line: ids that stand twice, errors, then what is merely worth a look. At most `most` of
    /// each are listed, the others counted as `written` writes it.
    pub fn to_look_at(&self, most: usize, written: &dyn Fn(usize) -> String) -> Vec<String> {
        let mut problems: Vec<&RowProblem> = self.problems.iter().collect();
        problems.sort_by_key(|it| it.severity);
        let mut lines: Vec<String> = self.duplicates.iter().take(most).map(ToString::to_string).collect();
        lines.extend(problems.iter().take(most).map(ToString::to_string));
        let more = problems.len().saturating_sub(most) + self.duplicates.len().saturating_sub(most) + self.unlisted();
        if more > 0 {
            lines.push(tr!("… and {} more.", written(more)));
        }
        lines
    }

    /// Whether every record is accounted for.
    pub fn is_balanced(&self) -> bool {
        let aside = self.set_aside.values().sum::<usize>();
        self.rows.len() + self.joined + self.refused + self.duplicates.len() + aside + self.skipped.total()
            == self.records
    }

    /// The outcome in one sentence or a few.
    pub fn summary(&self) -> String {
        self.summary_in(&|count| count.to_string(), 0)
    }

    /// The same, with counts as `written` writes them, where `out` of the rows stay out of the plan although they can be read.
    pub fn summary_in(&self, written: &dyn Fn(usize) -> String, out: usize) -> String {
        let rows =
            |count: usize| if count == 1 { tr!("1 row").to_owned() } else { [&written(count), tr!(" rows")].concat() };
        let of = rows(self.records - self.skipped.total());
        let mut text = tr!("{} of {of} can be imported.", written((self.rows.len() + self.joined).saturating_sub(out)));
        let verb = |count: usize, one: &str, many: &str| if count == 1 { one.to_owned() } else { many.to_owned() };
        if self.joined > 0 {
            text.push_str(&tr!(
                " They are {} deals, some of them with several rows.",
                written(self.rows.len().saturating_sub(out))
            ));
        }
        if self.refused > 0 {
            text.push_str(&tr!(
                " {} {} and {} out.",
                rows(self.refused),
                verb(self.refused, tr!("has an error"), tr!("have errors")),
                verb(self.refused, tr!("is left"), tr!("are left"))
            ));
        }
        let aside = self.set_aside.values().sum::<usize>();
        if aside > 0 {
            text.push_str(&tr!(" {} {} set aside.", rows(aside), verb(aside, tr!("is"), tr!("are"))));
        }
        if !self.duplicates.is_empty() {
            let count = self.duplicates.len();
            text.push_str(&tr!(
                " {} {} an id that stands further up and {} out.",
                rows(count),
                verb(count, tr!("repeats"), tr!("repeat")),
                verb(count, tr!("is left"), tr!("are left"))
            ));
        }
        let warnings = self.count(Severity::Warning);
        if warnings > 0 {
            text.push_str(&tr!(
                " {} {} worth a look.",
                written(warnings),
                verb(warnings, tr!("warning is"), tr!("warnings are"))
            ));
        }
        if !self.unknown.is_empty() {
            let count = self.unknown.len();
            text.push_str(&tr!(" {} {} not known yet.", written(count), verb(count, tr!("name is"), tr!("names are"))));
        }
        let skipped = self.skipped.total();
        if skipped > 0 {
            text.push_str(&tr!(" {} without data {} skipped.", rows(skipped), verb(skipped, tr!("was"), tr!("were"))));
        }
        text
    }
}
