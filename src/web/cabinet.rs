//! Where scenarios are kept: documents in and out of the browser's storage and of files, errors told in words.
//!
//! Invariant: the rest of the application knows the [`Cabinet`] only. What stands behind it, all of `persist` and the reading and
//! writing of documents, is a part of the program of its own (see [`apart`](crate::web::apart)).

mod shelved;

pub use shelved::opening;

use crate::career::Profile;
use crate::engine::Checks;
use crate::model::{Account, Document};
use crate::persist::{Base, Leftover, Snapshot, Stamp, Usage, Why};
use std::pin::Pin;

/// How a cabinet is opened.
pub struct Opening {
    /// Whether storage had lost something that is back now. To be awaited before the cabinet is opened; the work has begun.
    pub brought_back: Pin<Box<dyn Future<Output = bool>>>,
    /// Opens the cabinet.
    pub open: fn() -> Box<dyn Cabinet>,
}

/// A scenario in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it lies in the bin.
    pub binned: bool,
    /// When it was last saved, in universal time.
    pub saved: String,
    /// Whether it is stored as what differs from another.
    pub is_branch: bool,
    /// Its size in characters.
    pub size: usize,
    /// The save that it is at; another one, other content.
    pub revision: String,
}

/// What became of a document that was to be saved.
pub enum Saved {
    /// It is stored under this id.
    Under(String),
    /// Another tab has saved the scenario meanwhile; nothing was written.
    Conflict,
}

/// A document that was read, and what to tell about it.
pub type Read = (Document, Option<String>);

/// What a file turned out to be, before anything is done with it.
pub enum Looked {
    /// A scenario.
    Scenario {
        /// As this version has it.
        document: Box<Document>,
        /// How its format compares with this version's, and what of it is not known here.
        told: String,
    },
    /// Offers and answers.
    Profile {
        /// As this version has them.
        profile: Box<Profile>,
        /// The same.
        told: String,
    },
}

/// The stored profile, for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptProfile {
    /// When it was saved, where that can be read.
    pub saved: Option<Stamp>,
    /// The room it takes in characters.
    pub size: usize,
    /// What it holds in a few words, or why it cannot be read.
    pub holds: Result<String, String>,
}

/// Keeps scenarios. Errors are sentences for the user.
pub trait Cabinet: Send + Sync {
    /// What finds the mistakes of a document; it travels with what reads documents.
    fn checks(&self) -> Checks;
    /// What is wrong with storage as a whole; empty if nothing is.
    fn trouble(&self) -> String;
    /// Whether what is stored outlives the page.
    fn keeps(&self) -> bool;
    /// Whether scenarios can be stored at all.
    fn is_open(&self) -> bool;
    /// What opening found and mended, to be told once.
    fn notice(&self) -> Option<String>;
    /// The worked sample company.
    fn sample(&self) -> Document;
    /// A plan with nothing in it yet.
    fn empty(&self) -> Document;
    /// The scenario to begin with.
    fn last(&self) -> Option<String>;
    /// All scenarios, those in the bin too.
    fn list(&self) -> Vec<Scenario>;
    /// Reads a scenario, or a snapshot by its reference.
    fn load(&mut self, id: &str) -> Result<Read, String>;
    /// Remembers which scenario is open.
    fn set_current(&mut self, id: &str) -> Result<(), String>;
    /// Writes a scenario; without an id it becomes a new one.
    fn save(&mut self, id: Option<&str>, document: &Document) -> Result<Saved, String>;
    /// Looks at what other tabs have written; whether one of them has saved this scenario.
    fn is_behind(&mut self, id: Option<&str>) -> bool;
    /// Whether the list has lost a save that this tab knows of, as far as it has looked.
    fn is_set_back(&self) -> bool;
    /// Has the list name such saves again.
    fn put_back(&mut self) -> Result<(), String>;
    /// Whether a change at this key of the browser's storage concerns the list of scenarios.
    fn concerns(&self, key: Option<&str>) -> bool;
    /// Whether it concerns the profile.
    fn concerns_profile(&self, key: Option<&str>) -> bool;
    /// Puts a scenario into the bin.
    fn delete(&mut self, id: &str) -> Result<(), String>;
    /// Takes a scenario out of the bin.
    fn restore(&mut self, id: &str) -> Result<(), String>;
    /// Removes a scenario in the bin for good.
    fn purge(&mut self, id: &str) -> Result<(), String>;
    /// Removes a scenario for good if it still is just this document.
    fn purge_if_same(&mut self, id: &str, document: &Document) -> Result<(), String>;
    /// The snapshots of a scenario, newest first.
    fn snapshots(&self, id: &str) -> Vec<Snapshot>;
    /// Keeps a document as a snapshot of a scenario.
    fn take_snapshot(&mut self, id: &str, document: &Document, why: Why) -> Result<(), String>;
    /// Removes a snapshot; false where a branch needs it.
    fn discard_snapshot(&mut self, reference: &str) -> Result<bool, String>;
    /// Removes all automatic snapshots; how many those were.
    fn discard_automatic(&mut self) -> Result<usize, String>;
    /// Removes all that lies in the bin for good.
    fn empty_bin(&mut self) -> Result<(), String>;
    /// Stores a document as a branch of a stored scenario; gives its id.
    fn branch(&mut self, of: &str, document: &Document) -> Result<String, String>;
    /// What a scenario is a branch of.
    fn base_of(&self, id: &str) -> Option<Base>;
    /// A branch with what its base has changed since, how many of these changes that are, and how many met changes of the branch.
    fn merge_base(&mut self, id: &str, mine: &Document) -> Result<(Document, usize, usize), String>;
    /// Stores a branch as what differs from its base as it is now.
    fn rebase(&mut self, id: &str, document: &Document) -> Result<Saved, String>;
    /// Stores a branch as what differs from its base as this document has that.
    fn rebase_on(&mut self, id: &str, document: &Document, base: &Document) -> Result<Saved, String>;
    /// Stores a scenario in as few characters as it takes.
    fn compact(&mut self, id: &str) -> Result<(), String>;
    /// What is stored and not used, such as what could not be read.
    fn leftovers(&self) -> Vec<Leftover>;
    /// Puts a scenario that is stored into the list, which does not name it; gives its name.
    fn recover(&mut self, id: &str) -> Result<String, String>;
    /// A scenario that cannot be read as a whole, of what can be read; nothing where that is too little.
    fn salvage(&mut self, id: &str) -> Option<Document>;
    /// Removes values that are not used, and gives those that were removed with their keys.
    fn discard(&mut self, keys: &[String]) -> Result<Vec<(String, String)>, String>;
    /// Stores them again.
    fn bring_back(&mut self, removed: &[(String, String)]) -> Result<(), String>;
    /// The text stored under a key.
    fn stored_text(&self, key: &str) -> Option<String>;
    /// Room used and left.
    fn usage(&self) -> Option<Usage>;
    /// Whether storage probably has no room for so many accounts more, in words.
    fn too_many(&self, accounts: &[Account]) -> Option<String>;
    /// The profile, if there is one. What cannot be read is put aside by the next save.
    fn load_profile(&mut self) -> Result<Option<Profile>, String>;
    /// Keeps the profile; false where another tab has kept one since it was read.
    fn save_profile(&mut self, profile: &Profile) -> Result<bool, String>;
    /// Whether another tab has kept or removed the profile since it was read or kept here.
    fn profile_is_behind(&self) -> bool;
    /// What is stored of the profile; nothing where nothing is.
    fn kept_profile(&self) -> Option<KeptProfile>;
    /// The profile that was put aside under a key.
    fn profile_at(&self, key: &str) -> Result<Profile, String>;
    /// Removes the profile for good.
    fn delete_profile(&mut self) -> Result<(), String>;
    /// The stored profile as name and text of a file: as it is stored where it cannot be read.
    fn stored_profile_file(&self) -> Option<(String, String)>;
    /// A profile as name and text of a file.
    fn write_profile(&self, profile: &Profile) -> (String, String);
    /// A document as a text as short as it can be, for a link; [`Cabinet::read_file`] reads it.
    fn write_short(&self, document: &Document) -> String;
    /// A document as the text of a file.
    fn write_file(&self, document: &Document) -> String;
    /// Reads the text of a file with a scenario.
    fn read_file(&self, text: &str) -> Result<Read, String>;
    /// Reads the text of a file of either kind.
    fn look(&self, text: &str) -> Result<Looked, String>;
}
