//! How long it takes to draw a payout curve anew: where it may bend, pay at every place that is asked for, lines, jumps, marginal rates
//! and SVG text. Once for a plain plan, once for one with all that makes it dear: three components rated to date month by month, with a
//! cap, a gate, a multiplier and kickers. Natively, and in the browser as `./dev bench` has it.
//!
//! Goal: one frame, 16 ms.

#![cfg_attr(target_arch = "wasm32", no_main)]

use remit::engine::{Spread, pay_breaks, pay_remembered};
use remit::model::comp::{
    Component, Gate, Kicker, KickerPays, KickerWhen, Measure, Multiplier, MultiplierBy, PlanVersion, RatePreset, Rated,
};
use remit::model::{Document, OtherMeasures, Quota, Terms};
use remit::present::chart::{Crowd, PayoutChart, PayoutCurve, Size, payout_chart};
use remit::units::{Cadence, ComponentId, Money, Rate, Yearly};
use std::hint::black_box;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{Criterion, wasm_bindgen_bench};

const MOST: f64 = 2.5;

fn terms() -> Terms {
    Terms {
        base: Yearly::new(Money::from_major(90_000)),
        ote: Yearly::new(Money::from_major(180_000)),
        quota: Some(Quota::Arr { amount: Money::from_major(810_000), per: Cadence::Year }),
        ..Terms::default()
    }
}

fn plain() -> PlanVersion {
    let rates =
        RatePreset::Marginal.rates(&[(Rate::ONE, Rate::percent(150)), (Rate::percent(125), Rate::percent(200))]);
    PlanVersion { components: vec![Component { rates, ..Component::default() }], ..PlanVersion::default() }
}

fn dear() -> PlanVersion {
    let table = [
        (Rate::percent(50), Rate::percent(110)),
        (Rate::ONE, Rate::percent(150)),
        (Rate::percent(125), Rate::percent(200)),
    ];
    let parts = [
        ("one", Measure::NewArr, 50, RatePreset::Marginal),
        ("two", Measure::ExpansionArr, 30, RatePreset::BracketOnOverage),
        ("three", Measure::RenewedArr, 20, RatePreset::Retroactive),
    ];
    let component = |(id, measure, weight, preset): (&str, Measure, i64, RatePreset)| Component {
        id: ComponentId::new(id),
        measure,
        weight: Rate::percent(weight),
        cadence: Cadence::Month,
        rated: Rated::YearToDate,
        rates: preset.rates(&table),
        gate: Some(Gate { measure: Measure::GrossMargin, at: Rate::percent(80), accelerators_only: true }),
        multiplier: Some(Multiplier {
            measure: Measure::Units,
            by: MultiplierBy::Attainment { least: Rate::percent(50), most: Rate::percent(130) },
        }),
        kickers: vec![Kicker {
            when: KickerWhen::Prepaid,
            pays: KickerPays::Multiple(Rate::percent(20)),
            expected: Rate::percent(30),
        }],
        cap: Some(Rate::percent(300)),
        cap_carries: true,
        ..Component::default()
    };
    PlanVersion { components: parts.map(component).to_vec(), cap: Some(Rate::percent(250)), ..PlanVersion::default() }
}

/// What the Pay page does when anything changes.
fn draw(document: &Document, version: &PlanVersion, terms: &Terms) -> usize {
    let breaks = pay_breaks(document, version, terms, MOST);
    let pay = pay_remembered(document, version, terms);
    let whole = |at: f64| pay(at).total.to_major();
    let mut curves = vec![PayoutCurve::trace("Variable pay", "Total", MOST, &breaks, 1e-4, &whole)];
    if version.components.len() > 1 {
        for index in 0..version.components.len() {
            let part = |at: f64| pay(at).components.get(index).copied().unwrap_or_default().to_major();
            curves.push(PayoutCurve::trace("Part", "Part", MOST, &breaks, 1e-4, &part));
        }
    }
    let steps = Spread::of(&document.assumptions.attainment).map(|it| it.steps(0.02, MOST)).unwrap_or_default();
    let whole = |value: f64| format!("{value:.0}");
    let data = PayoutChart {
        name: "Variable pay of a year by attainment",
        curves: &curves,
        parts: true,
        max: MOST,
        quota: "quota",
        axis_title: "attainment",
        next_title: "next",
        next_label: "next",
        marker: None,
        least: None,
        crowd: Some(Crowd { steps: &steps, smooth: true, label: "people" }),
        axis: &whole,
        amount: &whole,
        next: &whole,
        percent: &|value| format!("{:.0} %", value * 100.0),
    };
    payout_chart(&data, Size { width: 700, height: 540 }).svg.len()
}

fn ways() -> [(&'static str, Document, PlanVersion); 2] {
    let mut moving = Document::default();
    moving.assumptions.other_measures = OtherMeasures::SameAttainment;
    [("payout curve, plain", Document::default(), plain()), ("payout curve, everything to date", moving, dear())]
}

#[cfg(not(target_arch = "wasm32"))]
fn curve(criterion: &mut criterion::Criterion) {
    let terms = terms();
    for (name, document, version) in ways() {
        criterion.bench_function(name, |bencher| bencher.iter(|| draw(black_box(&document), &version, &terms)));
    }
}

#[cfg(not(target_arch = "wasm32"))]
criterion::criterion_group!(benches, curve);
#[cfg(not(target_arch = "wasm32"))]
criterion::criterion_main!(benches);

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen_bench]
fn curve(criterion: &mut Criterion) {
    let terms = terms();
    for (name, document, version) in ways() {
        criterion.bench_function(name, |bencher| bencher.iter(|| draw(black_box(&document), &version, &terms)));
    }
}
