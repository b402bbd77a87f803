//! The base of an open branch: taking its changes over, and back again with the step that took them.

use super::Shelf;
use crate::edit::{Command, Marked};
use crate::model::Document;
use crate::text::tr;
use crate::web::app::App;
use crate::web::cabinet::Saved;
use crate::web::port::dom;
use leptos::prelude::*;

/// A step that moved the open branch onto a newer state of its base.
#[derive(Clone)]
pub(super) struct BaseMove {
    mark: u64,
    /// What the branch differed from before.
    old: Document,
    /// What it differs from with the step.
    new: Document,
    /// Whether it differs from that now.
    is_made: bool,
}

impl Shelf {
    /// Takes over what the base of the open branch has changed since, where the branch did not change the same.
    pub fn take_base_changes(self, app: App) {
        self.alone(move || self.take_base_changes_now(app));
    }

    fn take_base_changes_now(self, app: App) {
        self.save(app);
        let Some(id) = self.current.get_value() else { return };
        let tell = |text: String| app.tell(text);
        let states = self.cabinet.with_value(|cabinet| cabinet.base_of(&id)).map(|base| {
            let old = self.peek(&base.reference)?;
            self.peek(&base.id).map(|new| (old, new))
        });
        let merged = app.document.with_untracked(|mine| self.with(|cabinet| cabinet.merge_base(&id, mine)));
        let (document, taken, met) = match merged {
            Ok(merged) => merged,
            Err(text) => return tell(text),
        };
        if taken > 0 {
            let command = Command::batch(tr!("changes of the base"), vec![Command::Whole(Box::new(document))]);
            let kept = match met {
                0 => String::new(),
                1 => tr!(" One that the branch changed too stays as it is here.").to_owned(),
                more => tr!(" {more} that the branch changed too stay as they are here."),
            };
            let told = match taken {
                1 => tr!("One change of the base is taken over.{kept}"),
                taken => tr!("{taken} changes of the base are taken over.{kept}"),
            };
            app.dispatch_risky(command, told);
            if let Some(Ok((old, new))) = states {
                let mark = dom::now_ms().to_bits();
                app.mark_step(mark);
                self.moves.update_value(|moves| moves.push(BaseMove { mark, old, new, is_made: true }));
            }
        } else {
            tell(tr!("The branch has all of it already, or changed it itself.").to_owned());
        }
        self.write_before();
        let moved = app.document.with_untracked(|document| self.with(|cabinet| cabinet.rebase(&id, document)));
        self.rebased(app, moved);
    }

    /// After a step was taken back or made again: the branch differs from the state of its base that belongs to what is on screen.
    pub fn follow_base(self, app: App) {
        if self.moves.with_value(Vec::is_empty) {
            return;
        }
        self.alone(move || {
            let Some(id) = self.current.get_value() else { return };
            // What is forgotten stays as it is now.
            let wanted = self.moves.try_update_value(|moves| {
                let before: Vec<bool> = moves.iter().map(|it| it.is_made).collect();
                moves.retain_mut(|it| match app.step_marked(it.mark) {
                    Marked::Made => {
                        it.is_made = true;
                        true
                    }
                    Marked::TakenBack => {
                        it.is_made = false;
                        true
                    }
                    Marked::Gone => false,
                });
                let after: Vec<bool> = moves.iter().map(|it| it.is_made).collect();
                let first_back = moves.iter().find(|it| !it.is_made).map(|it| it.old.clone());
                let state = first_back.or_else(|| moves.last().map(|it| it.new.clone()));
                state.filter(|_| before != after)
            });
            if let Some(base) = wanted.flatten() {
                let moved =
                    app.document.with_untracked(|mine| self.with(|cabinet| cabinet.rebase_on(&id, mine, &base)));
                self.rebased(app, moved);
            }
        });
    }

    fn rebased(self, app: App, moved: Result<Saved, String>) {
        match moved {
            Ok(Saved::Under(_)) => self.dirty.set_value(false),
            Ok(Saved::Conflict) => self.behind.set(true),
            Err(text) => app.tell(text),
        }
        app.saving.set(self.state_at_start());
        self.relist();
    }
}
