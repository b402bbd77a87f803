//! What is booked of what could close, as formulas, and how many customers that is.

use super::funnel::{AMOUNT, COUNT, Many, SegmentFunnel};
use super::inputs::SegmentCells;
use super::place::{Line, Tab};
use super::sheets::{Form, Look, Sheets};
use super::source::{EVERYWHERE, Source};

const TAB: Tab = Tab::Funnel;

/// What could close in a segment without what waits from the month before.
#[derive(Clone, Copy)]
pub(super) struct Closing {
    pub arr: Line,
    /// How many deals that is, where sources have deals of their own sizes.
    pub deals: Option<Line>,
}

/// Bookings of a segment: the smaller of capacity and pipeline; of the excess, a share waits and the rest is lost.
pub(super) fn book(
    source: &Source<'_>,
    sheets: &mut Sheets,
    (at, cells): (usize, &SegmentCells),
    sells: &Many,
    closing: &[Closing],
) -> SegmentFunnel {
    let name = cells.name.as_str();
    let shared = source
        .holders
        .iter()
        .any(|it| source.post(it).is_some_and(|it| it.function.sells_new_business() && it.segment.is_none()));
    let deals = closing.get(at).and_then(|it| it.deals);
    let own = closing.get(at).map(|it| it.arr);
    let capacity = sheets.line(TAB, ["Capacity", name, "ARR"], AMOUNT, |month| {
        let everywhere = if shared {
            let all: Vec<String> = closing.iter().map(|it| it.arr.at(month)).collect();
            let (all, even) = (all.join("+"), 1.0 / closing.len().max(1) as f64);
            let share = format!("IF({all}>0,{}/({all}),{even})", own?.at(month));
            format!("+{}*{share}", sells.of(EVERYWHERE, month))
        } else {
            String::new()
        };
        Some(format!("{}{everywhere}", sells.of(name, month)))
    });
    let row = sheets.next_row(TAB);
    let line = |offset: usize| Line { tab: TAB, row: row + offset };
    let (pipeline, bookings, carried) = (line(0), line(1), line(2));
    let could = |month: usize| {
        let before = month.checked_sub(1).map_or(String::new(), |before| format!("+{}", carried.at(before)));
        Some(format!("{}{before}", own?.at(month)))
    };
    let told = source.outcome.segments.get(at).map(|it| (it.closed, &it.new_business.bookings));
    let reported = |month: usize| {
        told.filter(|(closed, _)| month < *closed).and_then(|(_, it)| it.get(month)).map(|it| it.value())
    };
    sheets.line(TAB, ["Pipeline", name, "ARR"], AMOUNT, |month| match reported(month) {
        Some(_) => Some(format!("MAX({},{})", could(month)?, bookings.at(month))),
        None => could(month),
    });
    sheets.line(TAB, ["Bookings", name, "ARR"], (Look::Total, Form::Coin), |month| {
        Some(format!("MIN({},{})", capacity.at(month), pipeline.at(month)))
    });
    for month in 0..source.horizon {
        if let Some(value) = reported(month) {
            sheets.number(bookings.month(month), Look::FromApp, Form::Coin, value);
        }
    }
    sheets.line(TAB, ["Waits for the next month", name, "ARR"], AMOUNT, |month| {
        Some(format!("({}-{})*{}", pipeline.at(month), bookings.at(month), cells.carry_over))
    });
    let lost = sheets.line(TAB, ["Lost", name, "ARR"], AMOUNT, |month| {
        Some(format!("{}-{}-{}", pipeline.at(month), bookings.at(month), carried.at(month)))
    });
    let closed = told.is_some_and(|(closed, _)| closed > 0);
    let won = deals.filter(|_| !closed).map(|deals| {
        // Of every source the same share is booked, and waits: so it is of the number of deals.
        let row = sheets.next_row(TAB);
        let won = Line { tab: TAB, row: row + 1 };
        let could = sheets.line(TAB, ["Deals in the pipeline", name, "number"], COUNT, |month| {
            let waits = month.checked_sub(1).map_or_else(String::new, |before| {
                format!("+({}-{})*{}", Line { tab: TAB, row }.at(before), won.at(before), cells.carry_over)
            });
            Some(format!("{}{waits}", deals.at(month)))
        });
        sheets.line(TAB, ["Customers won", name, "number"], COUNT, |month| {
            Some(format!("IF({0}>0,{1}*{2}/{0},0)", pipeline.at(month), could.at(month), bookings.at(month)))
        })
    });
    SegmentFunnel { capacity, pipeline, bookings, carried, lost, won }
}
