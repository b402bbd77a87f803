//! A table to read whose figures can be asked. One stop in the order of focus; the arrow keys move among the figures that answer.

use crate::web::port::dom;
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// Draws words.
pub type Words = Arc<dyn Fn() -> AnyView + Send + Sync>;

/// What stands in a cell.
#[derive(Clone)]
pub enum Told<Q> {
    /// A text that answers nothing.
    Text(String),
    /// A figure, and the question it answers.
    Figure(String, Q),
    /// Words, with their classes, drawn by whoever knows them.
    Words(&'static str, Words),
}

impl<Q> Told<Q> {
    fn asks(&self) -> bool {
        matches!(self, Told::Figure(..))
    }
}

/// A row.
#[derive(Clone)]
pub struct AskRow<Q> {
    /// Its name.
    pub name: String,
    /// What stands in place of the name, such as a link.
    pub head: Option<Words>,
    /// The name may take several lines.
    pub wrap: bool,
    /// It is the sum of the rows above.
    pub sum: bool,
    /// It stands out.
    pub chosen: bool,
    /// Its cells.
    pub cells: Vec<Told<Q>>,
}

/// The table. `open` is the question whose answer is on screen.
#[component]
pub fn AskTable<Q>(
    /// What the table holds, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The names of the columns, and whether words stand in them.
    #[prop(into)]
    header: Signal<Vec<(String, bool)>>,
    /// The rows.
    #[prop(into)]
    rows: Signal<Vec<AskRow<Q>>>,
    /// What is answered now.
    #[prop(into)]
    open: Signal<Option<Q>>,
    /// A figure is asked.
    #[prop(into)]
    on_ask: Callback<Q>,
    /// A further class of the region that scrolls.
    #[prop(optional)]
    class: &'static str,
) -> AnyView
where
    Q: Clone + PartialEq + Send + Sync + 'static,
{
    // Read twice: by the stop and by the lines. Questions and words cannot be compared, so each change is one.
    let rows = Memo::new_with_compare(move |_| rows.get(), |_, _| true);
    let table = NodeRef::<html::Table>::new();
    let at = RwSignal::new((0_usize, 0_usize));
    let answers = move |rows: &[AskRow<Q>], (row, col): (usize, usize)| {
        rows.get(row).and_then(|it| it.cells.get(col)).is_some_and(Told::asks)
    };
    // The stop stays inside a table that shrinks, on a figure that answers.
    let stop = Memo::new(move |_| {
        let here = at.get();
        rows.with(|rows| {
            let places = rows.iter().enumerate().flat_map(|(y, row)| (0..row.cells.len()).map(move |x| (y, x)));
            if answers(rows, here) {
                here
            } else {
                places.into_iter().find(|it| answers(rows, *it)).unwrap_or_default()
            }
        })
    });
    let pressed = move |event: dom::KeyboardEvent| {
        let (row, col) = stop.get_untracked();
        let (height, width) = rows.with_untracked(|rows| (rows.len(), rows.get(row).map_or(0, |it| it.cells.len())));
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
        if let Some(to) = rows.with_untracked(|rows| way.find(|it| answers(rows, *it))) {
            at.set(to);
            dom::before_paint(move || {
                let table = table.try_get_untracked().flatten();
                if let Some(figure) = table.and_then(|table| dom::find(&table, ".figure[tabindex='0']")) {
                    dom::focus_seen(&figure);
                }
            });
        }
    };
    let cell = move |place: (usize, usize), told: Told<Q>| match told {
        Told::Text(text) => view! { <td>{text}</td> }.into_any(),
        Told::Words(class, words) => view! { <td class=class>{words()}</td> }.into_any(),
        Told::Figure(text, asks) => {
            let same = asks.clone();
            let is_open = Memo::new(move |_| open.with(|it| it.as_ref() == Some(&same)));
            view! {
                <td>
                    <button
                        type="button"
                        class="figure"
                        aria-haspopup="dialog"
                        aria-expanded=move || super::aria(is_open.get())
                        tabindex=move || if stop.get() == place { "0" } else { "-1" }
                        on:click=move |_| {
                            at.set(place);
                            on_ask.run(asks.clone());
                        }
                    >
                        {text}
                    </button>
                </td>
            }
            .into_any()
        }
    };
    let head = move || {
        let heads =
            header.get().into_iter().map(|(text, words)| view! { <th scope="col" class:words=words>{text}</th> });
        heads.collect_view()
    };
    let lines = move || {
        let lines = rows.get().into_iter().enumerate().map(|(y, row)| {
            let cells = row.cells.into_iter().enumerate().map(|(x, told)| cell((y, x), told)).collect_view();
            let name = row.head.map_or_else(|| row.name.into_any(), |head| head());
            view! { <tr class:sum=row.sum class:sel=row.chosen><th scope="row" class:wrap=row.wrap>{name}</th>{cells}</tr> }
        });
        lines.collect_view()
    };
    view! {
        <div class=["scroll ", class].concat().trim_end().to_owned() tabindex="-1" role="region" aria-label=move || label.get()>
            <table class="figures" node_ref=table on:keydown=pressed>
                <thead><tr>{head}</tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}
