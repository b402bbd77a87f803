//! The overview: headline figures, ARR, what holds the plan back, year by year.

use crate::engine::{Row, Scope};
use crate::model::{Document, Severity};
use crate::present::chart::Size;
use crate::present::number::show_month;
use crate::present::plan_charts::{YEARS_METRICS, arr, years_header, years_rows, years_spans};
use crate::present::{Page, Route, TeamPart, recurring, words};
use crate::text::{counted, tr};
use crate::units::Cadence;
use crate::web::app::{App, Asked};
use crate::web::chart as draw;
use crate::web::explainer::Explainer;
use crate::web::figure_table::{Figure, FigureRow, FigureTable};
use crate::web::figures::{HeadlineStrip, RecurringTabs, headlines};
use crate::web::finder::Window;
use crate::web::ui::{Button, ChartFrame, Empty, Look, Mark, Note, Notes, PageHead, Panel, PanelHead, Tab, Tabs};
use leptos::prelude::*;

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
        <nav class="ways no-print" aria-label=tr!("Ways to begin")>
            <button type="button" on:click=move |_| app.window.set(Window::Begin)>
                <b>{tr!("Start from your figures")}</b>
                <span>{tr!("This is a sample company. Your files or four figures make it yours.")}</span>
            </button>
            {way(Route::team(TeamPart::Capacity), tr!("Plan a team"), tr!("How many people, in which roles, hired when."))}
            {way(Route::pay(None), tr!("Design a pay plan"), tr!("What it pays and costs at any result."))}
            {way(Page::Roles.route(), tr!("Compare roles and offers"), tr!("What a job would really pay, and what fits."))}
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
            tr!(
                "{} from {} · {} filled at the end · {}",
                counted(settings.horizon(), tr!("month"), tr!("months")),
                show_month(settings.first_month),
                app.locale.get().counted(seats as usize, tr!("seat"), tr!("seats")),
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
        <PageHead
            title=title
            sub=sub
            actions=|| view! { <a class="btn no-print" href=Route::report().to_string()>{tr!("Report")}</a> }
        />
        <HeadlineStrip metrics=Signal::derive(move || app.document.with(|document| headlines(&document.settings)))/>
        <Show when=move || is_sample.get()>
            <Ways/>
        </Show>
        <Show when=move || is_empty.get()>
            <Panel>
                <Empty
                    title=tr!("An empty plan")
                    text=tr!("Segments, roles and pay plans are ready with benchmark terms. Add people on the Team page, customers and leads on the Forecast page, or import customers on the Data page.")
                    actions=move || view! {
                        <Button label=tr!("Start from your figures") look=Look::Primary on_press=move |()| app.window.set(Window::Begin)/>
                        <a class="btn" href=Page::Team.route().to_string()>{tr!("Add people")}</a>
                        <a class="btn" href=Route::assumptions(None).to_string()>{tr!("Enter customers and leads")}</a>
                        <a class="btn" href="#/data/customers">{tr!("Import customers")}</a>
                    }
                />
            </Panel>
        </Show>
        <div class="row side">
            <ArrPanel/>
            <div class="col">
                <LimitsPanel/>
            </div>
        </div>
        <YearsPanel/>
        <div class="why-sheet floats" class:none=move || app.asked.with(Option::is_none)><Explainer/></div>
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
    let tabs = Signal::derive(|| {
        vec![Tab::new("month", tr!("Month")), Tab::new("quarter", tr!("Quarter")), Tab::new("table", tr!("Table"))]
    });
    let drawn = move |width: f64| {
        let by = if cadence.get() == "quarter" { Cadence::Quarter } else { Cadence::Month };
        let locale = app.locale.get();
        let size = Size { width: width as u32, height: if width < 520.0 { 340 } else { 430 } };
        app.document.with(|document| app.outcome.with(|outcome| arr(document, outcome, by, &locale, size)))
    };
    view! {
        <Panel>
            <PanelHead
                title=Signal::derive(move || app.outcome.with(|it| recurring::in_full(it.recurring).to_owned()))
                say=say
                actions=move || view! {
                    <RecurringTabs/>
                    <Tabs label=tr!("Period") tabs=tabs chosen=cadence on_choose=move |key| cadence.set(key)/>
                }
            />
            <ChartFrame legend=true label=say draw=Callback::new(move |width| draw::view(drawn(width))) as_table=as_table/>
        </Panel>
    }
    .into_any()
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
                        path: None,
                    });
                }
            });
        });
        if notes.is_empty() {
            notes.push(Note {
                mark: Mark::Ok,
                title: tr!("Nothing in sight").into(),
                text: tr!("Capacity meets pipeline, and the book is looked after.").into(),
                href: None,
                path: None,
            });
        }
        let problems = app.problems();
        for problem in problems.iter().filter(|it| it.severity != Severity::Note).take(shown) {
            notes.push(Note {
                mark: if problem.severity == Severity::Error { Mark::Bad } else { Mark::Ask },
                title: [tr!("To mend: "), &app.place_of(problem)].concat(),
                text: app.told(problem),
                href: Some(Route::of_input(&problem.at).to_string()),
                path: Some(problem.at.clone()),
            });
        }
        notes
    });
    let label =
        Signal::derive(move || if all.get() { tr!("Show less").to_owned() } else { tr!("Show all").to_owned() });
    view! {
        <Panel class="grow">
            <PanelHead
                title=tr!("What holds the plan back")
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
    let header = Signal::derive(move || app.outcome.with(|outcome| years_header(outcome)));
    let rows = Signal::derive(move || {
        let locale = app.locale.get();
        app.outcome.with(|outcome| {
            let spans = years_spans(outcome, Cadence::Year);
            let last = spans.len();
            let rows = years_rows(outcome, Cadence::Year, &locale).into_iter().zip(spans).enumerate();
            rows.map(|(at, (texts, span))| {
                let mut texts = texts.into_iter();
                let name = texts.next().unwrap_or_default();
                let figures = texts
                    .zip(YEARS_METRICS)
                    .map(|(text, metric)| Figure { text, asks: Asked { metric, scope: Scope::Company, span } });
                FigureRow { name, figures: figures.collect(), sum: at + 1 == last, ..FigureRow::default() }
            })
            .collect::<Vec<_>>()
        })
    });
    view! {
        <Panel>
            <PanelHead title=tr!("Year by year")/>
            <FigureTable label=tr!("Year by year") header=header rows=rows/>
        </Panel>
    }
    .into_any()
}
