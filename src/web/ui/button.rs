//! Buttons.

use super::{Icon, unless_empty};
use leptos::prelude::*;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// With a border.
    #[default]
    Plain,
    /// The one main action of its place.
    Primary,
    /// Without a border, for rows of small actions.
    Quiet,
    /// Takes something away.
    Danger,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Look::Plain => "btn",
            Look::Primary => "btn primary",
            Look::Quiet => "btn quiet",
            Look::Danger => "btn danger",
        }
    }
}

/// A button. With an icon and `icon_only` its label is read but not shown.
#[component]
pub fn Button(
    /// What it does, in a word or two.
    #[prop(into)]
    label: Signal<String>,
    /// What happens.
    #[prop(into)]
    on_press: Callback<()>,
    /// How much it asks for attention.
    #[prop(optional)]
    look: Look,
    /// A picture before the label.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Shows the picture alone.
    #[prop(optional)]
    icon_only: bool,
    /// Shows the picture alone on a phone.
    #[prop(optional)]
    icon_on_phone: bool,
    /// A low button, for rows and panel heads.
    #[prop(optional)]
    small: bool,
    /// It cannot be pressed now; it keeps its place in the order of focus.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// For a switch: whether it is on.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// What it acts on, read after the label where several buttons are called the same.
    #[prop(optional, into)]
    on_what: Signal<String>,
    /// A remark that appears under the pointer.
    #[prop(optional, into)]
    hint: Signal<String>,
) -> AnyView {
    view! {
        <button
            type="button"
            class=look.class()
            class:small=small
            class:bare=icon_only
            aria-label=move || icon_only.then(|| label.get())
            aria-pressed=move || pressed.map(|it| super::aria(it.get()))
            aria-disabled=move || disabled.get().then_some("true")
            title=move || unless_empty(hint).or_else(|| icon_only.then(|| label.get()))
            on:click=move |_| {
                if !disabled.get_untracked() {
                    on_press.run(());
                }
            }
        >
            {icon.map(Icon::view)}
            {(!icon_only).then(|| view! { <span class:wide-only=icon_on_phone>{move || label.get()}</span> })}
            {move || unless_empty(on_what).map(|what| view! { <span class="read">{[" ", &what].concat()}</span> })}
            {icon_on_phone.then(|| view! { <span class="narrow-read">{move || label.get()}</span> })}
        </button>
    }
    .into_any()
}
