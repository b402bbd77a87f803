//! Offers as cards in a row, and the ways to add one.

use super::Paper;
use super::figures::{OfferAsked, answers, led};
use super::mine::Mine;
use super::paste::PasteDialog;
use crate::career::{OfferFigure, Reckoned, RoleKind, issues, offer_for};
use crate::edit::ProfileCommand;
use crate::present::career::{issue, letter_of, mend, rate_say, role_assumed};
use crate::text::tr;
use crate::units::{Currency, Money};
use crate::web::app::App;
use crate::web::ui::{Button, Empty, Icon, Look, Menu, MenuItem, Panel, PanelHead};
use crate::web::why_answer::{Answering, AskedFigure};
use leptos::prelude::*;
use std::sync::Arc;

/// The cards.
#[component]
pub(super) fn OfferCards() -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let answering = Answering::new(app);
    let paper = expect_context::<RwSignal<Paper>>();
    let pasting = RwSignal::new(false);
    let any = Memo::new(move |_| mine.profile.with(|profile| !profile.offers.is_empty()));
    let ids = move || mine.profile.with(|profile| profile.offers.iter().map(|it| it.id).collect::<Vec<_>>());
    let say = Signal::derive(move || {
        if any.get() { tr!("Kept on this machine, apart from scenarios.").to_owned() } else { String::new() }
    });
    view! {
        <Panel>
            <PanelHead
                title=tr!("Offers")
                say=say
                actions=move || view! {
                    {move || any.get().then(|| view! {
                        <Button label=tr!("One page to print") small=true on_press=move |()| super::offers::print(paper, Paper::Comparison)/>
                    })}
                    <Button label=tr!("Paste an offer") small=true on_press=move |()| pasting.set(true)/>
                    <AddMenu/>
                }
            />
            <Show
                when=move || any.get()
                fallback=move || view! {
                    <Empty
                        title=tr!("No offer yet")
                        text=tr!("Paste the text of an offer, or start from what a role is usually offered. Everything stays on this machine.")
                        actions=move || view! {
                            <Button label=tr!("Paste the text of an offer") look=Look::Primary on_press=move |()| pasting.set(true)/>
                            <AddMenu/>
                        }
                    />
                }
            >
                <div class="offer-cards">
                    <For each=ids key=|id| *id children=move |id| view! { <OfferCard id=id answering=answering/> }/>
                </div>
            </Show>
            {answering.card(answers(app, mine), Some(led), None)}
        </Panel>
        <PasteDialog open=pasting/>
    }
    .into_any()
}

/// Starts an offer from a role.
#[component]
fn AddMenu() -> AnyView {
    let mine = Mine::here();
    let items = Signal::derive(|| {
        let item = |role: RoleKind| MenuItem {
            key: Arc::from(role.key()),
            label: role.name().to_owned(),
            divided: role == RoleKind::JuniorAm,
            ..MenuItem::default()
        };
        RoleKind::ALL.into_iter().map(item).collect::<Vec<_>>()
    });
    let on_pick = Callback::new(move |key: Arc<str>| {
        let Some(role) = RoleKind::from_key(&key) else { return };
        let (id, place) = mine.profile.with_untracked(|profile| (profile.fresh_id(), profile.offers.len()));
        let offer = offer_for(role, id, &[tr!("Offer "), &letter_of(place)].concat());
        mine.dispatch(ProfileCommand::put(offer, ""));
        mine.edit(id);
        mine.tell_undo(tr!(
            "{}: usual figures to begin with, all illustrative. Put in those of the offer.",
            role.name()
        ));
    });
    view! { <Menu label=tr!("Add from a role") purpose=tr!("New offer") items=items on_pick=on_pick at_end=true/> }
        .into_any()
}

/// The class that gives the nth offer its colour.
pub(super) fn ink_class(place: usize) -> &'static str {
    crate::present::chart::Ink::of_thing(place).class()
}

#[component]
fn OfferCard(
    /// The offer.
    id: u32,
    /// What explains its figures.
    answering: Answering<OfferAsked>,
) -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let place =
        Memo::new(move |_| mine.profile.with(|profile| profile.offers.iter().position(|it| it.id == id).unwrap_or(0)));
    let own = mine.reckoned(id);
    let see =
        move |look: &dyn Fn(&Reckoned) -> String| own.with(|own| own.as_ref().map(|it| look(it)).unwrap_or_default());
    let name = move || see(&|it| it.offer.name.clone());
    let named = Signal::derive(move || {
        let name = name();
        if name.is_empty() { tr!("this offer").to_owned() } else { name }
    });
    let money = move |amount: Money, currency: Currency| app.locale.get().money_compact(amount, currency);
    let promised = Signal::derive(move || {
        see(&|it| {
            let [base, variable] =
                [it.offer.base_pay(), it.offer.variable_pay()].map(|amount| money(amount, it.changed.own));
            [&base, " + ", &variable].concat()
        })
    });
    let expected = Signal::derive(move || {
        see(&|it| it.expected.map_or("–".to_owned(), |amount| money(amount, it.changed.shown())))
    });
    let rate = Memo::new(move |_| see(&|it| app.locale.with(|locale| rate_say(it, locale))));
    let wrong = move || {
        let locale = app.locale.get();
        own.with(|own| {
            let said = |of: &Arc<Reckoned>| {
                issues(of).into_iter().map(|it| (issue(it, &locale, of.changed.shown()), mend(it))).collect::<Vec<_>>()
            };
            let found = own.as_ref().map(said).unwrap_or_default();
            let line =
                |(said, mend)| view! { <p class="problem">{said}<span class="fine">{[" ", mend].concat()}</span></p> };
            found.into_iter().map(line).collect_view()
        })
    };
    let open = Memo::new(move |_| mine.chosen.get() == Some(id));
    let edit_label = Signal::derive(move || if open.get() { tr!("Close") } else { tr!("Edit") }.to_owned());
    let items = Signal::derive(move || {
        let item =
            |key: &str, label: &str| MenuItem { key: Arc::from(key), label: label.to_owned(), ..MenuItem::default() };
        let last = mine.profile.with(|profile| profile.offers.len()).saturating_sub(1);
        vec![
            item("copy", tr!("Duplicate")),
            MenuItem { disabled: place.get() == 0, ..item("left", tr!("Move to the left")) },
            MenuItem { disabled: place.get() >= last, ..item("right", tr!("Move to the right")) },
            MenuItem { danger: true, divided: true, ..item("remove", tr!("Remove")) },
        ]
    });
    let on_pick = Callback::new(move |key: Arc<str>| act(mine, id, &key));
    view! {
        <section class="card offer-card" class:on=move || open.get() aria-label=move || named.get()>
            <h3>
                <span class=move || ["offer-letter ", ink_class(place.get())].concat() aria-hidden="true">{move || letter_of(place.get())}</span>
                <span class="offer-name">{name}</span>
            </h3>
            <p class="fine">{move || see(&|it| role_assumed(&it.offer).unwrap_or_else(|| it.offer.role.name().to_owned()))}</p>
            <p class="offer-expected">
                <b><AskedFigure answering=answering question=(id, OfferFigure::Expected) text=expected/></b>{tr!(" expected a year")}
            </p>
            <p class="fine"><AskedFigure answering=answering question=(id, OfferFigure::OnTarget) text=promised/>{tr!(" at target")}</p>
            <p class="fine" class:none=move || rate.with(String::is_empty)>{rate}</p>
            {wrong}
            <div class="actions">
                <Button
                    label=edit_label
                    on_what=named
                    small=true
                    on_press=move |()| if open.get_untracked() { mine.chosen.set(None) } else { mine.edit(id) }
                />
                <Menu label=tr!("More") purpose=named items=items on_pick=on_pick/>
                <Button label=tr!("Remove") on_what=named icon=Icon::Remove icon_only=true look=Look::Quiet small=true on_press=move |()| act(mine, id, "remove")/>
            </div>
        </section>
    }
    .into_any()
}

fn act(mine: Mine, id: u32, key: &str) {
    let found = mine.profile.with_untracked(|profile| {
        let at = profile.offers.iter().position(|it| it.id == id)?;
        Some((at, profile.offers.get(at)?.clone(), profile.fresh_id()))
    });
    let Some((at, offer, fresh)) = found else { return };
    match key {
        "copy" => {
            let name = [&offer.name, tr!(", changed")].concat();
            let copy = crate::career::Offer { id: fresh, name, ..offer };
            mine.dispatch(ProfileCommand::Put { at: Some(at + 1), offer: Box::new(copy), what: String::new() });
            mine.edit(fresh);
        }
        "left" | "right" => {
            let mut all = mine.profile.get_untracked();
            let to = if key == "left" { at.saturating_sub(1) } else { at + 1 };
            if to < all.offers.len() {
                all.offers.swap(at, to);
                mine.dispatch(ProfileCommand::All(Box::new(all), tr!("order of offers").into()));
            }
        }
        _remove => {
            if mine.chosen.get_untracked() == Some(id) {
                mine.chosen.set(None);
            }
            mine.dispatch(ProfileCommand::Remove(id));
            mine.tell_undo(tr!("{} removed.", offer.name));
        }
    }
}
