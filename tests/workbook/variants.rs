//! Documents with every kind of component and plan, and inputs to be changed, by the name of their cell and by the app's path.

use crate::support::random;
use chrono::NaiveDate;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use remit::model::comp::{
    Accumulates, Boundary, Component, CurvePoint, Draw, DrawKind, DrawPaid, DrawStep, Factor, Gate, Kicker, KickerPays,
    KickerWhen, Measure, Milestone, Multiplier, MultiplierBy, Payout, PlanVersion, RatePreset, Rated, Rates, Scope,
    Spif, SpifPays, Target, Threshold, ThresholdStart, Tier, TierFrom, TierValue, TrueUp,
};
use remit::model::{
    ActualMonth, Document, Handover, Incentives, PaySplit, RampAccelerators, get_input, sample, set_input,
};
use remit::units::{Cadence, ComponentId, Money, Monthly, Rate, Rounding};

/// Name of the cell, what is typed there, the app's path, and what is typed in the app.
pub type Change = (&'static str, f64, &'static str, &'static str);

/// One change at a time.
pub const CHANGES: &[Change] = &[
    ("Segment_smb_win_rate", 0.33, "segment/smb/pipeline/win_rate", "0.33"),
    ("Segment_mid_market_renewal", 0.815, "segment/mid-market/retention/renewal", "0.815"),
    ("Segment_enterprise_deal_size", 123_456.78, "segment/enterprise/pipeline/deal_size", "123456.78"),
    ("Segment_smb_term", 24.0, "segment/smb/retention/term_months", "24"),
    ("Segment_smb_cycle", 5.0, "segment/smb/pipeline/cycle_months", "5"),
    ("Role_ae_mid_market_quota", 700_001.0, "role/ae/mid-market/quota", "700001"),
    ("Role_ae_smb_OTE", 133_333.0, "role/ae/smb/ote", "133333"),
    ("Role_ae_enterprise_attrition", 0.0, "role/ae/enterprise/attrition_year", "0"),
    ("Role_am_smb_base", 61_001.0, "role/am/smb/base", "61001"),
    ("Plan_ae_new_tier_1_pays", 1.1, "plan/ae/1/new/tier/1/value", "1.1"),
    ("Plan_am_nrr_weight", 0.65, "plan/am/1/nrr/weight", "0.65"),
    ("Selling_time", 0.8, "assumptions/productive_time", "0.8"),
];

/// Several at once.
pub const TOGETHER: &[Change] = &[
    ("Segment_smb_win_rate", 0.4, "segment/smb/pipeline/win_rate", "0.4"),
    ("Segment_enterprise_expansion", 0.07, "segment/enterprise/retention/expansion", "0.07"),
    ("Role_ae_smb_quota", 480_000.5, "role/ae/smb/quota", "480000.5"),
    ("Role_sdr_any_OTE", 92_500.0, "role/sdr/any/ote", "92500"),
    ("Role_ae_mid_market_attrition", 0.5, "role/ae/mid-market/attrition_year", "0.5"),
    // 2027-06-14, counted from the last day but one of 1899.
    ("Seat_ae_mm_8_from_1", 46_552.0, "seat/ae-mm-8/from", "2027-06-14"),
];

/// Types a change into a document.
pub fn change(document: &mut Document, path: &str, value: &str) {
    if let Some(seat) = path.strip_prefix("seat/").and_then(|rest| rest.strip_suffix("/from")) {
        let seat = document.seats.iter_mut().find(|it| it.id.as_str() == seat).unwrap();
        seat.stints[0].from = value.parse::<NaiveDate>().unwrap();
        return;
    }
    let input = get_input(document, path).unwrap_or_else(|| panic!("there is no input {path}"));
    let value = input.parse(value).unwrap();
    set_input(document, path, value).unwrap();
}

fn rate(fraction: f64) -> Rate {
    Rate::from_f64(fraction)
}

fn component(id: &str, measure: Measure, rates: Rates) -> Component {
    Component {
        id: ComponentId::new(id),
        name: id.to_owned(),
        measure,
        rates,
        weight: Rate::percent(50),
        ..Component::default()
    }
}

fn tiers(preset: RatePreset) -> Rates {
    preset.rates(&[(Rate::percent(80), rate(1.25)), (Rate::percent(110), rate(1.75))])
}

/// A plan of its own in place of the account executives', by components.
fn with(version: PlanVersion) -> Document {
    let mut document = sample::company();
    let plan = document.plans.iter_mut().find(|it| it.id.as_str() == "ae").unwrap();
    plan.versions = vec![version];
    document
}

fn of(components: Vec<Component>) -> PlanVersion {
    PlanVersion { components, ..PlanVersion::default() }
}

/// Documents that between them have every kind of component, with a name each.
pub fn all() -> Vec<(&'static str, Document)> {
    let mut all = vec![
        ("reach back and to date", reaching()),
        ("tables of other kinds", tables()),
        ("gates and multipliers", bent()),
        ("each deal alone", each_deal()),
        ("draws and payment", paid()),
        ("guarantees over longer periods", guaranteed()),
        ("draws forgiven within a quarter", forgiven()),
        ("what happens once", once()),
        ("what goes on to happen once", going_on()),
        ("shared credit", shared()),
        ("results respond to pay", responding()),
        ("leaders paid on what others sell", led()),
    ];
    let mut runner = TestRunner::deterministic();
    let drawn = random::document().new_tree(&mut runner).unwrap().current().0;
    if remit::engine::evaluate(&drawn, &remit::engine::Env::default())
        .payees
        .iter()
        .any(|it| it.variable.iter().any(|it| it.mills() > 0))
    {
        all.push(("a random document", drawn));
    }
    all
}

fn reaching() -> Document {
    let rated = |id: &str, preset, cadence, rated, true_up| Component {
        cadence,
        rated,
        true_up,
        ..component(id, Measure::NewArr, tiers(preset))
    };
    let mut document = with(of(vec![
        rated("bracket", RatePreset::BracketOnOverage, Cadence::Quarter, Rated::YearToDate, TrueUp::CumulativeLessPaid),
        rated("retro", RatePreset::Retroactive, Cadence::Month, Rated::QuarterToDate, TrueUp::ThisPeriodOnly),
        rated("first", RatePreset::FirstDollar, Cadence::Half, Rated::Period, TrueUp::CumulativeLessPaid),
        Component {
            cap: Some(rate(1.1)),
            cap_carries: true,
            attainment_cap: Some(rate(1.4)),
            ..rated("carried", RatePreset::Marginal, Cadence::Month, Rated::Period, TrueUp::CumulativeLessPaid)
        },
    ]));
    document.settings.rounding = Rounding::HalfEven;
    document.settings.fiscal_year_start = 4;
    document
}

fn tables() -> Document {
    let tier =
        |from: f64, value: TierValue| Tier { from: TierFrom::Quota(rate(from)), value, reach: Default::default() };
    let sums = |accumulates| Rates::Interpolated {
        tiers: vec![tier(0.0, TierValue::Multiple(rate(0.4))), tier(0.5, TierValue::Multiple(rate(0.6)))],
        accumulates,
    };
    let point = |at: f64, pay: f64| CurvePoint { attainment: rate(at), pay: rate(pay) };
    let milestone = |from: TierFrom, pay: i64| Milestone { at: from, pay: Money::from_major(pay) };
    with(of(vec![
        component("rates", Measure::NewArr, sums(Accumulates::Rate)),
        component("amounts", Measure::NewArr, sums(Accumulates::Amount)),
        component(
            "curve",
            Measure::NewArr,
            Rates::Curve { points: vec![point(0.4, 0.0), point(1.0, 1.0), point(1.5, 2.0)] },
        ),
        component(
            "milestones",
            Measure::NewArr,
            Rates::Milestones {
                steps: vec![
                    milestone(TierFrom::Quota(rate(0.5)), 1_000),
                    milestone(TierFrom::Amount(Money::from_major(150_000)), 2_500),
                ],
            },
        ),
        component(
            "matrix",
            Measure::NewArr,
            Rates::Matrix {
                by: Measure::NewArr,
                rows: vec![rate(0.0), rate(0.8)],
                columns: vec![rate(0.0), rate(0.9)],
                cells: vec![vec![rate(0.25), rate(0.5)], vec![rate(0.75), rate(1.2)]],
            },
        ),
        Component {
            attained_by: Some(Measure::NewArr),
            ..component("elsewhere", Measure::GrossMargin, tiers(RatePreset::Marginal))
        },
        component("objectives", Measure::Objectives, RatePreset::Marginal.rates(&[])),
        component("meetings", Measure::Meetings, tiers(RatePreset::Marginal)),
    ]))
}

fn bent() -> Document {
    let threshold = |at: f64, start| Some(Threshold { at: rate(at), start });
    let gate = |at: f64, accelerators_only| Some(Gate { measure: Measure::NewArr, at: rate(at), accelerators_only });
    let mut document = with(of(vec![
        Component {
            threshold: threshold(0.5, ThresholdStart::Zero),
            ..component("zero", Measure::NewArr, tiers(RatePreset::Marginal))
        },
        Component {
            threshold: threshold(0.6, ThresholdStart::Share),
            ..component("share", Measure::NewArr, tiers(RatePreset::Retroactive))
        },
        Component { gate: gate(0.9, false), ..component("gated", Measure::NewArr, tiers(RatePreset::Marginal)) },
        Component { gate: gate(1.2, true), ..component("unaccelerated", Measure::NewArr, tiers(RatePreset::Marginal)) },
        Component {
            multiplier: Some(Multiplier {
                measure: Measure::NewArr,
                by: MultiplierBy::Steps {
                    steps: vec![
                        Factor { from: rate(0.7), factor: rate(1.1) },
                        Factor { from: rate(1.0), factor: rate(1.3) },
                    ],
                },
            }),
            ..component("stepped", Measure::NewArr, tiers(RatePreset::Marginal))
        },
        Component {
            multiplier: Some(Multiplier {
                measure: Measure::NewArr,
                by: MultiplierBy::Attainment { least: rate(0.5), most: rate(1.2) },
            }),
            ..component("linked", Measure::NewArr, tiers(RatePreset::Marginal))
        },
    ]));
    for terms in document.roles.iter_mut().filter(|it| it.id.as_str() == "ae").flat_map(|it| &mut it.terms) {
        terms.ramp.accelerators = match terms.segment.as_ref().map(|it| it.as_str()) {
            Some("smb") => RampAccelerators::OnFullQuota,
            Some("enterprise") => RampAccelerators::OffWhileRamping,
            Some(_) | None => RampAccelerators::OnRampedQuota,
        };
    }
    document
}

fn each_deal() -> Document {
    let kicker = |pays, expected: f64| Kicker { when: KickerWhen::Prepaid, pays, expected: rate(expected) };
    let alone =
        Component { rated: Rated::EachDeal, ..component("alone", Measure::NewArr, tiers(RatePreset::Marginal)) };
    with(of(vec![
        Component {
            deal_cap: Some(Money::from_major(4_000)),
            rounding_at: remit::model::comp::RoundingAt::Deal,
            ..alone.clone()
        },
        Component {
            tier_by_margin: Some(remit::model::comp::MarginOver::Amount),
            rates: Rates::Tiers {
                tiers: vec![
                    Tier {
                        from: TierFrom::Quota(Rate::ZERO),
                        value: TierValue::Share(rate(0.05)),
                        reach: Default::default(),
                    },
                    Tier {
                        from: TierFrom::Quota(rate(0.7)),
                        value: TierValue::Share(rate(0.08)),
                        reach: Default::default(),
                    },
                ],
                boundary: Default::default(),
            },
            id: ComponentId::new("margin"),
            ..alone.clone()
        },
        Component {
            kickers: vec![kicker(KickerPays::Multiple(rate(0.2)), 0.3), kicker(KickerPays::Share(rate(0.01)), 0.5)],
            ..component("kicked", Measure::NewArr, tiers(RatePreset::Marginal))
        },
        component("units", Measure::Units, RatePreset::Marginal.rates(&[])),
    ]))
}

/// Guarantees of plans that reckon by the quarter and by the year, on sales that reach them in some periods only; then by the month.
fn guaranteed() -> Document {
    let part = |id: &str, weight, cadence| Component {
        cadence,
        weight: rate(weight),
        ..component(id, Measure::NewArr, tiers(RatePreset::Marginal))
    };
    let quarter = |from: Option<NaiveDate>| PlanVersion {
        from,
        draw: Some(Draw {
            kind: DrawKind::GuaranteeTopUp,
            first: DrawStep { amount: Monthly::new(Money::from_major(4_000)), months: Some(16) },
            then: vec![DrawStep { amount: Monthly::new(Money::from_major(2_500)), months: Some(20) }],
            paid: DrawPaid::WithCommission,
        }),
        ..of(vec![part("quarter", 0.7, Cadence::Quarter), part("year", 0.3, Cadence::Year)])
    };
    let mut document = with(PlanVersion { cap: Some(rate(0.9)), ..quarter(None) });
    let later = PlanVersion {
        components: vec![part("month", 0.5, Cadence::Month), part("half", 0.5, Cadence::Half)],
        ..quarter(NaiveDate::from_ymd_opt(2028, 2, 1))
    };
    // From then on the guarantee is paid with its month.
    let later = PlanVersion { draw: later.draw.clone().map(Draw::with_its_month), ..later };
    document.plans.iter_mut().find(|it| it.id.as_str() == "ae").unwrap().versions.push(later);
    document
}

/// The same plans with a draw that is forgiven when it ends, which for some is within a quarter.
fn forgiven() -> Document {
    let mut document = guaranteed();
    let plan = document.plans.iter_mut().find(|it| it.id.as_str() == "ae").unwrap();
    for draw in plan.versions.iter_mut().filter_map(|it| it.draw.as_mut()) {
        draw.kind = DrawKind::RecoverableForgiven;
        (draw.first.months, draw.then[0].months) = (Some(5), Some(11));
    }
    document
}

/// Lag, instalments and holdback behind a draw that is paid with its month.
fn paid() -> Document {
    let draw = Draw {
        kind: DrawKind::Recoverable,
        first: DrawStep { amount: Monthly::new(Money::from_major(6_000)), months: Some(40) },
        then: vec![DrawStep { amount: Monthly::new(Money::from_major(2_000)), months: None }],
        paid: DrawPaid::WithMonth,
    };
    let mut document = with(PlanVersion {
        cap: Some(rate(0.9)),
        draw: Some(draw),
        payout: Payout { lag_months: 2, instalments: 3, holdback: rate(0.1), holdback_months: 5, ..Payout::default() },
        ..of(vec![component("new", Measure::NewArr, tiers(RatePreset::Marginal))])
    });
    document.settings.commission_expensed_over_months = 7;
    let later = PlanVersion {
        from: NaiveDate::from_ymd_opt(2028, 2, 1),
        draw: Some(Draw::level(DrawKind::GuaranteeTopUp, Monthly::new(Money::from_major(3_000)), None)),
        cap: Some(rate(2.0)),
        payout: Payout { lag_months: 0, instalments: 1, ..Payout::default() },
        ..of(vec![component("new", Measure::NewArr, tiers(RatePreset::Retroactive))])
    };
    document.plans.iter_mut().find(|it| it.id.as_str() == "ae").unwrap().versions.push(later);
    let stint = &mut document.seats.iter_mut().find(|it| it.id.as_str() == "ae-smb-1").unwrap().stints[0];
    stint.overrides.draw = Some(Monthly::new(Money::from_major(7_000)));
    stint.overrides.cap = Some(rate(0.5));
    stint.overrides.rates.insert(ComponentId::new("new"), rate(0.12));
    document
}

/// Sellers share what customers renew and expand in the year after the win, and are paid on it; a month is closed, too.
pub fn shared() -> Document {
    let share =
        |id: &str, measure, cadence| Component { cadence, ..component(id, measure, tiers(RatePreset::Marginal)) };
    let mut document = with(of(vec![
        share("new", Measure::NewArr, Cadence::Month),
        share("grown", Measure::ExpansionAndPriceArr, Cadence::Month),
        share("renewed", Measure::RenewedArr, Cadence::Quarter),
        share("net", Measure::NetRetention, Cadence::Quarter),
    ]));
    document.assumptions.handover = Handover { months: 13, seller_share: Rate::percent(40) };
    // Customers fall due within the months that are shared, again and again.
    document.segments[0].retention.term_months = 3;
    document.segments[1].retention.term_months = 12;
    let mut report = ActualMonth::new(document.settings.first_month, Some(document.segments[0].id.clone()));
    report.churn = Some(Money::from_major(900_000));
    let second = ActualMonth { month: document.settings.first_month.plus(1), ..report.clone() };
    document.actuals = std::sync::Arc::new(vec![report, second]);
    document
}

/// Results respond to the split of pay, and the splits are not those at which everything was typed.
pub fn responding() -> Document {
    let mut document = sample::company();
    let moved = |it: Rate, by: f64| Rate::from_f64((it.to_f64() * by).min(1.0));
    let reference = remit::engine::pay_splits(&document).into_iter().map(|it| PaySplit {
        new_business: moved(it.new_business, 1.25),
        retention: moved(it.retention, 0.8),
        expansion: moved(it.expansion, 1.1),
        ..it
    });
    document.assumptions.incentives = Incentives {
        on: true,
        new_business: rate(0.6),
        retention: rate(0.9),
        expansion: rate(1.4),
        returns: rate(0.7),
        reference: reference.collect(),
    };
    // From the second year on a plan splits pay another way.
    let plan = document.plans.iter_mut().find(|it| it.id.as_str() == "am").unwrap();
    let mut later = plan.versions[0].clone();
    later.from = NaiveDate::from_ymd_opt(2028, 1, 1);
    later.components[0].weight = Rate::percent(35);
    plan.versions.push(later);
    document
}

/// Leaders who may leave, come within a month, or are hired with some chance, paid on what others sell by tables in money and against
/// targets of their own.
fn led() -> Document {
    let share = |from: i64, pays: f64| Tier {
        from: TierFrom::Amount(Money::from_major(from)),
        value: TierValue::Share(rate(pays)),
        reach: Default::default(),
    };
    let sums = [(TierFrom::Quota(rate(0.6)), 3_000), (TierFrom::Amount(Money::from_major(900_000)), 5_000)];
    let steps = sums.map(|(at, pay)| Milestone { at, pay: Money::from_major(pay) });
    let year = Target::Amount { amount: Money::from_major(9_000_000), per: Cadence::Year };
    let below = |id: &str, rates: Rates| Component {
        scope: Scope::TeamBelow,
        cadence: Cadence::Quarter,
        ..component(id, Measure::NewArr, rates)
    };
    let all = [share(0, 0.002), share(1_500_000, 0.004)];
    let components = vec![
        below("override", Rates::Tiers { tiers: all.to_vec(), boundary: Boundary::Lower }),
        Component {
            scope: Scope::Company,
            target: year,
            rated: Rated::YearToDate,
            cap: Some(rate(1.2)),
            ..below("of the company", tiers(RatePreset::Marginal))
        },
        Component { target: year, ..below("sums", Rates::Milestones { steps: steps.to_vec() }) },
        Component {
            target: Target::Ratio { ratio: rate(1.0) },
            ..below("kept", Rates::Milestones { steps: steps[..1].to_vec() })
        },
        Component {
            target: Target::SumOfQuotas { share: rate(0.9) },
            gate: Some(Gate { measure: Measure::ExpansionArr, at: rate(0.3), accelerators_only: false }),
            ..below("of quotas", tiers(RatePreset::Retroactive))
        },
    ];
    let mut document = sample::company();
    let plan = document.plans.iter_mut().find(|it| it.id.as_str() == "sales-manager").unwrap();
    plan.versions = vec![PlanVersion { cap: Some(rate(1.5)), ..of(components) }];
    plan.versions[0].components[3].measure = Measure::NetRetention;
    let mut leaders: Vec<_> = document.seats.iter_mut().filter(|it| it.role.as_str() == "sales-manager").collect();
    assert!(leaders.len() > 1);
    leaders[0].stints[0].from = NaiveDate::from_ymd_opt(2027, 5, 12).unwrap();
    let last = leaders.last_mut().unwrap();
    (last.stints[0].person, last.stints[0].likelihood) = (None, rate(0.6));
    last.stints.truncate(1);
    document
}

fn once() -> Document {
    with(PlanVersion {
        spifs: vec![
            spif("a deal", SpifPays::PerDeal { least: Money::from_major(10_000) }),
            spif("a goal", SpifPays::Once { at: Money::from_major(150_000) }),
        ],
        ..of(vec![component("new", Measure::NewArr, tiers(RatePreset::Marginal))])
    })
}

fn spif(id: &str, pays: SpifPays) -> Spif {
    let day = |month, day| NaiveDate::from_ymd_opt(2027, month, day).unwrap();
    let (measure, amount) = (Measure::NewArr, Money::from_major(750));
    Spif { id: ComponentId::new(id), name: id.to_owned(), measure, from: day(2, 10), to: day(8, 20), amount, pays }
}

/// Sums that are paid once and go on in later versions of the plan: as they are, with another bar, other days, or after pay for each
/// deal; one is left out for a while.
pub fn going_on() -> Document {
    let once = |id, bar| spif(id, SpifPays::Once { at: Money::from_major(bar) });
    let first = PlanVersion {
        spifs: vec![
            once("low", 120_000),
            once("high", 210_000),
            once("left out", 110_000),
            once("lowered", 900_000),
            once("longer", 200_000),
            spif("for each first", SpifPays::PerDeal { least: Money::ZERO }),
        ],
        ..of(vec![component("new", Measure::NewArr, tiers(RatePreset::Marginal))])
    };
    let mut second = PlanVersion { from: NaiveDate::from_ymd_opt(2027, 5, 1), ..first.clone() };
    second.spifs.retain(|it| it.id.as_str() != "left out");
    let mut third = PlanVersion { from: NaiveDate::from_ymd_opt(2027, 7, 1), ..first.clone() };
    for spif in &mut third.spifs {
        match spif.id.as_str() {
            "lowered" => spif.pays = SpifPays::Once { at: Money::from_major(140_000) },
            "longer" => spif.to = NaiveDate::from_ymd_opt(2027, 11, 30).unwrap(),
            "for each first" => spif.pays = SpifPays::Once { at: Money::from_major(215_000) },
            _ => spif.amount = Money::from_major(900),
        }
    }
    let mut document = with(first);
    let plan = document.plans.iter_mut().find(|it| it.id.as_str() == "ae").unwrap();
    plan.versions.extend([second, third]);
    document
}
