//! Where a file comes in: dropped, chosen, or its text pasted.

use super::Icon;
use crate::text::tr;
use crate::web::port::dom::{self, PickedFile};
use leptos::prelude::*;

/// A place to drop files on, with a button to choose them; a pasted text counts as a file, too.
#[component]
pub fn FileDrop(
    /// What may come in, in words.
    #[prop(into)]
    label: Signal<String>,
    /// The endings of files to offer, such as `.csv,.json`.
    accept: &'static str,
    /// A file has come.
    #[prop(into)]
    on_file: Callback<PickedFile>,
    /// The name given to pasted text.
    #[prop(optional)]
    paste_name: &'static str,
) -> AnyView {
    let over = RwSignal::new(false);
    let input = super::fresh_id("file");
    let pasted = move |event: dom::ClipboardEvent| {
        let text = dom::pasted_text(&event);
        if !text.is_empty() {
            event.prevent_default();
            let name = if paste_name.is_empty() { tr!("pasted text") } else { paste_name };
            on_file.run(PickedFile { name: name.to_owned(), bytes: Ok(text.into_bytes()) });
        }
    };
    view! {
        <div
            class="drop"
            class:over=move || over.get()
            tabindex="0"
            role="group"
            aria-label=move || label.get()
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                over.set(false);
                dom::read_dropped(&event, on_file);
            }
            on:paste=pasted
        >
            {Icon::Import.view()}
            <p>{move || label.get()}</p>
            <input
                type="file"
                class="read"
                id=input.clone()
                accept=accept
                multiple=true
                on:change=move |event| dom::read_chosen(&event, on_file)
            />
            <label class="btn" for=input>{tr!("Choose a file")}</label>
            <p class="fine">{tr!("or drop it here, or paste its text")}</p>
        </div>
    }
    .into_any()
}
