//! Figures of capacity and cost that open their explanation: tables of them, and the card.

use super::capacity::asked;
use crate::engine::Op;
use crate::engine::capacity::{CapacityFigure, WhyLink};
use crate::present::capacity::{AskTable, why_title};
use crate::present::{Route, figure};
use crate::web::app::{App, Asked, sentence};
use crate::web::port::dom;
use crate::web::ui::{Explain, From, Sign, Term};
use leptos::html;
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
            WhyLink::Input(_) | WhyLink::None => {}
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
            let full = |value| figure::in_full(value, tell.locale, tell.outcome.currency);
            let mut terms: Vec<(Term, WhyLink)> = Vec::new();
            for (at, term) in found.terms.iter().enumerate() {
                let sign = match term.op {
                    Op::Plus if at == 0 => Sign::Plain,
                    Op::Plus => Sign::Plus,
                    Op::Minus => Sign::Minus,
                    Op::Times => Sign::Times,
                    Op::Over => Sign::Over,
                    Op::Subtotal => Sign::Sum,
                    Op::Aside => Sign::Aside,
                };
                let from = match &term.link {
                    WhyLink::Figure(to) if *to != figure => From::Figure,
                    WhyLink::Metric(..) => From::Figure,
                    WhyLink::Input(path) => From::Input { href: Route::of_input(path).to_string(), path: path.clone() },
                    WhyLink::Figure(_) | WhyLink::None => From::Nowhere,
                };
                terms
                    .push((Term { sign, label: term.label.clone(), value: full(term.value), from }, term.link.clone()));
            }
            let label = match found.value {
                crate::engine::Value::Undefined(needs) => ["Not defined: ", needs].concat(),
                crate::engine::Value::Money(_)
                | crate::engine::Value::Share(_)
                | crate::engine::Value::Count(_)
                | crate::engine::Value::Months(_)
                | crate::engine::Value::Multiple(_) => figure.name().to_owned(),
            };
            let result = Term { sign: Sign::Sum, label, value: full(found.value), from: From::Nowhere };
            terms.push((result, WhyLink::None));
            let notes = std::iter::once(sentence(figure.formula())).chain(found.notes.iter().cloned());
            let foot = notes.map(|it| if it.ends_with('.') { it } else { it + "." }).collect::<Vec<_>>().join(" ");
            (why_title(tell, &figure, found.value), terms, foot)
        }))
    });
    let open = Memo::new(move |_| told.with(Option::is_some));
    let came = Signal::derive(move || why.trail.with(|it| !it.is_empty()));
    let on_ask = Callback::new(move |at: usize| {
        let link = told.with_untracked(|it| it.as_ref().and_then(|it| it.1.get(at)).map(|it| it.1.clone()));
        why.follow(link.unwrap_or(WhyLink::None));
    });
    let on_back = Callback::new(move |()| {
        let before = why.trail.try_update(Vec::pop).flatten();
        why.figure.set(before);
    });
    let on_close = move |()| {
        why.trail.update(Vec::clear);
        why.figure.set(None);
    };
    let card = move || {
        open.get().then(|| {
            view! {
                <Explain
                    title=Signal::derive(move || told.get().map(|it| it.0).unwrap_or_default())
                    terms=Signal::derive(move || told.get().map(|it| it.1.into_iter().map(|it| it.0).collect()).unwrap_or_default())
                    foot=Signal::derive(move || told.get().map(|it| it.2).unwrap_or_default())
                    on_ask=on_ask
                    came=came
                    on_back=on_back
                    on_close=on_close
                />
            }
        })
    };
    view! { <div class="why-sheet floats" class:none=move || !open.get()>{card}</div> }.into_any()
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
    view! {
        <button
            type="button"
            class="figure"
            aria-haspopup="dialog"
            aria-expanded=move || if open.get() { "true" } else { "false" }
            on:click=move |_| why.ask(figure.clone())
        >
            {text}
        </button>
    }
    .into_any()
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
    let body = NodeRef::<html::Table>::new();
    let at = RwSignal::new((0_usize, 1_usize));
    let pressed = move |event: dom::KeyboardEvent| {
        let (row, col) = at.get_untracked();
        let asks = |row: usize, col: usize| {
            table.with_untracked(|it| it.rows.get(row).and_then(|it| it.get(col)).is_some_and(|it| it.1.is_some()))
        };
        let (height, width) = table.with_untracked(|it| (it.rows.len(), it.header.len()));
        let mut way: Box<dyn Iterator<Item = (usize, usize)>> = match event.key().as_str() {
            "ArrowUp" => Box::new((0..row).rev().map(move |it| (it, col))),
            "ArrowDown" => Box::new((row + 1..height).map(move |it| (it, col))),
            "ArrowLeft" => Box::new((0..col).rev().map(move |it| (row, it))),
            "ArrowRight" => Box::new((col + 1..width).map(move |it| (row, it))),
            "Home" => Box::new((0..width).map(move |it| (row, it))),
            "End" => Box::new((0..width).rev().map(move |it| (row, it))),
            _other => return,
        };
        event.prevent_default();
        if let Some(to) = way.find(|(row, col)| asks(*row, *col)) {
            at.set(to);
            dom::before_paint(move || {
                let table = body.try_get_untracked().flatten();
                if let Some(figure) = table.and_then(|table| dom::find(&table, ".figure[tabindex='0']")) {
                    dom::focus_seen(&figure);
                }
            });
        }
    };
    // The stop stays inside a table that shrinks.
    let stop = Memo::new(move |_| {
        let (row, col) = at.get();
        table.with(|table| {
            let asks = |row: usize, col: usize| {
                table.rows.get(row).and_then(|it| it.get(col)).is_some_and(|it| it.1.is_some())
            };
            if asks(row, col) {
                return (row, col);
            }
            let places = (0..table.rows.len()).flat_map(|row| (0..table.header.len()).map(move |col| (row, col)));
            places.into_iter().find(|(row, col)| asks(*row, *col)).unwrap_or((0, 0))
        })
    });
    let cell = move |place: (usize, usize), text: String, figure: Option<CapacityFigure>| match figure {
        None => view! { <td>{text}</td> }.into_any(),
        Some(figure) => {
            let same = figure.clone();
            let open = Memo::new(move |_| why.figure.with(|it| it.as_ref() == Some(&same)));
            view! {
                <td>
                    <button
                        type="button"
                        class="figure"
                        aria-haspopup="dialog"
                        aria-expanded=move || if open.get() { "true" } else { "false" }
                        tabindex=move || if stop.get() == place { "0" } else { "-1" }
                        on:click=move |_| {
                            at.set(place);
                            why.ask(figure.clone());
                        }
                    >
                        {text}
                    </button>
                </td>
            }
            .into_any()
        }
    };
    let head =
        move || table.with(|it| it.header.iter().map(|it| view! { <th scope="col">{it.clone()}</th> }).collect_view());
    let lines = move || {
        let (rows, sum) = (table.with(|it| it.rows.clone()), sum.get());
        let last = rows.len().saturating_sub(1);
        let lines = rows.into_iter().enumerate().map(|(y, row)| {
            let mut cells = row.into_iter().enumerate();
            let name = cells.next().map(|it| it.1.0);
            let cells = cells.map(|(x, (text, figure))| cell((y, x), text, figure)).collect_view();
            view! { <tr class:sum=sum && y == last><th scope="row">{name}</th>{cells}</tr> }
        });
        lines.collect_view()
    };
    view! {
        <div class="scroll" tabindex="-1" role="region" aria-label=move || label.get()>
            <table class="figures" node_ref=body on:keydown=pressed>
                <thead><tr>{head}</tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}
