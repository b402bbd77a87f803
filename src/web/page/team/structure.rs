//! Which seats the roster shows, in which order, and what is to be said of them.

use super::cells;
use crate::engine::{Crew, Outcome, Span, TeamSize, teams};
use crate::model::{Document, Function, Severity};
use crate::present::{Locale, staffing};
use crate::text::tr;
use crate::web::app::sentence;
use crate::web::figures::headline_span;
use crate::web::ui::GridRow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Which seats are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Filter {
    /// A role's id, or any.
    pub role: String,
    /// A segment's id, those that serve all, or any.
    pub segment: String,
    /// `problems`, `open`, or all.
    pub only: String,
    /// Part of a holder's name.
    pub name: String,
}

impl Filter {
    /// Whether every seat passes.
    pub fn is_any(&self) -> bool {
        *self == Filter::default()
    }
}

/// The roster as it is shown.
pub(super) struct Roster {
    /// Teams and their seats, in order.
    pub rows: Vec<GridRow>,
    /// Position in the document by id.
    pub at: HashMap<Arc<str>, usize>,
    /// Remarks on leaders and reports, by position.
    pub notes: HashMap<usize, String>,
    /// Problems by seat: column and sentence.
    pub problems: HashMap<String, Vec<(&'static str, String)>>,
    /// The last fiscal year.
    pub span: Span,
}

impl Roster {
    /// The seats that pass a filter, by leader, with what is to be said of them. `refused` are seats with a text that could not be read.
    pub fn of(
        document: &Document,
        outcome: &Outcome,
        locale: &Locale,
        filter: &Filter,
        refused: &HashSet<String>,
    ) -> Roster {
        let span = headline_span(outcome);
        let mut problems: HashMap<String, Vec<(&'static str, String)>> = HashMap::new();
        let mut notes: HashMap<usize, String> = HashMap::new();
        let at: HashMap<Arc<str>, usize> =
            document.seats.iter().enumerate().map(|(at, seat)| (Arc::from(seat.id.as_str()), at)).collect();
        let mut note = |at: usize, text: &str| {
            let place = notes.entry(at).or_default();
            if !place.is_empty() {
                place.push(' ');
            }
            place.push_str(text);
        };
        for problem in &outcome.problems {
            let Some(rest) = problem.at.strip_prefix("seat/") else { continue };
            let (id, rest) = rest.split_once('/').unwrap_or((rest, ""));
            match (problem.severity, at.get(id)) {
                (Severity::Note, Some(at)) => note(*at, &sentence(&problem.text)),
                (Severity::Error | Severity::Warning, _) => {
                    problems
                        .entry(id.to_owned())
                        .or_default()
                        .push((cells::column_of(rest, problem.code), sentence(&problem.text)));
                }
                (Severity::Note, None) => {}
            }
        }
        let teams = teams(document, outcome);
        for team in &teams {
            match team.leader {
                Some(leader) => {
                    match team.size {
                        TeamSize::Fits => {}
                        TeamSize::Above(by) => note(leader, &tr!("Leads {by} more than usual.")),
                        TeamSize::Below(by) => note(leader, &tr!("Leads {by} fewer than usual.")),
                    }
                    if let Some(text) = staffing::unled(outcome, team) {
                        note(leader, &sentence(&text.replace(tr!("nobody leads"), tr!("Empty"))));
                    }
                }
                None => {
                    for at in &team.reports {
                        let leads_all = outcome.seats.get(*at).is_some_and(|it| it.function == Function::Executive);
                        if !leads_all {
                            note(*at, tr!("Reports to nobody."));
                        }
                    }
                }
            }
        }
        let troubled =
            |at: usize, id: &str| problems.contains_key(id) || notes.contains_key(&at) || refused.contains(id);
        let wanted = filter.name.trim().to_lowercase();
        let names = staffing::Names::of(document);
        let mut rows = Vec::new();
        for team in &teams {
            let shown: Vec<usize> = team
                .reports
                .iter()
                .copied()
                .filter(|at| {
                    document.seats.get(*at).is_some_and(|seat| {
                        let name = names.holder(seat);
                        cells::passes(seat, &filter.role, &filter.segment)
                            && match filter.only.as_str() {
                                "problems" => troubled(*at, seat.id.as_str()),
                                "open" => name.is_none(),
                                _all => true,
                            }
                            && (wanted.is_empty() || name.is_some_and(|it| it.to_lowercase().contains(&wanted)))
                    })
                })
                .collect();
            if shown.is_empty() && !(filter.is_any() && team.reports.is_empty()) {
                continue;
            }
            let crew = Crew::of(outcome, team.reports.iter().copied(), span);
            let key = match team.leader.and_then(|at| document.seats.get(at)) {
                Some(leader) => ["team/", leader.id.as_str()].concat(),
                None => "team/".to_owned(),
            };
            let head = staffing::team_head(document, outcome, team, &crew, locale);
            rows.push(GridRow::Group(Arc::from(key), head));
            rows.extend(
                shown.iter().filter_map(|at| document.seats.get(*at)).map(|it| GridRow::Row(Arc::from(it.id.as_str()))),
            );
        }
        Roster { rows, at, notes, problems, span }
    }

    /// Positions of the seats shown.
    pub fn shown(&self) -> impl Iterator<Item = usize> + '_ {
        self.rows.iter().filter_map(|row| match row {
            GridRow::Row(id) => self.at.get(id).copied(),
            GridRow::Group(..) => None,
        })
    }
}
