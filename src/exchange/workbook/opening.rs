//! The input sheet of the opening book: when the typed balance of each segment falls due.

use super::inputs::SegmentCells;
use super::place::{Spot, Tab};
use super::sheets::{Form, Look, Sheets};
use super::source::Source;

/// Shares of the opening book by months to renewal, live in term and weights: a column for each segment, from the row of 0 months on.
pub(crate) struct OpeningShares {
    first: Spot,
}

impl OpeningShares {
    pub(crate) const fn at(&self, segment: usize, months: usize) -> Spot {
        self.first.right(segment * 2 + 1).down(months)
    }

    /// Those of so many months and more.
    pub(crate) fn from(&self, segment: usize, months: usize) -> String {
        self.at(segment, months).to(self.at(segment, 119))
    }
}

pub(crate) fn opening_shares(source: &Source<'_>, sheets: &mut Sheets, cells: &[SegmentCells]) -> OpeningShares {
    let tab = Tab::Opening;
    sheets.text(Spot::new(tab, 0, 0), Look::Title, "Opening book");
    sheets.text(
        Spot::new(tab, 1, 0),
        Look::Fine,
        "The typed balance of a segment falls due over one term, in proportion to the weights of the months.",
    );
    sheets.text(Spot::new(tab, 3, 0), Look::Heading, "Months to renewal");
    sheets.text(Spot::new(tab, 3, 1), Look::Heading, "Month of the year");
    let first = Spot::new(tab, 4, 2);
    let start = source.document.settings.first_month;
    for months in 0..120 {
        let row = 4 + months;
        sheets.number(Spot::new(tab, row, 0), Look::Plain, Form::Count, months as f64);
        let number = f64::from(start.plus(months as i32).number());
        sheets.number(Spot::new(tab, row, 1), Look::Plain, Form::Count, number);
    }
    for (at, cells) in cells.iter().enumerate() {
        let weight = first.right(at * 2);
        sheets.text(weight.up(), Look::Heading, format!("{}: weight", cells.name));
        sheets.text(weight.right(1).up(), Look::Heading, "share");
        let weights = cells.renewal_months.to(cells.renewal_months.down(11));
        let all = weight.to(weight.down(119));
        for months in 0..120 {
            let (spot, month) = (weight.down(months), Spot::new(tab, 4 + months, 1));
            let place = Spot::new(tab, 4 + months, 0);
            let formula = format!("IF({place}<{term},INDEX({weights},{month}),0)", term = cells.term);
            sheets.formula(spot, Look::Plain, Form::Factor, formula);
            let even = format!("IF({place}<{term},1/{term},0)", term = cells.term);
            let formula = format!("IF(SUM({all})>0,{spot}/SUM({all}),{even})");
            sheets.formula(spot.right(1), Look::Plain, Form::Share, formula);
        }
    }
    OpeningShares { first }
}
