//! A short notice at the foot of the page, with a way back.

use super::{Button, Icon, Look};
use crate::text::tr;
use crate::web::port::dom;
use leptos::prelude::*;

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// What happened.
    pub text: String,
    /// What can be done about it, such as Undo.
    pub action: Option<String>,
}

/// How long a notice stays.
const STAYS_MS: u64 = 8_000;

/// The place where notices appear. The newest one is shown until its time is over; it stays while the pointer or the focus is on it.
#[component]
pub fn Toasts(
    /// The notice shown, if there is one.
    toast: RwSignal<Option<Toast>>,
    /// Does what the notice offers.
    #[prop(into)]
    on_action: Callback<()>,
) -> AnyView {
    let held = RwSignal::new(false);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let waits = toast.with(Option::is_some) && !held.get();
        let mine = turn.try_update_value(|t| {
            *t = t.wrapping_add(1);
            *t
        });
        if waits {
            dom::after_ms(STAYS_MS, move || {
                if turn.try_get_value() == mine {
                    toast.try_set(None);
                }
            });
        }
    });
    let content = move || {
        toast.get().map(|t| {
            let act = t.action.map(|label| {
                let act = move |()| {
                    held.set(false);
                    toast.set(None);
                    on_action.run(());
                };
                view! { <Button label=label on_press=act small=true/> }
            });
            let close = move |()| {
                held.set(false);
                toast.set(None);
            };
            view! {
                <div
                    class="toast"
                    on:pointerenter=move |_| held.set(true)
                    on:pointerleave=move |_| held.set(false)
                    on:focusin=move |_| held.set(true)
                    on:focusout=move |_| {
                        held.try_set(false);
                    }
                >
                    <p>{t.text}</p>
                    {act}
                    <Button label=tr!("Dismiss") icon=Icon::Close icon_only=true look=Look::Quiet small=true on_press=close/>
                </div>
            }
        })
    };
    view! { <div class="toasts" role="status" aria-live="polite">{content}</div> }.into_any()
}
