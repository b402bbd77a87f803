//! A table to read: figures aligned, the first column frozen while it scrolls.

use leptos::prelude::*;

/// A table to read. The first column holds the names of the rows and the rest figures; the last row may be a sum.
#[component]
pub fn Table(
    /// What the table holds, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The names of the columns.
    #[prop(into)]
    header: Signal<Vec<String>>,
    /// The rows, each as long as the header.
    #[prop(into)]
    rows: Signal<Vec<Vec<String>>>,
    /// The last row is a sum.
    #[prop(optional, into)]
    sum: Signal<bool>,
    /// Columns of words among figures; the names of the rows are column 0.
    #[prop(optional, into)]
    texts: Signal<Vec<usize>>,
) -> AnyView {
    // Over the names of the rows there may be nothing to say; an empty heading would be read out as one.
    let words = move |column: usize| texts.with(|it| it.contains(&column));
    let heading = move |(at, text): (usize, String)| {
        if text.is_empty() {
            view! { <td></td> }.into_any()
        } else {
            view! { <th scope="col" class:words=words(at)>{text}</th> }.into_any()
        }
    };
    let head = move || header.get().into_iter().enumerate().map(heading).collect_view();
    let body = move || {
        let (rows, sum) = (rows.get(), sum.get());
        let last = rows.len().saturating_sub(1);
        let lines = rows.into_iter().enumerate().map(|(i, row)| {
            let mut cells = row.into_iter().enumerate();
            let name = cells.next().map(|it| it.1);
            let figures = cells.map(|(at, text)| view! { <td class:words=words(at)>{text}</td> }).collect_view();
            view! { <tr class:sum=sum && i == last><th scope="row">{name}</th>{figures}</tr> }
        });
        lines.collect_view()
    };
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=move || label.get()>
            <table class="figures">
                <thead><tr>{head}</tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}
