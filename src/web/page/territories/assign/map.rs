//! The map of today's or of the planned owners.

use super::desk::{Desk, Shown};
use crate::present::assign::{Base, balanced_within};
use crate::text::tr;
use crate::units::Money;
use crate::web::ui::{Button, Look, MapPick, Panel, PanelHead, Tab, Tabs, TerritoryMap};
use leptos::prelude::*;
use std::sync::Arc;

/// The panel with the map, or what to do where no account has a place.
#[component]
pub(super) fn MapPanel() -> AnyView {
    let desk = Desk::here();
    let planned = Memo::new(move |_| {
        desk.base.with(|base| desk.plan.with(|plan| base.owners_and_moves(plan).iter().filter(|it| it.1).count()))
    });
    let title = Signal::derive(move || match desk.shown.get() {
        Shown::Today => tr!("Territories of today").to_owned(),
        Shown::Planned if planned.get() == 0 => tr!("Territories, as today").to_owned(),
        Shown::Planned => tr!("Proposed territories").to_owned(),
    });
    let say = Signal::derive(move || {
        let locale = desk.app.locale.get();
        let what = desk.base.with(|base| base.attributes.first().map(|it| balanced_within(*it)));
        let labels = what.map(|what| tr!("Label: index of {what}, 100 is a fair share. ")).unwrap_or_default();
        let rings = match planned.get() {
            0 => String::new(),
            1 => tr!("; the ringed one gets another owner").to_owned(),
            some => tr!("; the {} ringed ones get another owner", locale.count(some as i64)),
        };
        tr!("{labels}Dots: accounts by potential{rings}. Areas: where 96\u{a0}% of the accounts lie.")
    });
    let tabs = Signal::derive(|| vec![Tab::new("today", tr!("Today")), Tab::new("planned", tr!("Proposed"))]);
    let shown = Signal::derive(move || match desk.shown.get() {
        Shown::Today => "today",
        Shown::Planned => "planned",
    });
    let choose = move |key: &'static str| {
        desk.shown.set(if key == "today" { Shown::Today } else { Shown::Planned });
    };
    let actions = move || view! { <Tabs label=tr!("Owners shown") tabs=tabs chosen=shown on_choose=choose/> };
    let has_places = Memo::new(move |_| desk.base.with(|base| base.places.iter().any(Option::is_some)));
    let label = Signal::derive(move || {
        desk.base.with(|base| {
            let placed = base.places.iter().flatten().count();
            tr!(
                "Map of {placed} accounts of {} people. The board below holds the same figures. Arrows move it, plus and minus zoom, Tab goes through the territories.",
                base.seats.len()
            )
        })
    });
    let selected = Signal::derive(move || desk.selected.get());
    let picked = move |pick: MapPick| {
        desk.selected.update(|now| *now = Arc::new(joined(now, pick)));
    };
    let dropped = move |rep: u32| desk.give(&desk.selected.get_untracked(), rep);
    let tip = move |at: u32| desk.base.with_untracked(|base| told(desk, base, at));
    let body = move || {
        if has_places.get() {
            view! {
                <TerritoryMap
                    scene=desk.scene
                    selected=selected
                    chosen=desk.chosen
                    over=desk.over
                    label=label
                    tip=tip
                    on_pick=picked
                    on_drop=dropped
                />
            }
            .into_any()
        } else {
            view! {
                <p class="say">
                    {tr!("No account has a place, so there is no map: give latitude and longitude, a US postal code, a state or a country. The board and the search work without.")}
                </p>
            }
            .into_any()
        }
    };
    view! {
        <Panel class="assign-map">
            <PanelHead title=title say=say actions=actions/>
            {body}
            <Adopt/>
        </Panel>
    }
    .into_any()
}

/// The selection after something was picked on the map: what is picked, or with the key held that too.
fn joined(now: &[u32], pick: MapPick) -> Vec<u32> {
    if !pick.add {
        return pick.accounts;
    }
    if let [one] = pick.accounts.as_slice()
        && now.binary_search(one).is_ok()
    {
        return now.iter().copied().filter(|it| it != one).collect();
    }
    let mut all = [now, &pick.accounts].concat();
    all.sort_unstable();
    all.dedup();
    all
}

/// What is said of an account under the pointer.
fn told(desk: Desk, base: &Base, at: u32) -> String {
    let (locale, currency) =
        (desk.app.locale.get_untracked(), desk.app.document.with_untracked(|it| it.settings.currency));
    let name = base.accounts.get(at as usize).cloned().unwrap_or_default();
    let amounts = base.amounts.get(at as usize).copied().unwrap_or_default();
    let money = |it: f64| locale.money_compact(Money::from_major_f64(it), currency);
    let (today, planned) =
        (base.instance.today(at as usize), desk.plan.with_untracked(|plan| plan.get(at as usize).copied().flatten()));
    let owner = if today == planned {
        base.name_today(at as usize).to_owned()
    } else {
        format!("{} \u{2192} {}", base.name_today(at as usize), base.name(planned))
    };
    tr!("{name}: {owner}, potential {}, ARR {}", money(amounts.potential), money(amounts.arr))
}

/// Adopt the plan or discard it, while there is one.
#[component]
fn Adopt() -> AnyView {
    let desk = Desk::here();
    let planned = Memo::new(move |_| desk.app.document.with(|it| it.territory_plan.len()));
    let locale = move |count: usize| desk.app.locale.get_untracked().count(count as i64);
    let adopt = move |()| {
        let count = planned.get_untracked();
        let command = desk.app.document.with_untracked(crate::edit::adopt_plan);
        desk.trial.set(None);
        let told = if count == 1 {
            tr!("1 account has its new owner.").to_owned()
        } else {
            tr!("{} accounts have their new owners.", locale(count))
        };
        desk.app.dispatch_risky(command, told);
    };
    let discard = move |()| {
        desk.trial.set(None);
        desk.app.dispatch_with_undo(crate::edit::drop_plan(), tr!("The plan is discarded; owners are as today."));
    };
    view! {
        <Show when=move || planned.get() != 0 && desk.trial.with(Option::is_none)>
            <div class="actions assign-adopt no-print">
                <Button label=tr!("Adopt the plan") look=Look::Primary on_press=adopt hint=tr!("The planned owners become the owners.")/>
                <Button label=tr!("Discard the plan") look=Look::Quiet on_press=discard/>
            </div>
        </Show>
    }
    .into_any()
}
