//! The roster as a table for HR systems and spreadsheets, in columns the import of people reads.

use super::intake::carries_arr;
use super::write_csv;
use crate::model::{Document, Quota, Seat};
use crate::text::in_english;
use crate::units::Money;

/// The columns of the file.
const COLUMNS: [&str; 14] = [
    "Employee ID",
    "Name",
    "Job Title",
    "Hire Date",
    "Termination Date",
    "Manager",
    "Manager ID",
    "Base salary",
    "OTE",
    "Quota",
    "Currency",
    "Status",
    "Department",
    "Segment",
];
/// The name of a seat nobody holds yet.
const NOBODY: &str = "To be hired";

/// Every seat with its last holder: id, name, role and segment, first and last day, leader, base pay, OTE and quota in ARR a year, as they
/// hold for that person. Open seats are there too, under the id of the seat. A quota stands only where the import takes one: leaders
/// have the sum of those below, others count meetings.
pub fn roster_csv(document: &Document) -> String {
    in_english(|| rows_of(document))
}

fn rows_of(document: &Document) -> String {
    let rows = document.seats.iter().map(|seat| {
        let stint = seat.stints.last();
        let leader = seat.manager.as_ref().and_then(|id| document.seat(id));
        let (own, terms) = (stint.map(|it| &it.overrides), document.terms_of(seat));
        let base = own.and_then(|it| it.base).or(terms.map(|it| it.base)).map(|it| it.amount());
        // OTE below base pay leaves no variable, and neither does the same amount; the import takes the latter only.
        let ote =
            own.and_then(|it| it.ote).or(terms.map(|it| it.ote)).map(|it| it.amount().max(base.unwrap_or_default()));
        let usual = terms.and_then(|it| it.quota.as_ref()).filter(|it| matches!(it, Quota::Arr { .. }));
        let quota = own.and_then(|it| it.quota_arr).or(usual.map(Quota::arr_year));
        let quota = quota.filter(|_| document.role(&seat.role).is_some_and(carries_arr)).map(|it| it.amount());
        let segment = seat.segment.as_ref().and_then(|id| document.segment(id));
        let money = |it: Option<Money>| it.map(|it| it.to_string()).unwrap_or_default();
        let name = name(document, seat);
        let date = |date: Option<chrono::NaiveDate>| date.map(|it| it.to_string()).unwrap_or_default();
        [
            id(seat),
            name.unwrap_or(NOBODY).to_owned(),
            title(document, seat),
            date(stint.map(|it| it.from)),
            date(stint.and_then(|it| it.to.date())),
            leader.and_then(|it| self::name(document, it)).unwrap_or_default().to_owned(),
            leader.map(id).unwrap_or_default(),
            money(base),
            money(ote),
            money(quota),
            document.settings.currency.to_string(),
            if name.is_some() { "Active" } else { "Open" }.to_owned(),
            document.role(&seat.role).map(|role| role.function.name().to_owned()).unwrap_or_default(),
            segment.map(|it| it.name.clone()).unwrap_or_default(),
        ]
    });
    write_csv(&COLUMNS, rows)
}

/// The employee id of the holder, as an import gave it; the seat's while nobody holds it.
fn id(seat: &Seat) -> String {
    let person = seat.stints.last().and_then(|stint| stint.person.as_ref());
    let text = person.map_or(seat.id.as_str(), |id| id.as_str());
    text.strip_prefix("emp-").unwrap_or(text).to_owned()
}

fn name<'a>(document: &'a Document, seat: &Seat) -> Option<&'a str> {
    let person = seat.stints.last()?.person.as_ref()?;
    document.person(person).map(|person| person.name.as_str()).filter(|name| !name.is_empty())
}

fn title(document: &Document, seat: &Seat) -> String {
    let role = document.role(&seat.role).map_or(seat.role.as_str(), |role| role.name.as_str());
    let segment = seat.segment.as_ref().and_then(|id| document.segment(id));
    segment.map_or_else(|| role.to_owned(), |segment| format!("{role}, {}", segment.name))
}
