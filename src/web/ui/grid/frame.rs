//! The lines around the rows of the table: the names of the columns above them, the sums below.

use super::content::{Align, Column};
use leptos::prelude::*;

/// The heads of the columns, with their units.
pub(super) fn head(columns: Signal<Vec<Column>>) -> AnyView {
    let cells = columns.get().into_iter().map(|col| {
        let unit = (!col.unit.is_empty()).then(|| view! { <small>{col.unit.clone()}</small> });
        view! {
            <th scope="col" role="columnheader" class:end={col.align == Align::End} style=("--chars", col.width_chars.to_string())>
                {col.label}
                {unit}
            </th>
        }
    });
    cells.collect_view().into_any()
}

/// The sums below the columns, one text for each; nothing if there are none. `size`: rows and columns of the table.
pub(super) fn sums(
    columns: Signal<Vec<Column>>,
    footer: Signal<Vec<String>>,
    size: Memo<(usize, usize)>,
) -> Option<AnyView> {
    let texts = footer.get();
    (!texts.is_empty()).then(|| {
        let ends = columns.with(|c| c.iter().map(|c| c.align == Align::End).collect::<Vec<_>>());
        let cells = texts.into_iter().enumerate().map(|(i, text)| {
            let end = ends.get(i).copied().unwrap_or(true);
            if i == 0 {
                view! { <th scope="row" role="rowheader" class:end=end>{text}</th> }.into_any()
            } else {
                view! { <td role="gridcell" class:end=end>{text}</td> }.into_any()
            }
        });
        view! { <tfoot role="rowgroup"><tr role="row" aria-rowindex=move || size.get().0 + 2>{cells.collect_view()}</tr></tfoot> }.into_any()
    })
}
