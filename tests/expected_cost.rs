//! Expected cost over a spread of attainment, proved from outside: by a fine grid and by drawing people at random, neither of which
//! knows where a plan bends or jumps.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail loudly"
)]

mod support;

use remit::engine::{Spread, expected_cost, one_person, pay_at};
use remit::model::comp::{
    Accumulates, Boundary, Component, CurvePoint, Measure, PlanVersion, RatePreset, Rates, Target, Threshold,
    ThresholdStart, Tier, TierFrom, TierValue,
};
use remit::model::{AttainmentBucket, AttainmentSpread, Document, Quota, Terms, sample};
use remit::units::{Cadence, Money, PlanId, Rate, Yearly};
use support::share;

fn terms() -> Terms {
    Terms {
        base: Yearly::new(Money::from_major(90_000)),
        ote: Yearly::new(Money::from_major(180_000)),
        quota: Some(Quota::Arr { amount: Money::from_major(810_000), per: Cadence::Year }),
        ..Terms::default()
    }
}

fn plan(components: Vec<Component>) -> PlanVersion {
    PlanVersion { components, ..PlanVersion::default() }
}

fn tier(from: f64, multiple: f64) -> Tier {
    Tier { from: TierFrom::Quota(share(from)), value: TierValue::Multiple(share(multiple)), reach: Default::default() }
}

/// Plans of every shape there is, with cliffs, caps, thresholds and curves at odd places.
fn shapes() -> Vec<(&'static str, PlanVersion)> {
    let table = [(share(0.83), share(1.3)), (share(1.171), share(2.2))];
    let rated = |rates: Rates| Component { rates, ..Component::default() };
    let preset = |preset: RatePreset| rated(preset.rates(&table));
    let interpolated = |accumulates| {
        rated(Rates::Interpolated { tiers: vec![tier(0.0, 0.5), tier(0.6, 0.4), tier(1.1, 0.8)], accumulates })
    };
    let points = [(0.4, 0.0), (0.9, 0.7), (1.0, 1.1), (1.0, 1.3), (1.6, 2.9)];
    let points = points.map(|(attainment, pay)| CurvePoint { attainment: share(attainment), pay: share(pay) });
    let floor = |start| Some(Threshold { at: share(0.713), start });
    let mut capped = preset(RatePreset::Marginal);
    (capped.cap, capped.attainment_cap) = (Some(share(1.45)), Some(share(1.9)));
    let nrr = Component {
        measure: Measure::NetRetention,
        target: Target::Ratio { ratio: share(1.05) },
        weight: share(0.45),
        threshold: Some(Threshold { at: share(0.95), start: ThresholdStart::Zero }),
        cap: Some(share(1.5)),
        ..Component::default()
    };
    let mut whole = plan(vec![preset(RatePreset::Marginal)]);
    whole.cap = Some(share(1.237));
    vec![
        ("marginal", plan(vec![preset(RatePreset::Marginal)])),
        ("retroactive", plan(vec![preset(RatePreset::Retroactive)])),
        ("bracket on overage", plan(vec![preset(RatePreset::BracketOnOverage)])),
        ("threshold from zero", plan(vec![Component { threshold: floor(ThresholdStart::Zero), ..capped.clone() }])),
        ("threshold with a cliff", plan(vec![Component { threshold: floor(ThresholdStart::Share), ..capped.clone() }])),
        ("interpolated rate", plan(vec![interpolated(Accumulates::Rate)])),
        ("interpolated amount", plan(vec![interpolated(Accumulates::Amount)])),
        ("curve with a step", plan(vec![rated(Rates::Curve { points: points.to_vec() })])),
        (
            "upper bound",
            plan(vec![rated(Rates::Tiers { tiers: vec![tier(0.0, 0.0), tier(0.9, 1.7)], boundary: Boundary::Upper })]),
        ),
        (
            "commission and retention under a cap",
            PlanVersion {
                cap: Some(share(1.1)),
                ..plan(vec![Component { weight: share(0.55), ..capped.clone() }, nrr.clone()])
            },
        ),
        ("commission and retention", plan(vec![Component { weight: share(0.55), ..capped.clone() }, nrr])),
        ("capped plan", whole),
    ]
}

fn normal(mean: f64, deviation: f64) -> AttainmentSpread {
    AttainmentSpread::Normal { mean: share(mean), deviation: share(deviation) }
}

fn groups(rows: &[(f64, f64, f64)]) -> AttainmentSpread {
    let bucket = |(from, to, part): &(f64, f64, f64)| AttainmentBucket {
        from: share(*from),
        to: share(*to),
        share: share(*part),
    };
    AttainmentSpread::Buckets { buckets: rows.iter().map(bucket).collect() }
}

fn spreads() -> Vec<AttainmentSpread> {
    vec![
        normal(1.0, 0.3),
        normal(0.79, 0.3),
        normal(0.3, 0.5),
        normal(1.1, 0.02),
        groups(&[(0.0, 0.5, 0.2), (0.5, 1.0, 0.3), (1.0, 1.0, 0.1), (1.0, 2.0, 0.4)]),
        groups(&[(0.9, 0.9, 0.5), (1.3, 1.3, 0.5)]),
    ]
}

/// Pay of someone whose amounts stand at an attainment, and ratios a fifth as far from their target; each component by a plan of its
/// own.
fn pay(document: &Document, version: &PlanVersion, terms: &Terms, at: f64) -> f64 {
    let one = |component: &Component| {
        let at = if component.measure.is_ratio() { 0.8 + at / 5.0 } else { at };
        pay_at(document, &plan(vec![component.clone()]), terms, at).total
    };
    let sum: Money = version.components.iter().map(one).sum();
    let most = version.cap.map_or(f64::MAX, |cap| terms.variable().amount().to_major() * cap.to_f64());
    sum.to_major().min(most)
}

/// The mean by brute force: equal steps, weighed by the density at their middle.
fn by_grid(spread: &AttainmentSpread, pay: &dyn Fn(f64) -> f64) -> f64 {
    const STEPS: u32 = 30_000;
    let mean = |from: f64, to: f64, weight: &dyn Fn(f64) -> f64| {
        let middle = |step: u32| from + (to - from) * (f64::from(step) + 0.5) / f64::from(STEPS);
        let (sum, whole) = (0..STEPS).map(middle).fold((0.0, 0.0), |(sum, whole), at| {
            let weight = weight(at);
            (sum + weight * pay(at), whole + weight)
        });
        sum / whole
    };
    match spread {
        AttainmentSpread::Normal { mean: centre, deviation } => {
            let (centre, deviation) = (centre.to_f64(), deviation.to_f64());
            let density = |at: f64| (-((at - centre) / deviation).powi(2) / 2.0).exp();
            mean((centre - 8.0 * deviation).max(0.0), centre + 8.0 * deviation, &density)
        }
        AttainmentSpread::Buckets { buckets } => buckets
            .iter()
            .map(|it| {
                let (from, to) = (it.from.to_f64(), it.to.to_f64());
                it.share.to_f64() * if to > from { mean(from, to, &|_| 1.0) } else { pay(from) }
            })
            .sum(),
    }
}

#[test]
fn expected_cost_is_that_of_a_fine_grid_whatever_the_plan_and_the_spread() {
    let (document, terms) = (Document::default(), terms());
    for (name, version) in shapes() {
        for entered in spreads() {
            let spread = Spread::of(&entered).unwrap();
            let found = expected_cost(&document, &version, &one_person(&terms), &spread).pay.to_major();
            let proved = by_grid(&entered, &|at| pay(&document, &version, &terms, at));
            // A cliff that falls inside a step of the grid costs the grid a few dollars; the engine itself is exact to the cent.
            assert!((found - proved).abs() < 8.0, "{name}, {entered:?}: {found} against {proved}");
        }
    }
}

#[test]
fn expected_cost_is_what_many_people_drawn_at_random_cost_on_average() {
    let (document, terms) = (Document::default(), terms());
    // Lehmer's generator, and two uniform numbers for a normal one: nothing that the engine uses.
    let mut state: u64 = 20_270_101;
    let mut uniform = || {
        state = state * 48_271 % 2_147_483_647;
        state as f64 / 2_147_483_647.0
    };
    let mut draws = Vec::new();
    while draws.len() < 60_000 {
        let (radius, angle) = ((-2.0 * uniform().ln()).sqrt(), std::f64::consts::TAU * uniform());
        let at = 0.9 + 0.35 * radius * angle.cos();
        if at >= 0.0 {
            draws.push(at);
        }
    }
    let spread = Spread::of(&normal(0.9, 0.35)).unwrap();
    for (name, version) in shapes() {
        let found = expected_cost(&document, &version, &one_person(&terms), &spread);
        let pays: Vec<f64> = draws.iter().map(|at| pay(&document, &version, &terms, *at)).collect();
        let count = pays.len() as f64;
        let mean = pays.iter().sum::<f64>() / count;
        let error = (pays.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / count / count).sqrt();
        let gap = found.pay.to_major() - mean;
        assert!(gap.abs() < 4.0 * error, "{name}: {} against {mean} +- {error}", found.pay);
    }
    let reached = draws.iter().filter(|at| **at >= 1.0).count() as f64 / draws.len() as f64;
    assert!((spread.reaching(1.0) - reached).abs() < 0.008);
}

#[test]
fn every_plan_of_the_sample_has_an_expected_cost_between_its_least_and_its_most() {
    let document = sample::company();
    let spread = Spread::of(&document.assumptions.attainment).unwrap();
    for plan in &document.plans {
        let (_, terms) = remit::engine::usual_terms(&document, &plan.id).unwrap();
        let version = &plan.versions[0];
        let found = expected_cost(&document, version, &one_person(terms), &spread);
        let most = pay_at(&document, version, terms, spread.most()).total;
        assert!(found.pay > Money::ZERO && found.pay < most, "{}: {found:?}", plan.id);
        assert_eq!(found.at_plan, terms.variable().amount(), "{}: at 100 % the target is paid", plan.id);
        assert!((found.mean - 1.0).abs() < 0.001, "half of what a normal spread around quota has is below");
    }
}

#[test]
fn an_absurd_spread_is_no_reason_to_fail() {
    let (document, terms) = (Document::default(), terms());
    let far = Rate::from_ppm(i64::MAX / 4);
    for entered in [
        AttainmentSpread::Normal { mean: far, deviation: far },
        AttainmentSpread::Normal { mean: Rate::from_ppm(-5_000_000), deviation: share(0.1) },
        AttainmentSpread::Normal { mean: Rate::ONE, deviation: Rate::from_ppm(1) },
        AttainmentSpread::Buckets { buckets: vec![AttainmentBucket { from: far, to: far, share: far }] },
    ] {
        for (_, version) in shapes() {
            if let Some(spread) = Spread::of(&entered) {
                let found = expected_cost(&document, &version, &one_person(&terms), &spread);
                assert!(found.mean.is_finite() && found.mean >= 0.0, "{entered:?}: {found:?}");
            }
        }
    }
}

#[test]
fn every_figure_of_the_table_of_cost_is_what_its_terms_make() {
    use remit::engine::{CostTable, cost_of_year, cost_table, one_person};
    let document = remit::model::sample::company();
    let year = document.settings.fiscal_calendar().period_of(document.settings.first_month, Cadence::Year);
    let at = [0.0, 0.5, 1.0, 1.37, 2.0];
    let mut told = 0;
    for plan in &document.plans {
        // A cap that bites, beside the plan as it is.
        let plain = plan.versions.last().unwrap().clone();
        let mut capped = plain.clone();
        capped.cap = Some(remit::units::Rate::percent(110));
        // And one that pays nothing of half its target.
        let mut late = plain.clone();
        for component in &mut late.components {
            let start = remit::model::comp::ThresholdStart::Share;
            component.threshold = Some(remit::model::comp::Threshold { at: remit::units::Rate::percent(80), start });
        }
        // One version after the other in one year.
        let mut both = plan.clone();
        both.versions = vec![capped.clone(), late.clone()];
        both.versions[1].from = Some(year.first.plus(5).first_day());
        for terms in document.roles.iter().flat_map(|role| &role.terms) {
            let person = one_person(terms);
            let mut tables: Vec<CostTable> =
                [&plain, &capped, &late].map(|version| cost_table(&document, version, &person, &at)).to_vec();
            tables.push(cost_of_year(&document, &both, &year, &person, &at));
            assert_eq!(tables[3].runs.len(), 2);
            told += tables.iter().map(|table| told_by(table, &plan.id)).sum::<i32>();
        }
    }
    assert!(told > 1_000, "{told}");
}

/// Checks that the terms of every figure of a table make the figure, and counts them.
fn told_by(table: &remit::engine::CostTable, plan: &PlanId) -> i32 {
    use remit::engine::{CostColumn, cost_why};
    let parts = (0..table.parts.len()).map(CostColumn::Component);
    let others = [
        CostColumn::Cap,
        CostColumn::Variable,
        CostColumn::OfTarget,
        CostColumn::WithBase,
        CostColumn::Rate,
        CostColumn::Ccos,
    ];
    let mut told = 0;
    for column in parts.chain(others) {
        for line in 0..table.lines.len() {
            let why = cost_why(table, plan, line, column, "role");
            let Some(value) = why.value.to_f64() else { continue };
            let made = why.recombine().unwrap();
            // Amounts are kept to a thousandth, and so are those a ratio is made of.
            assert!((made - value).abs() <= 0.0011 + 1e-6 * value.abs(), "{column:?}: {made} is not {value}");
            assert!(!why.terms.is_empty() && !column.formula().is_empty());
            told += 1;
        }
    }
    told
}

#[test]
fn every_figure_of_who_earns_what_is_what_its_terms_make() {
    use remit::engine::{EarnColumn, Env, Whose, earn_led_to, evaluate, payee_lines};
    use remit::model::comp::Pot;
    let document = sample::company();
    let outcome = evaluate(&document, &Env::default());
    for (_, span) in outcome.periods(Cadence::Year) {
        let lines = payee_lines(&document, &outcome, None, span);
        let named: Vec<Whose<'_>> = lines
            .iter()
            .enumerate()
            .map(|(at, line)| {
                let seat = &document.seats[line.seat];
                let place = seat.segment.as_ref().map_or("all", |it| it.as_str());
                let seat = format!("{}, {place}", seat.role);
                Whose { at, name: format!("line {at}"), role: document.seats[line.seat].role.to_string(), seat, line }
            })
            .collect();
        let parts = lines[0].components.iter().map(|it| EarnColumn::Component(it.id.clone()));
        let others =
            [EarnColumn::Heads, EarnColumn::Attainment, EarnColumn::Target, EarnColumn::Earned, EarnColumn::Paid];
        let columns: Vec<EarnColumn> = parts.chain(others).chain(Pot::ALL.map(EarnColumn::Pot)).collect();
        let groups = (0..named.len()).map(|at| &named[at..=at]).chain([&named[..]]);
        for of in groups {
            for column in &columns {
                let why = remit::engine::earn_why(of, &|id| id.to_string(), column, span.len());
                // One person's attainment is that of each component, and where there are several their mean by weight.
                if let (EarnColumn::Attainment, [only]) = (column, of) {
                    let attained = only.line.components.iter().filter(|it| it.attainment.is_some() && it.weight > 0.0);
                    let wanted = match attained.count() {
                        0 | 1 => 1,
                        several => several + 1,
                    };
                    assert_eq!(why.terms.len(), wanted, "{why:?}");
                    assert!(why.value.to_f64().is_none() || why.recombine().is_some(), "{why:?}");
                }
                let Some((value, made)) = why.value.to_f64().zip(why.recombine()) else { continue };
                assert!((made - value).abs() <= 0.0011 + 1e-6 * value.abs(), "{column:?}: {made} is not {value}");
            }
        }
        // By hand: what people earned is the year's variable pay.
        let all = remit::engine::earn_why(&named, &|id| id.to_string(), &EarnColumn::Earned, span.len());
        let pay = remit::engine::Row::of(&outcome, span).value(remit::engine::Metric::VariablePay);
        assert_eq!(all.value, pay);
        // However many there are, one reads a dozen terms at most, and they lead on until everybody has been told by himself, once.
        let mut told = vec![];
        let mut asked = vec![named.clone()];
        while let Some(of) = asked.pop() {
            let why = remit::engine::earn_why(&of, &|id| id.to_string(), &EarnColumn::Paid, span.len());
            assert!(why.terms.len() <= 12, "{} terms of {}", why.terms.len(), of.len());
            if let [only] = of.as_slice() {
                told.push(only.at);
                continue;
            }
            asked.extend(why.terms.iter().map(|term| {
                let places = earn_led_to(&term.link).unwrap();
                assert!(places.len() < of.len());
                named.iter().filter(|it| places.contains(&it.at)).cloned().collect()
            }));
        }
        told.sort();
        assert_eq!(told, (0..lines.len()).collect::<Vec<_>>());
    }
}
