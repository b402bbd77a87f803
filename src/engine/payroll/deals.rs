//! What real deals do to pay besides their credit: what is earned on each, when it falls due, and what is taken back of it.

use super::Desk;
use super::component::Run;
use crate::engine::deal_credit::{Piece, in_order};
use crate::engine::pay::{DealPiece, claw_back, pay_out};
use crate::engine::staff::Post;
use crate::model::Deal;
use crate::model::comp::{Clawback, ClawbackBasis, Component, Measure, PayoutTrigger, PlanVersion};
use crate::units::{ComponentId, Currency, Money, Month, Rate, Rounding};
use chrono::NaiveDate;

/// What one component earned on one deal in the period that closed in a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct OnDeal<'v> {
    /// Position of the deal in the document.
    pub deal: usize,
    /// The component.
    pub component: &'v ComponentId,
    /// Position of the month in which it was earned.
    pub at: usize,
    /// How much.
    pub earned: Money,
    /// What of it the deal's end takes back by rating again, if it does so in a later period.
    pub reversed: Option<Reversed>,
    /// Whether the plan still has the component when the deal ends early: none that never paid on the deal takes its place.
    pub goes_on: bool,
}

/// What rating again takes back of what was earned on a deal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Reversed {
    /// Position of the month that ends the period of the reversal.
    pub at: usize,
    /// How much.
    pub amount: Money,
}

/// Shares what each component earned in each period among the deals of the period, in proportion to their credit, adding up exactly. What
/// a deal that ended within the period took back of its credit earned nothing, and what was taken back of earlier periods is no loss of
/// the deals that this one sold: they earned what the period makes without it. `goes_on` says of a deal whether the plan has the component
/// when it ends.
pub(super) fn on_deals<'v>(
    runs: &[(&'v Component, &'v PlanVersion, Run)],
    goes_on: &dyn Fn(usize, &Component) -> bool,
    (currency, mode): (Currency, Rounding),
) -> Vec<(OnDeal<'v>, &'v PlanVersion)> {
    let mut all = Vec::new();
    let mut taken: Vec<(&ComponentId, Measure, Reversed)> = Vec::new();
    for (component, version, run) in runs {
        for period in &run.earned {
            let of_period =
                taken.iter().filter(|it| (it.0, it.1, it.2.at) == (&component.id, component.measure, period.at));
            let amount = period.amount + of_period.map(|it| it.2.amount).sum::<Money>();
            if amount.mills() <= 0 {
                continue;
            }
            let mut inside: Vec<(usize, i64)> = Vec::new();
            for piece in run.pieces.iter().filter(|it| (period.from..=period.at).contains(&it.rated.month)) {
                match inside.iter_mut().find(|(deal, _)| *deal == piece.deal) {
                    Some((_, credit)) => *credit += piece.rated.credit,
                    None => inside.push((piece.deal, piece.rated.credit)),
                }
            }
            inside.retain(|(_, credit)| *credit > 0);
            let weights: Vec<f64> = inside.iter().map(|(_, credit)| *credit as f64).collect();
            if inside.is_empty() {
                continue;
            }
            for ((deal, credit), earned) in inside.into_iter().zip(currency.split(amount, &weights)) {
                let reversed = reversal(runs, component, deal, period.at).map(|(at, back)| {
                    let taken = i128::from(earned.mills()) * i128::from(back.min(credit));
                    Reversed { at, amount: currency.round_ratio(taken, credit.into(), mode) }
                });
                taken.extend(reversed.map(|it| (&component.id, component.measure, it)));
                let goes_on = goes_on(deal, component);
                let component = &component.id;
                all.push((OnDeal { deal, component, at: period.at, earned, reversed, goes_on }, *version));
            }
        }
    }
    all
}

/// The end of the period after `earned_at` in which a component rates credit of a deal back, be it under a later version of the plan, and
/// how much of it. All that is taken back of one deal is taken back in one month.
fn reversal(
    runs: &[(&Component, &PlanVersion, Run)],
    component: &Component,
    deal: usize,
    earned_at: usize,
) -> Option<(usize, i64)> {
    let same = runs.iter().filter(|(it, _, _)| it.id == component.id && it.measure == component.measure);
    same.map(|it| &it.2).find_map(|run| {
        let gone = run.pieces.iter().filter(|it| it.deal == deal && it.rated.credit < 0 && it.rated.month > earned_at);
        let month = gone.clone().next()?.rated.month;
        let period = run.earned.iter().find(|it| (it.from..=it.at).contains(&month))?;
        Some((period.at, gone.fold(0i64, |sum, it| sum.saturating_sub(it.rated.credit))))
    })
}

/// What was taken back of a deal, and when.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TakenBack {
    /// Position of the deal in the document.
    pub deal: usize,
    /// The component that had paid it.
    pub component: ComponentId,
    /// Position of the month.
    pub at: usize,
    /// How much; negative.
    pub amount: Money,
}

/// What was earned on a deal in one month and becomes due in another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shift {
    /// Position of the deal in the document.
    pub deal: usize,
    /// Position of the month in which it was earned.
    pub earned_at: usize,
    /// Position of the month in which it becomes due; none while it waits, or beyond the plan.
    pub due_at: Option<usize>,
    /// How much.
    pub amount: Money,
    /// Whether it is due because the deal's end takes it back, not because the customer was invoiced or paid.
    pub released: bool,
}

impl Desk<'_> {
    fn place(&self, day: NaiveDate) -> Option<usize> {
        let at = usize::try_from(Month::of(day).since(self.document.settings.first_month)).ok()?;
        (at < self.months.len()).then_some(at)
    }

    /// Whether the plan of a post has a component when a deal ends early; it has for all that anyone will ask, where it does not end.
    pub(super) fn goes_on(&self, post: &Post<'_>, deal: usize, component: &Component) -> bool {
        let ended = self.document.deals.get(deal).and_then(|it| self.place(it.cancelled?));
        let version = ended.and_then(|at| post.version(*self.months.get(at)?));
        version.is_none_or(|it| has(it, component))
    }

    /// Adds the credit that is taken back with the deals that ended early, where the plan takes attainment back too: re-rating then
    /// takes back the pay. The version that held when a deal was closed says so, as it does of amounts that are taken back. A component
    /// takes back of those deals only on which it could pay: which were closed under a version that has it.
    pub(super) fn take_back(&self, pieces: &mut Vec<Piece>, post: &Post<'_>, component: Option<&Component>) {
        let mut reversals = Vec::new();
        for piece in pieces.iter().filter(|it| it.rated.credit > 0) {
            let version = self.months.get(piece.rated.month).and_then(|month| post.version(*month));
            let paid = |version: &&PlanVersion| component.is_none_or(|it| has(version, it));
            let rule = version.filter(paid).map(|it| &it.clawback).filter(|it| it.takes_attainment);
            let Some(rule) = rule.filter(|it| it.basis != ClawbackBasis::None) else { continue };
            let Some(deal) = self.document.deals.get(piece.deal) else { continue };
            let (Some(day), Some(served)) = (deal.cancelled, months_served(deal)) else { continue };
            let Some(month) = self.place(day).filter(|_| served < rule.months) else { continue };
            let share = i128::from(rule.share.ppm());
            let (num, den) = match rule.basis {
                ClawbackBasis::ProRata => (share * i128::from(rule.months - served), i128::from(rule.months.max(1))),
                ClawbackBasis::None | ClawbackBasis::Earned | ClawbackBasis::Paid => (share, 1),
            };
            let den = den * i128::from(Rate::SCALE);
            let credit = crate::units::rounding::div_round(
                i128::from(piece.rated.credit) * num,
                den,
                self.document.settings.rounding,
            );
            let credit = i64::try_from(-credit).unwrap_or(i64::MIN);
            reversals.push(Piece { day, rated: DealPiece { month, credit, ..piece.rated }, ..*piece });
        }
        pieces.extend(reversals);
        in_order(pieces);
    }

    /// Moves what was earned on deals to the month in which the invoice or the cash makes it due; what waits for either is not due yet.
    /// Never more than was earned in the month after the plan's cap. What rating again takes back before that is due together with the
    /// reversal: nobody pays back what still waits. Answers what moved.
    pub(super) fn shifted(&self, on_deals: &[(OnDeal<'_>, &PlanVersion)], due: &mut [Money]) -> Vec<Shift> {
        if on_deals.is_empty() {
            return Vec::new();
        }
        let mut left = due.to_vec();
        let mut shifts = Vec::new();
        for (one, version) in on_deals {
            let Some(deal) = self.document.deals.get(one.deal) else { continue };
            let Some(from) = left.get_mut(one.at) else { continue };
            let amount = match version.payout.trigger {
                PayoutTrigger::Booking => one.earned,
                PayoutTrigger::Invoice | PayoutTrigger::Cash => one.earned.min((*from).max(Money::ZERO)),
            };
            *from -= amount;
            // The month of the reversal earned more by what it takes back.
            if let Some((place, back)) = one.reversed.and_then(|it| Some((left.get_mut(it.at)?, it.amount))) {
                *place += back.min(amount);
            }
            let at = self.falls_due(deal, one, version);
            if at == Some(one.at) {
                continue;
            }
            let early = one.reversed.filter(|it| at.is_none_or(|at| at > it.at));
            let released = early.map_or(Money::ZERO, |it| it.amount.min(amount));
            let parts = [(released, early.map(|it| it.at), true), (amount - released, at, false)];
            for (amount, at, released) in parts.into_iter().filter(|it| !it.0.is_zero()) {
                if let Some(place) = due.get_mut(one.at) {
                    *place -= amount;
                }
                let due_at = at.filter(|at| *at < due.len());
                if let Some(place) = due_at.and_then(|at| due.get_mut(at)) {
                    *place += amount;
                }
                shifts.push(Shift { deal: one.deal, earned_at: one.at, due_at, amount, released });
            }
        }
        shifts
    }

    /// The month in which what was earned on a deal falls due, which may lie beyond the plan; none while it waits for the invoice or the
    /// cash.
    fn falls_due(&self, deal: &Deal, one: &OnDeal<'_>, version: &PlanVersion) -> Option<usize> {
        let day = match version.payout.trigger {
            PayoutTrigger::Booking => return Some(one.at),
            PayoutTrigger::Invoice => deal.invoiced,
            PayoutTrigger::Cash => deal.paid,
        };
        let month = Month::of(day?).since(self.document.settings.first_month);
        Some(usize::try_from(month).unwrap_or(0).max(one.at))
    }

    /// What is taken back of the deals that ended early, where attainment stays, or where the plan has the component no more that would
    /// be rated again. What still waits for the invoice or the cash then is not
    /// owed back by anybody: it is taken back when it falls due, if ever.
    pub(super) fn taken_back(&self, on_deals: &[(OnDeal<'_>, &PlanVersion)]) -> Vec<TakenBack> {
        let settings = &self.document.settings;
        let mut found: Vec<TakenBack> = Vec::new();
        for (one, version) in on_deals {
            let rule: &Clawback = &version.clawback;
            let Some(deal) = self.document.deals.get(one.deal) else { continue };
            let (Some(day), Some(served)) = (deal.cancelled, months_served(deal)) else { continue };
            let Some(at) = self.place(day).filter(|_| !rule.takes_attainment || !one.goes_on) else { continue };
            let Some(due) = self.falls_due(deal, one, version).filter(|due| *due < self.months.len()) else { continue };
            let mut paid = vec![Money::ZERO; at];
            pay_out(&version.payout, one.earned, due, &mut paid, settings.currency, settings.rounding);
            let at = at.max(due);
            let paid: Money = paid.into_iter().sum();
            let amount = claw_back(rule, one.earned, paid, served, settings.currency, settings.rounding);
            if !amount.is_zero() {
                found.push(TakenBack { deal: one.deal, component: one.component.clone(), at, amount });
            }
        }
        found
    }
}

/// Whether a version has a component, by its id and measure.
fn has(version: &PlanVersion, component: &Component) -> bool {
    version.components.iter().any(|it| it.id == component.id && it.measure == component.measure)
}

/// Whole months from closing to the end of a deal that ended early.
fn months_served(deal: &Deal) -> Option<u32> {
    let end = deal.cancelled?;
    let months = Month::of(end).since(Month::of(deal.closed));
    let whole = if chrono::Datelike::day(&end) < chrono::Datelike::day(&deal.closed) { months - 1 } else { months };
    Some(u32::try_from(whole).unwrap_or(0))
}
