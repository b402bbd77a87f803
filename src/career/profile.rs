//! What belongs to the person: offers, answers, and what one needs. Kept apart from scenarios.

use crate::career::fit::Fit;
use crate::career::offer::Offer;
use crate::units::{Currency, Money, Monthly, Rate, Yearly};
use serde::{Deserialize, Serialize};

/// What one needs and how one looks at risk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Needs {
    /// The currency of all offers.
    pub currency: Currency,
    /// What one earns today.
    pub today: Option<Yearly<Money>>,
    /// What one needs each month, before tax.
    pub month: Option<Monthly<Money>>,
    /// What one would give up of expected pay for each unit less between a bad year (one in ten) and a good one.
    pub surer: Rate,
    /// Weeks worked in a year.
    pub weeks: u32,
    /// How far retention moves against quota, as a share.
    pub ratio_spread: Rate,
}

impl Default for Needs {
    fn default() -> Self {
        Needs {
            currency: Currency::USD,
            today: None,
            month: None,
            // Illustrative, as all three are.
            surer: Rate::percent(10),
            weeks: 46,
            ratio_spread: Rate::percent(20),
        }
    }
}

/// The profile.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Offers in the order in which they stand side by side.
    pub offers: Vec<Offer>,
    /// Answers on what fits.
    pub fit: Fit,
    /// What one needs.
    pub needs: Needs,
    /// Whether the offers are the invented ones of the first visit.
    pub invented: bool,
}

impl Profile {
    /// The schema of what is stored.
    pub const SCHEMA: u32 = 1;

    /// The offer with this id.
    pub fn offer(&self, id: u32) -> Option<&Offer> {
        self.offers.iter().find(|it| it.id == id)
    }

    /// An id that no offer has.
    pub fn fresh_id(&self) -> u32 {
        self.offers.iter().map(|it| it.id).max().unwrap_or(0).saturating_add(1)
    }

    /// The profile as text to be kept.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// A kept text read back.
    pub fn from_json(text: &str) -> Result<Profile, serde_json::Error> {
        serde_json::from_str(text)
    }
}
