//! A commission rate and a cap of one's own.

use super::*;

fn accelerated() -> Component {
    Component { rates: RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(150))]), ..Component::default() }
}

/// Two sellers with the same quota, of whom the first has a rate of their own for the component.
fn two_sellers(sold: &[f64], own: Option<Rate>) -> Document {
    let mut document = one_seller(accelerated(), sold);
    document.seats = seats(2, "ae", "ae", "2027-01-01");
    let id = document.plans[0].versions[0].components[0].id.clone();
    document.seats[0].stints[0].overrides.rates = own.into_iter().map(|rate| (id.clone(), rate)).collect();
    document
}

#[test]
fn a_rate_of_ones_own_holds_for_one_person_and_accelerators_stay_accelerators() {
    let earned = |own| {
        let outcome = evaluate(&two_sellers(&[10_000.0, 60_000.0], own), &Env::default());
        outcome.payees.iter().map(|it| series(&it.variable, 2)).collect::<Vec<_>>()
    };
    // 5,000 and 30,000 each at 10 %, and 15 % above 10,000.
    assert_eq!(earned(None), [[500.0, 4_000.0], [500.0, 4_000.0]]);
    // At 12 %, and 18 % above: 600; 1,200 + 20,000 x 18 %.
    assert_eq!(earned(Some(Rate::percent(12))), [[600.0, 4_800.0], [500.0, 4_000.0]]);
    assert_eq!(earned(Some(Rate::ZERO)), earned(None), "a rate of nothing is none");
}

#[test]
fn a_rate_of_ones_own_is_what_the_plan_pays_when_the_same_rate_is_typed_there() {
    let sold = [3_000.0, 45_000.0, 0.0, 12_345.0];
    let own = two_sellers(&sold, Some(Rate::from_ppm(87_500)));
    let mut typed = two_sellers(&sold, None);
    fix_rate(&mut typed.plans[0].versions[0].components[0], FixedRate::Share(Rate::from_ppm(87_500)));
    assert_eq!(payee(&own).components[0].earned, payee(&typed).components[0].earned);
    // And whatever their OTE is: it moves what is derived, not what is fixed.
    let mut rich = own.clone();
    rich.seats[0].stints[0].overrides.ote = Some(Yearly::new(money(500_000.0)));
    assert_eq!(payee(&rich).variable, payee(&own).variable);
}

#[test]
fn a_statement_says_that_the_rate_is_of_ones_own() {
    let document = two_sellers(&[10_000.0], Some(Rate::percent(12)));
    let of = |seat: &str| {
        let it = statement(&document, &SeatId::new(seat), Span { from: 0, to: 0 }, Source::Forecast).unwrap();
        let rows = rows(&document, &it, &Locale::default());
        (it.components[0].own_rate, rows.iter().filter(|row| row.text.contains("own rate of 12")).count())
    };
    assert_eq!(of("ae-1"), (Some(Rate::percent(12)), 1));
    assert_eq!(of("ae-2"), (None, 0));
}

#[test]
fn the_cost_of_a_team_counts_own_rates_and_own_caps() {
    let mut document = two_sellers(&[10_000.0; 12], Some(Rate::percent(12)));
    document.seats[1].stints[0].overrides.cap = Some(Rate::percent(110));
    let outcome = evaluate(&document, &Env::default());
    let span = Span { from: 0, to: 11 };
    let team = paid_team(&document, &payee_lines(&document, &outcome, None, span));
    assert_eq!(team.len(), 2, "they are not paid alike");
    let table = cost_table(&document, &document.plans[0].versions[0], &team, &[1.0, 1.5]);
    // At quota 120,000 x 12 % + 12,000. At 150 %: 14,400 + 60,000 x 18 %, and 12,000 + 60,000 x 15 % cut to 1.1 x 12,000.
    let paid: Vec<f64> = table.lines.iter().map(|it| it.variable.to_major()).collect();
    assert_eq!(paid, [26_400.0, 25_200.0 + 13_200.0]);
}

#[test]
fn a_rate_of_ones_own_is_an_input_and_bad_ones_are_told_at_their_place() {
    let mut document = two_sellers(&[], None);
    let id = document.plans[0].versions[0].components[0].id.clone();
    let path = format!("seat/ae-1/1/rate/{id}");
    let value = |document: &mut Document| inputs(document).into_iter().find(|it| it.path == path).unwrap().value;
    assert_eq!(value(&mut document), InputValue::Empty);
    let undo = apply(&mut document, Command::set(path.as_str(), InputValue::Rate(Rate::percent(12)))).unwrap();
    assert_eq!(document.seats[0].stints[0].overrides.rates[&id], Rate::percent(12));
    assert_eq!(value(&mut document), InputValue::Rate(Rate::percent(12)));
    assert!(apply(&mut document, Command::set(path.as_str(), InputValue::Rate(Rate::percent(-1)))).is_err());
    let (read, lost) = open(&to_value(&document)).unwrap();
    assert_eq!((&read.seats, lost.len()), (&document.seats, 0));
    apply(&mut document, undo).unwrap();
    assert!(document.seats[0].stints[0].overrides.rates.is_empty(), "undone, nothing is left");

    let told = |document: &Document| {
        let found = validate(document).into_iter().filter(|it| it.severity != Severity::Note);
        found.map(|it| format!("{}: {}", it.at, it.code)).collect::<Vec<_>>()
    };
    let rates = |rates: &[(&str, i64)]| {
        rates.iter().map(|(id, percent)| (ComponentId::new(id), Rate::percent(*percent))).collect()
    };
    document.seats[0].stints[0].overrides.rates = rates(&[("gone", 5), (id.as_str(), 0)]);
    document.seats[1].stints[0].overrides.rates = rates(&[(id.as_str(), -3)]);
    assert_eq!(
        told(&document),
        [
            format!("seat/ae-2/1/rate/{id}: out_of_bounds"),
            "seat/ae-1/1/rate/gone: unknown_component".to_owned(),
            format!("seat/ae-1/1/rate/{id}: own_rate_zero"),
        ]
    );
    document.plans[0].versions[0].components[0].measure = Measure::Opportunities;
    document.seats[0].stints[0].overrides.rates = rates(&[(id.as_str(), 5)]);
    assert!(told(&document).contains(&format!("seat/ae-1/1/rate/{id}: own_rate_unused")));
}

#[test]
fn below_an_empty_field_stands_what_holds_meanwhile() {
    let mut document = two_sellers(&[], None);
    let words = |document: &Document| {
        let seat = &document.seats[0];
        own_terms(document, seat, &seat.stints[0], &Locale::default())
    };
    let now = words(&document);
    assert_eq!((now.base.as_str(), now.ote.as_str()), ("The role has $60,000.", "The role has $72,000."));
    assert_eq!(now.quota.as_deref(), Some("The role has $120,000."));
    assert!(now.cap.ends_with("The plan has none.") && now.draw.starts_with("The plan has none"));
    assert_eq!(now.rates.len(), 1);
    assert!(now.rates[0].2.replace('\u{a0}', " ").starts_with("The plan pays 10.00 % at first"), "{}", now.rates[0].2);
    let version = &mut document.plans[0].versions[0];
    (version.cap, version.draw) = (Some(Rate::percent(150)), Some(falling(DrawKind::Recoverable)));
    let now = words(&document);
    assert!(now.cap.ends_with("The plan has 1.5x."), "{}", now.cap);
    assert!(now.draw.contains("in the same months") && now.draw.contains("then $800 for 2 months"), "{}", now.draw);
    // A rate that is left over must be seen, so that it can be taken away.
    document.seats[0].stints[0].overrides.rates = [(ComponentId::new("gone"), Rate::percent(5))].into_iter().collect();
    assert_eq!(words(&document).rates.len(), 2);
}
