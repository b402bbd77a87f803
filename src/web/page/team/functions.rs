//! Head count by function and quarter.

use crate::engine::{Crew, crews_by_function, whole_crew};
use crate::model::Function;
use crate::present::chart::{Ink, Size, StackChart, StackPeriod, StackSeries, stack_chart};
use crate::present::{Locale, chart};
use crate::units::Cadence;
use crate::web::app::App;
use crate::web::chart as draw;
use crate::web::figures::period_label;
use crate::web::ui::{ChartFrame, Empty, Key, Panel, PanelHead, Tab, Table, Tabs};
use leptos::prelude::*;

/// The inks of functions, in the order of [`Function::ALL`].
const INKS: [Ink; 9] = [Ink::T4, Ink::T1, Ink::T7, Ink::T5, Ink::T6, Ink::T2, Ink::T3, Ink::T8, Ink::Cost];

/// Who is there at the end of a quarter: by function, and everyone.
type Crews = (Vec<(Function, Crew)>, Crew);

fn measure(crew: &Crew, of: &str) -> f64 {
    match of {
        "heads" => crew.heads,
        "ramped" => crew.ramped,
        _seats => f64::from(crew.seats),
    }
}

/// A chart and a table of people by function at the end of each quarter.
#[component]
pub(super) fn FunctionsPanel() -> AnyView {
    let app = App::here();
    let of = RwSignal::new("seats");
    let say = Signal::derive(move || {
        match of.get() {
            "heads" => {
                "People expected at the end of each quarter: attrition thins filled seats, and backfill follows."
            }
            "ramped" => "People at the end of each quarter, each counted at the productivity of their tenure month.",
            _seats => "Seats that have a holder at the end of each quarter, by plan: before expected attrition.",
        }
        .to_owned()
    });
    let tabs = Signal::derive(|| {
        vec![
            Tab::new("seats", "Filled seats"),
            Tab::new("heads", "Expected heads"),
            Tab::new("ramped", "Ramped equivalents"),
        ]
    });
    let quarters = Memo::new(move |_| {
        app.outcome.with(|outcome| {
            let periods = outcome.periods(Cadence::Quarter).into_iter();
            let crews = |span| (crews_by_function(outcome, span), whole_crew(outcome, span));
            periods.map(|(period, span)| (period, crews(span))).collect::<Vec<_>>()
        })
    });
    let is_empty = Memo::new(move |_| app.outcome.with(|outcome| outcome.seats.is_empty()));
    let header = Signal::derive(move || {
        quarters.with(|quarters| {
            let names = quarters.iter().map(|(period, _)| period_label(period, true));
            ["People".to_owned()].into_iter().chain(names).collect::<Vec<_>>()
        })
    });
    let rows = Signal::derive(move || {
        let (of, locale) = (of.get(), app.locale.get());
        quarters.with(|quarters| {
            let line = |name: &str, crew: &dyn Fn(&Crews) -> Option<Crew>| {
                let values = quarters
                    .iter()
                    .map(|(_, crews)| crew(crews).map(|crew| locale.people(measure(&crew, of))).unwrap_or_default());
                [name.to_owned()].into_iter().chain(values).collect::<Vec<_>>()
            };
            let functions = quarters.first().map(|it| it.1.0.iter().map(|it| it.0).collect::<Vec<_>>());
            let mut rows: Vec<_> = functions
                .unwrap_or_default()
                .into_iter()
                .map(|function| {
                    line(function.name(), &|crews| crews.0.iter().find(|it| it.0 == function).map(|it| it.1))
                })
                .collect();
            rows.push(line("All", &|crews| Some(crews.1)));
            rows
        })
    });
    let drawn = move |width: f64| {
        let (of, locale) = (of.get(), app.locale.get());
        let periods: Vec<StackPeriod> = quarters.with(|quarters| {
            let name = |it: &(crate::units::FiscalPeriod, _)| StackPeriod {
                name: period_label(&it.0, false),
                tick: period_label(&it.0, true),
            };
            quarters.iter().map(name).collect()
        });
        let series = Function::ALL.iter().zip(INKS).filter_map(|(function, ink)| {
            let values: Vec<f64> = quarters.with(|quarters| {
                let of =
                    |crews: &Crews| crews.0.iter().find(|it| it.0 == *function).map_or(0.0, |it| measure(&it.1, of));
                quarters.iter().map(|(_, crews)| of(crews)).collect()
            });
            let any = values.iter().any(|it| *it != 0.0);
            any.then(|| StackSeries { name: function.name().to_owned(), ink, values })
        });
        people(&periods, &series.collect::<Vec<_>>(), &locale, width)
    };
    let key = Signal::derive(move || draw::key(&drawn(720.0)));
    view! {
        <Panel>
            <PanelHead
                title="Head count by function"
                say=say
                actions=move || view! { <Tabs label="What is counted" tabs=tabs chosen=of on_choose=move |key| of.set(key)/> }
            />
            <Show
                when=move || !is_empty.get()
                fallback=|| view! {
                    <Empty title="Nobody yet" text="Hire people or paste a list into the roster; they are counted here by what they do."/>
                }
            >
                <Key items=key/>
                <ChartFrame label=say draw=Callback::new(move |width| draw::view(drawn(width)))/>
                <Table label="Head count by function and quarter" header=header rows=rows sum=true/>
            </Show>
        </Panel>
    }
    .into_any()
}

fn people(periods: &[StackPeriod], series: &[StackSeries], locale: &Locale, width: f64) -> chart::Chart {
    let data = StackChart {
        name: "People by function",
        periods,
        series,
        target: None,
        axis: &|value| locale.number(value, 0),
        amount: &|value| locale.people(value),
        gap: &|value| locale.number_delta(value, 1),
    };
    stack_chart(&data, Size { width: width as u32, height: if width < 520.0 { 240 } else { 280 } })
}
