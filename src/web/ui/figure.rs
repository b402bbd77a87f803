//! A figure outside of a table that can be asked.

use leptos::prelude::*;

/// A figure as a button that opens its explanation.
#[component]
pub fn FigureButton(
    /// Its text.
    #[prop(into)]
    text: Signal<String>,
    /// Whether its explanation is open.
    #[prop(into)]
    open: Signal<bool>,
    /// It is asked.
    #[prop(into)]
    on_ask: Callback<()>,
) -> AnyView {
    view! {
        <button
            type="button"
            class="figure"
            aria-haspopup="dialog"
            aria-expanded=move || super::aria(open.get())
            on:click=move |_| on_ask.run(())
        >
            {move || text.get()}
        </button>
    }
    .into_any()
}
