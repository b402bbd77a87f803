//! What another scenario enters differently, and what that does: the tables and sentences of the Compare page.

use super::ReportTable;
use crate::engine::compare::{Bridge, differences as found_in};
use crate::model::Document;
use crate::present::Locale;
use crate::present::compare::{
    COMPARED, DifferenceRow, Named, bridge_changes, bridge_none, bridge_rows, bridge_say, by_figure, difference_header,
    rows,
};
use crate::text::tr;
use crate::units::Cadence;

/// So many rows stand on paper; the rest are counted.
const MOST_ROWS: usize = 80;

/// What differs from a base.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// What leads from one amount to the other.
    pub say: String,
    /// Figures, changes that move one of them, inputs.
    pub tables: Vec<ReportTable>,
}

/// A scenario and what follows from it.
type Side<'a> = (&'a Document, Named<'a>);

/// Differences of a scenario from a base.
pub fn differences(base: Side<'_>, open: Side<'_>, bridge: Option<&Bridge>, locale: &Locale) -> Differences {
    let ((old, base), (new, open)) = (base, open);
    let names = (base.0, open.0);
    let mut tables = Vec::new();
    let years = |named: Named<'_>| named.1.periods(Cadence::Year);
    let mut shared =
        years(open).into_iter().map(|it| it.0).filter(|it| years(base).iter().any(|(other, _)| other == it));
    if let Some(year) = shared.next_back() {
        let (header, rows) = by_figure(base, &[open], &COMPARED, year, locale);
        tables.push(ReportTable {
            title: tr!("Figures of {}", crate::present::number::period_label(&year, false)),
            header,
            rows,
            ..ReportTable::default()
        });
    }
    let say = match bridge {
        Some(bridge) if !bridge.steps.is_empty() => {
            tables.push(ReportTable {
                title: bridge_changes(bridge.measure),
                header: [tr!("Change"), bridge.measure.name()].map(str::to_owned).to_vec(),
                rows: bridge_rows(bridge, (old, new), names, locale),
                sum: true,
                words: true,
                ..ReportTable::default()
            });
            bridge_say(bridge, names, locale, new.settings.currency)
        }
        Some(_) => String::new(),
        None => bridge_none(None),
    };
    let found = rows(&found_in(old, new), old, new, locale);
    if found.is_empty() {
        return Differences { say: tr!("Nothing was entered differently.").to_owned(), tables };
    }
    tables.push(ReportTable {
        title: tr!("Inputs that differ").to_owned(),
        say: left_out(found.len()),
        header: difference_header(names.0, names.1),
        rows: found.iter().take(MOST_ROWS).map(DifferenceRow::cells).collect(),
        words: true,
        ..ReportTable::default()
    });
    Differences { say, tables }
}

/// How many rows are not on paper.
fn left_out(count: usize) -> String {
    match count.checked_sub(MOST_ROWS) {
        None | Some(0) => String::new(),
        Some(more) => tr!("The first {MOST_ROWS}; {more} more are on the Compare page."),
    }
}
