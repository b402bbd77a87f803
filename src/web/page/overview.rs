//! The overview: headline figures, ARR, what holds the plan back, year by year.

use crate::engine::{Limit, Metric, Outcome, Row, Span, runs};
use crate::model::{Document, GrrForm, NrrForm, Settings, Severity};
use crate::present::chart::{self, ArrChart, ArrPeriod, Size, Target, arr_chart};
use crate::present::number::{show_month, show_month_short};
use crate::present::{Locale, Page, Route, TeamPart, recurring, words};
use crate::units::{Cadence, Money};
use crate::web::app::App;
use crate::web::chart as draw;
use crate::web::explainer::Explainer;
use crate::web::figures::{HeadlineStrip, RecurringTabs, period_label};
use crate::web::finder::Window;
use crate::web::ui::{
    Button, ChartFrame, Empty, Key, Look, Mark, Note, Notes, PageHead, Panel, PanelHead, Tab, Table, Tabs,
};
use leptos::prelude::*;

/// Headline figures of the plan: stocks and ratios at its end, flows of its last fiscal year. Retention in the forms chosen.
fn headlines(settings: &Settings) -> Vec<Metric> {
    let nrr = match settings.nrr_form {
        NrrForm::Cohort => Metric::NrrCohort,
        NrrForm::Bridge => Metric::NrrBridge,
    };
    let grr = match settings.grr_form {
        GrrForm::Event => Metric::GrrEvent,
        GrrForm::CustomerMinimum => Metric::GrrCustomer,
    };
    vec![
        Metric::ClosingArr,
        Metric::NewArr,
        nrr,
        grr,
        Metric::Seats,
        Metric::CompCost,
        Metric::Ccos,
        Metric::CacPayback,
    ]
}

/// Name of the sample company's scenario.
const SAMPLE: &str = "FY27 base plan";

/// What a first visitor came for, each a step away.
#[component]
fn Ways() -> AnyView {
    let app = App::here();
    let way = |route: Route, name: &'static str, does: &'static str| {
        view! { <a href=route.to_string()><b>{name}</b><span>{does}</span></a> }
    };
    view! {
        <nav class="ways no-print" aria-label="Ways to begin">
            <button type="button" on:click=move |_| app.window.set(Window::Begin)>
                <b>"Start from your figures"</b>
                <span>"This is a sample company. Four figures make it yours."</span>
            </button>
            {way(Route::team(TeamPart::Capacity), "Plan a team", "How many people, in which roles, hired when.")}
            {way(Route::pay(None), "Design a pay plan", "What it pays and costs at any result.")}
            {way(Page::Roles.route(), "Compare roles and offers", "What a job would really pay, and what fits.")}
        </nav>
    }
    .into_any()
}

/// The overview.
#[component]
pub fn Overview() -> AnyView {
    let app = App::here();
    let title = Signal::derive(move || app.document.with(|document| document.name.clone()));
    let sub = Signal::derive(move || {
        let seats = app.outcome.with(|outcome| Row::of(outcome, outcome.whole()).seats);
        app.document.with(|document| {
            let settings = &document.settings;
            format!(
                "{} months from {} · {} seats filled at the end · {}",
                settings.horizon(),
                show_month(settings.first_month),
                app.locale.get().count(i64::from(seats)),
                settings.currency
            )
        })
    });
    let is_empty =
        Memo::new(move |_| app.document.with(|document| document.seats.is_empty() && opening(document) == 0));
    // Whoever has made or renamed a scenario has found the way.
    let is_sample = Memo::new(move |_| {
        let others = app.shelf.list.with(|list| list.iter().filter(|it| !it.binned).count() > 1);
        !others && app.document.with(|document| document.name == SAMPLE)
    });
    view! {
        <PageHead title=title sub=sub/>
        <HeadlineStrip metrics=Signal::derive(move || app.document.with(|document| headlines(&document.settings)))/>
        <Show when=move || is_sample.get()>
            <Ways/>
        </Show>
        <Show when=move || is_empty.get()>
            <Panel>
                <Empty
                    title="An empty plan"
                    text="Segments, roles and pay plans are ready with benchmark terms. Add people on the Team page, customers and leads on the Forecast page, or import customers on the Data page."
                    actions=move || view! {
                        <Button label="Start from your figures" look=Look::Primary on_press=move |()| app.window.set(Window::Begin)/>
                        <a class="btn" href=Page::Team.route().to_string()>"Add people"</a>
                        <a class="btn" href=Route::assumptions(None).to_string()>"Enter customers and leads"</a>
                        <a class="btn" href=Route::Data.to_string()>"Import customers"</a>
                    }
                />
            </Panel>
        </Show>
        <div class="row side">
            <ArrPanel/>
            <div class="col">
                <LimitsPanel/>
                <Explainer/>
            </div>
        </div>
        <YearsPanel/>
    }
    .into_any()
}

fn opening(document: &Document) -> i64 {
    let typed: i64 = document.segments.iter().map(|segment| segment.opening.arr.mills()).sum();
    typed + document.accounts.len() as i64
}

#[component]
fn ArrPanel() -> AnyView {
    let app = App::here();
    let cadence = RwSignal::new("month");
    let as_table = Signal::derive(move || cadence.get() == "table");
    let say = Signal::derive(move || app.outcome.with(|outcome| words::growth(outcome, &app.locale.get())));
    let tabs =
        Signal::derive(|| vec![Tab::new("month", "Month"), Tab::new("quarter", "Quarter"), Tab::new("table", "Table")]);
    let drawn = move |width: f64| {
        let by = if cadence.get() == "quarter" { Cadence::Quarter } else { Cadence::Month };
        let locale = app.locale.get();
        app.document.with(|document| app.outcome.with(|outcome| arr(document, outcome, by, &locale, width)))
    };
    let key = Signal::derive(move || draw::key(&drawn(720.0)));
    view! {
        <Panel>
            <PanelHead
                title=Signal::derive(move || app.outcome.with(|it| recurring::in_full(it.recurring).to_owned()))
                say=say
                actions=move || view! {
                    <RecurringTabs/>
                    <Tabs label="Period" tabs=tabs chosen=cadence on_choose=move |key| cadence.set(key)/>
                }
            />
            <Key items=key/>
            <ChartFrame label=say draw=Callback::new(move |width| draw::view(drawn(width))) as_table=as_table/>
        </Panel>
    }
    .into_any()
}

fn arr(document: &Document, outcome: &Outcome, by: Cadence, locale: &Locale, width: f64) -> chart::Chart {
    let currency = outcome.currency;
    let limits = runs(outcome);
    let view = outcome.recurring;
    let major = |money: Money| recurring::major(view, money.to_major());
    let periods: Vec<ArrPeriod> = outcome
        .periods(by)
        .into_iter()
        .map(|(period, span)| {
            let row = Row::of(outcome, span);
            let moved = row.movements;
            let limit = limits.iter().find(|(_, from, to)| (*from..=*to).contains(&span.to)).map(|(limit, ..)| *limit);
            ArrPeriod {
                start: period.first,
                name: period_label(&period, false),
                tick: if by == Cadence::Month { show_month_short(period.first) } else { period_label(&period, true) },
                closing: major(moved.closing()),
                new: major(moved.new),
                expansion: major(moved.expansion),
                price: major(moved.price),
                reactivation: major(moved.reactivation),
                churn: major(moved.churn),
                contraction: major(moved.contraction),
                limit: match limit {
                    Some(Limit::Capacity) => chart::Limit::Capacity,
                    Some(Limit::Pipeline) => chart::Limit::Pipeline,
                    Some(Limit::Nothing) | None => chart::Limit::None,
                },
                shortfall: if limit == Some(Limit::Pipeline) { major(row.idle_capacity) } else { 0.0 },
            }
        })
        .collect();
    let height = if width < 520.0 { 340 } else { 430 };
    let target = document.settings.target_arr.map(|target| Target {
        label: ["target ", &locale.money_compact(recurring::money(view, target), currency)].concat(),
        value: major(target),
    });
    let name = recurring::words(view, "Closing ARR by period, with what moved it");
    let data = ArrChart {
        name: &name,
        opening: major(outcome.company_month(0).opening),
        periods: &periods,
        closed: crate::present::metric_line::closed_periods(outcome, crate::engine::Scope::Company, by),
        compared: None,
        target,
        axis: &|value| locale.money_tick(value, currency),
        flow_axis: &|value| locale.money_tick_flow(value),
        headline: &|value| locale.money_compact(Money::from_major_f64(value), currency),
        amount: &|value| locale.money_table(Money::from_major_f64(value)),
    };
    arr_chart(&data, Size { width: width as u32, height })
}

#[component]
fn LimitsPanel() -> AnyView {
    let app = App::here();
    let all = RwSignal::new(false);
    let notes = Signal::derive(move || {
        let locale = app.locale.get();
        let shown = if all.get() { usize::MAX } else { 4 };
        let mut notes: Vec<Note> = Vec::new();
        app.document.with(|document| {
            app.outcome.with(|outcome| {
                for (at, (title, text, _)) in
                    words::hindrances(document, outcome, &locale, shown).into_iter().enumerate()
                {
                    notes.push(Note {
                        mark: Mark::Rank(at as u8 + 1),
                        title,
                        text,
                        href: Some(Route::forecast(None).to_string()),
                    });
                }
            });
        });
        if notes.is_empty() {
            notes.push(Note {
                mark: Mark::Ok,
                title: "Nothing in sight".into(),
                text: "Capacity meets pipeline, and the book is looked after.".into(),
                href: None,
            });
        }
        let problems = app.problems();
        for problem in problems.iter().filter(|it| it.severity != Severity::Note).take(shown) {
            notes.push(Note {
                mark: if problem.severity == Severity::Error { Mark::Bad } else { Mark::Ask },
                title: ["To mend: ", &problem.at].concat(),
                text: app.told(problem),
                href: Some(Route::of_input(&problem.at).to_string()),
            });
        }
        notes
    });
    let label = Signal::derive(move || if all.get() { "Show less".to_owned() } else { "Show all".to_owned() });
    view! {
        <Panel class="grow">
            <PanelHead
                title="What holds the plan back"
                actions=move || view! { <Button label=label look=Look::Quiet small=true on_press=move |()| all.update(|it| *it = !*it)/> }
            />
            <Notes notes=notes/>
        </Panel>
    }
    .into_any()
}

#[component]
fn YearsPanel() -> AnyView {
    let app = App::here();
    let header = Signal::derive(move || {
        let (currency, view) = app.document.with(|document| (document.settings.currency, document.settings.recurring));
        let first = format!("{currency} thousand, {}", recurring::short(view));
        [
            first.as_str(),
            "Opening",
            "New",
            "Expansion",
            "Price",
            "Contraction",
            "Churn",
            "Closing",
            "Seats",
            "Comp cost",
            "CCOS",
            "NRR",
            "GRR",
        ]
        .map(str::to_owned)
        .to_vec()
    });
    let rows = Signal::derive(move || {
        let locale = app.locale.get();
        app.outcome.with(|outcome| {
            let mut rows: Vec<Vec<String>> = outcome
                .periods(Cadence::Year)
                .into_iter()
                .map(|(period, span)| year(outcome, period_label(&period, false), span, &locale))
                .collect();
            rows.push(year(outcome, format!("{} months", outcome.months.len()), outcome.whole(), &locale));
            rows
        })
    });
    view! {
        <Panel>
            <PanelHead title="Year by year"/>
            <Table label="Year by year" header=header rows=rows sum=true/>
        </Panel>
    }
    .into_any()
}

fn year(outcome: &Outcome, name: String, span: Span, locale: &Locale) -> Vec<String> {
    let row = Row::of(outcome, span);
    let moved = row.movements;
    let share = |metric| crate::present::figure::headline(row.value(metric), locale, outcome.currency);
    let arr = |money| locale.money_thousands(recurring::money(outcome.recurring, money));
    vec![
        name,
        arr(moved.opening),
        arr(moved.new),
        arr(moved.expansion),
        arr(moved.price),
        arr(-moved.contraction),
        arr(-moved.churn),
        arr(moved.closing()),
        locale.count(i64::from(row.seats)),
        locale.money_thousands(row.comp_cost()),
        share(Metric::Ccos),
        share(Metric::NrrCohort),
        share(Metric::GrrEvent),
    ]
}
