//! Shifting accounts: who looks after more than one person can, and the customers that would change hands.

use super::{LookedAt, asked};
use crate::edit::shift_accounts;
use crate::engine::Scope;
use crate::engine::capacity::AccountShift;
use crate::present::capacity::{account_loads_table, account_moves_table, account_shift_say, keeping_title};
use crate::text::{tr, within};
use crate::web::app::App;
use crate::web::ui::{Button, Look, Panel, PanelHead, Table};
use leptos::prelude::*;
use std::sync::Arc;

/// The panel; nothing while no customer has an owner.
#[component]
pub(super) fn BooksPanel() -> AnyView {
    let app = App::here();
    let at = LookedAt::here();
    let owned = Memo::new(move |_| asked(app, |plan, _| plan.has_owned_accounts()));
    let shifts = Memo::new_with_compare(
        move |_| {
            let (scope, (_, span)) = (at.scope.get(), at.period.get());
            let segment = match scope {
                Scope::Company => None,
                Scope::Segment(at) => Some(at),
            };
            Arc::new(asked(app, |plan, _| plan.account_shifts(segment, span.from)))
        },
        |_, _| true,
    );
    let title = Signal::derive(move || {
        let scope = at.scope.get();
        asked(app, |_, tell| tr!("Shift accounts, {}", tell.scope(scope)))
    });
    let say = Signal::derive(move || {
        shifts.with(|shifts| match shifts.is_empty() {
            true => tr!("Nobody looks after more than one person can: the ARR and the customers of each owner fit the book and the number of customers set in their role.").to_owned(),
            false => shifts.iter().map(|it| asked(app, |_, tell| account_shift_say(tell, it))).collect::<Vec<_>>().join(" "),
        })
    });
    let body = move || {
        (0..shifts.with(|it| it.len())).map(|place| view! { <Shift shifts=shifts place=place/> }).collect_view()
    };
    view! {
        <Show when=move || owned.get()>
            <Panel class="capacity-books">
                <PanelHead title=title say=say/>
                {body}
            </Panel>
        </Show>
    }
    .into_any()
}

/// One function: who is how loaded, and which customers change hands.
#[component]
fn Shift(shifts: Memo<Arc<Vec<AccountShift>>>, place: usize) -> AnyView {
    let app = App::here();
    let one = move || shifts.with(|it| it.get(place).cloned());
    let name = move || one().map(|it| keeping_title(it.keeping)).unwrap_or_default();
    let loads =
        Memo::new(move |_| one().map(|it| asked(app, |_, tell| account_loads_table(tell, &it))).unwrap_or_default());
    let moves =
        Memo::new(move |_| one().map(|it| asked(app, |_, tell| account_moves_table(tell, &it))).unwrap_or_default());
    let some = Memo::new(move |_| moves.with(|it| !it.rows.is_empty()));
    let apply = move |()| {
        let Some(shift) = shifts.with_untracked(|it| it.get(place).cloned()) else { return };
        let command = app.document.with_untracked(|document| shift_accounts(document, &shift));
        if let Some(command) = command {
            let told = match shift.moves.len() {
                1 => tr!("One customer has another owner.").to_owned(),
                count => tr!("{count} customers have another owner."),
            };
            app.dispatch_risky(command, told);
        }
    };
    view! {
        <h3>{name}</h3>
        <Table
            label=Signal::derive(move || tr!("Loads in {}", name()))
            header=Signal::derive(move || loads.with(|it| it.header.clone()))
            rows=Signal::derive(move || loads.with(|it| it.rows.clone()))
        />
        <Show when=move || some.get()>
            <h3>{move || tr!("Customers that change hands in {}", within(name()))}</h3>
            <Table
                label=Signal::derive(move || tr!("Customers that change hands in {}", name()))
                header=Signal::derive(move || moves.with(|it| it.header.clone()))
                rows=Signal::derive(move || moves.with(|it| it.rows.clone()))
            />
            <div class="actions">
                <Button
                    label=Signal::derive(move || match moves.with(|it| it.rows.len()) {
                        1 => tr!("Move 1 customer").to_owned(),
                        count => tr!("Move {count} customers"),
                    })
                    small=true
                    look=Look::Primary
                    on_press=apply
                    hint=tr!("Changes the owner in this function only, as one step.")
                />
            </div>
        </Show>
    }
    .into_any()
}
