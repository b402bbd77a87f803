//! The plan of an offer in detail: the editor that plans of scenarios have, on a document of the offer's own.

use super::fold::Fold;
use super::mine::{Mine, first_day};
use crate::career::{Offer, SEAT, desk};
use crate::present::Route;
use crate::text::tr;
use crate::web::app::{App, Sink};
use crate::web::page::pay::PlanEditor;
use leptos::prelude::*;
use std::sync::Arc;

/// The plan's components, with the editor that scenarios have, on a document of its own.
#[component]
pub(super) fn PlanInDetail(
    /// The offer.
    id: u32,
) -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let made = move |offer: &Offer| {
        let needs = mine.profile.with_untracked(|profile| profile.needs.clone());
        let mut document = desk(offer, &needs, first_day()).document;
        if let Some(plan) = document.plans.first_mut() {
            plan.versions = vec![offer.plan.clone()];
        }
        document
    };
    let first = mine.profile.with_untracked(|profile| profile.offer(id).map(made)).unwrap_or_default();
    let document = RwSignal::new(first);
    let sink = Sink {
        changed: Arc::new(move |key| {
            let plan = document.with_untracked(|it| it.plans.first().and_then(|it| it.versions.first().cloned()));
            if let Some(plan) = plan {
                let key = key.map(|key| ["plan/", key].concat());
                mine.change_offer(id, "plan", key.as_deref(), |offer| offer.plan = plan);
            }
        }),
        sealed: Arc::new(move || mine.seal()),
    };
    let side = app.beside(document, Route::pay(Some(SEAT.to_owned())), sink);
    // Simple questions, undo and terms change it from outside.
    Effect::new(move |_| {
        let offer = mine.profile.with(|profile| profile.offer(id).cloned());
        if let Some(offer) = offer {
            let fresh = made(&offer);
            if document.with_untracked(|it| {
                it.plans.first().map(|it| &it.versions) != fresh.plans.first().map(|it| &it.versions)
                    || it.roles != fresh.roles
                    || it.settings != fresh.settings
            }) {
                document.set(fresh);
            }
        }
    });
    view! {
        <Fold label=tr!("The plan in detail")>
            <div class="col"><PlanEditor app=side/></div>
        </Fold>
    }
    .into_any()
}
