//! One of those who take part: where they live, and whose accounts they may have.

use super::desk::Desk;
use super::settings::change_rep;
use crate::present::accounts::seat_name;
use crate::present::assign::{home_taken_for, home_text, read_home, serves_say};
use crate::text::tr;
use crate::units::{SeatId, SegmentId};
use crate::web::ui::{Check, Choice, Field, Pick};
use leptos::prelude::*;

/// The form.
#[component]
pub(super) fn Person() -> AnyView {
    let desk = Desk::here();
    let app = desk.app;
    let picked = RwSignal::new(None::<SeatId>);
    // Everybody of the function, as who may have no accounts of this segment must be found again.
    let seats = Memo::new(move |_| {
        app.document.with(|document| {
            let owner = document.territory.owner;
            let fits = |role| document.role(role).is_some_and(|role| owner.is_done_by(role.function));
            document.seats.iter().filter(|it| fits(&it.role)).map(|it| it.id.clone()).collect::<Vec<_>>()
        })
    });
    let seat = Memo::new(move |_| {
        let picked = picked.get();
        let here = desk.base.with(|base| base.seats.first().cloned());
        seats.with(|all| {
            picked
                .filter(|it| all.contains(it))
                .or_else(|| here.filter(|it| all.contains(it)))
                .or_else(|| all.first().cloned())
        })
    });
    let choices = Signal::derive(move || {
        app.document.with(|document| {
            seats.with(|all| all.iter().map(|it| Choice::new(it.as_str(), seat_name(document, it))).collect::<Vec<_>>())
        })
    });
    let chosen = Signal::derive(move || seat.get().map(|it| it.to_string()).unwrap_or_default());
    let own = Memo::new(move |_| {
        let seat = seat.get();
        app.document.with(|it| seat.and_then(|seat| it.territory.reps.get(&seat).cloned()).unwrap_or_default())
    });
    // What was typed is told until somebody else is chosen.
    let taken = RwSignal::new(String::new());
    let home = Signal::derive(move || own.with(|it| home_text(it.home)));
    let refuse = move |text: String| read_home(&text).err();
    let set_home = move |text: String| {
        let (Some(seat), Ok(home)) = (seat.get_untracked(), read_home(&text)) else { return };
        taken.set(home_taken_for(&text));
        picked.set(Some(seat.clone()));
        desk.set(|it| change_rep(&mut it.reps, &seat, |own| own.home = home));
    };
    let help = Signal::derive(move || {
        let told = taken.get();
        if told.is_empty() { tr!("US postal code, state, country, or degrees").to_owned() } else { told }
    });
    let segments = Memo::new(move |_| {
        app.document.with(|it| it.segments.iter().map(|it| (it.id.clone(), it.name.clone())).collect::<Vec<_>>())
    });
    let box_of = move |(id, name): (SegmentId, String)| {
        let on = {
            let id = id.clone();
            Signal::derive(move || own.with(|it| it.segments.contains(&id)))
        };
        let change = move |on: bool| {
            let (Some(seat), id) = (seat.get_untracked(), id.clone()) else { return };
            // Whoever loses the segment on screen stays in the form.
            picked.set(Some(seat.clone()));
            desk.set(|it| {
                change_rep(&mut it.reps, &seat, |own| {
                    own.segments.retain(|other| *other != id);
                    if on {
                        own.segments.push(id);
                    }
                });
            });
        };
        view! { <Check label=name on=on on_change=change/> }.into_any()
    };
    let boxes = move || segments.get().into_iter().map(box_of).collect_view();
    let serves = move || seat.get().map(|seat| app.document.with(|it| serves_say(it, &seat)));
    view! {
        <Show when=move || seat.with(Option::is_some)>
            <div class="fields assign-person">
                <Pick
                    label=tr!("Home and segments of")
                    choices=choices
                    chosen=chosen
                    on_choose=move |key: String| {
                        taken.set(String::new());
                        picked.set(Some(SeatId::new(&key)));
                    }
                />
                <Field
                    label=tr!("Home")
                    value=home
                    text=true
                    help=help
                    example=tr!("98101, or WA")
                    check=refuse
                    on_commit=set_home
                />
            </div>
            <fieldset class="assign-balance">
                <legend>{tr!("May have accounts of")}</legend>
                {boxes}
            </fieldset>
            <p class="fine">{serves}</p>
        </Show>
    }
    .into_any()
}
