//! What lies in storage unused: listed as a person would count it, given out as text, taken back, removed.

use super::{IndexState, Library};
use crate::persist::envelope::{Damage, Reading, decode, told};
use crate::persist::error::{Kept, LibraryError, Reason};
use crate::persist::index::{Entry, Index};
use crate::persist::key::{Key, PROFILE_KEY};
use crate::persist::kind::Kind;
use crate::persist::stamp::Stamp;
use crate::persist::store::size;
use crate::text::{quoted, tr};

/// Values that are stored, not used, and one thing to a person: a scenario, some of its parts, a snapshot, any other value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// The name of the scenario it belongs to; otherwise what it is, in words.
    pub name: String,
    /// Why it is not used: a clause, to be made a [`sentence`](crate::text::sentence) of.
    pub why: String,
    /// When it was last saved, as far as its text still tells.
    pub saved: Option<Stamp>,
    /// When it was put aside, if it was.
    pub aside: Option<Stamp>,
    /// Its values.
    pub kept: Vec<Kept>,
    /// How it may come back.
    pub again: Again,
    /// How it goes.
    pub removal: Removal,
}

/// How something that is not used may come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Again {
    /// By [`Library::recover`], with this id.
    Recover(String),
    /// By [`Library::load`], with this id: what was damaged may be sound by now.
    Load(String),
    /// Offers and answers, by [`Library::stored_profile_at`] with this key.
    Profile(String),
    /// Not at all.
    Never,
}

/// How something that is not used goes, when a person wants that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// By [`Library::discard`].
    Discard,
    /// With its scenario, by [`Library::delete`].
    Delete,
    /// It stays: a newer Remit needs it, or the list of scenarios made anew will put it aside.
    Stays,
}

impl Leftover {
    /// The room it takes, as [`crate::persist::size`] counts.
    pub fn bytes(&self) -> usize {
        self.kept.iter().map(|kept| kept.bytes).sum()
    }
}

/// Which values are one thing: those of one scenario that are unused for one reason, else each by itself.
#[derive(PartialEq)]
enum Group {
    Damaged(String),
    Unlisted(String),
    Unfinished(String),
    Single(String),
}

fn group_of(kept: &Kept) -> Group {
    match (Key::parse(&kept.key), &kept.reason) {
        (Some(Key::Part { id, .. }), Reason::Unlisted) => Group::Unlisted(id),
        (Some(Key::Part { id, .. }), Reason::Unfinished) => Group::Unfinished(id),
        (Some(Key::Part { id, .. }), _) => Group::Damaged(id),
        _single => Group::Single(kept.key.clone()),
    }
}

impl Library {
    /// What lies in our part of storage but is not used, and why. Parts of scenarios are looked into only when they are loaded, so
    /// damage shows here once it was met.
    pub fn kept(&self) -> Result<Vec<Kept>, LibraryError> {
        let keys = self.store.keys()?;
        let mut all = Vec::new();
        for key in &keys {
            if let Some(reason) = self.reason_to_keep(key)? {
                let bytes = size(key) + self.store.get(key)?.map_or(0, |text| size(&text));
                all.push(Kept { key: key.clone(), reason, bytes });
            }
        }
        let named = self.index.scenarios.iter().flat_map(Entry::keys).map(|key| key.to_string());
        let missing = named.filter(|key| !keys.contains(key));
        all.extend(missing.map(|key| Kept { key, reason: Reason::Damaged(Damage::Missing), bytes: 0 }));
        all.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(all)
    }

    /// The same for a list: what belongs together as one, with what can be done about it. Scenarios in the bin are left out; those go
    /// from there.
    pub fn leftovers(&self) -> Result<Vec<Leftover>, LibraryError> {
        let mut groups: Vec<(Group, Vec<Kept>)> = Vec::new();
        for kept in self.kept()? {
            let group = group_of(&kept);
            match groups.iter_mut().find(|(known, _)| *known == group) {
                Some((_, all)) => all.push(kept),
                None => groups.push((group, vec![kept])),
            }
        }
        let in_bin = |id: &str| self.index.entry(id).is_some_and(Entry::is_binned);
        groups.retain(|(group, _)| !matches!(group, Group::Damaged(id) if in_bin(id)));
        groups.into_iter().map(|(group, kept)| self.leftover(&group, kept)).collect()
    }

    fn leftover(&self, group: &Group, kept: Vec<Kept>) -> Result<Leftover, LibraryError> {
        let mut texts = Vec::new();
        for it in &kept {
            texts.extend(self.store.get(&it.key)?);
        }
        let said = |member: &str| texts.iter().find_map(|text| told(text, member));
        let listed = |id: &str| self.index.entry(id).map(|entry| entry.name.clone());
        let unnamed = || tr!("A scenario without a name").to_owned();
        let all = || kept.iter().map(Kept::to_string).collect::<Vec<_>>().join("; ");
        let (name, why, again, removal) = match group {
            Group::Damaged(id) => {
                let name = listed(id).unwrap_or_else(unnamed);
                (name, all(), Again::Load(id.clone()), Removal::Delete)
            }
            Group::Unlisted(id) => {
                let why = tr!("it is stored, but the list of scenarios does not name it").to_owned();
                (said("name").unwrap_or_else(unnamed), why, Again::Recover(id.clone()), Removal::Discard)
            }
            Group::Unfinished(id) => {
                let why = tr!("a save did not come to its end; what was saved before it is used").to_owned();
                (listed(id).unwrap_or_else(unnamed), why, Again::Never, Removal::Discard)
            }
            Group::Single(key) => self.single(key, &kept)?,
        };
        let saved = texts.iter().filter_map(|text| told(text, "saved")?.parse().ok()).max();
        let aside = kept.first().and_then(|it| put_aside(&it.key));
        Ok(Leftover { name, why, saved, aside, kept, again, removal })
    }

    /// What there is to say of a value that belongs to no scenario's parts.
    fn single(&self, key: &str, kept: &[Kept]) -> Result<(String, String, Again, Removal), LibraryError> {
        let Some(it) = kept.first() else { return Err(LibraryError::Gone) };
        let why = tr!("it {}", it.reason);
        let newer = matches!(it.reason, Reason::Newer { .. });
        let removal = if newer { Removal::Stays } else { Removal::Discard };
        let lists = || tr!("The list of scenarios").to_owned();
        let offers = || tr!("Offers and answers").to_owned();
        Ok(match Key::parse(key) {
            Some(Key::Index) => (lists(), why, Again::Never, Removal::Stays),
            Some(Key::Profile) => (offers(), why, Again::Profile(key.to_owned()), removal),
            Some(Key::SetAside(_)) => {
                let text = self.store.get(key)?.unwrap_or_default();
                let why = match decode(&text, &self.ladders) {
                    Reading::Damaged(damage) => tr!("it {damage}, and was put aside"),
                    Reading::Fine(_) | Reading::Older(_) | Reading::Newer(_) => why,
                };
                if is_profile(key) {
                    (offers(), why, Again::Profile(key.to_owned()), removal)
                } else {
                    (lists(), why, Again::Never, removal)
                }
            }
            Some(Key::Snapshot { id, .. }) => {
                let of = self.index.entry(&id).map(|entry| quoted(&entry.name));
                let name = of.map_or_else(|| tr!("A snapshot").to_owned(), |of| tr!("A snapshot of {of}"));
                (name, why, Again::Never, if self.is_needed(key)? { Removal::Stays } else { removal })
            }
            Some(Key::Part { .. } | Key::Unknown(_)) | None => (quoted(key), why, Again::Never, removal),
        })
    }

    /// Whether this is the key of a snapshot that a branch differs from.
    fn is_needed(&self, key: &str) -> Result<bool, LibraryError> {
        match Key::parse(key) {
            Some(Key::Snapshot { id, revision }) => self.is_base(&format!("{id}@{revision}")),
            _other => Ok(false),
        }
    }

    /// Why the value of a key is not used; nothing where it is, or where it is not ours.
    fn reason_to_keep(&self, key: &str) -> Result<Option<Reason>, LibraryError> {
        let newest_read = |text: String| match decode(&text, &self.ladders) {
            Reading::Fine(_) | Reading::Older(_) => None,
            Reading::Newer(header) => Some(Reason::Newer { schema: header.schema }),
            Reading::Damaged(damage) => Some(Reason::Damaged(damage)),
        };
        Ok(match Key::parse(key) {
            None => None,
            Some(Key::Unknown(_)) => Some(Reason::Unknown),
            Some(Key::SetAside(_)) => Some(Reason::SetAside),
            Some(Key::Index) => match &self.state {
                IndexState::New | IndexState::Sound | IndexState::Rebuilt(None) => None,
                IndexState::Rebuilt(Some(text)) => newest_read(text.clone()).or(Some(Reason::Damaged(Damage::NotOurs))),
                IndexState::Newer(schema) => Some(Reason::Newer { schema: *schema }),
            },
            Some(Key::Profile) => self.store.get(key)?.and_then(newest_read),
            Some(Key::Snapshot { id, .. }) => self.reason_of_snapshot(key, &id)?,
            Some(Key::Part { id, part, revision }) => match self.index.entry(&id) {
                None => Some(Reason::Unlisted),
                Some(entry) if entry.parts.get(&part).is_some_and(|listed| listed.revision == revision) => {
                    let newer = entry.schema > self.ladders.schema(Kind::Scenario);
                    let damage = self.damaged.get(key).cloned().map(Reason::Damaged);
                    damage.or(newer.then_some(Reason::Newer { schema: entry.schema }))
                }
                Some(_) if self.is_replaced(&id, &part, &revision) => None,
                Some(_) => Some(Reason::Unfinished),
            },
        })
    }

    /// The stored text of one of our keys, word for word, to be downloaded.
    pub fn stored_text(&self, key: &str) -> Result<Option<String>, LibraryError> {
        match Key::parse(key) {
            Some(_) => Ok(self.store.get(key)?),
            None => Ok(None),
        }
    }

    /// Removes values that are not used, at the user's wish, and gives them back with their keys, for [`Library::bring_back`]. What the
    /// list of scenarios names, the list itself, what a branch differs from and what a newer Remit saved stay.
    pub fn discard(&mut self, keys: &[String]) -> Result<Vec<(String, String)>, LibraryError> {
        self.ready_to_write()?;
        let mut removed = Vec::new();
        for key in keys {
            let unused = match (Key::parse(key), self.reason_to_keep(key)?) {
                (_, Some(Reason::Unlisted | Reason::Unfinished | Reason::SetAside | Reason::Unknown)) => true,
                (Some(Key::Snapshot { .. }), Some(Reason::Damaged(_))) => !self.is_needed(key)?,
                (Some(Key::Profile), Some(Reason::Damaged(_))) => true,
                (_, Some(Reason::Damaged(_) | Reason::Newer { .. } | Reason::Mixed { .. }) | None) => false,
            };
            if let Some(text) = unused.then(|| self.store.get(key)).transpose()?.flatten() {
                self.store.remove(key)?;
                removed.push((key.clone(), text));
            }
        }
        if removed.iter().any(|(key, _)| key == PROFILE_KEY) {
            self.forget_profile();
        }
        Ok(removed)
    }

    /// Stores again what [`Library::discard`] removed, wherever nothing has come in its place.
    pub fn bring_back(&mut self, removed: &[(String, String)]) -> Result<(), LibraryError> {
        self.ready_to_write()?;
        for (key, text) in removed {
            if self.store.get(key)?.is_none() {
                self.store.set(key, text).map_err(|error| self.explain(error.into(), &quoted_key(key)))?;
            }
        }
        if removed.iter().any(|(key, _)| key == PROFILE_KEY) {
            self.forget_profile();
        }
        Ok(())
    }

    /// Puts a scenario whose parts are stored but which the list does not name back into the list.
    pub fn recover(&mut self, id: &str, now: Stamp) -> Result<Entry, LibraryError> {
        self.retrying(|library| {
            library.ready_to_write()?;
            if let Some(entry) = library.index.entry(id) {
                return Ok(entry.clone());
            }
            let Some(entry) = library.entry_from_keys(id)? else { return Err(LibraryError::Gone) };
            let mut index: Index = library.index.clone();
            index.put(entry.clone());
            library.commit(index, now).map_err(|error| library.explain(error, &entry.name))?;
            Ok(entry)
        })
    }

    /// The key under which an unreadable value is put aside.
    pub(super) fn set_aside_key(&self, name: &str, now: Stamp) -> String {
        Key::SetAside(format!("{name}-{}-{}", now.unix_seconds(), self.writer)).to_string()
    }
}

/// Whether the profile was put aside under this key.
fn is_profile(key: &str) -> bool {
    matches!(Key::parse(key), Some(Key::SetAside(name)) if name.starts_with("profile-"))
}

/// When a value was put aside, by the key that [`Library::set_aside_key`] made.
fn put_aside(key: &str) -> Option<Stamp> {
    let Some(Key::SetAside(name)) = Key::parse(key) else { return None };
    let seconds = name.split('-').nth(1)?.parse().ok()?;
    Some(Stamp::from_unix_seconds(seconds))
}

fn quoted_key(key: &str) -> String {
    tr!("the value {}", quoted(key))
}
