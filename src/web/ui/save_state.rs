//! Whether what was entered is kept.

use crate::text::tr;
use leptos::prelude::*;

/// What the keeping of the document is at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// All is kept; the local time of the last save, `HH:MM`.
    Saved(String),
    /// Something is waiting to be kept.
    Pending,
    /// It can be edited but not kept: why, in a few words.
    Failed(String),
    /// It can only be looked at: why, in a few words.
    ReadOnly(String),
}

/// The state of saving, in the head of the app.
#[component]
pub fn SaveState(
    /// The state.
    #[prop(into)]
    state: Signal<Saving>,
) -> AnyView {
    let class = move || match state.get() {
        Saving::Saved(_) => "saved",
        Saving::Pending => "saved pending",
        Saving::Failed(_) | Saving::ReadOnly(_) => "saved failed",
    };
    let text = move || match state.get() {
        Saving::Saved(time) => {
            view! { {tr!("Saved")} <span class="wide-only">{tr!(" on this device")}</span> " " {time} }.into_any()
        }
        Saving::Pending => tr!("Saving…").into_any(),
        Saving::Failed(why) => view! { {tr!("Not saved: ")} {why} }.into_any(),
        Saving::ReadOnly(why) => view! { {tr!("Read-only: ")} {why} }.into_any(),
    };
    // Where there is no room for words, they are read by pointing at the sign.
    let title = move || match state.get() {
        Saving::Failed(why) => Some([tr!("Not saved: "), &why].concat()),
        Saving::ReadOnly(why) => Some([tr!("Read-only: "), &why].concat()),
        Saving::Saved(_) | Saving::Pending => None,
    };
    view! { <span class=class title=title><span>{text}</span></span> }.into_any()
}
