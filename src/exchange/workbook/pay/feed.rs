//! What a component is fed with, month by month: credit, quota, and where other measures stand.

use super::PayDesk;
use crate::engine::quota_measure;
use crate::exchange::workbook::coins::settled;
use crate::exchange::workbook::groups::{Groups, measure_name};
use crate::exchange::workbook::place::{Head, Line, Spot, Tab};
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
        let (ramped, full) = match target {
            Target::Quota => (Some(self.blocks.ramped.line(at)), Some(self.blocks.full.line(at))),
            Target::Amount { per, .. } => match cells.and_then(|it| it.target) {
                Some(amount) => self.amount_quota(sheets, (at, who), (amount, per.per_year())),
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
            groups.credit(source, sheets, self.blocks, (seat, scope, measure))
        };
        Feed::Amount { credit, ramped, full }
    }

    /// An amount set in the plan as a quota, over the months as quotas are.
    fn amount_quota(
        &self,
        sheets: &mut Sheets,
        (at, who): (usize, &str),
        (amount, per_year): (Spot, u32),
    ) -> (Option<Line>, Option<Line>) {
        let Some(staff) = self.hands.staff.get(at) else { return (None, None) };
        let cells = crate::exchange::workbook::people::amount_over_months(
            sheets,
            who,
            &format!("{amount}*{per_year}"),
            &self.hands.company.weights(),
        );
        let mut line = |label: &str, share: Line| {
            sheets.line(Tab::Pay, [label, who, "of the amount set"], (Look::Plain, Form::Coin), |month| {
                Some(settled(&format!("{}*{}", cells.quota_in(&Head::OfYear.at(month)), share.at(month)), 3))
            })
        };
        (Some(line("Quota, ramped", staff.ramped)), Some(line("Quota without ramp", staff.active)))
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
