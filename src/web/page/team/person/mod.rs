//! One seat in detail: who held it, holds it and will, when, what each has of their own, and when they are away.

mod day;
mod holder;
mod leave;
mod own;

use crate::edit::{add_holder_after, add_holder_before};
use crate::present::staffing;
use crate::text::tr;
use crate::units::SeatId;
use crate::web::app::App;
use crate::web::ui::{Button, Choice, Icon, Look, Panel, PanelHead, Pick};
use leptos::prelude::*;

/// The seat looked at: the one chosen here or stood in last in the roster.
#[component]
pub(super) fn PersonPanel(
    /// Its id; empty for the first one.
    wanted: RwSignal<String>,
) -> AnyView {
    let app = App::here();
    let choices = Memo::new(move |_| {
        app.document.with(|document| {
            let names = staffing::Names::of(document);
            document.seats.iter().map(|seat| Choice::new(seat.id.as_str(), names.leader(seat))).collect::<Vec<_>>()
        })
    });
    let path = Memo::new(move |_| {
        let wanted = wanted.get();
        choices.with(|choices| {
            let known = choices.iter().find(|it| it.key == wanted).or(choices.first());
            known.map(|it| it.key.clone()).unwrap_or_default()
        })
    });
    let seat = Memo::new(move |_| path.with(|path| SeatId::new(path)));
    // Holders are keyed by their number too, so that no card carries a half-typed text over to another one.
    let keys = move || {
        let seat = seat.get();
        let count = app.document.with(|document| document.seat(&seat).map_or(0, |it| it.stints.len()));
        (0..count).rev().map(|at| (app.scene.get(), seat.clone(), count, at)).collect::<Vec<_>>()
    };
    let before = move |()| {
        let command = app.document.with_untracked(|document| add_holder_before(document, &seat.get_untracked()));
        if let Some(command) = command {
            app.dispatch(command);
        }
    };
    let next =
        Memo::new(move |_| app.document.with(|document| seat.with(|seat| add_holder_after(document, seat))).is_some());
    let after = move |()| {
        let command = app.document.with_untracked(|document| add_holder_after(document, &seat.get_untracked()));
        if let Some(command) = command {
            app.dispatch(command);
        }
    };
    let hint = Signal::derive(move || {
        if next.get() { String::new() } else { tr!("The last holder has no last day; enter that first.").to_owned() }
    });
    let none = Memo::new(move |_| path.with(String::is_empty));
    view! {
        <Show when=move || !none.get()>
            <Panel class="no-print seat-panel">
                <PanelHead
                    title=tr!("One seat in detail")
                    say=tr!("Whoever holds it, one after the other, with what they have of their own. An empty field follows the role or the plan.")
                />
                <div class="fields person-pick">
                    <Pick label=tr!("Seat") wide=true choices=choices chosen=path on_choose=move |key| wanted.set(key)/>
                </div>
                <div class="person-holders">
                    <For each=keys key=|key| key.clone() children=move |(_, seat, _, at)| view! { <holder::HolderCard seat=seat at=at/> }/>
                </div>
                <div class="actions person-adds">
                    <Button label=tr!("Add a next holder") icon=Icon::Add look=Look::Quiet small=true hint=hint disabled=Signal::derive(move || !next.get()) on_press=after/>
                    <Button label=tr!("Add an earlier holder") icon=Icon::Add look=Look::Quiet small=true on_press=before/>
                </div>
            </Panel>
        </Show>
    }
    .into_any()
}
