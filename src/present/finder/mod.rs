//! The finder: everything one can go to, change, ask about or do, found by typing a few letters of it.
//!
//! [`Finder::new`] collects what there is; [`Finder::find`] ranks it. What stands behind an entry is an [`Act`]; the browser performs it.

mod keys;
mod list;
mod places;
mod rank;
#[cfg(test)]
mod tests;

pub use keys::{KeyGroup, keys};
pub use list::Known;

use crate::engine::Metric;
use crate::present::Route;
use crate::text::tr;

/// What an entry is, in the order in which entries that fit equally well are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A page or a part of one.
    Page,
    /// Something to do.
    Deed,
    /// A scenario.
    Scenario,
    /// Somebody who holds a seat.
    Person,
    /// A plan of pay, a segment or a role.
    Thing,
    /// A panel, section, view or field of a page.
    Place,
    /// A figure that explains itself.
    Figure,
    /// A number that can be typed.
    Input,
    /// A topic of the guide.
    Topic,
}

impl Kind {
    /// What entries of this kind are called.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Page => tr!("Page"),
            Kind::Deed => tr!("Do"),
            Kind::Scenario => tr!("Scenario"),
            Kind::Person => tr!("Person"),
            Kind::Thing => tr!("Plan"),
            Kind::Place => tr!("Section"),
            Kind::Figure => tr!("Figure"),
            Kind::Input => tr!("Input"),
            Kind::Topic => tr!("Guide"),
        }
    }
}

/// Something the app does at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Takes the last step back.
    Undo,
    /// Does again what was undone.
    Redo,
    /// Asks for a few figures and opens a new scenario made of them.
    Begin,
    /// Opens a new scenario with the sample company.
    Sample,
    /// Opens a new, empty scenario.
    Empty,
    /// Makes a copy of the open scenario and opens it.
    Duplicate,
    /// Saves the open scenario as a file.
    Download,
    /// Opens the browser's print dialog.
    Print,
    /// Shows the keys.
    Keys,
}

impl Deed {
    /// All deeds.
    pub const ALL: [Deed; 9] = [
        Deed::Undo,
        Deed::Redo,
        Deed::Begin,
        Deed::Sample,
        Deed::Empty,
        Deed::Duplicate,
        Deed::Download,
        Deed::Print,
        Deed::Keys,
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Deed::Undo => tr!("Undo"),
            Deed::Redo => tr!("Redo"),
            Deed::Begin => tr!("New scenario from your figures"),
            Deed::Sample => tr!("New scenario from the sample company"),
            Deed::Empty => tr!("New empty scenario"),
            Deed::Duplicate => tr!("Duplicate this scenario"),
            Deed::Download => tr!("Download this scenario as a file"),
            Deed::Print => tr!("Print this page or save it as PDF"),
            Deed::Keys => tr!("Show all keys"),
        }
    }

    /// The keys that do the same.
    fn keys(self) -> &'static str {
        match self {
            Deed::Undo => tr!("Ctrl+Z"),
            Deed::Redo => tr!("Ctrl+Y"),
            Deed::Keys => "?",
            Deed::Begin | Deed::Sample | Deed::Empty | Deed::Duplicate | Deed::Download | Deed::Print => "",
        }
    }
}

/// What happens when an entry is chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Goes to a page.
    Go(Route),
    /// Goes to a part of a page and shows what is called so there.
    Show(Route, String),
    /// Opens the scenario with this id.
    Open(String),
    /// Shows how a figure of the company comes about.
    Explain(Metric),
    /// Goes to where the input with this path is typed.
    Type(String),
    /// Does something.
    Do(Deed),
}

/// Something that can be found.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// What it is called.
    pub label: String,
    /// What stands behind the name: a value, a role, keys.
    pub hint: String,
    /// Other words for it, unseen.
    pub also: &'static str,
    /// What it does.
    pub act: Act,
}

/// Everything that can be found in a document at one moment.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    entries: Vec<(Entry, String, String)>,
}

impl Finder {
    /// Everything there is.
    pub fn new(known: &Known<'_>) -> Finder {
        let entries = list::entries(known);
        let read = |it: Entry| {
            let (label, beside) = (rank::plain(&it.label), rank::plain(&[&it.hint, " ", it.also].concat()));
            (it, label, beside)
        };
        Finder { entries: entries.into_iter().map(read).collect() }
    }

    /// What fits best, best first, at most `most`. Nothing typed: pages, things to do and scenarios.
    pub fn find(&self, typed: &str, most: usize) -> Vec<&Entry> {
        let wanted = rank::plain(typed);
        let mut found: Vec<(u32, usize, &Entry)> = self
            .entries
            .iter()
            .enumerate()
            .filter_map(|(at, (entry, label, beside))| {
                let fit = if wanted.is_empty() {
                    (entry.kind <= Kind::Scenario).then_some(0)?
                } else {
                    rank::misfit(label, beside, entry.kind.name(), &wanted)?
                };
                Some((fit, at, entry))
            })
            .collect();
        found.sort_by_key(|it| (it.0, it.2.kind, it.1));
        found.into_iter().take(most).map(|it| it.2).collect()
    }
}
