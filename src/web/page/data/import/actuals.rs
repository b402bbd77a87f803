//! Closed months as an import.

use super::{Incoming, Named, Names, Said};
use crate::edit::{Command, import_actuals};
use crate::exchange::importer::{ActualRow, ImportReport};
use crate::exchange::intake::{ActualIntake, actuals};
use crate::model::Document;
use crate::present::Locale;
use crate::present::number::show_months;
use crate::text::{mark, tr};
use crate::web::app::App;
use crate::web::ui::Choice;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Closed months: what happened to ARR, heads and pay.
pub(super) struct Actuals;

impl Incoming for Actuals {
    type Row = ActualRow;
    type Taken = ActualIntake;
    const ASK: &'static str = mark!(
        "Closed months (.csv, or cells copied from Excel): month, segment, customers won, new, expansion, contraction \
                               and churned ARR; heads and pay if you have them. A row without a segment is the company's."
    );
    const KEEP: Option<&'static str> = Some(mark!("Keep months that are here and not in this file"));
    const KEEPS: bool = true;
    const INSTEAD: Option<&'static str> = None;

    fn taken(document: &Document, report: &ImportReport<ActualRow>, said: &Said) -> ActualIntake {
        actuals(document, &report.rows, &said.rates)
    }

    fn count(taken: &ActualIntake) -> usize {
        taken.rows.len()
    }

    fn counted(count: usize, locale: &Locale) -> String {
        let noun = if count == 1 { tr!("row of actual figures") } else { tr!("rows of actual figures") };
        format!("{} {noun}", locale.count(count as i64))
    }

    fn effect(taken: &ActualIntake, document: &Document, locale: &Locale) -> String {
        let count = |count: usize| locale.count(count as i64);
        let mut lines = Vec::new();
        let months = taken.rows.iter().map(|row| row.month);
        if let (Some(first), Some(last)) = (months.clone().min(), months.max()) {
            lines.push(tr!(
                "{}. The plan goes on from the last month without a gap before it.",
                show_months(first, last)
            ));
        }
        if taken.updated > 0 {
            let verb = if taken.updated == 1 { tr!("is") } else { tr!("are") };
            lines.push(tr!("{} {verb} here already and will be updated.", count(taken.updated)));
        }
        if !taken.unknown.is_empty() {
            let rows: usize = taken.unknown.values().sum();
            let names: Vec<&str> = taken.unknown.keys().take(6).map(String::as_str).collect();
            lines.push(tr!(
                "{} of segments the plan does not have ({}) stay out, unless you say below which they are.",
                Actuals::counted(rows, locale),
                names.join(", ")
            ));
        }
        if taken.without_segment > 0 {
            lines.push(tr!(
                "{} tell of ARR without a segment; as the plan has several, only their heads and pay come in.",
                Actuals::counted(taken.without_segment, locale)
            ));
        }
        if taken.outside > 0 {
            let span = show_months(document.settings.first_month, document.settings.last_month());
            lines.push(tr!("{} outside the plan ({span}) will not count.", Actuals::counted(taken.outside, locale)));
        }
        lines.join(" ")
    }

    fn tight(_app: App, _taken: &ActualIntake) -> Option<String> {
        // Sixty months of a few segments are small.
        None
    }

    fn foreign(taken: &ActualIntake) -> BTreeMap<String, usize> {
        taken.foreign.clone()
    }

    fn out(taken: &ActualIntake) -> usize {
        taken.without_rate.values().sum()
    }

    fn named(
        document: &Document,
        report: &ImportReport<ActualRow>,
        _taken: &ActualIntake,
        _said: &Said,
    ) -> Vec<(&'static str, Vec<Named>)> {
        if report.unknown.is_empty() {
            return Vec::new();
        }
        let segments = document.segments.iter().map(|it| Choice::new(it.name.clone(), it.name.clone()));
        let choices: Vec<Choice> = std::iter::once(Choice::new("", tr!("Stays out"))).chain(segments).collect();
        let one = |unknown: &crate::exchange::importer::UnknownChoice| Named {
            text: unknown.text.clone(),
            label: unknown.text.clone(),
            help: if unknown.rows == 1 { tr!("1 row").to_owned() } else { tr!("{} rows", unknown.rows) },
            choices: choices.clone(),
            chosen: String::new(),
            of: Names::Mapped,
        };
        vec![(tr!("Which segment each name is"), report.unknown.iter().map(one).collect())]
    }

    fn command(document: &Document, taken: &ActualIntake, said: &Said) -> Command {
        import_actuals(document, &taken.rows, said.keep)
    }

    fn held(document: &Document) -> usize {
        document.actuals.len()
    }

    fn said_of_held(count: usize, locale: &Locale) -> String {
        match count {
            0 => tr!("No actual months yet. They can be typed on the Forecast page, too.").to_owned(),
            some => tr!("{}; they are on the Forecast page, against the plan.", Actuals::counted(some, locale)),
        }
    }

    fn remove() -> Command {
        Command::batch(tr!("remove the actual months"), vec![Command::Actuals(Arc::default())])
    }
}
