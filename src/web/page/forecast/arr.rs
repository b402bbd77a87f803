//! The ARR waterfall, and below it the same movements by segment.

use super::managers::ByManager;
use crate::engine::{Metric, Outcome, Row, Scope, Span};
use crate::present::chart::Size;
use crate::present::plan_charts::{amount, in_thousands, movements};
use crate::present::{Locale, figure, forecast, recurring};
use crate::text::{counted, mark, tr};
use crate::units::Cadence;
use crate::web::app::{App, Asked};
use crate::web::chart as draw;
use crate::web::figure_table::{Figure, FigureRow, FigureTable};
use crate::web::figures::{RecurringTabs, period_label};
use crate::web::ui::{ChartFrame, Panel, PanelHead, Tab, Tabs};
use leptos::prelude::*;

/// Keys of fiscal years in the order of the plan; five years of months touch six fiscal years at most.
const YEARS: [&str; 6] =
    [mark!("year 1"), mark!("year 2"), mark!("year 3"), mark!("year 4"), mark!("year 5"), mark!("year 6")];

/// What moves in a table by segment, with what it is called above a column.
const MOVED: [(Metric, &str); 9] = [
    (Metric::OpeningArr, mark!("Opening")),
    (Metric::NewArr, mark!("New")),
    (Metric::ExpansionArr, mark!("Expansion")),
    (Metric::PriceArr, mark!("Price")),
    (Metric::ReactivationArr, mark!("Reactivated")),
    (Metric::ContractionArr, mark!("Contraction")),
    (Metric::ChurnArr, mark!("Churn")),
    (Metric::ClosingArr, mark!("Closing")),
    (Metric::NrrBridge, mark!("NRR, bridge, 12 mo.")),
];

/// The months looked at, and how they are called.
#[derive(Clone, PartialEq)]
struct Seen {
    span: Span,
    /// After "during".
    when: String,
    short: String,
}

/// Waterfall and table.
#[component]
pub fn ArrPanel(scope: Memo<Scope>) -> AnyView {
    let app = App::here();
    let cadence = RwSignal::new("year");
    let year = RwSignal::new("");
    let years = Memo::new(move |_| {
        let mut tabs = vec![Tab::new("", tr!("All"))];
        app.outcome.with(|outcome| {
            let labels = outcome.periods(Cadence::Year).into_iter().map(|(period, _)| period_label(&period, false));
            tabs.extend(YEARS.into_iter().zip(labels).map(|(key, label)| Tab::new(key, label)));
        });
        tabs
    });
    let seen = Memo::new(move |_| {
        app.outcome.with(|outcome| {
            let at = YEARS.iter().position(|key| *key == year.get());
            match at.and_then(|at| outcome.periods(Cadence::Year).get(at).copied()) {
                Some((period, span)) => {
                    let label = period_label(&period, false);
                    Seen { span, when: label.clone(), short: label }
                }
                None => {
                    let months = counted(outcome.months.len(), tr!("month"), tr!("months"));
                    Seen { span: outcome.whole(), when: tr!("these {months}"), short: months }
                }
            }
        })
    });
    let chosen_year = Signal::derive(move || {
        let there = years.with(|years| years.iter().any(|tab| tab.key == year.get()));
        if there { year.get() } else { "" }
    });
    let say = Signal::derive(move || {
        let locale = app.locale.get();
        app.outcome.with(|outcome| {
            seen.with(|seen| {
                let row = Row::scoped(outcome, scope.get(), seen.span);
                forecast::inflow(&row.movements, &seen.when, &locale, outcome.currency, outcome.recurring)
            })
        })
    });
    let tabs = Signal::derive(|| {
        vec![Tab::new("year", tr!("Year")), Tab::new("quarter", tr!("Quarter")), Tab::new("table", tr!("Table"))]
    });
    let table = RwSignal::new("segments");
    let whose = Memo::new(move |_| {
        let first = if scope.get() == Scope::Company { tr!("By segment") } else { tr!("By year") };
        vec![Tab::new("segments", first), Tab::new("managers", tr!("By manager"))]
    });
    let drawn = move |width: f64| {
        let by = if cadence.get() == "quarter" { Cadence::Quarter } else { Cadence::Year };
        let locale = app.locale.get();
        let size = Size { width: width as u32, height: if width < 520.0 { 340 } else { 390 } };
        app.outcome.with(|outcome| movements(outcome, scope.get(), seen.get().span, by, &locale, size))
    };
    view! {
        <Panel>
            <PanelHead
                title=Signal::derive(move || app.outcome.with(|it| recurring::words(it.recurring, tr!("ARR waterfall"))))
                say=say
                actions=move || view! {
                    <RecurringTabs/>
                    <Tabs label=tr!("Fiscal year") tabs=years chosen=chosen_year on_choose=move |key| year.set(key)/>
                    <Tabs label=tr!("Steps") tabs=tabs chosen=cadence on_choose=move |key| cadence.set(key)/>
                }
            />
            <ChartFrame
                label=say
                draw=Callback::new(move |width| draw::view(drawn(width)))
                as_table=Signal::derive(move || cadence.get() == "table")
            />
            <div class="row-tabs">
                <Tabs label=tr!("Rows of the table") tabs=whose chosen=table on_choose=move |key| table.set(key)/>
            </div>
            {move || if table.get() == "managers" {
                view! { <ByManager scope=scope span=Signal::derive(move || seen.with(|seen| (seen.span, seen.short.clone())))/> }.into_any()
            } else {
                view! { <BySegment scope=scope seen=seen/> }.into_any()
            }}
        </Panel>
    }
    .into_any()
}

#[component]
fn BySegment(scope: Memo<Scope>, seen: Memo<Seen>) -> AnyView {
    let app = App::here();
    let label = Signal::derive(move || {
        let text = match scope.get() {
            Scope::Company => tr!("ARR by segment"),
            Scope::Segment(_) => tr!("ARR by fiscal year"),
        };
        app.outcome.with(|outcome| recurring::words(outcome.recurring, text))
    });
    let header = Signal::derive(move || {
        app.outcome.with(|outcome| {
            let unit = if in_thousands(outcome) { tr!(" thousand") } else { "" };
            let by = match scope.get() {
                Scope::Company => seen.get().short,
                Scope::Segment(_) => tr!("By year").to_owned(),
            };
            let first = format!("{by}, {}{unit}, {}", outcome.currency, recurring::short(outcome.recurring));
            [first].into_iter().chain(MOVED.iter().map(|(_, name)| tr!(*name).to_owned())).collect()
        })
    });
    let rows = Memo::new(move |_| {
        let locale = app.locale.get();
        let (scope, seen) = (scope.get(), seen.get());
        app.document.with(|document| {
            app.outcome.with(|outcome| {
                let thousands = in_thousands(outcome);
                let line = |name: String, scope: Scope, span: Span, sum: bool| FigureRow {
                    name,
                    figures: figures(outcome, scope, span, thousands, &locale),
                    sum,
                    ..FigureRow::default()
                };
                let mut rows: Vec<FigureRow> = Vec::new();
                if scope == Scope::Company {
                    for (at, segment) in document.segments.iter().enumerate() {
                        rows.push(line(segment.name.clone(), Scope::Segment(at), seen.span, false));
                    }
                    rows.push(line(tr!("Company").to_owned(), Scope::Company, seen.span, true));
                } else {
                    for (period, span) in outcome.periods(Cadence::Year) {
                        rows.push(line(period_label(&period, false), scope, span, false));
                    }
                    rows.push(line(
                        counted(outcome.months.len(), tr!("month"), tr!("months")),
                        scope,
                        outcome.whole(),
                        true,
                    ));
                }
                rows
            })
        })
    });
    view! { <FigureTable label=label header=header rows=rows/> }.into_any()
}

fn figures(outcome: &Outcome, scope: Scope, span: Span, thousands: bool, locale: &Locale) -> Vec<Figure> {
    let row = Row::scoped(outcome, scope, span);
    let figure = |(metric, _): &(Metric, &str)| {
        let text = match (metric, recurring::value(outcome.recurring, *metric, row.value(*metric))) {
            (Metric::ContractionArr | Metric::ChurnArr, crate::engine::Value::Money(money)) => {
                amount(-money, thousands, locale)
            }
            (_, crate::engine::Value::Money(money)) => amount(money, thousands, locale),
            (_, value) => figure::headline(value, locale, outcome.currency),
        };
        Figure { text, asks: Asked { metric: *metric, scope, span } }
    };
    MOVED.iter().map(figure).collect()
}
