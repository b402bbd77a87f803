//! What belongs to the person: offers, answers, and what one needs. Kept apart from scenarios.

use crate::career::fit::Fit;
use crate::career::offer::Offer;
use crate::model::{OpenError, list_in_place, put_back, read_part, unknown_fields};
use crate::text::{counted, tr};
use crate::units::{Currency, Money, Monthly, Rate, Yearly};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

/// What one needs and how one looks at risk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Needs {
    /// The currency one compares in, and that of offers which name none.
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
    /// How likely one leaves within a year, as a share; absent: a sign-on is left out of what an offer is worth.
    pub leaving: Option<Rate>,
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
            leaving: None,
        }
    }
}

impl Needs {
    /// Those of somebody who begins now. A profile that was kept before one could say how likely one leaves says nothing of it.
    pub fn fresh() -> Needs {
        // Illustrative.
        Needs { leaving: Some(Rate::percent(20)), ..Needs::default() }
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
    /// Fields of its file that this version does not know, to be written back.
    #[serde(skip)]
    pub unknown: Arc<Vec<Unknown>>,
}

/// A field that this version does not know, and where it stood.
#[derive(Clone, Debug, PartialEq)]
pub struct Unknown {
    /// The offer it belongs to, by id, since offers change places; none: the rest of the profile.
    pub offer: Option<u32>,
    /// JSON pointer within the offer or the profile.
    pub pointer: String,
    /// What stood there.
    pub value: Value,
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

    /// The profile as JSON, with what this version does not know back in its places.
    pub fn to_value(&self) -> Value {
        let mut value = serde_json::to_value(self).unwrap_or(Value::Null);
        for it in self.unknown.iter() {
            let place = match it.offer {
                None => Some(String::new()),
                Some(id) => self.offers.iter().position(|offer| offer.id == id).map(|at| format!("/offers/{at}")),
            };
            if let Some(place) = place {
                put_back(&mut value, &[&place, it.pointer.as_str()].concat(), &it.value);
            }
        }
        value
    }

    /// A profile read back; an error says where and what. Fields that this version does not know are kept in [`Profile::unknown`].
    pub fn from_value(value: &Value) -> Result<Profile, OpenError> {
        let mut profile: Profile = read_part(value)?;
        profile.tell_apart();
        let known = serde_json::to_value(&profile).unwrap_or(Value::Null);
        list_in_place(value, &known)?;
        let unknown = unknown_fields(value, &known).into_iter().map(|(pointer, value)| {
            let mut steps = pointer.splitn(4, '/').skip(1);
            let within = match (steps.next(), steps.next(), steps.next()) {
                (Some("offers"), Some(at), Some(rest)) => at.parse().ok().map(|at: usize| (at, rest)),
                _elsewhere => None,
            };
            let offer = within.and_then(|(at, rest)| Some((profile.offers.get(at)?.id, rest)));
            match offer {
                Some((id, rest)) => Unknown { offer: Some(id), pointer: ["/", rest].concat(), value },
                None => Unknown { offer: None, pointer, value },
            }
        });
        let unknown = Arc::new(unknown.collect());
        Ok(Profile { unknown, ..profile })
    }

    /// Every offer gets an id of its own; a file that was made by hand may have none.
    fn tell_apart(&mut self) {
        let mut taken = Vec::new();
        let mut next = self.fresh_id();
        for offer in &mut self.offers {
            if taken.contains(&offer.id) {
                offer.id = next;
                next = next.saturating_add(1);
            }
            taken.push(offer.id);
        }
    }

    /// What it holds, in a few words: `3 offers, 12 answers`.
    pub fn in_words(&self) -> String {
        let (one, many) =
            if self.invented { (tr!("invented offer"), tr!("invented offers")) } else { (tr!("offer"), tr!("offers")) };
        let offers = counted(self.offers.len(), one, many);
        format!("{offers}, {}", counted(self.fit.answers.len(), tr!("answer"), tr!("answers")))
    }
}
