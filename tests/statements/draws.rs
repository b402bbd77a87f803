//! Draws, guarantees, and a cap of one's own.

use super::*;

#[test]
fn a_draw_is_advanced_recovered_and_never_owed_below_nothing() {
    let draw = Draw::level(DrawKind::Recoverable, Monthly::new(money(3_000.0)), Some(20));
    let monthly = Component { cadence: Cadence::Month, ..commission() };
    let mut document = company(PlanVersion { draw: Some(draw), ..plan_of(vec![monthly]) });
    document.deals = Arc::new(vec![
        deal("a", "2027-01-15", 10_000.0, &[("ann", 1.0, false)]),
        deal("b", "2027-02-15", 40_000.0, &[("ann", 1.0, false)]),
    ]);
    // 1,000 earned, 2,000 advanced; then 4,000 earned, 1,000 recovered; then 3,000 advanced.
    let at = |month: usize| of_ann(&document, Span { from: month, to: month });
    let told = |it: &Statement| (it.earned, it.advanced, it.recovered, it.owed, it.paid);
    assert_eq!(told(&at(0)), (money(1_000.0), money(2_000.0), Money::ZERO, money(2_000.0), money(3_000.0)));
    assert_eq!(told(&at(1)), (money(4_000.0), Money::ZERO, money(-1_000.0), money(1_000.0), money(3_000.0)));
    assert_eq!(told(&at(2)), (Money::ZERO, money(3_000.0), Money::ZERO, money(4_000.0), money(3_000.0)));
    adds_up(&document, &of_ann(&document, Q1));
}

#[test]
fn a_guarantee_tops_up_the_cash_that_is_due_and_not_what_still_waits() {
    // 3,000 a month are guaranteed from January. What is sold earns 10 %: 5,000 in January, 3,000 in February, 1,500 in June.
    let paid = |cadence, months, cash: &str| {
        let version = PlanVersion {
            draw: Some(Draw::level(DrawKind::GuaranteeTopUp, Monthly::new(money(3_000.0)), Some(months))),
            ..waits_for_cash(Component { cadence, ..commission() })
        };
        let mut document = company(version);
        document.seats[0].stints[0].from = day("2027-01-01");
        let sold = [
            ("2027-01-15", 50_000.0, cash),
            ("2027-02-15", 30_000.0, "2027-02-25"),
            ("2027-06-10", 15_000.0, "2027-06-20"),
        ];
        let of_ann = |(at, (closed, amount, cash)): (usize, (&str, f64, &str))| Deal {
            paid: Some(day(cash)),
            ..deal(&at.to_string(), closed, amount, &[("ann", 1.0, false)])
        };
        document.deals = Arc::new(sold.into_iter().enumerate().map(of_ann).collect());
        let month = |at: usize| {
            let it = self::of_ann(&document, Span { from: at, to: at });
            adds_up(&document, &it);
            it.paid.to_major()
        };
        std::array::from_fn::<f64, 6, _>(month)
    };
    // January has no cash yet and is topped up, for good: the 5,000 that it earned are due, and paid, in April.
    assert_eq!(paid(Cadence::Month, 1, "2027-04-20"), [3_000.0, 3_000.0, 0.0, 5_000.0, 0.0, 1_500.0]);
    // By the quarter: the cash of February is due when March closes, and counts for the quarter's three months; January's third of it is
    // 1,000, so 2,000 of its guarantee are kept.
    assert_eq!(paid(Cadence::Quarter, 1, "2027-04-20"), [3_000.0, 0.0, 2_000.0, 5_000.0, 0.0, 1_500.0]);
    // Guaranteed until April, with January's cash in June. The 3,000 of March are an advance on its quarter's 9,000. June's 1,500 are
    // for April by a third, so 2,500 of April's guarantee are kept; the 5,000 that had waited are June's own.
    assert_eq!(paid(Cadence::Quarter, 4, "2027-06-20"), [3_000.0, 3_000.0, 3_000.0, 3_000.0, 0.0, 6_000.0]);
}

#[test]
fn one_person_may_have_a_draw_and_a_cap_of_their_own() {
    let mut document = company(plan_of(vec![commission()]));
    document.deals = Arc::new(vec![deal("a", "2027-01-15", 600_000.0, &[("ann", 1.0, false)])]);
    // 15,000 + 450,000 at 15 % = 82,500; the cap of 1.2 x 60,000 leaves 72,000.
    assert_eq!(of_ann(&document, Q1).earned, money(82_500.0));
    document.seats[0].stints[0].overrides =
        Overrides { cap: Some(Rate::percent(120)), draw: Some(Monthly::new(money(500.0))), ..Overrides::default() };
    let ann = of_ann(&document, Q1);
    assert_eq!((ann.capped, ann.earned), (money(-10_500.0), money(72_000.0)));
    // Commission is reckoned by the quarter: the 500 paid in January and in February are advances on what March brings, which is more
    // than the guarantee of the three months.
    assert_eq!((ann.advanced, ann.recovered, ann.paid), (money(1_000.0), money(-1_000.0), money(72_000.0)));
    adds_up(&document, &ann);
}
