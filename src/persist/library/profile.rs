//! The profile: what belongs to the person and not to a plan.

use super::Library;
use crate::persist::envelope::{Damage, Envelope, Reading, check_sum, decode, encode};
use crate::persist::error::{Kept, LibraryError, Reason, Remains};
use crate::persist::key::PROFILE_KEY;
use crate::persist::kind::Kind;
use crate::persist::parts::{CORE, Part};
use crate::persist::stamp::Stamp;
use crate::persist::store::size;
use crate::text::tr;
use std::collections::BTreeMap;

/// What people call what a profile holds.
const NAME: &str = "Offers and answers";

/// What this tab knows of the stored profile.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Base {
    /// Nothing yet, so it must not be written.
    Unread,
    /// The text that was stored when this tab last read or wrote, if there was one, by its check sum; and whether it can be read.
    Read { stored: Option<String>, readable: bool },
}

/// How saving the profile ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileOutcome {
    /// It is stored.
    Saved,
    /// It was stored already, exactly so; nothing was written.
    Unchanged,
    /// Nothing was written: another tab has saved the profile since this one read it. Read it again.
    Conflict,
}

/// What is stored of a profile.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredProfile {
    /// When it was saved, where that can be read.
    pub saved: Option<Stamp>,
    /// The room it takes, key included.
    pub bytes: usize,
    /// The profile, of the newest schema; or why it is not used.
    pub part: Result<Part, LibraryError>,
}

impl Library {
    /// What is stored of the profile, if anything is. Unlike [`Library::load_profile`], looking at it changes nothing.
    pub fn stored_profile(&self) -> Result<Option<StoredProfile>, LibraryError> {
        self.stored_profile_at(PROFILE_KEY)
    }

    /// The same of a profile under another key, where one was put aside.
    pub fn stored_profile_at(&self, key: &str) -> Result<Option<StoredProfile>, LibraryError> {
        let Some(text) = self.store.get(key)? else { return Ok(None) };
        let bytes = size(key) + size(&text);
        let (saved, part) = match decode(&text, &self.ladders) {
            Reading::Fine(Envelope { kind: Kind::Profile, part, saved, .. }) => (Some(saved), Ok(part)),
            Reading::Older(Envelope { kind: Kind::Profile, part, saved, schema, .. }) => {
                (Some(saved), self.profile_brought_up(schema, &part))
            }
            Reading::Newer(header) => (header.saved, Err(self.newer_profile(header.schema))),
            Reading::Damaged(damage) => (None, Err(damaged(damage, bytes))),
            Reading::Fine(_) | Reading::Older(_) => (None, Err(damaged(Damage::Misplaced, bytes))),
        };
        Ok(Some(StoredProfile { saved, bytes, part }))
    }

    /// Whether another tab has written or removed the profile since this one last read or wrote it. Nothing is known of one that was
    /// never read.
    pub fn profile_is_behind(&self) -> Result<bool, LibraryError> {
        let Base::Read { stored, .. } = &self.profile else { return Ok(false) };
        Ok(self.store.get(PROFILE_KEY)?.as_deref().map(check_sum) != *stored)
    }

    /// What was loaded is sound, but cannot be read as a profile: the next save puts it aside instead of replacing it.
    pub fn profile_makes_no_sense(&mut self) {
        if let Base::Read { readable, .. } = &mut self.profile {
            *readable = false;
        }
    }

    /// What is stored was changed past what this tab knows of it, so it must be read before it is written.
    pub(super) fn forget_profile(&mut self) {
        self.profile = Base::Unread;
    }

    /// Removes the profile for good, whatever state it is in.
    pub fn delete_profile(&mut self) -> Result<(), LibraryError> {
        self.store.remove(PROFILE_KEY)?;
        self.profile = Base::Read { stored: None, readable: true };
        Ok(())
    }

    /// Reads the profile, if there is one. From now on this tab may save it: if what is stored is damaged it is then put aside, not
    /// lost; if it is of a newer schema it stays.
    pub fn load_profile(&mut self) -> Result<Option<Part>, LibraryError> {
        let text = self.store.get(PROFILE_KEY)?;
        let stored = text.as_deref().map(check_sum);
        let Some(text) = text else {
            self.profile = Base::Read { stored, readable: true };
            return Ok(None);
        };
        let (damage, part) = match decode(&text, &self.ladders) {
            Reading::Fine(Envelope { kind: Kind::Profile, part, .. }) => (None, Some(part)),
            Reading::Older(Envelope { kind: Kind::Profile, part, schema, .. }) => {
                (None, Some(self.profile_brought_up(schema, &part)?))
            }
            Reading::Newer(header) => return Err(self.newer_profile(header.schema)),
            Reading::Damaged(damage) => (Some(damage), None),
            Reading::Fine(_) | Reading::Older(_) => (Some(Damage::Misplaced), None),
        };
        self.profile = Base::Read { stored, readable: damage.is_none() };
        match damage {
            None => Ok(part),
            Some(damage) => Err(damaged(damage, size(PROFILE_KEY) + size(&text))),
        }
    }

    /// Stores the profile, once it has been read.
    pub fn save_profile(&mut self, profile: &Part, now: Stamp) -> Result<ProfileOutcome, LibraryError> {
        let Base::Read { stored, readable } = self.profile.clone() else {
            return Err(LibraryError::NotLoaded { name: NAME.to_owned() });
        };
        let there = self.store.get(PROFILE_KEY)?;
        if there.as_deref().map(check_sum) != stored {
            return Ok(ProfileOutcome::Conflict);
        }
        let full = |library: &Self, error| library.explain(LibraryError::Store(error), NAME);
        if let Some(there) = &there {
            if !readable {
                let aside = self.set_aside_key("profile", now);
                self.store.set(&aside, there).map_err(|error| full(self, error))?;
            } else if matches!(decode(there, &self.ladders), Reading::Fine(envelope) if envelope.part.json() == profile.json())
            {
                return Ok(ProfileOutcome::Unchanged);
            }
        }
        let schema = self.ladders.schema(Kind::Profile);
        let text = encode(&Envelope {
            kind: Kind::Profile,
            schema,
            saved: now,
            id: "profile".to_owned(),
            name: tr!("Profile").to_owned(),
            parts: BTreeMap::new(),
            over: None,
            part: profile.clone(),
        });
        self.set_making_room(PROFILE_KEY, &text, now).map_err(|error| full(self, error))?;
        self.profile = Base::Read { stored: Some(check_sum(&text)), readable: true };
        Ok(ProfileOutcome::Saved)
    }

    fn profile_brought_up(&self, schema: u32, part: &Part) -> Result<Part, LibraryError> {
        let failed = |error| LibraryError::Migration { name: NAME.to_owned(), schema, error };
        let unexpected =
            |error: serde_json::Error| failed(crate::persist::migrate::MigrationError::new(error.to_string()));
        let data = part.read().map_err(unexpected)?;
        let data: serde_json::Value = self.ladders.bring_up(Kind::Profile, schema, data).map_err(failed)?;
        Part::new(CORE, &data).map_err(unexpected)
    }

    fn newer_profile(&self, schema: u32) -> LibraryError {
        LibraryError::Newer {
            what: tr!("your offers and answers").to_owned(),
            schema,
            reads: self.ladders.schema(Kind::Profile),
        }
    }
}

fn damaged(damage: Damage, bytes: usize) -> LibraryError {
    let kept = vec![Kept { key: PROFILE_KEY.to_owned(), reason: Reason::Damaged(damage), bytes }];
    LibraryError::Damaged(Box::new(Remains { name: NAME.to_owned(), kept, readable: Vec::new() }))
}
