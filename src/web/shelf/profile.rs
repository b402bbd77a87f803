//! The profile on the shelf: what belongs to the person and not to a scenario.

use super::Shelf;
use crate::career::Profile;
use crate::web::app::App;
use crate::web::cabinet::KeptProfile;
use crate::web::port::dom;
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

    /// Removes it for good.
    pub fn delete_profile(self) -> Result<(), String> {
        self.with(|cabinet| cabinet.delete_profile())
    }

    /// The stored profile as name and text of a file.
    pub fn stored_profile_file(self) -> Option<(String, String)> {
        self.cabinet.with_value(|cabinet| cabinet.stored_profile_file())
    }

    /// A profile as name and text of a file.
    pub fn profile_file(self, profile: &Profile) -> (String, String) {
        self.cabinet.with_value(|cabinet| cabinet.write_profile(profile))
    }

    /// Reads the text of a file with a profile, and what to tell about it.
    pub fn read_profile(self, text: &str) -> Result<(Profile, Option<String>), String> {
        self.cabinet.with_value(|cabinet| cabinet.read_profile(text))
    }

    /// Keeps the profile and says so in the head of the page; false where another tab has changed it meanwhile.
    pub fn keep_profile(self, app: App, profile: &Profile) -> Result<bool, String> {
        let kept = self.with(|cabinet| cabinet.save_profile(profile));
        app.saving.set(match &kept {
            Ok(true) => self.saved(dom::local_time()),
            Ok(false) => Saving::Failed("another tab changed your offers".into()),
            Err(_) => Saving::Failed("still here while the page is open".into()),
        });
        kept
    }
}
