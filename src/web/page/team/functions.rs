//! Head count by function and quarter.

use super::why::WhyTable;
use crate::engine::Crew;
use crate::engine::capacity::{CapacityFigure, PeopleFigure, PeopleOf};
use crate::present::capacity::AskTable;
use crate::present::chart::Size;
use crate::present::number::period_label;
use crate::present::plan_charts::{Crews, crews_by_quarter, people_by_function};
use crate::text::tr;
use crate::units::Cadence;
use crate::web::app::App;
use crate::web::chart as draw;
use crate::web::ui::{ChartFrame, Empty, Panel, PanelHead, Tab, Tabs};
use leptos::prelude::*;

fn measure(crew: &Crew, of: &str) -> f64 {
    match of {
        "heads" => crew.heads,
        "ramped" => crew.ramped,
        _seats => f64::from(crew.seats),
    }
}

fn figure(of: &str) -> PeopleFigure {
    match of {
        "heads" => PeopleFigure::Heads,
        "ramped" => PeopleFigure::Ramped,
        _seats => PeopleFigure::Seats,
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
                tr!("People expected at the end of each quarter: attrition thins filled seats, and backfill follows.")
            }
            "ramped" => {
                tr!("People at the end of each quarter, each counted at the productivity of their tenure month.")
            }
            _seats => tr!("Seats that have a holder at the end of each quarter, by plan: before expected attrition."),
        }
        .to_owned()
    });
    let tabs = Signal::derive(|| {
        vec![
            Tab::new("seats", tr!("Filled seats")),
            Tab::new("heads", tr!("Expected heads")),
            Tab::new("ramped", tr!("Ramped equivalents")),
        ]
    });
    let quarters = Memo::new(move |_| app.outcome.with(|outcome| crews_by_quarter(outcome)));
    let is_empty = Memo::new(move |_| app.outcome.with(|outcome| outcome.seats.is_empty()));
    let table = Memo::new(move |_| {
        let (of, locale) = (of.get(), app.locale.get());
        quarters.with(|quarters| {
            let names = quarters.iter().map(|(period, _)| period_label(period, true));
            let header = [tr!("People").to_owned()].into_iter().chain(names).collect::<Vec<_>>();
            let spans: Vec<_> =
                app.outcome.with(|outcome| outcome.periods(Cadence::Quarter).into_iter().map(|it| it.1).collect());
            let figure = figure(of);
            let line = |name: &str, whose: PeopleOf, crew: &dyn Fn(&Crews) -> Option<Crew>| {
                let values = quarters.iter().zip(&spans).map(|((_, crews), span)| {
                    let text = crew(crews).map(|crew| locale.people(measure(&crew, of))).unwrap_or_default();
                    (text, Some(CapacityFigure::People(figure, whose.clone(), *span)))
                });
                [(name.to_owned(), None)].into_iter().chain(values).collect::<Vec<_>>()
            };
            let functions = quarters.first().map(|it| it.1.0.iter().map(|it| it.0).collect::<Vec<_>>());
            let mut rows: Vec<_> = functions
                .unwrap_or_default()
                .into_iter()
                .map(|function| {
                    line(function.name(), PeopleOf::Function(function), &|crews| {
                        crews.0.iter().find(|it| it.0 == function).map(|it| it.1)
                    })
                })
                .collect();
            rows.push(line(tr!("All"), PeopleOf::All, &|crews| Some(crews.1)));
            AskTable { header, rows }
        })
    });
    let drawn = move |width: f64| {
        let (of, locale) = (of.get(), app.locale.get());
        let size = Size { width: width as u32, height: if width < 520.0 { 240 } else { 280 } };
        quarters.with(|quarters| people_by_function(quarters, |crew| measure(crew, of), &locale, size))
    };
    view! {
        <Panel>
            <PanelHead
                title=tr!("Head count by function")
                say=say
                actions=move || view! { <Tabs label=tr!("What is counted") tabs=tabs chosen=of on_choose=move |key| of.set(key)/> }
            />
            <Show
                when=move || !is_empty.get()
                fallback=|| view! {
                    <Empty title=tr!("Nobody yet") text=tr!("Hire people or paste a list into the roster; they are counted here by what they do.")/>
                }
            >
                <ChartFrame legend=true label=say draw=Callback::new(move |width| draw::view(drawn(width)))/>
                <WhyTable label=tr!("Head count by function and quarter") table=table sum=true/>
            </Show>
        </Panel>
    }
    .into_any()
}
