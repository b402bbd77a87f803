//! Plan against actual in words, tables and a bridge.

use crate::engine::{Cause, Metric, Outcome, Row, Scope, Span, Value, Variance, actual_people, closed_in};
use crate::model::{ActualField, Document, Recurring};
use crate::present::Locale;
use crate::present::chart::{Bridge, BridgeStep, Chart, Ink, Size, bridge};
use crate::present::number::{show_month, show_months};
use crate::present::recurring::{self, Shown};
use crate::text::{tr, within};
use crate::units::{Currency, Money, Month};

/// What a value of a closed month is called above its column, and its unit.
pub fn field(field: ActualField, currency: Currency) -> (&'static str, String) {
    match field {
        ActualField::CustomersWon => (tr!("Customers won"), String::new()),
        ActualField::New => (tr!("New"), tr!("ARR, {currency}")),
        ActualField::Expansion => (tr!("Expansion"), tr!("ARR, {currency}")),
        ActualField::Price => (tr!("Price uplift"), tr!("ARR, {currency}")),
        ActualField::Reactivation => (tr!("Reactivated"), tr!("ARR, {currency}")),
        ActualField::Contraction => (tr!("Contraction"), tr!("ARR lost, {currency}")),
        ActualField::Churn => (tr!("Churn"), tr!("ARR lost, {currency}")),
        ActualField::CustomersLost => (tr!("Customers lost"), String::new()),
        ActualField::Heads => (tr!("Heads"), tr!("at the end").to_owned()),
        ActualField::BasePay => (tr!("Base pay"), tr!("{currency} a month")),
        ActualField::VariablePay => (tr!("Variable pay"), tr!("{currency} a month")),
    }
}

/// A cause, what it means, and its name where there is little room.
pub fn cause(cause: Cause) -> (&'static str, &'static str, &'static str) {
    match cause {
        Cause::Before => (tr!("From before"), tr!("what these months began with"), tr!("Before")),
        Cause::Volume => (tr!("Volume"), tr!("customers won, at the planned mean deal"), tr!("Volume")),
        Cause::Price => (tr!("Price"), tr!("ARR per customer won"), tr!("Price")),
        Cause::Mix => (tr!("Mix"), tr!("customers won where deals are larger or smaller"), tr!("Mix")),
        Cause::Timing => (tr!("Timing"), tr!("came in another month; nothing over all of them"), tr!("Timing")),
        Cause::Expansion => (tr!("Expansion"), tr!("growth of customers"), tr!("Exp.")),
        Cause::Uplift => (tr!("Price uplift"), tr!("at renewal"), tr!("Uplift")),
        Cause::Reactivation => (tr!("Reactivation"), tr!("customers who came back"), tr!("React.")),
        Cause::Contraction => {
            (tr!("Contraction"), tr!("of what fell due, given up by customers who stayed"), tr!("Contr."))
        }
        Cause::Base => (
            tr!("Base" in "what falls due"),
            tr!("more or less ARR fell due than planned, at planned rates"),
            tr!("Base" in "what falls due"),
        ),
        Cause::Churn => (tr!("Renewal rate"), tr!("of what fell due, customers who left"), tr!("Renewal")),
        Cause::NotTold => (tr!("Not told"), tr!("a value was left empty"), tr!("Not told")),
    }
}

fn ink(cause: Cause) -> Ink {
    match cause {
        Cause::Before => Ink::Cost,
        Cause::Volume | Cause::Price | Cause::Mix | Cause::Timing => Ink::New,
        Cause::Expansion => Ink::Expansion,
        Cause::Uplift => Ink::Price,
        Cause::Reactivation => Ink::Reactivation,
        Cause::Base => Ink::Retention,
        Cause::Contraction => Ink::Contraction,
        Cause::Churn => Ink::Churn,
        Cause::NotTold => Ink::Warn,
    }
}

/// Causes that have an amount in some month of the span; volume, price and renewal always.
fn causes(told: &Variance) -> Vec<Cause> {
    let always = |cause: Cause| matches!(cause, Cause::Volume | Cause::Price | Cause::Churn);
    let some = |cause: Cause| told.months.iter().any(|month| !month.get(cause).is_zero());
    Cause::ALL.into_iter().filter(|cause| always(*cause) || some(*cause)).collect()
}

/// More or less than planned, in words: `$130k less than planned`.
fn apart(difference: Money, shown: &Shown<'_>) -> String {
    let amount = shown.compact(difference.abs());
    match difference.mills().signum() {
        0 => tr!("exactly as planned").to_owned(),
        1 => tr!("{amount} more than planned"),
        _ => tr!("{amount} less than planned"),
    }
}

/// Where ARR is at the end of the span, how far that is from plan, and the two strongest causes each way.
pub fn summary(told: &Variance, last: Month, shown: &Shown<'_>) -> String {
    let at = shown.compact(told.actual);
    let mut text = tr!(
        "At the end of {} {} is {at}, {}.",
        show_month(last),
        recurring::short(shown.view),
        apart(told.actual - told.plan, shown)
    );
    let mut found: Vec<(Cause, Money)> = Cause::ALL
        .into_iter()
        .map(|cause| (cause, told.total.get(cause)))
        .filter(|(_, amount)| !amount.is_zero())
        .collect();
    found.sort_by_key(|(_, amount)| std::cmp::Reverse(amount.abs()));
    let strongest: Vec<String> =
        found.iter().take(3).map(|(of, amount)| format!("{} {}", within(cause(*of).0), shown.delta(*amount))).collect();
    if !strongest.is_empty() {
        text.push_str(&tr!(" What counted most: {}.", strongest.join(", ")));
    }
    if !told.moved.is_zero() {
        let moved = shown.compact(told.moved);
        let called = shown.words(tr!("new ARR"));
        text.push_str(&tr!(" {moved} of {called} came in other months than planned, which evens out."));
    }
    text
}

/// What the closed months make of the end of the plan, and of the target.
pub fn outlook(plan: &Outcome, actual: &Outcome, scope: Scope, target: Option<Money>, locale: &Locale) -> String {
    let shown = Shown::of(actual, locale);
    let end = |outcome: &Outcome| Row::scoped(outcome, scope, outcome.whole()).movements.closing();
    let (was, is) = (end(plan), end(actual));
    let Some(last) = actual.months.last() else { return String::new() };
    let money = |amount| shown.named(amount);
    let mut text = tr!(
        "Going on from there, the plan ends in {} with {}, {}.",
        show_month(*last),
        money(is),
        apart(is - was, &shown)
    );
    if let Some(target) = target.filter(|_| scope == Scope::Company) {
        let gap = is - target;
        text.push_str(&match (gap.mills() >= 0, was >= target) {
            (true, true) => tr!(" The target of {} is still reached.", money(target)),
            (true, false) => tr!(" The target of {}, which the plan missed, is reached.", money(target)),
            (false, true) => {
                tr!(" The target of {}, which the plan reached, is missed by {}.", money(target), money(gap.abs()))
            }
            (false, false) => tr!(" The target of {} is missed by {}.", money(target), money(gap.abs())),
        });
    }
    text
}

/// Which months are closed: `Jan to Mar 2027 are closed`; for a segment that is behind others, its own.
pub fn closed(outcome: &Outcome, scope: Scope) -> String {
    let months = closed_in(outcome, scope);
    let named = |at: usize| outcome.months.get(at).copied();
    match (named(0), months.checked_sub(1).and_then(named)) {
        (Some(first), Some(last)) if first == last => tr!("{} is closed.", show_month(first)),
        (Some(first), Some(last)) => tr!("{} are closed.", show_months(first, last)),
        (_, _) => tr!("No month is closed yet.").to_owned(),
    }
}

/// Plan, actual and difference of a span, line by line; what was not reported in every month of it has a dash.
pub fn comparison(
    document: &Document,
    plan: &Outcome,
    actual: &Outcome,
    scope: Scope,
    span: Span,
    locale: &Locale,
) -> Vec<Vec<String>> {
    let (currency, view) = (actual.currency, actual.recurring);
    let (was, is) = (Row::scoped(plan, scope, span), Row::scoped(actual, scope, span));
    let money = |name: &str, was: Money, is: Option<Money>| {
        let shown = |amount: Option<Money>| amount.map_or("–".to_owned(), |it| locale.money_table(it));
        let apart = is.map(|is| locale.money_delta_whole(is - was)).unwrap_or("–".to_owned());
        vec![format!("{name}, {currency}"), shown(Some(was)), shown(is), apart]
    };
    let number = |name: &str, was: f64, is: Option<f64>| {
        let shown = |number: Option<f64>| number.map_or("–".to_owned(), |it| locale.number(it, 1));
        let apart = is.map_or("–".to_owned(), |is| locale.number_delta(is - was, 1));
        vec![name.to_owned(), shown(Some(was)), shown(is), apart]
    };
    let mut rows = vec![number(tr!("Customers won"), was.customers_won, Some(is.customers_won))];
    // Movements and where they lead; where they come from is the month before.
    for metric in Metric::BRIDGE.into_iter().filter(|it| *it != Metric::OpeningArr) {
        if let (Value::Money(was), Value::Money(is)) = (was.value(metric), is.value(metric)) {
            let known = !was.is_zero() || !is.is_zero();
            if known || matches!(metric, Metric::NewArr | Metric::ChurnArr | Metric::ClosingArr) {
                let by = |amount| recurring::money(view, amount);
                rows.push(money(&recurring::name(view, metric), by(was), Some(by(is))));
            }
        }
    }
    if scope == Scope::Company {
        let people = actual_people(document);
        let told = people.get(span.from..=span.to).unwrap_or(&[]);
        let heads = told.last().and_then(|month| month.heads).map(f64::from);
        rows.push(number(tr!("Heads at the end"), was.heads, heads));
        let base: Option<Money> = told.iter().map(|month| month.base).sum();
        rows.push(money(tr!("Base pay"), was.base, base));
        let variable: Option<Money> = told.iter().map(|month| month.variable).sum();
        rows.push(money(tr!("Variable pay"), was.variable(), variable));
    }
    rows
}

/// What the causes of a variance mean, for above the table.
pub fn meanings(told: &Variance, view: Recurring) -> String {
    let one = |it: Cause| {
        let (name, means, _) = cause(it);
        format!("{}: {}", within(name), recurring::words(view, means))
    };
    let all: Vec<String> = causes(told).into_iter().map(one).collect();
    tr!("Each column adds up, to the coin. In words, {}.", all.join("; "))
}

/// The causes month by month and together: header and rows, the last of which is the sum.
pub fn by_cause(told: &Variance, months: &[Month], shown: &Shown<'_>) -> (Vec<String>, Vec<Vec<String>>) {
    let Shown { view, currency, locale } = *shown;
    let mut header = vec![tr!("Actual less plan, {currency}")];
    header.extend(months.iter().map(|month| show_month(*month)));
    header.push(tr!("Together").to_owned());
    let line = |name: String, of: &dyn Fn(&crate::engine::Causes) -> Money| {
        let text = |arr: Money| locale.money_delta_whole(recurring::money(view, arr));
        let months = told.months.iter().map(|month| text(of(month)));
        let all = text(of(&told.total));
        std::iter::once(name).chain(months).chain([all]).collect::<Vec<_>>()
    };
    let mut rows: Vec<Vec<String>> =
        causes(told).into_iter().map(|it| line(cause(it).0.to_owned(), &move |causes| causes.get(it))).collect();
    rows.push(line(shown.name(Metric::ClosingArr), &|causes| causes.sum()));
    (header, rows)
}

/// The bridge from planned to actual ARR.
pub fn chart(told: &Variance, shown: &Shown<'_>, size: Size) -> Chart {
    let Shown { view, currency, locale } = *shown;
    let steps: Vec<BridgeStep> = causes(told)
        .into_iter()
        .filter(|it| *it != Cause::Timing)
        .map(|it| {
            let (name, _, short) = cause(it);
            let amount = recurring::major(view, told.total.get(it).to_major());
            BridgeStep { ink: ink(it), name: name.to_owned(), short: short.to_owned(), amount }
        })
        .collect();
    let name = shown.words(tr!("Closing ARR, actual less plan, by cause"));
    let data = Bridge {
        name: &name,
        steps: &steps,
        total: tr!("Difference"),
        header: [tr!("Cause"), tr!("Actual less plan")],
        axis: &|value| locale.money_tick(value, currency),
        movement: &|value| locale.money_delta(Money::from_major_f64(value), currency),
    };
    bridge(&data, size)
}
