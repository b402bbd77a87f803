//! Notices at the foot of the page, and what they offer.

use super::App;
use crate::present::not_taken::{NotTaken, not_taken};
use crate::text::tr;
use crate::web::ui::{Holds, Offer, Toast};
use leptos::prelude::*;
use std::sync::Arc;

impl App {
    /// Tells what a pasted block did, if that is worth a sentence, and which of its cells were not taken. With `changed`, what was taken can
    /// be undone.
    pub fn tell_pasted(self, done: Option<String>, wrong: &[NotTaken], changed: bool) {
        let wrong = Some(not_taken(wrong)).filter(|it| !it.is_empty());
        let told = [done, wrong].into_iter().flatten().collect::<Vec<_>>().join(" ");
        match told {
            nothing if nothing.is_empty() => {}
            told if changed => self.tell_undo(told),
            told => self.tell(told),
        }
    }

    /// Closes the explanation of a figure, wherever one is open.
    pub fn close_answers(self) {
        self.asked.set(None);
        self.answers.set(0);
    }

    /// Tells something.
    pub fn tell(self, told: impl Into<String>) {
        self.toast.set(Some(Toast { text: told.into(), offer: None }));
    }

    /// Tells what was done, with an offer to take the last step back.
    pub fn tell_undo(self, told: impl Into<String>) {
        // The steps of a document that is no scenario are those of its page.
        if self.sink.with_value(Option::is_some) {
            self.tell_offering(told, tr!("Undo"), Holds::OnPage, move || self.undo());
        } else {
            self.tell_offering(told, tr!("Undo"), Holds::UntilNextStep, move || self.undo_step());
        }
    }

    /// Tells something with an offer that does not depend on what is done meanwhile.
    pub fn tell_with(self, told: impl Into<String>, label: &str, act: impl Fn() + Send + Sync + 'static) {
        self.tell_offering(told, label, Holds::Always, act);
    }

    /// Tells something with an offer, and how long that holds.
    pub fn tell_offering(
        self,
        told: impl Into<String>,
        label: &str,
        holds: Holds,
        act: impl Fn() + Send + Sync + 'static,
    ) {
        let offer = Offer { label: label.to_owned(), act: Arc::new(act), holds };
        self.toast.set(Some(Toast { text: told.into(), offer: Some(offer) }));
    }

    /// The notice of an earlier step must not offer to undo what is now the last one.
    pub fn forget_undo(self) {
        self.forget_offers(|holds| holds != Holds::Always);
    }

    pub(super) fn forget_offers(self, over: impl Fn(Holds) -> bool) {
        let is_over = |toast: &Option<Toast>| toast.as_ref()?.offer.as_ref().map(|it| over(it.holds));
        if self.toast.with_untracked(is_over) == Some(true) {
            self.toast.set(None);
        }
    }
}
