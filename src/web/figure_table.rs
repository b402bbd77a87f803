//! A table to read whose figures are metrics and open their explanation.

use crate::present::benchmark::UsualCell;
use crate::text::tr;
use crate::web::app::{App, Asked};
use crate::web::ui::{AskRow, AskTable, Told};
use leptos::prelude::*;
use std::sync::Arc;

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
    let wordy = Memo::new(move |_| {
        rows.with(|rows| {
            let some = |of: fn(&FigureRow) -> bool| rows.iter().any(of);
            (some(|row| !row.about.is_empty()), some(|row| row.usual.is_some()), some(|row| !row.remark.0.is_empty()))
        })
    });
    let heads = Signal::derive(move || {
        let (about, usual, remark) = wordy.get();
        let header = header.get();
        // What stands in words comes after the first column and at the end.
        let behind = header.len().saturating_sub(usize::from(usual) + usize::from(remark));
        let words = |at: usize| (at == 1 && about) || at >= behind;
        header.into_iter().enumerate().map(|(at, text)| (text, words(at))).collect::<Vec<_>>()
    });
    let lines = Signal::derive(move || {
        let (about, usual, remark) = wordy.get();
        let line = |row: FigureRow| {
            let mut cells: Vec<Told<Asked>> = Vec::new();
            if about {
                let said = row.about;
                cells.push(Told::Words("words formula", Arc::new(move || said.clone().into_any())));
            }
            cells.extend(row.figures.into_iter().map(|it| Told::Figure(it.text, it.asks)));
            if usual {
                let has = row.usual;
                cells.push(Told::Words("words usual", Arc::new(move || has.clone().map(usual_view).into_any())));
            }
            if remark {
                let (said, asks) = row.remark;
                let class = if asks { "words remark warn" } else { "words remark" };
                cells.push(Told::Words(class, Arc::new(move || said.clone().into_any())));
            }
            AskRow { name: row.name, head: None, wrap: about, sum: row.sum, chosen: false, cells }
        };
        rows.get().into_iter().map(line).collect::<Vec<_>>()
    });
    view! { <AskTable label=label header=heads rows=lines open=app.asked on_ask=move |asks: Asked| app.ask(asks)/> }
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
    let told = if standing.is_empty() { String::new() } else { [mark, tr!(standing), ". "].concat() };
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
