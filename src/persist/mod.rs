//! Keeping documents: in the browser's storage and in files.
//!
//! A [`Library`] keeps scenarios and the profile in a [`Store`]; every value lies in an [`envelope`](Envelope) that says what it is;
//! older values are brought up to date by [`Migration`]s; [`to_file`] and [`from_file`] do the same for files.
//!
//! Invariant: nothing here knows the model. A document is JSON, and what its members mean is for the caller.
//! Invariant: what is stored and what stands in a file are of one shape, so one list of migrations serves both.
//! Invariant: nothing here reads a clock or makes random numbers; moments and the name of the tab come in.

mod diff;
mod envelope;

mod error;
mod file;
mod index;
mod key;
mod kind;
mod library;
mod link;
mod memory;
mod merge;
mod migrate;
mod parts;
mod room;
mod snapshot;
mod squeeze;
mod stamp;
mod store;
mod table;

pub use diff::{apply, diff};
pub use envelope::{Damage, Envelope, NewerHeader, Reading, check_sum, decode, encode, encode_squeezed};
pub use error::{Kept, LibraryError, Reason, Remains, Usage};
pub use file::{FileDocument, FileError, from_file, from_file_with, to_compact, to_file};
pub use index::{Entry, Index, PartEntry};
pub use key::{INDEX_KEY, Key, PREFIX, PROFILE_KEY, Revision};
pub use kind::Kind;
pub use library::{
    Again, Base, Leftover, Library, Loaded, Notice, ProfileOutcome, Removal, SaveOutcome, Since, StoredProfile,
};
pub use link::{LONGEST_LINK, LinkError, read_link, write_link};
pub use memory::{Fault, MemoryStore};
pub use merge::{Merged, merge};
pub use migrate::{Ladders, MIGRATIONS, Migration, MigrationError, PROFILE_MIGRATIONS, bring_up};
pub use parts::{CORE, OWN_PARTS, Part, join, split};
pub use room::room_of;
pub use snapshot::{MOST_AUTOMATIC, Snapshot, Why, snapshot_reference};
pub use squeeze::{squeeze, unsqueeze};
pub use stamp::Stamp;
pub use store::{STORAGE_ESTIMATE, Store, StoreError, size, size_in_words};
pub use table::{pack, unpack};
