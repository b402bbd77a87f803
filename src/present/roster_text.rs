//! What texts mean that are typed or pasted into the roster.

use crate::model::{Document, Quota, RosterChange, Seat, StintEnd};
use crate::present::not_taken::NotTaken;
use crate::present::number::{parse_date, parse_money};
use crate::present::{Locale, staffing};
use crate::text::{mark, sentence, tr};
use crate::units::{Money, RoleId, SeatId, Yearly};
use std::sync::Arc;

/// Key of the choice that stands for every segment.
pub const EVERYWHERE: &str = "*";
/// Key of the choice that stands for no leader.
pub const NOBODY: &str = "-";
/// What stands in place of a name while there is none.
pub const TO_HIRE: &str = mark!("To be hired");

/// What a seat has of its own in a column of pay (`base`, `ote`, otherwise quota of ARR) and what its role gives it, a year.
pub fn pay_of(document: &Document, seat: &Seat, col: &str) -> (Option<Yearly<Money>>, Option<Yearly<Money>>) {
    let own = seat.stints.last().map(|stint| stint.overrides.clone()).unwrap_or_default();
    let terms = document.terms_of(seat);
    match col {
        "base" => (own.base, terms.map(|it| it.base)),
        "ote" => (own.ote, terms.map(|it| it.ote)),
        _quota => {
            let arr = terms.and_then(|it| it.quota.as_ref()).filter(|it| matches!(it, Quota::Arr { .. }));
            (own.quota_arr, arr.map(Quota::arr_year))
        }
    }
}

/// Reads a text as the cell of a seat and notes the change; says what is wrong with it otherwise.
pub fn read(
    document: &Document,
    change: &mut RosterChange,
    id: &SeatId,
    col: &str,
    text: &str,
    locale: &Locale,
) -> Result<(), String> {
    let text = text.trim();
    let same = |name: &str| name.eq_ignore_ascii_case(text);
    let leader = if col == "manager" { leader(document, change, id, text) } else { Ok(None) };
    let Some(seat) = change.seat(document, id) else { return Err(tr!("This seat is no longer there.").into()) };
    match col {
        "name" => change.name_holder(document, id, if same(tr!(TO_HIRE)) { "" } else { text }),
        "role" => {
            let found = document.roles.iter().find(|it| same(it.id.as_str()) || same(&it.name));
            seat.role = found.map(|it| it.id.clone()).ok_or_else(|| {
                let known: Vec<&str> = document.roles.iter().map(|it| it.name.as_str()).collect();
                match meant(text, &known) {
                    Some(name) => tr!("There is no role \u{201c}{text}\u{201d}; did you mean \u{201c}{name}\u{201d}?"),
                    None => tr!("There is no role \u{201c}{text}\u{201d}; there are {}.", known.join(", ")),
                }
            })?;
        }
        "segment" if ["", EVERYWHERE, "-", "–", "all", "any", tr!("all segments")].iter().any(|it| same(it)) => {
            seat.segment = None;
        }
        "segment" => {
            let found = document.segments.iter().find(|it| same(it.id.as_str()) || same(&it.name));
            let found = found.map(|it| it.id.clone()).ok_or_else(|| {
                let known: Vec<&str> = document.segments.iter().map(|it| it.name.as_str()).collect();
                match meant(text, &known) {
                    Some(name) => {
                        tr!("There is no segment \u{201c}{text}\u{201d}; did you mean \u{201c}{name}\u{201d}?")
                    }
                    None => tr!("There is no segment \u{201c}{text}\u{201d}; there are {}.", known.join(", ")),
                }
            });
            seat.segment = Some(found?);
        }
        "manager" => seat.manager = leader?,
        "start" => {
            if text.is_empty() {
                return Err(tr!("A seat needs a first day.").into());
            }
            let from = parse_date(text, locale).map_err(|it| sentence(&it.to_string()))?;
            if let Some(stint) = seat.stints.last_mut() {
                stint.from = from;
            }
        }
        "last" => {
            let to = match text {
                "" | "-" | "–" => StintEnd::Open,
                date => StintEnd::Known(parse_date(date, locale).map_err(|it| sentence(&it.to_string()))?),
            };
            if let Some(stint) = seat.stints.last_mut() {
                stint.to = to;
            }
        }
        "base" | "ote" | "quota" => {
            let amount = match text {
                "" | "-" | "–" => None,
                amount => Some(
                    parse_money(amount, locale, document.settings.currency).map_err(|it| sentence(&it.to_string()))?,
                ),
            };
            if amount.is_some_and(|it| it.mills() < 0) {
                return Err(tr!("It cannot be less than zero.").into());
            }
            // What the role gives anyway is not written down as this person's own.
            let (_, terms) = pay_of(document, seat, col);
            let own = amount.map(Yearly::new).filter(|own| Some(*own) != terms);
            if let Some(stint) = seat.stints.last_mut() {
                let place = match col {
                    "base" => &mut stint.overrides.base,
                    "ote" => &mut stint.overrides.ote,
                    _quota => &mut stint.overrides.quota_arr,
                };
                *place = own;
            }
        }
        _figures => {}
    }
    Ok(())
}

/// The name that a misspelt text most likely means: that which the fewest letters put in, left out or exchanged make of it, at most a
/// third of them.
fn meant<'a>(text: &str, names: &[&'a str]) -> Option<&'a str> {
    let text = text.to_lowercase();
    let apart = names.iter().map(|name| (letters_apart(&text, &name.to_lowercase()), *name));
    let (apart, name) = apart.min_by_key(|it| it.0)?;
    (apart * 3 <= name.chars().count()).then_some(name)
}

/// Levenshtein's distance of two texts, in letters.
fn letters_apart(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for letter in one.chars() {
        let mut left = row.first().map_or(1, |it| it + 1);
        let mut next = vec![left];
        for (above, there) in row.windows(2).zip(&other) {
            let [corner, above] = above else { continue };
            left = (corner + usize::from(letter != *there)).min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// The leader a text means: a seat's id, its holder, what the list of leaders calls it, or a holder whom the change names; none for an
/// empty text.
fn leader(document: &Document, change: &RosterChange, seat: &SeatId, text: &str) -> Result<Option<SeatId>, String> {
    let same = |name: &str| name.eq_ignore_ascii_case(text);
    if ["", NOBODY, "–", "nobody", "none"].iter().any(|it| same(it)) {
        return Ok(None);
    }
    let called = |it: &&Seat| {
        same(it.id.as_str())
            || staffing::holder_name(document, it).is_some_and(same)
            || same(&staffing::leader_name(document, it))
    };
    let person = change.people.iter().find(|it| same(&it.name)).map(|it| &it.id);
    let holds = |it: &&Seat| person.is_some() && it.stints.last().and_then(|stint| stint.person.as_ref()) == person;
    let found = document.seats.iter().find(called).or_else(|| change.seats.iter().map(|(_, it)| it).find(holds));
    let found = found.ok_or_else(|| {
        tr!("Nobody here is called \u{201c}{text}\u{201d}; choose from the list, or write a name of the roster.")
    })?;
    if found.id == *seat {
        return Err(tr!("A seat cannot report to itself.").into());
    }
    if document.reports_to(&found.id, seat) {
        let name = staffing::holder_name(document, found).unwrap_or(text);
        return Err(tr!("{name} reports to this seat already; that would close a circle."));
    }
    Ok(Some(found.id.clone()))
}

/// A pasted text that could not be read into a seat that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The cell it was meant for: the seat's id and the column.
    pub place: (Arc<str>, &'static str),
    /// The text.
    pub text: String,
    /// What is wrong with it.
    pub why: String,
}

/// What a pasted block means.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// The change of the roster.
    pub change: RosterChange,
    /// What could not be read into seats that are there.
    pub refused: Vec<Refused>,
    /// Lines that would be new seats and are not made, each with the first of its cells that could not be read.
    pub left_out: Vec<NotTaken>,
    /// Seats that are new.
    pub added: usize,
    /// Who leads them, each once, as the list of leaders has it; none for those that report to nobody.
    pub under: Vec<Option<String>>,
    /// How many of them have the role of the row above, as the block says none.
    pub like_above: usize,
    /// The name of that role.
    pub role_above: String,
}

impl Block {
    /// How many seats it added and what they were given, in sentences; none if it added none.
    pub fn done(&self) -> Option<String> {
        let role = &self.role_above;
        let added = match (self.added, self.under.as_slice()) {
            (0, _) => return None,
            (1, [Some(leader)]) => tr!("One seat added; it reports to {leader}."),
            (1, _) => tr!("One seat added; it reports to nobody.").to_owned(),
            (count, [Some(leader)]) => tr!("{count} seats added; they report to {leader}."),
            (count, [None]) => tr!("{count} seats added; they report to nobody."),
            (count, _) => tr!("{count} seats added, each with those who report to the same leader."),
        };
        let taken = match self.like_above {
            0 => return Some(added),
            1 => tr!("For one no role was given; it has that of the row above, {role}."),
            count => tr!("For {count} no role was given; they have that of the row above, {role}."),
        };
        Some([added, taken].join(" "))
    }
}

/// Reads a pasted block into seats, from the first one on. Lines beyond the last seat become new seats like it; one of which a cell
/// cannot be read is left out, so that nobody has the role, the pay or the days of someone else instead of what was pasted.
pub fn read_block(
    document: &Document,
    ids: &[Arc<str>],
    cols: &[&'static str],
    lines: &[Vec<String>],
    locale: &Locale,
) -> Block {
    let mut block = Block::default();
    // Roles and segments first: what a role gives decides whether a pasted pay is of one's own.
    let mut order: Vec<usize> = (0..cols.len()).collect();
    order.sort_by_key(|at| cols.get(*at).is_none_or(|col| !matches!(*col, "role" | "segment")));
    let mut above: Option<Seat> = None;
    for (at, line) in lines.iter().enumerate() {
        let texts = || order.iter().filter_map(|at| Some((*cols.get(*at)?, line.get(*at)?)));
        let change = &mut block.change;
        if let Some(id) = ids.get(at) {
            let seat = SeatId::new(id);
            for (col, text) in texts().filter(|(col, text)| says_something(col, text)) {
                if let Err(why) = read(document, change, &seat, col, text, locale) {
                    block.refused.push(Refused { place: (id.clone(), col), text: text.clone(), why });
                }
            }
            continue;
        }
        if line.iter().all(|text| text.trim().is_empty()) {
            continue;
        }
        let like = above.get_or_insert_with(|| last_met(document, change, ids.last()));
        let (seats, people) = (change.seats.len(), change.people.len());
        let seat = change.add_seat(document, like);
        let wrong = texts().filter(|(col, text)| says_something(col, text)).find_map(|(col, text)| {
            read(document, change, &seat, col, text, locale).err().map(|why| (text.trim(), why))
        });
        if let Some((text, why)) = wrong {
            change.seats.truncate(seats);
            change.people.truncate(people);
            let name = texts().find(|(col, text)| *col == "name" && !text.trim().is_empty());
            let place = match name {
                Some((_, name)) => tr!("Line {} ({})", at + 1, name.trim()),
                None => tr!("Line {}", at + 1),
            };
            let why = if why.contains(text) { why } else { tr!("\u{201c}{text}\u{201d} was not taken: {why}") };
            block.left_out.push(NotTaken { place, why, stays: false });
            continue;
        }
        block.added += 1;
        if !texts().any(|(col, text)| col == "role" && !text.trim().is_empty()) {
            block.like_above += 1;
            block.role_above = document.role(&like.role).map_or(like.role.as_str(), |it| &it.name).to_owned();
        }
    }
    block.under = leaders_of_new(document, &block.change);
    block
}

/// Who leads the new seats of a change, each once; none for nobody.
fn leaders_of_new(document: &Document, change: &RosterChange) -> Vec<Option<String>> {
    let mut found = Vec::new();
    for (_, seat) in change.seats.iter().filter(|(at, _)| at.is_some()) {
        if !found.contains(&seat.manager.as_ref()) {
            found.push(seat.manager.as_ref());
        }
    }
    let called = |id: &SeatId| {
        let changed = change.seats.iter().map(|(_, seat)| seat).find(|it| it.id == *id);
        let leader = changed.or_else(|| document.seat(id))?;
        let person = leader.stints.last().and_then(|stint| stint.person.as_ref());
        let renamed = change.people.iter().find(|it| Some(&it.id) == person).map(|it| it.name.clone());
        Some(renamed.unwrap_or_else(|| staffing::leader_name(document, leader)))
    };
    found.into_iter().map(|id| id.and_then(called)).collect()
}

/// Whether a pasted text changes its cell: an empty one cannot take away what a seat must have.
fn says_something(col: &str, text: &str) -> bool {
    !(text.trim().is_empty() && matches!(col, "role" | "start"))
}

/// What new seats are like: the last seat that a block meets, as the block leaves it, without what only its holder has.
fn last_met(document: &Document, change: &RosterChange, id: Option<&Arc<str>>) -> Seat {
    let id = id.map(|id| SeatId::new(id));
    let changed = change.seats.iter().map(|(_, seat)| seat).find(|seat| Some(&seat.id) == id.as_ref());
    let known = changed.or_else(|| document.seat(id.as_ref()?)).cloned();
    let mut like = known.unwrap_or_else(|| Seat {
        id: SeatId::new("seat-0"),
        role: document.roles.first().map_or_else(|| RoleId::new("role"), |role| role.id.clone()),
        ..Seat::default()
    });
    if let Some(stint) = like.stints.last_mut() {
        stint.from = stint.from.max(document.settings.first_month.first_day());
        stint.overrides = Default::default();
    }
    like
}

#[cfg(test)]
mod tests;
