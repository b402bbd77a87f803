//! The parts of a page, each at an address of its own: links, so that going back, a bookmark and a new tab do what one expects.

use crate::web::port::row;
use leptos::prelude::*;

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePart {
    /// What it is called.
    pub label: &'static str,
    /// Where it is.
    pub href: String,
    /// Whether it is the one on screen.
    pub current: bool,
}

/// Links to the parts of a page, below its head.
#[component]
pub fn PageParts(
    /// What the parts belong to, for a screen reader.
    label: &'static str,
    /// The parts.
    #[prop(into)]
    parts: Signal<Vec<PagePart>>,
) -> AnyView {
    let links = move || {
        let link = |it: PagePart| {
            let current = it.current.then_some("page");
            view! { <li><a href=it.href aria-current=current>{it.label}</a></li> }
        };
        parts.get().into_iter().map(link).collect_view()
    };
    // On a phone the row is longer than the screen is wide.
    Effect::new(move |_| {
        parts.track();
        row::show_entry(".parts a[aria-current]");
    });
    view! { <nav class="parts no-print" aria-label=label><ul>{links}</ul></nav> }.into_any()
}
