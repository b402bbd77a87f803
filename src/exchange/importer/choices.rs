//! Names of segments as files spell them, matched to those of the plan.

use super::names::{compact, words};
use crate::text::tr;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Spellings that mean the same kind of segment, without spaces and accents.
const FAMILIES: [&[&str]; 3] = [
    &[
        "smb",
        "sb",
        "sme",
        "vsb",
        "small",
        "smallbusiness",
        "smallbusinesses",
        "smallandmediumbusiness",
        "smallmediumbusiness",
        "smallandmidsizebusiness",
        "smallmidbusiness",
        "kmu",
        "kleinkunden",
        "kleinkunde",
        "kleinunternehmen",
        "kleineunternehmen",
        "kleinbetrieb",
        "kleinbetriebe",
        "klein",
    ],
    &[
        "midmarket",
        "mm",
        "mid",
        "medium",
        "midsize",
        "midsized",
        "mediumbusiness",
        "mediumenterprise",
        "midsizebusiness",
        "midenterprise",
        "commercial",
        "mittelstand",
        "mittelmarkt",
        "mittel",
        "mittelgross",
        "mittleresunternehmen",
        "mittlereunternehmen",
    ],
    &[
        "enterprise",
        "enterprises",
        "ent",
        "large",
        "largeenterprise",
        "largebusiness",
        "grosskunden",
        "grosskunde",
        "grossunternehmen",
        "gross",
        "konzern",
        "konzerne",
        "keyaccount",
        "keyaccounts",
        "schluesselkunden",
        "strategic",
    ],
];

/// Words that say nothing about which segment it is.
const FILLERS: [&str; 7] = ["segment", "customer", "customers", "kunden", "account", "accounts", "tier"];

/// The place in `known` of the name that `text` means: the same letters, else the same family.
pub fn match_choice<S: AsRef<str>>(text: &str, known: &[S]) -> Option<usize> {
    let full = compact(text);
    if full.is_empty() {
        return None;
    }
    let spelled = |wanted: &str| known.iter().position(|name| compact(name.as_ref()) == wanted);
    let short = words(text).into_iter().filter(|word| !FILLERS.contains(&word.as_str())).collect::<Vec<_>>().concat();
    let family = |wanted: &str| FAMILIES.iter().position(|family| family.contains(&wanted));
    spelled(&full).or_else(|| spelled(&short)).or_else(|| {
        let wanted = family(&full).or_else(|| family(&short))?;
        known.iter().position(|name| family(&compact(name.as_ref())) == Some(wanted))
    })
}

/// A name in the file that the plan does not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnknownChoice {
    /// As the file spells it first; empty where the cell is.
    pub text: String,
    /// Rows that have it.
    pub rows: usize,
    /// The first line that has it.
    pub first_line: u32,
}

impl std::fmt::Display for UnknownChoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rows = if self.rows == 1 { "1 row".to_owned() } else { format!("{} rows", self.rows) };
        if self.text.is_empty() {
            f.write_str(&tr!("{rows} without a segment, first in line {}", self.first_line))
        } else {
            f.write_str(&tr!("\u{201c}{}\u{201d}: {rows}, first in line {}", self.text, self.first_line))
        }
    }
}

/// What the user decided about names the plan does not know: from the letters of the name to a name of the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChoiceMap(BTreeMap<String, String>);

impl ChoiceMap {
    /// From now on `text`, in any spelling of the same letters, means `meant`.
    pub fn set(&mut self, text: &str, meant: &str) {
        self.0.insert(compact(text), meant.to_owned());
    }

    /// Forgets what `text` means.
    pub fn clear(&mut self, text: &str) {
        self.0.remove(&compact(text));
    }

    /// What `text` was said to mean.
    pub fn get(&self, text: &str) -> Option<&str> {
        self.0.get(&compact(text)).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_known_by_any_usual_name() {
        let known = ["SMB", "Mid-Market", "Enterprise"];
        let cases = [
            ("smb", Some(0)),
            ("Small Business", Some(0)),
            ("KMU", Some(0)),
            ("SMB customers", Some(0)),
            ("Mid Market", Some(1)),
            ("midmarket", Some(1)),
            ("MID_MARKET", Some(1)),
            ("Mittelstand", Some(1)),
            ("MM", Some(1)),
            ("ENT", Some(2)),
            ("Großkunden", Some(2)),
            ("Enterprise Segment", Some(2)),
            ("Public sector", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(match_choice(text, &known), expected, "{text}");
        }
        assert_eq!(
            match_choice("Commercial", &["SMB", "Commercial", "Mid-Market"]),
            Some(1),
            "its own name comes first"
        );
        assert_eq!(match_choice("Enterprise", &["SMB"]), None);
    }

    #[test]
    fn a_decision_holds_for_every_spelling() {
        let mut map = ChoiceMap::default();
        map.set("Public Sector", "Enterprise");
        assert_eq!(map.get("PUBLIC-SECTOR"), Some("Enterprise"));
        map.clear("publicsector");
        assert_eq!(map.get("Public Sector"), None);
    }
}
