//! Deals of people whose seats were removed, and the way to hand them to somebody else.

use crate::edit::hand_over_deals;
use crate::model::Document;
use crate::present::deals::removed_holders;
use crate::text::tr;
use crate::units::SeatId;
use crate::web::app::App;
use crate::web::ui::{Choice, Pick};
use leptos::prelude::*;

/// Seats that deals can be handed to, by the name of who holds them last.
fn seats(document: &Document) -> Vec<Choice> {
    let name = |seat: &crate::model::Seat| {
        let person = seat.stints.last().and_then(|stint| document.person(stint.person.as_ref()?));
        person.map_or_else(|| seat.id.to_string(), |person| [&person.name, ", ", seat.id.as_str()].concat())
    };
    let mut all: Vec<Choice> = document.seats.iter().map(|seat| Choice::new(seat.id.as_str(), name(seat))).collect();
    all.sort_by(|a, b| a.label.cmp(&b.label));
    all.insert(0, Choice::new("", tr!("Keep as they are")));
    all
}

/// One line for everybody whose seat was removed and whom deals still credit.
#[component]
pub(super) fn RemovedHolders() -> AnyView {
    let app = App::here();
    let names = Memo::new(move |_| app.document.with(removed_holders));
    let choices = Memo::new(move |_| app.document.with(seats));
    let line = move |(name, deals): (String, usize)| {
        let of =
            if deals == 1 { tr!("1 deal").to_owned() } else { tr!("{} deals", app.locale.get().count(deals as i64)) };
        let label = tr!("{of} of {name} (seat removed)");
        let hand = name.clone();
        let on_choose = move |key: String| {
            if key.is_empty() {
                return;
            }
            let command = app.document.with_untracked(|document| hand_over_deals(document, &hand, &SeatId::new(&key)));
            if let Some(command) = command {
                app.dispatch_with_undo(command, tr!("What deals credited to {hand} is handed over."));
            }
        };
        view! { <Pick label=label choices=choices chosen=Signal::stored(String::new()) on_choose=on_choose/> }
    };
    view! {
        <Show when=move || names.with(|names| !names.is_empty())>
            <p class="fine">
                {tr!("The seat of somebody these deals credit was removed. They stay credited to whoever closed them, and no statement pays that share; if somebody else is to be paid for them, hand them over.")}
            </p>
            <div class="fields">{move || names.get().into_iter().map(line).collect_view()}</div>
        </Show>
    }
    .into_any()
}
