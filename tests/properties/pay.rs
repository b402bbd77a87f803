//! What holds of every component: targets, order, cuts, instalments, splits, draws.

use super::*;

/// Tables that pay the derived rate up to quota, whatever they do above it.
fn pays_target_at_quota() -> impl Strategy<Value = Component> {
    let preset = proptest::sample::select(vec![
        RatePreset::Marginal,
        RatePreset::BracketOnOverage,
        RatePreset::Retroactive,
        RatePreset::FirstDollar,
    ]);
    let accelerators = proptest::collection::vec((1i64..40, 0i64..5_000), 0..4);
    let threshold = proptest::option::of((percent(0, 99), any::<bool>()));
    (
        preset,
        accelerators,
        threshold,
        percent(1, 100),
        proptest::option::of(percent(100, 300)),
        proptest::option::of(percent(100, 300)),
    )
        .prop_map(|(preset, steps, threshold, weight, cap, attainment_cap)| {
            let mut from = 99;
            let table: Vec<(Rate, Rate)> = steps
                .into_iter()
                .map(|(width, multiple)| {
                    from += width;
                    (Rate::percent(from), Rate::from_ppm(multiple * 1_000))
                })
                .collect();
            Component {
                rates: preset.rates(&table),
                threshold: threshold.map(|(at, zero)| Threshold {
                    at,
                    start: if zero { ThresholdStart::Zero } else { ThresholdStart::Share },
                }),
                weight,
                cap,
                attainment_cap,
                ..Component::default()
            }
        })
}

fn positive(most: i64) -> impl Strategy<Value = Money> {
    (1..=most * 100).prop_map(|cents| Money::from_mills(cents * 10))
}

/// Rows whose multiples rise and that reach back to where they begin or to the first dollar.
fn ascending() -> impl Strategy<Value = Component> {
    (proptest::collection::vec((1i64..60, 0i64..900), 1..5), any::<bool>(), any::<bool>()).prop_map(
        |(steps, back, upper)| {
            let (mut from, mut multiple) = (0, 0);
            let tiers = steps.into_iter().map(|(width, more)| {
                multiple += more;
                let tier = Tier {
                    from: TierFrom::Quota(Rate::percent(from)),
                    value: TierValue::Multiple(Rate::from_ppm(multiple * 1_000)),
                    reach: if back { Reach::FirstDollar } else { Reach::OwnBound },
                };
                from += width;
                tier
            });
            let boundary = if upper { Boundary::Upper } else { Boundary::Lower };
            Component { rates: Rates::Tiers { tiers: tiers.collect(), boundary }, ..Component::default() }
        },
    )
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn at_quota_every_component_pays_its_target_to_the_cent(component in pays_target_at_quota(), variable in amount(900_000), quota in positive(9_000_000)) {
        let target = Ratio::new(i128::from(variable.mills()) * i128::from(component.weight.ppm()), 1_000_000);
        let basis = Basis { quota: quota.mills(), rate: target.times(Ratio::new(1, i128::from(quota.mills()))) };
        prop_assert_eq!(pays(&component, quota, &basis), target.to_money(Currency::USD, AWAY));
    }

    #[test]
    fn a_year_at_quota_pays_the_target_of_the_year_whatever_the_cadence(
        component in pays_target_at_quota(), variable in amount(900_000), quota in positive(9_000_000), weights in proptest::collection::vec(1u32..100, 12)
    ) {
        let weights: Vec<f64> = weights.into_iter().map(f64::from).collect();
        let months: Vec<_> = Currency::USD.split(quota, &weights).into_iter().map(|part| pay_month(part, part)).collect();
        let target = Ratio::new(i128::from(variable.mills()) * i128::from(component.weight.ppm()), 1_000_000);
        let target = target.to_money(Currency::USD, AWAY);
        let terms = pay_terms(variable, quota);
        let earns = |component: &Component| earn(component, &terms, &Feed::of(Month::new(2027, 1), &months));
        for cadence in Cadence::ALL {
            let periods = earns(&Component { cadence, ..component.clone() });
            prop_assert_eq!(periods.len() as u32, cadence.per_year());
            let paid: Money = periods.iter().map(|it| it.amount).sum();
            // Each period is rounded once, so a year of n of them is within n half cents.
            prop_assert!((paid - target).abs().mills() <= 5 * i64::from(cadence.per_year()), "{} {} {:?}", paid, target, cadence);
            // What is rated to date is trued up: no cent is left over.
            let to_date = earns(&Component { cadence, rated: Rated::YearToDate, ..component.clone() });
            prop_assert_eq!(to_date.iter().map(|it| it.amount).sum::<Money>(), target);
        }
    }

    #[test]
    fn rated_to_date_without_true_up_a_marginal_plan_pays_the_same(
        steps in proptest::collection::vec((1i64..40, 0i64..5_000), 0..4), sold in proptest::collection::vec(0i64..2_000_000, 12), threshold in proptest::option::of(percent(1, 99)),
        most in proptest::option::of(percent(20, 200))
    ) {
        let mut from = 99;
        let table: Vec<(Rate, Rate)> = steps.into_iter().map(|(width, multiple)| {
            from += width;
            (Rate::percent(from), Rate::from_ppm(multiple * 1_000))
        }).collect();
        let component = Component {
            rates: RatePreset::Marginal.rates(&table),
            cadence: Cadence::Month,
            rated: Rated::YearToDate,
            threshold: threshold.map(|at| Threshold { at, start: ThresholdStart::Zero }),
            attainment_cap: most,
            ..Component::default()
        };
        // The quota of the year stands in its first month, so that what is to date is measured against the same quota throughout.
        let quota = Money::from_major(6_000);
        let mut months: Vec<_> = sold.into_iter().map(|mills| pay_month(Money::from_mills(mills), Money::ZERO)).collect();
        (months[0].ramped, months[0].full) = (quota.mills(), quota.mills());
        let terms = pay_terms(Money::from_major(60_000), quota);
        let sum = |component: &Component| earn(component, &terms, &Feed::of(Month::new(2027, 1), &months)).iter().map(|it| it.amount).sum::<Money>();
        let (trued, alone) = (sum(&component), sum(&Component { true_up: TrueUp::ThisPeriodOnly, ..component.clone() }));
        prop_assert!((trued - alone).abs().mills() <= 60, "{} trued up, {} by period", trued, alone);
    }

    #[test]
    fn more_credit_never_pays_less(component in ascending(), low in 0i64..3_000_000_000, more in 0i64..3_000_000_000, quota in positive(2_000_000), variable in amount(900_000)) {
        let basis = Basis { quota: quota.mills(), rate: Ratio::new(i128::from(variable.mills()), i128::from(quota.mills())) };
        let pay = |credit: i64| pays(&component, Money::from_mills(credit), &basis);
        prop_assert!(pay(low + more) >= pay(low), "{} at {low}, {} at {}", pay(low), pay(low + more), low + more);
    }

    #[test]
    fn a_deal_cut_in_two_to_date_pays_what_it_pays_in_one(component in ascending(), first in 0i64..3_000_000_000, second in 0i64..3_000_000_000, quota in positive(2_000_000)) {
        // Only where nothing reaches back: then the slices of the parts are the slices of the whole.
        let Rates::Tiers { tiers, boundary } = &component.rates else { unreachable!() };
        let tiers = tiers.iter().map(|tier| Tier { reach: Reach::OwnBound, ..*tier }).collect();
        let component = Component { rates: Rates::Tiers { tiers, boundary: *boundary }, ..component.clone() };
        let basis = Basis { quota: quota.mills(), rate: Ratio::new(1, 7) };
        let whole = rate(&component, first + second, 0, &basis, true);
        let parts = rate(&component, first, 0, &basis, true).plus(rate(&component, first + second, first, &basis, true));
        prop_assert!((whole.to_f64() - parts.to_f64()).abs() < 1e-6 * whole.to_f64().max(1.0));
    }

    #[test]
    fn instalments_and_holdback_add_up_to_what_was_earned(earned in -90_000_000i64..90_000_000, lag_months in 0u32..30, instalments in 0u32..40, holdback in percent(0, 100), holdback_months in 0u32..30, at in 0usize..24) {
        let rule = Payout { lag_months, instalments, holdback, holdback_months, ..Payout::default() };
        let earned = Money::from_mills(earned * 10);
        let mut paid = vec![Money::ZERO; 24];
        let owed = pay_out(&rule, earned, at, &mut paid, Currency::USD, AWAY);
        prop_assert_eq!(paid.iter().copied().sum::<Money>() + owed, earned);
        prop_assert!(paid.iter().take(at + lag_months as usize).all(|it| it.is_zero()), "nothing is paid before it is due");
    }

    #[test]
    fn a_split_adds_up_exactly_and_gives_nothing_where_there_is_no_weight(total in any::<i32>(), weights in proptest::collection::vec(0u32..5, 1..9)) {
        let total = Money::from_mills(i64::from(total) * 10);
        let weights: Vec<f64> = weights.into_iter().map(f64::from).collect();
        let parts = Currency::USD.split(total, &weights);
        prop_assert_eq!(parts.iter().copied().sum::<Money>(), total);
        if weights.iter().any(|it| *it > 0.0) {
            let sum: f64 = weights.iter().sum();
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!(*weight > 0.0 || part.is_zero());
                prop_assert!((part.to_major() - total.to_major() * weight / sum).abs() <= 0.01 + 1e-9);
            }
        }
    }

    #[test]
    fn a_recoverable_balance_is_what_was_advanced_and_not_recovered_and_never_negative(
        earned in proptest::collection::vec(amount(9_000), 1..30), draws in proptest::collection::vec(amount(5_000), 0..30), delayed in any::<bool>(),
        start_period in 1u32..20, share in percent(0, 100), last_period in proptest::option::of(1u32..30)
    ) {
        let kind = if delayed { DrawKind::DelayedRecovery { start_period, share, last_period } } else { DrawKind::Recoverable };
        let mut balance = Money::ZERO;
        for (at, line) in settle_draw(kind, &draws, &earned, Currency::USD, AWAY).iter().enumerate() {
            balance = balance + line.advanced - line.recovered;
            prop_assert_eq!(line.owed, balance);
            prop_assert!(line.owed.mills() >= 0 && line.advanced.mills() >= 0 && line.recovered.mills() >= 0);
            prop_assert_eq!(line.paid, line.earned + line.advanced - line.recovered);
            let draw = draws.get(at).copied().unwrap_or_default();
            prop_assert!(line.paid >= draw, "a draw is a floor: {:?}", line);
        }
    }
}

#[test]
fn a_measure_that_is_a_ratio_pays_its_target_when_nothing_fell_due() {
    let component = Component { measure: Measure::GrossRetention, cadence: Cadence::Quarter, ..Component::default() };
    let mut terms = pay_terms(Money::from_major(20_000), Money::ZERO);
    terms.quota_year = 900_000_000;
    let months = vec![pay_month(Money::ZERO, Money::ZERO); 12];
    let earned = earn(&component, &terms, &Feed::of(Month::new(2027, 1), &months));
    assert_eq!(earned.iter().map(|it| it.amount).collect::<Vec<_>>(), vec![Money::from_major(5_000); 4]);
}
