//! A segmented control: one of a few views, chosen with a click or the arrow keys.

use crate::web::port::dom;
use leptos::html;
use leptos::prelude::*;

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// What it is called in code.
    pub key: &'static str,
    /// What it is called on screen.
    pub label: String,
}

impl Tab {
    /// A choice.
    pub fn new(key: &'static str, label: impl Into<String>) -> Tab {
        Tab { key, label: label.into() }
    }
}

/// A segmented control, a group of radio buttons to a screen reader: the arrow keys choose, one stop in the order of focus.
#[component]
pub fn Tabs(
    /// What is chosen here.
    #[prop(into)]
    label: Signal<String>,
    /// The choices.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
    /// The key of the one chosen.
    #[prop(into)]
    chosen: Signal<&'static str>,
    /// Chooses.
    #[prop(into)]
    on_choose: Callback<&'static str>,
) -> AnyView {
    let group = NodeRef::<html::Div>::new();
    let choose_by = move |step: isize, from_edge: bool| {
        let keys: Vec<_> = tabs.with_untracked(|tabs| tabs.iter().map(|t| t.key).collect());
        let now = keys.iter().position(|k| *k == chosen.get_untracked()).unwrap_or(0);
        let to = match (from_edge, step < 0) {
            (true, true) => keys.last(),
            (true, false) => keys.first(),
            (false, _) => now.checked_add_signed(step).and_then(|i| keys.get(i)).or(if step < 0 {
                keys.last()
            } else {
                keys.first()
            }),
        };
        if let Some(key) = to {
            on_choose.run(key);
            let group = group.get_untracked();
            dom::before_paint(move || {
                if let Some(on) = group.and_then(|g| dom::find(&g, "[aria-checked=true]")) {
                    dom::focus(&on);
                }
            });
        }
    };
    let pressed = move |event: dom::KeyboardEvent| {
        match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => choose_by(1, false),
            "ArrowLeft" | "ArrowUp" => choose_by(-1, false),
            "Home" => choose_by(1, true),
            "End" => choose_by(-1, true),
            _ => return,
        }
        event.prevent_default();
    };
    let buttons = move || {
        let buttons = tabs.get().into_iter().map(|tab| {
            let key = tab.key;
            let on = move || chosen.get() == key;
            view! {
                <button
                    type="button"
                    role="radio"
                    aria-checked=move || super::aria(on())
                    tabindex=move || if on() { "0" } else { "-1" }
                    on:click=move |_| on_choose.run(key)
                >
                    {tab.label}
                </button>
            }
        });
        buttons.collect_view()
    };
    view! {
        <div class="tabs" role="radiogroup" aria-label=move || label.get() node_ref=group on:keydown=pressed>
            {buttons}
        </div>
    }
    .into_any()
}
