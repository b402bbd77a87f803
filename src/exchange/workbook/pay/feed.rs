//! What a component is fed with, month by month: credit, quota, and where other measures stand.

use super::PayDesk;
use crate::engine::{PaidOn, paid_on, quota_measure};
use crate::exchange::workbook::coins::settled;
use crate::exchange::workbook::groups::{Groups, measure_name};
use crate::exchange::workbook::people::{HolderCells, amount_over_months};
use crate::exchange::workbook::place::{Head, Line, Tab};
use crate::exchange::workbook::plans::ComponentCells;
use crate::exchange::workbook::sheets::{Form, Look, Sheets};
use crate::model::comp::{Measure, Scope, Target};
use crate::units::Rate;

/// Lines of a component.
#[derive(Clone, Copy)]
pub(in crate::exchange::workbook) enum Feed {
    /// An amount: credit, and quota ramped and without ramp.
    Amount { credit: Option<Line>, ramped: Option<Line>, full: Option<Line> },
    /// A ratio: what was kept, of what fell due; nothing where nobody measures it.
    Ratio(Option<(Line, Line)>),
    /// A year that comes evenly at an attainment, of the quota of each month; none where a ratio is attained.
    Even { attainment: Line, full: Option<Line> },
}

impl PayDesk<'_> {
    /// Months of a measure in a scope.
    pub(super) fn feed(
        &self,
        sheets: &mut Sheets,
        groups: &mut Groups,
        (at, who): (usize, &str),
        (measure, scope, target): (Measure, Scope, Target),
        cells: Option<&ComponentCells>,
    ) -> Feed {
        let source = self.source;
        let seat = source.holders.get(at).map_or(0, |it| it.post);
        if measure.is_ratio() {
            if measure.is_score() {
                return Feed::Ratio(None);
            }
            let moves = groups.moves(source, sheets, (self.blocks, self.books), (seat, at, scope));
            return Feed::Ratio(
                moves.map(|[due, gross, net]| (if measure == Measure::NetRetention { net } else { gross }, due)),
            );
        }
        let staff = self.hands.staff.get(at);
        // What others bring in counts while one is there.
        let others = paid_on(measure, scope) == PaidOn::Others;
        let while_there = |sheets: &mut Sheets, label: &str, line: Line| match staff.filter(|_| others) {
            Some(staff) => {
                let labels = [label, who, measure_name(measure)];
                sheets.line(Tab::Pay, labels, (Look::Plain, Form::Coin), |month| {
                    Some(settled(&format!("{}*{}", line.at(month), staff.present.at(month)), 3))
                })
            }
            None => line,
        };
        let (ramped, full) = match target {
            Target::Quota if others => {
                let quota = self.hands.holders.get(at).copied();
                quota.map_or((None, None), |quota| self.quota_in_seat(sheets, (at, who), quota, others))
            }
            Target::Quota => (Some(self.blocks.ramped.line(at)), Some(self.blocks.full.line(at))),
            Target::Amount { per, .. } => match cells.and_then(|it| it.target) {
                Some(amount) => {
                    let quota = amount_over_months(
                        sheets,
                        who,
                        &format!("{amount}*{}", per.per_year()),
                        &self.hands.company.weights(),
                    );
                    self.quota_in_seat(sheets, (at, who), quota, others)
                }
                None => (None, None),
            },
            Target::SumOfQuotas { .. } => {
                let sum = groups.quota(source, sheets, self.blocks, (seat, scope, measure));
                let share = cells.and_then(|it| it.target).map_or(String::new(), |share| format!("*{share}"));
                let line = sheets.line(
                    Tab::Pay,
                    ["Quotas in scope", who, measure_name(measure)],
                    (Look::Plain, Form::Coin),
                    |month| Some(settled(&format!("{}{share}", sum.at(month)), 3)),
                );
                let line = while_there(sheets, "Quotas in scope while in the seat", line);
                (Some(line), Some(line))
            }
            Target::Ratio { .. } => (None, None),
        };
        let credit = if measure == Measure::Meetings {
            // The forecast makes none: they count as held as planned.
            ramped
        } else if scope == Scope::Own {
            self.blocks.of(measure).map(|block| block.line(at))
        } else {
            let credit = groups.credit(source, sheets, self.blocks, (seat, scope, measure));
            credit.map(|line| while_there(sheets, "Credit in scope while in the seat", line))
        };
        Feed::Amount { credit, ramped, full }
    }

    /// A quota over the months of a holder, with ramp and without: of the heads that are expected, or of one whole person.
    fn quota_in_seat(
        &self,
        sheets: &mut Sheets,
        (at, who): (usize, &str),
        quota: HolderCells,
        whole: bool,
    ) -> (Option<Line>, Option<Line>) {
        let Some(staff) = self.hands.staff.get(at) else { return (None, None) };
        let mut line = |label: &str, share: &dyn Fn(usize) -> String| {
            sheets.line(Tab::Pay, [label, who, "of what is set"], (Look::Plain, Form::Coin), |month| {
                Some(settled(&format!("{}*{}", quota.quota_in(&Head::OfYear.at(month)), share(month)), 3))
            })
        };
        let (ramped, active, present) = (staff.ramped, staff.active, staff.present);
        if whole {
            let of_one = |month: usize| {
                let [ramped, active, present] = [ramped, active, present].map(|it| it.at(month));
                format!("IF({active}>0,{ramped}/{active}*{present},0)")
            };
            return (
                Some(line("Quota, ramped", &of_one)),
                Some(line("Quota without ramp", &|month| present.at(month))),
            );
        }
        (
            Some(line("Quota, ramped", &|month| ramped.at(month))),
            Some(line("Quota without ramp", &|month| active.at(month))),
        )
    }

    /// Where another measure stands over some months: attainment or the ratio itself; a text where it stands nowhere.
    pub(super) fn stand(
        &self,
        sheets: &mut Sheets,
        groups: &mut Groups,
        (at, who): (usize, &str),
        (scope, measure): (Scope, Measure),
        window: impl Fn(usize) -> Option<(usize, usize)>,
    ) -> Line {
        let post = self.source.holders.get(at).and_then(|it| self.source.post(it));
        let own = post.is_some_and(|post| quota_measure(post) == measure);
        let target = if scope == Scope::Own && own { Target::Quota } else { Target::SumOfQuotas { share: Rate::ONE } };
        let feed = self.feed(sheets, groups, (at, who), (measure, scope, target), None);
        let label = format!("Where {} stands", measure_name(measure));
        let nowhere = "\"none\"";
        sheets.line(Tab::Pay, [&label, who, "share"], (Look::Plain, Form::Share), |month| {
            let (from, to) = window(month)?;
            let part = |value: String, whole: Line| {
                let whole = whole.span(from, to);
                format!("IF(SUM({whole})>0,{value}/SUM({whole}),{nowhere})")
            };
            Some(match feed {
                Feed::Ratio(None) => nowhere.to_owned(),
                Feed::Ratio(Some((kept, due))) => {
                    let ratio = format!("ROUND(SUM({})/SUM({}),9)", kept.span(from, to), due.span(from, to));
                    format!("IF(SUM({})>0,{ratio},{nowhere})", due.span(from, to))
                }
                Feed::Amount { ramped: Some(quota), credit, .. } => {
                    let credit = credit.map_or_else(|| "0".to_owned(), |it| format!("SUM({})", it.span(from, to)));
                    part(credit, quota)
                }
                Feed::Amount { ramped: None, .. } | Feed::Even { .. } => nowhere.to_owned(),
            })
        })
    }
}
