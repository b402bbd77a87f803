//! Offers side by side: cards, the editor, what they pay, cash, flags and questions.

use super::Paper;
use super::cards::OfferCards;
use super::cash::CashPanel;
use super::editor::Editor;
use super::figures::{FiguresPanel, NeedsPanel};
use super::flags::{FlagsPanel, QuestionsPanel};
use super::mine::Mine;
use super::pays::{PaysPanel, YearsPanel};
use crate::career::Profile;
use crate::edit::ProfileCommand;
use crate::text::tr;
use crate::web::port::{self, dom};
use crate::web::ui::{Button, Look};
use leptos::prelude::*;

/// The part of the page.
#[component]
pub(super) fn Offers() -> AnyView {
    let mine = Mine::here();
    let invented = Memo::new(move |_| mine.profile.with(|profile| profile.invented && !profile.offers.is_empty()));
    let any = Memo::new(move |_| mine.profile.with(|profile| !profile.offers.is_empty()));
    // What opens is seen, on a phone as well, where cards fill the screen.
    Effect::new(move |before: Option<Option<u32>>| {
        let now = mine.chosen.get();
        if before.is_some_and(|before| before != now) && now.is_some() {
            dom::after_paint(|| {
                if let Some(editor) = dom::find_in_page(".offer-editor") {
                    dom::show(&editor);
                }
            });
        }
        now
    });
    // Beside the chart there is room for the figures of three.
    let many = Memo::new(move |_| mine.profile.with(|profile| profile.offers.len() > 3));
    let start = move |()| {
        let fresh = mine.profile.with_untracked(|profile| Profile {
            fit: profile.fit.clone(),
            needs: crate::career::Needs { today: None, month: None, ..profile.needs.clone() },
            unknown: profile.unknown.clone(),
            ..Profile::default()
        });
        mine.chosen.set(None);
        mine.dispatch(ProfileCommand::All(Box::new(fresh), tr!("start with mine").into()));
        mine.tell_undo(tr!("The invented offers are gone. Paste yours, or start from a role."));
    };
    view! {
        <Show when=move || invented.get()>
            <div class="offer-hint">
                <p>{tr!("Three invented offers show how it works. Change any figure, or start with yours.")}</p>
                <Button label=tr!("Start with mine") look=Look::Primary small=true on_press=start/>
            </div>
        </Show>
        <OfferCards/>
        {move || mine.chosen.get().map(|id| view! { <Editor id=id/> })}
        <Show when=move || any.get()>
            <div class="row" class:side=move || !many.get()>
                <PaysPanel/>
                <FiguresPanel/>
            </div>
            <YearsPanel/>
            <NeedsPanel/>
            <CashPanel/>
            <div class="row half">
                <FlagsPanel/>
                <QuestionsPanel/>
            </div>
        </Show>
    }
    .into_any()
}

/// Prints one of the sheets instead of the page.
pub(super) fn print(paper: RwSignal<Paper>, which: Paper) {
    paper.set(which);
    dom::after_paint(move || {
        port::paper::print(move || {
            paper.try_set(Paper::Page);
        });
    });
}
