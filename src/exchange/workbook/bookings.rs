//! What is booked of what could close, as formulas, and how many customers that is.

use super::actuals::Reported;
use super::coins::settled;
use super::funnel::{AMOUNT, COUNT, Many, SegmentFunnel};
use super::inputs::SegmentCells;
use super::place::{Line, Tab};
use super::sheets::{Form, Look, Sheets};
use super::source::{EVERYWHERE, Source};
use crate::model::ActualField;

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
    reported: Option<&Reported>,
    (sells, closing): (&Many, &[Closing]),
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
    let told = |month: usize| reported.filter(|it| month < it.months);
    // What was booked was in the pipeline, whether the plan knew of it or not.
    sheets.line(TAB, ["Pipeline", name, "ARR"], AMOUNT, |month| match told(month) {
        Some(_) => Some(format!("MAX({},{})", could(month)?, bookings.at(month))),
        None => could(month),
    });
    sheets.line(TAB, ["Bookings", name, "ARR"], (Look::Total, Form::Coin), |month| match told(month) {
        Some(told) => {
            let forecast = format!("MIN({},{})", capacity.at(month), could(month)?);
            Some(told.or(ActualField::New, month, &forecast))
        }
        None => Some(format!("MIN({},{})", capacity.at(month), pipeline.at(month))),
    });
    sheets.line(TAB, ["Waits for the next month", name, "ARR"], AMOUNT, |month| {
        Some(format!("({}-{})*{}", pipeline.at(month), bookings.at(month), cells.carry_over))
    });
    let lost = sheets.line(TAB, ["Lost", name, "ARR"], AMOUNT, |month| {
        Some(format!("{}-{}-{}", pipeline.at(month), bookings.at(month), carried.at(month)))
    });
    let won = deals.map(|deals| {
        // Of every source the same share is booked, and waits: so it is of the number of deals.
        let row = sheets.next_row(TAB);
        let known = Line { tab: TAB, row: row + 1 };
        let ready = sheets.line(TAB, ["Deals in the pipeline", name, "number"], COUNT, |month| {
            let waits = month.checked_sub(1).map_or_else(String::new, |before| {
                format!("+({}-{})*{}", Line { tab: TAB, row }.at(before), known.at(before), cells.carry_over)
            });
            Some(format!("{}{waits}", deals.at(month)))
        });
        let label = if reported.is_some() { "Customers won, of the pipeline" } else { "Customers won" };
        let known = sheets.line(TAB, [label, name, "number"], COUNT, |month| {
            Some(format!("IF({0}>0,{1}*{2}/{0},0)", pipeline.at(month), ready.at(month), bookings.at(month)))
        });
        if reported.is_none() {
            return known;
        }
        sheets.line(TAB, ["Customers won", name, "number"], COUNT, |month| {
            if told(month).is_none() {
                return Some(known.at(month));
            }
            // What was booked beyond the pipeline came in mean deals.
            let beyond = format!("({}-({}))", bookings.at(month), could(month)?);
            let size = cells.deal_size;
            Some(format!("{}+IF({beyond}>0.000001,IF({size}>0,{beyond}/{size},0),0)", known.at(month)))
        })
    });
    let own =
        source.document.segments.get(at).is_some_and(|it| it.pipeline.sources.iter().any(|it| it.deal_size.is_some()));
    let deal = won.filter(|_| own).map(|won| {
        let last = source.horizon.saturating_sub(1);
        let (arr, won) = (bookings.span(0, last), won.span(0, last));
        let mean = format!("SUMPRODUCT({})/SUM({won})", settled(&arr, sheets.digits));
        let typed = cells.deal_size;
        sheets.line(TAB, ["Mean deal over the plan", name, "ARR"], AMOUNT, |month| {
            (month == 0).then(|| format!("IF(SUM({won})>0,ROUND({mean},3),{typed})"))
        })
    });
    SegmentFunnel { capacity, pipeline, bookings, carried, lost, won, deal: deal.map(|it| it.month(0)) }
}
