//! Deals made of the forecast: its credits of some months as deals of about the mean size, so that statements can be made of them.
//!
//! Every month of every credited person adds up to the forecast's credit there, to the coin. What account managers and customer
//! success are both credited with is one deal, the second of them as an overlay, so that no ARR stands twice in the list.

use crate::engine::credit::Credits;
use crate::engine::deal_size;
use crate::engine::row::Span;
use crate::engine::staff::{self, Holder, Post};
use crate::model::comp::Measure;
use crate::model::{Deal, DealCredit, Document, Function};
use crate::units::{DealId, Money, Month, Rate, SegmentId};
use chrono::NaiveDate;

/// What the ids of deals taken from the forecast begin with; segment, month and number follow.
const PREFIX: &str = "forecast:";
/// What stands for no segment in the id: results that are counted without one.
const NO_SEGMENT: &str = "-";
/// Nobody reads more deals than this, and no browser keeps them.
const MOST: usize = 20_000;

/// The forecast of these months would be too many deals: so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyDeals(pub usize);

/// Whether a deal was taken from the forecast for one of these months, and for the segment if one is named.
pub fn is_forecast_deal(document: &Document, deal: &DealId, span: Span, segment: Option<&SegmentId>) -> bool {
    let mut parts = deal.as_str().rsplitn(3, ':').skip(1);
    let (Some(month), Some(head)) = (parts.next().and_then(|month| month.parse::<Month>().ok()), parts.next()) else {
        return false;
    };
    let Some(own) = head.strip_prefix(PREFIX) else { return false };
    let at = usize::try_from(month.since(document.settings.first_month));
    at.is_ok_and(|at| (span.from..=span.to).contains(&at)) && segment.is_none_or(|segment| segment.as_str() == own)
}

/// One month's credit of one measure, by who is credited with it.
struct Piece {
    /// The holder credited with it.
    own: Option<usize>,
    /// Customer success, credited with the same.
    overlay: Option<usize>,
    mills: i64,
}

/// The forecast's credits of some months as deals, of all segments or one, in the order of their days.
///
/// They are of the mean size of their segment where a month's credit is as much, in equal parts otherwise; closed on days spread over
/// the month, invoiced and paid on the same day, since the forecast knows of no wait; and without a name. Credits of an expected backfill go to the seat
/// while somebody holds it and are house accounts otherwise. Opportunities are one entry per person and month.
pub fn forecast_deals(document: &Document, span: Span, segment: Option<&SegmentId>) -> Result<Vec<Deal>, TooManyDeals> {
    let posts = staff::posts(document);
    let holders = staff::holders(document, &posts);
    let forecast = super::forecast(document, &posts, &holders);
    let currency = document.settings.currency;
    let bookings: Vec<Vec<Money>> = forecast
        .new_business
        .iter()
        .map(|it| it.bookings.iter().map(|flow| currency.settle(*flow)).collect())
        .collect();
    let mut maker = Maker { document, posts: &posts, holders: &holders, deals: Vec::new(), count: 0 };
    let sizes = deal_size::by_segment(document, &forecast.new_business);
    for (at, own) in document.segments.iter().enumerate() {
        if segment.is_some_and(|wanted| *wanted != own.id) {
            continue;
        }
        let made = (&posts[..], &holders[..], &forecast.capacity[..]);
        let credits = Credits::of_segment(at, made, &bookings, &forecast.book, currency);
        let size = sizes.get(at).copied().unwrap_or_default().max(0);
        for offset in span.from..=span.to {
            maker.month(&credits, offset, own.id.as_str(), size, own.retention.term_months);
        }
    }
    for offset in span.from..=span.to {
        let wanted = segment.map(|wanted| document.segments.iter().position(|it| it.id == *wanted));
        maker.opportunities(&forecast.credits, offset, wanted);
    }
    if maker.count > MOST {
        return Err(TooManyDeals(maker.count));
    }
    let mut deals = maker.deals;
    deals.sort_by_key(|deal| deal.closed);
    Ok(deals)
}

struct Maker<'a> {
    document: &'a Document,
    posts: &'a [Post<'a>],
    holders: &'a [Holder],
    deals: Vec<Deal>,
    /// How many there would be, beyond those that are kept.
    count: usize,
}

impl Maker<'_> {
    /// The deals of a segment in one month.
    fn month(&mut self, credits: &Credits, offset: usize, segment: &str, size: i64, term_months: u32) {
        let month = self.document.settings.first_month.plus(offset as i32);
        let mut number = 0;
        for measure in [Measure::NewArr, Measure::ExpansionArr, Measure::ExpansionAndPriceArr, Measure::RenewedArr] {
            let credit = |at: usize| {
                let all = credits.of_holder(at, measure, offset);
                // Expansion counts as expansion and price already, so what is left of that is price.
                if measure == Measure::ExpansionAndPriceArr {
                    all - credits.of_holder(at, Measure::ExpansionArr, offset)
                } else {
                    all
                }
            };
            let credited = (0..self.holders.len()).map(|at| (at, credit(at))).filter(|it| it.1 != 0);
            for piece in self.pieces(credited.collect()) {
                let count = parts(piece.mills, size);
                self.count = self.count.saturating_add(count);
                if self.count > MOST {
                    continue;
                }
                self.close(measure, &piece, count, (segment, month, term_months), &mut number);
            }
        }
    }

    /// Lays what account managers and sellers are credited with beside what customer success is: each piece belongs to one of either.
    fn pieces(&self, credited: Vec<(usize, i64)>) -> Vec<Piece> {
        let function = |at: usize| self.holders.get(at).and_then(|it| self.posts.get(it.post)).map(|it| it.function);
        let success = |at: &usize| function(*at) == Some(Function::CustomerSuccess);
        let keeps = |at: &usize| matches!(function(*at), Some(Function::AccountManagement | Function::Hybrid));
        if !credited.iter().any(|(at, _)| keeps(at)) || credited.iter().any(|(_, mills)| *mills < 0) {
            let one = |(at, mills)| Piece { own: Some(at), overlay: None, mills };
            return credited.into_iter().map(one).collect();
        }
        let (mut beside, mut own): (Vec<_>, Vec<_>) = credited.into_iter().partition(|(at, _)| success(at));
        let mut pieces = Vec::new();
        beside.reverse();
        own.reverse();
        loop {
            let (first, second) = (own.last_mut(), beside.last_mut());
            let least = [first.as_ref().map(|it| it.1), second.as_ref().map(|it| it.1)].into_iter().flatten().min();
            let Some(mills) = least else { return pieces };
            pieces.push(Piece { own: first.as_ref().map(|it| it.0), overlay: second.as_ref().map(|it| it.0), mills });
            for last in [first, second].into_iter().flatten() {
                last.1 -= mills;
            }
            own.pop_if(|it| it.1 == 0);
            beside.pop_if(|it| it.1 == 0);
        }
    }

    fn close(
        &mut self,
        measure: Measure,
        piece: &Piece,
        count: usize,
        (segment, month, term_months): (&str, Month, u32),
        number: &mut usize,
    ) {
        let (lead, second) = (piece.own.or(piece.overlay), piece.own.and(piece.overlay));
        let mut days = self.days(lead, second, month);
        let placed = !days.is_empty();
        if !placed {
            days.extend(month.first_day().iter_days().take(month.days() as usize));
        }
        let seat = |at: usize| self.holders.get(at).and_then(|it| self.posts.get(it.post)).map(|it| &it.seat.id);
        let credit = |at: Option<usize>, overlay| {
            let seat = at.and_then(seat)?.clone();
            Some(DealCredit::new(seat, Rate::ONE, overlay))
        };
        let credits: Vec<DealCredit> =
            [credit(lead, false), credit(second, true)].into_iter().flatten().filter(|_| placed).collect();
        // Not everybody closes on the first of the month.
        let shift = lead.unwrap_or_default() * 7;
        for (at, amount) in equal(self.document, measure, piece.mills, count).into_iter().enumerate() {
            *number += 1;
            let place = ((2 * at + 1) * days.len() / (2 * count) + shift) % days.len();
            let closed = days.get(place).copied().unwrap_or_else(|| month.last_day());
            self.deals.push(Deal {
                id: DealId::new(&format!("{PREFIX}{segment}:{month}:{number}")),
                name: String::new(),
                measure,
                amount,
                closed,
                term_months,
                prepaid: false,
                margin: None,
                invoiced: Some(closed),
                paid: Some(closed),
                cancelled: None,
                credits: credits.clone(),
            });
        }
    }

    /// What each person is forecast to find.
    fn opportunities(&mut self, credits: &Credits, offset: usize, segment: Option<Option<usize>>) {
        let month = self.document.settings.first_month.plus(offset as i32);
        let mut number = 0;
        for at in 0..self.holders.len() {
            let mills = credits.of_holder(at, Measure::Opportunities, offset);
            let own = self.holders.get(at).and_then(|it| self.posts.get(it.post)).and_then(|it| it.segment);
            if mills == 0 || segment.is_some_and(|wanted| wanted != own) {
                continue;
            }
            self.count = self.count.saturating_add(1);
            let name = own.and_then(|own| self.document.segments.get(own)).map_or(NO_SEGMENT, |it| it.id.as_str());
            let before = self.deals.len();
            let piece = Piece { own: Some(at), overlay: None, mills };
            self.close(Measure::Opportunities, &piece, 1, (name, month, Deal::USUAL_TERM), &mut number);
            for deal in self.deals.iter_mut().skip(before) {
                deal.id = DealId::new(&format!("{PREFIX}{name}:{month}:found-{number}"));
            }
        }
    }

    /// The days of a month on which a holder is in the seat; where a second is credited too, those on which both are, if there are any.
    fn days(&self, lead: Option<usize>, second: Option<usize>, month: Month) -> Vec<NaiveDate> {
        let held = |at: Option<usize>, day: &NaiveDate| {
            let Some(holder) = at.and_then(|at| self.holders.get(at)) else { return true };
            let Some(post) = self.posts.get(holder.post) else { return false };
            // The expected backfill has no days of its own: whoever holds the seat stands for it.
            let mut stints =
                post.seat.stints.iter().enumerate().filter(|(at, _)| holder.stint.is_none_or(|it| it == *at));
            stints.any(|(_, stint)| stint.from <= *day && stint.to.date().is_none_or(|to| *day <= to))
        };
        let days = || month.first_day().iter_days().take(month.days() as usize);
        let both: Vec<NaiveDate> = days().filter(|day| held(lead, day) && held(second, day)).collect();
        if both.is_empty() { days().filter(|day| held(lead, day)).collect() } else { both }
    }
}

/// How many deals of a size an amount is: at least one.
fn parts(mills: i64, size: i64) -> usize {
    if size == 0 {
        return 1;
    }
    let nearest = (mills.unsigned_abs() + size.unsigned_abs() / 2) / size.unsigned_abs();
    usize::try_from(nearest).unwrap_or(usize::MAX).max(1)
}

/// Equal parts that add up exactly: money in coins, things as they are counted.
fn equal(document: &Document, measure: Measure, mills: i64, count: usize) -> Vec<Money> {
    let amount = Money::from_mills(mills);
    if measure.is_count() || count == 1 {
        return vec![amount];
    }
    let size = Money::from_mills(mills.saturating_abs());
    let parts = document.settings.currency.split(size, &vec![1.0; count]);
    if mills < 0 { parts.into_iter().map(|part| -part).collect() } else { parts }
}
