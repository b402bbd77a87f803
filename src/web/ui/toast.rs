//! A short notice at the foot of the page, with a way back.

use super::{Button, Icon, Look};
use crate::text::tr;
use crate::web::port::dom;
use leptos::prelude::*;
use std::sync::Arc;

/// A notice.
#[derive(Clone)]
pub struct Toast {
    /// What happened.
    pub text: String,
    /// What can be done about it.
    pub offer: Option<Offer>,
}

/// What a notice offers, such as a way back.
#[derive(Clone)]
pub struct Offer {
    /// What its button says.
    pub label: String,
    /// Does it. Not a callback of Leptos: that would be gone with the menu or the list that made it.
    pub act: Arc<dyn Fn() + Send + Sync>,
    /// How long it can be done.
    pub holds: Holds,
}

/// How long an offer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Whatever is done meanwhile.
    Always,
    /// Until the next step, as what takes back the last one.
    UntilNextStep,
    /// Until the next step, and while the page is on screen that keeps these steps.
    OnPage,
}

/// How long a notice stays.
const STAYS_MS: u64 = 8_000;

/// The place where notices appear. The newest one is shown until its time is over; it stays while the pointer or the focus is on it.
#[component]
pub fn Toasts(
    /// The notice shown, if there is one.
    toast: RwSignal<Option<Toast>>,
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
            let act = t.offer.map(|offer| {
                let press = move |()| {
                    held.set(false);
                    toast.set(None);
                    (offer.act)();
                };
                view! { <Button label=offer.label on_press=press small=true/> }
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
