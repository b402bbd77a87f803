//! Random plans of one person with random deals, the same in every run.

use crate::chance::{Dice, component};
use chrono::NaiveDate;
use remit::model::comp::{
    Component, Draw, DrawKind, DrawStep, Measure, Payout, Plan, PlanVersion, Spif, SpifPays, Target,
};
use remit::model::{
    Deal, DealCredit, Document, Function, Overrides, Quota, Ramp, RampAccelerators, Role, Seat, Settings, Stint, Terms,
};
use remit::units::{
    Cadence, ComponentId, Currency, DealId, Money, Month, Monthly, PlanId, Rate, RoleId, Rounding, SeatId, Yearly,
};
use std::sync::Arc;

/// A document with one seat, `me`, its plan and its deals.
pub fn document(dice: &mut Dice) -> Document {
    let fiscal_year_start = dice.whole(1, 12) as u32;
    let settings = Settings {
        currency: dice.pick(&["USD", "USD", "JPY", "KWD"]).parse::<Currency>().unwrap(),
        first_month: Month::new(2027, fiscal_year_start),
        horizon_months: dice.pick(&[12, 12, 24]),
        fiscal_year_start,
        rounding: dice.pick(&[Rounding::HalfAwayFromZero, Rounding::HalfEven]),
        ..Settings::default()
    };
    let mut document = Document { settings, segments: Vec::new(), ..Document::default() };
    document.costs.gross_margin = Some(Rate::percent(75));
    let ramps = dice.once_in(3);
    if !ramps && dice.once_in(3) {
        // A month more for a month less, so that every month of a round quota is whole: which of two months that miss a thousandth
        // by the same rest has it is left to floats.
        let swings: Vec<i64> = (0..6).map(|_| dice.whole(0, 5) * 10).collect();
        let months = swings.iter().map(|it| 100 + it).chain(swings.iter().map(|it| 100 - it));
        document.assumptions.seasonality = months.map(Rate::percent).collect();
    }
    let seasonal = document.assumptions.seasonality.iter().any(|it| *it != Rate::ONE);
    let plan = plan(dice, &document);
    document.roles = vec![Role {
        id: RoleId::new("role"),
        function: dice.pick(&[Function::NewBusiness, Function::AccountManagement, Function::Hybrid]),
        terms: vec![terms(dice, ramps, seasonal)],
        ..Role::default()
    }];
    // With a delayed recovery, months of the plan and of tenure are the same ones.
    let delayed =
        plan.versions.iter().any(|it| matches!(it.draw, Some(Draw { kind: DrawKind::DelayedRecovery { .. }, .. })));
    let before = if delayed { 0 } else { dice.pick(&[0, 0, 2, 30]) };
    let stint = Stint {
        from: document.settings.first_month.plus(-before).first_day(),
        overrides: overrides(dice),
        ..Stint::default()
    };
    document.seats =
        vec![Seat { id: SeatId::new("me"), role: RoleId::new("role"), stints: vec![stint], ..Seat::default() }];
    document.deals = Arc::new(deals(dice, &document, &plan));
    document.plans = vec![plan];
    document
}

/// A quota that every month has a whole part of, ramp included; or an odd one.
fn quota(dice: &mut Dice, odd: bool) -> Yearly<Money> {
    Yearly::new(if odd { dice.money(900_000) + money(1) } else { money(dice.whole(1, 90) * 12_000) })
}

fn money(major: i64) -> Money {
    Money::from_major(major)
}

fn terms(dice: &mut Dice, ramps: bool, seasonal: bool) -> Terms {
    let odd = !ramps && !seasonal && dice.once_in(3);
    let quota = (!dice.once_in(20)).then(|| Quota::Arr { amount: quota(dice, odd).amount(), per: Cadence::Year });
    let base = dice.money(90_000);
    let steps = if ramps { dice.whole(1, 5) } else { 0 };
    let ramp: Vec<Rate> = (0..steps).map(|_| Rate::percent(dice.whole(0, 10) * 10)).collect();
    Terms {
        base: Yearly::new(base),
        ote: Yearly::new(base + dice.money(120_000)),
        quota,
        ramp: Ramp {
            productivity: ramp,
            accelerators: dice.pick(&[
                RampAccelerators::OnRampedQuota,
                RampAccelerators::OnFullQuota,
                RampAccelerators::OffWhileRamping,
            ]),
            ..Ramp::default()
        },
        plan: Some(PlanId::new("plan")),
        ..Terms::default()
    }
}

fn overrides(dice: &mut Dice) -> Overrides {
    let mut own = Overrides::default();
    if dice.once_in(8) {
        own.quota_arr = Some(quota(dice, false));
    }
    if dice.once_in(10) {
        own.draw = Some(Monthly::new(dice.money(5_000)));
    }
    if dice.once_in(10) {
        own.cap = Some(dice.rate(20, 200));
    }
    own
}

fn plan(dice: &mut Dice, document: &Document) -> Plan {
    let first = document.settings.first_month;
    let horizon = document.settings.horizon_months as i64;
    let mut begins: Vec<i64> = (1..dice.pick(&[1, 1, 2, 3])).map(|_| dice.whole(1, horizon - 1)).collect();
    begins.sort_unstable();
    begins.dedup();
    let mut versions = vec![version(dice, document)];
    for month in begins {
        let mut next = version(dice, document);
        if dice.once_in(2) {
            // Only some of it is agreed anew.
            next.components.clone_from(&versions.last().unwrap().components);
            next.components[0].weight = dice.rate(0, 100);
        }
        if dice.once_in(2) {
            // SPIFs go on, as they are or with a sum, a bar or a last day of their own.
            next.spifs.clone_from(&versions.last().unwrap().spifs);
            for spif in &mut next.spifs {
                match (dice.whole(0, 5), &mut spif.pays) {
                    (0, _) => spif.amount = Money::from_mills(dice.money(3_000).mills() / 1_000 * 1_000),
                    (1, SpifPays::PerDeal { least: bar } | SpifPays::Once { at: bar }) => *bar = dice.money(90_000),
                    (2, _) => spif.to = spif.to.max(day(dice, document)),
                    _ => {}
                }
            }
        }
        let day = dice.pick(&[0, 0, 14]);
        next.from = Some(first.plus(month as i32).first_day() + chrono::Days::new(day));
        versions.push(next);
    }
    Plan { id: PlanId::new("plan"), name: "Plan".to_owned(), versions }
}

/// Versions of one plan draw each their own: that of the first with a draw settles all.
fn draw_kind(dice: &mut Dice) -> DrawKind {
    match dice.whole(0, 4) {
        0 => DrawKind::GuaranteeTopUp,
        1 => DrawKind::Additional,
        2 => DrawKind::Recoverable,
        3 => DrawKind::RecoverableForgiven,
        _ => DrawKind::DelayedRecovery {
            start_period: dice.whole(1, 9) as u32,
            share: dice.rate(10, 100),
            last_period: if dice.once_in(2) { Some(dice.whole(6, 14) as u32) } else { None },
        },
    }
}

fn version(dice: &mut Dice, document: &Document) -> PlanVersion {
    let count = dice.whole(1, 3);
    let components = (0..count).map(|at| {
        let mut made = component(dice);
        made.id = ComponentId::new(&format!("c{at}"));
        made.target = target(dice, &made);
        made
    });
    let components = components.collect();
    let spifs = (0..dice.pick(&[0, 0, 1, 2])).map(|at| spif(dice, document, at)).collect();
    PlanVersion {
        components,
        spifs,
        cap: if dice.once_in(3) { Some(dice.rate(10, 200)) } else { None },
        draw: if dice.once_in(2) {
            let months = if dice.once_in(2) { Some(dice.whole(0, 12) as u32) } else { None };
            let mut draw = Draw::level(draw_kind(dice), Monthly::new(dice.money(8_000)), months);
            // Another amount, or two, once the first is over.
            for _ in 0..if months.is_some() { dice.pick(&[0, 0, 1, 2]) } else { 0 } {
                let months = Some(dice.whole(1, 6) as u32);
                draw.then.push(DrawStep { amount: Monthly::new(dice.money(8_000)), months });
            }
            Some(if dice.once_in(2) { draw.with_its_month() } else { draw })
        } else {
            None
        },
        payout: Payout {
            lag_months: dice.pick(&[0, 0, 1, 2]),
            instalments: dice.pick(&[1, 1, 2, 3, 7]),
            holdback: dice.pick(&[Rate::ZERO, Rate::ZERO, Rate::percent(10), Rate::from_ppm(123_457)]),
            holdback_months: dice.whole(0, 6) as u32,
            ..Payout::default()
        },
        ..PlanVersion::default()
    }
}

fn target(dice: &mut Dice, component: &Component) -> Target {
    if component.measure.is_ratio() {
        return Target::Ratio { ratio: dice.rate(50, 120) };
    }
    if dice.once_in(3) {
        let per = dice.pick(&Cadence::ALL);
        return Target::Amount { amount: money(dice.whole(1, 90) * 12_000 / i64::from(per.per_year())), per };
    }
    Target::Quota
}

fn day(dice: &mut Dice, document: &Document) -> NaiveDate {
    let month =
        document.settings.first_month.plus(dice.whole(0, i64::from(document.settings.horizon_months) - 1) as i32);
    month.first_day() + chrono::Days::new(dice.whole(0, 27) as u64)
}

fn spif(dice: &mut Dice, document: &Document, at: i64) -> Spif {
    let mut days = [day(dice, document), day(dice, document)];
    days.sort_unstable();
    Spif {
        id: ComponentId::new(&format!("spif{at}")),
        name: "SPIF".to_owned(),
        measure: dice.pick(&[Measure::NewArr, Measure::NewArr, Measure::ExpansionArr, Measure::Units]),
        from: days[0],
        to: days[1],
        amount: Money::from_mills(dice.money(3_000).mills() / 1_000 * 1_000),
        pays: if dice.once_in(2) {
            SpifPays::PerDeal { least: dice.money(60_000) }
        } else {
            SpifPays::Once { at: dice.money(90_000) }
        },
    }
}

fn deals(dice: &mut Dice, document: &Document, plan: &Plan) -> Vec<Deal> {
    let mut measures: Vec<Measure> = plan.versions.iter().flat_map(|it| &it.components).map(|it| it.measure).collect();
    measures.extend([Measure::NewArr, Measure::Satisfaction, Measure::RenewedArr]);
    // Units and margin come with new ARR.
    for measure in &mut measures {
        if matches!(measure, Measure::Units | Measure::GrossMargin) {
            *measure = Measure::NewArr;
        }
    }
    let coin = document.settings.currency.quantum().mills();
    let size = dice.pick(&[20_000, 90_000, 300_000]);
    let count = dice.whole(1, 40);
    let one = |at: i64, dice: &mut Dice| {
        let measure = dice.pick(&measures);
        let amount = if measure.is_ratio() {
            dice.whole(0, 1_500)
        } else if measure.is_count() {
            dice.whole(0, 60) * 1_000
        } else if dice.once_in(8) {
            -(dice.money(size).mills() / coin * coin)
        } else {
            dice.money(size).mills() / coin * coin
        };
        Deal {
            id: DealId::new(&format!("d{at}")),
            name: String::new(),
            measure,
            amount: Money::from_mills(amount),
            closed: day(dice, document),
            term_months: dice.pick(&[12, 24, 36]),
            prepaid: dice.once_in(3),
            margin: None,
            invoiced: None,
            paid: None,
            cancelled: None,
            credits: credits(dice),
        }
    };
    (0..count).map(|at| one(at, dice)).collect()
}

/// Mine alone, shared with somebody whose seat is not here, or theirs with an overlay of mine.
fn credits(dice: &mut Dice) -> Vec<DealCredit> {
    let credit = |seat: &str, percent, overlay| DealCredit::new(SeatId::new(seat), Rate::percent(percent), overlay);
    match dice.whole(0, 5) {
        0 => vec![credit("me", 50, false), credit("other", 50, false)],
        1 => vec![credit("other", 75, false), credit("me", 25, false)],
        2 => vec![credit("other", 100, false), credit("me", dice.whole(1, 100), true)],
        _ => vec![credit("me", 100, false)],
    }
}
