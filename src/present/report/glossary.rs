//! The figures of the report and how each is counted, as the engine's own list of metrics says it.

use super::Told;
use crate::engine::Metric;
use crate::text::{mark, sentence, tr};

/// Figures that stand in headlines, charts and tables, beside the movements of ARR and the forms of retention.
const USED: [Metric; 14] = [
    Metric::NetNewArr,
    Metric::Customers,
    Metric::Seats,
    Metric::Heads,
    Metric::Ramped,
    Metric::Capacity,
    Metric::Pipeline,
    Metric::BasePay,
    Metric::VariablePay,
    Metric::CompCost,
    Metric::Ccos,
    Metric::Cac,
    Metric::CacPayback,
    Metric::MagicNumber,
];

/// Words that are no figure of their own.
const WORDS: [(&str, &str); 8] = [
    ("ARR", mark!("annual recurring revenue: what contracts bring in over twelve months if nothing changes")),
    (mark!("Attainment"), mark!("result over quota")),
    (mark!("Book"), mark!("customers and their ARR that somebody looks after")),
    ("CCOS", mark!("comp cost of sales, below")),
    ("OTE", mark!("on-target earnings: base pay and target variable pay for a year at 100 % attainment")),
    (mark!("Quota"), mark!("what a person is held to in a period; target variable is earned by reaching it")),
    (
        mark!("Ramp"),
        mark!("months in which someone new is less productive; capacity and quota follow a curve by month of tenure"),
    ),
    (mark!("Season"), mark!("shares of the calendar months in selling; quotas divided over months follow it")),
];

/// Terms with their meanings, in order of the alphabet.
pub fn glossary() -> Vec<Told> {
    let words = WORDS.iter().map(|(term, meaning)| Told::new(tr!(*term), sentence(tr!(*meaning))));
    let metrics = Metric::BRIDGE
        .iter()
        .chain(&Metric::RETENTION)
        .chain(&USED)
        .map(|it| Told::new(it.name(), sentence(it.formula())));
    let mut all: Vec<Told> = words.chain(metrics).collect();
    all.sort_by_key(|it| it.about.to_lowercase());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_stands_once_in_order_and_names_its_variant() {
        let all = glossary();
        for (one, next) in all.iter().zip(all.iter().skip(1)) {
            assert!(one.about.to_lowercase() < next.about.to_lowercase(), "{} before {}", one.about, next.about);
        }
        let of = |term: &str| all.iter().find(|it| it.about == term).map(|it| it.text.clone()).unwrap();
        assert!(of("NRR, cohort").contains("over their ARR then"));
        assert!(of("NRR, bridge").starts_with("Opening ARR with all"));
    }
}
