//! Draws by tenure: amounts that fall step by step, and the periods in which they are settled.

use super::*;

const SOLD: [f64; 6] = [0.0, 5_000.0, 30_000.0, 0.0, 10_000.0, 10_000.0];

#[test]
fn a_draw_falls_step_by_step_with_tenure() {
    let mut document = one_seller(Component::default(), &SOLD);
    let mut paid = |kind| {
        document.plans[0].versions[0].draw = Some(falling(kind));
        series(&payee(&document).paid, 6)
    };
    // Earned: 0, 500, 3,000, 0, 1,000, 1,000.
    assert_eq!(paid(DrawKind::GuaranteeTopUp), [1_500.0, 1_500.0, 3_000.0, 800.0, 1_000.0, 1_000.0]);
    assert_eq!(paid(DrawKind::Additional), [1_500.0, 2_000.0, 3_800.0, 800.0, 1_000.0, 1_000.0]);
    // Owed 1,500, then 2,500; March earns 2,200 above its 800 and repays them; April adds 800 to the 300 left; May repays 1,000 of
    // the 1,100, June the last 100.
    assert_eq!(paid(DrawKind::Recoverable), [1_500.0, 1_500.0, 800.0, 800.0, 0.0, 900.0]);
    // What is owed when the last step ends, in April, is forgiven.
    assert_eq!(paid(DrawKind::RecoverableForgiven), [1_500.0, 1_500.0, 800.0, 800.0, 1_000.0, 1_000.0]);
}

#[test]
fn a_guarantee_is_settled_over_the_period_that_commission_is_reckoned_in() {
    let quarterly = |sold: &[f64]| {
        let mut document = one_seller(Component::default(), sold);
        document.plans[0].versions[0].components[0].cadence = Cadence::Quarter;
        document
    };
    let paid = |document: &Document| series(&payee(document).paid, 6);
    let mut document = quarterly(&SOLD);
    // Earned: 3,500 in March, 2,000 in June. March keeps the 1,000 that 4,500 exceed its 3,500 by. A third of June's is for April: of
    // its 1,500, 833.33 are kept.
    document.plans[0].versions[0].draw =
        Some(Draw::level(DrawKind::GuaranteeTopUp, Monthly::new(money(1_500.0)), Some(4)));
    assert_eq!(paid(&document), [1_500.0, 1_500.0, 1_500.0, 1_500.0, 0.0, 1_333.33]);
    // One that falls within the quarter is settled over all of it: 1,500, 1,500 and 800 against 3,500, then 800 against April's 666.67.
    document.plans[0].versions[0].draw = Some(falling(DrawKind::GuaranteeTopUp));
    assert_eq!(paid(&document), [1_500.0, 1_500.0, 800.0, 800.0, 0.0, 1_333.33]);
    // Whoever begins in the middle of February has half a month's guarantee and half a month's part of what March pays.
    let mut document = quarterly(&[0.0, 5_000.0, 10_000.0]);
    document.seats[0].stints[0].from = day("2027-02-15");
    document.plans[0].versions[0].draw =
        Some(Draw::level(DrawKind::GuaranteeTopUp, Monthly::new(money(1_000.0)), Some(2)));
    assert_eq!(paid(&document)[..3], [0.0, 500.0, 1_000.0]);
}

#[test]
fn a_draw_is_paid_with_its_month_or_as_late_as_commission() {
    let mut document = one_seller(Component::default(), &SOLD);
    let paid = |document: &Document| series(&payee(document).paid, 8);
    let version = |document: &mut Document, draw: Draw, payout: Payout| {
        document.plans[0].versions[0].draw = Some(draw);
        document.plans[0].versions[0].payout = payout;
    };
    let lag = |lag_months| Payout { lag_months, ..Payout::default() };
    // Due after the draw: 1,500, 1,500, 800, 800, 0, 900 (see above). Only June's 900 lie above the draw of their month.
    let recoverable = falling(DrawKind::Recoverable);
    version(&mut document, recoverable.clone(), lag(1));
    assert_eq!(paid(&document), [0.0, 1_500.0, 1_500.0, 800.0, 800.0, 0.0, 900.0, 0.0]);
    version(&mut document, recoverable.with_its_month(), lag(1));
    assert_eq!(paid(&document), [1_500.0, 1_500.0, 800.0, 800.0, 0.0, 0.0, 900.0, 0.0]);
    // Due with the guarantee: 1,500, 1,500, 3,000, 800, 1,000, 1,000. Of March 800 come in March and 2,200 a month later.
    version(&mut document, falling(DrawKind::GuaranteeTopUp).with_its_month(), lag(1));
    assert_eq!(paid(&document), [1_500.0, 1_500.0, 800.0, 2_200.0 + 800.0, 0.0, 1_000.0, 1_000.0, 0.0]);
    // Paid on top, what is earned waits: 0, 500, 3,000, 0, 1,000, 1,000.
    version(&mut document, falling(DrawKind::Additional).with_its_month(), lag(1));
    assert_eq!(paid(&document), [1_500.0, 1_500.0, 500.0 + 800.0, 3_000.0 + 800.0, 0.0, 1_000.0, 1_000.0, 0.0]);
    // Lag, instalments and what is held back are of the rest only: March's 2,200, half of it in May and June, half in August; May's 1,000
    // in July and August, June's from August on.
    let held = Payout { lag_months: 2, instalments: 2, holdback: Rate::percent(50), holdback_months: 3, ..lag(2) };
    version(&mut document, falling(DrawKind::GuaranteeTopUp).with_its_month(), held);
    let august = 1_100.0 + 250.0 + 250.0;
    assert_eq!(paid(&document), [1_500.0, 1_500.0, 800.0, 800.0, 550.0, 550.0, 250.0, august]);
    // The statement of April: 800 are due, and paid; of March 2,200 come now.
    version(&mut document, falling(DrawKind::GuaranteeTopUp).with_its_month(), lag(1));
    let of = |from, to| statement(&document, &SeatId::new("ae-1"), Span { from, to }, Source::Forecast).unwrap();
    let told =
        |it: remit::engine::Statement| [it.due, it.with_month, it.later, it.from_before, it.paid].map(Money::to_major);
    assert_eq!(told(of(2, 2)), [3_000.0, 800.0, -2_200.0, 0.0, 800.0]);
    assert_eq!(told(of(3, 3)), [800.0, 800.0, 0.0, 2_200.0, 3_000.0]);
    let rows = rows(&document, &of(2, 2), &Locale::default());
    let later = rows.iter().find(|row| row.title == "Paid after these months").unwrap();
    assert_eq!(later.note, "paid 1 month after it was due; $800.00 up to the draw came with its month");
}

#[test]
fn a_file_that_does_not_say_when_a_draw_is_paid_pays_it_as_late_as_commission() {
    let written = r#"{"kind":"recoverable","amount":{"amount":"1500","per":"month"},"months":2}"#;
    let draw: Draw = serde_json::from_str(written).unwrap();
    assert_eq!(draw, Draw::level(DrawKind::Recoverable, Monthly::new(money(1_500.0)), Some(2)));
    assert_eq!(serde_json::to_value(&draw).unwrap(), serde_json::from_str::<serde_json::Value>(written).unwrap());
    let said = written.replace("\"months\":2", "\"months\":2,\"paid\":\"with_month\"");
    assert_eq!(serde_json::from_str::<Draw>(&said).unwrap(), draw.clone().with_its_month());
    // Changed in an offer, it stays as it was; a new one is paid with its month.
    let mut offer = Offer::default();
    let given = |amount| Some((DrawKind::Recoverable, money(amount), Some(2)));
    let reshaped = |offer: &Offer, amount| {
        with_shape(offer, Shape { draw: given(amount), ..shape_of(offer) }).plan.draw.unwrap().paid
    };
    assert_eq!(reshaped(&offer, 1_500.0), DrawPaid::WithMonth);
    offer.plan.draw = Some(draw);
    assert_eq!(reshaped(&offer, 2_000.0), DrawPaid::WithCommission);
}

#[test]
fn quarterly_commission_leaves_the_draws_of_its_months_where_they_are() {
    // The quarter earns 6,000 in March; each month has a draw of 1,500, and commission is paid a month later.
    let document = |kind| {
        let mut document = one_seller(Component::default(), &[0.0, 0.0, 60_000.0]);
        document.roles[0].terms[0].expected_attainment = Rate::percent(1_000);
        let version = &mut document.plans[0].versions[0];
        version.components[0].cadence = Cadence::Quarter;
        version.draw = Some(Draw::level(kind, Monthly::new(money(1_500.0)), Some(3)).with_its_month());
        version.payout = Payout { lag_months: 1, ..Payout::default() };
        document
    };
    // January and February are set off against the quarter: 3,000 are left of it, 1,500 of them up to the draw of March.
    for kind in [DrawKind::GuaranteeTopUp, DrawKind::Recoverable, DrawKind::RecoverableForgiven] {
        assert_eq!(series(&payee(&document(kind)).paid, 5), [1_500.0, 1_500.0, 1_500.0, 1_500.0, 0.0], "{kind:?}");
    }
    // A draw agreed with the person is paid when the plan's draw is; without one in the plan, as commission is.
    let mut own = document(DrawKind::GuaranteeTopUp);
    own.seats[0].stints[0].overrides.draw = Some(Monthly::new(money(2_000.0)));
    assert_eq!(series(&payee(&own).paid, 5), [2_000.0, 2_000.0, 2_000.0, 0.0, 0.0]);
    own.plans[0].versions[0].draw = None;
    assert_eq!(series(&payee(&own).paid, 5), [0.0, 2_000.0, 2_000.0, 2_000.0, 2_000.0]);
}

#[test]
fn a_draw_that_ends_within_a_quarter_is_forgiven_when_the_quarter_closes() {
    let forgiven = |sold: &[f64]| {
        let mut document = one_seller(Component::default(), sold);
        document.roles[0].terms[0].expected_attainment = Rate::percent(10_000);
        let version = &mut document.plans[0].versions[0];
        version.components[0].cadence = Cadence::Quarter;
        version.draw = Some(Draw::level(DrawKind::RecoverableForgiven, Monthly::new(money(1_500.0)), Some(4)));
        document
    };
    let paid = |sold: &[f64]| series(&payee(&forgiven(sold)).paid, 7);
    // Earned: 3,500 in March, 2,000 in June, 1,000 in September. March repays 2,000 of the 3,000 advanced; April makes it 2,500. A third
    // of June's 2,000 is for April and repays 666.67; the other 1,833.33 are forgiven, so July and what follows are free.
    assert_eq!(paid(&SOLD), [1_500.0, 1_500.0, 1_500.0, 1_500.0, 0.0, 1_333.33, 0.0]);
    // March leaves 1,500 owed, April makes it 3,000; April's third of June's 9,000 repays all of it, and of 12,000 it needs not all.
    assert_eq!(paid(&[0.0, 0.0, 30_000.0, 0.0, 0.0, 90_000.0])[3..6], [1_500.0, 0.0, 6_000.0]);
    assert_eq!(paid(&[0.0, 0.0, 30_000.0, 0.0, 0.0, 120_000.0])[3..6], [1_500.0, 0.0, 9_000.0]);
    // Until the quarter closes it is owed, and a statement says so.
    let document = forgiven(&SOLD);
    let owed = |at: usize| {
        let told = statement(&document, &SeatId::new("ae-1"), Span { from: at, to: at }, Source::Forecast).unwrap();
        [told.advanced, told.recovered, told.owed].map(Money::to_major)
    };
    assert_eq!([owed(3), owed(4), owed(5)], [[1_500.0, 0.0, 2_500.0], [0.0, 0.0, 2_500.0], [0.0, -666.67, 0.0]]);
    // What is reckoned by the month is not waited for, and what it pays after the draw is free: half of target pay is monthly. April sells
    // nothing, May and June 500 each. June's quarterly 1,000 are for April by a third.
    let mut document = forgiven(&SOLD);
    let version = &mut document.plans[0].versions[0];
    let one = Component { weight: Rate::percent(50), ..version.components[0].clone() };
    let month = Component { id: ComponentId::new("month"), cadence: Cadence::Month, ..one.clone() };
    version.components = vec![one, month];
    // Earned: 0, 250, 3,250, 0, 500, 1,500. Owed 1,500, 2,750, 1,000, 2,500, 2,500, then 333.33 are repaid.
    assert_eq!(series(&payee(&document).paid, 6), [1_500.0, 1_500.0, 1_500.0, 1_500.0, 500.0, 1_166.67]);
}

#[test]
fn what_a_longer_period_pays_later_counts_for_the_months_that_were_guaranteed() {
    // Three quarters of target variable by the quarter, a quarter of it by the year, all at target: 2,250 a quarter and 3,000 in
    // December.
    let mut document = one_seller(Component::default(), &[10_000.0; 12]);
    let version = &mut document.plans[0].versions[0];
    let part = |id: &str, weight, cadence, from: &Component| Component {
        id: ComponentId::new(id),
        weight: Rate::percent(weight),
        cadence,
        ..from.clone()
    };
    let one = version.components[0].clone();
    version.components = vec![part("quarter", 75, Cadence::Quarter, &one), part("year", 25, Cadence::Year, &one)];
    version.draw = Some(Draw::level(DrawKind::GuaranteeTopUp, Monthly::new(money(1_000.0)), Some(3)));
    // In March 750 of 3,000 are lacking still; December pays them, so they are set off.
    let paid = series(&payee(&document).paid, 12);
    assert_eq!(paid[..4], [1_000.0, 1_000.0, 1_000.0, 0.0]);
    assert_eq!(paid[11], 2_250.0 + 3_000.0 - 750.0);
    assert_eq!(paid.iter().sum::<f64>(), 12_000.0);
}

#[test]
fn a_ramp_of_even_steps_is_the_fraction_that_it_means() {
    let paid = |ramp: Ramp| {
        let mut document = one_seller(Component::default(), &[0.0, 0.0, 0.0, 0.0, 200_000.0]);
        (document.roles[0].terms[0].ramp, document.roles[0].terms[0].expected_attainment) =
            (ramp, Rate::percent(10_000));
        payee(&document).variable[4].to_major()
    };
    let steps = |last: i64| Ramp {
        productivity: [166_667, 333_333, 500_000, 666_667, last].map(Rate::from_ppm).to_vec(),
        ..Ramp::default()
    };
    // In month 5 the quota is 5/6 of 10,000 and pays 1,000: 200,000 pay 200,000 x 1,000 x 6 / 50,000. 8,333.33 would pay a cent more.
    assert_eq!(paid(Ramp::linear(5)), 24_000.0);
    assert_eq!(paid(steps(833_333)), 24_000.0);
    // 83.33 % is what it says: 200,000 x 1,000 / 8,333.
    assert_eq!(paid(steps(833_300)), 24_000.96);
    for (months, tenure) in (1..=60).flat_map(|months| (1..=months).map(move |tenure| (months, tenure))) {
        let share = Ramp::linear(months).quota_at(tenure);
        assert!(
            (share - f64::from(tenure) / f64::from(months + 1)).abs() < 1e-15,
            "month {tenure} of {months}: {share}"
        );
    }
}

#[test]
fn tenure_counts_from_the_first_month_in_the_seat_and_the_last_amount_may_hold_for_good() {
    let draw = Draw { then: vec![step(800.0, Some(1)), step(250.0, None)], ..falling(DrawKind::GuaranteeTopUp) };
    let amounts = |months: &[u32]| {
        months.iter().map(|it| draw.amount_in(*it).map(|it| it.amount().to_major())).collect::<Vec<_>>()
    };
    assert_eq!(amounts(&[1, 2, 3, 4, 60]), [1_500.0, 1_500.0, 800.0, 250.0, 250.0].map(Some));
    assert_eq!(falling(DrawKind::Recoverable).amount_in(5), None);
    // Someone in the seat since November 2026 is in month 3 when the plan begins.
    let mut document = one_seller(Component::default(), &[]);
    document.seats[0].stints[0].from = day("2026-11-20");
    document.plans[0].versions[0].draw = Some(draw);
    assert_eq!(series(&payee(&document).paid, 4), [800.0, 250.0, 250.0, 250.0]);
}

#[test]
fn an_amount_of_ones_own_stands_in_the_months_in_which_the_plan_has_a_draw() {
    let mut document = one_seller(Component::default(), &SOLD);
    document.plans[0].versions[0].draw = Some(falling(DrawKind::GuaranteeTopUp));
    document.seats[0].stints[0].overrides =
        Overrides { draw: Some(Monthly::new(money(2_000.0))), ..Overrides::default() };
    assert_eq!(series(&payee(&document).paid, 6), [2_000.0, 2_000.0, 3_000.0, 2_000.0, 1_000.0, 1_000.0]);
}

#[test]
fn a_statement_names_the_draw_of_its_months_step_by_step() {
    let mut document = one_seller(Component::default(), &SOLD);
    document.plans[0].versions[0].draw = Some(falling(DrawKind::Recoverable));
    let of = |from: usize, to: usize| {
        let it = statement(&document, &SeatId::new("ae-1"), Span { from, to }, Source::Forecast).unwrap();
        [it.draw, it.advanced, it.recovered, it.owed, it.paid].map(Money::to_major)
    };
    assert_eq!(of(0, 2), [3_800.0, 2_500.0, -2_200.0, 300.0, 3_800.0]);
    assert_eq!(of(3, 3), [800.0, 800.0, 0.0, 1_100.0, 800.0]);
    assert_eq!(of(4, 5), [0.0, 0.0, -1_100.0, 0.0, 900.0]);
}

#[test]
fn a_draw_of_one_amount_is_written_as_it_always_was_and_one_of_several_adds_what_follows() {
    let before = r#"{"kind":"recoverable","amount":{"amount":"2000.50","per":"month"},"months":6}"#;
    let draw: Draw = serde_json::from_str(before).unwrap();
    assert_eq!(draw, Draw::level(DrawKind::Recoverable, Monthly::new(money(2_000.5)), Some(6)));
    assert_eq!(serde_json::to_string(&draw).unwrap(), before);
    let mut document = one_seller(Component::default(), &[]);
    document.plans[0].versions[0].draw = Some(falling(DrawKind::Additional));
    let (read, problems) = open(&to_value(&document)).unwrap();
    assert_eq!((read.plans, problems.len()), (document.plans, 0), "no field is unknown");
}

#[test]
fn every_amount_of_a_draw_is_an_input_and_a_step_that_is_never_reached_is_told() {
    let mut document = one_seller(Component::default(), &[]);
    document.plans[0].versions[0].draw = Some(falling(DrawKind::Recoverable));
    let found = |path: &str| {
        let of = |document: &mut Document| inputs(document).into_iter().find(|it| it.path == path).map(|it| it.value);
        of(&mut document.clone())
    };
    assert_eq!(found("plan/ae/1/draw/amount"), Some(InputValue::Money(money(1_500.0))));
    assert_eq!(found("plan/ae/1/draw/2/amount"), Some(InputValue::Money(money(800.0))));
    assert_eq!(found("plan/ae/1/draw/2/months"), Some(InputValue::Count(2)));
    let told = |document: &Document| {
        let found = validate(document).into_iter().filter(|it| it.severity != Severity::Note);
        found.map(|it| format!("{}: {}", it.at, it.code)).collect::<Vec<_>>()
    };
    assert_eq!(told(&document), Vec::<String>::new());
    let draw = document.plans[0].versions[0].draw.as_mut().unwrap();
    draw.first.months = None;
    assert_eq!(told(&document), ["plan/ae/1/draw/2/amount: draw_step_unreached"]);
    document.plans[0].versions[0].draw.as_mut().unwrap().first.months = Some(0);
    assert_eq!(told(&document), ["plan/ae/1/draw/months: draw_step_empty"]);
}

#[test]
fn a_draw_of_several_amounts_reads_as_one_sentence() {
    let line = |draw: &Draw| draw_line(draw, &Locale::default(), Currency::USD);
    assert_eq!(
        line(&falling(DrawKind::GuaranteeTopUp)),
        "Guarantee: $1,500 a month for the first 2 months, then $800 for 2 months, then nothing. Pay is topped up to the amount; nothing \
         is owed. The draw is paid as late as commission."
    );
    assert!(
        line(&falling(DrawKind::Recoverable).with_its_month()).ends_with(
            "Pay up to the draw comes with the payroll of its month; commission above it follows the payout."
        )
    );
    let ends = Draw { then: vec![step(800.0, Some(1)), step(250.0, None)], ..falling(DrawKind::Additional) };
    assert!(
        line(&ends)
            .starts_with("On top: $1,500 a month for the first 2 months, then $800 for one month, then $250 for good.")
    );
    let months = |at| draw_months(Some(&ends), at);
    assert_eq!([months(0), months(1), months(2)], ["Months 1 to 2", "Month 3", "From month 4 on"]);
    assert_eq!(draw_months(Some(&Draw::level(DrawKind::Additional, Monthly::new(money(1.0)), None)), 0), "Every month");
}
