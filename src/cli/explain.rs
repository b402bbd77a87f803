//! `remit explain`: a figure, its formula in words and the terms it is made of.

use super::args::{Invocation, Opt};
use super::check::{self, Evaluated};
use super::json::Json;
use super::nearest::did_you_mean;
use super::statement::span_of;
use super::{Exit, Failure, Ports, figures};
use crate::engine::{Explanation, Link, Metric, Op, Scope, Value, explain};
use crate::model::Document;
use crate::present::Locale;
use crate::present::figure::in_full;
use crate::present::number::show_months;
use crate::present::words::term_label;

#[derive(Clone, Copy)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Exit, Failure> {
    let format = invocation.choice(Opt::Format, &[("text", Format::Text), ("json", Format::Json)], Format::Text)?;
    let metric = metric_named(&invocation.word(1).unwrap_or_default().to_string_lossy())?;
    let evaluated = check::evaluated(invocation, ports)?;
    let Evaluated { document, outcome } = &evaluated;
    let period = invocation.word(2).unwrap_or_default().to_string_lossy().into_owned();
    let span = span_of(document, &period)?;
    let scope = scope_of(invocation, document)?;
    let explained = explain(outcome, metric, scope, span);
    let text = match format {
        Format::Text => {
            // Retention of a longer or shorter period is that of its window.
            let of_its_own = (explained.span != span).then(|| {
                let month = |at: usize| outcome.months.get(at).copied().unwrap_or(document.settings.first_month);
                show_months(month(explained.span.from), month(explained.span.to))
            });
            as_text(document, &explained, of_its_own.as_deref().unwrap_or(&period))
        }
        Format::Json => as_json(document, &explained, &period).print(),
    };
    ports.print(&text)?;
    Ok(check::exit(&outcome.problems))
}

/// The metric of a key.
pub(super) fn metric_named(key: &str) -> Result<Metric, Failure> {
    Metric::from_key(key).ok_or_else(|| {
        let keys = Metric::ALL.iter().map(|metric| metric.key());
        let mut offer = did_you_mean(key, keys.clone());
        if offer.is_empty() {
            offer = format!("; there are {}", keys.collect::<Vec<_>>().join(", "));
        }
        Failure::Usage(format!("there is no metric \u{201c}{key}\u{201d}{offer}"))
    })
}

/// The company, or the segment that was named.
pub(super) fn scope_of(invocation: &Invocation, document: &Document) -> Result<Scope, Failure> {
    let Some(name) = invocation.value(Opt::Segment) else { return Ok(Scope::Company) };
    let name = name.to_string_lossy();
    let at = document.segments.iter().position(|it| it.id.as_str() == name);
    at.map(Scope::Segment).ok_or_else(|| {
        let ids = document.segments.iter().map(|it| it.id.as_str());
        Failure::Usage(format!("there is no segment \u{201c}{name}\u{201d}{}", did_you_mean(&name, ids)))
    })
}

const fn sign(op: Op) -> &'static str {
    match op {
        Op::Plus => "+",
        Op::Minus => "-",
        Op::Times => "x",
        Op::Over => "/",
        Op::Subtotal => "=",
        Op::Aside => "",
    }
}

fn scope_in(link: &Link) -> Option<Scope> {
    match link {
        Link::Metric(_, scope) => Some(*scope),
        Link::Input(_) | Link::Inputs(_) | Link::None => None,
    }
}

fn as_text(document: &Document, explained: &Explanation, period: &str) -> String {
    let (locale, currency) = (Locale::default(), document.settings.currency);
    let full = |value: Value| in_full(value, &locale, currency);
    let named: Vec<(&str, String, String)> = explained
        .terms
        .iter()
        .map(|term| (sign(term.op), term_label(&term.label, scope_in(&term.link), document), full(term.value)))
        .collect();
    let name = explained.metric.name();
    let width = |of: &dyn Fn(&(&str, String, String)) -> usize| named.iter().map(of).max().unwrap_or(0);
    let (labels, values) = (width(&|it| it.1.chars().count()), width(&|it| it.2.chars().count()));
    let mut text = match explained.value {
        Value::Undefined(needs) => format!("{name}, {period}: not defined, {needs}\n"),
        Value::Money(_) | Value::Share(_) | Value::Count(_) | Value::Months(_) | Value::Multiple(_) => {
            format!("{name}, {period}: {}\n", full(explained.value))
        }
    };
    text.push_str(&format!("{}\n\n", explained.metric.formula()));
    for (sign, label, value) in &named {
        text.push_str(format!("  {sign:1} {label:labels$}  {value:>values$}\n").as_str());
    }
    for note in &explained.notes {
        text.push_str(&format!("\n{note}\n"));
    }
    text
}

fn as_json(document: &Document, explained: &Explanation, period: &str) -> Json {
    let terms = explained.terms.iter().map(|term| {
        let (metric, input) = match &term.link {
            Link::Metric(metric, _) => (Some(metric.key()), None),
            Link::Input(path) => (None, Some(path.clone())),
            Link::Inputs(path) => (None, Some((*path).to_owned())),
            Link::None => (None, None),
        };
        Json::Object(vec![
            ("operation", Json::text(sign(term.op))),
            ("label", Json::text(term_label(&term.label, scope_in(&term.link), document))),
            ("value", figures::to_json(term.value)),
            ("metric", Json::text_or_null(metric)),
            ("inputs", Json::text_or_null(input)),
        ])
    });
    Json::Object(vec![
        ("metric", Json::text(explained.metric.key())),
        ("name", Json::text(explained.metric.name())),
        ("period", Json::text(period)),
        ("value", figures::to_json(explained.value)),
        ("formula", Json::text(explained.metric.formula())),
        ("terms", Json::List(terms.collect())),
        ("notes", Json::List(explained.notes.iter().map(Json::text).collect())),
    ])
}
