//! What is built when its turn comes, so that a page is on screen before all of it is.

use crate::web::port::later;
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
