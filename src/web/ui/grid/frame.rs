//! The lines around the rows of the table: the names of the columns above them, the sums below.

use super::content::{Align, Column, GridSort};
use crate::text::tr;
use crate::web::port::dom;
use leptos::prelude::*;

/// The heads of the columns, with their units.
/// Where rows can be sorted, each is a button: one of them is in the order of focus, arrows go from one to the next.
pub(super) fn head(
    columns: Signal<Vec<Column>>,
    sorted: Signal<Option<GridSort>>,
    on_sort: Option<Callback<&'static str>>,
) -> AnyView {
    let now = sorted.get();
    let stop = now.map(|it| it.col).or_else(|| columns.with(|it| it.first().map(|it| it.key)));
    let cells = columns.get().into_iter().map(|col| {
        let unit = (!col.unit.is_empty()).then(|| view! { <small>{col.unit.clone()}</small> });
        let (key, chars) = (col.key, col.width_chars.to_string());
        let way = now.filter(|it| it.col == key).map(|it| if it.down { "descending" } else { "ascending" });
        let label = match on_sort {
            Some(on_sort) => view! {
                <button
                    type="button"
                    class="sorter"
                    tabindex=if stop == Some(key) { "0" } else { "-1" }
                    title=tr!("Sort by this column; the third time gives the structure again")
                    on:click=move |_| {
                        on_sort.run(key);
                        dom::focus_first(["[data-sort=\"", key, "\"]"].concat());
                    }
                    on:keydown=move |event| {
                        // The table below would take it for its own.
                        if !dom::command_key(&event) {
                            event.stop_propagation();
                        }
                        let step = match event.key().as_str() {
                            "ArrowRight" => 1,
                            "ArrowLeft" => -1,
                            _other => return,
                        };
                        event.prevent_default();
                        let to = columns.with_untracked(|all| {
                            let at = all.iter().position(|it| it.key == key)?.checked_add_signed(step)?;
                            all.get(at).map(|it| it.key)
                        });
                        if let Some(to) = to {
                            dom::focus_first(["[data-sort=\"", to, "\"]"].concat());
                        }
                    }
                    data-sort=key
                >
                    {col.label}
                    {way.map(|way| view! { <span aria-hidden="true">{if way == "descending" { " \u{2193}" } else { " \u{2191}" }}</span> })}
                </button>
            }.into_any(),
            None => col.label.into_any(),
        };
        view! {
            <th scope="col" role="columnheader" aria-sort=way class:end={col.align == Align::End} style=("--chars", chars)>
                {label}
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
