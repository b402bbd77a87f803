//! What moves an amount from one scenario to another, in words and drawn.

use super::step;
use super::steps::step_short;
use crate::engine::compare::{Bridge, BridgeFigure, BridgeMethod, Measure, Months};
use crate::model::Document;
use crate::present::Locale;
use crate::present::chart::{self, Chart, Ink, Size};
use crate::present::number::{show_month, show_months};
use crate::text::tr;
use crate::units::{Currency, Money};

/// When: the month of a balance, the months of what flows.
fn when(measure: Measure, months: Months) -> String {
    if measure.is_balance() { show_month(months.last) } else { show_months(months.first, months.last) }
}

/// What leads from one amount to the other, in a sentence.
pub fn bridge_say(bridge: &Bridge, names: (&str, &str), locale: &Locale, currency: Currency) -> String {
    let (from, to) = (locale.money_compact(bridge.from, currency), locale.money_compact(bridge.to, currency));
    let (name, when) = (bridge.measure.name(), when(bridge.measure, bridge.months));
    let way = tr!("{name}, {when}: {from} in \u{201c}{}\u{201d}, {to} in \u{201c}{}\u{201d}.", names.0, names.1);
    [&way, " ", method_words(bridge.method)].concat()
}

/// How the effect of a change is told from that of the others, in a sentence.
pub fn method_words(method: BridgeMethod) -> &'static str {
    match method {
        BridgeMethod::Ordered => {
            tr!("One change after the other from the top; what two of them do together counts for the later one.")
        }
        BridgeMethod::Shapley => {
            tr!("Each change at its mean over all orders in which they could be made; what they do together is shared.")
        }
    }
}

/// Why there is no bridge: the two plans share no month, or an input that the measure needs is not entered in one of them.
pub fn bridge_none(measure: Option<Measure>) -> String {
    match measure.and_then(|it| Some((it.name(), it.needs()?))) {
        Some((name, needs)) => tr!("{name} has no value in one of the two: it {needs}."),
        None => tr!("The two plans have no month in common, so nothing leads from one amount to the other.").to_owned(),
    }
}

/// What the table of a bridge holds.
pub fn bridge_changes(measure: Measure) -> String {
    tr!("Changes and what each adds: {}", measure.name())
}

/// A bridge as a table: each change with what it adds, and the two amounts around them. They add up exactly.
pub fn bridge_rows(
    bridge: &Bridge,
    (old, new): (&Document, &Document),
    names: (&str, &str),
    locale: &Locale,
) -> Vec<Vec<String>> {
    let currency = new.settings.currency;
    let mut rows = vec![vec![names.0.to_owned(), locale.money_full(bridge.from, currency)]];
    rows.extend(bridge.steps.iter().enumerate().map(|(at, made)| {
        vec![numbered(bridge, at, &step(&made.step, old, new, locale)), signed(made.amount, locale, currency)]
    }));
    rows.push(vec![names.1.to_owned(), locale.money_full(bridge.to, currency)]);
    rows
}

/// What the card is called that explains a figure of a bridge.
pub fn bridge_answer_title(
    bridge: &Bridge,
    figure: BridgeFigure,
    (old, new): (&Document, &Document),
    names: (&str, &str),
    locale: &Locale,
) -> String {
    let currency = new.settings.currency;
    let (name, when) = (bridge.measure.name(), when(bridge.measure, bridge.months));
    let end = |of: &str, amount: Money| {
        let amount = locale.money_full(amount, currency);
        tr!("{name}, {when}, \u{201c}{of}\u{201d}: {amount}")
    };
    match figure {
        BridgeFigure::From => end(names.0, bridge.from),
        BridgeFigure::To => end(names.1, bridge.to),
        BridgeFigure::Step(at) => bridge.steps.get(at).map_or_else(String::new, |made| {
            let amount = signed(made.amount, locale, currency);
            [&step(&made.step, old, new, locale), ": ", &amount].concat()
        }),
    }
}

/// A step's name with its number, where there are several: under a slim column names may be cut until they are alike.
fn numbered(bridge: &Bridge, at: usize, name: &str) -> String {
    if bridge.steps.len() > 1 { format!("{}. {name}", at + 1) } else { name.to_owned() }
}

fn signed(amount: Money, locale: &Locale, currency: Currency) -> String {
    let sign = if amount.mills() > 0 { "+" } else { "" };
    [sign, &locale.money_full(amount, currency)].concat()
}

/// What a change is drawn with: by whether what it adds is welcome.
fn ink(measure: Measure, amount: Money) -> Ink {
    match (measure.welcome(), amount.mills() < 0) {
        (0, _) => Ink::Cost,
        (1, false) | (-1, true) => Ink::New,
        _unwelcome => Ink::Churn,
    }
}

/// A bridge, drawn.
pub fn bridge_chart(bridge: &Bridge, (old, new): (&Document, &Document), locale: &Locale, size: Size) -> Chart {
    let currency = new.settings.currency;
    let steps: Vec<chart::BridgeStep> = bridge
        .steps
        .iter()
        .enumerate()
        .map(|(at, made)| chart::BridgeStep {
            ink: ink(bridge.measure, made.amount),
            name: numbered(bridge, at, &step(&made.step, old, new, locale)),
            short: numbered(bridge, at, &step_short(&made.step, (old, new), locale)),
            amount: made.amount.to_major(),
        })
        .collect();
    let axis = |value: f64| locale.money_tick(value, currency);
    let movement = |value: f64| locale.money_delta(Money::from_major_f64(value), currency);
    let name = bridge.measure.name();
    let data = chart::Bridge {
        name: &tr!("Which difference adds how much: {name}"),
        steps: &steps,
        total: tr!("In all"),
        header: [tr!("Change"), name],
        axis: &axis,
        movement: &movement,
    };
    chart::bridge(&data, size)
}
