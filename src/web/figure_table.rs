//! A table to read whose figures open their explanation. One stop in the order of focus; the arrow keys move among the figures.

use crate::present::benchmark::UsualCell;
use crate::web::app::{App, Asked};
use crate::web::port::dom;
use leptos::html;
use leptos::prelude::*;

/// A figure as text, and the question it answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The figure, formatted.
    pub text: String,
    /// What is explained when it is pressed.
    pub asks: Asked,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FigureRow {
    /// Its name.
    pub name: String,
    /// A sentence before the figures; the table has a column for it if any row has one.
    pub about: String,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// What other companies have, beside the figures; the table has a column for it if any row has it.
    pub usual: Option<UsualCell>,
    /// A sentence behind the figures, and whether it asks for something.
    pub remark: (String, bool),
    /// It is the sum of the rows above.
    pub sum: bool,
}

/// The table.
#[component]
pub fn FigureTable(
    /// What the table holds, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The names of the columns, those of sentences included.
    #[prop(into)]
    header: Signal<Vec<String>>,
    /// The rows.
    #[prop(into)]
    rows: Signal<Vec<FigureRow>>,
) -> AnyView {
    let app = App::here();
    let table = NodeRef::<html::Table>::new();
    let at = RwSignal::new((0_usize, 0_usize));
    let wordy = Memo::new(move |_| {
        rows.with(|rows| {
            let some = |of: fn(&FigureRow) -> bool| rows.iter().any(of);
            (some(|row| !row.about.is_empty()), some(|row| row.usual.is_some()), some(|row| !row.remark.0.is_empty()))
        })
    });
    let pressed = move |event: dom::KeyboardEvent| {
        let (row, col) = at.get_untracked();
        let (height, width) = rows.with_untracked(|rows| (rows.len(), rows.get(row).map_or(0, |it| it.figures.len())));
        let (last_row, last_col) = (height.saturating_sub(1), width.saturating_sub(1));
        let to = match event.key().as_str() {
            "ArrowUp" => (row.saturating_sub(1), col),
            "ArrowDown" => ((row + 1).min(last_row), col),
            "ArrowLeft" => (row, col.saturating_sub(1)),
            "ArrowRight" => (row, (col + 1).min(last_col)),
            "Home" => (row, 0),
            "End" => (row, last_col),
            _ => return,
        };
        event.prevent_default();
        at.set(to);
        dom::before_paint(move || {
            let table = table.try_get_untracked().flatten();
            if let Some(figure) = table.and_then(|table| dom::find(&table, ".figure[tabindex='0']")) {
                dom::focus_seen(&figure);
            }
        });
    };
    let figure = move |row: usize, col: usize, figure: Figure| {
        let asks = figure.asks;
        let open = move || app.asked.get() == Some(asks);
        // The stop stays inside a table that shrinks.
        let here = move || {
            let (y, x) = at.get();
            let (height, width) = rows.with(|rows| (rows.len(), rows.first().map_or(0, |it| it.figures.len())));
            (y.min(height.saturating_sub(1)), x.min(width.saturating_sub(1))) == (row, col)
        };
        view! {
            <td>
                <button
                    type="button"
                    class="figure"
                    aria-haspopup="dialog"
                    aria-expanded=move || if open() { "true" } else { "false" }
                    tabindex=move || if here() { "0" } else { "-1" }
                    on:click=move |_| {
                        at.set((row, col));
                        app.ask(asks);
                    }
                >
                    {figure.text}
                </button>
            </td>
        }
    };
    let head = move || {
        let (about, usual, remark) = wordy.get();
        let header = header.get();
        // What stands in words comes after the first column and at the end.
        let behind = header.len().saturating_sub(usize::from(usual) + usize::from(remark));
        let cells = header.into_iter().enumerate().map(|(at, text)| {
            let words = (at == 1 && about) || at >= behind;
            view! { <th scope="col" class:words=words>{text}</th> }
        });
        cells.collect_view()
    };
    let body = move || {
        let (about, usual, remark) = wordy.get();
        let lines = rows.get().into_iter().enumerate().map(|(y, row)| {
            let figures = row.figures.into_iter().enumerate().map(|(x, it)| figure(y, x, it)).collect_view();
            let (said, asks) = row.remark;
            view! {
                <tr class:sum=row.sum>
                    <th scope="row" class:wrap=about>{row.name}</th>
                    {about.then(|| view! { <td class="words formula">{row.about}</td> })}
                    {figures}
                    {usual.then(|| view! { <td class="words usual">{row.usual.map(usual_view)}</td> })}
                    {remark.then(|| view! { <td class="words remark" class:warn=asks>{said}</td> })}
                </tr>
            }
        });
        lines.collect_view()
    };
    view! {
        <div class="scroll" tabindex="-1" role="region" aria-label=move || label.get()>
            <table class="figures" node_ref=table on:keydown=pressed>
                <thead><tr>{head}</tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A small bar with the range, its median and the plan's point, and the same in words.
fn usual_view(cell: UsualCell) -> AnyView {
    let place = |at: f64| format!("{:.2}%", at * 100.0);
    let UsualCell { range, standing, source, bar } = cell;
    let mark = match standing {
        "below" => "\u{25bc} ",
        "above" => "\u{25b2} ",
        "within" => "\u{25cf} ",
        _none => "",
    };
    let told = if standing.is_empty() { String::new() } else { [mark, standing, ". "].concat() };
    let median = bar.median.map(|at| view! { <i class="median" style=("--at", place(at))></i> });
    let plan = bar.plan.map(|at| view! { <i class="plan" style=("--at", place(at))></i> });
    view! {
        <span class="usual-bar" aria-hidden="true">
            <i class="band" style=("--at", place(bar.low)) style=("--end", place(1.0 - bar.high))></i>
            {median}
            {plan}
        </span>
        <span class="usual-range">{range}</span>
        <small>{told}{source}</small>
    }
    .into_any()
}
