//! People of files in plans they know and plans they do not.

use super::*;
use crate::exchange::Table;
use crate::exchange::importer::{Context, ImportReport, guess_mapping, run};
use crate::exchange::roster_csv;
use crate::model::sample;
use crate::units::Currency;

fn read(text: &[u8]) -> ImportReport<RosterRow> {
    let table = Table::open(text).unwrap();
    let context = Context { currency: Some(Currency::USD), ..Context::default() };
    let mapping = guess_mapping(&crate::exchange::importer::ROSTER, &table, &context);
    run::<RosterRow>(&table, &mapping, &context).unwrap()
}

fn apply(document: &Document, intake: &RosterIntake) -> Document {
    let mut after = document.clone();
    after.roles.extend(intake.roles.clone());
    for person in &intake.people {
        match after.people.iter_mut().find(|it| it.id == person.id) {
            Some(place) => *place = person.clone(),
            None => after.people.push(person.clone()),
        }
    }
    for seat in &intake.seats {
        match after.seats.iter_mut().find(|it| it.id == seat.id) {
            Some(place) => *place = seat.clone(),
            None => after.seats.push(seat.clone()),
        }
    }
    after
}

fn bamboo() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/imports/bamboohr_employees.csv")).unwrap()
}

#[test]
fn an_hr_export_becomes_seats_and_a_second_time_changes_nothing() {
    let document = sample::company();
    let report = read(&bamboo());
    let choices = RosterChoices::default();
    let intake = roster(&document, &report.rows, &choices);
    // 38 lines; the sample has an Elif Pham, too.
    assert_eq!((intake.count, intake.updated, intake.without_role, intake.left), (38, 1, 0, 0));
    assert_eq!(intake.seats.len(), 38);
    let after = apply(&document, &intake);
    // Counted with a spreadsheet: eight enterprise account executives.
    let enterprise = |seat: &&Seat| {
        seat.role.as_str() == "ae" && seat.segment.as_ref().is_some_and(|it| it.as_str() == "enterprise")
    };
    assert_eq!(intake.seats.iter().filter(enterprise).count(), 8);
    // Three managers of the file are not in it; Dev Reyes is, and reports to nobody but himself.
    assert_eq!(intake.unknown_managers.keys().collect::<Vec<_>>(), ["Ines Fells", "Kira Moss", "Quinn Vance"]);
    let dev = after.seats.iter().find(|seat| seat.stints[0].person == Some(PersonId::new("emp-102"))).unwrap();
    assert_eq!(dev.manager, None);
    let gia = after.seats.iter().find(|seat| seat.stints[0].person == Some(PersonId::new("emp-108"))).unwrap();
    assert_eq!(gia.manager, Some(dev.id.clone()));
    let again = roster(&after, &report.rows, &choices);
    assert_eq!((again.count, again.updated, again.unchanged), (38, 38, 38));
    assert_eq!((again.seats, again.people), (Vec::new(), Vec::new()));
}

#[test]
fn someone_known_by_name_is_updated_in_place() {
    let document = sample::company();
    let report = read(b"Name,Job Title,Hire Date,Manager,Base salary\nAma Abara,\"Account executive, Mid-market\",2024-02-05,Lena Moss,95000\n");
    let intake = roster(&document, &report.rows, &RosterChoices::default());
    assert_eq!((intake.count, intake.updated, intake.unchanged), (1, 1, 0));
    let after = apply(&document, &intake);
    assert_eq!(after.seats.len(), document.seats.len());
    let seat = after.seat(&SeatId::new("ae-smb-1")).unwrap();
    assert_eq!(seat.manager, Some(SeatId::new("sm-mm")));
    assert_eq!(seat.segment, Some(SegmentId::new("mid-market")));
    // 5,000 above the role's base of 90,000; its target variable of 90,000 stays.
    assert_eq!(seat.stints[0].overrides.base, Some(Yearly::new(Money::from_major(95_000))));
    assert_eq!(seat.stints[0].overrides.ote, Some(Yearly::new(Money::from_major(185_000))));
}

#[test]
fn what_is_exported_comes_back_as_it_was() {
    let document = sample::company();
    let report = read(roster_csv(&document).as_bytes());
    assert_eq!((report.rows.len(), report.refused), (document.seats.len(), 0), "{:?}", report.problems);
    let intake = roster(&document, &report.rows, &RosterChoices::default());
    assert_eq!((intake.updated, intake.unchanged), (document.seats.len(), document.seats.len()), "{:?}", intake.seats);
}

#[test]
fn managers_can_be_made_and_circles_are_cut() {
    let document = sample::empty();
    let text = b"Name,Job Title,Hire Date,Manager\nAnn Oh,SDR Manager,2026-03-01,Bea Ek\nBea Ek,SDR,2026-01-01,Ann Oh\nCy Li,SDR,2026-02-01,Dee Fox\n";
    let report = read(text);
    let first = roster(&document, &report.rows, &RosterChoices::default());
    assert_eq!(first.circles, ["Bea Ek"]);
    assert!(first.roles.is_empty());
    let lead = RoleId::new("sales-manager");
    let mut choices = RosterChoices::default();
    choices.managers.insert("Dee Fox".into(), ManagerIs::New(lead));
    let second = roster(&document, &report.rows, &choices);
    let after = apply(&document, &second);
    let cy = second
        .seats
        .iter()
        .find(|seat| seat.stints[0].from == "2026-02-01".parse().unwrap() && seat.manager.is_some())
        .unwrap();
    let dee = after.seat(cy.manager.as_ref().unwrap()).unwrap();
    assert_eq!(after.person(dee.stints[0].person.as_ref().unwrap()).unwrap().name, "Dee Fox");
}

#[test]
fn those_who_left_before_the_plan_and_titles_without_a_role_stay_out() {
    let document = sample::company();
    let text = b"Name,Job Title,Hire Date,Termination Date\nAnn Oh,SDR,2024-03-01,2025-12-31\nBea Ek,Accountant,2026-01-01,\nCy Li,SDR,2026-02-01,2027-05-31\n";
    let intake = roster(&document, &read(text).rows, &RosterChoices::default());
    assert_eq!((intake.count, intake.left, intake.without_role), (1, 1, 1));
    assert_eq!(intake.titles.get("Accountant"), Some(&(None, 1)));
    assert_eq!(intake.seats[0].stints[0].to, StintEnd::Known("2027-05-31".parse().unwrap()));
}

#[test]
fn a_title_can_become_a_role_of_its_own() {
    let document = sample::company();
    let text = b"Name,Job Title,Hire Date\nAnn Oh,Partner Manager,2026-03-01\nBea Ek,Partner Manager,2026-01-01\n";
    let mut choices = RosterChoices::default();
    choices.titles.insert("Partner Manager".into(), Post::New(Function::NewBusiness));
    let intake = roster(&document, &read(text).rows, &choices);
    let roles: Vec<_> = intake.roles.iter().map(|role| (role.name.as_str(), role.function)).collect();
    assert_eq!(roles, [("Partner Manager", Function::NewBusiness)]);
    assert!(intake.seats.iter().all(|seat| seat.role == intake.roles[0].id) && intake.seats.len() == 2);
}
