//! `remit diff`: what two documents differ in, what that does to the outcome, and which difference moves an amount by how much.

use super::args::{Invocation, Opt};
use super::file;
use super::json::Json;
use super::{Exit, Failure, Ports, figures};
use crate::engine::compare::{Bridge, BridgeMethod, Measure, Months, bridge, differences};
use crate::engine::{Metric, Outcome, Row, Span, Value, evaluate};
use crate::model::Document;
use crate::present::compare::{DifferenceRow, bridge_none, rows, step, topic};
use crate::present::{Locale, figure};
use crate::units::{Cadence, FiscalPeriod};
use std::ffi::OsStr;

#[derive(Clone, Copy)]
enum Format {
    Text,
    Json,
}

/// The figures that are set side by side.
const COMPARED: [Metric; 9] = [
    Metric::ClosingArr,
    Metric::NewArr,
    Metric::ExpansionArr,
    Metric::ChurnArr,
    Metric::NrrCohort,
    Metric::GrrEvent,
    Metric::Heads,
    Metric::CompCost,
    Metric::Ccos,
];

pub(super) fn run(invocation: &Invocation, ports: &mut Ports<'_>) -> Result<Exit, Failure> {
    let format = invocation.choice(Opt::Format, &[("text", Format::Text), ("json", Format::Json)], Format::Text)?;
    let lengths = [("month", Cadence::Month), ("quarter", Cadence::Quarter), ("year", Cadence::Year)];
    let by = invocation.choice(Opt::By, &lengths, Cadence::Year)?;
    let methods = [("ordered", BridgeMethod::Ordered), ("shapley", BridgeMethod::Shapley)];
    let method = invocation.choice(Opt::Bridge, &methods, BridgeMethod::Ordered)?;
    let measures = Measure::ALL.map(|it| (it.key(), Some(it)));
    let measure = invocation.choice(Opt::Measure, &measures, None)?;
    let second = invocation.word(1).unwrap_or(OsStr::new("-"));
    if invocation.file() == "-" && second == "-" {
        return Err(Failure::Usage("only one of the two files can be standard input".to_owned()));
    }
    let old = file::read(invocation.file(), ports.stdin)?.document;
    let new = file::read(second, ports.stdin)?.document;
    let names = (file::called(invocation.file()), file::called(second));
    let compared = Compared::of(names, (&old, &new), ports, by, (measure, method));
    if compared.bridge.as_ref().is_some_and(|it| it.method != method) {
        ports.say("remit: there are too many differences to try all their orders; the bridge is told in order");
    }
    let text = match format {
        Format::Text => compared.text(&old, &new),
        Format::Json => compared.json(&old, &new).print(),
    };
    ports.print(&text)?;
    Ok(Exit::Fine)
}

/// Everything there is to say about two documents.
struct Compared {
    /// What the two files are called.
    names: (String, String),
    rows: Vec<DifferenceRow>,
    periods: Vec<Period>,
    bridge: Option<Bridge>,
    /// What the bridge is about; none where the two plans share no month.
    measure: Option<Measure>,
}

/// A fiscal period that both documents plan, and its figures in both.
struct Period {
    name: FiscalPeriod,
    figures: Vec<(Metric, Value, Value)>,
}

impl Compared {
    fn of(
        names: (String, String),
        (old, new): (&Document, &Document),
        ports: &Ports<'_>,
        by: Cadence,
        (measure, method): (Option<Measure>, BridgeMethod),
    ) -> Compared {
        let (before, after) = (evaluate(old, &ports.env), evaluate(new, &ports.env));
        let months = Months::last_year(&before, &after);
        let measure = measure.or_else(|| Some(Measure::first_moved(&before, &after, months?)));
        Compared {
            names,
            rows: rows(&differences(old, new), old, new, &Locale::default()),
            periods: periods(&before, &after, by),
            bridge: measure.zip(months).and_then(|about| bridge((old, &before), (new, &after), about, method)),
            measure: measure.filter(|_| months.is_some()),
        }
    }

    fn text(&self, old: &Document, new: &Document) -> String {
        let locale = Locale::default();
        if self.rows.is_empty() {
            return "No input differs.\n".to_owned();
        }
        let mut text = String::from("Inputs that differ\n");
        let mut at = None;
        for row in &self.rows {
            let here = (row.topic, row.part.as_str());
            if at != Some(here) {
                text.push_str(&match topic(row.topic) {
                    name if name == row.part => format!("  {name}\n"),
                    name => format!("  {name}: {}\n", row.part),
                });
                at = Some(here);
            }
            let moved = if row.old.is_empty() { row.new.clone() } else { format!("{} -> {}", row.old, row.new) };
            text.push_str(&format!("    {}: {moved}\n", row.what));
        }
        let currency = new.settings.currency;
        for period in &self.periods {
            text.push_str(&format!("\n{}\n", period.name.key()));
            for (metric, before, after) in &period.figures {
                let show = |value: &Value| figure::in_full(*value, &locale, currency);
                let by = match (before.to_f64(), after.to_f64()) {
                    (Some(before), Some(after)) => figure::moved(*metric, after - before, &locale, currency),
                    (None, _) | (_, None) => String::new(),
                };
                text.push_str(&format!("  {:28} {:>20} {:>20} {by:>14}\n", metric.name(), show(before), show(after)));
            }
        }
        if let Some(bridge) = &self.bridge {
            let money = |amount| locale.money_full(amount, currency);
            let how = match bridge.method {
                BridgeMethod::Ordered => "one change after the other",
                BridgeMethod::Shapley => "mean over all orders of the changes (Shapley)",
            };
            let (name, months) = (bridge.measure.name(), bridge.months);
            let when = if bridge.measure.is_balance() {
                months.last.to_string()
            } else {
                format!("{} to {}", months.first, months.last)
            };
            text.push_str(&format!("\n{name} of {when}, {how}\n"));
            text.push_str(&format!("  {:>18}  {}\n", money(bridge.from), self.names.0));
            for made in &bridge.steps {
                let sign = if made.amount.mills() < 0 { "" } else { "+" };
                let by = [sign, &money(made.amount)].concat();
                text.push_str(&format!("  {by:>18}  {}\n", step(&made.step, old, new, &locale)));
            }
            text.push_str(&format!("  {:>18}  {}\n", money(bridge.to), self.names.1));
        } else {
            text.push_str(&format!("\n{}\n", bridge_none(self.measure)));
        }
        text
    }

    fn json(&self, old: &Document, new: &Document) -> Json {
        let locale = Locale::default();
        let difference = |row: &DifferenceRow| {
            Json::Object(vec![
                ("topic", Json::text(topic(row.topic))),
                ("part", Json::text(&row.part)),
                ("what", Json::text(&row.what)),
                ("old", Json::text(&row.old)),
                ("new", Json::text(&row.new)),
            ])
        };
        let period = |period: &Period| {
            let figure = |(metric, before, after): &(Metric, Value, Value)| {
                Json::Object(vec![
                    ("metric", Json::text(metric.key())),
                    ("old", figures::to_json(*before)),
                    ("new", figures::to_json(*after)),
                ])
            };
            Json::Object(vec![
                ("period", Json::text(period.name.key())),
                ("figures", Json::List(period.figures.iter().map(figure).collect())),
            ])
        };
        let bridge = self.bridge.as_ref().map_or(Json::Null, |bridge| {
            let method = match bridge.method {
                BridgeMethod::Ordered => "ordered",
                BridgeMethod::Shapley => "shapley",
            };
            let steps = bridge.steps.iter().map(|made| {
                let said = step(&made.step, old, new, &locale);
                Json::Object(vec![("step", Json::text(said)), ("amount", Json::text(made.amount))])
            });
            Json::Object(vec![
                ("measure", Json::text(bridge.measure.key())),
                ("from_month", Json::text(bridge.months.first)),
                ("month", Json::text(bridge.months.last)),
                ("method", Json::text(method)),
                ("from", Json::text(bridge.from)),
                ("steps", Json::List(steps.collect())),
                ("to", Json::text(bridge.to)),
            ])
        });
        Json::Object(vec![
            ("differences", Json::List(self.rows.iter().map(difference).collect())),
            ("periods", Json::List(self.periods.iter().map(period).collect())),
            ("bridge", bridge),
        ])
    }
}

fn periods(before: &Outcome, after: &Outcome, by: Cadence) -> Vec<Period> {
    let old: Vec<(FiscalPeriod, Span)> = before.periods(by);
    let mut found = Vec::new();
    for (name, span) in after.periods(by) {
        let Some((_, was)) = old.iter().find(|(other, _)| *other == name) else { continue };
        let (was, is) = (Row::of(before, *was), Row::of(after, span));
        let figures = COMPARED.iter().map(|metric| (*metric, was.value(*metric), is.value(*metric))).collect();
        found.push(Period { name, figures });
    }
    found
}
