//! Roles and offers: what offers pay and how surely, roles side by side, what fits, and where a career leads.

mod cards;
mod cash;
mod compared;
mod detail;
mod editor;
mod entry;
mod figures;
mod file;
mod fit;
mod flags;
mod fold;
mod ladder;
mod mine;
mod offers;
mod paste;
mod path;
mod pays;
mod people;
mod print;
mod sight;

use crate::career::offer_of_role;
use crate::edit::ProfileCommand;
use crate::present::{RolesPart, Route};
use crate::text::tr;
use crate::units::{Currency, RoleId, SegmentId};
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{Banner, PageHead, PagePart, PageParts};
use leptos::prelude::*;
use mine::Mine;

/// What is on paper when one prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Paper {
    /// The page as it is.
    #[default]
    Page,
    /// One sheet that compares the offers.
    Comparison,
    /// The questions.
    Questions,
}

/// The page.
#[component]
pub fn Roles() -> AnyView {
    let app = App::here();
    let mine = Mine::open(app);
    provide_context(mine);
    let paper = RwSignal::new(Paper::Page);
    provide_context(paper);
    let part = Memo::new(move |_| {
        app.route.with(|route| if let Route::Roles { part } = route { *part } else { RolesPart::Offers })
    });
    Effect::new(move |_| {
        let asked = app.route.with(|route| {
            let Route::OfferOf { role, segment } = route else { return None };
            Some((RoleId::new(role), segment.as_deref().map(SegmentId::new)))
        });
        let opened = app.route.with(|route| if let Route::Offer { id } = route { Some(*id) } else { None });
        if let Some(id) = opened {
            if mine.chosen.get_untracked() != Some(id) {
                mine.chosen.set(Some(id));
            }
            // So that the same link opens it once more after it was closed.
            dom::go_instead(Route::roles(RolesPart::Offers).to_string().trim_start_matches('#'));
        }
        if let Some((role, segment)) = asked {
            untrack(|| take_role(app, mine, &role, segment.as_ref()));
            // Loading the page again, or going back to it, must not open it once more.
            dom::replace_hash(Route::roles(RolesPart::Offers).to_string().trim_start_matches('#'));
        }
    });
    let sub = Signal::derive(move || {
        let currency = match part.get() {
            RolesPart::Offers | RolesPart::Fit => mine.profile.with(|profile| profile.needs.currency),
            // Published salaries are in dollars.
            RolesPart::Roles | RolesPart::Ladder => Currency::USD,
        };
        tr!("Sales or account management, this offer or that one · needs no scenario · {currency}, before tax")
    });
    let parts = Signal::derive(move || {
        let link = |it: RolesPart| PagePart {
            label: it.name(),
            href: Route::roles(it).to_string(),
            current: part.get() == it,
        };
        RolesPart::ALL.into_iter().map(link).collect::<Vec<_>>()
    });
    let behind = Signal::derive(move || {
        if mine.behind.get() {
            tr!("Another tab has changed your offers and answers. Take its version, or keep yours in its place.")
                .to_owned()
        } else {
            String::new()
        }
    });
    view! {
        <div class="page" class:no-print=move || paper.get() != Paper::Page>
            <Banner text=mine.trouble/>
            <Banner
                text=behind
                action=tr!("Take theirs")
                on_action=Callback::new(move |()| mine.take_theirs())
                other=tr!("Keep mine")
                on_other=Callback::new(move |()| mine.keep_mine())
                stays=true
            />
            <PageHead title=tr!("Roles and offers") sub=sub actions=move || view! { <file::FileMenu/> }/>
            <PageParts label=tr!("Parts of the page") parts=parts/>
            {move || match part.get() {
                RolesPart::Offers => view! { <offers::Offers/> }.into_any(),
                RolesPart::Roles => view! { <compared::Compared/> }.into_any(),
                RolesPart::Fit => view! { <fit::FitPart/> }.into_any(),
                RolesPart::Ladder => view! { <ladder::Ladder/> }.into_any(),
            }}
        </div>
        <print::Sheet/>
    }
    .into_any()
}

/// Opens a role of the scenario as an offer; says so, with a way back.
fn take_role(app: App, mine: Mine, role: &RoleId, segment: Option<&SegmentId>) {
    let id = mine.profile.with_untracked(|profile| profile.fresh_id());
    let made = app.document.with_untracked(|document| {
        let offer = offer_of_role(document, role, segment, id)?;
        Some((offer, document.settings.currency))
    });
    let Some((mut offer, currency)) = made else {
        app.tell(tr!("This role is no longer there."));
        return;
    };
    let told = [&offer.name, tr!(" stands beside the other offers, as a candidate would see it.")].concat();
    let mut needs = mine.profile.with_untracked(|profile| profile.needs.clone());
    let fresh = mine.profile.with_untracked(|profile| profile.offers.is_empty() || profile.invented);
    if needs.currency != currency {
        if fresh {
            needs.currency = currency;
            mine.dispatch(ProfileCommand::Needs(Box::new(needs)));
        } else {
            offer.currency = Some(currency);
        }
    }
    mine.dispatch(ProfileCommand::put(offer, ""));
    mine.edit(id);
    mine.tell_undo(told);
}
