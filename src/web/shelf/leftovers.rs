//! What is stored and not used: tried again, removed, and brought back where that was a mistake.

use super::Shelf;
use crate::career::Profile;
use crate::persist::Leftover;
use crate::text::{sentence, tr};
use crate::web::app::App;
use leptos::prelude::*;
use std::sync::Arc;

impl Shelf {
    /// What is stored and not used.
    pub fn leftovers(self) -> Vec<Leftover> {
        self.cabinet.with_value(|cabinet| cabinet.leftovers())
    }

    /// The text stored under a key, to be downloaded.
    pub fn stored_text(self, key: &str) -> Option<String> {
        self.cabinet.with_value(|cabinet| cabinet.stored_text(key))
    }

    /// The profile that was put aside under a key.
    pub fn profile_at(self, key: &str) -> Result<Profile, String> {
        self.cabinet.with_value(|cabinet| cabinet.profile_at(key))
    }

    /// Puts a scenario that the list lost back into it, and offers to open it.
    pub fn recover(self, app: App, id: &str) {
        let id = id.to_owned();
        self.alone(move || {
            match self.with(|cabinet| cabinet.recover(&id)) {
                Ok(name) => {
                    let told = tr!("{name} is in the list again.");
                    app.tell_with(told, tr!("Open" in "button"), move || self.load_again(app, &id));
                }
                Err(_) => app.tell(tr!("Nothing of it can be read. Download it if you want to keep it.")),
            }
            self.relist();
        });
    }

    /// Opens a scenario that could not be read, if it can be read by now; if not, says why, and offers what can be read of it as a scenario
    /// of its own.
    pub fn load_again(self, app: App, id: &str) {
        let id = id.to_owned();
        self.alone(move || {
            match self.peek(&id) {
                Ok(_) => self.switch_now(app, &id),
                Err(why) => match self.cabinet.try_update_value(|cabinet| cabinet.salvage(&id)).flatten() {
                    Some(document) => app.tell_with(sentence(&why), tr!("Open what can be read"), move || {
                        self.open_new(app, document.clone())
                    }),
                    None => app.tell(sentence(&why)),
                },
            }
            self.relist();
        });
    }

    /// Removes values that are not used, and offers to bring them back. `changed` is told of both.
    pub fn discard(self, app: App, keys: Vec<String>, told: String, changed: impl Fn() + Send + Sync + 'static) {
        let changed = Arc::new(changed);
        self.alone(move || {
            match self.with(|cabinet| cabinet.discard(&keys)) {
                Ok(removed) => {
                    let (removed, again) = (Arc::new(removed), Arc::clone(&changed));
                    app.tell_with(told, tr!("Undo"), move || {
                        let (removed, again) = (Arc::clone(&removed), Arc::clone(&again));
                        self.alone(move || {
                            self.told(app, self.with(|cabinet| cabinet.bring_back(&removed)));
                            again();
                        });
                    });
                }
                Err(text) => app.tell(text),
            }
            self.relist();
            changed();
        });
    }
}
