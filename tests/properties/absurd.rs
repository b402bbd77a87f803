//! What no one should type gives finite figures all the same.

use super::*;

/// Every number of an outcome is finite, and every metric of every period has a finite value or says what it needs.
fn all_finite(outcome: &Outcome) -> Result<(), TestCaseError> {
    let fine = |what: &str, mut series: &mut dyn Iterator<Item = f64>| {
        let bad = Iterator::find(&mut series, |value| !value.is_finite());
        if let Some(bad) = bad { Err(TestCaseError::fail(format!("{what} is {bad}"))) } else { Ok(()) }
    };
    for segment in &outcome.segments {
        fine("customers", &mut segment.customers.iter().copied())?;
        fine("customers won", &mut segment.customers_won.iter().copied())?;
        fine("customers lost", &mut segment.customers_lost.iter().copied())?;
        fine("coverage", &mut segment.coverage.iter().flatten().copied())?;
        let new = &segment.new_business;
        fine("opportunities", &mut new.opportunities.iter().copied())?;
        let flows = [&new.capacity, &new.pipeline, &new.bookings, &new.lost, &new.carried];
        fine("new business", &mut flows.into_iter().flatten().map(|flow: &Flow| flow.value()))?;
    }
    for seat in &outcome.seats {
        let series = [&seat.heads, &seat.ramped, &seat.capacity];
        fine("seat", &mut series.into_iter().flatten().copied().chain([seat.acquisition_share]))?;
    }
    for payee in &outcome.payees {
        fine("active", &mut payee.active.iter().copied())?;
        let earned = payee.components.iter().flat_map(|it| &it.earned);
        fine("attainment", &mut earned.filter_map(|it| it.attainment))?;
    }
    for scope in scopes(outcome) {
        for span in spans(outcome) {
            let row = Row::scoped(outcome, scope, span);
            for metric in Metric::ALL {
                fine(metric.key(), &mut row.value(*metric).to_f64().into_iter())?;
            }
        }
        for metric in Metric::ALL {
            let _terms = explain(outcome, *metric, scope, outcome.whole());
        }
    }
    Ok(())
}

/// Values no one should type: what a bound, a slip of the hand or a damaged file can bring.
fn absurd() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::json;
    prop_oneof![
        Just(json!("9223372036854775.807")),
        Just(json!("-9223372036854775.807")),
        Just(json!("0")),
        Just(json!(0)),
        Just(json!(-1)),
        Just(json!(1e9)),
        Just(json!(-1e9)),
        Just(json!(1_000_000_000)),
        Just(json!(u32::MAX)),
        Just(json!(i32::MAX)),
        Just(json!(0.000001)),
        Just(json!("")),
        Just(json!("1900-01")),
        Just(json!("2200-12")),
        Just(json!("-262143-01-01")),
        Just(json!("+262142-12-31")),
        Just(json!("9999-12-31")),
        Just(json!(null)),
        Just(json!([])),
    ]
}

/// Replaces some leaf of a JSON document, chosen by its number.
fn replace_leaf(value: &mut serde_json::Value, chosen: &mut usize, with: &serde_json::Value) -> bool {
    use serde_json::Value as Json;
    match value {
        Json::Array(items) if !items.is_empty() => items.iter_mut().any(|item| replace_leaf(item, chosen, with)),
        Json::Object(fields) if !fields.is_empty() => {
            fields.values_mut().any(|field| replace_leaf(field, chosen, with))
        }
        leaf => {
            let hit = *chosen == 0;
            if hit {
                *leaf = with.clone();
            }
            *chosen = chosen.wrapping_sub(1);
            hit
        }
    }
}

fn leaves(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Array(items) if !items.is_empty() => items.iter().map(leaves).sum(),
        serde_json::Value::Object(fields) if !fields.is_empty() => fields.values().map(leaves).sum(),
        _ => 1,
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn any_document_gives_a_finite_outcome(Random(document) in random::document()) {
        all_finite(&outcome(&document))?;
    }

    #[test]
    fn values_at_the_ends_of_their_bounds_give_a_finite_outcome(
        Random(mut document) in random::document(), picks in proptest::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 1..40)
    ) {
        let list = inputs(&document);
        for (pick, high) in picks {
            let input = &list[pick.index(list.len())];
            let end = if high { input.bounds.max } else { input.bounds.min };
            let value = match input.value {
                InputValue::Money(_) => InputValue::Money(Money::from_major_f64(end)),
                InputValue::Rate(_) => InputValue::Rate(Rate::from_f64(end)),
                InputValue::Count(_) => InputValue::Count(end as u32),
                InputValue::Month(_) => InputValue::Month(Month::new(if high { 2200 } else { 1900 }, 1)),
                InputValue::Empty => continue,
            };
            prop_assert!(set_input(&mut document, &input.path, value).is_ok(), "{}", input.path);
        }
        all_finite(&outcome(&document))?;
    }

    #[test]
    fn whatever_a_file_holds_never_breaks_the_engine(
        Random(document) in random::document(), edits in proptest::collection::vec((any::<prop::sample::Index>(), absurd()), 1..12)
    ) {
        // Each edit that can still be read as a document is kept, so that several absurd values meet in one.
        let mut json = to_value(&document);
        let mut read = document;
        for (pick, with) in edits {
            let mut edited = json.clone();
            let mut chosen = pick.index(leaves(&edited));
            replace_leaf(&mut edited, &mut chosen, &with);
            if let Ok((document, _)) = open(&edited) {
                (json, read) = (edited, document);
            }
        }
        all_finite(&outcome(&read))?;
    }

    #[test]
    fn managers_in_circles_never_break_the_engine(Random(mut document) in random::document(), chain in proptest::collection::vec(any::<prop::sample::Index>(), 12)) {
        let ids: Vec<_> = document.seats.iter().map(|seat| seat.id.clone()).collect();
        for (seat, pick) in document.seats.iter_mut().zip(chain) {
            seat.manager = Some(pick.get(&ids).clone());
        }
        all_finite(&outcome(&document))?;
    }
}

/// Rates far outside their bounds compound month by month: the figures are absurd, but they are figures.
#[test]
fn what_compounds_stays_finite() {
    let mut document = remit::model::sample::company();
    document.settings.horizon_months = 60;
    let most = Rate::from_f64(1e9);
    for segment in &mut document.segments {
        // Many customers who pay next to nothing, half of whom leave every month and come back a thousand million times over.
        (segment.opening.customers, segment.opening.arr) = (10_000_000, Money::from_mills(10));
        let retention = &mut segment.retention;
        (retention.term_months, retention.reactivation_lag_months) = (1, 1);
        (retention.renewal, retention.reactivation) = (Rate::percent(50), most);
        segment.pipeline.carry_over = most;
    }
    let outcome = outcome(&document);
    all_finite(&outcome).unwrap();
    assert!(outcome.segments.iter().all(|it| it.customers[59] < 1e9), "nobody comes back who had not left");
}

#[test]
fn what_people_can_look_after_below_nothing_counts_as_nothing() {
    // Found by `whatever_a_file_holds_never_breaks_the_engine`: the root of a negative coverage is no number.
    let renewed = |capacity: i64| {
        let mut document = support::quiet();
        support::with_customer(&mut document, "book", Money::from_major(100), |it| it.renewal = Rate::percent(90));
        document.assumptions.coverage.response = CoverageResponse::Concave;
        document.assumptions.coverage.renewal_at_stake = Rate::percent(40);
        let terms = Terms { book_capacity: Some(Money::from_major(capacity)), ..Terms::default() };
        document.roles.push(support::role("keeper", Function::AccountManagement, terms));
        document.seats.push(support::seat("keeper-1", "keeper", "2020-01-01"));
        outcome(&document).company_month(0).closing()
    };
    assert_eq!(renewed(1_000_000_000), Money::from_major(90));
    assert_eq!(renewed(-1_000_000_000), Money::from_major(50));
    assert_eq!(renewed(-1_000_000_000), renewed(0));
}

#[test]
fn growth_beyond_its_bounds_counts_as_the_bound() {
    let grown = |price: f64, expansion: f64| {
        let mut document = support::quiet();
        support::with_customer(&mut document, "book", Money::from_major(100), |it| {
            (it.price_uplift, it.expansion) = (Rate::from_f64(price), Rate::from_f64(expansion));
        });
        outcome(&document).company_month(0).closing()
    };
    assert_eq!(grown(1e9, 1e9), grown(1.0, 5.0));
    assert_eq!(grown(1.0, 5.0), Money::from_major(1_200));
    assert_eq!(grown(-3.0, -3.0), Money::from_major(100));
}
