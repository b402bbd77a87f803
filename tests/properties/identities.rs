//! What holds of every document: sums, order, explanations, reading back.

use super::*;

proptest! {
    #![proptest_config(cases(80))]

    #[test]
    fn opening_arr_and_its_movements_are_closing_arr_in_every_period(Random(document) in random::document()) {
        let outcome = outcome(&document);
        for segment in &outcome.segments {
            for (before, after) in segment.ledger.iter().zip(segment.ledger.iter().skip(1)) {
                prop_assert_eq!(before.closing(), after.opening);
            }
            for month in &segment.ledger {
                let moved = [month.new, month.expansion, month.price, month.reactivation, month.contraction, month.churn];
                prop_assert!(moved.iter().all(|money| whole_coins(&outcome, *money) && money.mills() >= 0), "{:?}", month);
                prop_assert!(whole_coins(&outcome, month.opening) && month.opening.mills() >= 0, "{:?}", month);
                prop_assert!(month.churn + month.contraction <= month.opening, "nobody loses what was not there: {:?}", month);
            }
        }
        for span in spans(&outcome) {
            let parts: Vec<Row> = (0..outcome.segments.len()).map(|at| Row::scoped(&outcome, Scope::Segment(at), span)).collect();
            let company = Row::of(&outcome, span).movements;
            let summed = company.opening + company.new + company.expansion + company.price + company.reactivation
                - company.contraction - company.churn;
            prop_assert_eq!(company.closing(), summed);
            prop_assert_eq!(company.closing(), parts.iter().map(|row| row.movements.closing()).sum::<Money>());
            prop_assert_eq!(company.opening, outcome.company_month(span.from).opening);
            prop_assert_eq!(company.closing(), outcome.company_month(span.to).closing());
        }
    }

    #[test]
    fn people_add_up_to_total_pay_in_every_period(Random(document) in random::document()) {
        let outcome = outcome(&document);
        for payee in &outcome.payees {
            for month in 0..outcome.months.len() {
                let earned: Money = payee.components.iter().flat_map(|it| &it.earned).filter(|it| it.at == month).map(|it| it.amount).sum();
                prop_assert_eq!(payee.variable[month], earned - payee.capped[month]);
                let cells = [payee.base[month], payee.variable[month], payee.paid[month], payee.expensed[month]];
                prop_assert!(cells.iter().all(|money| whole_coins(&outcome, *money)), "{:?}", cells);
            }
        }
        for span in spans(&outcome) {
            let row = Row::of(&outcome, span);
            let within = |series: &[Money]| series[span.from..=span.to].iter().copied().sum::<Money>();
            let (mut base, mut variable, mut paid) = (Money::ZERO, Money::ZERO, Money::ZERO);
            for payee in &outcome.payees {
                base += within(&payee.base);
                variable += within(&payee.variable);
                paid += within(&payee.paid);
            }
            prop_assert_eq!((row.base, row.variable(), row.paid), (base, variable, paid));
            prop_assert_eq!(row.comp_cost(), outcome.seats.iter().map(|seat| within(&seat.cost)).sum::<Money>());
            let shared: Money = outcome.seats.iter().filter(|seat| seat.segment.is_none()).map(|seat| within(&seat.cost)).sum();
            let by_segment: Money = (0..outcome.segments.len()).map(|at| Row::scoped(&outcome, Scope::Segment(at), span).comp_cost()).sum();
            prop_assert_eq!(row.comp_cost(), by_segment + shared);
        }
    }

    #[test]
    fn what_is_booked_is_credited_to_those_who_can_sell_and_to_nobody_twice(Random(mut document) in random::document()) {
        let own = Component { cadence: Cadence::Month, ..Component::default() };
        document.plans = vec![plan("own", vec![own])];
        document.seats.iter_mut().for_each(|seat| seat.plan = Some(PlanId::new("own")));
        let outcome = outcome(&document);
        for month in 0..outcome.months.len() {
            let credited: i64 = outcome
                .payees
                .iter()
                .flat_map(|payee| &payee.components)
                .flat_map(|component| &component.earned)
                .filter(|earned| earned.at == month)
                .map(|earned| earned.credit)
                .sum();
            prop_assert_eq!(Money::from_mills(credited), outcome.company_month(month).new);
        }
    }

    #[test]
    fn the_order_of_rows_changes_no_total(Random(document) in random::document(), by in any::<[u64; 6]>()) {
        let mut shuffled = document.clone();
        shuffle(&mut shuffled.segments, by[0]);
        shuffle(&mut shuffled.roles, by[1]);
        shuffle(&mut shuffled.plans, by[2]);
        shuffle(&mut shuffled.seats, by[3]);
        shuffle(Arc::make_mut(&mut shuffled.accounts).as_mut_slice(), by[4]);
        for role in &mut shuffled.roles {
            shuffle(&mut role.terms, by[5]);
        }
        let (one, other) = (outcome(&document), outcome(&shuffled));
        for span in spans(&one) {
            let (row, again) = (Row::of(&one, span), Row::of(&other, span));
            for metric in Metric::ALL {
                prop_assert!(same(*metric, row.value(*metric), again.value(*metric)), "{} {:?} {:?}", metric.key(), row.value(*metric), again.value(*metric));
            }
        }
    }

    #[test]
    fn every_explanation_adds_up_to_the_figure_it_explains(Random(document) in random::document()) {
        let outcome = outcome(&document);
        for scope in scopes(&outcome) {
            for span in spans(&outcome) {
                for metric in Metric::ALL {
                    let told = explain(&outcome, *metric, scope, span);
                    let Some(value) = told.value.to_f64() else { continue };
                    // Of nobody there is nothing to tell, and the figure is zero.
                    let again = told.recombine().unwrap_or(if told.terms.is_empty() { 0.0 } else { f64::NAN });
                    // Sums of money are exact to the thousandth, ratios and counts to a millionth. Only a quotient
                    // or product that is money (CAC) is settled to the currency's smallest coin, which its terms are not: half a coin.
                    let derived = told.terms.iter().any(|term| matches!(term.op, Op::Times | Op::Over));
                    let settled = derived && matches!(told.value, Value::Money(_));
                    let slack = if settled { document.settings.currency.quantum().to_major() / 2.0 } else { 1e-6 };
                    let largest = told.terms.iter().filter_map(|term| term.value.to_f64()).fold(value.abs(), |a, b| a.max(b.abs()));
                    let close = (value - again).abs() <= slack + largest * 1e-9;
                    prop_assert!(close, "{} {:?} {:?}: {} told as {} by {:?}", metric.key(), scope, span, value, again, told.terms);
                }
            }
        }
    }

    #[test]
    fn a_document_written_and_read_back_is_the_same(Random(document) in random::document()) {
        let (back, problems) = open(&to_value(&document)).unwrap();
        prop_assert_eq!(&back, &document);
        prop_assert!(problems.is_empty(), "{:?}", problems);
    }
}

proptest! {
    #![proptest_config(cases(24))]

    /// What goal seek and sensitivity leave out as it moves nothing moves nothing indeed.
    #[test]
    fn an_input_that_is_told_to_move_nothing_moves_no_figure(Random(document) in random::document(), pick in any::<prop::sample::Index>(), to in 0.0f64..1.0) {
        let all: Vec<_> = inputs(&document).into_iter().filter(|it| idle(&document, &it.path).is_some()).collect();
        prop_assume!(!all.is_empty());
        let input = pick.get(&all);
        let before = outcome(&document);
        let mut moved = document.clone();
        let value = match input.value {
            InputValue::Rate(_) => InputValue::Rate(Rate::from_f64(to)),
            InputValue::Count(count) => InputValue::Count(count + 1 + (to * 9.0) as u32),
            InputValue::Money(_) => InputValue::Money(Money::from_major((to * 9e5) as i64)),
            InputValue::Month(_) | InputValue::Empty => return Ok(()),
        };
        prop_assume!(set_input(&mut moved, &input.path, value).is_ok());
        let after = outcome(&moved);
        for (one, other) in before.segments.iter().zip(&after.segments) {
            prop_assert_eq!(&one.ledger, &other.ledger, "{}", input.path);
            prop_assert_eq!(&one.customers_won, &other.customers_won, "{}", input.path);
        }
        for metric in Metric::ALL {
            let value = |outcome: &Outcome| Row::of(outcome, outcome.whole()).value(*metric);
            prop_assert!(same(*metric, value(&before), value(&after)), "{} moves {}", input.path, metric.key());
        }
    }
}

/// Fisher and Yates, with a small generator of its own so that the order depends on the seed alone.
fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed | 1;
    for at in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(at, (state >> 33) as usize % (at + 1));
    }
}

fn same(metric: Metric, one: Value, other: Value) -> bool {
    // Money over a number of customers or heads is as exact as floats are; all other money is the same to the thousandth.
    let divided = matches!(
        metric,
        Metric::Cac
            | Metric::CacBlended
            | Metric::LtvLogo
            | Metric::LtvRevenue
            | Metric::NewArrPerHead
            | Metric::ArrPerAm
    );
    match (one, other) {
        (Value::Money(one), Value::Money(other)) if !divided => one == other,
        (Value::Money(one), Value::Money(other)) => (one - other).mills().abs() <= one.mills().abs() / 1_000_000_000,
        (Value::Undefined(one), Value::Undefined(other)) => one == other,
        (one, other) => match (one.to_f64(), other.to_f64()) {
            (Some(one), Some(other)) => (one - other).abs() <= 1e-9 * one.abs().max(1.0),
            _ => false,
        },
    }
}
