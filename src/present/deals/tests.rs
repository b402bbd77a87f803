//! Deals as text, on the sample company.

use super::*;
use crate::model::{DealCredit, StintEnd, sample};
use crate::units::{DealId, SeatId};

fn deal() -> Deal {
    Deal {
        id: DealId::new("d1"),
        name: "Acme".to_owned(),
        measure: Measure::NewArr,
        amount: Money::from_major(50_000),
        closed: "2027-03-05".parse().unwrap(),
        term_months: 12,
        prepaid: false,
        margin: None,
        invoiced: None,
        paid: None,
        cancelled: None,
        credits: Vec::new(),
    }
}

fn english() -> Locale {
    Locale::for_tag("en-US")
}

/// The deal after texts were typed, or the first complaint.
fn typed(cells: &[(DealColumn, &str)]) -> Result<Deal, String> {
    let document = sample::company();
    let mut deal = deal();
    for (column, text) in cells {
        change(&document, &mut deal, *column, text, &english())?;
    }
    Ok(deal)
}

fn split(text: &str) -> Result<Vec<(String, i64, bool)>, String> {
    let deal = typed(&[(DealColumn::Credited, text)])?;
    Ok(deal.credits.iter().map(|it| (it.seat.to_string(), it.share.ppm(), it.overlay)).collect())
}

fn parts(list: &[(&str, i64, bool)]) -> Result<Vec<(String, i64, bool)>, String> {
    Ok(list.iter().map(|(seat, ppm, overlay)| ((*seat).to_owned(), *ppm, *overlay)).collect())
}

#[test]
fn a_split_is_typed_as_it_is_shown() {
    let document = sample::company();
    let text = "Ama Abara 60 %, Ben Cole 40 %, Gia Nagy +20 %";
    let deal = typed(&[(DealColumn::Credited, text)]).unwrap();
    let credit = |seat: &str, percent: i64, overlay| DealCredit {
        seat: SeatId::new(seat),
        share: Rate::percent(percent),
        overlay,
        was: None,
    };
    assert_eq!(deal.credits, [credit("ae-smb-1", 60, false), credit("ae-smb-3", 40, false), credit("se-1", 20, true)]);
    let shown = split_text(&document, &deal, &english());
    assert_eq!(shown.replace('\u{a0}', " "), text);
    assert_eq!(split(&shown), split(text));
    let german = split_text(
        &document,
        &typed(&[(DealColumn::Credited, "Ama Abara 62.5, Ben Cole 37,5")]).unwrap(),
        &Locale::for_tag("de-DE"),
    );
    assert_eq!(german.replace('\u{a0}', " "), "Ama Abara 62,5 %, Ben Cole 37,5 %");
    assert_eq!(split(&german), parts(&[("ae-smb-1", 625_000, false), ("ae-smb-3", 375_000, false)]));
}

#[test]
fn a_split_may_be_typed_in_short() {
    assert_eq!(split("ben cole"), parts(&[("ae-smb-3", 1_000_000, false)]));
    assert_eq!(split("Ama"), parts(&[("ae-smb-1", 1_000_000, false)]));
    assert_eq!(split("ae-smb-3"), parts(&[("ae-smb-3", 1_000_000, false)]));
    assert_eq!(split("ae-smb-3 60%; Ama"), parts(&[("ae-smb-3", 600_000, false), ("ae-smb-1", 400_000, false)]));
    assert_eq!(split("Ama, Ben Cole"), parts(&[("ae-smb-1", 500_000, false), ("ae-smb-3", 500_000, false)]));
    assert_eq!(
        split("Ama 33.33, Ben Cole 33.33, Rosa 33.33"),
        parts(&[("ae-smb-1", 333_400, false), ("ae-smb-3", 333_300, false), ("ae-smb-4", 333_300, false)])
    );
    assert_eq!(split("Ama 100, Ama +50"), parts(&[("ae-smb-1", 1_000_000, false), ("ae-smb-1", 500_000, true)]));
    assert_eq!(split(""), parts(&[]));
}

#[test]
fn a_split_that_cannot_be_is_told_with_what_to_do() {
    let says = |text: &str| split(text).unwrap_err().replace('\u{a0}', " ");
    assert_eq!(
        says("Ama 60, Ben Cole 50"),
        "The shares add up to 110 %; together they must be 100 %. Credit on top of that is an overlay, written with a plus: Eve Stone +20 %."
    );
    assert!(says("Ben Cole 90").starts_with("The shares add up to 90 %"));
    assert_eq!(
        says("Nobody Atall"),
        "Nobody called “Nobody Atall” held a seat on 5 Mar 2027; write a name of the team, or a seat such as ae-1."
    );
    assert_eq!(says("Ama 60, ama abara 40"), "ama abara stands in this split twice.");
    assert_eq!(says("Ama +"), "Say how much Ama is credited with on top, such as +20 %.");
    assert_eq!(says("Ama 140"), "“140” is no share between 0 and 100 %.");
    assert_eq!(says("60 %"), "“60 %” names nobody; write it like Ada Park 60 %.");
    assert_eq!(says("Ama 100 %, Ben Cole"), "Nothing is left for Ben Cole: the other shares add up to 100 % or more.");
}

#[test]
fn people_are_credited_in_the_seat_they_held_on_the_day() {
    let mut document = sample::company();
    let last: NaiveDate = "2027-02-28".parse().unwrap();
    let seat = document.seats.iter_mut().find(|seat| seat.id.as_str() == "ae-smb-3").unwrap();
    seat.stints[0].to = StintEnd::Known(last);
    let on = |day: &str, text: &str| parse_split(&document, text, day.parse().unwrap(), Measure::NewArr, &english());
    assert_eq!(on("2027-02-28", "Ben Cole").unwrap()[0].seat.as_str(), "ae-smb-3");
    assert_eq!(
        on("2027-03-01", "Ben Cole").unwrap_err(),
        "Ben Cole held no seat on 1 Mar 2027, so nothing can be credited."
    );
    let late = Deal { credits: on("2027-03-01", "ae-smb-3").unwrap(), ..deal() };
    assert_eq!(split_text(&document, &late, &english()).replace('\u{a0}', " "), "ae-smb-3 100 %");
    assert_eq!(
        split_problem(&document, &late, &english()).as_deref(),
        Some("Nobody held the seat ae-smb-3 on 5 Mar 2027; its share is paid to nobody.")
    );
    // Two people of one name are told apart by their seats.
    let twin = document.people.iter_mut().find(|person| person.name == "Ama Abara").unwrap();
    twin.name = "Rosa Ditta".to_owned();
    let told = parse_split(&document, "Rosa Ditta", last, Measure::NewArr, &english()).unwrap_err();
    assert_eq!(told, "“Rosa Ditta” can mean the seats ae-smb-1 and ae-smb-4; write the seat instead.");
    let by_seat =
        Deal { credits: parse_split(&document, "ae-smb-1", last, Measure::NewArr, &english()).unwrap(), ..deal() };
    assert_eq!(split_text(&document, &by_seat, &english()).replace('\u{a0}', " "), "ae-smb-1 100 %");
}

#[test]
fn cells_read_what_people_type_and_show_it_again() {
    let deal = typed(&[
        (DealColumn::Closed, "3/31/2027"),
        (DealColumn::Name, " Acme Corp "),
        (DealColumn::Measure, "renewed arr"),
        (DealColumn::Amount, "$1,250.50"),
        (DealColumn::Term, "36"),
        (DealColumn::Prepaid, "Yes"),
        (DealColumn::Paid, "2027-05-02"),
        (DealColumn::Margin, "900"),
    ])
    .unwrap();
    let document = sample::company();
    let shown: Vec<String> =
        DealColumn::ALL.into_iter().map(|column| cell(&document, &deal, column, &english()).text).collect();
    assert_eq!(
        shown,
        [
            "31 Mar 2027",
            "Acme Corp",
            "Renewed ARR",
            "1,250.50",
            "house account",
            "36",
            "yes",
            "",
            "2 May 2027",
            "",
            "900"
        ]
    );
    // What a cell shows can be typed again, in every column.
    for column in DealColumn::ALL {
        let mut copy = deal.clone();
        let shown = cell(&document, &deal, column, &english());
        let text = if shown.blank { "" } else { shown.text.as_str() };
        change(&document, &mut copy, column, text, &english()).unwrap();
        assert_eq!(copy, deal, "{column:?}");
    }
}

#[test]
fn scores_are_percentages_and_things_are_counted() {
    let score = typed(&[(DealColumn::Measure, "Gross revenue retention"), (DealColumn::Amount, "93.5 %")]).unwrap();
    assert_eq!(score.amount, Money::from_mills(935));
    assert_eq!(amount_text(score.measure, score.amount, &english()).replace('\u{a0}', " "), "93.5 %");
    let above = typed(&[(DealColumn::Measure, "Objectives"), (DealColumn::Amount, "120")]).unwrap();
    assert_eq!(above.amount, Money::from_mills(1_200));
    let units = typed(&[(DealColumn::Measure, "Units sold"), (DealColumn::Amount, "12")]).unwrap();
    assert_eq!(
        (units.amount, amount_text(units.measure, units.amount, &english())),
        (Money::from_major(12), "12".to_owned())
    );
}

#[test]
fn texts_that_cannot_be_read_are_told() {
    let says = |column: DealColumn, text: &str| typed(&[(column, text)]).unwrap_err();
    assert_eq!(says(DealColumn::Closed, ""), "A deal needs the day on which it was closed.");
    assert!(says(DealColumn::Closed, "soon").contains("soon"));
    assert_eq!(says(DealColumn::Amount, ""), "A deal needs an amount; 0 if nothing is credited.");
    assert!(says(DealColumn::Amount, "lots").contains("lots"));
    assert_eq!(says(DealColumn::Measure, "golf"), "“golf” is nothing a deal can count as.");
    assert_eq!(says(DealColumn::Term, "500"), "A term lasts between 1 and 120 months.");
    assert_eq!(says(DealColumn::Prepaid, "perhaps"), "“perhaps” is neither yes nor no.");
    assert_eq!(says(DealColumn::Paid, "2027-01-01"), "The deal was closed on 5 Mar 2027; it cannot be paid before.");
}

#[test]
fn cells_say_what_is_wrong_with_a_deal_as_it_stands() {
    let document = sample::company();
    let wrong = Deal {
        closed: "2031-01-01".parse().unwrap(),
        paid: Some("2030-01-01".parse().unwrap()),
        credits: vec![DealCredit::new(SeatId::new("gone"), Rate::ONE, false)],
        ..deal()
    };
    let says = |column: DealColumn| cell(&document, &wrong, column, &english()).problem.unwrap_or_default();
    assert_eq!(says(DealColumn::Closed), "Outside the months of the plan: it counts in no statement.");
    assert_eq!(says(DealColumn::Paid), "It was paid before the day of closing.");
    assert_eq!(says(DealColumn::Credited), "There is no seat gone; its share is paid to nobody.");
    assert_eq!(says(DealColumn::Amount), "");
}

#[test]
fn the_sums_are_told_by_what_deals_count_as() {
    let list = [deal(), deal(), Deal { measure: Measure::RenewedArr, amount: Money::from_major(7_000), ..deal() }];
    let currency = crate::units::Currency::USD;
    assert_eq!(summary(list.iter(), 3, &english(), currency), "3 deals: New ARR $100k, Renewed ARR $7k.");
    assert_eq!(summary(list.iter().take(1), 3, &english(), currency), "1 of 3 deals: New ARR $50k.");
    assert_eq!(summary([].iter(), 0, &english(), currency), "0 deals.");
}
