//! Money in hand month by month: deals at an attainment go over the desk that makes statements, with ramp, draw, recovery and lag.

use crate::career::abroad::Changed;
use crate::career::offer::Offer;
use crate::career::salaries::in_salaries;
use crate::career::seat::{Desk, SEAT, measures, target_of};
use crate::engine::pay::{DrawLine, pay_out};
use crate::engine::{DealPay, pay_of_deals};
use crate::model::comp::{ClawbackBasis, DrawPaid, Measure, Payout, Pot};
use crate::model::{Deal, DealCredit, Document};
use crate::units::{Cadence, DealId, Money, Month, Rate, SeatId};
use chrono::{Datelike, Duration, NaiveDate};
use std::sync::Arc;

/// Months that are shown.
pub const SHOWN: usize = 24;
/// Days after signing on which customers pay, where pay waits for the cash; illustrative.
const CASH_AFTER_DAYS: i64 = 30;
/// Scores of a ratio in a month. A score is kept to the thousandth; ten of them together tell it ten times as finely.
const SCORES: i64 = 10;
/// A month of more deals than this is told as so many equal ones.
const MOST_DEALS: i64 = 40;

/// One month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CashMonth {
    /// Base pay.
    pub base: Money,
    /// Paid for new business.
    pub new_business: Money,
    /// Paid for expansion.
    pub expansion: Money,
    /// Paid for retention.
    pub retention: Money,
    /// Paid for anything else.
    pub other: Money,
    /// Advanced by a draw or added by a guarantee.
    pub draw: Money,
    /// Taken back of a draw; negative.
    pub recovered: Money,
    /// Paid once for signing.
    pub sign_on: Money,
    /// Paid for nights away, less what they and unpaid travel cost; mostly negative.
    pub travel: Money,
    /// Still owed of a draw at the end of the month.
    pub owed: Money,
    /// What of the sign-on would go back if one left at the end of the month.
    pub sign_on_back: Money,
}

impl CashMonth {
    /// In hand.
    pub fn total(&self) -> Money {
        self.base
            + self.new_business
            + self.expansion
            + self.retention
            + self.other
            + self.draw
            + self.recovered
            + self.sign_on
            + self.travel
    }
}

/// Cash of the first two years.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cash {
    /// The attainment it is at, once ramped.
    pub at: f64,
    /// Months from the first one employed.
    pub months: Vec<(Month, CashMonth)>,
    /// Earned in them and not paid in them.
    pub later: Money,
    /// The most that is ever owed of a draw.
    pub most_owed: Money,
    /// Attainment of full quota in the first twelve months, ramp included; none without a quota.
    pub first_year: Option<f64>,
}

impl Cash {
    /// In hand in the first twelve months.
    pub fn year(&self) -> Money {
        self.months.iter().take(12).map(|(_, it)| it.total()).sum()
    }

    /// In hand in all of them.
    pub fn total(&self) -> Money {
        self.months.iter().map(|(_, it)| it.total()).sum()
    }

    /// The same in the currency that one compares in.
    pub(crate) fn changed(mut self, changed: Changed) -> Cash {
        for (_, it) in &mut self.months {
            let own = *it;
            *it = CashMonth {
                base: changed.money(own.base),
                new_business: changed.money(own.new_business),
                expansion: changed.money(own.expansion),
                retention: changed.money(own.retention),
                other: changed.money(own.other),
                draw: changed.money(own.draw),
                recovered: changed.money(own.recovered),
                sign_on: changed.money(own.sign_on),
                travel: changed.money(own.travel),
                owed: changed.money(own.owed),
                sign_on_back: changed.money(own.sign_on_back),
            };
        }
        Cash { later: changed.money(self.later), most_owed: changed.money(self.most_owed), ..self }
    }

    /// Months in which less comes in than is needed.
    pub fn below(&self, need: Money) -> usize {
        self.months.iter().filter(|(_, it)| it.total() < need).count()
    }
}

/// The share of the first month in which one is employed, by days.
fn first_share_of(document: &Document) -> f64 {
    let first = document.settings.first_month;
    let start = document.seats.first().and_then(|seat| seat.stints.first()).map_or(first.first_day(), |it| it.from);
    f64::from(first.days() - start.day0()) / f64::from(first.days())
}

/// What would be sold month by month at an attainment: as deals, at full productivity times the ramp.
fn deals(desk: &Desk, at: f64) -> Vec<Deal> {
    let Document { settings, .. } = &desk.document;
    let first_share = first_share_of(&desk.document);
    let narrow = desk.document.assumptions.ratio_spread.to_f64().clamp(0.0, 1.0);
    let mut made = Vec::new();
    for (measure, component) in measures(&desk.version) {
        let target = target_of(component, &desk.terms);
        if measure.is_ratio() {
            let ratio = target as f64 / Rate::SCALE as f64 * (1.0 + (at - 1.0) * narrow);
            made.extend(scores(settings.months(), measure, ratio.max(0.0)));
            continue;
        }
        let size = desk.document.segments.first().map_or(0, |it| it.pipeline.deal_size.mills());
        for (index, month) in settings.months().enumerate() {
            let employed = if index == 0 { first_share } else { 1.0 };
            let productive = desk.terms.ramp.productivity_at(index as u32 + 1);
            // To the thousandth, cut where the year's target is cut, so that a year at 100 % is the year's target.
            let up_to = |months: i64| i128::from(target) * i128::from(months) / 12;
            let place = month.index0() as i64;
            let whole = (up_to(place + 1) - up_to(place)) as f64;
            let amount = (whole * at * productive * employed).round() as i64;
            if amount <= 0 {
                continue;
            }
            let count = if size > 0 && !measure.is_count() { (amount / size).clamp(1, MOST_DEALS) } else { 1 };
            for part in 0..count {
                let cut = |index: i64| (i128::from(amount) * i128::from(index) / i128::from(count)) as i64;
                made.push(deal(measure, cut(part + 1) - cut(part), month.last_day(), made.len(), desk.credit));
            }
        }
    }
    made
}

fn scores(months: impl Iterator<Item = Month>, measure: Measure, ratio: f64) -> Vec<Deal> {
    let tenths = (ratio * 1_000.0 * SCORES as f64).round() as i64;
    let mut made = Vec::new();
    for month in months {
        for part in 0..SCORES {
            let score = tenths * (part + 1) / SCORES - tenths * part / SCORES;
            made.push(deal(measure, score, month.last_day(), made.len(), 1.0));
        }
    }
    made
}

fn deal(measure: Measure, mills: i64, closed: NaiveDate, number: usize, credit: f64) -> Deal {
    Deal {
        id: DealId::new(&format!("{measure:?}-{number}")),
        name: String::new(),
        measure,
        amount: Money::from_mills(mills),
        closed,
        term_months: Deal::USUAL_TERM,
        prepaid: false,
        margin: None,
        invoiced: Some(closed),
        paid: Some(closed.checked_add_signed(Duration::days(CASH_AFTER_DAYS)).unwrap_or(closed)),
        cancelled: None,
        credits: vec![DealCredit::new(SeatId::new(SEAT), Rate::from_f64(credit), false)],
    }
}

/// The one who is paid.
fn paid(document: &Document) -> Option<DealPay> {
    pay_of_deals(document).into_iter().next()
}

/// Cash of an offer at an attainment.
pub fn cash(offer: &Offer, desk: &Desk, at: f64) -> Cash {
    let at = if at.is_finite() { at.max(0.0) } else { 0.0 };
    let mut document = desk.document.clone();
    document.deals = Arc::new(deals(desk, at));
    let Some(pay) = paid(&document) else { return Cash::default() };
    let settings = &document.settings;
    let horizon = settings.horizon();
    let spread_out = |earned: &[Money]| {
        let mut paid = vec![Money::ZERO; horizon];
        for (month, amount) in earned.iter().enumerate().filter(|(_, amount)| !amount.is_zero()) {
            pay_out(&desk.version.payout, *amount, month, &mut paid, settings.currency, settings.rounding);
        }
        paid
    };
    // What is advanced comes with its month where the draw does; what is recovered is kept back of commission, when that is paid.
    let advanced: Vec<Money> = pay.draws.iter().map(|line| line.advanced).collect();
    let with_month = desk.version.draw.as_ref().is_some_and(|draw| draw.paid == DrawPaid::WithMonth);
    let advanced = if with_month { advanced } else { spread_out(&advanced) };
    let recovered = spread_out(&pay.draws.iter().map(|line| line.recovered).collect::<Vec<_>>());
    let pots = Pot::ALL.map(|pot| {
        let mut earned = vec![Money::ZERO; horizon];
        for period in pay.payee.components.iter().filter(|it| it.pot == pot).flat_map(|it| &it.earned) {
            if let Some(place) = earned.get_mut(period.at) {
                *place += period.amount;
            }
        }
        let at_once = |(month, amount): (usize, &Money)| share_of(*amount, pay.draws.get(month));
        let at_once: Vec<Money> = earned.iter().enumerate().map(at_once).collect();
        let rest: Vec<Money> = earned.iter().zip(&at_once).map(|(all, now)| *all - *now).collect();
        spread_out(&rest).into_iter().zip(at_once).map(|(late, now)| late + now).collect::<Vec<Money>>()
    });
    let of = |series: &[Money], month: usize| series.get(month).copied().unwrap_or_default();
    let first_share = first_share_of(&document);
    let coins = (settings.currency, settings.rounding);
    let begins = (settings.first_month, first_share);
    let salaries = in_salaries(&pay.payee.base, offer.base_pay(), offer.salaries.unwrap_or(12), begins, coins);
    let months = settings.months().take(SHOWN).enumerate().map(|(month, name)| {
        let (draw, back) = (of(&advanced, month), of(&recovered, month));
        let commission = of(&pay.payee.paid, month) - draw + back;
        let [new_business, retention, expansion, other] = shared(commission, pots.each_ref().map(|pot| of(pot, month)));
        let sign_on = if month == 0 { offer.sign_on.unwrap_or_default() } else { Money::ZERO };
        let owed = pay.draws.get(month).map_or(Money::ZERO, |line| line.owed);
        let base = of(&salaries, month);
        let employed = if month == 0 { first_share } else { 1.0 };
        let travel = Money::from_major_f64(offer.travel_month().to_major() * employed);
        let travel = settings.currency.round(travel, settings.rounding);
        let sign_on_back = offer.sign_on_back_after(month as u32 + 1);
        let recovered = -back;
        let it = CashMonth {
            base,
            new_business,
            expansion,
            retention,
            other,
            draw,
            recovered,
            sign_on,
            travel,
            owed,
            sign_on_back,
        };
        (name, it)
    });
    let months: Vec<(Month, CashMonth)> = months.collect();
    let earned: Money = pay.payable.iter().take(SHOWN).copied().sum();
    let in_hand: Money = pay.payee.paid.iter().take(SHOWN).copied().sum();
    let most_owed = pay.draws.iter().map(|line| line.owed).max().unwrap_or_default();
    let ramp: f64 = (1..=12).map(|tenure| desk.terms.ramp.productivity_at(tenure)).sum::<f64>() / 12.0;
    Cash {
        at,
        months,
        later: (earned - in_hand).max(Money::ZERO),
        most_owed,
        first_year: offer.quota.is_some().then_some(at * ramp),
    }
}

/// What of an amount earned in a month is paid with it: the same share as of all that was earned, where a draw pays some of it at once.
fn share_of(amount: Money, line: Option<&DrawLine>) -> Money {
    let Some(line) = line.filter(|it| it.earned.mills() > 0) else { return Money::ZERO };
    let now = (line.with_month - line.advanced).max(Money::ZERO).min(line.earned);
    let mills = i128::from(amount.mills()) * i128::from(now.mills()) / i128::from(line.earned.mills());
    Money::from_mills(i64::try_from(mills).unwrap_or(0))
}

/// What is paid, by what it is for. A cap of the plan or a wait for cash moves the sum: the parts then follow in proportion.
fn shared(whole: Money, parts: [Money; 4]) -> [Money; 4] {
    let sum: Money = parts.iter().copied().sum();
    if sum == whole {
        return parts;
    }
    if sum.mills() <= 0 {
        // Nothing says what it is for: it waited longer than its earning.
        let [_, retention, expansion, _] = parts.map(|_| Money::ZERO);
        return [whole, retention, expansion, Money::ZERO];
    }
    let mut left = whole;
    let mut cut = parts.map(|part| {
        let mills = i128::from(part.mills()) * i128::from(whole.mills()) / i128::from(sum.mills());
        let amount = Money::from_mills(i64::try_from(mills).unwrap_or(0));
        left -= amount;
        amount
    });
    if let Some(largest) = cut.iter_mut().max_by_key(|it| it.mills()) {
        *largest += left;
    }
    cut
}

/// The most that could be taken back at the end of a fiscal year: every customer signed within the months of the clawback leaves as it
/// ends. Nothing where nothing is ever taken back.
pub fn clawback_at_stake(desk: &Desk, at: f64) -> Money {
    let (earned, left) = clawback_sides(desk, at);
    (earned - left).max(Money::ZERO)
}

/// What is earned on the deals of two fiscal years, and what is left of it then. Nothing of both where nothing is ever taken back.
///
/// They are the two years to the first end of one after the months that are shown: then every month, quarter and year has been rated
/// and paid, whatever the first day was.
pub(super) fn clawback_sides(desk: &Desk, at: f64) -> (Money, Money) {
    let rule = &desk.version.clawback;
    if rule.basis == ClawbackBasis::None || rule.months == 0 {
        return (Money::ZERO, Money::ZERO);
    }
    let mut document = desk.document.clone();
    // What is taken back must not wait for anything that happens later, and a draw is no commission.
    for version in document.plans.iter_mut().flat_map(|plan| &mut plan.versions) {
        version.payout = Payout { lag_months: 0, ..Payout::default() };
        version.draw = None;
    }
    let settings = &document.settings;
    let shown = settings.first_month.plus(SHOWN as i32 - 1);
    let last = settings.fiscal_calendar().period_of(shown, Cadence::Year).last();
    let mut made = deals(desk, at);
    made.retain(|deal| (last.plus(1 - SHOWN as i32)..=last).contains(&Month::of(deal.closed)));
    document.deals = Arc::new(made.clone());
    let whole =
        |document: &Document| -> Money { paid(document).map(|it| it.payable.into_iter().sum()).unwrap_or_default() };
    let kept = whole(&document);
    // Rated again with their year where attainment goes back too; else on the next day, when the last of it is paid.
    let gone = if rule.takes_attainment { last.last_day() } else { last.plus(1).first_day() };
    let first = last.plus(1 - i32::try_from(rule.months).unwrap_or(i32::MAX / 2));
    for deal in made.iter_mut().filter(|deal| Month::of(deal.closed) >= first && !deal.measure.is_ratio()) {
        deal.cancelled = Some(gone);
    }
    document.deals = Arc::new(made);
    (kept, whole(&document))
}
