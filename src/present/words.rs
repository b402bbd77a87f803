//! Sentences about a plan.

use crate::engine::{Hindrance, Limit, LimitedRun, Metric, Outcome, Row, Scope, Span, Value, limited_runs, limits};
use crate::model::Document;
use crate::present::Locale;
use crate::present::figure::headline;
use crate::present::number::{show_month, show_months};
use crate::present::recurring::{self, Shown};
use crate::text::tr;
use crate::units::Month;

/// A hindrance as a title and a sentence.
pub fn hindrance(hindrance: &Hindrance, document: &Document, outcome: &Outcome, locale: &Locale) -> (String, String) {
    let segment = |at: usize| document.segments.get(at).map_or("", |it| it.name.as_str());
    let month = |at: usize| outcome.months.get(at).copied().unwrap_or(document.settings.first_month);
    let span = |(from, to): (usize, usize)| show_months(month(from), month(to));
    let shown = Shown::of(outcome, locale);
    let money = |amount| shown.named(amount);
    match hindrance {
        Hindrance::Pipeline { segment: at, months, short, worst } => (
            tr!("Pipeline, {}", segment(*at)),
            tr!(
                "{}: leads fall {} short of what the team could close; worst in {}, {}.",
                span(*months),
                money(*short),
                show_month(month(worst.0)),
                money(worst.1)
            ),
        ),
        Hindrance::Capacity { segment: at, months, lost, worst } => (
            tr!("Selling capacity, {}", segment(*at)),
            tr!(
                "{}: {} of pipeline is lost for want of people to close it; worst in {}, {}.",
                span(*months),
                money(*lost),
                show_month(month(worst.0)),
                money(worst.1)
            ),
        ),
        Hindrance::Coverage { segment: at, month: when, share } => (
            tr!("Account coverage, {}", segment(*at)),
            tr!(
                "In {} the people in place can look after {} of the book; renewal and expansion suffer while the response to coverage is on.",
                show_month(month(*when)),
                locale.percent(*share, 0)
            ),
        ),
    }
}

/// One sentence on how ARR grows and what holds it back.
pub fn growth(outcome: &Outcome, locale: &Locale) -> String {
    let row = Row::of(outcome, outcome.whole());
    let (opening, closing) = (row.movements.opening, row.movements.closing());
    let shown = Shown::of(outcome, locale);
    let money = |amount| shown.compact(amount);
    let called = recurring::short(outcome.recurring);
    let last = outcome.months.last().copied().unwrap_or(Month::new(2027, 1));
    let grows = if opening.mills() > 0 {
        let times = closing.to_major() / opening.to_major();
        let verb = if times >= 1.0 { tr!("grows") } else { tr!("shrinks") };
        tr!("{called} {verb} {}-fold to {} by {}.", locale.number(times, 2), money(closing), show_month(last))
    } else if closing.mills() > 0 {
        tr!("{called} grows from nothing to {} by {}.", money(closing), show_month(last))
    } else {
        return shown.words(tr!("No ARR yet: enter an opening book, or people and leads."));
    };
    let found = limited_runs(outcome, Scope::Company);
    let Some(LimitedRun { limit, span, cost }) = found.first().copied() else { return grows };
    let when = span_in(outcome, span, found.len() > 1);
    match (limit, cost.mills() > 0) {
        (Limit::Nothing, _) => grows,
        (Limit::Pipeline, _) => {
            tr!("{grows} Pipeline, not people, holds it back {when}, by {}.", shown.named(cost))
        }
        (Limit::Capacity, true) => tr!(
            "{grows} Selling capacity holds it back {when}: {} of pipeline is lost for want of people to close it.",
            shown.named(cost)
        ),
        (Limit::Capacity, false) => {
            tr!("{grows} Selling capacity holds it back {when}: there is more to close than the team can.")
        }
    }
}

/// When something holds the plan back, as it reads on: all of it, or the months; `others` where there are more such stretches.
fn span_in(outcome: &Outcome, span: Span, others: bool) -> String {
    let month = |at: usize| outcome.months.get(at).copied().unwrap_or(Month::new(2027, 1));
    let named = show_months(month(span.from), month(span.to));
    if span == outcome.whole() {
        tr!("throughout").to_owned()
    } else if others {
        tr!("most in {named}")
    } else {
        tr!("in {named}")
    }
}

/// The costliest hindrances, as title and sentence.
pub fn hindrances(
    document: &Document,
    outcome: &Outcome,
    locale: &Locale,
    most: usize,
) -> Vec<(String, String, Hindrance)> {
    limits(outcome)
        .into_iter()
        .take(most)
        .map(|it| {
            let (title, text) = hindrance(&it, document, outcome, locale);
            (title, text, it)
        })
        .collect()
}

/// The line below a headline figure: another variant, or what it is made of.
pub fn beside(metric: Metric, row: &Row, outcome: &Outcome, document: &Document, locale: &Locale) -> String {
    let shown = Shown::of(outcome, locale);
    let show = |value: Value| headline(value, locale, outcome.currency);
    let of = |metric| shown.headline(metric, row.value(metric));
    match metric {
        Metric::ClosingArr => match document.settings.target_arr {
            Some(target) if target.mills() > 0 => {
                let share = row.movements.closing().to_major() / target.to_major();
                tr!("{} of target", locale.attained(share, 0))
            }
            Some(_) | None => tr!("net new {}", of(Metric::NetNewArr)),
        },
        Metric::NewArr => tr!("expansion {}", of(Metric::ExpansionArr)),
        Metric::NrrCohort => tr!("bridge form {}", show(row.value(Metric::NrrBridge))),
        Metric::NrrBridge => tr!("cohort form {}", show(row.value(Metric::NrrCohort))),
        Metric::GrrEvent => tr!("cust. min. {}", show(row.value(Metric::GrrCustomer))),
        Metric::GrrCustomer => tr!("by event {}", show(row.value(Metric::GrrEvent))),
        Metric::Seats => tr!("{} expected", show(row.value(Metric::Heads))),
        Metric::Heads => tr!("after attrition, with backfill").to_owned(),
        Metric::Ramped => tr!("of {} who sell", locale.people(row.sellers)),
        Metric::Capacity => tr!("pipeline {}", of(Metric::Pipeline)),
        Metric::Attrition => tr!("of {} heads", locale.people(row.heads)),
        Metric::CompCost => tr!("variable {}", show(row.value(Metric::VariablePay))),
        Metric::NetNewArr => {
            let gone = row.movements.contraction + row.movements.churn;
            tr!("{} out", shown.compact(gone))
        }
        Metric::Customers => {
            tr!("+{} won, {} lost", locale.number(row.customers_won, 0), locale.number(row.customers_lost, 0))
        }
        Metric::QuickRatio => shown.words(tr!("ARR in over ARR out")),
        Metric::Ccos => {
            if outcome.costs.ccos_on_revenue { tr!("of revenue") } else { tr!("of new + expansion") }.to_owned()
        }
        Metric::CacPayback => {
            if let Value::Undefined(needs) = row.value(metric) {
                return needs.to_owned();
            }
            tr!("CAC {}", show(row.value(Metric::Cac)))
        }
        Metric::OpeningArr
        | Metric::ExpansionArr
        | Metric::PriceArr
        | Metric::ReactivationArr
        | Metric::ContractionArr
        | Metric::ChurnArr
        | Metric::Pipeline
        | Metric::BasePay
        | Metric::VariablePay
        | Metric::PaidVariable
        | Metric::ExpensedVariable
        | Metric::Revenue
        | Metric::SalesMarketing
        | Metric::AcquisitionCost
        | Metric::Cac
        | Metric::MagicNumber
        | Metric::BurnMultiple
        | Metric::CustomersWon
        | Metric::CustomersLost
        | Metric::LogoChurn
        | Metric::LogoRetention
        | Metric::Conversion
        | Metric::PipelineGrowth
        | Metric::RenewalRate
        | Metric::ExpansionShare
        | Metric::NewArrPerHead
        | Metric::ArrPerAm
        | Metric::LtvLogo
        | Metric::LtvRevenue
        | Metric::CacBlended
        | Metric::CacPaybackArr
        | Metric::LtvCac
        | Metric::MagicNumberArr
        | Metric::RuleOf40 => String::new(),
    }
}

/// A label of an explanation's term with ids of segments replaced by their names.
pub fn term_label(label: &str, scope: Option<Scope>, document: &Document) -> String {
    match scope {
        Some(Scope::Segment(at)) if document.segments.get(at).is_some_and(|it| it.id.as_str() == label) => {
            document.segments.get(at).map_or_else(|| label.to_owned(), |it| it.name.clone())
        }
        Some(_) | None => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate};
    use crate::model::sample;
    use crate::units::{Flow, Money};

    /// The sample as it would be if each month of its first segment lacked pipeline for so many dollars of capacity.
    fn lacking(idle: impl Fn(usize) -> i64) -> Outcome {
        let mut outcome = evaluate(&sample::company(), &Env::default());
        for (at, segment) in outcome.segments.iter_mut().enumerate() {
            let new = &mut segment.new_business;
            for month in 0..outcome.months.len() {
                let lacks = if at == 0 { idle(month) } else { 0 };
                new.capacity[month] = Flow::from(Money::from_major(1_000_000 + lacks));
                new.pipeline[month] = Flow::from(Money::from_major(1_000_000));
                new.bookings[month] = new.pipeline[month];
            }
        }
        outcome
    }

    #[test]
    fn what_holds_the_plan_back_is_the_costliest_stretch_and_throughout_only_in_every_month() {
        let told = |idle: &dyn Fn(usize) -> i64| growth(&lacking(idle), &Locale::EN_US);
        let costly_first = told(&|month| match month {
            1 | 2 => 300_000,
            12..=23 => 10_000,
            _none => 0,
        });
        assert!(costly_first.ends_with("holds it back most in Feb to Mar 2027, by $600k."), "{costly_first}");
        let from_february = told(&|month| if month > 0 && month < 24 { 10_000 } else { 0 });
        assert!(from_february.ends_with("holds it back in Feb 2027 to Dec 2028, by $230k."), "{from_february}");
        let always = told(&|_| 10_000);
        assert!(always.contains("holds it back throughout, by $"), "{always}");
        assert!(told(&|_| 0).ends_with("."), "nothing is said of what does not bind");
        assert!(!told(&|_| 0).contains("back"));
    }
}
