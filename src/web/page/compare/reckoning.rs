//! A bridge is reckoned a plan at a time, in tasks between which the page paints and answers.

use super::sides::{Side, Sides};
use crate::engine::compare::{Bridge, BridgeMethod, Bridging, Measure, Months};
use crate::model::Document;
use crate::web::port::{dom, later};
use leptos::prelude::*;
use std::sync::Arc;

/// A task reckons for so long before it leaves the rest to the next one.
const SLICE_MS: f64 = 12.0;

/// A bridge with the two sides that it leads between.
pub(super) type Between = (Bridge, Side, Side);

/// How far a bridge is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum State {
    /// What comes before it is still on its way.
    #[default]
    Waits,
    /// So many plans of so many are reckoned.
    Reckons(usize, usize),
    /// It is there, if there is one.
    There,
}

/// The bridge that is asked for, and how far it is. Copying it copies handles.
#[derive(Clone, Copy)]
pub(super) struct Reckoning {
    /// How far it is.
    pub state: RwSignal<State>,
    /// The bridge, or the one before until it is there.
    pub told: RwSignal<Option<Between>>,
    /// Which of several others it leads to.
    to: RwSignal<usize>,
    /// What it is about: what is asked for, else what differs first.
    pub measure: Memo<Option<Measure>>,
    /// How changes are told apart, as the tabs name it.
    method: RwSignal<&'static str>,
    /// Counts what was asked for, so that what is overtaken ends.
    turn: StoredValue<u32>,
    /// What is reckoned of the two sides: it serves all measures and both ways.
    known: StoredValue<Option<Known>>,
}

struct Known {
    old: Side,
    new: Side,
    months: Months,
    bridging: Bridging<Arc<Document>>,
}

/// The months of the period on screen that both sides plan, else their last year.
fn months(sides: Sides, old: &Side, new: &Side) -> Option<Months> {
    let shared = Months::shared(&old.outcome, &new.outcome)?;
    let period = sides.period.get_untracked().and_then(|it| shared.within(&it));
    period.or_else(|| Months::last_year(&old.outcome, &new.outcome))
}

impl Reckoning {
    /// Follows the sides, what is asked of them, and `to` and `method`; it begins once their figures are on screen.
    pub(super) fn new(sides: Sides, to: RwSignal<usize>, method: RwSignal<&'static str>) -> Reckoning {
        let settled = sides.settled(move || sides.period.track());
        let measure = Memo::new(move |_| {
            settled.track();
            let (asked, to) = (sides.measure.get(), to.get());
            let (old, new) = untrack(|| sides.pair(to))?;
            let months = months(sides, &old, &new)?;
            Some(asked.unwrap_or_else(|| Measure::first_moved(&old.outcome, &new.outcome, months)))
        });
        let reckoning = Reckoning {
            state: RwSignal::new(State::Waits),
            told: RwSignal::new(None),
            to,
            measure,
            method,
            turn: StoredValue::new(0),
            known: StoredValue::new(None),
        };
        Effect::new(move |_| {
            if settled.get() > 0 {
                to.track();
                method.track();
                measure.track();
                reckoning.turn.update_value(|it| *it += 1);
                let mine = reckoning.turn.get_value();
                later::put_off(move || reckoning.begin(sides, mine));
            }
        });
        reckoning
    }

    /// What is asked for: the measure, and how changes are told apart.
    fn asked(self) -> Option<(Measure, BridgeMethod)> {
        let how = if self.method.get_untracked() == "shapley" { BridgeMethod::Shapley } else { BridgeMethod::Ordered };
        Some((self.measure.get_untracked()?, how))
    }

    fn begin(self, sides: Sides, mine: u32) {
        if self.turn.try_get_value() != Some(mine) {
            return;
        }
        let pair = untrack(|| sides.pair(self.to.get()));
        let about = pair.and_then(|(old, new)| Some((months(sides, &old, &new)?, old, new)));
        self.known.update_value(|known| {
            let is_same = match (&known, &about) {
                (Some(it), Some((months, old, new))) => {
                    it.months == *months && it.old.is_same(old) && it.new.is_same(new)
                }
                (None, _) | (_, None) => false,
            };
            if !is_same {
                *known = about.map(|(months, old, new)| {
                    let of = |side: &Side| side.document.clone();
                    let bridging = Bridging::between((of(&old), &old.outcome), (of(&new), &new.outcome), months);
                    Known { old, new, months, bridging }
                });
            }
        });
        self.go_on(mine);
    }

    fn go_on(self, mine: u32) {
        if self.turn.try_get_value() != Some(mine) {
            return;
        }
        let begun = dom::timer_ms();
        let asked = self.asked();
        let reckon = |known: &mut Option<Known>| {
            let ((measure, method), known) = asked.zip(known.as_mut())?;
            while known.bridging.go_on(measure, method) {
                if dom::timer_ms() - begun > SLICE_MS {
                    let (left, all) = known.bridging.left(measure, method);
                    return Some(Err((all - left, all)));
                }
            }
            let told = known.bridging.told(measure, method)?;
            Some(Ok((told, known.old.clone(), known.new.clone())))
        };
        match self.known.try_update_value(reckon) {
            None => {}
            Some(Some(Err((done, all)))) => {
                self.state.set(State::Reckons(done, all));
                later::put_off(move || self.go_on(mine));
            }
            Some(told) => {
                self.told.set(told.and_then(Result::ok));
                self.state.set(State::There);
            }
        }
    }
}
