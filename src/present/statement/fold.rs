//! Long lists of deals as one row, until someone opens them.

use super::{RowKind, StatementRow, Words};
use crate::engine::Statement;
use crate::model::Document;
use crate::present::Locale;
use crate::text::tr;
use crate::units::Money;

/// Rows of a kind in succession from which on they are folded.
pub const FOLD_FROM: usize = 13;

/// A row, or rows that are folded into one.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A row of its own.
    Row(StatementRow),
    /// Rows about single deals, and the row that stands for them.
    Fold {
        /// What they are together: `38 deals`, their credit and what they add.
        sum: StatementRow,
        /// The rows.
        rows: Vec<StatementRow>,
    },
}

/// The rows of a statement with every long run of rows about single deals folded.
pub fn blocks(document: &Document, statement: &Statement, rows: Vec<StatementRow>, locale: &Locale) -> Vec<Block> {
    let words = Words { document, statement, locale, currency: document.settings.currency };
    let mut blocks = Vec::new();
    let mut run: Vec<StatementRow> = Vec::new();
    for row in rows {
        let goes_on = run.last().is_some_and(|last| row.deal.is_some() && kind(last) == kind(&row));
        if !goes_on {
            words.close(&mut run, &mut blocks);
        }
        match row.deal {
            Some(_) => run.push(row),
            None => blocks.push(Block::Row(row)),
        }
    }
    words.close(&mut run, &mut blocks);
    blocks
}

/// What a row is; of what comes after the earnings, also what happens to them.
fn kind(row: &StatementRow) -> (RowKind, &str) {
    match row.kind {
        RowKind::Afterwards => (row.kind, row.title.split_once(": ").map_or("", |it| it.0)),
        RowKind::Component | RowKind::Period | RowKind::Credit | RowKind::Step | RowKind::Sum | RowKind::Paid => {
            (row.kind, "")
        }
    }
}

impl Words<'_> {
    fn close(&self, run: &mut Vec<StatementRow>, blocks: &mut Vec<Block>) {
        let rows = std::mem::take(run);
        if rows.len() < FOLD_FROM {
            blocks.extend(rows.into_iter().map(Block::Row));
            return;
        }
        let Some(first) = rows.first() else { return };
        let mut deals: Vec<usize> = rows.iter().filter_map(|row| row.deal).collect();
        deals.sort_unstable();
        deals.dedup();
        let count = self.locale.count(deals.len() as i64);
        let word = if deals.len() == 1 { tr!("deal") } else { tr!("deals") };
        let title = match first.kind {
            RowKind::Step => tr!("Earned on {count} {word}"),
            RowKind::Afterwards => format!("{}: {count} {word}", kind(first).1),
            RowKind::Credit | RowKind::Component | RowKind::Period | RowKind::Sum | RowKind::Paid => {
                format!("{count} {word}")
            }
        };
        let measure = first.measured.map(|it| it.0).filter(|it| !it.is_ratio());
        let credit: i64 = rows.iter().filter_map(|row| row.measured).fold(0, |sum, it| sum.saturating_add(it.1));
        let amounts = rows.iter().filter_map(|row| row.amount);
        let sum = StatementRow {
            credit: measure.map(|measure| self.measured(measure, credit)).unwrap_or_default(),
            measured: measure.map(|measure| (measure, credit)),
            running: rows.last().map(|row| row.running.clone()).unwrap_or_default(),
            amount: first.amount.map(|_| amounts.sum::<Money>()),
            ..StatementRow::new(first.kind, title)
        };
        blocks.push(Block::Fold { sum, rows });
    }
}
