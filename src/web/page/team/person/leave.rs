//! The leaves of a holder: each from one day to another.

use super::day::day_field;
use crate::edit::{LeaveEnd, add_leave, move_leave, remove_leave};
use crate::model::Leave;
use crate::text::tr;
use crate::units::SeatId;
use crate::web::app::App;
use crate::web::ui::{Button, Icon, Look};
use leptos::prelude::*;

/// The leaves, and a button for one more.
#[component]
pub(super) fn Leaves(
    /// The seat.
    seat: StoredValue<SeatId>,
    /// Which holder, counted from 0.
    at: usize,
) -> AnyView {
    let app = App::here();
    let leaves = Memo::new(move |_| {
        app.document.with(|document| {
            let stint = seat.with_value(|seat| document.seat(seat)?.stints.get(at).cloned());
            stint.map(|it| it.leave).unwrap_or_default()
        })
    });
    let count = Memo::new(move |_| leaves.with(Vec::len));
    let one = move |which: usize| {
        let day = move |look: fn(&Leave) -> chrono::NaiveDate| leaves.with(|leaves| leaves.get(which).map(look));
        let moved = move |end: LeaveEnd| {
            move |document: &crate::model::Document, day| move_leave(document, &seat.get_value(), at, which, (end, day))
        };
        let remove = move |()| {
            let command =
                app.document.with_untracked(|document| seat.with_value(|seat| remove_leave(document, seat, at, which)));
            if let Some(command) = command {
                app.dispatch(command);
            }
        };
        view! {
            <div class="person-leave">
                {day_field(tr!("Away from"), "", move || day(|it| it.from), moved(LeaveEnd::From))}
                {day_field(tr!("To"), "", move || day(|it| it.to), moved(LeaveEnd::To))}
                <Button label=tr!("Remove this leave") icon=Icon::Remove icon_only=true look=Look::Quiet small=true on_press=remove/>
            </div>
        }
        .into_any()
    };
    // Keyed by their number too, so that no field carries a half-typed day over to another leave.
    let keys = move || (0..count.get()).map(|which| (count.get(), which)).collect::<Vec<_>>();
    let add = move |()| {
        let command = app.document.with_untracked(|document| seat.with_value(|seat| add_leave(document, seat, at)));
        if let Some(command) = command {
            app.dispatch(command);
        }
    };
    view! {
        <fieldset>
            <legend>{tr!("Leave")}</legend>
            <p class="fine">{tr!("Both days included; without quota, capacity or base pay.")}</p>
            <For each=keys key=|key| *key children=move |(_, which)| one(which)/>
            <Button label=tr!("Add a leave") icon=Icon::Add look=Look::Quiet small=true on_press=add/>
        </fieldset>
    }
    .into_any()
}
