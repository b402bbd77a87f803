//! The profile on screen: offers, answers and needs; how they change, what follows from them, and where they are kept.

use crate::career::{BreakEven, Issue, Needs, Offer, Profile, Reckoned, break_evens, example, issues, reckon};
use crate::edit::{History, ProfileCommand};
use crate::present::Locale;
use crate::present::career::issue;
use crate::text::tr;
use crate::units::Month;
use crate::web::app::{App, PageSteps, today};
use crate::web::port::{dom, draft};
use crate::web::ui::{Holds, Saving};
use leptos::prelude::*;
use std::sync::Arc;

/// How long typing has to pause before it is kept.
const PAUSE_MS: u64 = 400;

/// What stays while another page is on screen.
struct Kept {
    profile: Profile,
    history: History<ProfileCommand>,
    letter: String,
}

/// The profile, handed down as context. Copying it copies handles.
#[derive(Clone, Copy)]
pub(super) struct Mine {
    /// What the person entered.
    pub profile: RwSignal<Profile>,
    /// What the offers come to, each reckoned once.
    pub all: Memo<Arc<Vec<Arc<Reckoned>>>>,
    /// Where offers change places: positions of the two, and where.
    pub crossings: Memo<Arc<Vec<(usize, usize, BreakEven)>>>,
    /// The offer whose editor is open.
    pub chosen: RwSignal<Option<u32>>,
    /// The text of an offer that was pasted and is not used yet.
    pub letter: RwSignal<String>,
    /// What is wrong with keeping it; empty if nothing is.
    pub trouble: RwSignal<String>,
    /// Whether another tab has changed it meanwhile.
    pub behind: RwSignal<bool>,
    app: App,
    next: RwSignal<(Option<String>, Option<String>)>,
    history: StoredValue<History<ProfileCommand>>,
    turn: StoredValue<u32>,
    dirty: StoredValue<bool>,
}

/// What is reckoned anew when it changes; the rest of the needs is only shown.
fn reckons_alike(one: &Needs, other: &Needs) -> bool {
    one.currency == other.currency && one.ratio_spread == other.ratio_spread
}

impl Mine {
    /// What was kept, or the invented offers on the first visit.
    pub fn open(app: App) -> Mine {
        let kept = app.kept.try_update_value(Option::take).flatten();
        let kept = kept.and_then(|kept| kept.downcast::<Kept>().ok()).and_then(Arc::into_inner);
        // What is not kept yet still stands against what was read then: reading again would say that it may replace what came since.
        let unkept = app.shelf.take_left().is_some();
        let behind = app.shelf.profile_is_behind();
        let stored = if unkept { Ok(None) } else { app.shelf.profile() };
        let trouble = stored.as_ref().err().cloned().unwrap_or_default();
        // A pasted text stays, whatever another tab has written.
        let pasted = kept.as_ref().map_or_else(|| draft::get(draft::OFFER), |it| it.letter.clone());
        let first = |stored: Option<Profile>| Kept {
            profile: stored.unwrap_or_else(example),
            history: History::default(),
            letter: pasted,
        };
        let Kept { profile, history, letter } = match (kept, stored) {
            (Some(kept), _) if unkept || !behind => kept,
            (Some(kept), Err(_)) => kept,
            (_, stored) => first(stored.ok().flatten()),
        };
        let labels = (history.next_undo().map(str::to_owned), history.next_redo().map(str::to_owned));
        let profile = RwSignal::new(profile);
        let with_needs = Memo::new_with_compare(
            move |before: Option<&Known>| profile.with(|profile| reckoned(profile, before)),
            |_, _| true,
        );
        // What needs alone change draws nothing anew that only shows what offers come to.
        let all = Memo::new_with_compare(
            move |_| with_needs.with(|it| it.0.clone()),
            |before: Option<&Arc<Vec<Arc<Reckoned>>>>, now| !same(before, now),
        );
        let pairs = Memo::new_with_compare(
            move |before: Option<&Vec<Pair>>| all.with(|all| pairs(all, before.map_or(&[], Vec::as_slice))),
            |_, _| true,
        );
        let crossings = Memo::new(move |_| pairs.with(|pairs| Arc::new(in_order(pairs))));
        let mine = Mine {
            profile,
            all,
            crossings,
            chosen: RwSignal::new(None),
            letter: RwSignal::new(letter),
            trouble: RwSignal::new(trouble),
            behind: RwSignal::new(unkept && behind),
            app,
            next: RwSignal::new(labels),
            history: StoredValue::new(history),
            turn: StoredValue::new(0),
            dirty: StoredValue::new(false),
        };
        let steps = PageSteps {
            undo: Arc::new(move || mine.undo()),
            redo: Arc::new(move || mine.step(History::redo, tr!("Done again: "))),
            next: mine.next.into(),
        };
        app.steps.set(Some(steps));
        on_cleanup(move || {
            let history = mine.history.try_update_value(std::mem::take).unwrap_or_default();
            if let Some(profile) = mine.profile.try_get_untracked() {
                let letter = mine.letter.try_get_untracked().unwrap_or_default();
                app.kept.set_value(Some(Arc::new(Kept { profile: profile.clone(), history, letter })));
                if mine.dirty.try_get_value() == Some(true) {
                    app.shelf.keep_profile_left(app, profile);
                }
            }
            app.steps.set(None);
        });
        dom::on_leave(move || mine.keep_now());
        dom::ask_before_leaving(move || {
            mine.keep_now();
            mine.dirty.try_get_value() == Some(true)
        });
        app.shelf.on_profile_written(move || {
            let behind = app.shelf.profile_is_behind();
            if behind && mine.follows() {
                mine.take_theirs();
            } else {
                mine.behind.try_set(behind);
            }
        });
        Effect::new(move |_| mine.letter.with(|letter| draft::put(draft::OFFER, letter)));
        if unkept {
            mine.changed();
        }
        mine
    }

    /// From the page above.
    pub fn here() -> Mine {
        expect_context::<Mine>()
    }

    /// Opens the editor of an offer, and closes the explanation of a figure that would lie over it.
    pub fn edit(self, id: u32) {
        self.app.close_answers();
        self.chosen.set(Some(id));
    }

    /// What one offer comes to; told of only when that one changed.
    pub fn reckoned(self, id: u32) -> Memo<Option<Arc<Reckoned>>> {
        type Found = Option<Arc<Reckoned>>;
        Memo::new_with_compare(
            move |_| self.all.with(|all| all.iter().find(|it| it.offer.id == id).cloned()),
            |before: Option<&Found>, now: Option<&Found>| match (before, now) {
                (Some(Some(before)), Some(Some(now))) => !Arc::ptr_eq(before, now),
                (Some(None), Some(None)) => false,
                _first => true,
            },
        )
    }

    /// What of an offer is wrong, if it is about this, in words.
    pub fn issue_of(self, id: Option<u32>, about: fn(&Issue) -> bool) -> Signal<Option<String>> {
        let Some(id) = id else { return Signal::stored(None) };
        let (app, own) = (self.app, self.reckoned(id));
        Signal::derive(move || {
            own.with(|own| {
                let of = own.as_ref()?;
                let found = issues(of).into_iter().find(about)?;
                Some(app.locale.with(|locale| issue(found, locale, of.changed.shown())))
            })
        })
    }

    /// Something told of each offer, in order: made anew only for those that changed.
    pub fn of_each<T: Send + Sync + 'static>(self, tell: fn(&Reckoned, &Locale) -> T) -> Memo<Each<T>> {
        let app = self.app;
        Memo::new_with_compare(
            move |before: Option<&Each<T>>| {
                let locale = app.locale.get();
                let known = before.filter(|it| it.0 == locale);
                let one = |of: &Arc<Reckoned>| {
                    let found = known.and_then(|it| it.1.iter().find(|it| Arc::ptr_eq(&it.0, of)));
                    found.cloned().unwrap_or_else(|| (Arc::clone(of), Arc::new(tell(of, &locale))))
                };
                let all = self.all.with(|all| all.iter().map(one).collect());
                (locale, all)
            },
            |_, _| true,
        )
    }

    /// What one needs; told of only when that changed.
    pub fn needs(self) -> Memo<Needs> {
        Memo::new(move |_| self.profile.with(|profile| profile.needs.clone()))
    }

    /// The needs that are drawn; the rest is only written.
    pub fn drawn(self) -> Memo<Needs> {
        Memo::new(move |_| {
            let Needs { currency, today, month, .. } = self.profile.with(|profile| profile.needs.clone());
            Needs { currency, today, month, ..Needs::default() }
        })
    }

    /// Changes the profile as one step.
    pub fn dispatch(self, command: ProfileCommand) {
        self.change(command, None);
        self.seal();
    }

    /// Changes the profile; commands with the same key in a row are one step, until [`Mine::seal`].
    pub fn change(self, command: ProfileCommand, key: Option<&str>) {
        let mut told = None;
        self.profile.maybe_update(|profile| {
            let done = self.history.try_update_value(|history| history.dispatch(profile, command, key));
            if let Some(Err(error)) = done {
                told = Some(error.to_string());
                return false;
            }
            true
        });
        match told {
            Some(text) => self.app.tell(text),
            None => {
                self.app.forget_undo();
                self.changed();
            }
        }
    }

    /// Changes an offer as one step, or as part of a run of keystrokes.
    pub fn change_offer(self, id: u32, what: &str, key: Option<&str>, change: impl FnOnce(&mut Offer)) {
        let Some(mut offer) = self.profile.with_untracked(|profile| profile.offer(id).cloned()) else { return };
        let before = offer.clone();
        change(&mut offer);
        if offer != before {
            self.change(ProfileCommand::put(offer, what), key);
        }
    }

    /// Ends a run of keystrokes.
    pub fn seal(self) {
        self.history.try_update_value(History::seal);
    }

    /// Takes the last step back.
    pub fn undo(self) {
        self.step(History::undo, tr!("Undone: "));
    }

    /// Tells what was done and offers to take it back.
    pub fn tell_undo(self, told: impl Into<String>) {
        self.app.tell_offering(told, tr!("Undo"), Holds::OnPage, move || self.undo());
    }

    fn step(self, step: fn(&mut History<ProfileCommand>, &mut Profile) -> Option<String>, told: &str) {
        let mut label = None;
        self.profile.try_maybe_update(|profile| {
            label = self.history.try_update_value(|history| step(history, profile)).flatten();
            (label.is_some(), ())
        });
        if let Some(label) = label {
            self.app.tell([told, &label].concat());
            self.changed();
        }
    }

    /// Something changed: keep it once typing pauses.
    fn changed(self) {
        let labels = self
            .history
            .try_with_value(|history| (history.next_undo().map(str::to_owned), history.next_redo().map(str::to_owned)));
        self.next.try_set(labels.unwrap_or_default());
        self.dirty.try_set_value(true);
        self.app.saving.set(Saving::Pending);
        self.turn.try_update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = self.turn.try_get_value();
        dom::after_ms(PAUSE_MS, move || {
            let is_last = move || mine.is_some() && self.turn.try_get_value() == mine;
            if is_last() {
                // Typing may have gone on by the time it is this tab's turn.
                self.app.shelf.alone(move || {
                    if is_last() {
                        self.keep_now();
                    }
                });
            }
        });
    }

    /// Keeps what is not kept yet.
    fn keep_now(self) {
        if self.dirty.try_get_value() != Some(true) {
            return;
        }
        let Some(profile) = self.profile.try_get_untracked() else { return };
        match self.app.shelf.keep_profile(self.app, &profile) {
            Ok(true) => {
                self.dirty.try_set_value(false);
                self.behind.try_set(false);
                self.trouble.try_set(String::new());
            }
            Ok(false) => _ = self.behind.try_set(true),
            Err(text) => _ = self.trouble.try_set(text),
        }
    }

    /// Whether another tab's version can take the place of what is shown unasked: nothing was changed in this tab, so nothing can be lost.
    fn follows(self) -> bool {
        let untouched = self.next.try_get_untracked() == Some((None, None));
        // What is typed in a field may not be entered yet.
        let typing = dom::focused().is_some_and(|element| dom::takes_text(&element));
        untouched && !typing && self.dirty.try_get_value() == Some(false)
    }

    /// Shows what another tab has kept.
    pub fn take_theirs(self) {
        match self.app.shelf.profile() {
            Ok(theirs) => {
                self.history.set_value(History::default());
                self.next.set((None, None));
                self.dirty.set_value(false);
                // Whoever deleted it begins as on the first visit.
                self.profile.set(theirs.unwrap_or_else(example));
            }
            Err(text) => self.trouble.set(text),
        }
        self.behind.set(false);
    }

    /// Offers everything as a file.
    pub fn download(self) {
        let (name, text) = self.profile.with_untracked(|profile| self.app.shelf.profile_file(profile));
        dom::download(&name, "application/json", text.as_bytes());
    }

    /// Puts what a file holds in the place of everything, as one step that can be undone, and says so.
    pub fn take(self, name: &str, profile: Profile) {
        let holds = profile.in_words();
        self.chosen.set(None);
        self.dispatch(ProfileCommand::All(Box::new(profile), [tr!("open "), name].concat()));
        self.tell_undo(tr!("{name} is open: {holds}."));
    }

    /// Clears offers, answers and needs as one step; the currency and what this version does not know stay.
    pub fn clear(self) {
        let fresh = self.profile.with_untracked(|profile| Profile {
            needs: Needs { currency: profile.needs.currency, ..Needs::fresh() },
            unknown: profile.unknown.clone(),
            ..Profile::default()
        });
        self.chosen.set(None);
        self.dispatch(ProfileCommand::All(Box::new(fresh), tr!("clear everything").into()));
        self.tell_undo(tr!("Offers, answers and what you need are cleared."));
    }

    /// Puts what is here in the place of what another tab has kept.
    pub fn keep_mine(self) {
        self.dirty.set_value(true);
        self.app.shelf.alone(move || {
            // What is stored has to have been read before it may be written over. Damage gives way to a save, a newer format does not.
            let read = self.app.shelf.profile();
            self.keep_now();
            if let (true, Err(text)) = (self.behind.try_get_untracked() == Some(true), read) {
                _ = self.trouble.try_set(text);
            }
        });
    }
}

/// The first day of an offer that names none: that of the next month.
pub(super) fn first_day() -> chrono::NaiveDate {
    Month::of(today()).plus(1).first_day()
}

/// What is told of each offer, and in which locale.
pub(super) type Each<T> = (Locale, Vec<(Arc<Reckoned>, Arc<T>)>);

/// What was reckoned, and for which needs.
type Known = (Arc<Vec<Arc<Reckoned>>>, Needs);

/// Offers that did not change are not reckoned again.
fn reckoned(profile: &Profile, before: Option<&Known>) -> Known {
    let known = before.filter(|it| reckons_alike(&it.1, &profile.needs));
    let one = |offer: &Offer| {
        let found = known.and_then(|it| it.0.iter().find(|it| it.offer == *offer));
        found.cloned().unwrap_or_else(|| Arc::new(reckon(offer, &profile.needs, first_day())))
    };
    (Arc::new(profile.offers.iter().map(one).collect()), profile.needs.clone())
}

fn same(before: Option<&Arc<Vec<Arc<Reckoned>>>>, now: Option<&Arc<Vec<Arc<Reckoned>>>>) -> bool {
    let (Some(before), Some(now)) = (before, now) else { return false };
    before.len() == now.len() && before.iter().zip(now.iter()).all(|(one, other)| Arc::ptr_eq(one, other))
}

/// Two offers, their places, and where they change places.
type Pair = ((usize, Arc<Reckoned>), (usize, Arc<Reckoned>), Vec<BreakEven>);

/// Every two offers. Those of which neither changed are not compared again.
fn pairs(all: &[Arc<Reckoned>], before: &[Pair]) -> Vec<Pair> {
    let mut made = Vec::new();
    for (first, one) in all.iter().enumerate() {
        for (second, other) in all.iter().enumerate().skip(first + 1) {
            let known = before.iter().find(|it| Arc::ptr_eq(&it.0.1, one) && Arc::ptr_eq(&it.1.1, other));
            let found = known.map_or_else(|| break_evens(one, other), |it| it.2.clone());
            made.push(((first, Arc::clone(one)), (second, Arc::clone(other)), found));
        }
    }
    made
}

fn in_order(pairs: &[Pair]) -> Vec<(usize, usize, BreakEven)> {
    let of_one = |it: &Pair| {
        let (first, second) = (it.0.0, it.1.0);
        it.2.clone().into_iter().map(move |found| (first, second, found))
    };
    let mut found: Vec<(usize, usize, BreakEven)> = pairs.iter().flat_map(of_one).collect();
    found.sort_by(|a, b| a.2.at.total_cmp(&b.2.at));
    found
}
