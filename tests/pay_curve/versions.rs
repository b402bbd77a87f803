//! A year in which several versions of a plan hold.

use super::*;

/// The year of the tests.
fn year() -> FiscalPeriod {
    Document::default().settings.fiscal_calendar().period_of(Month::new(2027, 1), Cadence::Year)
}

#[test]
fn a_year_of_several_versions_costs_what_its_statement_says_for_the_same_deals() {
    let mut dice = Dice(0x2e75_10c5);
    let (mut paying, mut capped) = (0, 0);
    for round in 0..200 {
        let mut versions: Vec<PlanVersion> = (0..dice.whole(2, 3)).map(|_| drawn_version(&mut dice)).collect();
        let mut month = 1;
        for version in versions.iter_mut().skip(1) {
            month = dice.whole(month + 1, 8 + month / 2);
            version.from = NaiveDate::from_ymd_opt(2027, month as u32, 1);
        }
        let quota = Money::from_major(dice.whole(10, 90) * 12_000);
        let terms = terms(quota, dice.money(200_000));
        let at = dice.whole(0, 25) * 10;
        let full = statement_of(&versions, &terms, even_deals(quota, at));
        let same = assuming(OtherMeasures::SameAttainment);
        let plan = Plan { id: PlanId::new("plan"), name: String::new(), versions };
        let table = cost_of_year(&same, &plan, &year(), &one_person(&terms), &[at as f64 / 100.0]);
        assert_eq!(table.lines[0].variable, full, "round {round}, at {at} %: {plan:#?}");
        assert_eq!(table.runs.len(), plan.versions.len());
        paying += i32::from(!full.is_zero());
        capped += i32::from(!table.lines[0].capped.is_zero());
    }
    assert!(paying > 120 && capped > 20, "of 200 plans {paying} pay anything, {capped} are capped");
}

/// A commission of so much of new ARR, and more above quota; below a threshold it pays nothing.
fn commission(cadence: Cadence, rate: i64, above: i64) -> PlanVersion {
    let tier = |from: i64, share: i64| Tier {
        from: TierFrom::Quota(Rate::percent(from)),
        value: TierValue::Share(Rate::percent(share)),
        reach: Reach::OwnBound,
    };
    alone(Component {
        id: ComponentId::new("commission"),
        name: "Commission".to_owned(),
        cadence,
        threshold: Some(Threshold { at: Rate::percent(50), start: ThresholdStart::Share }),
        rates: Rates::Tiers { tiers: vec![tier(0, rate), tier(100, above)], boundary: Boundary::Lower },
        ..Component::default()
    })
}

/// Two versions, the second from the first of a month of 2027 on.
fn two(first: PlanVersion, second: PlanVersion, month: u32) -> Plan {
    let second = PlanVersion { from: NaiveDate::from_ymd_opt(2027, month, 1), ..second };
    Plan { id: PlanId::new("plan"), name: String::new(), versions: vec![first, second] }
}

fn costs(plan: &Plan, at: &[f64]) -> Vec<i64> {
    let table = cost_of_year(&Document::default(), plan, &year(), &one_person(&usual()), at);
    table.lines.iter().map(|it| major(it.variable)).collect()
}

#[test]
fn each_version_of_a_year_pays_for_its_own_months() {
    // 1.2 million a year. 10 % and 15 % above quota from January, 12 % and 18 % from July.
    // At 87 %: 522,000 at 10 % and 522,000 at 12 %. At 120 %: 600,000 at 10 % and 120,000 at 15 %, then 12 % and 18 %.
    let by_hand = [0, 114_840, 60_000 + 18_000 + 72_000 + 21_600];
    for cadence in [Cadence::Month, Cadence::Quarter, Cadence::Half, Cadence::Year] {
        let plan = two(commission(cadence, 10, 15), commission(cadence, 12, 18), 7);
        assert_eq!(costs(&plan, &[0.49, 0.87, 1.2]), by_hand, "{cadence:?}");
    }
    // The threshold at 50 % is a cliff: 300,000 at each rate.
    let plan = two(commission(Cadence::Year, 10, 15), commission(Cadence::Year, 12, 18), 7);
    assert_eq!(costs(&plan, &[0.499_999, 0.5]), [0, 66_000]);
    // From May: four months and eight, though May lies inside a quarter. 348,000 at 10 %, 696,000 at 12 %.
    let plan = two(commission(Cadence::Quarter, 10, 15), commission(Cadence::Quarter, 12, 18), 5);
    assert_eq!(costs(&plan, &[0.87]), [34_800 + 83_520]);
}

#[test]
fn a_version_cuts_what_is_measured_over_the_year() {
    // 900,000 in one year earn 10,000 once; in two halves of 720,000 they are never reached.
    let bonus = |cadence| {
        alone(Component {
            cadence,
            rates: Rates::Milestones {
                steps: vec![Milestone {
                    at: TierFrom::Amount(Money::from_major(900_000)),
                    pay: Money::from_major(10_000),
                }],
            },
            ..Component::default()
        })
    };
    let one = Plan { id: PlanId::new("plan"), name: String::new(), versions: vec![bonus(Cadence::Year)] };
    assert_eq!(costs(&one, &[1.2]), [10_000]);
    assert_eq!(costs(&two(bonus(Cadence::Year), bonus(Cadence::Year), 7), &[1.2]), [0]);
    // Ten months of 120,000 reach it, the two behind them do not.
    assert_eq!(costs(&two(bonus(Cadence::Year), bonus(Cadence::Year), 11), &[1.2]), [10_000]);
}

#[test]
fn a_year_of_two_versions_has_one_cap_and_one_credit() {
    // A cap of 110 % until June and of 130 % from then on is one of 120 % of 120,000 for the year, at 10 % and 15 % above quota.
    let capped = |cap| PlanVersion { cap: Some(Rate::percent(cap)), ..commission(Cadence::Month, 10, 15) };
    assert_eq!(costs(&two(capped(110), capped(130), 7), &[1.0, 1.2, 2.0]), [120_000, 144_000, 144_000]);
    // A version without a cap neither counts nor is cut: 55 % of 120,000 until June, and 90,000 + 60,000 x 1.5 after it.
    let open = commission(Cadence::Month, 10, 15);
    assert_eq!(costs(&two(capped(110), open, 7), &[2.0]), [66_000 + 60_000 + 90_000]);

    // What only the second version has pays for its months; the rate is over the ARR of the year, counted once.
    let first = commission(Cadence::Month, 10, 15);
    let mut second = commission(Cadence::Month, 12, 18);
    let more = Component { id: ComponentId::new("more"), weight: Rate::percent(20), ..second.components[0].clone() };
    second.components[0].weight = Rate::percent(80);
    second.components.push(more);
    let plan = two(first, second, 10);
    let table = cost_of_year(&Document::default(), &plan, &year(), &one_person(&usual()), &[0.5]);
    let line = &table.lines[0];
    // 450,000 at 10 % and 150,000 at 12 %, and 150,000 at 12 % once more.
    assert_eq!(line.components.iter().map(|it| major(*it)).collect::<Vec<_>>(), [63_000, 18_000]);
    assert_eq!(table.parts.iter().map(|it| (it.weight * 1e6).round()).collect::<Vec<_>>(), [950_000.0, 50_000.0]);
    assert!((line.rate.unwrap() - 81_000.0 / 600_000.0).abs() < 1e-9);
    assert!((line.ccos.unwrap() - 161_000.0 / 600_000.0).abs() < 1e-9);
    // Each figure says which version pays what of it.
    let why = cost_why(&table, &plan.id, 0, CostColumn::Component(0), "role");
    let told: Vec<_> = why.terms.iter().take(2).map(|it| (it.label.as_str(), it.value)).collect();
    let money = |amount| Value::Money(Money::from_major(amount));
    assert_eq!(told, [("Version 1, Jan to Sep 2027", money(45_000)), ("Version 2, Oct to Dec 2027", money(18_000))]);
    assert!((why.recombine().unwrap() - 63_000.0).abs() < 0.001);
    let why = cost_why(&table, &plan.id, 0, CostColumn::Variable, "role");
    let told: Vec<_> = why.terms.iter().map(|it| it.value).collect();
    assert_eq!(told, [money(45_000), money(18_000 + 18_000)]);
}

#[test]
fn a_team_in_a_year_of_two_versions_is_the_sum_of_its_people() {
    let plan = two(commission(Cadence::Quarter, 10, 15), commission(Cadence::Quarter, 12, 18), 7);
    let mut own = PaidAs::new(usual(), 0.5);
    own.cap = Some(Rate::percent(100));
    let team = [PaidAs::new(usual(), 2.0), own];
    let table = cost_of_year(&Document::default(), &plan, &year(), &team, &[1.2]);
    // 171,600 twice, and half of one who is cut to 120,000.
    assert_eq!(major(table.lines[0].variable), 2 * 171_600 + 60_000);
    assert_eq!(major(table.lines[0].capped), 25_800);
    assert_eq!(major(table.base), 200_000);
}
