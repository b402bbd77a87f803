//! Who leads is paid on the deals of the team: whose quotas and deals count, and by how much.

use super::*;

#[test]
fn a_manager_is_paid_on_the_deals_of_the_team() {
    let mut document = company(plan_of(vec![commission()]));
    let rolled_up = Component {
        scope: Scope::TeamBelow,
        target: Target::Amount { amount: money(1_200_000.0), per: Cadence::Year },
        rates: RatePreset::Marginal.rates(&[]),
        ..commission()
    };
    document.plans.push(Plan {
        id: PlanId::new("lead"),
        name: "Lead".to_owned(),
        versions: vec![plan_of(vec![rolled_up])],
    });
    document.seats[2].plan = Some(PlanId::new("lead"));
    for seat in 0..2 {
        document.seats[seat].manager = Some(SeatId::new("eve"));
    }
    document.deals = Arc::new(vec![
        deal("a", "2027-01-15", 100_000.0, &[("ann", 0.6, false), ("bob", 0.4, false)]),
        deal("house", "2027-01-16", 900_000.0, &[]),
    ]);
    let eve = statement(&document, &SeatId::new("eve"), Q1, Source::Deals).unwrap();
    // 5 % of 100,000: 60,000 of variable over a target of 1,200,000. A house account credits nobody.
    assert_eq!(eve.earned, money(5_000.0));
    adds_up(&document, &eve);
}

/// Eve leads ann, who stays, bob, who began in July, and zoe, who left in June. Her target is 88 % of their quotas, to date in the year.
fn led_by_eve() -> Document {
    let mut document = company(plan_of(vec![commission()]));
    let rolled_up = Component {
        scope: Scope::TeamBelow,
        target: Target::SumOfQuotas { share: Rate::percent(88) },
        cadence: Cadence::Year,
        rated: Rated::YearToDate,
        rates: RatePreset::Marginal.rates(&[]),
        ..commission()
    };
    let versions = vec![plan_of(vec![rolled_up])];
    document.plans.push(Plan { id: PlanId::new("lead"), name: "Lead".to_owned(), versions });
    let zoe = Seat { id: SeatId::new("zoe"), ..document.seats[0].clone() };
    document.seats.push(zoe);
    document.seats[1].stints[0].from = day("2027-07-01");
    document.seats[3].stints[0].to = StintEnd::Known(day("2027-06-30"));
    document.roles.push(Role {
        id: RoleId::new("lead"),
        function: Function::SalesManagement,
        ..document.roles[0].clone()
    });
    document.seats[2].role = RoleId::new("lead");
    document.seats[2].plan = Some(PlanId::new("lead"));
    for seat in [0, 1, 3] {
        document.seats[seat].manager = Some(SeatId::new("eve"));
    }
    for role in &mut document.roles {
        (role.terms[0].attrition_year, role.terms[0].backfill) = (Rate::percent(30), true);
    }
    document.deals = Arc::new(vec![deal("a", "2027-05-15", 1_056_000.0, &[("ann", 1.0, false)])]);
    document
}

#[test]
fn on_real_deals_nobody_in_the_team_is_thinned_out_by_expected_attrition() {
    let year = Span { from: 0, to: 11 };
    let quota_of = |document: &Document, seat: &str, source: Source| {
        let told = statement(document, &SeatId::new(seat), year, source).unwrap();
        let quotas = told.components[0].periods.iter().map(|it| it.earned.quota);
        if seat == "eve" { quotas.max().unwrap() } else { quotas.sum() }
    };
    let document = led_by_eve();
    // 600,000 a year, half a year, half a year; the expected successor of zoe sold nothing and has no quota.
    for (seat, quota) in [("ann", 600_000_000), ("bob", 300_000_000), ("zoe", 300_000_000)] {
        assert_eq!(quota_of(&document, seat, Source::Deals), quota, "{seat}");
    }
    // 88 % of 1,200,000.
    assert_eq!(quota_of(&document, "eve", Source::Deals), 1_056_000_000);
    let eve = statement(&document, &SeatId::new("eve"), year, Source::Deals).unwrap();
    assert_eq!(eve.components[0].periods.last().unwrap().earned.attainment, Some(1.0));
    assert_eq!(eve.earned, money(60_000.0));
    adds_up(&document, &eve);
    // The forecast goes on expecting that some leave and are replaced.
    assert_ne!(quota_of(&document, "eve", Source::Forecast), 1_056_000_000);
}

#[test]
fn the_target_of_a_period_says_what_it_is_made_of() {
    let target = |document: &Document, seat: &str, span| {
        let told = statement(document, &SeatId::new(seat), span, Source::Deals).unwrap();
        let rows = rows(document, &told, &Locale::default());
        let mut notes =
            rows.into_iter().filter(|it| it.kind == RowKind::Period).map(|it| it.note.replace('\u{a0}', " "));
        notes.next_back().unwrap()
    };
    let mut document = led_by_eve();
    let year = Span { from: 0, to: 11 };
    assert!(
        target(&document, "eve", year).contains("target 1,056,000.00 (88 % of the quotas in scope, 1,200,000.00),"),
        "{}",
        target(&document, "eve", year)
    );
    // Bob begins in September: of 150,000 for July to September 50,000 are left. Nothing is said where the target is the quota.
    document.seats[1].stints[0].from = day("2027-09-01");
    let q3 = Span { from: 6, to: 8 };
    assert!(
        target(&document, "ann", q3).starts_with("target 150,000.00, attainment"),
        "{}",
        target(&document, "ann", q3)
    );
    let away = "target 50,000.00 (quota of 150,000.00, 100,000.00 less for time not in the seat or on leave)";
    assert!(target(&document, "bob", q3).starts_with(away), "{}", target(&document, "bob", q3));
    // With half of the quota in the first two months: 25,000 in October, then 50,000 a month.
    document.roles[0].terms[0].ramp.quota = Some(vec![Rate::percent(50); 2]);
    let ramp = "target 125,000.00 (quota of 150,000.00, 25,000.00 less for the ramp)";
    let q4 = Span { from: 9, to: 11 };
    assert!(target(&document, "bob", q4).starts_with(ramp), "{}", target(&document, "bob", q4));
}

#[test]
fn a_spif_in_the_plan_of_who_leads_says_why_the_deals_of_the_team_do_not_earn_it() {
    let mut document = led_by_eve();
    document.plans[1].versions[0].spifs = vec![Spif {
        id: ComponentId::new("spring"),
        name: "Spring".to_owned(),
        measure: Measure::NewArr,
        from: day("2027-05-01"),
        to: day("2027-06-30"),
        amount: money(1_000.0),
        pays: SpifPays::PerDeal { least: Money::ZERO },
    }];
    let of_eve = |document: &Document, span| statement(document, &SeatId::new("eve"), span, Source::Deals).unwrap();
    let told = |document: &Document, eve: &Statement| {
        let rows = rows(document, eve, &Locale::default());
        rows.iter().skip_while(|it| !it.text.starts_with("Spring")).map(|it| it.text.clone()).nth(1)
    };
    // Ann's deal of May is credited to ann alone.
    let eve = of_eve(&document, Q2);
    let spring = eve.components.last().unwrap();
    assert_eq!((spring.name.as_str(), spring.earned, spring.periods.len()), ("Spring", Money::ZERO, 0));
    let why = "No deal credited to this person earns it from 1 May 2027 to 30 Jun 2027; deals of the team do not count";
    assert_eq!(told(&document, &eve).as_deref(), Some(why));
    adds_up(&document, &eve);
    // Outside its days there is no line.
    assert!(of_eve(&document, Q1).components.iter().all(|it| it.name != "Spring"));
    // A deal of her own earns it.
    let mut deals = document.deals.to_vec();
    deals.push(deal("own", "2027-06-15", 5_000.0, &[("eve", 1.0, false)]));
    document.deals = Arc::new(deals);
    let eve = of_eve(&document, Q2);
    assert_eq!(eve.components.last().unwrap().earned, money(1_000.0));
    adds_up(&document, &eve);
}

#[test]
fn on_real_deals_an_open_requisition_counts_by_its_chance_until_somebody_in_it_sells() {
    let quota_of_eve = |document: &Document| {
        let year = Span { from: 0, to: 11 };
        let eve = statement(document, &SeatId::new("eve"), year, Source::Deals).unwrap();
        eve.components[0].periods.iter().map(|it| it.earned.quota).max().unwrap()
    };
    let mut document = led_by_eve();
    document.seats[1].stints[0].likelihood = Rate::percent(50);
    // 88 % of 600,000 + 150,000 + 300,000.
    assert_eq!(quota_of_eve(&document), 924_000_000);
    let mut deals = document.deals.to_vec();
    deals.push(deal("b", "2027-08-15", 1_000.0, &[("bob", 1.0, false)]));
    document.deals = Arc::new(deals);
    assert_eq!(quota_of_eve(&document), 1_056_000_000);
}
