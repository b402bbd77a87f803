//! What is built when its turn comes, so that a page is on screen before all of it is.

use crate::web::port::{dom, later};
use leptos::prelude::*;

/// Builds now, or when its turn comes; `waits` tells. It is asked as the part is built: what a page costs is mostly what its parts reckon then.
pub(super) fn in_turn(waits: RwSignal<bool>, children: Children) -> AnyView {
    let mut children = Some(children);
    let mut asked = false;
    let built = move || {
        if !asked {
            asked = true;
            if later::is_time_up() {
                waits.set(true);
                later::put_off(move || {
                    waits.try_set(false);
                });
            }
        }
        if waits.get() { None } else { children.take().map(|children| untrack(children)) }
    };
    built.into_any()
}

/// A part of a panel that is built when its turn comes. It keeps the height of a screen until then, so that nothing behind it jumps.
#[component]
pub fn Later(
    /// What stands there.
    children: Children,
) -> AnyView {
    let waits = RwSignal::new(false);
    view! {
        {move || waits.get().then(|| view! { <div class="coming later" aria-busy="true"></div> })}
        {in_turn(waits, children)}
    }
    .into_any()
}

/// Counts up some milliseconds after something has changed and the change is painted; 0 while the page is new. What takes long reads it and
/// asks for the rest untracked: it works once for however many changes, and after what is read first.
///
/// `changed` tracks what is waited for, and says whether a change counts.
pub fn settled(changed: impl Fn() -> bool + 'static, ms: u64) -> RwSignal<u32> {
    let done = RwSignal::new(0);
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        if !changed() {
            return;
        }
        asked.update_value(|it| *it += 1);
        let mine = asked.get_value();
        dom::after_paint(move || {
            dom::after_ms(ms, move || {
                // The page may have gone meanwhile, and a later change has a turn of its own.
                if asked.try_get_value() == Some(mine) {
                    done.try_update(|it| *it += 1);
                }
            });
        });
    });
    done
}
