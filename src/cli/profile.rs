//! Offers and answers as a file: checked, and written as this version writes them.

use super::file::{self, ReadError};
use super::{Failure, Ports, set};
use crate::career::{Profile, issues, reckon};
use crate::engine::Env;
use crate::model::{Problem, unknown_field};
use crate::persist::{Kind, from_file, to_file};
use crate::present::Locale;
use crate::present::career::issue;
use std::ffi::OsStr;

/// The profile in the file at a place; nothing where it holds something else, which is then told by whoever reads that. Standard input
/// is never looked into, since it can be read but once.
pub(super) fn read(place: &OsStr) -> Option<Result<Profile, ReadError>> {
    let bytes = if place == "-" { return None } else { std::fs::read(place).ok()? };
    let text = String::from_utf8(bytes).ok()?;
    let value: serde_json::Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    (value.get("remit")?.as_str()? == Kind::Profile.word()).then(|| {
        let read = from_file(&text, Kind::Profile).map_err(|error| error.to_string());
        let read = read.and_then(|it| Profile::from_value(&it.data).map_err(|error| error.to_string()));
        read.map_err(|text| file::refused(place, text))
    })
}

/// What is wrong with it, or worth knowing: fields that are not known, and what its offers lack.
pub(super) fn problems(profile: &Profile, env: &Env) -> Vec<Problem> {
    let unknown = profile.unknown.iter().map(|it| {
        let place = it.offer.map_or(String::new(), |id| format!("offer/{id}"));
        unknown_field(&[&place, it.pointer.as_str()].concat())
    });
    let lacks = profile.offers.iter().flat_map(|offer| {
        let of = reckon(offer, &profile.needs, env.today);
        let told = |it| issue(it, &Locale::EN_US, of.changed.shown());
        let one = |it| Problem::warning(format!("offer/{}", offer.id), "offer", told(it));
        issues(&of).into_iter().map(one).collect::<Vec<_>>()
    });
    unknown.chain(lacks).collect()
}

/// Writes it to a file, or to standard output where that is `-`.
pub(super) fn put(profile: &Profile, place: &OsStr, ports: &mut Ports<'_>) -> Result<(), Failure> {
    set::put_text(&to_file(Kind::Profile, Profile::SCHEMA, &profile.to_value()), place, ports)
}
