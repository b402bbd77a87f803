//! The profile on the shelf: what belongs to the person and not to a scenario.

use super::Shelf;
use crate::career::Profile;
use crate::text::tr;
use crate::web::app::App;
use crate::web::cabinet::KeptProfile;
use crate::web::port::dom;
use crate::web::port::store::StorageListener;
use crate::web::ui::Saving;
use leptos::prelude::*;

impl Shelf {
    /// The stored profile.
    pub fn profile(self) -> Result<Option<Profile>, String> {
        self.with(|cabinet| cabinet.load_profile())
    }

    /// What is stored of it, for a list.
    pub fn kept_profile(self) -> Option<KeptProfile> {
        self.cabinet.with_value(|cabinet| cabinet.kept_profile())
    }

    /// Whether another tab has kept or removed it since it was read or kept here.
    pub fn profile_is_behind(self) -> bool {
        self.cabinet.with_value(|cabinet| cabinet.profile_is_behind())
    }

    /// Calls back, as long as the current owner lives, whenever another tab has written or removed it.
    pub fn on_profile_written(self, heard: impl Fn() + 'static) {
        let listener = StorageListener::new(move |key| {
            if self.cabinet.with_value(|cabinet| cabinet.concerns_profile(key.as_deref())) {
                heard();
            }
        });
        StoredValue::new_local(listener);
    }

    /// Removes it for good, when no other tab writes.
    pub fn delete_profile(self, done: impl FnOnce(Result<(), String>) + 'static) {
        self.alone(move || done(self.with(|cabinet| cabinet.delete_profile())));
    }

    /// The stored profile as name and text of a file.
    pub fn stored_profile_file(self) -> Option<(String, String)> {
        self.cabinet.with_value(|cabinet| cabinet.stored_profile_file())
    }

    /// A profile as name and text of a file.
    pub fn profile_file(self, profile: &Profile) -> (String, String) {
        self.cabinet.with_value(|cabinet| cabinet.write_profile(profile))
    }

    /// Keeps the profile and says so in the head of the page; false where another tab has changed it meanwhile.
    pub fn keep_profile(self, app: App, profile: &Profile) -> Result<bool, String> {
        let kept = self.with(|cabinet| cabinet.save_profile(profile));
        app.saving.set(match &kept {
            Ok(true) => self.saved(dom::local_time()),
            Ok(false) => Saving::Failed(tr!("another tab changed your offers").into()),
            Err(_) => Saving::Failed(tr!("still here while the page is open").into()),
        });
        if kept == Ok(true) {
            self.passing.update_value(|passing| *passing |= !self.keeps);
        }
        kept
    }

    /// Keeps what a page was left with: when it is this tab's turn, and in any case before the tab goes. What could not be kept waits.
    pub fn keep_profile_left(self, app: App, profile: Profile) {
        self.left.set_value(Some(profile));
        self.alone(move || self.keep_left(app));
    }

    /// What a page was left with and is not kept yet, for that page to keep.
    pub fn take_left(self) -> Option<Profile> {
        self.left.try_update_value(Option::take).flatten()
    }

    pub(super) fn keep_left(self, app: App) {
        let Some(profile) = self.take_left() else { return };
        if self.keep_profile(app, &profile) != Ok(true) {
            self.left.set_value(Some(profile));
        }
    }
}
