//! Figures of capacity and cost that open their explanation: tables of them, and the card.

use super::capacity::asked;
use crate::engine::capacity::{CapacityFigure, WhyLink};
use crate::present::capacity::{AskTable, why_title};
use crate::web::app::{App, Asked};
use crate::web::ui::{self, AskRow, Told};
use crate::web::why_answer::{Answer, Answering, AskedFigure, Leads};
use leptos::prelude::*;

/// Which figure is explained, and which ones led to it.
pub(super) type WhyAsked = Answering<CapacityFigure>;

/// The explanation of the figure that was asked about; nothing while none is.
#[component]
pub(super) fn WhyCard() -> AnyView {
    let app = App::here();
    let why = expect_context::<WhyAsked>();
    let answer = move |figure: CapacityFigure| {
        Some(asked(app, |plan, tell| {
            let found = plan.why(&figure);
            let title = why_title(tell, &figure, found.value);
            let words = (figure.name(), figure.formula());
            Answer::of(title, words, &found, Some(&figure), (tell.locale, tell.outcome.currency))
        }))
    };
    let leads: Leads<CapacityFigure> = |_, link| if let WhyLink::Figure(to) = link { Some(to.clone()) } else { None };
    let on_follow = move |link: WhyLink| {
        let span = why.now().as_ref().and_then(CapacityFigure::span);
        if let (WhyLink::Metric(metric, scope), Some(span)) = (link, span) {
            app.asked.set(Some(Asked { metric, scope, span }));
        }
    };
    why.card(answer, Some(leads), Some(Callback::new(on_follow)))
}

/// A figure that stands outside a table of its own and opens its explanation.
#[component]
pub(super) fn WhyFigure(
    /// The figure.
    figure: CapacityFigure,
    /// Its text.
    text: String,
) -> AnyView {
    let why = expect_context::<WhyAsked>();
    view! { <AskedFigure answering=why question=figure text=text/> }.into_any()
}

/// A table to read whose figures open their explanation. One figure is in the order of focus; arrows go from there.
#[component]
pub(super) fn WhyTable(
    /// What the table holds, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The table with its figures.
    #[prop(into)]
    table: Signal<AskTable>,
    /// The last row is a sum.
    #[prop(optional, into)]
    sum: Signal<bool>,
) -> AnyView {
    let why = expect_context::<WhyAsked>();
    let table = ui::once(table);
    let header =
        Signal::derive(move || table.with(|it| it.header.iter().map(|it| (it.clone(), false)).collect::<Vec<_>>()));
    let rows = Signal::derive(move || {
        let (rows, sum) = (table.with(|it| it.rows.clone()), sum.get());
        let last = rows.len().saturating_sub(1);
        let line = |(at, row): (usize, Vec<(String, Option<CapacityFigure>)>)| {
            let mut cells = row.into_iter();
            let name = cells.next().map(|it| it.0).unwrap_or_default();
            let told = |(text, figure): (String, Option<CapacityFigure>)| match figure {
                Some(figure) => Told::Figure(text, figure),
                None => Told::Text(text),
            };
            AskRow {
                name,
                head: None,
                wrap: false,
                sum: sum && at == last,
                chosen: false,
                cells: cells.map(told).collect(),
            }
        };
        rows.into_iter().enumerate().map(line).collect::<Vec<_>>()
    });
    let on_ask = move |figure: CapacityFigure| why.ask(figure);
    view! { <ui::AskTable label=label header=header rows=rows open=why.open() on_ask=on_ask/> }.into_any()
}
