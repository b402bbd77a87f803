//! Typed balances beside customers in the table.

use super::*;

#[test]
fn typed_balances_that_hold_the_customers_already_are_not_counted_twice() {
    let closing = |document: &Document| {
        let outcome = evaluate(document, &Env::default());
        outcome.segments.iter().map(|it| it.ledger[0].opening).fold(Money::ZERO, |sum, it| sum + it)
    };
    let plain = closing(&sample::company());
    let mut document = with(vec![account("a", Some(10_000), None)]);
    document.territory.typed_book = false;
    assert_eq!(closing(&document), plain + Money::from_major(10_000));
    document.territory.typed_book = true;
    assert_eq!(closing(&document), plain);
}

/// 1,000,000 of ten customers is typed, and the two customers of the table are among them.
fn typed() -> Document {
    let mut document = two_customers();
    document.territory.typed_book = true;
    document.segments[0].opening.arr = Money::from_major(1_000_000);
    document.segments[0].opening.customers = 10;
    document.segments[0].opening.renewal_months = vec![Rate::ONE; 12];
    let accounts = Arc::make_mut(&mut document.accounts);
    for account in accounts.iter_mut() {
        account.contract.as_mut().unwrap().arr = Money::from_major(40_000);
        account.owners = remit::model::Owners::default();
    }
    document
}

#[test]
fn customers_who_have_more_than_the_balance_that_is_to_hold_them_are_told() {
    let told = |balance: f64, customers: u32| {
        let mut document = typed();
        document.territory.health.in_forecast = true;
        // One of the two is judged, and has 40,000.
        document.segments[0].opening.arr = Money::from_major_f64(balance);
        document.segments[0].opening.customers = customers;
        let problems = evaluate(&document, &Env::default()).problems;
        problems.iter().filter(|it| it.code == "opening_below_accounts").count()
    };
    // Held to the cent; a cent less is what rounding leaves.
    assert_eq!([40_000.0, 39_999.99, 39_999.98, 20_000.0].map(|it| told(it, 10)), [0, 0, 1, 1]);
    assert_eq!([2, 1, 0].map(|it| told(1_000_000.0, it)), [0, 0, 1]);
}

#[test]
fn customers_with_health_are_taken_out_of_the_typed_balance_that_holds_them() {
    let plain = evaluate(&typed(), &Env::default());
    let mut document = typed();
    document.territory.health.in_forecast = true;
    let outcome = evaluate(&document, &Env::default());
    let (was, is) = (&plain.segments[0].ledger, &outcome.segments[0].ledger);
    // Nothing is counted twice: the year begins with the same ARR.
    assert_eq!((is[0].opening, was[0].opening), (Money::from_major(1_000_000), Money::from_major(1_000_000)));
    // Every month but June a twelfth of the other 960,000 falls due, of which 10 % leaves. One of the two is judged, at a risk of 50 %: in June
    // 25 % of its 40,000 leaves.
    assert_eq!(was[0].churn, Money::from_mills(8_333_330));
    assert_eq!(is[0].churn, Money::from_major(8_000));
    assert_eq!(is[5].churn, Money::from_major(8_000 + 10_000));
}

#[test]
fn more_customers_than_the_typed_balance_holds_are_said_and_the_balance_stays() {
    let mut document = typed();
    document.territory.health.in_forecast = true;
    document.segments[0].opening.arr = Money::from_major(10_000);
    let outcome = evaluate(&document, &Env::default());
    assert_eq!(outcome.segments[0].ledger[0].opening, Money::from_major(10_000));
    // All of it is the judged customer's: due in June, a quarter leaves.
    assert_eq!(outcome.segments[0].ledger[5].churn, Money::from_major(2_500));
    assert!(outcome.problems.iter().any(|it| it.code == "opening_below_accounts"), "{:?}", outcome.problems);
}
