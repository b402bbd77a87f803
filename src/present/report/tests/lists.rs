//! The lists of people and of books, against small plans worked out by hand.

use crate::engine::capacity::CapacityPlan;
use crate::engine::{Env, evaluate};
use crate::model::{
    Account, Balanced, Contract, Document, Function, Owners, Person, Ramp, Role, Seat, Segment, Stint, StintEnd, Terms,
    sample,
};
use crate::present::Locale;
use crate::present::capacity::Teller;
use crate::present::report::{Chapter, ReportTable, books, hires};
use crate::units::{AccountId, Money, Month, PersonId, Rate, RoleId, SeatId, SegmentId, Yearly};
use chrono::NaiveDate;
use std::sync::Arc;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn year(amount: i64) -> Yearly<Money> {
    Yearly::new(Money::from_major(amount))
}

fn role(id: &str, name: &str, function: Function) -> Role {
    let terms = Terms {
        base: year(60_000),
        ote: year(120_000),
        ramp: Ramp { productivity: vec![Rate::ZERO, Rate::percent(50)], ..Ramp::default() },
        ..Terms::default()
    };
    Role { id: RoleId::new(id), name: name.to_owned(), function, terms: vec![terms] }
}

fn seat(id: &str, role: &str, person: Option<&str>, from: &str, to: StintEnd) -> Seat {
    let stint = Stint { person: person.map(PersonId::new), from: day(from), to, ..Stint::default() };
    Seat { id: SeatId::new(id), role: RoleId::new(role), stints: vec![stint], ..Seat::default() }
}

/// A manager, and three executives who start in 2027: one more from April at a chance of one half, whoever takes Ann's seat in June
/// (she leaves in March, two months are lost), and Bob from July. Half as much base as OTE, nothing sold; taxes 20 %, tools 1,200 a
/// year, recruiting a tenth of base.
fn three_hires() -> Document {
    let mut document = Document {
        roles: vec![
            role("ae", "Account executive", Function::NewBusiness),
            role("sm", "Sales manager", Function::SalesManagement),
        ],
        people: ["Mia", "Ann", "Bob"].map(|it| Person { id: PersonId::new(it), name: it.to_owned() }).to_vec(),
        seats: vec![
            seat("mgr", "sm", Some("Mia"), "2020-01-01", StintEnd::Open),
            seat("ae-1", "ae", Some("Ann"), "2020-01-01", StintEnd::Known(day("2027-03-31"))),
            seat("ae-3", "ae", Some("Bob"), "2027-07-01", StintEnd::Open),
            seat("ae-2", "ae", None, "2027-04-01", StintEnd::Open),
        ],
        ..Document::default()
    };
    document.seats[3].stints[0].likelihood = Rate::percent(50);
    for seat in document.seats.iter_mut().skip(1) {
        seat.manager = Some(SeatId::new("mgr"));
    }
    document.costs.burden = Rate::percent(20);
    document.costs.tools = Some(year(1_200));
    document.costs.recruiting = Rate::percent(10);
    document
}

fn told<T>(document: &Document, tell: impl FnOnce(&Teller<'_>) -> T) -> T {
    let outcome = evaluate(document, &Env::default());
    tell(&Teller { document, outcome: &outcome, locale: &Locale::EN_US })
}

fn people(document: &Document) -> Vec<Chapter> {
    told(document, |tell| hires(tell, &CapacityPlan::of(tell.document, tell.outcome)))
}

fn lists(document: &Document) -> Vec<Chapter> {
    told(document, books)
}

/// A table by its title. What may not break into lines is compared as if it might.
fn titled(chapters: &[Chapter], title: &str) -> ReportTable {
    let mut table = chapters.iter().flat_map(|it| &it.tables).find(|it| it.title == title).unwrap().clone();
    table.rows.iter_mut().flatten().for_each(|it| *it = it.replace('\u{a0}', " "));
    table
}

fn lines(chapter: &Chapter) -> Vec<String> {
    chapter.lines.iter().map(|it| format!("{}|{}", it.about, it.text)).collect()
}

#[test]
fn hires_stand_in_order_of_start_with_what_they_cost_in_their_first_year() {
    let found = people(&three_hires());
    // A month of one: base 5,000, a fifth on top, tools 100: 6,100. Recruiting 6,000.
    // Half of nine months and of recruiting: 27,450 + 3,000. Seven months: 42,700 + 6,000. Six: 36,600 + 6,000.
    assert_eq!(
        titled(&found, "List of hires").rows,
        [
            [
                "Open: Account executive",
                "1 Apr 2027",
                "Jun 2027",
                "new seat, chance 50 %",
                "Mia",
                "60,000",
                "60,000",
                "120,000",
                "30,450"
            ],
            [
                "Open: Account executive",
                "1 Jun 2027",
                "Aug 2027",
                "backfill for Ann",
                "Mia",
                "60,000",
                "60,000",
                "120,000",
                "48,700"
            ],
            [
                "Bob (Account executive)",
                "1 Jul 2027",
                "Sep 2027",
                "new seat",
                "Mia",
                "60,000",
                "60,000",
                "120,000",
                "42,600"
            ],
            ["3 starts", "", "", "", "", "180,000", "180,000", "360,000", "121,750"],
        ]
    );
    assert_eq!(
        found[0].lines[0].text,
        "3 people are hired in Jan 2027 to Dec 2028, 1 of them as backfill; 2.5 are expected by the chances of open requisitions."
    );
}

#[test]
fn quarters_add_up_to_what_the_hires_cost_in_the_whole_plan() {
    let found = people(&three_hires());
    let rows = titled(&found, "Hires and what they cost, by period").rows;
    assert_eq!(rows[0], ["Q1 FY2027", "0", "0", "0", "1", "0", "0", "0", "0"]);
    // Half of three months and one whole month: 7,500 + 5,000 of base, a fifth and 3 x 50 + 100 on top, recruiting 3,000 + 6,000.
    assert_eq!(rows[1], ["Q2 FY2027", "2", "1", "1.5", "0", "12,500", "2,750", "9,000", "24,250"]);
    // Half a month, one and one: 2.5 x 3 months x 6,100, and Bob's recruiting.
    assert_eq!(rows[2][8], "51,750");
    // 121,750 of 2027, and twelve months of two and a half people: 183,000.
    assert_eq!(rows[8], ["Whole plan", "3", "1", "2.5", "1", "237,500", "52,250", "15,000", "304,750"]);
}

#[test]
fn leavers_say_when_their_seat_is_filled_again() {
    let mut document = three_hires();
    let row = |document: &Document| titled(&people(document), "List of leavers").rows;
    assert_eq!(row(&document), [["Ann (Account executive)", "31 Mar 2027", "certain", "Jun 2027", "Mia"]]);
    // A seat that is not filled again, then one whose next holder is known, then one that is filled again after the plan.
    document.seats[1].backfill = Some(false);
    assert_eq!(row(&document)[0][3], "stays empty");
    assert_eq!(titled(&people(&document), "List of hires").rows.len(), 3, "two starts and their sum");
    document.seats[1].stints.push(Stint {
        person: Some(PersonId::new("Bob")),
        from: day("2027-05-10"),
        ..Stint::default()
    });
    document.seats.remove(2);
    assert_eq!(row(&document)[0][3], "10 May 2027, Bob");
    let starts = titled(&people(&document), "List of hires").rows;
    assert_eq!(starts[1][..4], ["Bob (Account executive)", "10 May 2027", "Jul 2027", "backfill for Ann"]);
    document.seats[2].stints[0].to = StintEnd::Expected(day("2028-11-30"));
    assert_eq!(row(&document)[1][1..4], ["30 Nov 2028", "expected", "after the plan"]);
}

#[test]
fn somebody_reports_to_whoever_leads_on_that_day() {
    let mut document = three_hires();
    // Mia leads to the end of May; from June on the manager is still to be found.
    document.seats[0].stints[0].to = StintEnd::Known(day("2027-05-31"));
    document.seats[0].stints.push(Stint { from: day("2027-06-01"), ..Stint::default() });
    let found = people(&document);
    let leaders = |title: &str| -> Vec<(String, String)> {
        let rows = titled(&found, title).rows.into_iter();
        rows.filter(|it| it[0].contains("executive")).map(|it| (it[1].clone(), it[4].clone())).collect()
    };
    let told = [("1 Apr 2027", "Mia"), ("1 Jun 2027", "Open: Sales manager"), ("1 Jul 2027", "Open: Sales manager")];
    assert_eq!(leaders("List of hires"), told.map(|it| (it.0.to_owned(), it.1.to_owned())));
    assert_eq!(leaders("List of leavers"), [("31 Mar 2027".to_owned(), "Mia".to_owned())]);
}

#[test]
fn who_only_changes_seats_is_neither_hired_nor_gone() {
    let mut document = three_hires();
    document.roles[1].terms[0].ramp_on_move = Rate::ZERO;
    // Ann does not leave but leads from April on; her seat is not filled again.
    document.seats[1].backfill = Some(false);
    document.seats.push(seat("mgr-2", "sm", Some("Ann"), "2027-04-01", StintEnd::Open));
    let found = people(&document);
    let row = titled(&found, "List of hires").rows.into_iter().find(|it| it[0].starts_with("Ann")).unwrap();
    // She needs no ramp; nine months of 6,100 without recruiting.
    assert_eq!(row[..4], ["Ann (Sales manager)", "1 Apr 2027", "Apr 2027", "from another seat"]);
    assert_eq!(row[8], "54,900");
    assert_eq!(
        found[0].lines[0].text,
        "2 people are hired in Jan 2027 to Dec 2028; 1.5 are expected by the chances of open requisitions. One comes from another seat of the company."
    );
    assert_eq!(titled(&found, "List of leavers").rows[0][2], "to another seat");
    let quarters = titled(&found, "Hires and what they cost, by period").rows;
    assert_eq!((quarters[0][4].as_str(), quarters[8][1].as_str()), ("0", "2"));
}

#[test]
fn where_nobody_comes_or_goes_a_sentence_says_so() {
    let mut document = three_hires();
    document.seats.truncate(1);
    let found = people(&document);
    assert!(found.iter().all(|it| it.tables.is_empty()));
    assert_eq!(found[0].lines[0].text, "Nobody starts in Jan 2027 to Dec 2028.");
    assert!(found[1].lines[0].text.starts_with("No last day is set in Jan 2027 to Dec 2028."));
}

#[test]
fn every_start_of_the_sample_is_listed_once() {
    let document = sample::company();
    let first = document.settings.first_month.first_day();
    let starts = document.seats.iter().flat_map(|it| &it.stints).filter(|it| it.from >= first).count();
    assert_eq!(titled(&people(&document), "List of hires").rows.len(), starts + 1);
}

fn account(id: &str, arr: Option<i64>, potential: i64, sales: Option<&str>, manager: Option<&str>) -> Account {
    Account {
        name: id.to_owned(),
        contract: arr.map(|arr| Contract {
            arr: Money::from_major(arr),
            renewal: Month::new(2027, 6),
            term_months: 12,
        }),
        potential: Some(Money::from_major(potential)),
        owners: Owners {
            sales: sales.map(SeatId::new),
            account_management: manager.map(SeatId::new),
            customer_success: None,
        },
        ..Account::new(AccountId::new(id), SegmentId::new("smb"))
    }
}

/// Raman has 600,000 of potential, Haas 100,000, 100,000 are nobody's; a fair share of the 800,000 is 400,000.
fn two_books() -> Document {
    let mut document = Document {
        segments: vec![Segment { id: SegmentId::new("smb"), name: "SMB".to_owned(), ..Segment::default() }],
        roles: vec![
            role("ae", "Account executive", Function::NewBusiness),
            role("am", "Account manager", Function::AccountManagement),
        ],
        people: ["Raman", "Haas", "Ito"].map(|it| Person { id: PersonId::new(it), name: it.to_owned() }).to_vec(),
        seats: vec![
            seat("x", "ae", Some("Raman"), "2020-01-01", StintEnd::Open),
            seat("y", "ae", Some("Haas"), "2020-01-01", StintEnd::Open),
            seat("z", "am", Some("Ito"), "2020-01-01", StintEnd::Open),
        ],
        accounts: Arc::new(vec![
            account("Ash", Some(40_000), 100_000, Some("x"), Some("z")),
            account("Birch", Some(30_000), 200_000, Some("x"), None),
            account("Cedar", None, 300_000, Some("x"), None),
            account("Dogwood", Some(10_000), 100_000, Some("y"), Some("z")),
            account("Elm", None, 100_000, None, None),
        ]),
        ..Document::default()
    };
    document.territory.balance = vec![Balanced::Potential];
    document
}

#[test]
fn books_are_told_as_they_are_and_where_a_plan_moves_accounts_as_they_will_be() {
    let mut document = two_books();
    let today = lists(&document);
    // 600 of 400 is 150 %, 100 is 25 %; 700 of 800 are given to somebody, 88 % of a fair share in the mean.
    assert_eq!(
        titled(&today, "Books of SMB").rows,
        [
            ["Raman", "3", "150", "600", "70"],
            ["Haas", "1", "25", "100", "10"],
            ["Nobody", "1", "\u{2013}", "100", "0"],
            ["All, or average", "5", "88", "800", "80"],
        ]
    );
    document.territory_plan = Arc::new(vec![(AccountId::new("Cedar"), SeatId::new("y"))]);
    let planned = lists(&document);
    assert_eq!(
        titled(&planned, "Books of SMB").rows,
        [
            ["Raman", "3", "2", "150", "75", "600", "300", "70", "70", "+0 \u{2212}1"],
            ["Haas", "1", "2", "25", "100", "100", "400", "10", "10", "+1 \u{2212}0"],
            ["Nobody", "1", "1", "\u{2013}", "\u{2013}", "100", "100", "0", "0", ""],
            ["All, or average", "5", "5", "88", "88", "800", "800", "80", "80", "1 move"],
        ]
    );
    let moved = titled(&planned, "Accounts of SMB that change hands").rows;
    assert_eq!(
        (moved.len(), &moved[0][..3], &moved[0][4..]),
        (1, &["Cedar", "Raman", "Haas"].map(str::to_owned)[..], &["0", "300,000"].map(str::to_owned)[..])
    );
    let told = lines(&planned[0]).join("\n");
    assert!(told.contains("Accounts|5 accounts with $80k of ARR, to be shared by 2 people."), "{told}");
    assert!(
        told.contains("With nobody|1 account with $0 of ARR today, 1 account with $0 of ARR in the plan."),
        "{told}"
    );
    // Raman is a quarter below a fair share, and the band is 5 %.
    assert!(
        told.contains("Limits|Balance: Raman is 25.0\u{a0}% below a fair share of potential, and the band is 5\u{a0}%")
            && told.contains("Move accounts to Raman, or widen the band. 1 account with nobody."),
        "{told}"
    );
    // 40,000 over two books: what the account manager looks after, and what nobody does; prospects are nobody's to manage.
    assert_eq!(
        titled(&planned, "Account management").rows,
        [
            ["Ito", "2", "50,000", "200,000"],
            ["Nobody", "1", "30,000", "200,000"],
            ["All accounts", "3", "80,000", "400,000"],
        ]
    );
}

#[test]
fn of_many_changes_those_that_pay_most_are_listed_and_the_rest_are_counted() {
    let mut document = two_books();
    let names: Vec<String> = (0..25).map(|at| format!("a{at:02}")).collect();
    let accounts = names.iter().zip(1..).map(|(id, at)| account(id, Some(1_000 * at), 1_000 * at, Some("x"), None));
    document.accounts = Arc::new(accounts.collect());
    document.territory_plan =
        Arc::new(names.iter().map(|it| (AccountId::new(it.as_str()), SeatId::new("y"))).collect());
    let found = lists(&document);
    let table = titled(&found, "Accounts of SMB that change hands");
    assert_eq!((table.rows.len(), table.rows[0][0].as_str(), table.rows[19][0].as_str()), (20, "a24", "a05"));
    assert!(table.say.contains("The first 20; 5 more are in the change list"), "{}", table.say);
}

#[test]
fn without_accounts_there_are_no_books_and_without_people_only_a_count() {
    let mut document = two_books();
    document.seats.clear();
    let found = lists(&document);
    assert!(found.iter().all(|it| it.title != "Territories: SMB, Sales" || it.tables.is_empty()));
    document.accounts = Arc::default();
    assert_eq!(lists(&document), []);
}

#[test]
fn hires_with_those_who_follow_them_cost_what_their_seats_cost_on_the_team_page() {
    use crate::engine::{Crew, hiring_lines};
    // New seats only, most with expected attrition: who follows there is paid as well.
    let document = sample::company();
    let outcome = evaluate(&document, &Env::default());
    let new: Vec<usize> = hiring_lines(&document).iter().flat_map(|it| it.hires(0..outcome.months.len())).collect();
    let team = Crew::of(&outcome, new.iter().copied(), outcome.whole()).cost.to_major();
    let plan = CapacityPlan::of(&document, &outcome);
    let found = plan.hires();
    let of_new = found.iter().filter(|it| new.contains(&it.seat));
    let pay = of_new.map(|it| it.cost(outcome.whole())).map(|it| (it.base + it.variable).value()).sum::<f64>();
    assert!(new.len() > 4 && (pay - team).abs() < 1.0, "{pay} for {team}");
}
