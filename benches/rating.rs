//! How long it takes to rate a million deals: 200 people, 5,000 deals each over a year, quarterly, three tiers and a kicker; once as
//! totals of the period, once each deal alone. Natively, and in the browser with `--target wasm32-unknown-unknown --profile release`,
//! optimised as the release is; `./dev bench` runs both.
//!
//! Goals: 1 s native, 2 s in the browser.

#![cfg_attr(target_arch = "wasm32", no_main)]

use remit::engine::pay::{ComponentTerms, DealPiece, Feed, PayMonth, earn};
use remit::model::RampAccelerators;
use remit::model::comp::{Component, Kicker, KickerPays, KickerWhen, RatePreset, Rated};
use remit::units::{Cadence, Currency, FiscalCalendar, Money, Month, Rate, Rounding, Yearly};
use std::hint::black_box;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{Criterion, wasm_bindgen_bench};

const PEOPLE: u64 = 200;
const DEALS: u64 = 5_000;

struct Person {
    terms: ComponentTerms,
    months: Vec<PayMonth>,
    deals: Vec<DealPiece>,
}

/// Somewhat more or less than quota in deals of odd sizes, a tenth of them signed for three years.
fn person(number: u64) -> Person {
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut below = |most: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % most
    };
    let quota_month = 400_000_000 + below(50_000_000) as i64;
    let mut months = vec![PayMonth { ramped: quota_month, full: quota_month, active: 1.0, ..PayMonth::default() }; 12];
    let deals: Vec<DealPiece> = (0..DEALS)
        .map(|at| DealPiece {
            month: (at * 12 / DEALS) as usize,
            credit: below(2_000_000) as i64,
            term_months: if below(10) == 0 { 36 } else { 12 },
            prepaid: false,
            margin: None,
        })
        .collect();
    for deal in &deals {
        if let Some(month) = months.get_mut(deal.month) {
            month.credit += deal.credit;
        }
    }
    let terms = ComponentTerms {
        variable: Yearly::new(Money::from_mills(60_000_000 + below(20_000_000) as i64)),
        quota_year: quota_month * 12,
        accelerators: RampAccelerators::default(),
        deal_size: 0,
        margin: Rate::ZERO,
        calendar: FiscalCalendar::starting(1),
        currency: Currency::USD,
        rounding: Rounding::default(),
    };
    Person { terms, months, deals }
}

fn component(rated: Rated) -> Component {
    let accelerators = [(Rate::ONE, Rate::percent(150)), (Rate::percent(120), Rate::percent(200))];
    Component {
        weight: Rate::percent(70),
        cadence: Cadence::Quarter,
        rated,
        rates: RatePreset::Marginal.rates(&accelerators),
        kickers: vec![Kicker {
            when: KickerWhen::Term { months: 36 },
            pays: KickerPays::Multiple(Rate::percent(20)),
            expected: Rate::ZERO,
        }],
        ..Component::default()
    }
}

const WAYS: [(&str, Rated); 2] = [("totals of the period", Rated::Period), ("each deal alone", Rated::EachDeal)];

/// What all of them earn in the year.
fn rate_all(people: &[Person], component: &Component) -> Money {
    let earned = people.iter().flat_map(|person| {
        let feed = Feed { deals: Some(&person.deals), ..Feed::of(Month::new(2027, 1), &person.months) };
        earn(component, &person.terms, &feed)
    });
    earned.map(|it| it.amount).sum()
}

#[cfg(not(target_arch = "wasm32"))]
fn rating(criterion: &mut criterion::Criterion) {
    let people: Vec<Person> = (0..PEOPLE).map(person).collect();
    let mut group = criterion.benchmark_group("rate a million deals");
    group.sample_size(10);
    for (name, rated) in WAYS {
        let component = component(rated);
        group.bench_function(name, |bencher| bencher.iter(|| rate_all(black_box(&people), &component)));
    }
    group.finish();
}

#[cfg(not(target_arch = "wasm32"))]
criterion::criterion_group!(benches, rating);
#[cfg(not(target_arch = "wasm32"))]
criterion::criterion_main!(benches);

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen_bench]
fn rating(criterion: &mut Criterion) {
    let people: Vec<Person> = (0..PEOPLE).map(person).collect();
    *criterion = std::mem::take(criterion).sample_size(10);
    for (name, rated) in WAYS {
        let component = component(rated);
        criterion.bench_function(name, |bencher| bencher.iter(|| rate_all(black_box(&people), &component)));
    }
}
