//! What is built when its turn comes, so that a page is on screen before all of it is.

use crate::web::port::{dom, later};
use leptos::prelude::*;

/// Whether something still waits for its turn; nothing where it was there at once.
pub(super) type Turn = Option<RwSignal<bool>>;

/// Takes a turn: none where there is time to build now.
pub(super) fn take_turn() -> Turn {
    later::is_time_up().then(|| {
        let waits = RwSignal::new(true);
        later::put_off(move || {
            waits.try_set(false);
        });
        waits
    })
}

/// Builds now, or in turn.
pub(super) fn in_turn(turn: Turn, children: Children) -> AnyView {
    let Some(waits) = turn else { return children() };
    let mut children = Some(children);
    (move || if waits.get() { None } else { children.take().map(|children| children()) }).into_any()
}

/// A part of a panel that is built when its turn comes. It keeps the height of a screen until then, so that nothing behind it jumps.
#[component]
pub fn Later(
    /// What stands there.
    children: Children,
) -> AnyView {
    let turn = take_turn();
    let waits =
        turn.map(|waits| move || waits.get().then(|| view! { <div class="coming later" aria-busy="true"></div> }));
    view! {
        {waits}
        {in_turn(turn, children)}
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
