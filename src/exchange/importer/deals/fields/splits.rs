//! Columns of reports that have one row for each split of a deal.

use crate::exchange::importer::{Field, Kind};
use crate::text::mark;

pub(super) const OWNER: Field = Field {
    never: &["split owner role", "split owner email", "split owner id", "opportunity team member role"],
    ..Field::new(
        "split_owner",
        mark!("Split owner (one row per split)"),
        Kind::Text,
        &[
            "split owner",
            "split owner name",
            "split owner full name",
            "opportunity split owner",
            "opportunity split team member",
            "split team member",
            "deal split owner",
            "deal split user",
            "split user",
        ],
    )
};

pub(super) const AMOUNT: Field = Field::new(
    "split_amount",
    mark!("Split amount"),
    Kind::Money,
    &["split amount", "opportunity split amount", "deal split amount", "split amount in company currency"],
);

pub(super) const TYPE: Field = Field {
    // HubSpot says here whether a deal is split evenly or by percentages.
    never: &["deal split type"],
    ..Field::new(
        "split_type",
        mark!("Split type"),
        Kind::Text,
        &["split type", "opportunity split type", "split type name"],
    )
};
