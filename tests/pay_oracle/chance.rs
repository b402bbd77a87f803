//! Random components with random months and deals, the same in every run: round figures often, so that bounds are hit exactly, and odd
//! ones as often, so that halves of coins come up.
#![allow(dead_code)]

use remit::engine::pay::{ComponentTerms, DealPiece, Feed, Heads, PayMonth, Ratio};
use remit::model::RampAccelerators;
use remit::model::comp::{
    Accumulates, Boundary, Component, CurvePoint, Factor, Gate, Kicker, KickerPays, KickerWhen, MarginOver, Measure,
    Milestone, Multiplier, MultiplierBy, Rated, Rates, Reach, RoundingAt, Threshold, ThresholdStart, Tier, TierFrom,
    TierValue, TrueUp,
};
use remit::units::{Cadence, Currency, FiscalCalendar, Money, Month, Rate, Rounding, Yearly};

/// A small generator (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From `low` to `high`, both included.
    pub fn whole(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % (high - low + 1) as u64) as i64
    }

    /// True once in so many times.
    pub fn once_in(&mut self, times: i64) -> bool {
        self.whole(1, times) == 1
    }

    pub fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.whole(0, items.len() as i64 - 1) as usize].clone()
    }

    fn sometimes<T>(&mut self, times: i64, make: impl FnOnce(&mut Dice) -> T) -> Option<T> {
        if self.once_in(times) { Some(make(self)) } else { None }
    }

    /// A share of quota and the like: in tens of percent, or to the millionth.
    pub fn rate(&mut self, low_percent: i64, high_percent: i64) -> Rate {
        if self.once_in(2) {
            Rate::percent(self.whole(low_percent / 10, high_percent / 10) * 10)
        } else {
            Rate::from_ppm(self.whole(low_percent * 10_000, high_percent * 10_000))
        }
    }

    /// Money up to so much: in hundreds, or to the coin.
    pub fn money(&mut self, most_major: i64) -> Money {
        if self.once_in(2) {
            Money::from_major(self.whole(0, most_major / 100) * 100)
        } else {
            Money::from_mills(self.whole(0, most_major * 100) * 10)
        }
    }
}

/// One person's component with everything it is fed.
#[derive(Debug)]
pub struct Case {
    pub component: Component,
    pub terms: ComponentTerms,
    pub first: Month,
    pub months: Vec<PayMonth>,
    pub deals: Option<Vec<DealPiece>>,
    /// Where other measures stand is drawn from this.
    pub others: u64,
}

impl Case {
    /// Does something with what the component is fed with.
    pub fn feed<T>(&self, with: impl FnOnce(&Feed<'_>) -> T) -> T {
        let look = |measure, from, to| self.stands(measure, from, to);
        with(&Feed {
            first: self.first,
            months: &self.months,
            deals: self.deals.as_deref(),
            look: &look,
            heads: Heads::Certain,
        })
    }

    /// Where another measure stands over some months: nowhere, on a round figure, or on an odd one.
    pub fn stands(&self, measure: Measure, from: usize, to: usize) -> Option<Ratio> {
        let place = Measure::ALL.iter().position(|it| *it == measure).unwrap_or(0) as u64;
        let mut dice = Dice(self.others ^ (place << 16) ^ ((from as u64) << 8) ^ to as u64);
        match dice.whole(0, 9) {
            0 => None,
            1..=5 => Some(Ratio::new(i128::from(dice.whole(0, 15)), 10)),
            _ => Some(Ratio::new(i128::from(dice.whole(0, 2_000_000)), i128::from(dice.whole(900_000, 1_100_000)))),
        }
    }
}

/// The next random case.
pub fn case(dice: &mut Dice) -> Case {
    let component = component(dice);
    let first = Month::new(2027, dice.whole(1, 12) as u32);
    let count = dice.whole(2, 14) as usize;
    let quota_month = dice.money(90_000).mills() + 1_000;
    let mut months: Vec<PayMonth> = (0..count).map(|_| month(dice, &component, quota_month)).collect();
    let deals = deals(dice, &component, &mut months, quota_month);
    let rough_quota = dice.once_in(4);
    let terms = ComponentTerms {
        variable: Yearly::new(dice.money(200_000)),
        quota_year: match component.measure.is_ratio() {
            true => dice.rate(50, 120).ppm() * 1_000,
            // Where the quota is the sum of others', none is set for the year.
            false if dice.once_in(12) => {
                months.iter_mut().for_each(|month| month.ramped = month.full);
                0
            }
            false => quota_month * 12 + if rough_quota { dice.whole(-quota_month, quota_month) } else { 0 },
        },
        accelerators: dice.pick(&[
            RampAccelerators::OnRampedQuota,
            RampAccelerators::OnRampedQuota,
            RampAccelerators::OnFullQuota,
            RampAccelerators::OffWhileRamping,
        ]),
        deal_size: if dice.once_in(3) { 0 } else { quota_month / dice.whole(1, 4) },
        margin: dice.rate(0, 100),
        calendar: FiscalCalendar::starting(dice.whole(1, 12) as u32),
        currency: dice.pick(&["USD", "USD", "JPY", "KWD"]).parse::<Currency>().unwrap(),
        rounding: dice.pick(&[Rounding::HalfAwayFromZero, Rounding::HalfEven]),
    };
    Case { component, terms, first, months, deals, others: dice.next() }
}

fn month(dice: &mut Dice, component: &Component, quota_month: i64) -> PayMonth {
    let active = if dice.once_in(5) { dice.whole(0, 32) as f64 / 32.0 } else { 1.0 };
    if component.measure.is_ratio() {
        let whole = if dice.once_in(4) { 0 } else { dice.money(500_000).mills() };
        let part = dice.rate(0, 150).ppm() as i128 * whole as i128 / 1_000_000;
        return PayMonth { active, part: part as f64, whole: whole as f64, ..PayMonth::default() };
    }
    let season = dice.pick(&[10, 10, 10, 8, 13]);
    let full = (quota_month as f64 * active) as i64 * season / 10;
    let ramped = if dice.once_in(4) { full * dice.whole(0, 10) / 10 } else { full };
    PayMonth { ramped, full, active, ..PayMonth::default() }
}

/// Deals of the months, and the credit they make; or only the credit of a forecast.
fn deals(dice: &mut Dice, component: &Component, months: &mut [PayMonth], quota_month: i64) -> Option<Vec<DealPiece>> {
    if component.measure.is_ratio() {
        return None;
    }
    let mut deals: Vec<DealPiece> = Vec::new();
    for (at, month) in months.iter_mut().enumerate() {
        for _ in 0..dice.whole(0, 3) {
            let taken_back = if dice.once_in(8) { deals.last().copied() } else { None };
            let credit = match (taken_back, dice.whole(0, 3)) {
                (Some(earlier), _) => -earlier.credit,
                (None, 0) => month.ramped,
                (None, 1) => quota_month / 10 * dice.whole(0, 30),
                (None, _) => dice.whole(-quota_month / 10, quota_month * 2) / 10 * 10,
            };
            let term_months = taken_back.map_or_else(|| dice.pick(&[1, 12, 24, 36]), |it| it.term_months);
            let prepaid = taken_back.map_or_else(|| dice.once_in(3), |it| it.prepaid);
            month.credit += credit;
            // Often round shares that lie on the bounds of a table, of what was sold at a loss and for nothing, too.
            let margin = match (taken_back, dice.whole(0, 3)) {
                (Some(earlier), _) => earlier.margin.map(|(amount, margin)| (-amount, -margin)),
                (None, 0) => None,
                (None, 1) => Some((1_000, dice.whole(-2, 12) * 100)),
                (None, _) => Some((dice.whole(-3, 9_000_000), dice.whole(-100_000, 9_000_000))),
            };
            deals.push(DealPiece { month: at, credit, term_months, prepaid, margin });
        }
    }
    if dice.once_in(3) { None } else { Some(deals) }
}

/// A random component.
pub fn component(dice: &mut Dice) -> Component {
    let measure = dice.pick(&[
        Measure::NewArr,
        Measure::NewArr,
        Measure::ExpansionArr,
        Measure::RenewedArr,
        Measure::Units,
        Measure::Opportunities,
        Measure::GrossMargin,
        Measure::GrossRetention,
        Measure::NetRetention,
    ]);
    let ratio = measure.is_ratio();
    Component {
        measure,
        weight: dice.rate(0, 100),
        cadence: dice.pick(&Cadence::ALL),
        rated: dice.pick(&[Rated::EachDeal, Rated::Period, Rated::QuarterToDate, Rated::YearToDate]),
        // A ratio to date cannot be split into periods; validation says so.
        true_up: if ratio {
            TrueUp::default()
        } else {
            dice.pick(&[TrueUp::CumulativeLessPaid, TrueUp::ThisPeriodOnly])
        },
        rates: rates(dice, ratio),
        attained_by: dice.sometimes(8, |dice| dice.pick(&Measure::ALL)),
        tier_by_margin: dice.sometimes(3, |dice| dice.pick(&[MarginOver::Amount, MarginOver::Cost])),
        threshold: dice.sometimes(4, |dice| Threshold {
            at: dice.rate(0, 110),
            start: dice.pick(&[ThresholdStart::Zero, ThresholdStart::Share]),
        }),
        gate: dice.sometimes(6, |dice| Gate {
            measure: dice.pick(&Measure::ALL),
            at: dice.rate(0, 130),
            accelerators_only: dice.once_in(2),
        }),
        attainment_cap: dice.sometimes(6, |dice| dice.rate(20, 200)),
        cap: dice.sometimes(4, |dice| dice.rate(10, 200)),
        cap_carries: dice.once_in(2),
        kickers: if dice.once_in(4) { (0..dice.whole(1, 2)).map(|_| kicker(dice)).collect() } else { vec![] },
        deal_cap: dice.sometimes(4, |dice| dice.money(9_000)),
        multiplier: dice.sometimes(5, multiplier),
        rounding_at: dice.pick(&[RoundingAt::Component, RoundingAt::Deal]),
        ..Component::default()
    }
}

/// Increasing shares of quota, the first often at nothing.
fn bounds(dice: &mut Dice, ratio: bool) -> Vec<TierFrom> {
    let mut at = if dice.once_in(3) { dice.rate(0, 60) } else { Rate::ZERO };
    let amounts = !ratio && dice.once_in(4);
    let units = !ratio && dice.once_in(6);
    let mut bounds = Vec::new();
    for _ in 0..dice.whole(1, 5) {
        bounds.push(match (units, amounts) {
            (true, _) => TierFrom::Units((at.ppm() / 1_000) as u32),
            (false, true) => TierFrom::Amount(Money::from_mills(at.ppm() * 200)),
            (false, false) => TierFrom::Quota(at),
        });
        at = at + dice.rate(10, 60);
    }
    bounds
}

fn value(dice: &mut Dice, ratio: bool) -> TierValue {
    match dice.whole(0, 6) {
        0 if !ratio => TierValue::Share(dice.rate(0, 30)),
        1 if !ratio => TierValue::PerUnit(Money::from_mills(dice.whole(0, 200))),
        2 => TierValue::Multiple(Rate::from_ppm(dice.whole(-1_000_000, 0))),
        _ => TierValue::Multiple(dice.rate(0, 400)),
    }
}

fn tiers(dice: &mut Dice, ratio: bool) -> Vec<Tier> {
    let reach_back = dice.once_in(2);
    let bounds = bounds(dice, ratio);
    let make = |from| Tier {
        from,
        value: value(dice, ratio),
        reach: if reach_back {
            dice.pick(&[Reach::OwnBound, Reach::Quota, Reach::FirstDollar])
        } else {
            Reach::OwnBound
        },
    };
    bounds.into_iter().map(make).collect()
}

fn rates(dice: &mut Dice, ratio: bool) -> Rates {
    match dice.whole(0, 9) {
        0..=4 => Rates::Tiers { tiers: tiers(dice, ratio), boundary: dice.pick(&[Boundary::Lower, Boundary::Upper]) },
        5 | 6 => Rates::Interpolated {
            tiers: tiers(dice, ratio),
            accumulates: dice.pick(&[Accumulates::Rate, Accumulates::Amount]),
        },
        7 => {
            let mut at = dice.rate(0, 60);
            let points = (0..dice.whole(1, 5)).map(|_| {
                at = at + dice.rate(10, 60);
                CurvePoint { attainment: at, pay: dice.rate(0, 250) }
            });
            Rates::Curve { points: points.collect() }
        }
        8 => Rates::Milestones {
            steps: bounds(dice, ratio).into_iter().map(|at| Milestone { at, pay: dice.money(9_000) }).collect(),
        },
        _ => {
            let mut ascending = |most| {
                let mut at = Rate::ZERO;
                let step = |_| {
                    at = at + dice.rate(10, 50);
                    at
                };
                (0..most).map(step).collect::<Vec<Rate>>()
            };
            let (rows, columns) = (ascending(3), ascending(2));
            let by = dice.pick(&Measure::ALL);
            let cells = rows.iter().map(|_| columns.iter().map(|_| dice.rate(0, 200)).collect()).collect();
            Rates::Matrix { by, rows, columns, cells }
        }
    }
}

fn kicker(dice: &mut Dice) -> Kicker {
    Kicker {
        when: match dice.whole(0, 2) {
            0 => KickerWhen::Term { months: dice.pick(&[12, 24, 36]) },
            1 => KickerWhen::Prepaid,
            _ => KickerWhen::Size { amount: dice.money(40_000) },
        },
        pays: if dice.once_in(2) {
            KickerPays::Multiple(dice.rate(0, 60))
        } else {
            KickerPays::Share(dice.rate(0, 10))
        },
        expected: dice.rate(0, 100),
    }
}

fn multiplier(dice: &mut Dice) -> Multiplier {
    let by = if dice.once_in(2) {
        let mut from = Rate::ZERO;
        let steps = (0..dice.whole(0, 3)).map(|_| {
            from = from + dice.rate(10, 70);
            Factor { from, factor: dice.rate(0, 200) }
        });
        MultiplierBy::Steps { steps: steps.collect() }
    } else {
        MultiplierBy::Attainment { least: dice.rate(0, 90), most: dice.rate(90, 200) }
    };
    Multiplier { measure: dice.pick(&Measure::ALL), by }
}
