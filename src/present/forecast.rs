//! Sentences about ARR, bookings and assumptions, for the Forecast page.

use crate::engine::{Limit, Metric, Movements, Outcome, Row, Scope, Span, limited_runs};
use crate::model::{CoverageResponse, Recurring};
use crate::present::Locale;
use crate::present::number::{show_month, show_months};
use crate::present::recurring::Shown;
use crate::text::{mark, tr};
use crate::units::{Currency, Month};

/// What is assumed of a segment, by group: the end of the input's path, and its name.
pub const SEGMENT_ASSUMPTIONS: [(&str, &[(&str, &str)]); 3] = [
    (mark!("Opening book"), &[("opening/customers", mark!("Customers")), ("opening/arr", "ARR")]),
    (
        mark!("Pipeline"),
        &[
            ("pipeline/leads_month", mark!("Leads in the first month")),
            ("pipeline/lead_growth_year", mark!("Growth of leads")),
            ("pipeline/lead_to_opportunity", mark!("Leads that become opportunities")),
            ("pipeline/win_rate", mark!("Win rate")),
            ("pipeline/cycle_months", mark!("Sales cycle")),
            ("pipeline/deal_size", mark!("ARR of a deal")),
            ("pipeline/opening_win_rate", mark!("Opening pipeline that closes")),
            ("pipeline/carry_over", mark!("Excess pipeline that waits")),
        ],
    ),
    (
        mark!("Retention"),
        &[
            ("retention/renewal", mark!("ARR due that renews")),
            ("retention/contraction", mark!("Contraction at renewal")),
            ("retention/contraction_depth", mark!("By how much a shrinking customer shrinks")),
            ("retention/price_uplift", mark!("Price uplift at renewal")),
            ("retention/expansion", mark!("Expansion at renewal")),
            ("retention/term_months", mark!("Contract term")),
            ("retention/reactivation", mark!("Churned ARR that comes back")),
            ("retention/reactivation_lag_months", mark!("It comes back after")),
        ],
    ),
];

/// Where ARR of a period comes from and how much of it goes out again. `when` reads on after "during".
pub fn inflow(moved: &Movements, when: &str, locale: &Locale, currency: Currency, view: Recurring) -> String {
    let comes = moved.new + moved.expansion + moved.price + moved.reactivation;
    let goes = moved.contraction + moved.churn;
    let shown = Shown { view, currency, locale };
    let money = |amount| shown.named(amount);
    match (comes.mills() > 0, goes.mills() > 0) {
        (false, false) => shown.words(tr!("No ARR moves yet: enter customers, or leads and people to close them.")),
        (false, true) => tr!("Nothing comes in during {when}; {} goes out.", money(goes)),
        (true, leaves) => {
            let part = |amount: crate::units::Money| locale.number(amount.to_major() / comes.to_major() * 100.0, 0);
            let (pieces, whole) = match currency.code() {
                "USD" | "CAD" | "AUD" | "NZD" | "SGD" | "HKD" => (tr!(" cents"), tr!("every dollar").to_owned()),
                "EUR" => (tr!(" cents"), tr!("every euro").to_owned()),
                code => ("", tr!("every 100 {code}")),
            };
            let out = if leaves { tr!("{}{pieces} go out", part(goes)) } else { tr!("none goes out").to_owned() };
            tr!("New business brings {}{pieces} of {whole} that comes in during {when}; {out}.", part(moved.new))
        }
    }
}

/// What binds bookings and when: the costliest run of each kind, with what it leaves unused.
pub fn bookings(outcome: &Outcome, scope: Scope, locale: &Locale) -> String {
    let month = |at: usize| outcome.months.get(at).copied().unwrap_or(Month::new(2027, 1));
    let all = limited_runs(outcome, scope);
    let costliest = |wanted: Limit| all.iter().find(|it| it.limit == wanted).copied();
    let named = |span: Span| match (span.len() == 1, span == outcome.whole()) {
        (_, true) => tr!("Throughout").to_owned(),
        (true, false) => tr!("In {}", show_month(month(span.from))),
        (false, false) => tr!("From {}", show_months(month(span.from), month(span.to))),
    };
    let shown = Shown::of(outcome, locale);
    let money = |amount| shown.named(amount);
    let whole = Row::scoped(outcome, scope, outcome.whole());
    let unused = whole.idle_capacity;
    let pipeline = match costliest(Limit::Pipeline) {
        Some(run) if run.cost == unused => Some(tr!(
            "{} leads run out before people do: {} of selling capacity stays unused.",
            named(run.span),
            money(unused)
        )),
        Some(run) => Some(tr!(
            "{} leads run out before people do: {} of selling capacity stays unused; over the whole plan, segment by segment, {}.",
            named(run.span),
            money(run.cost),
            money(unused)
        )),
        None => (unused.mills() > 0).then(|| {
            tr!(
                "{} of selling capacity stays unused over the whole plan, where single segments run out of leads.",
                money(unused)
            )
        }),
    };
    let capacity = costliest(Limit::Capacity).map(|run| {
        let lost = if run.cost.mills() > 0 {
            tr!("{} of pipeline is lost for good.", money(run.cost))
        } else {
            tr!("what they cannot close waits.").to_owned()
        };
        tr!("{} people run out before leads do: {lost}", named(run.span))
    });
    match (pipeline, capacity) {
        (None, None) if is_idle(outcome, scope) => {
            tr!("Nothing to book yet: it takes people who sell and leads they can close.").to_owned()
        }
        (None, None) => tr!("Bookings are the smaller of the two; capacity and pipeline match.").to_owned(),
        (first, second) => {
            let waits = pipeline_that_waits(outcome, scope).map(str::to_owned);
            let parts: Vec<String> = first.into_iter().chain(second).chain(waits).collect();
            tr!("Bookings are the smaller of the two. {}", parts.join(" "))
        }
    }
}

/// Why pipeline of months adds up to more than that of their year: what waits could close in each month it waits. None where nothing
/// waits from one month to another.
pub fn pipeline_that_waits(outcome: &Outcome, scope: Scope) -> Option<&'static str> {
    let inside = |at: usize| scope == Scope::Company || scope == Scope::Segment(at);
    let mut segments = outcome.segments.iter().enumerate().filter(|(at, _)| inside(*at));
    let waits = segments.any(|(_, it)| {
        let carried = it.new_business.carried.split_last().map_or(&[][..], |(_, before)| before);
        carried.iter().any(|flow| outcome.currency.settle(*flow).mills() > 0)
    });
    waits.then(|| {
        tr!("Pipeline that waits can close in each month it waits, so months add up to more than their quarter and quarters to more than their year, which count it once; a year may lack more than its quarters together.")
    })
}

fn is_idle(outcome: &Outcome, scope: Scope) -> bool {
    let row = Row::scoped(outcome, scope, outcome.whole());
    row.capacity.is_zero() && row.pipeline.is_zero()
}

/// What a response of retention to coverage means.
pub fn coverage(response: CoverageResponse) -> &'static str {
    match response {
        CoverageResponse::Off => {
            tr!(
                "Off: retention stays as typed whoever looks after the book, so dismissing every account manager is free. Nothing else in the plan will say otherwise."
            )
        }
        CoverageResponse::Linear => {
            tr!("Each point of the book that nobody looks after costs the same part of what is at stake.")
        }
        CoverageResponse::Concave => {
            tr!(
                "The first points of the book without care cost little, the last ones much: what is kept follows the square root of coverage."
            )
        }
    }
}

/// What is to be known about a metric in a table of metrics: what it lacks, or how far it is from its other form.
pub fn remark(metric: Metric, row: &Row, shown: &Shown<'_>) -> String {
    // What is less than one major unit is rounding, not a difference of the forms.
    let apart = |difference: Option<crate::units::Money>, of: &str, same: &str| match difference {
        Some(it) if it.mills().abs() < 1_000 => same.to_owned(),
        Some(it) => format!("{} {of}", shown.delta(it)),
        None => String::new(),
    };
    if let crate::engine::Value::Undefined(needs) = row.value(metric) {
        return tr!("not defined: {needs}");
    }
    if metric == Metric::NrrBridge {
        apart(
            row.bridge_beyond_cohort(),
            tr!("over the cohort form: customers won inside the window"),
            tr!("same as the cohort form: nobody won inside the window fell due in it"),
        )
    } else if metric == Metric::GrrCustomer {
        apart(
            row.kept_beyond_events(),
            tr!("over the event form: shrank, then regrew"),
            tr!("same as the event form: nobody shrank and regrew"),
        )
    } else if metric == Metric::Ccos {
        let on_revenue = row.ccos_denominator() == row.revenue;
        if on_revenue { tr!("over recognised revenue") } else { tr!("over new and expansion ARR") }.to_owned()
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate};
    use crate::model::sample;
    use crate::units::Money;

    fn year(new: i64, expansion: i64, churn: i64) -> Movements {
        let money = |major: i64| Money::from_mills(major * 1_000_000);
        Movements { new: money(new), expansion: money(expansion), churn: money(churn), ..Movements::default() }
    }

    #[test]
    fn shares_of_what_comes_in_are_told_in_cents() {
        let told = |moved: &Movements, code: &str| {
            inflow(moved, "FY2027", &Locale::EN_US, code.parse::<Currency>().expect("known"), Recurring::Arr)
        };
        assert_eq!(
            told(&year(690, 310, 200), "USD"),
            "New business brings 69 cents of every dollar that comes in during FY2027; 20 cents go out."
        );
        assert_eq!(
            told(&year(690, 310, 0), "JPY"),
            "New business brings 69 of every 100 JPY that comes in during FY2027; none goes out."
        );
        assert_eq!(told(&year(0, 0, 200), "USD"), "Nothing comes in during FY2027; $200k goes out.");
        assert!(told(&year(0, 0, 0), "USD").starts_with("No ARR moves yet"));
    }

    #[test]
    fn what_binds_is_told_with_its_months_and_its_price() {
        let mut document = sample::company();
        let told = |document: &crate::model::Document| {
            bookings(&evaluate(document, &Env::default()), Scope::Company, &Locale::EN_US)
        };
        for segment in &mut document.segments {
            segment.pipeline.leads_month = 10_000;
            segment.pipeline.cycle_months = 0;
        }
        let text = told(&document);
        assert!(text.contains("Throughout people run out before leads do: $"), "{text}");
        assert!(text.contains("of pipeline is lost for good."), "{text}");
        document.seats.clear();
        for segment in &mut document.segments {
            segment.pipeline.leads_month = 0;
            segment.pipeline.opening.clear();
        }
        assert!(told(&document).starts_with("Nothing to book yet"), "{}", told(&document));
    }

    #[test]
    fn remarks_name_what_is_missing() {
        let mut document = sample::company();
        document.costs.gross_margin = None;
        let outcome = evaluate(&document, &Env::default());
        let row = Row::of(&outcome, outcome.whole());
        let shown = Shown::of(&outcome, &Locale::EN_US);
        let text = remark(Metric::CacPayback, &row, &shown);
        assert_eq!(text, "not defined: needs a gross margin");
        let by_year = remark(Metric::GrrCustomer, &row, &shown);
        assert!(by_year.contains("over the event form"));
        let by_month = remark(Metric::GrrCustomer, &row, &Shown { view: Recurring::Mrr, ..shown });
        assert!(by_month.contains("over the event form") && by_month != by_year, "{by_month} {by_year}");
    }
}
