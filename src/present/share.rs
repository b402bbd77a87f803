//! A scenario that goes out in a link or comes in by one, in words.

use super::number::show_months;
use super::{Locale, figure};
use crate::engine::{Metric, Outcome, Span};
use crate::model::{Document, Problem, Severity};
use crate::text::tr;
use std::sync::Arc;

/// What a scenario is, told before it is kept: names of figures and the figures.
pub fn facts(document: &Document, outcome: &Outcome, locale: &Locale) -> Vec<(&'static str, String)> {
    let settings = &document.settings;
    let last = settings.horizon().saturating_sub(1);
    let at = |metric: Metric, month: usize| {
        let value = outcome.metric(metric, Span { from: month, to: month });
        figure::headline(value, locale, settings.currency)
    };
    let from_to = |metric: Metric, first: Metric| tr!("{} to {}", at(first, 0), at(metric, last));
    let mut facts = vec![
        (tr!("Months"), tr!("{}, {} in all", show_months(settings.first_month, settings.last_month()), last + 1)),
        (tr!("Seats"), locale.counted(document.seats.len(), tr!("seat"), tr!("seats"))),
        (tr!("Headcount"), from_to(Metric::Seats, Metric::Seats)),
        (tr!("ARR, opening to closing"), from_to(Metric::ClosingArr, Metric::OpeningArr)),
        (
            tr!("Made of"),
            [
                locale.counted(document.segments.len(), tr!("segment"), tr!("segments")),
                locale.counted(document.roles.len(), tr!("role"), tr!("roles")),
                locale.counted(document.plans.len(), tr!("pay plan"), tr!("pay plans")),
            ]
            .join(", "),
        ),
    ];
    let tables = tables(document, locale);
    if !tables.is_empty() {
        facts.push((tr!("With"), tables));
    }
    facts
}

/// The tables of a scenario that are too long for a link, in words; empty if it has none.
pub fn tables(document: &Document, locale: &Locale) -> String {
    let some =
        [(document.accounts.len(), tr!("account"), tr!("accounts")), (document.deals.len(), tr!("deal"), tr!("deals"))];
    let some: Vec<String> =
        some.iter().filter(|it| it.0 > 0).map(|(count, one, many)| locale.counted(*count, one, many)).collect();
    some.join(tr!(" and "))
}

/// The scenario without the tables that are too long for a link, and without what refers to them.
pub fn without_tables(document: &Document) -> Document {
    Document { accounts: Arc::default(), deals: Arc::default(), territory_plan: Arc::default(), ..document.clone() }
}

/// What leaving the tables out does to the figures.
pub fn without_tables_told(whole: &Outcome, without: &Outcome, last_month: usize, locale: &Locale) -> String {
    let span = Span { from: 0, to: last_month };
    let closing =
        |outcome: &Outcome| figure::headline(outcome.metric(Metric::ClosingArr, span), locale, whole.currency);
    let (before, after) = (closing(whole), closing(without));
    if before == after {
        tr!("Closing ARR stays {after} without them.")
    } else {
        tr!("Without them closing ARR is {after} instead of {before}, as their customers are not there.")
    }
}

/// What is wrong with a scenario, by how much it matters.
pub fn problems(problems: &[Problem], locale: &Locale) -> String {
    let count = |severity: Severity| problems.iter().filter(|it| it.severity == severity).count();
    let warned = |count: usize| locale.counted(count, tr!("warning"), tr!("warnings"));
    let wrong = |count: usize| locale.counted(count, tr!("error"), tr!("errors"));
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    match (errors, warnings) {
        (0, 0) => tr!("No problems were found in it.").to_owned(),
        (0, some) => tr!("{} in it.", warned(some)),
        (some, 0) => tr!("{} in it to mend.", wrong(some)),
        (some, more) => {
            tr!("{} in it to mend, and {}.", wrong(some), warned(more))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate};
    use crate::model::sample;

    #[test]
    fn the_sample_is_told_in_six_lines() {
        let (company, locale) = (sample::company(), Locale::for_tag("en-US"));
        let outcome = evaluate(&company, &Env::default());
        let facts = facts(&company, &outcome, &locale);
        assert_eq!(facts[0], ("Months", "Jan 2027 to Dec 2028, 24 in all".to_owned()));
        assert_eq!(facts[1], ("Seats", "45 seats".to_owned()));
        assert_eq!(facts[4], ("Made of", "3 segments, 8 roles, 9 pay plans".to_owned()));
        assert_eq!(facts[5], ("With", "600 accounts".to_owned()));
        assert_eq!(problems(&outcome.problems, &locale), "No problems were found in it.");
    }

    #[test]
    fn leaving_accounts_out_is_told_by_what_it_changes() {
        let (mut company, locale) = (sample::company(), Locale::for_tag("en-US"));
        let told = |document: &Document| {
            let (whole, without) =
                (evaluate(document, &Env::default()), evaluate(&without_tables(document), &Env::default()));
            without_tables_told(&whole, &without, 23, &locale)
        };
        // The customers of the sample's table stand in its typed balances.
        assert!(told(&company).starts_with("Closing ARR stays "), "{}", told(&company));
        company.territory.typed_book = false;
        for segment in &mut company.segments {
            segment.opening.arr = crate::units::Money::ZERO;
        }
        assert!(told(&company).starts_with("Without them closing ARR is "), "{}", told(&company));
    }
}
