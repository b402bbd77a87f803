//! The map of today's or of the planned owners.

use super::desk::{Desk, Shown};
use crate::edit::adopt_plan;
use crate::present::Locale;
use crate::present::assign::{Base, balanced_within};
use crate::text::tr;
use crate::units::{AccountId, Money, SegmentId};
use crate::web::ui::{Button, Look, MapPick, Panel, PanelHead, Tab, Tabs, TerritoryMap};
use leptos::prelude::*;
use std::collections::{BTreeSet, HashSet};
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

/// What a press adopts: segments, and the planned accounts in them.
#[derive(Clone, Default, PartialEq)]
struct Adoptable {
    segments: Vec<String>,
    accounts: HashSet<AccountId>,
}

impl Adoptable {
    /// `Adopt the plan of Enterprise (32 accounts)`, `Adopt all 3 segments (320 accounts)`.
    fn label(&self, locale: &Locale) -> String {
        let accounts = locale.counted(self.accounts.len(), tr!("account"), tr!("accounts"));
        match self.segments.as_slice() {
            [one] => tr!("Adopt the plan of {one} ({accounts})"),
            many => tr!("Adopt all {} segments ({accounts})", many.len()),
        }
    }
}

/// Adopt the plan of the segment on screen or of all, or discard it, while there is one.
#[component]
fn Adopt() -> AnyView {
    let desk = Desk::here();
    let planned = Memo::new(move |_| desk.overlay.with(|it| it.len()));
    let all = Memo::new(move |_| {
        let accounts: HashSet<AccountId> = desk.overlay.with(|it| it.iter().map(|(id, _)| id.clone()).collect());
        let segments = desk.app.document.with(|document| {
            let ids = document.accounts.iter().filter(|it| accounts.contains(&it.id)).map(|it| &it.segment);
            let ids: BTreeSet<_> = ids.collect();
            let name = |id: &SegmentId| document.segment(id).map_or_else(|| id.to_string(), |it| it.name.clone());
            ids.into_iter().map(name).collect()
        });
        Adoptable { segments, accounts }
    });
    let here = Memo::new(move |_| {
        let key = desk.segment_key();
        let name = desk.segments.with(|all| all.iter().find(|it| it.0.as_str() == key).map(|it| it.1.clone()));
        let mine: HashSet<AccountId> = desk.base.with(|base| base.ids.iter().cloned().collect());
        let accounts = all.with(|all| all.accounts.intersection(&mine).cloned().collect());
        Adoptable { segments: name.into_iter().collect(), accounts }
    });
    let some = Memo::new(move |_| here.with(|it| !it.accounts.is_empty()));
    let more = Memo::new(move |_| all.with(|all| here.with(|here| all.accounts.len() > here.accounts.len())));
    let adopt = move |what: Adoptable| {
        let accounts = what.accounts;
        let command = desk.app.document.with_untracked(|document| adopt_plan(document, |id| accounts.contains(id)));
        desk.trial.set(None);
        let told = match accounts.len() {
            1 => tr!("1 account has its new owner.").to_owned(),
            count => tr!("{} accounts have their new owners.", desk.app.locale.get_untracked().count(count as i64)),
        };
        desk.app.dispatch_risky(command, told);
    };
    let label = move |what: Memo<Adoptable>| Signal::derive(move || what.with(|it| it.label(&desk.app.locale.get())));
    let discard = move |()| {
        desk.trial.set(None);
        desk.app.dispatch_with_undo(crate::edit::drop_plan(), tr!("The plan is discarded; owners are as today."));
    };
    view! {
        <Show when=move || planned.get() != 0 && desk.trial.with(Option::is_none)>
            <div class="actions assign-adopt no-print">
                <Show when=move || some.get()>
                    <Button
                        label=label(here)
                        look=Look::Primary
                        on_press=move |()| adopt(here.get_untracked())
                        hint=tr!("The planned owners become the owners.")
                    />
                </Show>
                <Show when=move || more.get()>
                    <Button
                        label=label(all)
                        on_press=move |()| adopt(all.get_untracked())
                        hint=tr!("The planned owners become the owners, in segments that are not on screen too.")
                    />
                </Show>
                <Button label=tr!("Discard the plan") look=Look::Quiet on_press=discard/>
            </div>
        </Show>
    }
    .into_any()
}
