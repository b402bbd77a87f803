//! What an account is worth, what it takes, and what binds it.

use crate::exchange::importer::{Field, Kind};
use crate::text::mark;

pub(super) const POTENTIAL: Field = Field {
    never: &[
        "potential customer",
        "potential owner",
        "annual revenue",
        "annualrevenue",
        "company revenue",
        "customer revenue",
        "total revenue",
        "revenue",
    ],
    ..Field::new(
        "potential",
        mark!("Potential (per year)"),
        Kind::Money,
        &[
            "potential",
            "revenue potential",
            "potential revenue",
            "arr potential",
            "potential arr",
            "annual potential",
            "account potential",
            "sales potential",
            "wallet",
            "wallet size",
            "estimated potential",
            "tam",
            "addressable spend",
            "umsatzpotenzial",
            "potenzial",
            "potential pro jahr",
        ],
    )
};

pub(super) const WORKLOAD: Field = Field::new(
    "workload",
    mark!("Workload (hours a year)"),
    Kind::Number,
    &[
        "workload",
        "workload hours",
        "hours",
        "hours a year",
        "hours per year",
        "service hours",
        "effort hours",
        "aufwand stunden",
        "stunden pro jahr",
    ],
);

pub(super) const GROWTH: Field = Field {
    never: &["arr growth", "revenue growth", "growth amount"],
    ..Field::new(
        "growth",
        mark!("Growth (0 to 100 %)"),
        Kind::Rate,
        &["growth", "growth rating", "growth score", "growth potential rating"],
    )
};

pub(super) const PROFITABILITY: Field = Field::new(
    "profitability",
    mark!("Profitability (0 to 100 %)"),
    Kind::Rate,
    &["profitability", "profitability rating", "profitability score", "margin rating"],
);

pub(super) const STRATEGIC: Field = Field::new(
    "strategic",
    mark!("Strategic value (0 to 100 %)"),
    Kind::Rate,
    &["strategic", "strategic rating", "strategic value", "strategic score", "strategic fit", "strategischer wert"],
);

pub(super) const REFERRAL: Field = Field::new(
    "referral",
    mark!("Referrals (0 to 100 %)"),
    Kind::Rate,
    &["referral", "referrals", "referral rating", "referral score", "referral value", "reference value"],
);

// A column called tier is the segment where the file has no better one for that.
pub(super) const TIER: Field = Field {
    weak: &["tier", "account tier", "customer tier"],
    ..Field::new("tier", mark!("Tier"), Kind::Text, &["service tier", "account grade", "grade", "abc", "abc class"])
};

pub(super) const FAMILY: Field = Field {
    never: &["group id", "user group"],
    ..Field::new(
        "family",
        mark!("Family (stays together)"),
        Kind::Text,
        &[
            "family",
            "account family",
            "parent account",
            "parent company",
            "ultimate parent",
            "parent",
            "company group",
            "corporate group",
            "konzern",
            "muttergesellschaft",
        ],
    )
};

pub(super) const LOCKED: Field = Field::new(
    "locked",
    mark!("Locked to its owner"),
    Kind::Text,
    &["locked", "lock", "named account", "protected", "gesperrt"],
);
