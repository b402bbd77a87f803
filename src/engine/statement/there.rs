//! Who is there on a statement: nobody on it is thinned out by what is only expected.

use crate::engine::staff::{self, Holder};
use crate::model::{Document, StintEnd};
use crate::units::{Rate, SeatId};
use chrono::NaiveDate;

/// The document, supposing that this person stays, to the day of leaving if there is one: nobody is thinned out of an own statement by
/// expected attrition.
pub(super) fn staying(document: &Document, seat: usize, stint: usize) -> Document {
    let mut copy = document.clone();
    let last = copy.settings.months().last().map(|month| month.last_day());
    if let Some(stint) = copy.seats.get_mut(seat).and_then(|seat| seat.stints.get_mut(stint))
        && let Some(end) = stint.to.date().or(last)
    {
        stint.to = StintEnd::Known(end);
        // Nor by the chance that an open seat is filled: the statement is of whoever fills it.
        stint.likelihood = Rate::ONE;
    }
    copy
}

/// The holders of all seats on a statement made of real deals: whoever sits in one is there from the first day to the last, not less
/// by expected attrition, and the backfill that is only expected is not there at all. An open requisition counts by its chance until
/// a deal is credited to somebody in it. The order stays, as credits of the forecast are found by it.
pub(super) fn as_they_were(document: &Document, expected: Vec<Holder>) -> Vec<Holder> {
    let mut copy = document.clone();
    for terms in copy.roles.iter_mut().flat_map(|role| &mut role.terms) {
        (terms.attrition_year, terms.backfill) = (Rate::ZERO, false);
    }
    let sells = |seat: &SeatId, from: NaiveDate, to: Option<NaiveDate>| {
        let within = |day: NaiveDate| from <= day && to.is_none_or(|to| day <= to);
        let inside = document.deals.iter().filter(|deal| within(deal.closed));
        inside.flat_map(|deal| &deal.credits).any(|credit| credit.seat == *seat)
    };
    for seat in &mut copy.seats {
        for stint in seat.stints.iter_mut().filter(|it| staff::likelihood(it) < 1.0) {
            if sells(&seat.id, stint.from, stint.to.date()) {
                stint.likelihood = Rate::ONE;
            }
        }
    }
    let mut there = staff::holders(&copy, &staff::posts(&copy)).into_iter().peekable();
    let as_it_was = |it: Holder| match it.stint {
        Some(_) => there.next_if(|real| (real.post, real.stint) == (it.post, it.stint)).unwrap_or(it),
        None => Holder::empty(it.post, None, it.active.len()),
    };
    expected.into_iter().map(as_it_was).collect()
}
