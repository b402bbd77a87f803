//! From JSON to Rust types, with the place of what cannot be read.
//!
//! It gives serde what serde_json gives it, and notes on the way where it is: following a reader from outside, as other crates do, would
//! compile all types of the document a second time.

use crate::text::tr;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Map, Value};
use std::cell::RefCell;

/// Reads a value; an error comes with its place, such as `segments[0].opening.arr`, or `.` for the whole.
pub(super) fn read<'de, T: Deserialize<'de>>(value: &'de Value) -> Result<T, (String, Error)> {
    let trail = RefCell::new(Vec::new());
    T::deserialize(At { value, trail: &trail }).map_err(|error| (in_words(&trail.borrow()), error))
}

/// One step into a value.
#[derive(Clone, Copy)]
enum Step<'de> {
    Field(&'de str),
    Item(usize),
}

/// The steps that lead to where reading is now; after an error, to where it ended.
type Trail<'de> = RefCell<Vec<Step<'de>>>;

fn in_words(trail: &[Step]) -> String {
    let mut place = String::new();
    for step in trail {
        match step {
            Step::Field(name) if place.is_empty() => place.push_str(name),
            Step::Field(name) => place.extend([".", name]),
            Step::Item(at) => place.push_str(&format!("[{at}]")),
        }
    }
    if place.is_empty() { ".".to_owned() } else { place }
}

/// A value and how one came to it.
#[derive(Clone, Copy)]
struct At<'t, 'de> {
    value: &'de Value,
    trail: &'t Trail<'de>,
}

impl<'de> At<'_, 'de> {
    /// What it is, for messages.
    fn unexpected(&self) -> Unexpected<'de> {
        match self.value {
            Value::Null => Unexpected::Unit,
            Value::Bool(it) => Unexpected::Bool(*it),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => Unexpected::Unsigned(number),
                (None, Some(number)) => Unexpected::Signed(number),
                (None, None) => Unexpected::Float(number.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(text) => Unexpected::Str(text),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        }
    }
}

/// The members of a list or of an object.
struct Members<'t, 'de, I> {
    left: I,
    /// The member whose name was read, and whose value comes next.
    next: Option<&'de Value>,
    trail: &'t Trail<'de>,
    /// How many steps lead to the list or the object itself.
    depth: usize,
}

impl<'t, 'de, I> Members<'t, 'de, I> {
    fn new(left: I, trail: &'t Trail<'de>) -> Self {
        Members { left, next: None, trail, depth: trail.borrow().len() }
    }

    /// Where the next member is. What lies deeper was read, or its error was no hindrance.
    fn enter(&self, step: Step<'de>) {
        let mut trail = self.trail.borrow_mut();
        trail.truncate(self.depth);
        trail.push(step);
    }

    /// All members were read.
    fn leave(&self) {
        self.trail.borrow_mut().truncate(self.depth);
    }
}

impl<'de, I: Iterator<Item = (usize, &'de Value)>> SeqAccess<'de> for Members<'_, 'de, I> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some((at, value)) = self.left.next() else {
            self.leave();
            return Ok(None);
        };
        self.enter(Step::Item(at));
        seed.deserialize(At { value, trail: self.trail }).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        self.left.size_hint().1
    }
}

impl<'de, I: Iterator<Item = (&'de String, &'de Value)>> MapAccess<'de> for Members<'_, 'de, I> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some((name, value)) = self.left.next() else {
            self.leave();
            return Ok(None);
        };
        self.enter(Step::Field(name));
        self.next = Some(value);
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let value = self.next.take().ok_or_else(|| Error::custom(tr!("a value without a name")))?;
        seed.deserialize(At { value, trail: self.trail })
    }

    fn size_hint(&self) -> Option<usize> {
        self.left.size_hint().1
    }
}

impl<'de> Deserializer<'de> for At<'_, 'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(it) => visitor.visit_bool(*it),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => visitor.visit_u64(number),
                (None, Some(number)) => visitor.visit_i64(number),
                (None, None) => visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => visitor.visit_seq(Members::new(items.iter().enumerate(), self.trail)),
            Value::Object(fields) => visitor.visit_map(Members::new(fields.iter(), self.trail)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.value {
            Value::String(name) => visitor.visit_enum(Variant { name, content: None, trail: self.trail }),
            Value::Object(fields) => {
                let (name, content) =
                    only(fields).ok_or_else(|| Error::invalid_value(Unexpected::Map, &"map with a single key"))?;
                visitor.visit_enum(Variant { name, content: Some(content), trail: self.trail })
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {
                Err(Error::invalid_type(self.unexpected(), &"string or map"))
            }
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map
        struct identifier
    }
}

fn only(fields: &Map<String, Value>) -> Option<(&String, &Value)> {
    let mut fields = fields.iter();
    fields.next().filter(|_| fields.next().is_none())
}

/// One of several choices: its name, or its name and what belongs to it.
struct Variant<'t, 'de> {
    name: &'de str,
    content: Option<&'de Value>,
    trail: &'t Trail<'de>,
}

impl<'t, 'de> Variant<'t, 'de> {
    fn content(self) -> Result<At<'t, 'de>, Error> {
        let value =
            self.content.ok_or_else(|| Error::invalid_type(Unexpected::UnitVariant, &tr!("a choice with content")))?;
        self.trail.borrow_mut().push(Step::Field(self.name));
        Ok(At { value, trail: self.trail })
    }
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Error> {
        Ok((seed.deserialize(BorrowedStrDeserializer::new(self.name))?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        match self.content {
            Some(_) => Deserialize::deserialize(self.content()?),
            None => Ok(()),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(self.content()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.content()?.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.content()?.deserialize_any(visitor)
    }
}
