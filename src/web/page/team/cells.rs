//! The cells of the roster: what they show, and what a text typed or pasted into them means.

use crate::edit::{RosterChange, reports_to};
use crate::engine::Crew;
use crate::model::{Document, Quota, Seat, StintEnd};
use crate::present::number::{parse_date, parse_money, show_date};
use crate::present::{Locale, staffing};
use crate::text::{mark, tr};
use crate::units::{Money, RoleId, SeatId, SegmentId, Yearly};
use crate::web::app::sentence;
use crate::web::ui::{Align, Cell, CellKey, Choice, Column, Kind};
use std::collections::HashSet;
use std::sync::Arc;

/// Key of the choice that stands for every segment.
pub(super) const EVERYWHERE: &str = "*";
/// Key of the choice that stands for no leader.
pub(super) const NOBODY: &str = "-";
/// What stands in place of a name while there is none.
const TO_HIRE: &str = mark!("To be hired");

/// Columns whose texts are inputs of the registry.
pub(super) const PAY: [&str; 3] = ["base", "ote", "quota"];

/// The path of a pay column of a seat, that of its last holder.
pub(super) fn pay_path(seat: &Seat, col: &str) -> String {
    format!("seat/{}/{}/{col}", seat.id, seat.stints.len())
}

/// The columns of the roster.
pub(super) fn columns(document: &Document, year: &str) -> Vec<Column> {
    let currency = document.settings.currency;
    let text = |key, label: &str, width| Column { key, label: label.into(), width_chars: width, ..Column::default() };
    let figure = |key, label: &str, unit: String, kind| Column {
        key,
        label: label.into(),
        unit,
        align: Align::End,
        kind,
        width_chars: 0,
    };
    let pay = |key, label: &str| figure(key, label, tr!("{currency} a year"), Kind::Number);
    let roles = document.roles.iter().map(|role| Choice::new(role.id.as_str(), role.name.clone())).collect();
    let all = Choice::new(EVERYWHERE, tr!("All segments"));
    let segments = document.segments.iter().map(|it| Choice::new(it.id.as_str(), it.name.clone()));
    let nobody = Choice::new(NOBODY, tr!("Nobody"));
    let led: HashSet<&SeatId> = document.seats.iter().filter_map(|seat| seat.manager.as_ref()).collect();
    let leads =
        |seat: &&Seat| led.contains(&seat.id) || document.role(&seat.role).is_some_and(|role| role.function.leads());
    let leaders = document.seats.iter().filter(leads);
    let names = staffing::Names::of(document);
    let leaders = leaders.map(|seat| Choice::new(seat.id.as_str(), names.leader(seat)));
    vec![
        text("name", tr!("Holder"), 14),
        Column { kind: Kind::Select(roles), ..text("role", tr!("Role"), 0) },
        Column {
            kind: Kind::Select([all].into_iter().chain(segments).collect()),
            ..text("segment", tr!("Segment"), 0)
        },
        Column {
            kind: Kind::Select([nobody].into_iter().chain(leaders).collect()),
            ..text("manager", tr!("Reports to"), 0)
        },
        Column { align: Align::End, ..text("start", tr!("Start"), 0) },
        Column { align: Align::End, ..text("last", tr!("Last day"), 8) },
        pay("base", tr!("Base")),
        pay("ote", "OTE"),
        pay("quota", tr!("Quota")),
        figure("capacity", tr!("Capacity"), format!("{currency}, {year}"), Kind::ReadOnly),
        figure("cost", tr!("Cost"), format!("{currency}, {year}"), Kind::ReadOnly),
        Column { kind: Kind::Note, ..text("notes", tr!("Notes"), 8) },
    ]
}

/// What a seat has of its own and what its role gives it, a year.
fn pay_of(document: &Document, seat: &Seat, col: &str) -> (Option<Yearly<Money>>, Option<Yearly<Money>>) {
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

/// The cells of a seat. `found` are problems by column; what has no column of its own stands among the notes.
pub(super) fn cells(
    document: &Document,
    seat: &Seat,
    crew: &Crew,
    notes: &str,
    found: &[(&'static str, String)],
    locale: &Locale,
) -> Vec<Cell> {
    let stint = seat.stints.last();
    let date = |date: Option<chrono::NaiveDate>| match date {
        Some(date) => Cell::new(show_date(date)),
        None => Cell { blank: true, ..Cell::default() },
    };
    let pay = |col: &str| match pay_of(document, seat, col) {
        (Some(own), _) => Cell::new(locale.money_typed(own.amount())),
        (None, Some(terms)) => {
            Cell { text: locale.money_typed(terms.amount()), muted: true, blank: true, ..Cell::default() }
        }
        (None, None) => Cell { text: "–".into(), muted: true, blank: true, ..Cell::default() },
    };
    let name = match staffing::holder_name(document, seat) {
        Some(name) => Cell::new(name),
        None => Cell { text: tr!(TO_HIRE).into(), muted: true, blank: true, ..Cell::default() },
    };
    let keyed = |text: &str, key: &str, muted: bool| Cell {
        text: text.to_owned(),
        edit_text: key.to_owned(),
        muted,
        ..Cell::default()
    };
    let role = document.role(&seat.role).map_or(seat.role.as_str(), |it| it.name.as_str());
    let segment = match &seat.segment {
        Some(id) => keyed(document.segment(id).map_or(id.as_str(), |it| &it.name), id.as_str(), false),
        None => keyed(tr!("All segments"), EVERYWHERE, true),
    };
    let manager = match &seat.manager {
        Some(id) => {
            let leader = document.seat(id);
            let name = leader.and_then(|it| staffing::holder_name(document, it)).map(str::to_owned);
            let open = || leader.map_or_else(|| id.to_string(), |it| staffing::leader_name(document, it));
            keyed(&name.unwrap_or_else(open), id.as_str(), false)
        }
        None => keyed(tr!("Nobody"), NOBODY, true),
    };
    let capacity = if crew.capacity.is_zero() { "–".to_owned() } else { locale.money_table(crew.capacity) };
    let mut cells = vec![
        ("name", name),
        ("role", keyed(role, seat.role.as_str(), false)),
        ("segment", segment),
        ("manager", manager),
        ("start", date(stint.map(|it| it.from))),
        ("last", date(stint.and_then(|it| it.to.date()))),
        ("base", pay("base")),
        ("ote", pay("ote")),
        ("quota", pay("quota")),
        ("capacity", Cell::new(capacity)),
        ("cost", Cell::new(locale.money_table(crew.cost))),
        ("notes", Cell::new(notes)),
    ];
    for (col, text) in found {
        if let Some((_, cell)) = cells.iter_mut().find(|(key, _)| key == col) {
            cell.problem = Some(match cell.problem.take() {
                Some(before) => [&before, " ", text].concat(),
                None => text.clone(),
            });
        }
    }
    cells.into_iter().map(|(_, cell)| cell).collect()
}

/// The column in which a problem of a seat belongs: from the rest of its path, and where it concerns the seat as a whole from its kind.
pub(super) fn column_of(rest: &str, code: &str) -> &'static str {
    if rest.is_empty() {
        return match code {
            "unknown_role" | "no_terms" => "role",
            "unknown_segment" => "segment",
            "unknown_manager" | "manager_loop" => "manager",
            "unknown_person" | "person_twice" => "name",
            "stints_out_of_order" => "start",
            "end_before_start" | "stints_overlap" => "last",
            _of_no_column => "notes",
        };
    }
    match rest.rsplit('/').next().unwrap_or("") {
        "base" => "base",
        "ote" => "ote",
        "quota" => "quota",
        "from" | "start" => "start",
        "to" | "last_day" | "last" => "last",
        "role" => "role",
        "segment" => "segment",
        "manager" => "manager",
        "person" | "name" => "name",
        _elsewhere => "notes",
    }
}

/// Reads a text as the cell of a seat and notes the change; says what is wrong with it otherwise.
pub(super) fn read(
    document: &Document,
    change: &mut RosterChange,
    id: &SeatId,
    col: &str,
    text: &str,
    locale: &Locale,
) -> Result<(), String> {
    let text = text.trim();
    let same = |name: &str| name.eq_ignore_ascii_case(text);
    let Some(seat) = change.seat(document, id) else { return Err(tr!("This seat is no longer there.").into()) };
    match col {
        "name" => change.name_holder(document, id, if same(tr!(TO_HIRE)) { "" } else { text }),
        "role" => {
            let found = document.roles.iter().find(|it| same(it.id.as_str()) || same(&it.name));
            seat.role = found.map(|it| it.id.clone()).ok_or_else(|| unknown("role", text, names(document)))?;
        }
        "segment" if ["", EVERYWHERE, "-", "–", "all", "any", tr!("all segments")].iter().any(|it| same(it)) => {
            seat.segment = None;
        }
        "segment" => {
            let found = document.segments.iter().find(|it| same(it.id.as_str()) || same(&it.name));
            let known = || document.segments.iter().map(|it| it.name.clone()).collect();
            seat.segment = Some(found.map(|it| it.id.clone()).ok_or_else(|| unknown("segment", text, known()))?);
        }
        "manager" if ["", NOBODY, "–", "nobody", "none"].iter().any(|it| same(it)) => seat.manager = None,
        "manager" => seat.manager = Some(leader(document, id, text)?),
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

fn names(document: &Document) -> Vec<String> {
    document.roles.iter().map(|it| it.name.clone()).collect()
}

fn unknown(what: &str, text: &str, known: Vec<String>) -> String {
    tr!("There is no {what} \u{201c}{text}\u{201d}; there are {}.", known.join(", "))
}

/// The leader a text means: a seat's id, its holder, or what the list of leaders calls it.
fn leader(document: &Document, seat: &SeatId, text: &str) -> Result<SeatId, String> {
    let same = |name: &str| name.eq_ignore_ascii_case(text);
    let called = |it: &&Seat| {
        same(it.id.as_str())
            || staffing::holder_name(document, it).is_some_and(same)
            || same(&staffing::leader_name(document, it))
    };
    let found = document.seats.iter().find(called).ok_or_else(|| {
        tr!("Nobody here is called \u{201c}{text}\u{201d}; choose from the list, or write a name of the roster.")
    })?;
    if found.id == *seat {
        return Err(tr!("A seat cannot report to itself.").into());
    }
    if reports_to(document, &found.id, seat) {
        let name = staffing::holder_name(document, found).unwrap_or(found.id.as_str());
        return Err(tr!("{name} reports to this seat already; that would close a circle."));
    }
    Ok(found.id.clone())
}

/// A pasted text that could not be read.
pub(super) struct Refused {
    /// The cell it was meant for.
    pub place: CellKey,
    /// The text.
    pub text: String,
    /// What is wrong with it.
    pub why: String,
}

/// What a pasted block means.
pub(super) struct Block {
    /// The change of the roster.
    pub change: RosterChange,
    /// What could not be read.
    pub refused: Vec<Refused>,
    /// Seats that are new.
    pub added: usize,
}

/// Reads a pasted block into seats, from the first one on; lines beyond the last seat become new seats like it.
pub(super) fn read_block(
    document: &Document,
    ids: &[Arc<str>],
    cols: &[&'static str],
    lines: &[Vec<String>],
    locale: &Locale,
) -> Block {
    let mut change = RosterChange::default();
    let mut refused = Vec::new();
    let mut added = 0;
    let last = ids.get(lines.len().min(ids.len()).wrapping_sub(1)).map(|id| SeatId::new(id));
    let mut like = last.and_then(|id| document.seat(&id)).cloned().unwrap_or_else(|| Seat {
        id: SeatId::new("seat-0"),
        role: document.roles.first().map_or_else(|| RoleId::new("role"), |role| role.id.clone()),
        ..Seat::default()
    });
    if let Some(stint) = like.stints.last_mut() {
        stint.from = stint.from.max(document.settings.first_month.first_day());
        stint.overrides = Default::default();
    }
    // Roles and segments first: what a role gives decides whether a pasted pay is of one's own.
    let mut order: Vec<usize> = (0..cols.len()).collect();
    order.sort_by_key(|at| cols.get(*at).is_none_or(|col| !matches!(*col, "role" | "segment")));
    for (at, line) in lines.iter().enumerate() {
        let id = match ids.get(at) {
            Some(id) => SeatId::new(id),
            None if line.iter().all(|text| text.trim().is_empty()) => continue,
            None => {
                added += 1;
                change.add_seat(document, &like)
            }
        };
        for (col, text) in order.iter().filter_map(|at| Some((*cols.get(*at)?, line.get(*at)?))) {
            // An empty cell cannot take away what a seat must have.
            if text.trim().is_empty() && matches!(col, "role" | "start") {
                continue;
            }
            if let Err(why) = read(document, &mut change, &id, col, text, locale) {
                refused.push(Refused { place: (Arc::from(id.as_str()), col), text: text.clone(), why });
            }
        }
    }
    Block { change, refused, added }
}

/// Whether a seat passes the filters of role and segment.
pub(super) fn passes(seat: &Seat, role: &str, segment: &str) -> bool {
    let in_segment = match segment {
        "" => true,
        EVERYWHERE => seat.segment.is_none(),
        id => seat.segment.as_ref() == Some(&SegmentId::new(id)),
    };
    (role.is_empty() || seat.role.as_str() == role) && in_segment
}
