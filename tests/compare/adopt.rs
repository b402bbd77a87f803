//! Taking parts of one scenario over into the other.

use super::*;

#[test]
fn seats_that_are_taken_bring_their_people_and_leave_the_others_as_they_are() {
    let person = |id: &str, name: &str| remit::model::Person { id: remit::units::PersonId::new(id), name: name.into() };
    let mut from = company();
    from.people = vec![person("ada", "Ada"), person("bea", "Bea"), person("zoe", "Zoe")];
    let role = from.seats[0].role.clone();
    from.seats.truncate(1);
    let mut second = from.seats[0].clone();
    second.id = remit::units::SeatId::new("second");
    from.seats.push(second);
    for (seat, id) in from.seats.iter_mut().zip(["ada", "bea"]) {
        seat.stints[0].person = Some(remit::units::PersonId::new(id));
    }
    let mut document = Document { people: vec![person("max", "Max"), person("bea", "Beatrix")], ..Document::default() };
    Part::Seats(role).take(&mut document, &from);
    // Max stays, Bea is called what she is called there, Ada comes; Zoe is in no seat.
    assert_eq!(document.people, [person("max", "Max"), person("bea", "Bea"), person("ada", "Ada")]);
    assert_eq!(document.seats, from.seats);
}

#[test]
fn taking_a_part_that_is_gone_removes_that_and_keeps_the_rest() {
    let old = company();
    let mut new = old.clone();
    let gone = new.segments.remove(1).id;
    let mut document = old.clone();
    Part::Segment(gone.clone()).take(&mut document, &new);
    let ids = |document: &Document| document.segments.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&document), ids(&new));
    assert_eq!((old.segments.len() - document.segments.len(), document.segment(&gone).is_none()), (1, true));
    // And back again, at the end.
    Part::Segment(gone.clone()).take(&mut document, &old);
    assert_eq!(document.segments.last(), old.segment(&gone));
    assert_eq!(document.segments.len(), old.segments.len());
}

#[test]
fn taking_every_topic_over_makes_a_plan_the_same() {
    let from = company();
    let mut document = empty();
    let adopted = adopt(&document, &from, &Topic::ALL);
    let inverse = apply(&mut document, adopted.command.unwrap()).unwrap();
    assert_eq!(differences(&document, &from), vec![]);
    assert_eq!(closing(&document), closing(&from));
    assert_eq!(document.name, empty().name, "a scenario keeps its name");
    apply(&mut document, inverse).unwrap();
    assert_eq!(document, empty());
}

#[test]
fn a_team_brings_what_it_refers_to_and_changes_nothing_that_is_there() {
    let from = company();
    let mut document = Document { settings: from.settings.clone(), ..Document::default() };
    let adopted = adopt(&document, &from, &[Topic::Team]);
    assert!(adopted.along.contains(&Part::Role(RoleId::new("ae"))), "{:?}", adopted.along);
    apply(&mut document, adopted.command.unwrap()).unwrap();
    assert_eq!(document.seats.len(), from.seats.len());
    assert_eq!(document.plans.len(), from.plans.len(), "every plan pays somebody");
    let of = |document: &Document| validate(document).iter().filter(|it| it.at.starts_with("seat")).count();
    assert_eq!(of(&document), of(&from), "seats refer to nothing that is not there");

    // A role that is there keeps its terms, whatever the other scenario says.
    let mut own = company();
    own.roles.iter_mut().for_each(|role| role.terms[0].attrition_year = Rate::percent(1));
    own.seats.clear();
    let terms = own.roles.clone();
    let adopted = adopt(&own, &from, &[Topic::Team]);
    assert_eq!(adopted.along, vec![]);
    apply(&mut own, adopted.command.unwrap()).unwrap();
    assert!(own.roles == terms, "terms stay");
    assert!(own.seats == from.seats, "seats come");
}

#[test]
fn what_is_equal_is_not_taken_over() {
    let document = company();
    assert_eq!(adopt(&document, &company(), &Topic::ALL).command, None);
}
