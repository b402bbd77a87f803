//! Figures of capacity and cost that open their explanation: tables of them, and the card.

use super::capacity::asked;
use crate::engine::capacity::{CapacityFigure, WhyLink};
use crate::present::capacity::{AskTable, why_title};
use crate::web::app::{App, Asked};
use crate::web::ui::{self, AskRow, FigureButton, Told};
use crate::web::why_answer::{Answer, AnswerCard};
use leptos::prelude::*;

/// Which figure is explained, and which ones led to it.
#[derive(Clone, Copy)]
pub(super) struct WhyAsked {
    app: App,
    figure: RwSignal<Option<CapacityFigure>>,
    trail: RwSignal<Vec<CapacityFigure>>,
}

impl WhyAsked {
    /// Nothing asked yet. A headline figure that is asked takes the place of what is explained here.
    pub fn new(app: App) -> WhyAsked {
        let (figure, trail) = (RwSignal::new(None), RwSignal::new(Vec::new()));
        Effect::new(move |_| {
            if app.asked.get().is_some() {
                figure.set(None);
            }
        });
        WhyAsked { app, figure, trail }
    }

    /// Opens the explanation of a figure, or closes it if it is open.
    fn ask(self, asked: CapacityFigure) {
        let open = self.figure.with_untracked(|it| it.as_ref() == Some(&asked));
        self.app.asked.set(None);
        self.trail.update(Vec::clear);
        self.figure.set((!open).then_some(asked));
    }

    fn follow(self, link: WhyLink) {
        match link {
            WhyLink::Figure(to) => {
                if let Some(from) = self.figure.get_untracked() {
                    self.trail.update(|trail| trail.push(from));
                }
                self.figure.set(Some(to));
            }
            WhyLink::Metric(metric, scope) => {
                let span = self.figure.with_untracked(|it| it.as_ref().and_then(CapacityFigure::span));
                if let Some(span) = span {
                    self.app.asked.set(Some(Asked { metric, scope, span }));
                }
            }
            WhyLink::Input(_) | WhyLink::Beside(_) | WhyLink::None => {}
        }
    }
}

/// The explanation of the figure that was asked about; nothing while none is.
#[component]
pub(super) fn WhyCard() -> AnyView {
    let app = App::here();
    let why = expect_context::<WhyAsked>();
    let told = Memo::new(move |_| {
        let figure = why.figure.get()?;
        Some(asked(app, |plan, tell| {
            let found = plan.why(&figure);
            let title = why_title(tell, &figure, found.value);
            let words = (figure.name(), figure.formula());
            Answer::of(title, words, &found, Some(&figure), (tell.locale, tell.outcome.currency))
        }))
    });
    let came = Signal::derive(move || why.trail.with(|it| !it.is_empty()));
    let on_back = Callback::new(move |()| {
        let before = why.trail.try_update(Vec::pop).flatten();
        why.figure.set(before);
    });
    let on_close = move |()| {
        why.trail.update(Vec::clear);
        why.figure.set(None);
    };
    let on_follow = move |link: WhyLink| why.follow(link);
    view! { <AnswerCard answer=told on_follow=on_follow came=came on_back=on_back on_close=on_close/> }.into_any()
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
    let same = figure.clone();
    let open = Memo::new(move |_| why.figure.with(|it| it.as_ref() == Some(&same)));
    view! { <FigureButton text=text open=open on_ask=move |()| why.ask(figure.clone())/> }.into_any()
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
    view! { <ui::AskTable label=label header=header rows=rows open=why.figure on_ask=on_ask/> }.into_any()
}
