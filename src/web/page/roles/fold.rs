//! What is behind a line that opens it.

use leptos::html;
use leptos::prelude::*;

/// A line that opens what is below; that exists only while it is open.
#[component]
pub(super) fn Fold(
    /// The line.
    label: &'static str,
    /// What is below.
    children: ChildrenFn,
) -> AnyView {
    let open = RwSignal::new(false);
    let node = NodeRef::<html::Details>::new();
    let turned = move |_| open.set(node.get_untracked().is_some_and(|it| it.open()));
    view! {
        <details class="offer-detail" node_ref=node on:toggle=turned>
            <summary>{label}</summary>
            {move || open.get().then(|| children())}
        </details>
    }
    .into_any()
}
