//! Deals that ended early: what they earned is taken back, and what still waits for the customer's cash is not.

use super::*;

fn churned() -> Arc<Vec<Deal>> {
    Arc::new(vec![
        // Signed on 15 January, gone on 20 May: four whole months of six.
        Deal { cancelled: Some(day("2027-05-20")), ..deal("a", "2027-01-15", 60_000.0, &[("ann", 1.0, false)]) },
        deal("b", "2027-02-15", 60_000.0, &[("ann", 1.0, false)]),
    ])
}

fn with_clawback(basis: ClawbackBasis, takes_attainment: bool) -> Document {
    let clawback = Clawback { basis, share: Rate::ONE, months: 6, takes_attainment };
    let mut document = company(PlanVersion { clawback, ..plan_of(vec![commission()]) });
    document.deals = churned();
    document
}

#[test]
fn what_a_deal_that_ended_early_earned_is_taken_back() {
    // The first quarter earned 12,000, half of it on the deal.
    for (basis, taken) in
        [(ClawbackBasis::Earned, -6_000.0), (ClawbackBasis::Paid, -6_000.0), (ClawbackBasis::ProRata, -2_000.0)]
    {
        let document = with_clawback(basis, false);
        let second = of_ann(&document, Q2);
        assert_eq!(second.taken_back, vec![(0, money(taken), commission().id)], "{basis:?}");
        assert_eq!((second.earned, second.paid), (Money::ZERO, money(taken)));
        adds_up(&document, &second);
    }
    // Had none of it been paid yet, none of it would be taken back.
    let mut document = with_clawback(ClawbackBasis::Paid, false);
    document.plans[0].versions[0].payout.lag_months = 6;
    assert_eq!(of_ann(&document, Q2).taken_back, vec![]);
}

#[test]
fn what_still_waits_for_the_customers_cash_is_not_taken_back_of_a_deal_that_ended_early() {
    // The first quarter earned 12,000, half of it on the deal, which ended on 20 May, four months of six.
    let paid_in = |basis, on: Option<&str>| {
        let mut document = with_clawback(basis, false);
        document.plans[0].versions[0].payout.trigger = PayoutTrigger::Cash;
        Arc::make_mut(&mut document.deals)[0].paid = on.map(day);
        [Q1, Q2, Span { from: 6, to: 8 }].map(|span| {
            let told = of_ann(&document, span);
            adds_up(&document, &told);
            (told.paid, told.taken_back.iter().map(|it| it.1).sum::<Money>())
        })
    };
    let nothing = (Money::ZERO, Money::ZERO);
    for (basis, taken) in
        [(ClawbackBasis::Earned, 6_000.0), (ClawbackBasis::Paid, 6_000.0), (ClawbackBasis::ProRata, 2_000.0)]
    {
        // Nobody paid: nothing is due, and nobody owes what they never got.
        assert_eq!(paid_in(basis, None), [nothing; 3], "{basis:?}");
        // The customer paid before leaving: due in March, taken back in May.
        let taken = money(-taken);
        assert_eq!(paid_in(basis, Some("2027-02-10")), [(money(6_000.0), Money::ZERO), (taken, taken), nothing]);
        // The customer pays afterwards: what is due then is less what is taken back; nothing of it had been paid.
        let taken = if basis == ClawbackBasis::Paid { Money::ZERO } else { taken };
        assert_eq!(
            paid_in(basis, Some("2027-07-10")),
            [nothing, nothing, (money(6_000.0) + taken, taken)],
            "{basis:?}"
        );
    }
}

#[test]
fn taken_back_with_attainment_the_credit_is_rated_again() {
    let mut document = with_clawback(ClawbackBasis::Earned, true);
    let mut deals = churned().to_vec();
    // The second quarter sells 200,000, less the 60,000 that went: 140,000 at 10 %, nothing beyond quota.
    deals.push(deal("c", "2027-04-15", 200_000.0, &[("ann", 1.0, false)]));
    document.deals = Arc::new(deals);
    let second = of_ann(&document, Q2);
    assert_eq!((second.earned, second.taken_back.len()), (money(14_000.0), 0));
    assert_eq!(only_period(&second).earned.credit, 140_000_000);
    adds_up(&document, &second);
}

#[test]
fn what_still_waits_is_set_against_what_rating_again_takes_back() {
    // The first quarter earned 12,000, half of it on the deal that ended on 20 May. Rated again, the second quarter earns -6,000.
    let paid_in = |on: Option<&str>| {
        let mut document = with_clawback(ClawbackBasis::Earned, true);
        document.plans[0].versions[0].payout.trigger = PayoutTrigger::Cash;
        let deals = Arc::make_mut(&mut document.deals);
        deals[0].paid = on.map(day);
        deals[1].paid = Some(day("2027-03-01"));
        [Q1, Q2, Span { from: 6, to: 8 }].map(|span| {
            let told = of_ann(&document, span);
            adds_up(&document, &told);
            (told.earned, told.paid)
        })
    };
    let (first, second) = (money(12_000.0), money(-6_000.0));
    let other = money(6_000.0);
    // Never paid for: what was earned waited, and nobody owes what they never got.
    let settled = [(first, other), (second, Money::ZERO), (Money::ZERO, Money::ZERO)];
    assert_eq!(paid_in(None), settled);
    // Paid for after the end: it was settled by then.
    assert_eq!(paid_in(Some("2027-07-10")), settled);
    // Paid for before: what was paid is taken back.
    assert_eq!(paid_in(Some("2027-02-10")), [(first, first), (second, second), (Money::ZERO, Money::ZERO)]);
}

/// 60,000 of variable over 6,000,000 a year: 1 % of every month's new ARR in scope.
fn one_percent(scope: Scope) -> Component {
    Component {
        scope,
        cadence: Cadence::Month,
        target: Target::Amount { amount: money(6_000_000.0), per: Cadence::Year },
        rates: RatePreset::Marginal.rates(&[]),
        ..commission()
    }
}

/// What a seat earned in January, February and March, and what it was paid then, of a deal that closed in January and ended in March.
fn first_months(document: &mut Document, seat: &str, deal: Deal, paid: Option<&str>) -> [(Money, Money); 3] {
    let paid = paid.map(day);
    document.deals = Arc::new(vec![Deal { cancelled: Some(day("2027-03-20")), paid, ..deal }]);
    [0, 1, 2].map(|at| {
        let told = statement(document, &SeatId::new(seat), Span { from: at, to: at }, Source::Deals).unwrap();
        adds_up(document, &told);
        (told.earned, told.paid)
    })
}

/// 1,000 for each deal of 15 January: deal "a", which earned 6,000 at 10 % and is gone in May.
#[test]
fn a_clawback_leaves_what_a_spif_paid_on_the_deal() {
    for takes_attainment in [false, true] {
        let mut document = with_clawback(ClawbackBasis::Earned, takes_attainment);
        let spif = Spif {
            id: ComponentId::new("spif"),
            name: "January".to_owned(),
            measure: Measure::NewArr,
            from: day("2027-01-10"),
            to: day("2027-01-20"),
            amount: money(1_000.0),
            pays: SpifPays::PerDeal { least: Money::ZERO },
        };
        let without = of_ann(&document, Span { from: 0, to: 11 });
        document.plans[0].versions[0].spifs = vec![spif];
        let year = of_ann(&document, Span { from: 0, to: 11 });
        assert_eq!(year.taken_back, without.taken_back);
        assert_eq!(year.components.last().unwrap().earned, money(1_000.0));
        // 12,000 for both deals, 6,000 of it back, and 1,000 for the SPIF.
        assert_eq!((without.due, year.due), (money(6_000.0), money(7_000.0)), "{takes_attainment}");
        adds_up(&document, &year);
    }
}

#[test]
fn what_still_waits_of_a_shared_deal_is_set_against_all_that_rating_again_takes_back() {
    // The manager of both sellers gets 1 % of the 100,000 they share, in each of the scopes that see them both.
    let shared = || deal("a", "2027-01-15", 100_000.0, &[("ann", 0.5, false), ("bob", 0.5, false)]);
    let nothing = Money::ZERO;
    for scope in [Scope::TeamBelow, Scope::Pod, Scope::Segment, Scope::Company] {
        let mut document = company(plan_of(vec![commission()]));
        let version = waits_for_cash(one_percent(scope));
        document.plans.push(Plan { id: PlanId::new("lead"), name: "Lead".to_owned(), versions: vec![version] });
        document.seats[2].plan = Some(PlanId::new("lead"));
        // A pod is everybody under one manager, who sits in no pod here.
        let manager = if scope == Scope::Pod { None } else { Some(SeatId::new("eve")) };
        document.seats[..2].iter_mut().for_each(|seat| seat.manager.clone_from(&manager));
        let earned = [money(1_000.0), nothing, money(-1_000.0)];
        let told = |paid: [Money; 3]| [0, 1, 2].map(|at| (earned[at], paid[at]));
        // Never paid for: nothing was received, and nothing is paid back.
        assert_eq!(first_months(&mut document, "eve", shared(), None), told([nothing; 3]), "{scope:?}");
        // Paid for in February: what was received is paid back.
        let received = told([nothing, money(1_000.0), money(-1_000.0)]);
        assert_eq!(first_months(&mut document, "eve", shared(), Some("2027-02-10")), received, "{scope:?}");
    }
}

#[test]
fn what_still_waits_of_ones_share_and_overlay_is_set_against_both() {
    // Half of the deal and 20 % on top of it: 1 % of 70,000.
    let both = || deal("a", "2027-01-15", 100_000.0, &[("ann", 0.5, false), ("bob", 0.5, false), ("ann", 0.2, true)]);
    let mut document = company(waits_for_cash(one_percent(Scope::Own)));
    let (nothing, earned) = (Money::ZERO, money(700.0));
    let never = [(earned, nothing), (nothing, nothing), (-earned, nothing)];
    assert_eq!(first_months(&mut document, "ann", both(), None), never);
    let received = [(earned, nothing), (nothing, earned), (-earned, -earned)];
    assert_eq!(first_months(&mut document, "ann", both(), Some("2027-02-10")), received);
}

#[test]
fn what_still_waits_is_set_against_what_a_later_version_of_the_plan_takes_back() {
    // The plan is copied from March on, which is when the deal ends.
    let mut document = company(waits_for_cash(one_percent(Scope::Own)));
    let later = PlanVersion { from: Some(day("2027-03-01")), ..document.plans[0].versions[0].clone() };
    document.plans[0].versions.push(later);
    let alone = || deal("a", "2027-01-15", 100_000.0, &[("ann", 1.0, false)]);
    let (nothing, earned) = (Money::ZERO, money(1_000.0));
    let never = [(earned, nothing), (nothing, nothing), (-earned, nothing)];
    assert_eq!(first_months(&mut document, "ann", alone(), None), never);
    let received = [(earned, nothing), (nothing, earned), (-earned, -earned)];
    assert_eq!(first_months(&mut document, "ann", alone(), Some("2027-02-10")), received);
}

#[test]
fn what_waits_for_one_customers_cash_neither_pays_for_another_who_left_nor_is_paid_with_it() {
    // 60,000 of January left in May: 6,000 of the first quarter. April sold more, at 10 %: the second quarter earns what that makes less
    // 6,000. Each deal is due when its own customer has paid.
    let paid = |sold: f64, gone_paid: Option<&str>, sold_paid: Option<&str>| {
        let mut document = with_clawback(ClawbackBasis::Earned, true);
        document.plans[0].versions[0].payout.trigger = PayoutTrigger::Cash;
        document.deals = Arc::new(vec![
            Deal { paid: gone_paid.map(day), ..churned()[0].clone() },
            Deal { paid: sold_paid.map(day), ..deal("b", "2027-04-15", sold, &[("ann", 1.0, false)]) },
        ]);
        [Q1, Q2, Span { from: 6, to: 8 }].map(|span| {
            let told = of_ann(&document, span);
            adds_up(&document, &told);
            told.paid.to_major()
        })
    };
    let (february, may, july) = (Some("2027-02-10"), Some("2027-05-10"), Some("2027-07-10"));
    for (sold, earned) in [(100_000.0, 10_000.0), (60_000.0, 6_000.0), (20_000.0, 2_000.0)] {
        assert_eq!(paid(sold, None, None), [0.0, 0.0, 0.0], "{sold}");
        assert_eq!(paid(sold, None, may), [0.0, earned, 0.0], "{sold}");
        assert_eq!(paid(sold, None, july), [0.0, 0.0, earned], "{sold}");
        assert_eq!(paid(sold, february, None), [6_000.0, -6_000.0, 0.0], "{sold}");
        assert_eq!(paid(sold, february, may), [6_000.0, earned - 6_000.0, 0.0], "{sold}");
        assert_eq!(paid(sold, february, july), [6_000.0, -6_000.0, earned], "{sold}");
    }
}

/// Many plans of 1 % that wait for cash, where each deal can be followed by itself: it falls due when its customer has paid, but no
/// earlier than the end of the period it was closed in; from the end of the period in which the customer left, what fell due by then is
/// paid back, and what did not never falls due.
#[test]
fn each_deal_that_waits_is_due_and_paid_back_by_its_own_customer() {
    let mut dice = Dice::new(7);
    let mut draw = move |from: i64, to: i64| from + (dice.next() * (to - from + 1) as f64) as i64;
    let mut seen = [0; 3];
    for number in 0..150 {
        let cadence = [Cadence::Month, Cadence::Quarter][number % 2];
        let mut document = company(waits_for_cash(Component { cadence, ..one_percent(Scope::Company) }));
        document.plans[0].versions[0].clawback.months = 12;
        if draw(0, 1) == 1 {
            // A copy of the plan from the beginning of some quarter on.
            let from = Some(document.settings.first_month.plus(3 * draw(1, 3) as i32).first_day());
            let copy = PlanVersion { from, ..document.plans[0].versions[0].clone() };
            document.plans[0].versions.push(copy);
        }
        let first = document.settings.first_month;
        let on = |at: i64| first.plus(at as i32).first_day() + chrono::Days::new(10);
        let ends = |at: i64| if cadence == Cadence::Month { at } else { at / 3 * 3 + 2 };
        let mut expected = [Money::ZERO; 12];
        let deals = (0..draw(1, 8)).map(|at| {
            let (closed, size) = (draw(0, 11), draw(1, 90) * 2_000);
            let gone = (draw(0, 1) == 1).then(|| draw(closed, 11));
            let paid = (draw(0, 2) > 0).then(|| draw(closed, 11));
            let credits: &[(&str, f64, bool)] = match draw(0, 2) {
                0 => &[("ann", 1.0, false)],
                1 => &[("ann", 0.5, false), ("bob", 0.5, false)],
                _ => &[("bob", 1.0, false), ("ann", 0.5, true), ("eve", 0.5, true)],
            };
            let counted: f64 = credits.iter().map(|it| it.1).sum();
            let earned = money(size as f64 * counted / 100.0);
            let due = paid.map(|paid| paid.max(ends(closed)));
            // One that left in the period it was closed in earned nothing.
            match (due, gone.map(ends)) {
                (_, Some(gone)) if gone == ends(closed) => seen[0] += 1,
                (Some(due), Some(gone)) if due <= gone => {
                    expected[due as usize] += earned;
                    expected[gone as usize] -= earned;
                    seen[1] += 1;
                }
                (None, _) | (_, Some(_)) => seen[2] += 1,
                (Some(due), None) => expected[due as usize] += earned,
            }
            let it = deal(&at.to_string(), &on(closed).to_string(), size as f64, credits);
            Deal { cancelled: gone.map(|at| on(at) + chrono::Days::new(1)), paid: paid.map(on), ..it }
        });
        document.deals = Arc::new(deals.collect());
        let paid = |at: usize| {
            let told = of_ann(&document, Span { from: at, to: at });
            adds_up(&document, &told);
            told.paid
        };
        let paid: [Money; 12] = std::array::from_fn(paid);
        assert_eq!(paid, expected, "{number}, {cadence:?}: {:#?}", document.deals);
    }
    assert!(seen.iter().all(|times| *times > 50), "{seen:?}");
}

#[test]
fn what_is_taken_back_of_a_deal_goes_by_the_version_it_was_closed_under() {
    // Closed in January, paid at once, gone in March, when the plan's second version holds: 1,000 are taken back, once.
    let alone = || deal("a", "2027-01-15", 100_000.0, &[("ann", 1.0, false)]);
    let (nothing, paid) = (Money::ZERO, money(1_000.0));
    let told = |first: (ClawbackBasis, bool), then: (ClawbackBasis, bool)| {
        let version = |(basis, takes_attainment): (ClawbackBasis, bool), from: &str| PlanVersion {
            from: Some(day(from)),
            clawback: Clawback { basis, takes_attainment, share: Rate::ONE, months: 6 },
            payout: paid_at_once(),
            ..waits_for_cash(one_percent(Scope::Own))
        };
        let mut document = company(PlanVersion::default());
        document.plans[0].versions = vec![version(first, "2027-01-01"), version(then, "2027-03-01")];
        first_months(&mut document, "ann", alone(), None)
    };
    let (amount, credit, none) = ((ClawbackBasis::Earned, false), (ClawbackBasis::Earned, true), ClawbackBasis::None);
    let [of_amount, of_credit] = [nothing, -paid].map(|last| [(paid, paid), (nothing, nothing), (last, -paid)]);
    for then in [amount, credit, (none, false), (none, true)] {
        assert_eq!(told(amount, then), of_amount, "{then:?}");
        assert_eq!(told(credit, then), of_credit, "{then:?}");
        assert_eq!(told((none, true), then), [(paid, paid), (nothing, nothing), (nothing, nothing)], "{then:?}");
    }
}

#[test]
fn a_component_takes_back_nothing_of_a_deal_that_it_never_paid_on() {
    // 1 % of 100,000 closed in January, paid at once, gone in March; from March on the plan has other components.
    let other = |id: &str| Component { id: ComponentId::new(id), ..one_percent(Scope::Own) };
    let told = |then: Vec<Component>| {
        let version = |from: &str, components: Vec<Component>| PlanVersion {
            from: Some(day(from)),
            components,
            payout: paid_at_once(),
            ..waits_for_cash(other("new"))
        };
        let mut document = company(PlanVersion::default());
        document.plans[0].versions = vec![version("2027-01-01", vec![other("new")]), version("2027-03-01", then)];
        first_months(&mut document, "ann", deal("a", "2027-01-15", 100_000.0, &[("ann", 1.0, false)]), None)
    };
    let paid = money(1_000.0);
    // The component goes on and takes back what it paid; a second one beside it has paid nothing and takes back nothing.
    let by_credit = [(paid, paid), (Money::ZERO, Money::ZERO), (-paid, -paid)];
    assert_eq!(told(vec![other("new")]), by_credit);
    assert_eq!(told(vec![other("new"), other("boost")]), by_credit);
    // Where another one has taken its place, or none, nothing is rated again: the amount is taken back of pay, once.
    let by_amount = [(paid, paid), (Money::ZERO, Money::ZERO), (Money::ZERO, -paid)];
    assert_eq!(told(vec![other("boost")]), by_amount);
    assert_eq!(told(vec![other("boost"), other("more")]), by_amount);
    assert_eq!(told(vec![Component { measure: Measure::GrossMargin, ..other("new") }]), by_amount);
}

#[test]
fn a_deal_that_ended_within_its_quarter_has_no_share_of_what_waits() {
    let mut document = with_clawback(ClawbackBasis::Earned, true);
    document.plans[0].versions[0].payout.trigger = PayoutTrigger::Cash;
    let deals = Arc::make_mut(&mut document.deals);
    (deals[0].cancelled, deals[0].paid) = (Some(day("2027-02-20")), Some(day("2027-04-05")));
    // 120,000 less the 60,000 that went earns 6,000, all of it on the other deal, whose customer has not paid.
    let [first, second] = [Q1, Q2].map(|span| of_ann(&document, span));
    assert_eq!((first.earned, first.waiting, first.paid), (money(6_000.0), money(-6_000.0), Money::ZERO));
    assert_eq!((second.earned, second.paid), (Money::ZERO, Money::ZERO));
    adds_up(&document, &first);
}
