//! A window over the page that wants an answer first.

use super::{Button, Icon, Look};
use crate::text::tr;
use crate::web::port::dom;
use leptos::html;
use leptos::prelude::*;

/// A modal dialog (the browser's own, which keeps the focus inside and gives it back). Its content exists only while it is open.
#[component]
pub fn Dialog(
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// It wants to be closed: by Escape, the cross or a click beside it.
    #[prop(into)]
    on_close: Callback<()>,
    /// As wide as a table needs it.
    #[prop(optional)]
    wide: bool,
    /// It asks for one text: the focus begins in its field, not on the cross.
    #[prop(optional)]
    types: bool,
    /// What stands in it.
    children: ChildrenFn,
) -> AnyView {
    let node = NodeRef::<html::Dialog>::new();
    let name = super::fresh_id("dialog");
    let named = name.clone();
    Effect::new(move |_| {
        let (Some(dialog), open) = (node.get(), open.get()) else { return };
        if open && !dialog.open() {
            // It is in the page and not open, so there is nothing it could refuse.
            let _ = dialog.show_modal();
            if types {
                dom::focus_first("dialog[open] input");
            }
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    let content = move || open.get().then(|| children());
    view! {
        <dialog
            node_ref=node
            class="dialog"
            class:wide=wide
            aria-labelledby=named
            on:click=move |event| {
                if dom::is_own(&event) {
                    on_close.run(());
                }
            }
            on:cancel=move |event: dom::Event| {
                event.prevent_default();
                on_close.run(());
            }
        >
            <div class="dialog-sheet">
                <div class="panel-head">
                    <div><h2 id=name>{move || title.get()}</h2></div>
                    <Button label=tr!("Close") icon=Icon::Close icon_only=true look=Look::Quiet small=true on_press=on_close/>
                </div>
                {content}
            </div>
        </dialog>
    }
    .into_any()
}
