//! Whom a deal credits, as one line of text: `Ada Park 60 %, Ben Cole 40 %, Eve Stone +20 %`.
//!
//! People are named by the seat they held on the day of closing. A seat nobody held then, or one whose holder's name is not alone on
//! the team, is named by its id.

use crate::model::comp::Measure;
use crate::model::{Deal, DealCredit, Document, Person, Seat};
use crate::present::Locale;
use crate::present::number::show_date;
use crate::present::split::share_from;
use crate::text::{mark, tr};
use crate::units::{Rate, SeatId, rounding};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A share typed as 33.33 % three times is meant as a third: this much, in millionths, is made good.
const ROUNDED_OFF_PPM: i64 = 200;

/// Stands after the name of someone whose seat was removed.
const REMOVED: &str = mark!(" (seat removed)");

/// People whose seats were removed and whom deals still credit, with how many deals.
pub fn removed_holders(document: &Document) -> BTreeMap<String, usize> {
    let mut names = BTreeMap::new();
    for deal in document.deals.iter() {
        let mut own: Vec<&String> = deal.credits.iter().filter_map(|credit| credit.was.as_ref()).collect();
        own.sort_unstable();
        own.dedup();
        own.into_iter().for_each(|name| *names.entry(name.clone()).or_default() += 1);
    }
    names
}

/// The seat of someone whose seat was removed, and the name, as a text like `Ben Cole (seat removed)` says.
fn removed_named(document: &Document, said: &str) -> Option<(SeatId, String)> {
    let name = key(said.strip_suffix(REMOVED)?);
    let credits = document.deals.iter().flat_map(|deal| &deal.credits);
    let known = credits.filter_map(|credit| Some((credit.seat.clone(), credit.was.clone()?)));
    known.into_iter().find(|(_, was)| key(was) == name)
}

/// Who holds a seat on a day.
pub fn holder_on<'a>(document: &'a Document, seat: &Seat, day: NaiveDate) -> Option<&'a Person> {
    let holds = |stint: &&crate::model::Stint| stint.from <= day && stint.to.date().is_none_or(|to| day <= to);
    seat.stints.iter().find(holds).and_then(|stint| document.person(stint.person.as_ref()?))
}

/// Whether anybody, named or not, holds a seat on a day.
fn is_held(seat: &Seat, day: NaiveDate) -> bool {
    seat.stints.iter().any(|stint| stint.from <= day && stint.to.date().is_none_or(|to| day <= to))
}

/// The name under which a seat is credited on a day.
fn label(document: &Document, id: &SeatId, day: NaiveDate) -> String {
    let person = document.seat(id).and_then(|seat| holder_on(document, seat, day));
    match person {
        Some(person) if seats_of(document, &person.name, day).len() == 1 => person.name.clone(),
        Some(_) | None => id.to_string(),
    }
}

fn key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Seats held on a day by people of this name.
fn seats_of<'a>(document: &'a Document, name: &str, day: NaiveDate) -> Vec<&'a SeatId> {
    let wanted = key(name);
    let held = |seat: &&Seat| holder_on(document, seat, day).is_some_and(|person| key(&person.name) == wanted);
    document.seats.iter().filter(held).map(|seat| &seat.id).collect()
}

/// Whom a deal credits; empty for a house account.
pub fn split_text(document: &Document, deal: &Deal, locale: &Locale) -> String {
    let one = |credit: &DealCredit| {
        let sign = if credit.overlay { "+" } else { "" };
        let name = match &credit.was {
            Some(was) if document.seat(&credit.seat).is_none() => [was, REMOVED].concat(),
            Some(_) | None => label(document, &credit.seat, deal.closed),
        };
        format!("{name} {sign}{}", locale.rate(credit.share))
    };
    deal.credits.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What is wrong with a split, in words.
pub fn split_problem(document: &Document, deal: &Deal, locale: &Locale) -> Option<String> {
    for credit in &deal.credits {
        match document.seat(&credit.seat) {
            None => {
                return Some(match &credit.was {
                    Some(was) => tr!(
                        "The seat {was} held was removed: the deal stays theirs, and no statement pays this share. Name somebody else to \
                         hand it over."
                    ),
                    None => tr!("There is no seat {}; its share is paid to nobody.", credit.seat),
                });
            }
            Some(seat) if !is_held(seat, deal.closed) => {
                let day = show_date(deal.closed);
                return Some(tr!("Nobody held the seat {} on {day}; its share is paid to nobody.", credit.seat));
            }
            Some(_) => {}
        }
    }
    let whole = deal.shared_out();
    let uneven = !deal.measure.is_ratio() && !deal.credits.is_empty() && whole != Rate::ONE;
    uneven.then(|| adds_up(whole, locale))
}

fn adds_up(whole: Rate, locale: &Locale) -> String {
    tr!(
        "The shares add up to {}; together they must be 100 %. Credit on top of that is an overlay, written with a plus: Eve Stone +20 %.",
        locale.rate(whole)
    )
}

/// A part of a typed split.
struct Part {
    seat: SeatId,
    said: String,
    share: Option<Rate>,
    overlay: bool,
}

/// Reads a split: names or seat ids with their shares, overlays with a plus. Who has no share gets what is left, in equal parts; an
/// empty text is a house account.
pub fn parse_split(
    document: &Document,
    text: &str,
    day: NaiveDate,
    measure: Measure,
    locale: &Locale,
) -> Result<Vec<DealCredit>, String> {
    let mut parts: Vec<Part> = Vec::new();
    for piece in pieces(text) {
        let (said, share, overlay) = name_and_share(document, piece, day)?;
        let seat = seat_named(document, &said, day)?;
        if parts.iter().any(|part| part.seat == seat && part.overlay == overlay) {
            return Err(tr!("{said} stands in this split twice."));
        }
        if overlay && share.is_none() {
            return Err(tr!("Say how much {said} is credited with on top, such as +20 %."));
        }
        parts.push(Part { seat, said, share, overlay });
    }
    let given: i64 = parts.iter().filter(|part| !part.overlay).filter_map(|part| part.share).map(Rate::ppm).sum();
    let open = parts.iter().filter(|part| part.share.is_none()).count();
    if open > 0 {
        let left = Rate::SCALE - given;
        if let Some(first) = parts.iter().find(|part| part.share.is_none()).filter(|_| left <= 0) {
            return Err(tr!("Nothing is left for {}: the other shares add up to 100 % or more.", first.said));
        }
        let mut shares = rounding::split(left, &vec![1.0; open], 1).into_iter();
        for part in parts.iter_mut().filter(|part| part.share.is_none()) {
            part.share = shares.next().map(Rate::from_ppm);
        }
    } else if !parts.is_empty() && !measure.is_ratio() && given != Rate::SCALE {
        let off = Rate::SCALE - given;
        match parts.iter_mut().find(|part| !part.overlay).filter(|_| off.abs() <= ROUNDED_OFF_PPM) {
            Some(first) => first.share = first.share.map(|share| Rate::from_ppm(share.ppm() + off)),
            None => return Err(adds_up(Rate::from_ppm(given), locale)),
        }
    }
    let credit = |part: Part| {
        part.share.map(|share| DealCredit {
            seat: part.seat,
            share,
            overlay: part.overlay,
            was: removed_named(document, &part.said).map(|it| it.1),
        })
    };
    Ok(parts.into_iter().filter_map(credit).collect())
}

/// The entries of a list; a comma between two digits is a decimal mark.
fn pieces(text: &str) -> Vec<&str> {
    let mut list = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        let after = text.get(at + letter.len_utf8()..).and_then(|rest| rest.chars().next());
        let decimal = letter == ',' && before.is_ascii_digit() && after.is_some_and(|it| it.is_ascii_digit());
        if matches!(letter, ';' | '\n') || (letter == ',' && !decimal) {
            list.push(text.get(start..at).unwrap_or_default());
            start = at + letter.len_utf8();
        }
        before = letter;
    }
    list.push(text.get(start..).unwrap_or_default());
    list.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

/// `Eve Stone +20 %` as name, share and whether it is an overlay.
fn name_and_share(document: &Document, piece: &str, day: NaiveDate) -> Result<(String, Option<Rate>, bool), String> {
    // A name may end in a figure itself: `Hire 2`, `ae-smb-3`.
    if exactly(document, piece, day).is_some() {
        return Ok((piece.to_owned(), None, false));
    }
    let body = piece.trim_end_matches(['%', ' ', '\u{a0}', '\u{202f}']);
    let signed = piece.len() != body.len() && piece.contains('%');
    let name = body.trim_end_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ','));
    let number = body.get(name.len()..).unwrap_or_default();
    let apart = name.ends_with(|letter: char| letter.is_whitespace() || matches!(letter, '+' | ':' | '=' | '('));
    let (name, share) = if number.is_empty() || !(apart || signed) { (piece, None) } else { (name, Some(number)) };
    let name = name.trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, ':' | '=' | '('));
    let (name, overlay) = match name.strip_suffix('+') {
        Some(rest) => (rest.trim_end(), true),
        None => (name, false),
    };
    if name.is_empty() {
        return Err(tr!("\u{201c}{piece}\u{201d} names nobody; write it like Ada Park 60 %."));
    }
    let Some(number) = share else { return Ok((name.to_owned(), None, overlay)) };
    let share = share_from(number).filter(|ppm| *ppm > 0);
    let wrong = || tr!("\u{201c}{number}\u{201d} is no share between 0 and 100 %.");
    Ok((name.to_owned(), Some(share.map(Rate::from_ppm).ok_or_else(wrong)?), overlay))
}

/// The seat of this very id, or the only one held by a person of this very name.
fn exactly(document: &Document, said: &str, day: NaiveDate) -> Option<SeatId> {
    if let Some(seat) = document.seats.iter().find(|seat| seat.id.as_str() == said) {
        return Some(seat.id.clone());
    }
    if let Some((seat, _)) = removed_named(document, said) {
        return Some(seat);
    }
    match seats_of(document, said, day).as_slice() {
        [one] => Some((*one).clone()),
        _none_or_several => None,
    }
}

/// The seat a name means on a day: its id, its holder's name, or the beginning of a name nobody else's begins with.
fn seat_named(document: &Document, said: &str, day: NaiveDate) -> Result<SeatId, String> {
    if let Some(seat) = exactly(document, said, day) {
        return Ok(seat);
    }
    let several = |seats: &[&SeatId]| {
        let ids: Vec<&str> = seats.iter().map(|id| id.as_str()).collect();
        tr!("\u{201c}{said}\u{201d} can mean the seats {}; write the seat instead.", ids.join(tr!(" and ")))
    };
    let held = seats_of(document, said, day);
    if held.len() > 1 {
        return Err(several(&held));
    }
    let wanted = key(said);
    let begins = |name: &str| {
        let name = key(name);
        name.starts_with(&wanted) || name.split(' ').any(|word| word == wanted)
    };
    let holders = document.seats.iter().filter_map(|seat| Some((&seat.id, holder_on(document, seat, day)?)));
    let alike: Vec<&SeatId> = holders.filter(|(_, person)| begins(&person.name)).map(|(id, _)| id).collect();
    match alike.as_slice() {
        [one] => return Ok((*one).clone()),
        [] => {}
        some => return Err(several(some)),
    }
    let day = show_date(day);
    if document.people.iter().any(|person| key(&person.name) == wanted) {
        return Err(tr!("{said} held no seat on {day}, so nothing can be credited."));
    }
    Err(tr!(
        "Nobody called \u{201c}{said}\u{201d} held a seat on {day}; write a name of the team, or a seat such as ae-1."
    ))
}
