//! Documents of round numbers, as people type them. They make many exact halves of a coin, which floats put on either side.

use crate::support;
use chrono::NaiveDate;
use remit::model::{Document, Function, Terms, sample};
use remit::units::{Cadence, Money, Rate, Yearly};

/// ARR of 1,000,001.34 that stays, and somebody with 1,000.20 of base pay a year, 83.35 a month, from 10 April on.
pub fn halves() -> Document {
    let mut document = support::quiet();
    document.segments[0].opening.arr = support::money(1_000_001.34);
    let steady = support::steady(Money::from_major(1_000), Cadence::Year);
    let terms = Terms { base: Yearly::new(support::money(1_000.2)), ..steady };
    document.roles = vec![support::role("ae", Function::NewBusiness, terms)];
    document.seats = support::seats(1, "seat", "ae", "2027-04-10");
    document
}

/// Numbers drawn from a seed, below a bound.
fn dice(seed: u64) -> impl FnMut(i64) -> i64 {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    move |most| {
        for shift in [13, -7, 17] {
            state ^= if shift > 0 { state << shift } else { state >> -shift };
        }
        (state % most as u64) as i64
    }
}

/// Round numbers in place of a document's own, and people who begin within a month.
pub fn typed(document: &mut Document, seed: u64) {
    let mut dice = dice(seed);
    for segment in &mut document.segments {
        let odd = [0, 1, 5, 500][dice(4) as usize];
        segment.opening.arr = Money::from_major(1_000 * dice(20_000) + odd);
        for weight in &mut segment.opening.renewal_months {
            *weight = Rate::percent([50, 100, 150, 100][dice(4) as usize]);
        }
        let (retention, pipeline) = (&mut segment.retention, &mut segment.pipeline);
        retention.renewal = Rate::percent(70 + 5 * dice(6));
        retention.price_uplift = Rate::from_ppm(5_000 * dice(12));
        retention.expansion = Rate::from_ppm(25_000 * dice(12));
        retention.contraction = Rate::percent(dice(10));
        pipeline.deal_size = Money::from_major(500 * dice(200));
    }
    for terms in document.roles.iter_mut().flat_map(|it| &mut it.terms) {
        terms.base = Yearly::new(Money::from_major(500 * (60 + dice(200))));
    }
    for stint in document.seats.iter_mut().flat_map(|it| &mut it.stints) {
        let day = [1, 11, 16, 21][dice(4) as usize];
        if dice(2) == 0 {
            stint.from = NaiveDate::from_ymd_opt(2027, 1 + dice(12) as u32, day).unwrap();
        }
    }
    document.costs.burden = Rate::from_ppm(12_500 * dice(20));
}

/// The sample with such numbers, in a currency.
pub fn company(currency: &str, seed: u64) -> Document {
    let mut document = sample::company();
    document.settings.currency = currency.parse().unwrap();
    typed(&mut document, seed);
    document
}
