//! Who is to own what: the map and the board, a search for a better plan, moves by hand, what changes and what it costs.

mod all;
mod board;
mod by_hand;
mod changes;
mod desk;
mod map;
mod moves;
mod person;
mod search;
mod settings;
mod strip;
mod whose;

use crate::present::Route;
use crate::present::TerritoriesPart;
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{Empty, Panel};
use all::everywhere;
use board::BoardPanel;
use by_hand::ByHandPanel;
use changes::ChangesPanel;
use desk::Desk;
use leptos::prelude::*;
use map::MapPanel;
use moves::MovesPanel;
use search::SearchPanel;
use settings::ConditionsPanel;
use strip::{Remarks, Strip};
use whose::Whose;

/// The Assign part.
#[component]
pub(super) fn Assign() -> AnyView {
    let app = App::here();
    let desk = Desk::new(app);
    provide_context(desk);
    // Not a part of what follows: a segment without accounts has no panel of the search.
    provide_context(everywhere(desk));
    let ready = Memo::new(move |_| desk.base.with(|base| !base.ids.is_empty() && !base.seats.is_empty()));
    let body = move || {
        if ready.get() {
            view! {
                <Whose/>
                <Strip/>
                <div class="row side-wide assign-top">
                    <MapPanel/>
                    <SearchPanel/>
                </div>
                <BoardPanel/>
                <div class="row half">
                    <div class="col">
                        <MovesPanel/>
                        <ByHandPanel/>
                    </div>
                    <ConditionsPanel/>
                </div>
                <ChangesPanel/>
            }
            .into_any()
        } else {
            nothing(desk)
        }
    };
    view! {
        <Remarks/>
        {body}
    }
    .into_any()
}

/// What stands here without accounts, or without anybody to give them to.
fn nothing(desk: Desk) -> AnyView {
    let none_at_all = desk.app.document.with_untracked(|it| it.accounts.is_empty());
    let no_accounts = desk.base.with(|base| base.ids.is_empty());
    let (title, text) = match (none_at_all, no_accounts) {
        (true, _) => (
            tr!("No accounts yet"),
            tr!(
                "Import accounts with who owns them and what they could pay; here they are shared out among your people, on a map and in balance."
            ),
        ),
        (false, true) => (
            tr!("None of these accounts"),
            tr!(
                "The segment has no accounts of this kind that anybody here may have. Choose other accounts, another segment or other people above."
            ),
        ),
        (false, false) => (
            tr!("Nobody to give accounts to"),
            tr!(
                "Nobody of this function covers this segment. Add people on the Team page, or choose above whose accounts are assigned."
            ),
        ),
    };
    let accounts = Route::territories(TerritoriesPart::Accounts).to_string();
    let actions = move || {
        view! {
            <a class="btn primary" href="#/data/customers">{tr!("Import accounts")}</a>
            <a class="btn" href=accounts.clone()>{tr!("Type them in")}</a>
        }
    };
    view! {
        {(!none_at_all).then(|| view! { <Whose/> })}
        <Panel><Empty title=title text=text actions=actions/></Panel>
        {(!none_at_all).then(|| view! { <ConditionsPanel/> })}
    }
    .into_any()
}
