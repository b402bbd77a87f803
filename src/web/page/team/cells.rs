//! The cells of the roster: what they show.

use crate::engine::Crew;
use crate::model::{Document, Seat};
use crate::present::number::show_date;
use crate::present::roster_text::{EVERYWHERE, NOBODY, TO_HIRE, pay_of};
use crate::present::{Locale, staffing};
use crate::text::tr;
use crate::units::{SeatId, SegmentId};
use crate::web::ui::{Align, Cell, Choice, Column, Kind};
use std::collections::HashSet;

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
        (Some(own), _) => Cell { path: pay_path(seat, col), ..Cell::new(locale.money_typed(own.amount())) },
        (None, Some(terms)) => {
            let text = locale.money_typed(terms.amount());
            Cell { text, muted: true, blank: true, path: pay_path(seat, col), ..Cell::default() }
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
        ("name", Cell { path: format!("seat/{}", seat.id), ..name }),
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

/// Whether a seat passes the filters of role and segment.
pub(super) fn passes(seat: &Seat, role: &str, segment: &str) -> bool {
    let in_segment = match segment {
        "" => true,
        EVERYWHERE => seat.segment.is_none(),
        id => seat.segment.as_ref() == Some(&SegmentId::new(id)),
    };
    (role.is_empty() || seat.role.as_str() == role) && in_segment
}
