//! Those whose results count for somebody else: a team, a segment, the company. Who belongs to whom is fixed; what they bring is live.

use super::credits::CreditBlocks;
use super::ledger::SegmentBookLines;
use super::place::{Block, Line, Spot, Tab};
use super::sheets::{Form, Look, Sheets};
use super::source::Source;
use crate::engine::{group, quota_measure};
use crate::model::comp::{Measure, Scope};
use std::collections::HashMap;

const TAB: Tab = Tab::Groups;
const AMOUNT: (Look, Form) = (Look::Plain, Form::Coin);

/// First column of memberships on the sheet of people.
const MEMBERS: usize = 33;

/// Sums over groups, each written once.
#[derive(Default)]
pub(crate) struct Groups {
    /// Memberships by who belongs: the column.
    columns: HashMap<Vec<bool>, usize>,
    credit: HashMap<(usize, Measure), Line>,
    quota: HashMap<usize, Line>,
    moves: HashMap<(u8, usize), [Line; 3]>,
}

impl Groups {
    /// The column of ones and noughts for some of the holders.
    fn column(&mut self, source: &Source<'_>, sheets: &mut Sheets, name: &str, members: Vec<bool>) -> usize {
        if let Some(known) = self.columns.get(&members) {
            return *known;
        }
        let column = MEMBERS + self.columns.len();
        sheets.text(Spot::new(Tab::People, 3, column), Look::Heading, name);
        for (at, _) in source.holders.iter().enumerate() {
            let inside = members.get(at).copied().unwrap_or(false);
            sheets.number(
                Spot::new(Tab::People, 4 + at, column),
                Look::Fixed,
                Form::Count,
                f64::from(u8::from(inside)),
            );
        }
        self.columns.insert(members, column);
        column
    }

    /// Those in a column, of a block with a line for each holder.
    fn sum(source: &Source<'_>, column: usize, block: Block, month: usize) -> String {
        let first = Spot::new(Tab::People, 4, column);
        let members = first.to(first.down(source.holders.len().saturating_sub(1)));
        format!("SUMPRODUCT({members},{})", block.at(month))
    }

    fn members(source: &Source<'_>, seat: usize, scope: Scope, measure: Measure) -> Vec<bool> {
        let mut inside = vec![false; source.holders.len()];
        for at in group(&source.posts, &source.holders, seat, scope, measure) {
            if let Some(place) = inside.get_mut(at) {
                *place = true;
            }
        }
        inside
    }

    fn named(source: &Source<'_>, seat: usize, scope: Scope) -> String {
        let post = source.posts.get(seat);
        let id =
            |at: Option<usize>| at.and_then(|at| source.posts.get(at)).map_or("nobody", |post| post.seat.id.as_str());
        match scope {
            Scope::Own => id(Some(seat)).to_owned(),
            Scope::Pod => format!("reporting to {}", id(post.and_then(|it| it.manager))),
            Scope::TeamBelow => format!("below {}", id(Some(seat))),
            Scope::Segment => match post.and_then(|it| it.segment) {
                Some(at) => super::source::segment_name(source.document, at),
                None => "company".to_owned(),
            },
            Scope::Company => "company".to_owned(),
        }
    }

    /// Credit of a group in a measure.
    pub(crate) fn credit(
        &mut self,
        source: &Source<'_>,
        sheets: &mut Sheets,
        blocks: &CreditBlocks,
        (seat, scope, measure): (usize, Scope, Measure),
    ) -> Option<Line> {
        let block = blocks.of(measure)?;
        let name = Groups::named(source, seat, scope);
        let column = self.column(source, sheets, &name, Groups::members(source, seat, scope, measure));
        let make = || {
            let label = format!("Credit, {}", measure_name(measure));
            sheets.line(TAB, [&label, &name, ""], AMOUNT, |month| Some(Groups::sum(source, column, block, month)))
        };
        Some(*self.credit.entry((column, measure)).or_insert_with(make))
    }

    /// Quotas of those in a group who bring a measure in themselves: a manager's quota never counts on top of their people's.
    pub(crate) fn quota(
        &mut self,
        source: &Source<'_>,
        sheets: &mut Sheets,
        blocks: &CreditBlocks,
        (seat, scope, measure): (usize, Scope, Measure),
    ) -> Line {
        let mut members = Groups::members(source, seat, scope, measure);
        for (inside, holder) in members.iter_mut().zip(&source.holders) {
            let carries =
                source.post(holder).is_some_and(|post| quota_measure(post) == measure && !post.function.leads());
            *inside &= carries;
        }
        let name = format!("{}, quota in {}", Groups::named(source, seat, scope), measure_name(measure));
        let column = self.column(source, sheets, &name, members);
        let ramped = blocks.ramped;
        let make =
            || sheets.line(TAB, ["Quota", &name, ""], AMOUNT, |month| Some(Groups::sum(source, column, ramped, month)));
        *self.quota.entry(column).or_insert_with(make)
    }

    /// ARR due, what is left after churn and contraction, and with price uplift and expansion, in a scope.
    pub(crate) fn moves(
        &mut self,
        source: &Source<'_>,
        sheets: &mut Sheets,
        (blocks, books): (&CreditBlocks, &[SegmentBookLines]),
        (seat, holder, scope): (usize, usize, Scope),
    ) -> Option<[Line; 3]> {
        let segment = source.posts.get(seat).and_then(|post| post.segment);
        let only = match scope {
            Scope::Own => return blocks.kept.map(|kept| kept.map(|block| block.line(holder))),
            Scope::Pod | Scope::TeamBelow => {
                let kept = blocks.kept?;
                let name = Groups::named(source, seat, scope);
                let members = Groups::members(source, seat, scope, Measure::NetRetention);
                let column = self.column(source, sheets, &name, members);
                let labels = ["ARR due", "Kept of it, gross", "Kept of it, net"];
                let make = || {
                    let mut each = labels.iter().zip(kept).map(|(label, block)| {
                        sheets.line(TAB, [label, &name, "ARR"], AMOUNT, |month| {
                            Some(Groups::sum(source, column, block, month))
                        })
                    });
                    [each.next(), each.next(), each.next()].map(|line| line.unwrap_or(blocks.ramped.line(0)))
                };
                return Some(*self.moves.entry((1, column)).or_insert_with(make));
            }
            Scope::Segment => segment,
            Scope::Company => None,
        };
        let name = only.map_or_else(|| "company".to_owned(), |at| super::source::segment_name(source.document, at));
        let inside: Vec<_> = books
            .iter()
            .enumerate()
            .filter(|(at, _)| only.is_none_or(|only| only == *at))
            .map(|(_, it)| it.moves)
            .collect();
        let made = self.moves.entry((0, only.map_or(0, |at| at + 1))).or_insert_with(|| {
            let mut sum = |label: &str, each: &dyn Fn(&super::ledger::MoveLines, usize) -> String| {
                sheets.line(TAB, [label, &name, "ARR"], AMOUNT, |month| {
                    let all: Vec<String> = inside.iter().map(|moves| each(moves, month)).collect();
                    Some(if all.is_empty() { "0".to_owned() } else { all.join("+") })
                })
            };
            let due = sum("ARR due", &|it, month| it.due.at(month));
            let gross = sum("Kept of it, gross", &|it, month| {
                format!("{}-{}-{}", it.due.at(month), it.churn.at(month), it.contraction.at(month))
            });
            let more = sum("Price uplift and expansion", &|it, month| {
                format!("{}+{}", it.price.at(month), it.expansion.at(month))
            });
            let net = sheets.line(TAB, ["Kept of it, net", &name, "ARR"], AMOUNT, |month| {
                Some(format!("{}+{}", gross.at(month), more.at(month)))
            });
            [due, gross, net]
        });
        Some(*made)
    }
}

/// A measure in words.
pub(crate) const fn measure_name(measure: Measure) -> &'static str {
    match measure {
        Measure::NewArr => "new ARR",
        Measure::ExpansionArr => "expansion ARR",
        Measure::ExpansionAndPriceArr => "expansion and price uplift",
        Measure::RenewedArr => "renewed ARR",
        Measure::GrossRetention => "gross retention",
        Measure::NetRetention => "net retention",
        Measure::Opportunities => "opportunities",
        Measure::Objectives => "objectives",
        Measure::GrossMargin => "gross margin",
        Measure::Units => "units",
        Measure::Meetings => "meetings",
        Measure::Satisfaction => "satisfaction",
    }
}
