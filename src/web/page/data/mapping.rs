//! The one table in which columns of a file are mapped to fields, with a preview; every importer uses it.

use crate::exchange::Table;
use crate::exchange::importer::{Importer, Kind, Mapping, preview};
use crate::exchange::value::{DateStyle, NumberStyle};
use crate::text::{self, tr};
use crate::web::ui::Choice;
use leptos::prelude::*;
use std::sync::Arc;

/// Rows of the file that are shown.
const ROWS: usize = 5;

/// Columns of a file, what each is taken as, and how its first rows would be read.
#[component]
pub(super) fn MappingTable(
    /// What is imported.
    importer: &'static Importer,
    /// The file.
    #[prop(into)]
    table: Signal<Option<Arc<Table>>>,
    /// What its columns are taken as.
    #[prop(into)]
    mapping: Signal<Option<Mapping>>,
    /// The mapping was corrected.
    #[prop(into)]
    on_change: Callback<Mapping>,
) -> AnyView {
    let shown = Memo::new(move |_| {
        let (table, mapping) = (table.get()?, mapping.get()?);
        let rows = preview(importer, &table, &mapping, ROWS);
        Some((mapping, rows))
    });
    let change = move |change: &dyn Fn(&mut Mapping)| {
        if let Some(mut mapping) = mapping.get_untracked() {
            change(&mut mapping);
            on_change.run(mapping);
        }
    };
    let heads = move || {
        let Some((mapping, _)) = shown.get() else { return Vec::new() };
        let head = |(at, rule): (usize, &crate::exchange::importer::ColumnRule)| {
            let field = rule.field.clone().unwrap_or_default();
            let options: Vec<Choice> = std::iter::once(Choice::new("", tr!("not used")))
                .chain(importer.fields.iter().map(|field| Choice::new(field.key, text::of(field.label))))
                .collect();
            let kind = importer.fields.iter().find(|it| it.key == field).map(|it| it.kind);
            let name = rule.header.clone();
            let pick = move |key: String| {
                change(&|mapping| mapping.assign(importer, at, Some(key.as_str()).filter(|key| !key.is_empty())))
            };
            let style = match kind {
                Some(Kind::Money | Kind::Count | Kind::Number | Kind::Rate) => {
                    let options: Vec<Choice> = NumberStyle::ALL
                        .iter()
                        .enumerate()
                        .map(|(n, it)| Choice::new(n.to_string(), it.example()))
                        .collect();
                    let now = NumberStyle::ALL.iter().position(|it| *it == rule.number).unwrap_or(0).to_string();
                    let set = move |key: String| {
                        let style = key.parse().ok().and_then(|n: usize| NumberStyle::ALL.get(n).copied());
                        if let Some(style) = style {
                            change(&|mapping| mapping.set_number_style(at, style));
                        }
                    };
                    Some(chooser(tr!("How numbers of {name} are written"), options, now, set))
                }
                Some(Kind::Month | Kind::Date) => {
                    let options: Vec<Choice> = DateStyle::ALL
                        .iter()
                        .enumerate()
                        .map(|(n, it)| Choice::new(n.to_string(), it.example()))
                        .collect();
                    let now = DateStyle::ALL.iter().position(|it| *it == rule.date).unwrap_or(0).to_string();
                    let set = move |key: String| {
                        let style = key.parse().ok().and_then(|n: usize| DateStyle::ALL.get(n).copied());
                        if let Some(style) = style {
                            change(&|mapping| mapping.set_date_style(at, style));
                        }
                    };
                    Some(chooser(tr!("How dates of {name} are written"), options, now, set))
                }
                Some(Kind::Text | Kind::Choice | Kind::Code | Kind::Term) | None => None,
            };
            view! {
                <th scope="col" class="l">
                    <div class="mapped">
                        <b>{name.clone()}</b>
                        {chooser(tr!("{name} is"), options, field, pick)}
                        {style}
                    </div>
                </th>
            }
            .into_any()
        };
        mapping.columns.iter().enumerate().map(head).collect::<Vec<_>>()
    };
    let rows = move || {
        let Some((_, rows)) = shown.get() else { return Vec::new() };
        rows.into_iter()
            .map(|row| {
                let cells = row
                    .cells
                    .into_iter()
                    .map(|cell| {
                        let bad = cell.problem.is_some();
                        view! { <td class="l" class:bad=bad title=cell.problem>{cell.raw}</td> }
                    })
                    .collect_view();
                view! { <tr><th scope="row" class="fine">{row.line.to_string()}</th>{cells}</tr> }.into_any()
            })
            .collect::<Vec<_>>()
    };
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=tr!("Columns of the file and its first rows")>
            <table class="tight">
                <thead><tr><th scope="col">{tr!("Line")}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn chooser(label: String, options: Vec<Choice>, now: String, set: impl Fn(String) + 'static) -> AnyView {
    let options = options
        .into_iter()
        .map(|choice| {
            let chosen = choice.key == now;
            view! { <option value=choice.key selected=chosen>{choice.label}</option> }
        })
        .collect_view();
    view! { <select class="ctl" aria-label=label on:change=move |event| set(event_target_value(&event))>{options}</select> }.into_any()
}
