//! `docs/metrics.md` says of every metric what it means, what it is made of, when it has no value and what others have, with the sample
//! company as the worked example. The engine makes it; `UPDATE_GOLDEN=1 cargo test --test methodology` writes it anew.

#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm, reason = "a test may fail loudly")]

use remit::engine::{Env, Link, Metric, Op, Outcome, Row, Scope, Span, Value, benchmark, evaluate, explain};
use remit::model::{Document, sample};
use remit::present::{Locale, figure, words};
use remit::units::Cadence;
use std::fmt::Write;
use std::path::PathBuf;

/// The metrics in the order of the page. A metric that stands nowhere here fails the test below.
fn sections() -> Vec<(&'static str, Vec<Metric>)> {
    let movements = [&Metric::BRIDGE[..], &[Metric::NetNewArr, Metric::ExpansionShare, Metric::Revenue]].concat();
    let others = OTHERS.iter().map(|(name, metrics)| (*name, metrics.to_vec()));
    std::iter::once(("Movements of ARR", movements)).chain(others).collect()
}

/// Those after the movements of ARR.
const OTHERS: &[(&str, &[Metric])] = &[
    (
        "Retention",
        &[
            Metric::NrrCohort,
            Metric::NrrBridge,
            Metric::GrrEvent,
            Metric::GrrCustomer,
            Metric::RenewalRate,
            Metric::LogoChurn,
            Metric::LogoRetention,
        ],
    ),
    ("Customers", &[Metric::Customers, Metric::CustomersWon, Metric::CustomersLost, Metric::ArrPerAm]),
    (
        "People, capacity and pipeline",
        &[
            Metric::Seats,
            Metric::Heads,
            Metric::Ramped,
            Metric::Attrition,
            Metric::Capacity,
            Metric::Pipeline,
            Metric::PipelineGrowth,
            Metric::Conversion,
            Metric::NewArrPerHead,
        ],
    ),
    (
        "Pay and cost",
        &[
            Metric::BasePay,
            Metric::VariablePay,
            Metric::CompCost,
            Metric::PaidVariable,
            Metric::ExpensedVariable,
            Metric::SalesMarketing,
            Metric::AcquisitionCost,
            Metric::Ccos,
        ],
    ),
    (
        "Efficiency",
        &[
            Metric::Cac,
            Metric::CacBlended,
            Metric::CacPayback,
            Metric::CacPaybackArr,
            Metric::LtvLogo,
            Metric::LtvRevenue,
            Metric::LtvCac,
            Metric::QuickRatio,
            Metric::MagicNumber,
            Metric::MagicNumberArr,
            Metric::BurnMultiple,
            Metric::RuleOf40,
        ],
    ),
];

/// Published examples that a metric is checked against (tests/fixtures/conformance/cases.json).
fn published(metric: Metric) -> &'static [&'static str] {
    match metric {
        Metric::ClosingArr | Metric::NetNewArr => &["arr-01-metrickit-waterfall"],
        Metric::NrrBridge => &["nrr-01-churnzero", "nrr-05-toolbelt"],
        Metric::GrrEvent | Metric::LtvLogo => &["nrr-05-toolbelt"],
        Metric::CacPayback => &["cac-01-aurarevenue"],
        Metric::BurnMultiple => &["burn-01-metrickit"],
        Metric::Ramped => &["cap-01-metrickit", "cap-03-effective-rre"],
        _ => &[],
    }
}

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

struct Worked {
    document: Document,
    outcome: Outcome,
    nothing: Outcome,
    locale: Locale,
}

impl Worked {
    fn new() -> Worked {
        let (document, empty) = (sample::company(), Document { seats: Vec::new(), ..sample::empty() });
        let (outcome, nothing) = (evaluate(&document, &Env::default()), evaluate(&empty, &Env::default()));
        Worked { document, outcome, nothing, locale: Locale::for_tag("en-US") }
    }

    /// The last fiscal year of the sample.
    fn year(&self) -> (String, Span) {
        let (period, span) = self.outcome.periods(Cadence::Year).last().copied().unwrap();
        (period.key(), span)
    }

    fn show(&self, value: Value) -> String {
        figure::in_full(value, &self.locale, self.outcome.currency)
    }

    fn section(&self, metric: Metric) -> String {
        let (year, span) = self.year();
        let told = explain(&self.outcome, metric, Scope::Company, span);
        let mut text = format!("### {}\n\n`{}` · {}.\n\n", metric.name(), metric.key(), metric.formula());
        writeln!(text, "| {year} of the sample | |\n|---|---:|").unwrap();
        for (at, term) in told.terms.iter().enumerate() {
            let sign = match term.op {
                Op::Plus if at == 0 => "",
                Op::Plus => "+ ",
                Op::Minus => "- ",
                Op::Times => "x ",
                Op::Over => ": ",
                Op::Subtotal => "= ",
                Op::Aside => "beside: ",
            };
            let scope = if let Link::Metric(_, scope) = term.link { Some(scope) } else { None };
            let label = words::term_label(&term.label, scope, &self.document);
            writeln!(text, "| {sign}{} | {} |", label.replace('|', "\\|"), self.show(term.value)).unwrap();
        }
        writeln!(text, "| **{}** | **{}** |", metric.name(), self.show(told.value)).unwrap();
        for note in &told.notes {
            writeln!(text, "\n{note}").unwrap();
        }
        if let Value::Undefined(needs) = Row::of(&self.nothing, self.nothing.whole()).value(metric) {
            writeln!(text, "\nWithout a value where there is nothing to divide by: {needs}.").unwrap();
        }
        if let Some(found) = benchmark(&self.document, &self.outcome, metric, Scope::Company) {
            let source = found.source.unwrap_or("a rule of thumb, illustrative");
            writeln!(text, "\nStands beside what other companies have: {source}.").unwrap();
        }
        if !published(metric).is_empty() {
            writeln!(text, "\nChecked against published examples: {}.", published(metric).join(", ")).unwrap();
        }
        text
    }

    fn page(&self) -> String {
        let mut text = String::from(
            "# Metrics\n\nEvery metric of Remit: its name with the variant, its key in files and on the command line, its formula in words, \
             and how it comes about in the last fiscal year of the sample company. The engine makes this page (`UPDATE_GOLDEN=1 cargo test \
             --test methodology`), and a test fails where it says anything else than the screen. How pay is reckoned stands in \
             [the rules of pay](pay-rules.md).\n",
        );
        for (name, metrics) in &sections() {
            writeln!(text, "\n## {name}\n").unwrap();
            let sections: Vec<String> = metrics.iter().map(|it| self.section(*it)).collect();
            text.push_str(&sections.join("\n"));
        }
        text
    }
}

#[test]
fn every_metric_stands_on_the_page_once() {
    for metric in Metric::ALL {
        let times = sections().iter().flat_map(|(_, list)| list.iter()).filter(|it| *it == metric).count();
        assert_eq!(times, 1, "{} in the sections of this file", metric.name());
    }
}

#[test]
fn published_examples_that_are_named_exist() {
    let cases = std::fs::read_to_string(file("tests/fixtures/conformance/cases.json")).unwrap();
    for name in Metric::ALL.iter().flat_map(|it| published(*it)) {
        assert!(cases.contains(&format!("\"{name}\"")), "{name}");
    }
}

#[test]
fn the_page_of_metrics_says_what_the_engine_says() {
    let (path, text) = (file("docs/metrics.md"), Worked::new().page());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        kept == text,
        "docs/metrics.md is of another day; UPDATE_GOLDEN=1 cargo test --test methodology writes it anew"
    );
}

#[test]
fn every_worked_example_gives_its_figure_again() {
    let worked = Worked::new();
    let (_, span) = worked.year();
    for metric in Metric::ALL {
        let told = explain(&worked.outcome, *metric, Scope::Company, span);
        let (Some(again), Some(value)) = (told.recombine(), told.value.to_f64()) else { continue };
        assert!((again - value).abs() <= 0.01_f64.max(value.abs() * 1e-6), "{}: {again} for {value}", metric.name());
    }
}
