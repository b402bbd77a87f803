//! Links that carry a plan: how long they are, and that what is opened is what was shared.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use remit::engine::{Env, evaluate};
use remit::model::{Document, SCHEMA, lean, open, sample, to_value};
use remit::persist::{FileError, Kind, LONGEST_LINK, from_file, read_link, to_compact, write_link};
use serde_json::Value;

/// The fragment that carries a document.
fn link_of(document: &Document) -> String {
    write_link(&to_compact(Kind::Scenario, SCHEMA, &lean(document)))
}

/// The document that a fragment carries.
fn opened(link: &str) -> Document {
    let file = from_file(&read_link(link).unwrap(), Kind::Scenario).unwrap();
    open(&file.data).unwrap().0
}

/// The sample company cut down to twenty people, as somebody would who begins with it: all its roles, plans and segments stay.
fn twenty_seats() -> Document {
    let mut document = sample::company();
    document.name = "FY27 plan, first draft".into();
    let keep = [
        "cro", "sm-smb", "sm-mm", "sm-ent", "sm-sdr", "amd", "ae-smb-1", "ae-smb-2", "ae-smb-3", "ae-mm-1", "ae-mm-2",
        "ae-ent-1", "se-1", "sdr-1", "sdr-2", "am-1", "am-2", "am-3", "csm-1", "csm-2",
    ];
    document.seats.retain(|seat| keep.contains(&seat.id.as_str()));
    let held = |person: &remit::units::PersonId| {
        document.seats.iter().any(|seat| seat.stints.iter().any(|stint| stint.person.as_ref() == Some(person)))
    };
    document.people.retain(|person| held(&person.id));
    document.territory.reps.retain(|seat, _| keep.contains(&seat.as_str()));
    document.accounts = Default::default();
    // Changes of one's own, so that not every figure stands in the sample.
    for (at, seat) in document.seats.iter_mut().enumerate() {
        let stint = seat.stints.first_mut().unwrap();
        stint.from = stint.from + chrono::Days::new(17 * at as u64 + 3);
    }
    for (at, segment) in document.segments.iter_mut().enumerate() {
        segment.opening.arr += remit::units::Money::from_major(137_000 + 1_111 * at as i64);
        segment.pipeline.leads_month += 7 + at as u32;
    }
    for role in &mut document.roles {
        for terms in &mut role.terms {
            terms.ote = remit::units::Yearly::new(terms.ote.amount() + remit::units::Money::from_major(3_500));
        }
    }
    document
}

#[test]
fn a_plan_of_twenty_seats_fits_into_two_thousand_characters() {
    let document = twenty_seats();
    assert_eq!((document.seats.len(), document.roles.len(), document.plans.len()), (20, 8, 9));
    let link = link_of(&document);
    // The address in front of the fragment takes some, too.
    assert!(link.len() + 60 < 2_000, "{} characters", link.len());
    assert_eq!(open(&to_value(&opened(&link))).unwrap(), open(&to_value(&document)).unwrap());
    let env = Env::default();
    assert_eq!(evaluate(&opened(&link), &env), evaluate(&document, &env));
}

/// The same plan with ids, names and figures that stand nowhere in the sample.
fn ones_own() -> Document {
    let mut text = to_value(&twenty_seats()).to_string();
    for (theirs, ours) in [
        ("smb", "dach"),
        ("mid-market", "nordics"),
        ("enterprise", "iberia"),
        ("SMB", "DACH"),
        ("Mid-Market", "Nordics"),
        ("Enterprise", "Iberia"),
        ("Account executive", "Hunter"),
        ("Account manager", "Farmer"),
        ("SDR", "Scout"),
        ("sales-manager", "team-lead"),
        ("sdr", "scout"),
        ("0.84", "0.815"),
        ("0.21", "0.195"),
        ("810000", "742500"),
        ("540000", "468000"),
        ("1200000", "1115000"),
        ("90000", "87400"),
        ("60000", "58200"),
        ("0.78", "0.71"),
        ("3600000", "2915000"),
        ("15000", "17250"),
        ("520000", "611000"),
        ("0.35", "0.27"),
    ] {
        text = text.replace(theirs, ours);
    }
    open(&serde_json::from_str(&text).unwrap()).unwrap().0
}

#[test]
fn a_plan_with_names_and_figures_of_its_own_fits_as_well() {
    let document = ones_own();
    let link = link_of(&document);
    assert!(link.len() + 60 < 2_000, "{} characters", link.len());
    assert_eq!(opened(&link), document);
}

#[test]
fn the_empty_plan_is_a_short_link() {
    let link = link_of(&sample::empty());
    assert!(link.len() < 200, "{} characters", link.len());
    assert_eq!(opened(&link), open(&to_value(&sample::empty())).unwrap().0);
}

#[test]
fn a_table_of_accounts_is_too_long_for_a_link_and_comes_through_all_the_same() {
    let company = sample::company();
    let link = link_of(&company);
    assert!(link.len() > LONGEST_LINK);
    assert_eq!(opened(&link), open(&to_value(&company)).unwrap().0);
}

/// Links in old messages open for ever: this one was written by the first version that wrote links. Never write it anew; a link that looks
/// otherwise is of another version.
#[test]
fn links_of_version_one_open() {
    let link = include_str!("fixtures/links/version-1.txt");
    let wanted: Value = serde_json::from_str(include_str!("fixtures/links/version-1.json")).unwrap();
    let read: Value = serde_json::from_str(&read_link(link).unwrap()).unwrap();
    assert_eq!(read, wanted);
    let document = opened(link);
    assert_eq!((document.name.as_str(), document.seats.len()), ("A plan of 2026 \u{2013} kept", 20));
}

#[test]
fn what_a_link_carries_passes_the_same_door_as_a_file() {
    let refused = |text: &str| from_file(&read_link(&write_link(text)).unwrap(), Kind::Scenario).unwrap_err();
    assert_eq!(
        refused(r#"{"remit":"scenario","schema":99,"data":{}}"#),
        FileError::Newer { schema: 99, reads: SCHEMA }
    );
    assert_eq!(
        refused(r#"{"remit":"profile","schema":1,"data":{}}"#),
        FileError::WrongKind { found: Kind::Profile, wanted: Kind::Scenario }
    );
    assert_eq!(refused("[1,2]"), FileError::NotOurs);
    // As deep as a program that reads itself into a hole would like it.
    let deep =
        ["{\"remit\":\"scenario\",\"schema\":1,\"data\":", &"[".repeat(100_000), &"]".repeat(100_000), "}"].concat();
    assert!(matches!(refused(&deep), FileError::NotJson { .. }));
}

#[test]
fn fields_of_a_later_remit_travel_along() {
    let file = r#"{"remit":"scenario","schema":1,"data":{"name":"P","mood":"good","segments":[{"id":"s","climate":{"warm":true}}]}}"#;
    let document = open(&from_file(file, Kind::Scenario).unwrap().data).unwrap().0;
    let again = to_value(&opened(&link_of(&document)));
    assert_eq!((&again["mood"], &again["segments"][0]["climate"]["warm"]), (&"good".into(), &true.into()));
}
