//! The closing side's share of what customers renew and expand in the first months after they were won, as formulas.
//!
//! The engine's `handover` in a spreadsheet: what fell due of each month's wins, by how long ago that was; what each seat sold of them; and
//! so what each seat is credited with, as long as anybody sits in it.

use super::closed::ClosedLines;
use super::credits::Team;
use super::funnel::{FunnelLines, Hands};
use super::inputs::SegmentCells;
use super::ledger::{MoveLines, SegmentBookLines};
use super::place::{Head, Line, Spot, Tab};
use super::sheets::{Form, Look, Sheets};
use super::source::Source;
use crate::model::Function;

const AMOUNT: (Look, Form) = (Look::Plain, Form::Coin);
const FACTOR: (Look, Form) = (Look::Plain, Form::Factor);
const TAB: Tab = Tab::Credits;

/// The cell of the sellers' share; none where nothing is shared.
pub(crate) fn seller_share(source: &Source<'_>, sheets: &mut Sheets) -> Option<Spot> {
    let rule = source.document.assumptions.handover;
    if !rule.shares() {
        return None;
    }
    let tab = Tab::Settings;
    sheets.heading(tab, "Shared credit after a win");
    let row = sheets.next_row(tab);
    sheets.text(Spot::new(tab, row, 0), Look::Plain, "Sellers share the credit for so many months after a win");
    sheets.number(Spot::new(tab, row, 1), Look::Fixed, Form::Count, f64::from(rule.months));
    sheets.text(Spot::new(tab, row, 2), Look::Fine, "months");
    sheets.text(Spot::new(tab, row + 1, 0), Look::Plain, "Sellers' share of that credit");
    let cell = Spot::new(tab, row + 1, 1);
    sheets.number(cell, Look::Input, Form::Share, rule.seller_share.to_f64().clamp(0.0, 1.0));
    sheets.bound(cell, 0.0, 1.0);
    sheets.text(Spot::new(tab, row + 1, 2), Look::Fine, "share");
    sheets.name("Seller_share", cell);
    Some(cell)
}

/// Whether sellers share with account managers of a segment, else with its customer success.
pub(super) fn with_managers(source: &Source<'_>, segment: usize) -> bool {
    source.holders.iter().any(|holder| {
        let post = source.post(holder).filter(|post| post.segment.is_none_or(|own| own == segment));
        post.is_some_and(|post| matches!(post.function, Function::AccountManagement | Function::Hybrid))
    })
}

/// Seats that sell in a segment, with those who could hold them.
fn sellers(source: &Source<'_>, funnel: &FunnelLines, segment: usize) -> Vec<(usize, Vec<usize>)> {
    let sells = |post: usize| {
        let serves = source.posts.get(post).is_some_and(|it| it.segment.is_none_or(|own| own == segment));
        serves && source.holders.iter().zip(&funnel.capacity).any(|(it, line)| it.post == post && line.is_some())
    };
    let seats = (0..source.posts.len()).filter(|post| sells(*post));
    let all = source.holders.iter().enumerate();
    seats.map(|seat| (seat, all.clone().filter(|(_, it)| it.post == seat).map(|(at, _)| at).collect())).collect()
}

/// The closing side of a segment: who, by what they are credited with, and what that is.
pub(super) fn closing(
    source: &Source<'_>,
    sheets: &mut Sheets,
    hands: &Hands<'_>,
    (funnel, book): (&FunnelLines, &SegmentBookLines),
    segment: usize,
) -> Option<(Team, MoveLines)> {
    let (share, cells) = (hands.seller_share?, hands.segments.get(segment)?);
    let months = (source.document.assumptions.handover.months as usize).min(source.horizon.saturating_sub(1));
    let seats = sellers(source, funnel, segment);
    if seats.is_empty() || months == 0 {
        return None;
    }
    sheets.heading(TAB, format!("{}: customers won in the {months} months before, and who sold them", cells.name));
    let closed = book.cohorts.closed.as_ref();
    let due = by_age(sheets, cells, book, months, true);
    let other = closed.map(|_| by_age(sheets, cells, book, months, false));
    let mut each = |label: &str, style, formula: &dyn Fn(usize, usize) -> Option<String>| {
        let block = sheets.block(TAB, seats.len());
        for (index, (seat, _)) in seats.iter().enumerate() {
            let id = source.posts.get(*seat).map_or("", |post| post.seat.id.as_str());
            sheets.line(TAB, [label, id, ""], style, |month| formula(index, month));
        }
        block
    };
    let could = each("Selling capacity of the seat", AMOUNT, &|index, month| {
        let who = &seats.get(index)?.1;
        let lines = who.iter().filter_map(|at| funnel.capacity.get(*at).copied().flatten());
        Some(lines.map(|line| line.at(month)).collect::<Vec<_>>().join("+"))
    });
    let sold = each("Sold of the month's wins", (Look::Plain, Form::Share), &|index, month| {
        Some(format!("IF(SUM({0})>0,{1}/SUM({0}),0)", could.at(month), could.line(index).at(month)))
    });
    let present = each("Heads in the seat", FACTOR, &|index, month| {
        let lines = seats.get(index)?.1.iter().filter_map(|at| hands.staff.get(*at));
        Some(lines.map(|it| it.active.at(month)).collect::<Vec<_>>().join("+"))
    });
    let of_seat = |of: &[Line], index: usize, month: usize| {
        let terms: Vec<String> = of
            .iter()
            .zip(1..)
            .filter_map(|(line, age): (&Line, usize)| {
                Some(format!("{}*{}", line.at(month), sold.line(index).at(month.checked_sub(age)?)))
            })
            .collect();
        if terms.is_empty() { "0".to_owned() } else { terms.join("+") }
    };
    let own = each("Due of what the seat sold", AMOUNT, &|index, month| Some(of_seat(&due, index, month)));
    let stays = other.map(|other| {
        each("Not due of what the seat sold", AMOUNT, &|index, month| {
            ClosedLines::filter(closed, month).map(|_| of_seat(&other, index, month))
        })
    });
    let mut line = |label: &str, formula: &dyn Fn(usize) -> String| {
        sheets.line(TAB, [label, &cells.name, "ARR"], AMOUNT, |month| Some(formula(month)))
    };
    let seated =
        |block: super::place::Block, month: usize| format!("SUMPRODUCT(({}>0)*{})", present.at(month), block.at(month));
    let told = |month: usize| ClosedLines::filter(closed, month).zip(stays);
    let by_term = line("Due, of seats with a holder", &|month| seated(own, month));
    let rest = line("Not due, of seats with a holder", &|month| {
        told(month).map_or_else(|| "0".to_owned(), |(_, stays)| seated(stays, month))
    });
    let weight = line("Due or left, of seats with a holder", &|month| match told(month) {
        Some((told, _)) => format!("{}+{}*{}", by_term.at(month), rest.at(month), told.lost_other.at(month)),
        None => by_term.at(month),
    });
    let rates = &book.cohorts;
    // Nothing is shared where there is nobody to share with.
    let shared = |what: String, month: usize| format!("IF({}>0,{share}*({what}),0)", weight.at(month));
    let renewed = |month: usize| format!("{}*{}", by_term.at(month), rates.renewal.at(month));
    let lost = |told: &ClosedLines, month: usize| told.lost_of(&by_term.at(month), &rest.at(month), month);
    let due = line("Sellers' share: due", &|month| shared(weight.at(month), month));
    let churn = line("Sellers' share: churn", &|month| {
        let what = match told(month) {
            Some((told, _)) => format!("{}*{}", lost(told, month), told.churn_part.at(month)),
            None => format!("{}-{}", by_term.at(month), renewed(month)),
        };
        shared(what, month)
    });
    let contraction = line("Sellers' share: contraction", &|month| {
        let what = match told(month) {
            Some((told, _)) => format!("{}*(1-{})", lost(told, month), told.churn_part.at(month)),
            None => format!("{}*{}", renewed(month), rates.contraction.at(month)),
        };
        shared(what, month)
    });
    let kept = |month: usize| format!("{}*(1-{})", renewed(month), rates.contraction.at(month));
    let price = line("Sellers' share: price uplift", &|month| {
        let what = match told(month) {
            Some((told, _)) => told.price_of(&by_term.at(month), &rest.at(month), 0, month),
            None => format!("{}*{}", kept(month), cells.price),
        };
        shared(what, month)
    });
    let expansion = line("Sellers' share: expansion", &|month| {
        let what = match told(month) {
            Some((told, _)) => told.expansion_of(&by_term.at(month), &rest.at(month), 0, month),
            None => format!("{}*(1+{})*{}", kept(month), cells.price, rates.expansion.at(month)),
        };
        shared(what, month)
    });
    let moves = MoveLines { due, churn, contraction, price, expansion };
    let who = seats.iter().flat_map(|(_, who)| who.iter().copied()).collect();
    let title = format!("{}: sellers by what they are credited with after the win", cells.name);
    let team = Team::new(source, sheets, &title, who, |at, month| {
        let post = source.holders.get(at).map(|it| it.post);
        let found = seats.iter().position(|(seat, _)| Some(*seat) == post);
        let (Some(index), Some(staff)) = (found, hands.staff.get(at)) else { return "0".to_owned() };
        let of_own = match told(month) {
            Some((told, stays)) => {
                format!("({}+{}*{})", own.line(index).at(month), stays.line(index).at(month), told.lost_other.at(month))
            }
            None => own.line(index).at(month),
        };
        format!("IF({0}>0,{of_own}*{1}/{0},0)", present.line(index).at(month), staff.active.at(month))
    });
    Some((team, moves))
}

/// What falls due, or does not, of customers won so many months before: a line for every number of months.
fn by_age(
    sheets: &mut Sheets,
    cells: &SegmentCells,
    book: &SegmentBookLines,
    months: usize,
    falls_due: bool,
) -> Vec<Line> {
    let place = &book.cohorts;
    let joined = |start: usize| place.block.line(place.opening_cohorts + place.accounts.len() + start);
    let of_age = |age: usize| {
        let what = if falls_due { "Due" } else { "Not due" };
        let label = format!("{what}, won {age} months before");
        sheets.line(TAB, [&label, &cells.name, "ARR"], AMOUNT, |month| {
            let won = joined(month.checked_sub(age)?);
            let (now, first_due, term) = (Head::Place.at(month), won.key(3), won.key(4));
            let falls = format!("AND({now}>={first_due},MOD({now}-{first_due},{term})=0)");
            let arr = won.at(month);
            Some(if falls_due { format!("IF({falls},{arr},0)") } else { format!("IF({falls},0,{arr})") })
        })
    };
    (1..=months).map(of_age).collect()
}
