//! What pasted blocks and typed texts mean to the roster.

use super::*;
use crate::edit::apply;
use crate::model::sample;

/// A block pasted upon the last seat of the sample: its own line first, then those of new seats.
fn pasted(cols: &[&'static str], lines: &[&[&str]]) -> (Document, Block) {
    let mut document = sample::company();
    let ids = [Arc::from(document.seats.last().unwrap().id.as_str())];
    let lines: Vec<Vec<String>> = lines.iter().map(|it| it.iter().map(|it| it.to_string()).collect()).collect();
    let block = read_block(&document, &ids, cols, &lines, &Locale::default());
    apply(&mut document, block.change.clone().command("paste")).unwrap();
    (document, block)
}

fn role_of(document: &Document, name: &str) -> Option<String> {
    let seat = document.seats.iter().find(|it| staffing::holder_name(document, it) == Some(name))?;
    document.role(&seat.role).map(|it| it.name.clone())
}

#[test]
fn a_new_line_whose_role_is_misspelt_becomes_no_seat_of_another_role() {
    let before = sample::company().seats.len();
    let (document, block) = pasted(
        &["name", "role"],
        &[
            &["Ann Bell", "Account manager"],
            &["Bo Kerr", "Account executive"],
            &["Di Ross", "Acount executive"],
            &["Ed Snow", "Astronaut"],
            &["Fay Tan", "account manager"],
        ],
    );
    assert_eq!((block.added, document.seats.len()), (2, before + 2));
    assert_eq!(role_of(&document, "Bo Kerr").as_deref(), Some("Account executive"));
    assert_eq!(role_of(&document, "Fay Tan").as_deref(), Some("Account manager"));
    assert!(document.people.iter().all(|it| it.name != "Di Ross" && it.name != "Ed Snow"));
    let told: Vec<_> = block.left_out.iter().map(|it| (it.place.as_str(), it.why.as_str(), it.stays)).collect();
    assert_eq!(
        told[0],
        (
            "Line 3 (Di Ross)",
            "There is no role \u{201c}Acount executive\u{201d}; did you mean \u{201c}Account executive\u{201d}?",
            false
        )
    );
    assert_eq!((told[1].0, told.len()), ("Line 4 (Ed Snow)", 2));
    assert!(told[1].1.starts_with("There is no role \u{201c}Astronaut\u{201d}; there are "), "{}", told[1].1);
    assert_eq!(block.done().unwrap(), "2 seats added; they report to Ravi Sato (Sales manager, SMB).");
}

#[test]
fn a_new_line_is_taken_whole_or_not_at_all() {
    let (document, block) = pasted(
        &["name", "segment", "start", "ote"],
        &[
            &["Ann Bell", "SMB", "1 Mar 2027", ""],
            &["Bo Kerr", "Mid-markt", "1 Mar 2027", ""],
            &["Di Ross", "SMB", "some day", ""],
            &["Ed Snow", "SMB", "1 Apr 2027", "a lot"],
            &["Fay Tan", "SMB", "1 May 2027", "150000"],
        ],
    );
    let places: Vec<&str> = block.left_out.iter().map(|it| it.place.as_str()).collect();
    assert_eq!(places, ["Line 2 (Bo Kerr)", "Line 3 (Di Ross)", "Line 4 (Ed Snow)"]);
    assert!(block.left_out[0].why.ends_with("did you mean \u{201c}Mid-market\u{201d}?"), "{}", block.left_out[0].why);
    assert!(block.left_out[1].why.contains("\u{201c}some day\u{201d}"), "{}", block.left_out[1].why);
    let fay = document.seats.iter().find(|it| staffing::holder_name(&document, it) == Some("Fay Tan")).unwrap();
    let stint = fay.stints.last().unwrap();
    assert_eq!(stint.from.to_string(), "2027-05-01");
    assert_eq!(stint.overrides.ote, Some(Yearly::new(Money::from_major(150_000))));
}

#[test]
fn a_new_line_without_a_role_has_that_of_the_row_above_as_the_block_leaves_it_and_it_is_said() {
    let lines: &[&[&str]] = &[&["Ann Bell", "Account executive"], &["Bo Kerr", " "], &["Cy Lund", "Account manager"]];
    let (document, block) = pasted(&["name", "role"], lines);
    assert_eq!(role_of(&document, "Bo Kerr").as_deref(), Some("Account executive"));
    assert_eq!(
        block.done().unwrap(),
        "2 seats added; they report to Ravi Sato (Sales manager, SMB). For one no role was given; it has that of the row above, Account executive."
    );
    let (_, names) = pasted(&["name"], &[&["Ann Bell"], &["Bo Kerr"], &["Cy Lund"]]);
    assert!(names.done().unwrap().contains("For 2 no role was given; they have that of the row above, "));
}

#[test]
fn a_new_line_may_report_to_another_one_above_it() {
    let lines: &[&[&str]] =
        &[&["Ann Bell", ""], &["Bo Kerr", "Ann Bell"], &["Cy Lund", "bo kerr"], &["Di Ross", "Eve"]];
    let (document, block) = pasted(&["name", "manager"], lines);
    let seat = |name: &str| document.seats.iter().find(|it| staffing::holder_name(&document, it) == Some(name));
    assert_eq!(seat("Cy Lund").unwrap().manager, seat("Bo Kerr").map(|it| it.id.clone()));
    assert_eq!(seat("Bo Kerr").unwrap().manager, seat("Ann Bell").map(|it| it.id.clone()));
    assert_eq!(block.left_out.len(), 1, "{:?}", block.left_out);
}

#[test]
fn it_is_said_who_leads_new_seats_as_their_rows_stand_there_and_not_below() {
    let told = |lines: &[&[&str]]| pasted(&["name", "manager"], lines).1.done().unwrap();
    assert!(
        told(&[&["Ann Bell", ""], &["Bo Kerr", "Dana Whit"]])
            .starts_with("One seat added; it reports to Dana Whit (AM director).")
    );
    // A leader of the same block is called what the block calls him.
    assert!(
        told(&[&["Ann Bell", ""], &["Bo Kerr", "Ann Bell"]]).starts_with("One seat added; it reports to Ann Bell.")
    );
    assert!(
        told(&[&["Ann Bell", ""], &["Bo Kerr", "nobody"], &["Cy Lund", "–"]])
            .starts_with("2 seats added; they report to nobody.")
    );
    assert!(
        told(&[&["Ann Bell", ""], &["Bo Kerr", "nobody"], &["Cy Lund", "Dana Whit"]])
            .starts_with("2 seats added, each with those who report to the same leader.")
    );
}

#[test]
fn a_seat_that_is_there_keeps_its_role_beside_a_text_that_names_none() {
    let before = sample::company();
    let (document, block) = pasted(&["role"], &[&["Acount executive"]]);
    assert_eq!(document.seats, before.seats);
    assert_eq!((block.refused.len(), block.left_out.len(), block.done()), (1, 0, None));
}

#[test]
fn the_nearest_name_is_told_only_where_it_is_near() {
    let names = ["Account executive", "Account manager", "SDR"];
    assert_eq!(meant("acount executve", &names), Some("Account executive"));
    assert_eq!(meant("SDRs", &names), Some("SDR"));
    assert_eq!(meant("Astronaut", &names), None);
    assert_eq!(meant("x", &[]), None);
    // The classic pair: exchange k and s, e and i, put in g.
    assert_eq!(letters_apart("kitten", "sitting"), 3);
    assert_eq!((letters_apart("", "abc"), letters_apart("abc", "")), (3, 3));
}
