//! Roles and pay plans with benchmark defaults.

use crate::model::comp::{Component, Measure, Plan, PlanVersion, RatePreset, Scope, Target, Threshold, ThresholdStart};
use crate::model::{Function, OpeningBook, Pipeline, Quota, Ramp, Retention, Role, Segment, Span, Support, Terms};
use crate::text::{mark, tr};
use crate::units::{Cadence, ComponentId, Money, PlanId, Rate, RoleId, SegmentId, Yearly};

/// SMB, mid-market and enterprise, without customers and leads.
pub fn default_segments() -> Vec<Segment> {
    // Deal sizes and retention of the reference model; conversion and cycle are illustrative.
    [
        ("smb", mark!("SMB"), 15_000, 2, (84, 20, 30, 80)),
        ("mid-market", mark!("Mid-market"), 45_000, 4, (91, 20, 40, 130)),
        ("enterprise", mark!("Enterprise"), 150_000, 8, (945, 15, 40, 180)),
    ]
    .into_iter()
    .map(|(id, name, deal, cycle, (renewal, contraction, uplift, expansion))| {
        let thousandths = |part: i64| Rate::from_ppm(part * 1_000);
        Segment {
            id: SegmentId::new(id),
            name: tr!(name).into(),
            opening: OpeningBook::default(),
            targets: Vec::new(),
            satisfaction: None,
            satisfaction_month: None,
            pipeline: Pipeline {
                lead_to_opportunity: Rate::percent(10),
                win_rate: Rate::percent(20),
                cycle_months: cycle,
                deal_size: Money::from_major(deal),
                opening_win_rate: Rate::percent(25),
                carry_over: Rate::percent(50),
                ..Pipeline::default()
            },
            retention: Retention {
                renewal: thousandths(if renewal < 100 { renewal * 10 } else { renewal }),
                contraction: thousandths(contraction),
                contraction_depth: Some(Rate::percent(30)),
                price_uplift: thousandths(uplift),
                expansion: thousandths(expansion),
                ..Retention::default()
            },
        }
    })
    .collect()
}

struct Row {
    segment: Option<&'static str>,
    base: i64,
    ote: i64,
    quota: Option<Quota>,
    attainment: i64,
    ramp: u32,
    attrition: i64,
}

fn arr(major: i64) -> Option<Quota> {
    Some(Quota::Arr { amount: Money::from_major(major), per: Cadence::Year })
}

fn role(id: &str, name: &'static str, function: Function, plan: &str, rows: &[Row], tune: impl Fn(&mut Terms)) -> Role {
    let terms = rows
        .iter()
        .map(|row| {
            let mut terms = Terms {
                segment: row.segment.map(SegmentId::new),
                base: Yearly::new(Money::from_major(row.base)),
                ote: Yearly::new(Money::from_major(row.ote)),
                quota: row.quota,
                expected_attainment: Rate::percent(row.attainment),
                ramp: Ramp::linear(row.ramp),
                attrition_year: Rate::percent(row.attrition),
                plan: Some(PlanId::new(plan)),
                ..Terms::default()
            };
            tune(&mut terms);
            terms
        })
        .collect();
    Role { id: RoleId::new(id), name: tr!(name).into(), function, terms }
}

/// The catalogue of roles with benchmark terms.
pub fn roles() -> Vec<Role> {
    let row = |base, ote, quota, attainment, ramp, attrition| Row {
        segment: None,
        base,
        ote,
        quota,
        attainment,
        ramp,
        attrition,
    };
    let within = |segment, row: Row| Row { segment: Some(segment), ..row };
    let leads = |low, high| move |terms: &mut Terms| terms.span = Some(Span { low, high });
    // Account managers and customer success share one book: accounts of a manager's own, the rest with customer success (illustrative).
    let looks_after = |book, share| {
        move |terms: &mut Terms| {
            terms.book_capacity = Some(Money::from_major(book));
            terms.book_share = Some(Rate::percent(share));
        }
    };
    // Ratios of the reference model: an SDR for 2.5 AEs (Bridge Group, TOPO); a sales engineer for 4 is illustrative.
    let supports = |tenths: i64| {
        move |terms: &mut Terms| {
            terms.support = Some(Support { of: Function::NewBusiness, heads: Rate::from_ppm(tenths * 100_000) });
        }
    };
    let plain = |_: &mut Terms| {};
    let opportunities = Some(Quota::Units { count: 15, per: Cadence::Month });
    vec![
        role(
            "sdr",
            mark!("SDR"),
            Function::SalesDevelopment,
            "sdr",
            &[row(56_000, 85_000, opportunities, 85, 3, 40)],
            supports(25),
        ),
        role(
            "ae",
            mark!("Account executive"),
            Function::NewBusiness,
            "ae",
            &[
                row(90_000, 180_000, arr(810_000), 78, 5, 30),
                within("smb", row(60_000, 120_000, arr(540_000), 80, 3, 35)),
                within("mid-market", row(90_000, 180_000, arr(810_000), 78, 5, 30)),
                within("enterprise", row(135_000, 270_000, arr(1_200_000), 75, 9, 25)),
            ],
            plain,
        ),
        role(
            "am",
            mark!("Account manager"),
            Function::AccountManagement,
            "am",
            &[
                row(85_000, 130_000, arr(520_000), 100, 4, 20),
                within("smb", row(60_000, 90_000, arr(300_000), 100, 4, 20)),
                within("mid-market", row(85_000, 130_000, arr(440_000), 100, 4, 20)),
                within("enterprise", row(95_000, 150_000, arr(800_000), 100, 4, 20)),
            ],
            looks_after(4_000_000, 70),
        ),
        role(
            "csm",
            mark!("Customer success manager"),
            Function::CustomerSuccess,
            "csm",
            &[row(96_000, 120_000, None, 100, 4, 20)],
            looks_after(2_500_000, 30),
        ),
        role(
            "se",
            mark!("Sales engineer"),
            Function::SalesEngineering,
            "se",
            &[row(150_000, 200_000, None, 100, 5, 15)],
            supports(40),
        ),
        role(
            "sales-manager",
            mark!("Sales manager"),
            Function::SalesManagement,
            "sales-manager",
            &[row(125_000, 210_000, None, 100, 3, 20)],
            leads(6, 8),
        ),
        role(
            "am-director",
            mark!("AM director"),
            Function::AccountLeadership,
            "am-director",
            &[row(145_000, 220_000, None, 100, 4, 15)],
            leads(6, 10),
        ),
        role(
            "cro",
            mark!("Chief revenue officer"),
            Function::Executive,
            "cro",
            &[row(300_000, 550_000, None, 100, 6, 35)],
            leads(5, 7),
        ),
    ]
}

pub(super) fn component(
    id: &str,
    name: &'static str,
    measure: Measure,
    scope: Scope,
    weight: i64,
    target: Target,
) -> Component {
    Component {
        id: ComponentId::new(id),
        name: tr!(name).into(),
        measure,
        scope,
        weight: Rate::percent(weight),
        target,
        cadence: Cadence::Quarter,
        rates: RatePreset::Marginal.rates(&[(Rate::ONE, Rate::from_ppm(1_500_000))]),
        ..Component::default()
    }
}

/// A bonus on a retention ratio: nothing below the floor, target pay at target, five times that slope above it, capped.
pub(super) fn retention(
    id: &str,
    name: &'static str,
    measure: Measure,
    scope: Scope,
    weight: i64,
    floor: i64,
    target: i64,
) -> Component {
    Component {
        threshold: Some(Threshold { at: Rate::percent(floor), start: ThresholdStart::Zero }),
        cap: Some(Rate::from_ppm(1_500_000)),
        rates: RatePreset::Marginal.rates(&[(Rate::ONE, Rate::from_ppm(5_000_000))]),
        ..component(id, name, measure, scope, weight, Target::Ratio { ratio: Rate::percent(target) })
    }
}

/// A component with accelerators: share of quota from which, and multiple of the derived rate, both in per cent.
pub(super) fn accelerated(component: Component, steps: &[(i64, i64)]) -> Component {
    let steps: Vec<(Rate, Rate)> =
        steps.iter().map(|(from, multiple)| (Rate::percent(*from), Rate::percent(*multiple))).collect();
    Component { rates: RatePreset::Marginal.rates(&steps), ..component }
}

/// The catalogue of pay plans.
pub fn plans() -> Vec<Plan> {
    let quotas = |share| Target::SumOfQuotas { share: Rate::percent(share) };
    let monthly = |mut component: Component| {
        component.cadence = Cadence::Month;
        component
    };
    let plan = |id: &str, name: &'static str, components: Vec<Component>| Plan {
        id: PlanId::new(id),
        name: tr!(name).into(),
        versions: vec![PlanVersion { components, ..PlanVersion::default() }],
    };
    let own_new = component("new", mark!("New business"), Measure::NewArr, Scope::Own, 100, Target::Quota);
    let found = component(
        "opportunities",
        mark!("Qualified opportunities"),
        Measure::Opportunities,
        Scope::Own,
        70,
        Target::Quota,
    );
    vec![
        plan("ae", mark!("Account executive"), vec![accelerated(own_new, &[(100, 150), (125, 200)])]),
        plan(
            "sdr",
            mark!("SDR"),
            vec![
                monthly(found),
                component("new", mark!("New business of the segment"), Measure::NewArr, Scope::Segment, 30, quotas(80)),
            ],
        ),
        plan(
            "am",
            mark!("Account manager"),
            vec![
                component("expansion", mark!("Expansion"), Measure::ExpansionArr, Scope::Own, 55, Target::Quota),
                retention("nrr", mark!("Net revenue retention"), Measure::NetRetention, Scope::Own, 45, 90, 105),
            ],
        ),
        plan(
            "csm",
            mark!("Customer success manager"),
            vec![
                retention("grr", mark!("Gross revenue retention"), Measure::GrossRetention, Scope::Own, 75, 80, 90),
                retention(
                    "nrr",
                    mark!("Net revenue retention, company"),
                    Measure::NetRetention,
                    Scope::Company,
                    25,
                    95,
                    105,
                ),
            ],
        ),
        plan(
            "se",
            mark!("Sales engineer"),
            vec![component(
                "new",
                mark!("New business of the segment"),
                Measure::NewArr,
                Scope::Segment,
                100,
                quotas(80),
            )],
        ),
        plan(
            "sales-manager",
            mark!("Sales manager"),
            vec![
                component("new", mark!("New business of the team"), Measure::NewArr, Scope::TeamBelow, 90, quotas(88)),
                retention(
                    "grr",
                    mark!("Gross revenue retention of the segment"),
                    Measure::GrossRetention,
                    Scope::Segment,
                    10,
                    80,
                    90,
                ),
            ],
        ),
        plan(
            "am-director",
            mark!("AM director"),
            vec![
                component(
                    "expansion",
                    mark!("Expansion of the team"),
                    Measure::ExpansionArr,
                    Scope::TeamBelow,
                    50,
                    quotas(90),
                ),
                retention(
                    "nrr",
                    mark!("Net revenue retention, company"),
                    Measure::NetRetention,
                    Scope::Company,
                    50,
                    95,
                    105,
                ),
            ],
        ),
        plan(
            "cro",
            mark!("Chief revenue officer"),
            vec![
                component("new", mark!("New business"), Measure::NewArr, Scope::Company, 55, quotas(80)),
                retention("nrr", mark!("Net revenue retention"), Measure::NetRetention, Scope::Company, 25, 95, 105),
                component("expansion", mark!("Expansion"), Measure::ExpansionArr, Scope::Company, 20, quotas(90)),
            ],
        ),
        plan(
            "sdr-manager",
            mark!("SDR manager"),
            vec![monthly(component(
                "opportunities",
                mark!("Qualified opportunities of the team"),
                Measure::Opportunities,
                Scope::TeamBelow,
                100,
                quotas(90),
            ))],
        ),
    ]
}
