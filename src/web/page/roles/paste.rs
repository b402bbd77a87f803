//! Pasting the text of an offer: what is recognised is marked in it, what is missing is listed.

use super::mine::Mine;
use crate::career::assumed;
use crate::career::letter::{Found, offer_from, read, stretches, unread};
use crate::edit::ProfileCommand;
use crate::present::career::{assumption, disagrees, fact, letter_of, missing, not_read};
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{Button, Dialog, Look};
use leptos::prelude::*;

/// The dialog.
#[component]
pub(super) fn PasteDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> AnyView {
    view! {
        <Dialog title=tr!("Paste an offer") open=open on_close=move |()| open.set(false) wide=true>
            <Paste open=open/>
        </Dialog>
    }
    .into_any()
}

/// A text of so many letters and nothing of an offer in it is none.
const LONG_ENOUGH: usize = 4;

#[component]
fn Paste(open: RwSignal<bool>) -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    // What was pasted stays until it is used or cleared, however the dialog is left.
    let text = mine.letter;
    let found = Memo::new(move |_| text.with(|text| read(text)));
    let made = move || {
        let (id, place) = mine
            .profile
            .with_untracked(|profile| (profile.fresh_id(), if profile.invented { 0 } else { profile.offers.len() }));
        let (mut offer, currency) = text.with(|text| found.with(|found| offer_from(text, found, id)));
        let open = missing(&offer);
        if offer.name.is_empty() {
            offer.name = [tr!("Offer "), &letter_of(place)].concat();
        }
        (offer, currency, open)
    };
    let any = Memo::new(move |_| found.with(|found| !found.is_empty()));
    let marked = move || {
        let cut = text.with(|text| found.with(|found| stretches(text, found)));
        let piece = |(text, at): (String, Option<usize>)| match at {
            Some(_) => view! { <mark>{text}</mark> }.into_any(),
            None => view! { <span>{text}</span> }.into_any(),
        };
        cut.into_iter().map(piece).collect_view()
    };
    let facts = move || {
        let locale = app.locale.get();
        let row = |it: &Found| {
            let (label, value) = fact(&it.fact, &locale);
            view! { <div><dt>{label}</dt><dd>{value}</dd></div> }
        };
        found.with(|found| found.iter().map(row).collect_view())
    };
    let unread = Memo::new(move |_| text.with(|text| found.with(|found| unread(text, found))));
    // What nobody read is not lost: it stands here as it is written.
    let open_sentences = move || {
        let quote = |said: String| view! { <li><q>{said}</q></li> };
        unread.with(|it| {
            (!it.is_empty()).then(|| {
                view! {
                    <div class="paste-open">
                        <h3>{not_read(it.len())}</h3>
                        <p class="say">{tr!("Nothing was taken from these sentences, or not every figure in them. Enter by hand what counts.")}</p>
                        <ul class="asks">{it.iter().cloned().map(quote).collect_view()}</ul>
                    </div>
                }
            })
        })
    };
    // Said once there is enough to tell, not at the first letter.
    let nothing = move || {
        let long = text.with(|text| text.trim().chars().nth(LONG_ENOUGH).is_some());
        (long && !any.get()).then_some(
            tr!("Nothing of an offer was recognised. It is read by words such as base, OTE, quota, commission or sign-on with an amount \
             beside them, as in the example. Add such a line, or cancel and add the offer from a role."),
        )
    };
    let open_points = Signal::derive(move || {
        let open = made().2;
        if open.is_empty() { String::new() } else { tr!("Not found, and so a question: {}.", open.join(", ")) }
    });
    // What is filled in moves money as much as what was read: it stands apart, figure by figure.
    let filled = move || {
        let locale = app.locale.get();
        let offer = made().0;
        let row = |(label, value): (&'static str, String)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> };
        let rows: Vec<_> = assumed(&offer).iter().map(|it| row(assumption(it, &offer, &locale))).collect();
        (!rows.is_empty()).then(|| {
            view! {
                <div class="paste-assumed">
                    <h3>{tr!("Assumed, as it was not found in the letter")}</h3>
                    <p class="say">{tr!("Each is also a question once the offer is added, and changed where the offer is edited.")}</p>
                    <dl class="facts">{rows}</dl>
                </div>
            }
        })
    };
    let wrong = move || {
        let told = found.with(|found| disagrees(found, &app.locale.get()));
        told.into_iter().map(|it| view! { <p class="say bad" role="status">{it}</p> }).collect_view()
    };
    let take = move |()| {
        let (mut offer, currency, _) = untrack(made);
        let (id, told) =
            (offer.id, tr!("{} stands with the other offers. Check each figure against the text.", offer.name));
        let needs = mine.profile.with_untracked(|profile| profile.needs.clone());
        // A currency that the text names stays the offer's own, whatever one compares in later.
        offer.currency = currency;
        let first = mine.profile.with_untracked(|profile| profile.offers.is_empty());
        if let Some(currency) = currency.filter(|it| first && *it != needs.currency) {
            mine.dispatch(ProfileCommand::Needs(Box::new(crate::career::Needs { currency, ..needs })));
        }
        mine.dispatch(ProfileCommand::put(offer, ""));
        mine.edit(id);
        text.set(String::new());
        open.set(false);
        mine.tell_undo(told);
    };
    view! {
        <p class="say">{tr!("A letter, a mail or notes. It is read here, on this machine, and nowhere else.")}</p>
        <label class="read" for="offer-text">{tr!("Text of the offer")}</label>
        <textarea
            id="offer-text"
            class="paste"
            rows="8"
            placeholder=tr!("Base 90,000, OTE 180,000, quota 810,000 a year, uncapped, 1.5x above quota …")
            prop:value=move || text.get()
            on:input=move |event| text.set(event_target_value(&event))
        ></textarea>
        <p class="say warn" role="status">{nothing}</p>
        <Show when=move || any.get()>
            <div class="paste-found">
                <div>
                    <h3>{tr!("Recognised in the text")}</h3>
                    <div class="paste-text" tabindex="0" role="region" aria-label=tr!("The text with what was recognised")>{marked}</div>
                </div>
                <div>
                    <h3>{tr!("What it says")}</h3>
                    <dl class="facts">{facts}</dl>
                    {wrong}
                    <p class="say warn">{open_points}</p>
                </div>
                {filled}
                {open_sentences}
            </div>
        </Show>
        <div class="actions">
            <Button label=tr!("Add this offer") look=Look::Primary disabled=Signal::derive(move || !any.get()) on_press=take/>
            <Show when=move || text.with(|text| !text.is_empty())>
                <Button label=tr!("Clear the text") look=Look::Quiet on_press=move |()| text.set(String::new())/>
            </Show>
            <Button label=tr!("Cancel") look=Look::Quiet on_press=move |()| open.set(false)/>
        </div>
    }
    .into_any()
}
