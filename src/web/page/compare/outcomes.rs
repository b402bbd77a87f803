//! The figures of each scenario, by how much they differ from the base, and one of them over time.

use super::lead_nowhere;
use super::sides::{Side, Sides};
use crate::engine::Metric;
use crate::engine::capacity::WhyLink;
use crate::engine::compare::{FigureColumn, Planned, figure_why};
use crate::present::chart::Size;
use crate::present::compare::{
    COMPARED, Rows, by_figure, by_period, course, figure_answer_title, figure_column, overlay, span_of,
};
use crate::present::figure;
use crate::text::tr;
use crate::units::{Cadence, FiscalPeriod};
use crate::web::app::{App, Asked};
use crate::web::chart as draw;
use crate::web::figures::period_label;
use crate::web::ui::{AskRow, ChartFrame, Choice, Panel, PanelHead, Pick, Tab, Tabs, Told};
use crate::web::why_answer::{Answer, AnsweringTable};
use leptos::prelude::*;

/// Years below which a line is drawn by quarter at first.
const FEW_YEARS: usize = 3;

/// Periods that all scenarios have, by the key of their length.
fn in_common(sides: Sides, cadence: &str) -> Vec<FiscalPeriod> {
    let by = match cadence {
        "month" => Cadence::Month,
        "quarter" => Cadence::Quarter,
        _year => Cadence::Year,
    };
    let of = |side: &super::sides::Side| -> Vec<_> { side.outcome.periods(by).into_iter().map(|it| it.0).collect() };
    sides.all.with(|all| {
        let mut sides = all.iter().map(of);
        let first = sides.next().unwrap_or_default();
        sides.fold(first, |shared, of_one| shared.into_iter().filter(|it| of_one.contains(it)).collect())
    })
}

/// The figures.
#[component]
pub(super) fn OutcomesPanel() -> AnyView {
    let app = App::here();
    let sides = Sides::here();
    let cadence = RwSignal::new("year");
    let metric = RwSignal::new(Metric::ClosingArr);
    let tabs = Signal::derive(|| {
        vec![Tab::new("year", tr!("Year")), Tab::new("quarter", tr!("Quarter")), Tab::new("month", tr!("Month"))]
    });
    let period = RwSignal::new(String::new());
    let periods = Memo::new(move |_| in_common(sides, cadence.get()));
    // A line over one year or two says nothing: before anybody chooses, it is by quarter then.
    let picked = RwSignal::new(None::<&'static str>);
    let usual = Memo::new(move |_| if in_common(sides, "year").len() < FEW_YEARS { "quarter" } else { "year" });
    let line_cadence = Signal::derive(move || picked.get().unwrap_or_else(|| usual.get()));
    let line_periods = Memo::new(move |_| in_common(sides, line_cadence.get()));
    let chosen = Memo::new(move |_| {
        let wanted = period.get();
        periods.with(|all| all.iter().find(|it| it.key() == wanted).or(all.last()).copied())
    });
    // What moves a figure is told of the same period.
    Effect::new(move |_| sides.period.set(chosen.get()));
    let choices = Signal::derive(move || {
        periods.with(|all| all.iter().map(|it| Choice::new(it.key(), period_label(it, false))).collect::<Vec<_>>())
    });
    let metrics = Signal::derive(|| COMPARED.iter().map(|it| Choice::new(it.key(), it.name())).collect::<Vec<_>>());
    let say = Signal::derive(move || {
        if periods.with(Vec::is_empty) {
            tr!("These plans have no period in common, so their figures cannot stand side by side.").to_owned()
        } else {
            tr!("Stocks and ratios are those at the end of a period.").to_owned()
        }
    });
    let figures = Memo::new(move |_| match (sides.parted(), chosen.get()) {
        (Some((base, others)), Some(period)) => {
            let others: Vec<_> = others.iter().map(|it| (it.name.as_str(), &*it.outcome)).collect();
            by_figure((&base.name, &base.outcome), &others, &COMPARED, period, &app.locale.get())
        }
        _ => Default::default(),
    });
    let courses = Memo::new(move |_| {
        let (metric, periods) = (metric.get(), line_periods.get());
        sides.all.with(|all| {
            all.iter().map(|it| course((it.name.as_str(), &*it.outcome), metric, &periods)).collect::<Vec<_>>()
        })
    });
    let table = Memo::new(move |_| {
        courses.with(|all| match all.get(sides.base.get()) {
            Some(base) => {
                let others: Vec<_> = all.iter().filter(|it| !std::ptr::eq(*it, base)).collect();
                by_period(base, &others, metric.get(), &line_periods.get(), &app.locale.get())
            }
            None => Default::default(),
        })
    });
    let drawn = move |width: f64| {
        let size = Size { width: width as u32, height: if width < 520.0 { 260 } else { 320 } };
        courses.with(|all| overlay(all, metric.get(), &line_periods.get(), &app.locale.get(), size))
    };
    let course_label = Signal::derive(move || [metric.get().name(), tr!(" of each scenario by period")].concat());
    view! {
        <Panel>
            <PanelHead
                title=tr!("What follows from each")
                say=say
                actions=move || view! {
                    <Tabs label=tr!("Periods") tabs=tabs chosen=cadence on_choose=move |key| cadence.set(key)/>
                }
            />
            <div class="fields one">
                <Pick
                    label=tr!("Period")
                    choices=choices
                    chosen=Signal::derive(move || chosen.get().map(|it| it.key()).unwrap_or_default())
                    on_choose=move |key: String| period.set(key)
                />
            </div>
            <Figures
                label=Signal::derive(|| tr!("Figures of each scenario").to_owned())
                table=figures
                of_row=move |at: usize| Some((*COMPARED.get(at)?, chosen.get()?))
            />
        </Panel>
        <Panel>
            <PanelHead
                title=tr!("One figure over time")
                say=course_label
                actions=move || view! {
                    <Tabs label=tr!("Periods") tabs=tabs chosen=line_cadence on_choose=move |key| picked.set(Some(key))/>
                }
            />
            <div class="fields one">
                <Pick
                    label=tr!("Figure")
                    choices=metrics
                    chosen=Signal::derive(move || metric.get().key().to_owned())
                    on_choose=move |key: String| metric.set(Metric::from_key(&key).unwrap_or(Metric::ClosingArr))
                />
            </div>
            <ChartFrame legend=true label=course_label draw=Callback::new(move |width| draw::view(drawn(width)))/>
            <Figures
                label=course_label
                table=table
                of_row=move |at: usize| Some((metric.get(), line_periods.with(|it| it.get(at).copied())?))
            />
        </Panel>
    }
    .into_any()
}

/// A figure of one of the tables: the metric, when, and the column.
type Question = (Metric, FiscalPeriod, FigureColumn);

/// A table of figures side by side. Each of them explains itself, a difference by the two that it is between.
#[component]
fn Figures(
    /// What the table holds.
    label: Signal<String>,
    /// Its header and its rows.
    table: Memo<Rows>,
    /// The metric and the period of a row.
    of_row: impl Fn(usize) -> Option<(Metric, FiscalPeriod)> + Copy + Send + Sync + 'static,
) -> AnyView {
    let app = App::here();
    let sides = Sides::here();
    let header =
        Signal::derive(move || table.with(|it| it.0.iter().map(|name| (name.clone(), false)).collect::<Vec<_>>()));
    let rows = Signal::derive(move || {
        let cell = |at: usize, (column, text): (usize, &String)| match of_row(at) {
            Some((metric, period)) if text != "\u{2013}" => {
                Told::Figure(text.clone(), (metric, period, figure_column(column)))
            }
            Some(_) | None => Told::Text(text.clone()),
        };
        let line = |(at, row): (usize, &Vec<String>)| {
            let mut cells = row.iter();
            let name = cells.next().cloned().unwrap_or_default();
            let cells = cells.enumerate().map(|it| cell(at, it)).collect();
            AskRow::<Question> { name, head: None, wrap: true, sum: false, chosen: false, cells }
        };
        table.with(|it| it.1.iter().enumerate().map(line).collect::<Vec<_>>())
    });
    let asked = StoredValue::new(None::<FiscalPeriod>);
    let answer = move |(metric, period, column): Question| {
        asked.set_value(Some(period));
        let (base, others) = sides.parted()?;
        let locale = app.locale.get();
        let planned = |side: &Side| span_of(&side.outcome, period);
        let beside: Vec<Planned<'_>> = others.iter().map(|it| (&*it.name, &*it.outcome, planned(it))).collect();
        let mut why = figure_why(metric, column, (&base.name, &base.outcome, planned(&base)), &beside)?;
        let side = match column {
            FigureColumn::Base => &base,
            FigureColumn::Other(at) | FigureColumn::Difference(at) => others.get(at)?,
        };
        if !sides.is_open(side) {
            lead_nowhere(&mut why);
        }
        let names: Vec<&str> = others.iter().map(|it| it.name.as_str()).collect();
        let currency = side.outcome.currency;
        let (shown, words) = match column {
            FigureColumn::Base | FigureColumn::Other(_) => {
                (figure::in_full(why.value, &locale, currency), (metric.name(), metric.formula()))
            }
            FigureColumn::Difference(_) => {
                let by = why.value.to_f64().unwrap_or_default();
                let words = (tr!("Difference"), tr!("what the one has more than the other"));
                (figure::moved(metric, by, &locale, currency), words)
            }
        };
        let title = figure_answer_title((metric, period, column), &base.name, &names, &shown);
        Some(Answer::of(title, words, &why, None, (&locale, currency)))
    };
    // A term that is a figure of the open scenario explains itself in its turn.
    let on_follow = move |link: WhyLink| {
        let span = asked.get_value().and_then(|period| app.outcome.with_untracked(|it| span_of(it, period)));
        if let (WhyLink::Metric(metric, scope), Some(span)) = (link, span) {
            app.ask(Asked { metric, scope, span });
        }
    };
    view! { <AnsweringTable label=label header=header rows=rows answer=answer on_follow=Callback::new(on_follow)/> }
        .into_any()
}
