//! What holds for the pay of every component, whatever its rules: tried on the random components of `pay_oracle`.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

#[path = "pay_oracle/chance.rs"]
mod chance;
#[path = "support/cases.rs"]
mod support;

use chance::{Case, Dice, case};
use remit::engine::pay::{
    DealPiece, Dues, EarnedOver, PayMonth, earn, earn_in_steps, pay_out, settle_draw, settle_forgiven,
};
use remit::model::RampAccelerators;
use remit::model::comp::*;
use remit::units::{Cadence, Currency, Money, Rate, Rounding};

fn cases(cases: u64) -> impl Iterator<Item = Dice> {
    (0..support::so_many(cases)).map(|number| Dice(number * 7_000_003 + 1))
}

fn earned(case: &Case) -> Vec<Money> {
    case.feed(|feed| earn(&case.component, &case.terms, feed)).iter().map(|it| it.amount).collect()
}

fn total(case: &Case) -> Money {
    earned(case).into_iter().sum()
}

/// What says that more results pay less: taken out.
fn without_what_falls(component: &mut Component) {
    component.gate = None;
    component.attained_by = None;
    let rising = |rates: &mut Vec<Rate>| {
        rates.iter_mut().for_each(|rate| *rate = Rate::from_ppm(rate.ppm().abs()));
        rates.sort();
    };
    match &mut component.rates {
        Rates::Tiers { tiers, .. } => {
            // Rates of one kind, the higher the further up.
            let mut multiples: Vec<Rate> = tiers
                .iter()
                .map(|tier| match tier.value {
                    TierValue::Multiple(rate) | TierValue::Share(rate) => rate,
                    TierValue::PerUnit(amount) => Rate::from_ppm(amount.mills() * 1_000),
                })
                .collect();
            rising(&mut multiples);
            tiers.iter_mut().zip(multiples).for_each(|(tier, rate)| tier.value = TierValue::Multiple(rate));
        }
        Rates::Interpolated { tiers, .. } => {
            for tier in tiers {
                if let TierValue::Multiple(rate) = &mut tier.value {
                    *rate = Rate::from_ppm(rate.ppm().abs());
                }
            }
        }
        Rates::Curve { points } => {
            let mut pays: Vec<Rate> = points.iter().map(|it| it.pay).collect();
            rising(&mut pays);
            points.iter_mut().zip(pays).for_each(|(point, pay)| point.pay = pay);
        }
        Rates::Milestones { .. } => {}
        Rates::Matrix { cells, .. } => {
            for column in 0..cells[0].len() {
                let mut pays: Vec<Rate> = cells.iter().map(|row| row[column]).collect();
                rising(&mut pays);
                cells.iter_mut().zip(pays).for_each(|(row, pay)| row[column] = pay);
            }
        }
    }
}

#[test]
fn better_results_never_pay_less_unless_a_rule_says_so() {
    let mut rises = 0;
    for mut dice in cases(3_000) {
        let mut case = case(&mut dice);
        without_what_falls(&mut case.component);
        // Caps, thresholds, mean deals and multipliers stay; one period alone is measured.
        case.component.cadence = Cadence::Month;
        case.deals = None;
        case.months.truncate(1);
        case.months[0].active = 1.0;
        let mut before = None;
        for tenth in 0..40 {
            let month = &mut case.months[0];
            if case.component.measure.is_ratio() {
                (month.part, month.whole) = (f64::from(tenth), 20.0);
            } else {
                month.credit = (case.terms.quota_year.max(1) / 12 / 10).max(1) * i64::from(tenth);
            }
            let pay = earned(&case).first().copied().unwrap_or_default();
            if let Some(before) = before {
                assert!(pay >= before, "{before} falls to {pay} at {tenth} tenths: {case:#?}");
                rises += u32::from(pay > before);
            }
            before = Some(pay);
        }
    }
    assert!(u64::from(rises) > support::so_many(20_000), "{rises}");
}

/// Tables that pay target pay at 100 %, and may do anything above.
fn pays_target(dice: &mut Dice) -> Rates {
    let quota = |percent| TierFrom::Quota(Rate::percent(percent));
    match dice.whole(0, 4) {
        0 => {
            let preset = dice.pick(&RatePreset::ALL);
            let accelerators: Vec<_> = [100, 120, 150].map(|at| (Rate::percent(at), dice.rate(0, 400))).to_vec();
            preset.rates(&accelerators)
        }
        1 => {
            // 40 % of it to half of quota, the rest above.
            let tier = |from, pays| Tier {
                from: quota(from),
                value: TierValue::Multiple(Rate::percent(pays)),
                reach: Reach::OwnBound,
            };
            Rates::Tiers { tiers: vec![tier(0, 80), tier(50, 120), tier(100, 300)], boundary: Boundary::Lower }
        }
        2 => {
            let accumulates = dice.pick(&[Accumulates::Rate, Accumulates::Amount]);
            let tier = |from, pays| Tier {
                from: quota(from),
                value: TierValue::Multiple(Rate::percent(pays)),
                reach: Reach::OwnBound,
            };
            Rates::Interpolated { tiers: vec![tier(0, 30), tier(40, 70), tier(100, 50)], accumulates }
        }
        3 => {
            let point = |at, pay| CurvePoint { attainment: Rate::percent(at), pay: Rate::percent(pay) };
            Rates::Curve { points: vec![point(50, 20), point(100, 100), point(130, 200)] }
        }
        _ => Rates::Matrix {
            by: Measure::Satisfaction,
            rows: vec![Rate::percent(50), Rate::ONE, Rate::percent(120)],
            columns: vec![Rate::ZERO],
            cells: [50, 100, 180].map(|pay| vec![Rate::percent(pay)]).to_vec(),
        },
    }
}

#[test]
fn at_100_percent_every_component_pays_its_target_to_the_coin() {
    for mut dice in cases(4_000) {
        let mut case = case(&mut dice);
        let ratio = case.component.measure.is_ratio();
        let threshold = case.component.threshold.map(|it| Threshold {
            at: Rate::from_ppm(it.at.ppm().min(if ratio { case.terms.quota_year / 1_000 - 1 } else { 990_000 })),
            ..it
        });
        case.component = Component {
            rates: pays_target(&mut dice),
            threshold,
            gate: None,
            attained_by: None,
            multiplier: None,
            kickers: Vec::new(),
            deal_cap: None,
            cap: dice.once_in(3).then(|| dice.rate(100, 300)),
            attainment_cap: dice.once_in(3).then(|| dice.rate(100, 300)),
            rated: dice.pick(&[Rated::Period, Rated::QuarterToDate, Rated::YearToDate]),
            true_up: TrueUp::default(),
            ..case.component
        };
        // While its quota is ramped, attainment counts against what the terms say.
        let on_full = case.terms.accelerators == RampAccelerators::OnFullQuota;
        case.deals = None;
        case.terms.quota_year = case.terms.quota_year.max(1);
        for month in &mut case.months {
            month.ramped = month.ramped.max(1).min(month.full.max(1));
            month.full = month.full.max(1);
            month.active = month.active.max(0.25);
            month.credit = if ratio {
                0
            } else if on_full {
                month.full
            } else {
                month.ramped
            };
            (month.part, month.whole) = (case.terms.quota_year as f64, 1e9);
        }
        let variable = i128::from(case.terms.variable.amount().mills()) * i128::from(case.component.weight.ppm());
        let target = |months: &[PayMonth]| {
            let (part, year) = if ratio {
                ((months.iter().map(|it| it.active).sum::<f64>() * 32.0) as i128, 12 * 32)
            } else {
                (months.iter().map(|it| i128::from(it.full)).sum(), i128::from(case.terms.quota_year))
            };
            case.terms.currency.round_ratio(variable * part, year * 1_000_000, case.terms.rounding)
        };
        let closed = case.feed(|feed| earn(&case.component, &case.terms, feed));
        let to_date = |at: usize, cadence: Cadence| {
            let fiscal = |month: usize| case.terms.calendar.period_of(case.first.plus(month as i32), cadence);
            (0..=at).find(|month| fiscal(*month) == fiscal(at)).unwrap()
        };
        for period in &closed {
            let window = match case.component.rated {
                Rated::QuarterToDate => to_date(period.at, Cadence::Quarter).min(period.from),
                Rated::YearToDate => to_date(period.at, Cadence::Year),
                Rated::Period | Rated::EachDeal => period.from,
            };
            let whole = target(&case.months[window..=period.at]);
            let settled = if window < period.from { target(&case.months[window..period.from]) } else { Money::ZERO };
            assert_eq!(period.amount, whole - settled, "{period:?} of {case:#?}");
        }
    }
}

#[test]
fn a_deal_taken_back_in_its_period_leaves_no_trace() {
    for mut dice in cases(3_000) {
        let mut case = case(&mut dice);
        let Some(deals) = case.deals.clone().filter(|deals| !deals.is_empty()) else { continue };
        let before = total(&case);
        let refunded = dice.pick(&deals);
        // Sold once more, and that taken back.
        let again = [refunded, DealPiece { credit: -refunded.credit, ..refunded }];
        case.deals = Some(deals.into_iter().chain(again).collect());
        assert_eq!(total(&case), before, "{refunded:?} of {case:#?}");
    }
}

#[test]
fn a_deal_rated_alone_and_taken_back_later_leaves_no_trace() {
    for mut dice in cases(3_000) {
        let mut case = case(&mut dice);
        if case.component.measure.is_ratio() {
            continue;
        }
        // Every month has the same quota; nothing is capped, held back or multiplied for the period as a whole.
        let month = PayMonth { active: 1.0, ramped: 10_000_000, full: 10_000_000, ..PayMonth::default() };
        case.months = vec![month; 6];
        case.component = Component {
            rated: Rated::EachDeal,
            cadence: Cadence::Month,
            rounding_at: RoundingAt::Deal,
            cap: None,
            gate: None,
            multiplier: None,
            ..case.component
        };
        if let Rates::Matrix { .. } = case.component.rates {
            continue; // Its other measure may stand elsewhere meanwhile.
        }
        let term_months = dice.pick(&[12, 36]);
        let deal = DealPiece {
            month: 1,
            credit: dice.whole(0, 30_000_000),
            term_months,
            prepaid: dice.once_in(2),
            margin: None,
        };
        let back = DealPiece { month: 4, credit: -deal.credit, ..deal };
        case.deals = Some(vec![deal, back]);
        for (piece, month) in [(deal, 1), (back, 4)] {
            case.months[month].credit += piece.credit;
        }
        let amounts = earned(&case);
        assert_eq!(amounts[1] + amounts[4], Money::ZERO, "{case:#?}");
    }
}

#[test]
fn the_order_of_deals_within_a_day_changes_nothing() {
    for mut dice in cases(3_000) {
        let mut case = case(&mut dice);
        let Some(deals) = &mut case.deals else { continue };
        let mut shuffled = deals.clone();
        // All of a month stand for one day.
        shuffled.sort_by_cached_key(|deal| (deal.month, dice.next()));
        let shuffled = std::mem::replace(deals, shuffled);
        let after = earned(&case);
        case.deals = Some(shuffled);
        assert_eq!(earned(&case), after, "{case:#?}");
    }
}

#[test]
fn the_steps_of_a_period_add_up_to_what_it_earns() {
    for mut dice in cases(6_000) {
        let case = case(&mut dice);
        for (period, steps) in case.feed(|feed| earn_in_steps(&case.component, &case.terms, feed)) {
            let sum: f64 = steps.iter().map(|step| step.amount.to_f64()).sum();
            let apart = (sum - period.amount.mills() as f64).abs();
            assert!(apart < 1.0, "{apart} thousandths apart: {steps:#?} {period:?} of {case:#?}");
        }
        let amounts = case.feed(|feed| earn_in_steps(&case.component, &case.terms, feed));
        assert_eq!(amounts.iter().map(|it| it.0.amount).collect::<Vec<_>>(), earned(&case), "noting changes nothing");
    }
}

#[test]
fn what_is_owed_on_a_draw_is_never_negative_even_when_less_than_nothing_is_earned() {
    let kinds = |dice: &mut Dice| {
        [
            DrawKind::GuaranteeTopUp,
            DrawKind::Additional,
            DrawKind::Recoverable,
            DrawKind::RecoverableForgiven,
            DrawKind::DelayedRecovery {
                start_period: dice.whole(0, 9) as u32,
                share: dice.rate(0, 100),
                last_period: dice.once_in(2).then(|| dice.whole(0, 20) as u32),
            },
        ]
    };
    for mut dice in cases(2_000) {
        let count = dice.whole(1, 24) as usize;
        let earned: Vec<Money> = (0..count).map(|_| dice.money(9_000) - dice.money(4_000)).collect();
        let draws: Vec<Money> = (0..dice.whole(0, 24)).map(|_| dice.money(3_000)).collect();
        for kind in kinds(&mut dice) {
            let lines = settle_draw(kind, &draws, &earned, Currency::USD, Rounding::HalfEven);
            let mut owed = Money::ZERO;
            for (at, line) in lines.iter().enumerate() {
                let of = || format!("{kind:?} {at} {lines:?}");
                let draw = draws.get(at).copied().unwrap_or_default();
                assert!(
                    line.owed.mills() >= 0 && line.recovered.mills() >= 0 && line.advanced.mills() >= 0,
                    "{}",
                    of()
                );
                assert_eq!(line.paid, line.earned + line.advanced - line.recovered, "{}", of());
                let floor = if kind == DrawKind::Additional { line.earned + draw } else { draw };
                assert!(line.paid >= floor, "a draw is a floor: {}", of());
                assert!(line.recovered <= owed, "no more is recovered than was owed: {}", of());
                owed = line.owed;
            }
        }
    }
}

#[test]
fn a_draw_forgiven_at_its_end_comes_to_the_same_by_the_month_and_by_the_quarter() {
    let cents = |it: i64| Money::from_mills(it * 10);
    for mut dice in cases(4_000) {
        // By quarter: what each of its months earns, and the draw of a month, which lasts for some months.
        let quarters: Vec<(i64, i64)> =
            (0..dice.whole(1, 5)).map(|_| (dice.whole(0, 500_000), dice.whole(1, 300_000))).collect();
        let months = quarters.len() * 3;
        let lasts = months.min(dice.whole(1, 16) as usize);
        let draws: Vec<Money> = (0..lasts).map(|at| cents(quarters[at / 3].1)).collect();
        // Paid by the month, with a pencil: an account of what is owed, struck out after the last draw.
        let (mut owed, mut by_month) = (0, vec![0; months]);
        for (at, paid) in by_month.iter_mut().enumerate() {
            let (earned, draw) = quarters[at / 3];
            let draw = if at < lasts { draw } else { 0 };
            let repaid = (earned - draw).clamp(0, owed);
            *paid = earned.max(draw) - repaid;
            owed = if at + 1 < lasts { owed + (draw - earned).max(0) - repaid } else { 0 };
        }
        // The same commission, paid as each quarter closes.
        let due: Vec<Money> =
            (0..months).map(|at| cents(if at % 3 == 2 { quarters[at / 3].0 * 3 } else { 0 })).collect();
        let quarter = |at: usize| EarnedOver { from: at * 3, at: at * 3 + 2, amount: due[at * 3 + 2] };
        let over: Vec<EarnedOver> = (0..quarters.len()).map(quarter).collect();
        let dues = Dues { amounts: &due, late: &[], active: &vec![1.0; months], over: &over };
        let lines = settle_forgiven(&draws, &dues, Currency::USD);
        for closes in (3..=months).step_by(3) {
            let by_quarter: Money = lines[..closes].iter().map(|it| it.paid).sum();
            let by_month = cents(by_month[..closes].iter().sum());
            assert_eq!(by_quarter, by_month, "after {closes} months: {quarters:?}, {lasts} months of draw");
        }
    }
}

#[test]
fn instalments_holdback_and_splits_add_up_to_the_coin_in_every_currency() {
    for mut dice in cases(4_000) {
        let currency: Currency = dice.pick(&["USD", "JPY", "KWD"]).parse().unwrap();
        let coins =
            |dice: &mut Dice, most: i64| Money::from_mills(dice.whole(-most, most) * currency.quantum().mills());
        let earned = coins(&mut dice, 1_000_000);
        let rule = Payout {
            lag_months: dice.whole(0, 20) as u32,
            instalments: dice.whole(0, 40) as u32,
            holdback: dice.rate(0, 100),
            holdback_months: dice.whole(0, 30) as u32,
            ..Payout::default()
        };
        let mut paid = vec![Money::ZERO; 24];
        let owed = pay_out(&rule, earned, dice.whole(0, 30) as usize, &mut paid, currency, Rounding::HalfEven);
        assert_eq!(paid.iter().copied().sum::<Money>() + owed, earned, "{rule:?}");
        assert!(paid.iter().all(|it| it.mills() % currency.quantum().mills() == 0), "{rule:?} {paid:?}");

        let weights: Vec<f64> = (0..dice.whole(1, 9)).map(|_| dice.whole(0, 100) as f64 / 7.0).collect();
        let parts = currency.split(earned, &weights);
        assert_eq!(parts.iter().copied().sum::<Money>(), earned, "{weights:?}");
        assert!(parts.iter().all(|it| it.mills() % currency.quantum().mills() == 0), "{parts:?}");
    }
}
