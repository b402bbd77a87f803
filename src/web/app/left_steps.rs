//! The steps of scenarios that one has left for another, so that coming back leaves the way back open.

use super::App;
use crate::edit::History;
use crate::model::Document;
use leptos::prelude::*;

/// So many scenarios keep their steps.
const KEPT: usize = 8;

/// Steps, the scenario they belong to, and what it was as they were left: they lead from nowhere else.
pub(super) struct LeftSteps {
    id: String,
    document: Document,
    history: History,
}

impl App {
    /// Keeps the steps of the open scenario, which is about to be left.
    pub fn put_steps_away(self, id: String) {
        let history = self.history.get_value();
        let document = self.document.get_untracked();
        self.left.update_value(|left| {
            left.retain(|it| it.id != id);
            left.push(LeftSteps { id, document, history });
            if left.len() > KEPT {
                left.remove(0);
            }
        });
    }

    /// Goes on with the steps of the scenario that was just opened, unless it was changed elsewhere meanwhile.
    pub fn take_steps_up(self, id: &str) {
        let found = self.left.try_update_value(|left| {
            let at = left.iter().position(|it| it.id == id)?;
            Some(left.remove(at))
        });
        let Some(found) = found.flatten() else { return };
        if self.document.with_untracked(|document| *document == found.document) {
            self.history.set_value(found.history);
            self.name_next_steps();
        }
    }
}
