//! The parts of the Territories page.

/// What the Territories page is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TerritoriesPart {
    /// The accounts themselves.
    #[default]
    Accounts,
    /// Their score, their tiers, and what serving them takes.
    Segments,
    /// Who is to own what.
    Assign,
}

impl TerritoriesPart {
    /// All parts, in the order of the navigation.
    pub const ALL: [TerritoriesPart; 3] =
        [TerritoriesPart::Accounts, TerritoriesPart::Segments, TerritoriesPart::Assign];

    /// Its name in the navigation.
    pub fn name(self) -> &'static str {
        match self {
            TerritoriesPart::Accounts => "Accounts",
            TerritoriesPart::Segments => "Tiers and workload",
            TerritoriesPart::Assign => "Assign and balance",
        }
    }

    /// Its name in an address; that of the first part is empty.
    pub(super) fn key(self) -> &'static str {
        match self {
            TerritoriesPart::Accounts => "",
            TerritoriesPart::Segments => "segments",
            TerritoriesPart::Assign => "assign",
        }
    }
}
