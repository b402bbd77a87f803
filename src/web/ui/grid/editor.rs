//! The editor of the active cell: an input, or a list of choices.

use super::content::Kind;
use super::shared::Shared;
use crate::web::port::dom;
use leptos::html;
use leptos::prelude::*;

/// The input of the active cell.
pub(super) fn editor(shared: Shared, kind: Kind) -> AnyView {
    let at = shared.state.with_untracked(|s| s.active);
    shared.before.set_value(shared.cell(at).map(|c| c.edit_text().to_owned()).unwrap_or_default());
    let text = move || shared.state.with(|s| s.draft.as_ref().map(|d| d.text.clone()).unwrap_or_default());
    let name = shared.columns.with_untracked(|c| c.get(at.col).map(|c| c.label.clone()));
    if let Kind::Select(choices) = kind {
        let node = NodeRef::<html::Select>::new();
        let by_pointer = shared.by_pointer.get_value();
        node.on_load(move |select| {
            dom::before_paint(move || {
                dom::focus(&select);
                if by_pointer {
                    dom::open_choices(&select);
                }
            });
        });
        let chosen = move |text: String| {
            shared.typed(text);
            if by_pointer {
                shared.leave();
                shared.focus_active();
            }
        };
        let options = choices.iter().map(|c| {
            let key = c.key.clone();
            view! { <option value=c.key.clone() prop:selected=move || text() == key>{c.label.clone()}</option> }
        });
        let options = options.collect_view();
        return view! {
            <select class="editor" node_ref=node aria-label=name on:change=move |event| chosen(event_target_value(&event))>
                {options}
            </select>
        }
        .into_any();
    }
    let node = NodeRef::<html::Input>::new();
    let typed = shared.state.with_untracked(|s| s.draft.as_ref().is_some_and(|d| d.typed));
    node.on_load(move |input| {
        dom::before_paint(move || {
            dom::focus(&input);
            let touched = shared.state.try_with_untracked(|s| {
                s.draft
                    .as_ref()
                    .is_some_and(|d| shared.before.try_with_value(|before| d.text != *before).unwrap_or(true))
            });
            if !typed && touched == Some(false) {
                input.select();
            }
        });
    });
    view! {
        <input
            type="text"
            class="editor"
            node_ref=node
            inputmode=if kind == Kind::Number { "decimal" } else { "text" }
            autocomplete="off"
            spellcheck="false"
            aria-label=name
            prop:value=text
            on:input=move |event| shared.typed(event_target_value(&event))
        />
    }
    .into_any()
}
