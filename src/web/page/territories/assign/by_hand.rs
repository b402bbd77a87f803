//! Moves by hand: select by filter, click or lasso; give what is selected to somebody, put it back, lock it.

use super::desk::Desk;
use crate::edit::{Command, set_plan};
use crate::text::tr;
use crate::units::{AccountId, Money};
use crate::web::ui::{Button, Choice, Field, Look, Menu, MenuItem, Panel, PanelHead, Pick, Table};
use leptos::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// How many of the selected accounts are listed.
const LISTED: usize = 60;

/// The panel.
#[component]
pub(super) fn ByHandPanel() -> AnyView {
    let desk = Desk::here();
    let count = Memo::new(move |_| desk.selected.with(|it| it.len()));
    let say = Signal::derive(move || {
        let locale = desk.app.locale.get();
        desk.base.with(|base| {
            desk.selected.with(|selected| {
                let amounts = selected.iter().filter_map(|at| base.amounts.get(*at as usize));
                let (potential, arr) = amounts.fold((0.0, 0.0), |sum, it| (sum.0 + it.potential, sum.1 + it.arr));
                let currency = desk.app.document.with(|it| it.settings.currency);
                let money = |it: f64| locale.money_compact(Money::from_major_f64(it), currency);
                match selected.len() {
                    0 => tr!("Click an account on the map, draw round some with the lasso, or filter. Then drag them onto a name, or choose Move to.").to_owned(),
                    1 => tr!("1 account selected: potential {}, ARR {}.", money(potential), money(arr)),
                    many => tr!("{} accounts selected: potential {}, ARR {}.", locale.count(many as i64), money(potential), money(arr)),
                }
            })
        })
    });
    let people = Signal::derive(move || {
        desk.base.with(|base| {
            let entry = |(at, name): (usize, &String)| MenuItem {
                key: at.to_string().into(),
                label: name.clone(),
                ..MenuItem::default()
            };
            base.names.iter().enumerate().map(entry).collect::<Vec<_>>()
        })
    });
    let give = move |key: Arc<str>| {
        if let Ok(rep) = key.parse() {
            desk.give(&desk.selected.get_untracked(), rep);
        }
    };
    let label = Signal::derive(|| tr!("Move to\u{2026}").to_owned());
    let bar_label = Signal::derive(|| tr!("Must not go to\u{2026}").to_owned());
    let bar = move |key: Arc<str>| {
        if let Ok(rep) = key.parse() {
            bar_from(desk, rep);
        }
    };
    let header = Signal::derive(|| {
        [tr!("Account"), tr!("Today"), tr!("Planned"), tr!("Potential"), "ARR", tr!("Hours")].map(String::from).to_vec()
    });
    let rows = Signal::derive(move || listed(desk));
    let rest = move || {
        let more = count.get().saturating_sub(LISTED);
        (more > 0).then(|| tr!("and {} more", desk.app.locale.get().count(more as i64)))
    };
    view! {
        <Panel class="assign-hand no-print">
            <PanelHead title=tr!("Move accounts") say=say/>
            <Filter/>
            <Show when=move || count.get() != 0>
                <div class="actions assign-hand-do">
                    <Menu label=label items=people on_pick=give/>
                    <Button label=tr!("Put back") small=true on_press=move |()| put_back(desk) hint=tr!("To whoever owns them today")/>
                    <Button label=tr!("Lock") small=true on_press=move |()| lock(desk, true) hint=tr!("They stay with whoever owns them today")/>
                    <Button label=tr!("Unlock") small=true on_press=move |()| lock(desk, false)/>
                    <Menu label=bar_label items=people on_pick=bar/>
                    <Button
                        label=tr!("Keep apart")
                        small=true
                        disabled=Signal::derive(move || count.get() != 2)
                        on_press=move |()| keep_apart(desk)
                        hint=tr!("Two selected accounts that must not have the same owner, such as competitors")
                    />
                    <Button label=tr!("Select none") small=true look=Look::Quiet on_press=move |()| desk.selected.set(Arc::default())/>
                </div>
                <Table label=tr!("Selected accounts") header=header rows=rows/>
                <p class="fine">{rest}</p>
            </Show>
        </Panel>
    }
    .into_any()
}

fn listed(desk: Desk) -> Vec<Vec<String>> {
    let (base, plan, locale) = (desk.base.get(), desk.plan.get(), desk.app.locale.get());
    let money = |it: f64| locale.money_whole(Money::from_major_f64(it));
    desk.selected.with(|selected| {
        let row = |at: &u32| {
            let place = *at as usize;
            let amounts = base.amounts.get(place)?;
            Some(vec![
                base.accounts.get(place)?.clone(),
                base.name_today(place).to_owned(),
                base.name_planned(place, plan.get(place).copied().flatten()).to_owned(),
                money(amounts.potential),
                money(amounts.arr),
                locale.number(amounts.hours, 0),
            ])
        };
        selected.iter().take(LISTED).filter_map(row).collect()
    })
}

fn ids(desk: Desk) -> HashSet<AccountId> {
    desk.base.with_untracked(|base| {
        let selected = desk.selected.get_untracked();
        selected.iter().filter_map(|at| base.ids.get(*at as usize)).cloned().collect()
    })
}

/// Takes the selected accounts out of the plan.
fn put_back(desk: Desk) {
    let mine = ids(desk);
    let command = desk.app.document.with_untracked(|document| {
        let rest = document.territory_plan.iter().filter(|(id, _)| !mine.contains(id)).cloned().collect::<Vec<_>>();
        (rest.len() != document.territory_plan.len()).then(|| set_plan(document, &rest))
    });
    if let Some(command) = command {
        desk.app.dispatch_with_undo(command, tr!("Back with whoever owns them today."));
    }
}

/// Locks the selected accounts, or unlocks them.
fn lock(desk: Desk, locked: bool) {
    let mine = ids(desk);
    let (command, changed) = desk.app.document.with_untracked(|document| {
        let mut accounts = document.accounts.to_vec();
        let mut changed = 0_usize;
        for account in accounts.iter_mut().filter(|it| it.locked != locked && mine.contains(&it.id)) {
            account.locked = locked;
            changed += 1;
        }
        let label = if locked { tr!("lock accounts") } else { tr!("unlock accounts") };
        (Command::batch(label, vec![Command::Accounts(Arc::new(accounts))]), changed)
    });
    if changed > 0 {
        let those = desk.app.locale.get_untracked().counted(changed, tr!("account"), tr!("accounts"));
        let told = if locked { tr!("{those} locked: no search moves them.") } else { tr!("{those} unlocked.") };
        desk.app.dispatch_with_undo(command, told);
    }
}

/// The selected accounts must not go to somebody.
fn bar_from(desk: Desk, rep: usize) {
    let Some(seat) = desk.base.with_untracked(|base| base.seats.get(rep).cloned()) else { return };
    let mine = ids(desk);
    desk.set(|settings| {
        settings.forbidden.retain(|(id, other)| *other != seat || !mine.contains(id));
        let mut barred: Vec<AccountId> = mine.into_iter().collect();
        barred.sort();
        settings.forbidden.extend(barred.into_iter().map(|id| (id, seat.clone())));
    });
}

/// Two selected accounts must not have the same owner.
fn keep_apart(desk: Desk) {
    let mut mine: Vec<AccountId> = ids(desk).into_iter().collect();
    mine.sort();
    if let [one, other] = mine.as_slice() {
        let pair = (one.clone(), other.clone());
        desk.set(|settings| {
            if !settings.apart.contains(&pair) {
                settings.apart.push(pair);
            }
        });
    }
}

/// Selects by name, owner and state.
#[component]
fn Filter() -> AnyView {
    let desk = Desk::here();
    let text = RwSignal::new(String::new());
    let owner = RwSignal::new(String::new());
    let only = RwSignal::new("all".to_owned());
    let found = Memo::new(move |_| {
        let (text, owner, only) = (text.get().to_lowercase(), owner.get(), only.get());
        if text.is_empty() && owner.is_empty() && only == "all" {
            return Vec::new();
        }
        desk.base.with(|base| {
            desk.plan.with(|plan| {
                let fits = |at: &u32| {
                    let place = *at as usize;
                    let has = plan.get(place).copied().flatten();
                    let named = base.accounts.get(place).is_some_and(|it| it.to_lowercase().contains(&text));
                    let state = match only.as_str() {
                        "moves" => has != base.instance.today(place),
                        "locked" => base.instance.lock(place).is_some(),
                        "no-place" => base.places.get(place).is_some_and(Option::is_none),
                        _all => true,
                    };
                    let outside = base.stays_outside(place, has);
                    let owned = match owner.as_str() {
                        "" => true,
                        "nobody" => has.is_none() && !outside,
                        "others" => outside,
                        at => at.parse().ok() == has && has.is_some(),
                    };
                    named && state && owned
                };
                (0..u32::try_from(base.ids.len()).unwrap_or(u32::MAX)).filter(fits).collect::<Vec<u32>>()
            })
        })
    });
    let owners = Signal::derive(move || {
        let mut choices = vec![Choice::new("", tr!("Anybody")), Choice::new("nobody", tr!("Nobody"))];
        desk.base.with(|base| {
            choices.extend(base.names.iter().enumerate().map(|(at, name)| Choice::new(at.to_string(), name.clone())));
            if (0..base.ids.len()).any(|at| base.stays_outside(at, None)) {
                choices.push(Choice::new("others", tr!("Other owners")));
            }
        });
        choices
    });
    let states = Signal::derive(|| {
        [
            ("all", tr!("All")),
            ("moves", tr!("Change hands")),
            ("locked", tr!("Locked")),
            ("no-place", tr!("Without a place")),
        ]
        .map(|(key, name)| Choice::new(key, name))
        .to_vec()
    });
    let none = Memo::new(move |_| found.with(Vec::is_empty));
    let label = Signal::derive(move || {
        let count = found.with(Vec::len);
        if count == 0 { tr!("Select").to_owned() } else { tr!("Select {}", desk.app.locale.get().count(count as i64)) }
    });
    view! {
        <div class="fields assign-filter">
            <Field
                label=tr!("Name contains")
                value=Signal::derive(move || text.get())
                on_commit=move |it: String| text.set(it)
                on_input=Callback::new(move |it: String| text.set(it))
                text=true
            />
            <Pick label=tr!("Planned for") choices=owners chosen=Signal::derive(move || owner.get()) on_choose=move |key: String| owner.set(key)/>
            <Pick label=tr!("Only") choices=states chosen=Signal::derive(move || only.get()) on_choose=move |key: String| only.set(key)/>
            <div class="assign-filter-do">
                <Button label=label disabled=none on_press=move |()| desk.selected.set(Arc::new(found.get_untracked()))/>
            </div>
        </div>
    }
    .into_any()
}
