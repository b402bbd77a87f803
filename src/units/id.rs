//! Stable names of entities.

use serde::{Deserialize, Serialize};
use std::marker::PhantomData;
use std::sync::Arc;

/// The stable name of an entity of kind `K`: short, lower-case, made once and never reused, so that paths, links and differences keep
/// their meaning when a label changes. The name of an account or a deal is whatever the importing system calls it.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id<K>(Arc<str>, #[serde(skip)] PhantomData<fn() -> K>);

/// The kinds of entity that have ids.
mod kind {
    /// A market segment.
    pub struct Segment;
    /// A role.
    pub struct Role;
    /// A seat.
    pub struct Seat;
    /// A person.
    pub struct Person;
    /// A compensation plan.
    pub struct Plan;
    /// A component of a plan.
    pub struct Component;
    /// An account.
    pub struct Account;
    /// A deal.
    pub struct Deal;
    /// A source of new business.
    pub struct Source;
}

/// Names a segment.
pub type SegmentId = Id<kind::Segment>;
/// Names a role.
pub type RoleId = Id<kind::Role>;
/// Names a seat.
pub type SeatId = Id<kind::Seat>;
/// Names a person.
pub type PersonId = Id<kind::Person>;
/// Names a compensation plan.
pub type PlanId = Id<kind::Plan>;
/// Names a component within its plan.
pub type ComponentId = Id<kind::Component>;
/// Names an account.
pub type AccountId = Id<kind::Account>;

/// Names a deal.
pub type DealId = Id<kind::Deal>;
/// Names a source of new business within its segment.
pub type SourceId = Id<kind::Source>;

impl<K> Id<K> {
    /// The id with this text.
    pub fn new(text: &str) -> Self {
        Id(text.into(), PhantomData)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An id made from a label that none of `taken` has: `Mid-Market` becomes `mid-market`, then `mid-market-2`.
    pub fn fresh<'a>(label: &str, taken: impl Iterator<Item = &'a Self> + Clone) -> Self
    where
        K: 'a,
    {
        let stem = slug(label);
        let free = |text: &str| !taken.clone().any(|id| id.as_str() == text);
        if free(&stem) {
            return Id::new(&stem);
        }
        let mut number = 2u32;
        loop {
            let text = format!("{stem}-{number}");
            if free(&text) {
                return Id::new(&text);
            }
            number += 1;
        }
    }
}

/// A label as an id: ASCII letters and digits in lower case, everything else a single dash; never empty.
pub fn slug(label: &str) -> String {
    let mut text = String::with_capacity(label.len());
    for letter in label.chars() {
        if letter.is_ascii_alphanumeric() {
            text.push(letter.to_ascii_lowercase());
        } else if !text.ends_with('-') && !text.is_empty() {
            text.push('-');
        }
    }
    let trimmed = text.trim_end_matches('-');
    if trimmed.is_empty() { "item".to_owned() } else { trimmed.to_owned() }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        Id(self.0.clone(), PhantomData)
    }
}

impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<K> Eq for Id<K> {}

impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}

impl<K> std::hash::Hash for Id<K> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<K> std::fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl<K> std::fmt::Display for Id<K> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl<K> schemars::JsonSchema for Id<K> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "minLength": 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresh_ids_never_repeat() {
        let taken = [SegmentId::new("mid-market"), SegmentId::new("mid-market-2")];
        assert_eq!(SegmentId::fresh("Mid-Market!", taken.iter()).as_str(), "mid-market-3");
        assert_eq!(SegmentId::fresh("日本", taken.iter()).as_str(), "item");
    }

    #[test]
    fn a_schema_says_in_place_that_an_id_is_a_text_that_is_not_empty() {
        let schema = serde_json::to_value(schemars::schema_for!(Vec<SegmentId>)).unwrap();
        assert_eq!(schema["items"], serde_json::json!({ "type": "string", "minLength": 1 }));
    }
}
