//! A button that opens a menu.

use super::{Icon, fresh_id};
use crate::web::port::{dom, row};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// An entry of a menu.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MenuItem {
    /// What it is called in code.
    pub key: Arc<str>,
    /// What it is called on screen.
    pub label: String,
    /// A remark behind it, such as a date or a key.
    pub hint: String,
    /// For a choice among several: whether it is the one chosen.
    pub checked: Option<bool>,
    /// It begins a new group.
    pub divided: bool,
    /// It takes something away.
    pub danger: bool,
    /// It cannot be chosen now.
    pub disabled: bool,
}

/// A button that opens a menu: arrows, Home, End and first letters move in it, Enter chooses, Escape or a click elsewhere closes.
#[component]
pub fn Menu(
    /// The text of the button.
    #[prop(into)]
    label: Signal<String>,
    /// What the menu is for, where the button's text does not say it (such as the name of a scenario).
    #[prop(optional, into)]
    purpose: Signal<String>,
    /// The entries.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// Chooses.
    #[prop(into)]
    on_pick: Callback<Arc<str>>,
    /// A further class for the button.
    #[prop(optional)]
    class: &'static str,
    /// The menu opens towards the start of the line.
    #[prop(optional)]
    at_end: bool,
) -> AnyView {
    let open = RwSignal::new(false);
    let at = RwSignal::new(0_usize);
    let root = NodeRef::<html::Div>::new();
    let list = NodeRef::<html::Div>::new();
    let id = fresh_id("menu");

    let focus_at = move |index: usize| {
        at.set(index);
        dom::before_paint(move || {
            if let Some(entry) =
                list.try_get_untracked().flatten().and_then(|l| dom::find(&l, "[role^=menuitem][tabindex='0']"))
            {
                dom::focus_seen(&entry);
            }
        });
    };
    let show = move |last: bool| {
        open.set(true);
        dom::before_paint(move || {
            if let Some(list) = list.try_get_untracked().flatten() {
                row::move_within_window(&list);
            }
        });
        let (count, checked) =
            items.with_untracked(|items| (items.len(), items.iter().position(|i| i.checked == Some(true))));
        focus_at(if last { count.saturating_sub(1) } else { checked.unwrap_or(0) });
    };
    let hide = move |back: bool| {
        open.set(false);
        if back && let Some(button) = root.get_untracked().and_then(|r| dom::find(&r, "button")) {
            dom::focus(&button);
        }
    };
    let pick = move |item: &MenuItem| {
        if !item.disabled {
            hide(true);
            on_pick.run(item.key.clone());
        }
    };
    dom::on_window("pointerdown", move |event| {
        let outside = root.try_get_untracked().flatten().is_some_and(|root| !dom::inside(&root, &event));
        if outside && open.try_get_untracked() == Some(true) {
            open.set(false);
        }
    });

    let button_key = move |event: dom::KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => show(false),
            "ArrowUp" => show(true),
            // Pressed before the focus has moved into the menu.
            "Escape" if open.get_untracked() => {
                event.stop_propagation();
                hide(true);
            }
            _ => return,
        }
        event.prevent_default();
    };
    let menu_key = move |event: dom::KeyboardEvent| {
        let count = items.with_untracked(Vec::len);
        let now = at.get_untracked();
        let key = event.key();
        match key.as_str() {
            "ArrowDown" => focus_at(if now + 1 < count { now + 1 } else { 0 }),
            "ArrowUp" => focus_at(now.checked_sub(1).unwrap_or(count.saturating_sub(1))),
            "Home" => focus_at(0),
            "End" => focus_at(count.saturating_sub(1)),
            "Escape" => {
                event.stop_propagation();
                hide(true);
            }
            "Tab" => {
                hide(true);
                return;
            }
            letter if letter.chars().count() == 1 && letter != " " => {
                let starts = |i: &MenuItem| i.label.to_lowercase().starts_with(&letter.to_lowercase());
                let found = items.with_untracked(|items| {
                    (now + 1..count).chain(0..=now).find(|i| items.get(*i).is_some_and(starts))
                });
                if let Some(found) = found {
                    focus_at(found);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };

    let entries = move || {
        let entries = items.get().into_iter().enumerate().map(|(i, item)| {
            let (role, checked) = match item.checked {
                Some(on) => ("menuitemradio", Some(super::aria(on))),
                None => ("menuitem", None),
            };
            let shown = item.clone();
            view! {
                {item.divided.then(|| view! { <hr role="separator"/> })}
                <button
                    type="button"
                    role=role
                    aria-checked=checked
                    aria-disabled=item.disabled.then_some("true")
                    class:danger=item.danger
                    tabindex=move || if at.get() == i { "0" } else { "-1" }
                    on:click=move |_| pick(&item)
                >
                    <span class="tick">{(shown.checked == Some(true)).then(|| Icon::Tick.view())}</span>
                    <span class="label">{shown.label}</span>
                    <span class="hint">{shown.hint}</span>
                </button>
            }
        });
        entries.collect_view()
    };
    let menu_id = id.clone();
    let menu = move || {
        open.get().then(|| {
            view! {
                <div class="menu-list" role="menu" id=menu_id.clone() aria-label=move || purpose.get() node_ref=list on:keydown=menu_key>
                    {entries}
                </div>
            }
        })
    };
    view! {
        <div class="menu" class:at-end=at_end node_ref=root>
            <button
                type="button"
                class=["btn ", class].concat()
                aria-haspopup="menu"
                aria-expanded=move || super::aria(open.get())
                aria-controls=move || open.get().then(|| id.clone())
                on:click=move |_| if open.get_untracked() { hide(false) } else { show(false) }
                on:keydown=button_key
            >
                <span class="read">{move || unless_same(purpose, label)}</span>
                <span class="text">{move || label.get()}</span>
                {Icon::Down.view()}
            </button>
            {menu}
        </div>
    }
    .into_any()
}

/// The purpose as a prefix, unless the button already says it.
fn unless_same(purpose: Signal<String>, label: Signal<String>) -> Option<String> {
    let purpose = purpose.get();
    (!purpose.is_empty() && label.with(|l| *l != purpose)).then(|| purpose + ": ")
}
