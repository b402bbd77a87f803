//! Whole random documents: every kind of segment, role, plan and stint, with values a user could have typed.

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use remit::model::comp::{
    Accumulates, Boundary, Component, CurvePoint, Draw, DrawKind, DrawPaid, DrawStep, Factor, Gate, Kicker, KickerPays,
    KickerWhen, MarginOver, Measure, Milestone, Multiplier, MultiplierBy, Payout, Plan, PlanVersion, Rated, Rates,
    Reach, RoundingAt, Scope, Target, Threshold, ThresholdStart, Tier, TierFrom, TierValue, TrueUp,
};
use remit::model::{
    Account, AccountPlan, Assumptions, AttainmentBucket, AttainmentSpread, CcosDenominator, Contract, Costs, Coverage,
    CoverageResponse, CycleShape, Document, Function, Handover, Incentives, Leave, OpenPipeline, OpeningBook,
    OtherMeasures, Overrides, Owners, PastQuarter, PaySplit, Person, Pipeline, Proration, QuarterTarget, Quota, Ramp,
    RampAccelerators, Retention, Role, Seat, Segment, Settings, Source, SourceKind, Span, Stage, Stint, StintEnd,
    Support, Terms,
};
use remit::units::{
    AccountId, Cadence, ComponentId, Money, Month, Monthly, PersonId, PlanId, Quarterly, Rate, RoleId, Rounding,
    SeatId, SegmentId, SourceId, Yearly,
};
use std::sync::Arc;

const FIRST: Month = Month::new(2027, 1);

/// From nothing to `most` major units, to the cent.
pub fn amount(most: i64) -> impl Strategy<Value = Money> {
    prop_oneof![1 => Just(Money::ZERO), 9 => (0..=most * 100).prop_map(|cents| Money::from_mills(cents * 10))]
}

/// From `low` to `high` percent, to the hundredth of one.
pub fn percent(low: i64, high: i64) -> impl Strategy<Value = Rate> {
    (low * 100..=high * 100).prop_map(|part| Rate::from_ppm(part * 100))
}

fn one_of<T: Clone + std::fmt::Debug + 'static>(items: &[T]) -> impl Strategy<Value = T> + use<T> {
    proptest::sample::select(items.to_vec())
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0u64..2_500).prop_map(|days| NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + chrono::Days::new(days))
}

fn weights() -> impl Strategy<Value = Vec<Rate>> {
    vec(percent(0, 200), 12)
}

/// A source with figures of its own or the segment's, with or without stages and a season, which may all be nothing.
fn source(at: usize) -> impl Strategy<Value = Source> {
    let leads = (0u32..200, option::weighted(0.5, 0u32..60), percent(-60, 120));
    let season = prop_oneof![2 => Just(Vec::new()), 1 => weights(), 1 => Just(vec![Rate::ZERO; 12])];
    let own = (
        option::weighted(0.5, percent(0, 60)),
        option::weighted(0.5, amount(200_000)),
        option::weighted(0.4, 0u32..12),
    );
    (one_of(&SourceKind::ALL), leads, season, vec(percent(0, 100), 0..4), own).prop_map(
        move |(kind, leads, seasonality, stages, own)| Source {
            id: SourceId::new(&format!("source-{at}")),
            name: format!("Source {at}"),
            kind,
            leads_month: leads.0,
            leads_per_head: leads.1,
            growth_year: leads.2,
            seasonality,
            stages: stages.into_iter().map(|rate| Stage { name: "Stage".into(), rate }).collect(),
            win_rate: own.0,
            deal_size: own.1,
            cycle_months: own.2,
        },
    )
}

/// No source in half of the segments, else up to four; and how cycles are spread.
fn acquisition() -> impl Strategy<Value = (Vec<Source>, CycleShape, Vec<Rate>)> {
    let some = (1usize..5).prop_flat_map(|count| (0..count).map(source).collect::<Vec<_>>());
    let shape = one_of(&[CycleShape::AtMean, CycleShape::AtMean, CycleShape::Spread, CycleShape::Own]);
    (prop_oneof![Just(Vec::new()), some], shape, vec(percent(0, 60), 0..9))
}

fn segment(at: usize) -> impl Strategy<Value = Segment> {
    let opening = (0u32..500, amount(9_000_000), weights());
    let pipeline = (
        0u32..300,
        percent(-50, 100),
        percent(0, 60),
        percent(0, 60),
        0u32..10,
        amount(200_000),
        vec((0i32..30, amount(900_000)), 0..4),
        (percent(0, 100), percent(0, 100)),
    );
    let retention = (
        percent(50, 100),
        prop_oneof![Just(Rate::ZERO), percent(0, 20)],
        option::of(percent(20, 90)),
        percent(0, 20),
        percent(0, 60),
        one_of(&[1u32, 3, 6, 12, 12, 12, 24, 36, 60]),
        percent(0, 40),
        1u32..24,
    );
    let targets = vec((-6i32..40, amount(2_000_000)), 0..6);
    (opening, pipeline, acquisition(), retention, targets).prop_map(
        move |(opening, pipeline, acquisition, retention, targets)| Segment {
            satisfaction: None,
            satisfaction_month: None,
            id: SegmentId::new(&format!("segment-{at}")),
            name: format!("Segment {at}"),
            opening: OpeningBook { customers: opening.0, arr: opening.1, renewal_months: opening.2 },
            pipeline: Pipeline {
                leads_month: pipeline.0,
                lead_growth_year: pipeline.1,
                lead_to_opportunity: pipeline.2,
                win_rate: pipeline.3,
                cycle_months: pipeline.4,
                deal_size: pipeline.5,
                opening: pipeline.6.into_iter().map(|(at, arr)| OpenPipeline { month: FIRST.plus(at), arr }).collect(),
                opening_win_rate: pipeline.7.0,
                carry_over: pipeline.7.1,
                sources: acquisition.0,
                cycle_shape: acquisition.1,
                cycle_shares: acquisition.2,
            },
            retention: Retention {
                renewal: retention.0,
                contraction: retention.1,
                contraction_depth: retention.2,
                price_uplift: retention.3,
                expansion: retention.4,
                term_months: retention.5,
                reactivation: retention.6,
                reactivation_lag_months: retention.7,
            },
            targets: targets.into_iter().map(|(at, arr)| QuarterTarget { quarter: FIRST.plus(at), arr }).collect(),
        },
    )
}

fn tier(step: (i64, i64, bool, Reach)) -> (i64, TierValue, Reach) {
    let (width, pays, multiple, reach) = step;
    let rate = Rate::from_ppm(pays * 1_000);
    (width, if multiple { TierValue::Multiple(rate) } else { TierValue::Share(Rate::from_ppm(pays * 50)) }, reach)
}

pub fn tiers() -> impl Strategy<Value = Vec<Tier>> {
    let reach = one_of(&[Reach::OwnBound, Reach::Quota, Reach::FirstDollar]);
    vec((1i64..60, 0i64..4_000, any::<bool>(), reach), 1..5).prop_map(|steps| {
        let mut from = 0;
        let mut tiers = Vec::new();
        for (width, value, reach) in steps.into_iter().map(tier) {
            tiers.push(Tier { from: TierFrom::Quota(Rate::percent(from)), value, reach });
            from += width;
        }
        tiers
    })
}

fn rates() -> impl Strategy<Value = Rates> {
    let curve = vec((1i64..60, 0i64..250), 2..5).prop_map(|steps| {
        let mut at = 0;
        let points = steps.into_iter().map(|(width, pay)| {
            at += width;
            CurvePoint { attainment: Rate::percent(at), pay: Rate::percent(pay) }
        });
        Rates::Curve { points: points.collect() }
    });
    prop_oneof![
        4 => (tiers(), one_of(&[Boundary::Lower, Boundary::Upper])).prop_map(|(tiers, boundary)| Rates::Tiers { tiers, boundary }),
        1 => (tiers(), one_of(&[Accumulates::Rate, Accumulates::Amount]))
            .prop_map(|(tiers, accumulates)| Rates::Interpolated { tiers, accumulates }),
        1 => curve,
        1 => vec((1i64..60, amount(20_000)), 1..4).prop_map(|steps| {
            let mut from = 0;
            let steps = steps.into_iter().map(|(width, pay)| {
                from += width;
                Milestone { at: TierFrom::Quota(Rate::percent(from)), pay }
            });
            Rates::Milestones { steps: steps.collect() }
        }),
        1 => (one_of(&Measure::ALL), vec(vec(percent(0, 200), 3), 2)).prop_map(|(by, cells)| Rates::Matrix {
            by,
            rows: vec![Rate::percent(50), Rate::percent(100)],
            columns: vec![Rate::percent(0), Rate::percent(80), Rate::percent(95)],
            cells,
        }),
    ]
}

fn kicker() -> impl Strategy<Value = Kicker> {
    let when = prop_oneof![
        (1u32..40).prop_map(|months| KickerWhen::Term { months }),
        Just(KickerWhen::Prepaid),
        amount(90_000).prop_map(|amount| KickerWhen::Size { amount }),
    ];
    let pays = prop_oneof![percent(0, 100).prop_map(KickerPays::Multiple), percent(0, 5).prop_map(KickerPays::Share),];
    (when, pays, percent(0, 100)).prop_map(|(when, pays, expected)| Kicker { when, pays, expected })
}

fn multiplier() -> impl Strategy<Value = Multiplier> {
    let by = prop_oneof![
        vec((1i64..60, percent(0, 200)), 0..4).prop_map(|steps| {
            let mut from = 0;
            let steps = steps.into_iter().map(|(width, factor)| {
                from += width;
                Factor { from: Rate::percent(from), factor }
            });
            MultiplierBy::Steps { steps: steps.collect() }
        }),
        (percent(0, 90), percent(90, 200)).prop_map(|(least, most)| MultiplierBy::Attainment { least, most }),
    ];
    (one_of(&Measure::ALL), by).prop_map(|(measure, by)| Multiplier { measure, by })
}

fn component(at: usize) -> impl Strategy<Value = Component> {
    let what = (
        one_of(&Measure::ALL),
        one_of(&[Scope::Own, Scope::Pod, Scope::TeamBelow, Scope::Segment, Scope::Company]),
        one_of(&Cadence::ALL),
        one_of(&[Rated::EachDeal, Rated::Period, Rated::Period, Rated::QuarterToDate, Rated::YearToDate]),
        one_of(&[TrueUp::CumulativeLessPaid, TrueUp::ThisPeriodOnly]),
        one_of(&[RoundingAt::Component, RoundingAt::Deal]),
    );
    let limits = (
        option::of((percent(0, 95), one_of(&[ThresholdStart::Zero, ThresholdStart::Share]))),
        option::weighted(0.2, (one_of(&Measure::ALL), percent(0, 120), any::<bool>())),
        option::weighted(0.2, percent(50, 300)),
        option::weighted(0.2, percent(50, 300)),
    );
    let extras = (
        option::weighted(0.15, one_of(&Measure::ALL)),
        any::<bool>(),
        vec(kicker(), 0..2),
        option::weighted(0.2, amount(30_000)),
        option::weighted(0.2, multiplier()),
        option::weighted(0.3, one_of(&[MarginOver::Amount, MarginOver::Cost])),
    );
    (what, limits, rates(), 0usize..3, amount(900_000), percent(10, 120), percent(0, 100), extras).prop_map(
        move |(what, limits, rates, target, set, share, weight, extras)| Component {
            id: ComponentId::new(&format!("component-{at}")),
            name: format!("Component {at}"),
            measure: what.0,
            scope: what.1,
            weight,
            target: match (what.0.is_ratio(), target) {
                (true, _) => Target::Ratio { ratio: share },
                (false, 0) => Target::Quota,
                (false, 1) => Target::Amount { amount: set, per: what.2 },
                (false, _) => Target::SumOfQuotas { share },
            },
            cadence: what.2,
            rated: what.3,
            true_up: what.4,
            rates,
            tier_by_margin: extras.5,
            threshold: limits.0.map(|(at, start)| Threshold { at, start }),
            gate: limits.1.map(|(measure, at, accelerators_only)| Gate { measure, at, accelerators_only }),
            attainment_cap: limits.2,
            cap: limits.3,
            rounding_at: what.5,
            attained_by: extras.0,
            cap_carries: extras.1,
            kickers: extras.2,
            deal_cap: extras.3,
            multiplier: extras.4,
        },
    )
}

fn draw_kind() -> impl Strategy<Value = DrawKind> {
    prop_oneof![
        Just(DrawKind::GuaranteeTopUp),
        Just(DrawKind::Additional),
        Just(DrawKind::Recoverable),
        Just(DrawKind::RecoverableForgiven),
        (1u32..12, percent(0, 100), option::of(12u32..24)).prop_map(|(start_period, share, last_period)| {
            DrawKind::DelayedRecovery { start_period, share, last_period }
        }),
    ]
}

fn payout() -> impl Strategy<Value = Payout> {
    (0u32..4, 1u32..13, percent(0, 50), 0u32..12).prop_map(|(lag_months, instalments, holdback, holdback_months)| {
        Payout { lag_months, instalments, holdback, holdback_months, ..Payout::default() }
    })
}

fn version() -> impl Strategy<Value = PlanVersion> {
    let components =
        vec(any::<()>(), 0..4).prop_flat_map(|places| (0..places.len()).map(component).collect::<Vec<_>>());
    let step = || {
        (amount(9_000), option::of(1u32..12))
            .prop_map(|(amount, months)| DrawStep { amount: Monthly::new(amount), months })
    };
    let paid = prop_oneof![Just(DrawPaid::WithCommission), Just(DrawPaid::WithMonth)];
    let draw = option::weighted(0.3, (draw_kind(), step(), vec(step(), 0..3), paid));
    (components, option::weighted(0.2, percent(50, 250)), draw, payout()).prop_map(|(components, cap, draw, payout)| {
        PlanVersion {
            components,
            cap,
            draw: draw.map(|(kind, first, then, paid)| Draw { kind, first, then, paid }),
            payout,
            ..PlanVersion::default()
        }
    })
}

fn plan(at: usize) -> impl Strategy<Value = Plan> {
    (version(), option::weighted(0.3, (version(), day()))).prop_map(move |(first, next)| {
        let mut versions = vec![first];
        versions.extend(next.map(|(version, from)| PlanVersion { from: Some(from), ..version }));
        Plan { id: PlanId::new(&format!("plan-{at}")), name: format!("Plan {at}"), versions }
    })
}

fn terms(segment: Option<usize>, function: Function) -> impl Strategy<Value = Terms> {
    let quota = option::weighted(0.9, (amount(2_000_000), 0u32..400, one_of(&Cadence::ALL)));
    let ramp = (
        vec(percent(0, 110), 0..9),
        option::weighted(0.3, vec(percent(0, 110), 0..9)),
        one_of(&[RampAccelerators::OnRampedQuota, RampAccelerators::OnFullQuota, RampAccelerators::OffWhileRamping]),
    );
    let stay = (percent(0, 100), any::<bool>(), 0u32..6);
    let support = option::weighted(0.3, (one_of(&Function::ALL), percent(0, 600)));
    let rest = (
        option::of(amount(5_000_000)),
        option::weighted(0.9, 0usize..3),
        option::weighted(0.3, percent(0, 100)),
        (option::weighted(0.3, 0u32..200), support, percent(0, 100)),
        option::weighted(0.5, (0u32..6, 0u32..9)),
    );
    (amount(200_000), amount(200_000), quota, percent(0, 130), ramp, stay, rest).prop_map(
        move |(base, variable, quota, expected_attainment, ramp, stay, rest)| Terms {
            segment: segment.map(|at| SegmentId::new(&format!("segment-{at}"))),
            base: Yearly::new(base),
            ote: Yearly::new(base + variable),
            quota: quota.map(|(amount, count, per)| {
                if function == Function::SalesDevelopment {
                    Quota::Units { count, per }
                } else {
                    Quota::Arr { amount, per }
                }
            }),
            expected_attainment,
            ramp: Ramp { productivity: ramp.0, quota: ramp.1, accelerators: ramp.2 },
            attrition_year: stay.0,
            backfill: stay.1,
            backfill_lag_months: stay.2,
            book_capacity: rest.0,
            span: rest.4.map(|(low, more)| Span { low, high: low + more }),
            plan: rest.1.map(|at| PlanId::new(&format!("plan-{at}"))),
            acquisition_share: rest.2,
            accounts_per_head: rest.3.0,
            book_share: rest.2,
            support: rest.3.1.map(|(of, heads)| Support { of, heads }),
            ramp_on_move: rest.3.2,
        },
    )
}

fn role(at: usize) -> impl Strategy<Value = Role> {
    one_of(&Function::ALL).prop_flat_map(move |function| {
        (terms(None, function), option::weighted(0.4, terms(Some(0), function))).prop_map(move |(any, own)| Role {
            id: RoleId::new(&format!("role-{at}")),
            name: format!("Role {at}"),
            function,
            terms: std::iter::once(any).chain(own).collect(),
        })
    })
}

/// Holders one after the other, some with a leave, the last perhaps for good.
fn stints() -> impl Strategy<Value = Vec<Stint>> {
    let holder = (0i64..40, 1i64..900, 0u8..4, option::weighted(0.3, (0i64..400, 0i64..120)), any::<bool>());
    let overrides = option::weighted(
        0.2,
        (amount(100_000), amount(100_000), option::of(amount(900_000)), vec((0usize..4, percent(0, 40)), 0..3)),
    );
    let likelihood = prop_oneof![Just(Rate::ONE), percent(0, 100)];
    (day(), vec((holder, overrides, likelihood), 1..3)).prop_map(|(mut from, holders)| {
        let last = holders.len() - 1;
        let mut stints = Vec::new();
        for (at, ((gap, days, end, leave, named), overrides, likelihood)) in holders.into_iter().enumerate() {
            from += chrono::Duration::days(gap);
            let to = from + chrono::Duration::days(days);
            let away = leave.map(|(after, length)| Leave {
                from: from + chrono::Duration::days(after),
                to: from + chrono::Duration::days(after + length),
            });
            stints.push(Stint {
                person: named.then(|| PersonId::new("someone")),
                from,
                to: match end {
                    0 if at == last => StintEnd::Open,
                    1 => StintEnd::Expected(to),
                    _ if at == last && end == 3 => StintEnd::Open,
                    _ => StintEnd::Known(to),
                },
                leave: away.into_iter().collect(),
                overrides: overrides.map_or(Overrides::default(), |(base, variable, quota, rates)| Overrides {
                    base: Some(Yearly::new(base)),
                    ote: Some(Yearly::new(base + variable)),
                    quota_arr: quota.map(Yearly::new),
                    rates: rates
                        .into_iter()
                        .map(|(at, rate)| (ComponentId::new(&format!("component-{at}")), rate))
                        .collect(),
                    ..Overrides::default()
                }),
                likelihood,
            });
            from = to + chrono::Duration::days(1);
        }
        stints
    })
}

fn seat(at: usize) -> impl Strategy<Value = Seat> {
    (
        0usize..4,
        option::weighted(0.7, 0usize..3),
        option::weighted(0.8, 0usize..100),
        option::weighted(0.1, 0usize..3),
        stints(),
        option::weighted(0.15, any::<bool>()),
    )
        .prop_map(move |(role, segment, manager, plan, stints, backfill)| Seat {
            id: SeatId::new(&format!("seat-{at}")),
            role: RoleId::new(&format!("role-{role}")),
            segment: segment.map(|at| SegmentId::new(&format!("segment-{at}"))),
            // A manager stands earlier in the list, so that no circle closes.
            manager: manager.filter(|_| at > 0).map(|it| SeatId::new(&format!("seat-{}", it % at.max(1)))),
            plan: plan.map(|at| PlanId::new(&format!("plan-{at}"))),
            stints,
            backfill,
        })
}

fn account(at: usize) -> impl Strategy<Value = Account> {
    let contract = option::weighted(0.9, (amount(300_000), -20i32..30, one_of(&[1u32, 6, 12, 12, 24, 36])));
    let owners = (option::weighted(0.5, 0usize..10), option::weighted(0.5, 0usize..10));
    (0usize..3, contract, owners).prop_map(move |(segment, contract, owners)| {
        let seat = |at: usize| SeatId::new(&format!("seat-{at}"));
        Account {
            name: format!("Account {at}"),
            contract: contract.map(|(arr, at, term_months)| Contract { arr, renewal: FIRST.plus(at), term_months }),
            owners: Owners {
                sales: None,
                account_management: owners.0.map(seat),
                customer_success: owners.1.map(seat),
            },
            ..Account::new(AccountId::new(&format!("account-{at}")), SegmentId::new(&format!("segment-{segment}")))
        }
    })
}

fn settings() -> impl Strategy<Value = Settings> {
    let meanings = (
        one_of(&[Rounding::HalfAwayFromZero, Rounding::HalfEven]),
        one_of(&[Proration::CalendarDays, Proration::Thirty360, Proration::WholeMonths]),
        one_of(&[CcosDenominator::NewAndExpansionArr, CcosDenominator::RecognisedRevenue]),
    );
    (one_of(&["USD", "JPY", "KWD"]), 12u32..=30, 1u32..=12, meanings, one_of(&[0u32, 0, 1, 12, 36])).prop_map(
        |(currency, horizon_months, fiscal_year_start, meanings, expensed)| Settings {
            currency: currency.parse().unwrap(),
            first_month: FIRST,
            horizon_months,
            fiscal_year_start,
            rounding: meanings.0,
            proration: meanings.1,
            ccos_denominator: meanings.2,
            commission_expensed_over_months: expensed,
            ..Settings::default()
        },
    )
}

fn costs() -> impl Strategy<Value = Costs> {
    let monthly = || option::of(amount(300_000));
    (
        option::of(percent(0, 100)),
        percent(0, 50),
        monthly(),
        percent(0, 100),
        monthly(),
        percent(0, 100),
        monthly(),
        (monthly(), monthly()),
        (monthly(), percent(0, 60), monthly()),
    )
        .prop_map(|(margin, burden, marketing, acquisition, other, other_acquisition, operating, prior, heads)| {
            Costs {
                gross_margin: margin,
                burden,
                marketing: marketing.map(Monthly::new),
                marketing_acquisition_share: acquisition,
                other_sales_marketing: other.map(Monthly::new),
                other_acquisition_share: other_acquisition,
                other_operating: operating.map(Monthly::new),
                prior_quarter_sales_marketing: prior.0.map(Quarterly::new),
                prior_quarter_revenue: prior.1.map(Quarterly::new),
                tools: heads.0.map(Yearly::new),
                recruiting: heads.1,
                headcount_budget: heads.2.map(Yearly::new),
            }
        })
}

fn assumptions() -> impl Strategy<Value = Assumptions> {
    let coverage = (
        one_of(&[CoverageResponse::Off, CoverageResponse::Linear, CoverageResponse::Concave]),
        percent(0, 60),
        percent(0, 100),
    );
    let handover = (0u32..20, percent(0, 100));
    // Splits of pay at which everything was typed, of roles that are there and one that is not.
    let split = (0usize..5, percent(0, 100), percent(0, 100), percent(0, 100)).prop_map(
        |(role, new_business, retention, expansion)| PaySplit {
            role: RoleId::new(&format!("role-{role}")),
            new_business,
            retention,
            expansion,
        },
    );
    let incentives =
        (any::<bool>(), (percent(0, 200), percent(0, 200), percent(0, 200)), percent(0, 100), vec(split, 0..5))
            .prop_map(|(on, elasticity, returns, reference)| Incentives {
                on,
                new_business: elasticity.0,
                retention: elasticity.1,
                expansion: elasticity.2,
                returns,
                reference,
            });
    let others = prop_oneof![
        Just(OtherMeasures::OnTarget),
        Just(OtherMeasures::SameAttainment),
        percent(0, 200).prop_map(|value| OtherMeasures::At { value })
    ];
    let history = vec((-20i32..6, amount(9_000_000), amount(3_000_000), amount(3_000_000)), 0..6);
    (weights(), percent(0, 100), coverage, attainment(), percent(0, 100), (handover, incentives, others, history))
        .prop_map(
            |(
                seasonality,
                productive_time,
                coverage,
                attainment,
                ratio_spread,
                ((months, seller_share), incentives, other_measures, history),
            )| Assumptions {
                seasonality,
                productive_time,
                coverage: Coverage {
                    response: coverage.0,
                    renewal_at_stake: coverage.1,
                    expansion_at_stake: coverage.2,
                },
                attainment,
                ratio_spread,
                handover: Handover { months, seller_share },
                incentives,
                other_measures,
                capacity_history: history
                    .into_iter()
                    .map(|(at, opening, lost, recovered)| PastQuarter {
                        quarter: FIRST.plus(at),
                        opening: Quarterly::new(opening),
                        lost: Quarterly::new(lost),
                        recovered: Quarterly::new(recovered),
                    })
                    .collect(),
            },
        )
}

/// A normal spread or groups, which may overlap and miss the whole.
fn attainment() -> impl Strategy<Value = AttainmentSpread> {
    let normal =
        (percent(0, 200), percent(0, 100)).prop_map(|(mean, deviation)| AttainmentSpread::Normal { mean, deviation });
    let bucket = (percent(0, 150), percent(0, 100), percent(0, 100)).prop_map(|(from, width, share)| {
        AttainmentBucket { from, to: Rate::from_ppm(from.ppm() + width.ppm()), share }
    });
    prop_oneof![normal, vec(bucket, 0..5).prop_map(|buckets| AttainmentSpread::Buckets { buckets })]
}

/// Every customer judged otherwise, some not at all, and up to 60 points of renewal rate at stake; typed balances are other customers.
pub fn judged(mut document: Document) -> Document {
    document.territory.typed_book = false;
    document.territory.health.in_forecast = true;
    document.territory.health.renewal_at_stake = Rate::percent(60);
    for (at, account) in Arc::make_mut(&mut document.accounts).iter_mut().enumerate() {
        let mut plan = AccountPlan::default();
        plan.health.engagement = (at % 3 > 0).then(|| Rate::percent(10 * at as i64 % 101));
        plan.health.usage = (at % 2 > 0).then(|| Rate::percent(37 * at as i64 % 101));
        account.care = Some(Box::new(plan));
    }
    document
}

/// A random document that shows itself as its file, so that a failure can be tried again with the headless command.
#[derive(Clone)]
pub struct Random(pub Document);

impl std::fmt::Debug for Random {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", remit::model::to_value(&self.0))
    }
}

/// A document as someone might enter it, sensible or not, with every reference in place.
pub fn document() -> impl Strategy<Value = Random> {
    let people = vec![Person { id: PersonId::new("someone"), name: "Someone".into() }];
    let segments = (1usize..4).prop_flat_map(|count| (0..count).map(segment).collect::<Vec<_>>());
    let seats = (0usize..10).prop_flat_map(|count| (0..count).map(seat).collect::<Vec<_>>());
    let accounts = (0usize..12).prop_flat_map(|count| (0..count).map(account).collect::<Vec<_>>());
    let roles = (0usize..4).map(role).collect::<Vec<_>>();
    let plans = (0usize..3).map(plan).collect::<Vec<_>>();
    (settings(), assumptions(), segments, roles, plans, seats, costs(), accounts).prop_map(
        move |(settings, assumptions, segments, roles, plans, seats, costs, accounts)| {
            Random(Document {
                name: "Random".into(),
                settings,
                assumptions,
                segments,
                roles,
                plans,
                people: people.clone(),
                seats,
                costs,
                accounts: Arc::new(accounts),
                ..Document::default()
            })
        },
    )
}
