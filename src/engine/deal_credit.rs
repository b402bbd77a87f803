//! Credits from real deals: each goes to whoever held the credited seats on the day it was closed.

use crate::engine::pay::DealPiece;
use crate::engine::staff::{Holder, Post};
use crate::model::comp::Measure;
use crate::model::{Deal, Document};
use crate::units::{Currency, Money, Month, Rate};
use chrono::NaiveDate;
use std::collections::HashMap;

/// A deal's credit to one holder in one measure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    /// Position of the deal in the document.
    pub deal: usize,
    /// The day it counts for.
    pub day: NaiveDate,
    /// As the rating sees it.
    pub rated: DealPiece,
    /// Credited on top of the 100 %.
    pub overlay: bool,
}

/// Everything that deals credit, by holder and measure, in the order of their days.
#[derive(Default)]
pub(crate) struct DealCredits {
    pieces: HashMap<(usize, Measure), Vec<Piece>>,
    /// Deals whose seat nobody held on that day: (deal, seat as named).
    pub lost: Vec<(usize, String)>,
}

impl DealCredits {
    /// Credits of the deals of a document.
    pub fn of(document: &Document, posts: &[Post<'_>], holders: &[Holder]) -> DealCredits {
        let seats: HashMap<&str, usize> =
            posts.iter().enumerate().map(|(at, post)| (post.seat.id.as_str(), at)).collect();
        let mut by_post: Vec<Vec<usize>> = vec![Vec::new(); posts.len()];
        for (at, holder) in holders.iter().enumerate().filter(|(_, holder)| holder.stint.is_some()) {
            if let Some(places) = by_post.get_mut(holder.post) {
                places.push(at);
            }
        }
        let mut credits = DealCredits::default();
        for (deal_at, deal) in document.deals.iter().enumerate() {
            let amounts = shares(deal, document.settings.currency);
            for (credit, amount) in deal.credits.iter().zip(amounts) {
                let post = seats.get(credit.seat.as_str()).copied();
                let held = post.and_then(|post| by_post.get(post)).and_then(|stints| {
                    stints.iter().copied().find(|at| holders.get(*at).is_some_and(|it| holds(it, posts, deal.closed)))
                });
                let Some(holder) = held else {
                    credits.lost.push((deal_at, credit.seat.to_string()));
                    continue;
                };
                credits.add(holder, deal_at, deal, credit.share, credit.overlay, amount, document);
            }
        }
        for pieces in credits.pieces.values_mut() {
            in_order(pieces);
        }
        credits
    }

    #[allow(clippy::too_many_arguments, reason = "one credit, spelled out")]
    fn add(
        &mut self,
        holder: usize,
        at: usize,
        deal: &Deal,
        share: Rate,
        overlay: bool,
        amount: Money,
        document: &Document,
    ) {
        let settings = &document.settings;
        let month = Month::of(deal.closed).since(settings.first_month);
        let Ok(month) = usize::try_from(month) else { return };
        if month >= settings.horizon() {
            return;
        }
        let mut push = |measure: Measure, credit: i64| {
            let margin = deal.margin.map(|margin| (deal.amount.mills(), margin.mills()));
            let rated = DealPiece { month, credit, term_months: deal.term_months, prepaid: deal.prepaid, margin };
            self.pieces.entry((holder, measure)).or_default().push(Piece {
                deal: at,
                day: deal.closed,
                rated,
                overlay,
            });
        };
        push(deal.measure, amount.mills());
        let sign = if deal.amount.mills() < 0 { -1 } else { 1 };
        match deal.measure {
            Measure::NewArr => {
                push(Measure::Units, sign * share.ppm() / 1_000);
                let margin = deal.margin.map_or_else(
                    || scale(amount.mills(), document.costs.gross_margin.unwrap_or_default()),
                    |margin| scale(margin.mills(), share),
                );
                push(Measure::GrossMargin, margin);
            }
            Measure::ExpansionArr => push(Measure::ExpansionAndPriceArr, amount.mills()),
            Measure::ExpansionAndPriceArr
            | Measure::RenewedArr
            | Measure::GrossRetention
            | Measure::NetRetention
            | Measure::Opportunities
            | Measure::Objectives
            | Measure::GrossMargin
            | Measure::Units
            | Measure::Meetings
            | Measure::Satisfaction => {}
        }
    }

    /// What is credited to some holders in a measure, in the order of days.
    pub fn pieces(&self, holders: &[usize], measure: Measure) -> Vec<Piece> {
        let mut all: Vec<Piece> =
            holders.iter().filter_map(|at| self.pieces.get(&(*at, measure))).flatten().copied().collect();
        if holders.len() > 1 {
            in_order(&mut all);
        }
        all
    }
}

/// Puts pieces in the order of their days. Which of two deals of one day was typed first must not matter.
pub(crate) fn in_order(pieces: &mut [Piece]) {
    pieces.sort_by_key(|it| (it.day, it.rated.credit, it.deal));
}

/// The parts of a deal's amount: those that share it add up exactly, overlays come on top. A ratio is no amount and is not shared.
fn shares(deal: &Deal, currency: Currency) -> Vec<Money> {
    if deal.measure.is_ratio() {
        return vec![deal.amount; deal.credits.len()];
    }
    let own: Vec<f64> =
        deal.credits.iter().map(|it| if it.overlay { 0.0 } else { it.share.ppm().max(0) as f64 }).collect();
    let whole = deal.shared_out();
    let given = Money::from_mills(scale(deal.amount.mills(), whole));
    let parts = if own.iter().sum::<f64>() > 0.0 { split(deal, given, &own, currency) } else { Vec::new() };
    let part = |at: usize| parts.get(at).copied().unwrap_or_default();
    let amount = |(at, credit): (usize, &crate::model::DealCredit)| {
        if credit.overlay { Money::from_mills(scale(deal.amount.mills(), credit.share)) } else { part(at) }
    };
    deal.credits.iter().enumerate().map(amount).collect()
}

/// Money is shared in coins, things in thousandths. A negative amount is shared as its opposite is.
fn split(deal: &Deal, given: Money, weights: &[f64], currency: Currency) -> Vec<Money> {
    let size = Money::from_mills(given.mills().saturating_abs());
    let parts = if deal.measure.is_count() {
        crate::units::rounding::split(size.mills(), weights, 1).into_iter().map(Money::from_mills).collect()
    } else {
        currency.split(size, weights)
    };
    if given.mills() < 0 { parts.into_iter().map(|part| -part).collect() } else { parts }
}

fn scale(mills: i64, share: Rate) -> i64 {
    let product = i128::from(mills) * i128::from(share.ppm());
    let rounded = crate::units::rounding::div_round(product, i128::from(Rate::SCALE), Default::default());
    i64::try_from(rounded).unwrap_or(i64::MAX)
}

/// Whether a holder is in the seat on a day.
fn holds(holder: &Holder, posts: &[Post<'_>], day: NaiveDate) -> bool {
    let stint = posts.get(holder.post).zip(holder.stint).and_then(|(post, at)| post.seat.stints.get(at));
    stint.is_some_and(|stint| stint.from <= day && stint.to.date().is_none_or(|to| day <= to))
}
