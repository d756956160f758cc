//! Values that take what they can use and pass over everything else, whatever kind it has.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Longer lists are cut.
const MAX_LISTED: usize = 100;

/// Text, or a number written as one; white space alone is nothing.
#[derive(Debug, Default)]
pub(super) struct Text(pub(super) Option<String>);

/// A whole number of at least zero, however written.
#[derive(Debug, Default)]
pub(super) struct Number(pub(super) Option<u64>);

/// A list, or a single value that should have been one.
#[derive(Debug)]
pub(super) struct List<T>(pub(super) Vec<T>);

/// An object; nothing when the value is of another kind.
#[derive(Debug)]
pub(super) struct Object<T>(pub(super) Option<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// The kinds of JSON values, of which each taker uses those it can.
enum Any<T> {
    Text(String),
    Number(f64),
    Nothing,
    Seq,
    Map(T),
}

/// Reads a value of any kind, its content only where `T` can be made of an object.
struct AnyVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for AnyVisitor<T> {
    type Value = Any<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Any<T>, E> {
        Ok(Any::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Any<T>, E> {
        Ok(Any::Text(text))
    }

    #[expect(clippy::cast_precision_loss, reason = "identifiers that large are strings in every feed")]
    fn visit_u64<E>(self, number: u64) -> Result<Any<T>, E> {
        Ok(Any::Number(number as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "identifiers that large are strings in every feed")]
    fn visit_i64<E>(self, number: i64) -> Result<Any<T>, E> {
        Ok(Any::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Any<T>, E> {
        Ok(Any::Number(number))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Any<T>, E> {
        Ok(Any::Nothing)
    }

    fn visit_unit<E>(self) -> Result<Any<T>, E> {
        Ok(Any::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Any<T>, A::Error> {
        while values.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Any::Seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Any<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Any::Map)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(match deserializer.deserialize_any(AnyVisitor::<IgnoredAny>(PhantomData))? {
            Any::Text(text) => Some(text).filter(|text| !text.trim().is_empty()),
            Any::Number(number) => Some(number.to_string()),
            Any::Nothing | Any::Seq | Any::Map(_) => None,
        }))
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = match deserializer.deserialize_any(AnyVisitor::<IgnoredAny>(PhantomData))? {
            Any::Text(text) => text.trim().parse().ok(),
            Any::Number(number) => Some(number),
            Any::Nothing | Any::Seq | Any::Map(_) => None,
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a float saturates")]
        Ok(Self(number.filter(|number| *number >= 0.0).map(|number| number as u64)))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(match deserializer.deserialize_any(AnyVisitor::<T>(PhantomData))? {
            Any::Map(value) => Some(value),
            _ => None,
        }))
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = List<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<List<T>, A::Error> {
        let mut list = Vec::new();
        while list.len() < MAX_LISTED {
            match values.next_element::<T>()? {
                Some(value) => list.push(value),
                None => return Ok(List(list)),
            }
        }
        while values.next_element::<IgnoredAny>()?.is_some() {}
        Ok(List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<List<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(|value| List(vec![value]))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<List<T>, E> {
        T::deserialize(serde::de::value::StrDeserializer::<E>::new(text)).map(|value| List(vec![value]))
    }

    fn visit_unit<E>(self) -> Result<List<T>, E> {
        Ok(List::default())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListVisitor(PhantomData))
    }
}
