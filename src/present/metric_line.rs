//! One metric over the months or quarters of a plan, with the target that was set for it and what other companies have.

use crate::engine::{Benchmark, Metric, Outcome, Row, Scope, benchmark, closed_in};
use crate::model::Document;
use crate::present::chart::{Chart, LineBand, LinePoint, MetricLine, Size, Target, metric_line};
use crate::present::number::{period_label, show_month, show_month_short};
use crate::present::recurring::{self, Shown};
use crate::present::{Locale, benchmark as words, figure};
use crate::text::tr;
use crate::units::{Cadence, Currency};

/// Metrics whose course is worth a look, and those of a segment alone.
pub fn metrics(scope: Scope) -> Vec<Metric> {
    let all = [
        Metric::ClosingArr,
        Metric::NetNewArr,
        Metric::NewArr,
        Metric::NrrCohort,
        Metric::GrrEvent,
        Metric::RenewalRate,
        Metric::LogoRetention,
        Metric::QuickRatio,
        Metric::ExpansionShare,
        Metric::Conversion,
        Metric::Ccos,
        Metric::Cac,
        Metric::CacPayback,
        Metric::CacPaybackArr,
        Metric::LtvCac,
        Metric::MagicNumber,
        Metric::MagicNumberArr,
        Metric::BurnMultiple,
        Metric::RuleOf40,
    ];
    all.into_iter().filter(|it| scope == Scope::Company || !it.needs_company_cost()).collect()
}

/// Whether a metric looks back on twelve months, so that less of them says something else.
fn looks_back(metric: Metric) -> bool {
    matches!(metric, Metric::NrrCohort | Metric::NrrBridge | Metric::GrrEvent | Metric::GrrCustomer)
}

/// Its value in a period, where it is comparable with others.
fn value(metric: Metric, row: &Row) -> f64 {
    if looks_back(metric) && row.window.months < 12 { f64::NAN } else { row.value(metric).to_f64().unwrap_or(f64::NAN) }
}

/// What was aimed at for a metric: the first goal kept with the scenario, else the target of closing ARR in the settings.
fn target(document: &Document, metric: Metric, scope: Scope) -> Option<f64> {
    let segment = match scope {
        Scope::Company => None,
        Scope::Segment(at) => document.segments.get(at).map(|it| &it.id),
    };
    let goal = document.goals().find(|it| it.metric == metric.key() && it.segment.as_ref() == segment);
    let set = document.settings.target_arr.filter(|_| metric == Metric::ClosingArr && scope == Scope::Company);
    goal.and_then(|it| it.target).or_else(|| set.map(crate::units::Money::to_major))
}

/// The chart.
pub fn chart(
    document: &Document,
    outcome: &Outcome,
    (metric, scope): (Metric, Scope),
    by: Cadence,
    locale: &Locale,
    size: Size,
) -> Chart {
    let currency = outcome.currency;
    let shows = Shown::of(outcome, locale);
    // Points are drawn as they are shown, so that the axis has whole numbers.
    let place = |value: f64| if metric.is_recurring() { recurring::major(shows.view, value) } else { value };
    let shown = |value: f64| figure::headline(figure::value_of(metric, value), locale, currency);
    let name = shows.name(metric);
    let periods = outcome.periods(by);
    let points: Vec<LinePoint> = periods
        .iter()
        .map(|(period, span)| LinePoint {
            start: period.first,
            name: if by == Cadence::Month { show_month(period.first) } else { period_label(period, false) },
            tick: if by == Cadence::Month { show_month_short(period.first) } else { period_label(period, true) },
            value: place(value(metric, &Row::scoped(outcome, scope, *span))),
        })
        .collect();
    let band = benchmark(document, outcome, metric, scope).map(|found| band(&found, metric, outcome, locale));
    let data = MetricLine {
        name: &[name.as_str(), tr!(" over time, with its target and what is usual")].concat(),
        metric: &name,
        points: &points,
        closed: closed_periods(outcome, scope, by),
        target: target(document, metric, scope)
            .map(place)
            .map(|value| Target { label: [tr!("target "), &shown(value)].concat(), value }),
        band,
        axis: &|value| axis(metric, value, locale, currency),
        amount: &shown,
    };
    metric_line(&data, size)
}

/// A value beside the axis: no more decimals than it has.
fn axis(metric: Metric, value: f64, locale: &Locale, currency: Currency) -> String {
    let whole = |scale: f64| ((value * scale).round() - value * scale).abs() < 1e-6;
    match figure::unit_of(metric) {
        figure::Unit::Share if whole(100.0) => locale.percent(value, 0),
        figure::Unit::Multiple => locale.multiple(value, if whole(1.0) { 0 } else { 2 }),
        figure::Unit::Months => locale.months(value, u32::from(!whole(1.0))),
        figure::Unit::Money => locale.money_tick(value, currency),
        figure::Unit::Share | figure::Unit::Count => {
            figure::headline(figure::value_of(metric, value), locale, currency)
        }
    }
}

fn band(found: &Benchmark, metric: Metric, outcome: &Outcome, locale: &Locale) -> LineBand {
    let range = words::range(found, metric, locale, outcome.currency);
    let who = found.source.unwrap_or(tr!("illustrative"));
    LineBand {
        low: found.low,
        high: found.high,
        labels: vec![tr!("usual: {range} ({who})"), tr!("usual: {range}"), tr!("usual").to_owned()],
        range,
    }
}

/// How many periods from the first are closed, a part of one included.
pub fn closed_periods(outcome: &Outcome, scope: Scope, by: Cadence) -> f64 {
    let closed = closed_in(outcome, scope);
    let part = |span: crate::engine::Span| {
        let months = closed.saturating_sub(span.from).min(span.len());
        months as f64 / span.len().max(1) as f64
    };
    outcome.periods(by).into_iter().map(|(_, span)| part(span)).sum()
}

/// What the chart says in a sentence.
pub fn say(document: &Document, outcome: &Outcome, (metric, scope): (Metric, Scope), locale: &Locale) -> String {
    let currency = outcome.currency;
    let last = outcome.periods(Cadence::Year).last().copied();
    let Some((period, span)) = last else { return String::new() };
    let row = Row::scoped(outcome, scope, span);
    let now = row.value(metric);
    let shown = Shown::of(outcome, locale);
    let (name, at) = (shown.name(metric), shown.headline(metric, now));
    let mut text = match now.to_f64() {
        Some(_) => tr!("{name} is {at} in {}.", period_label(&period, false)),
        None => tr!("{name} has no value in {}.", period_label(&period, false)),
    };
    if let Some(found) = benchmark(document, outcome, metric, scope) {
        let cell = words::usual(&found, metric, now, locale, currency);
        let place = match cell.standing {
            "" => String::new(),
            standing => tr!(", and the plan lies {standing} it", standing = tr!(standing)),
        };
        text.push_str(&tr!(" Usual is {}{place}. {}.", cell.range, cell.source));
    }
    if looks_back(metric) && outcome.months.len() >= 12 {
        let first = outcome.months.get(11).copied().map(show_month).unwrap_or_default();
        text.push_str(&tr!(" It looks back on twelve months, so its line begins in {first}."));
    }
    text
}
