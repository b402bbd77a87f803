//! A seat that goes leaves its deals to whoever closed them, by name, until somebody hands them over.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod support;

use remit::edit::{add_seat, apply, hand_over_deals, remove_seats};
use remit::engine::{Source, Span, statement};
use remit::exchange::Table;
use remit::exchange::importer::{Context, DEALS, DealRow, ImportReport, guess_mapping, run};
use remit::exchange::intake::{DealChoices, deals};
use remit::model::{Account, Contract, Document, Owners, sample, validate};
use remit::present::Locale;
use remit::present::accounts::left_with_nobody;
use remit::present::deals::{DealColumn, cell, change, removed_holders, split_problem};
use remit::units::{AccountId, Money, Month, Rate, SeatId, SegmentId};
use std::sync::Arc;
use support::{deal, money};

const Q1: Span = Span { from: 0, to: 2 };

/// The sample company with a deal that Ben Cole (`ae-smb-3`) and Ama Abara (`ae-smb-1`) share, and one of Ben's own.
fn company() -> Document {
    let mut document = sample::company();
    document.deals = Arc::new(vec![
        deal("both", "2027-02-10", 20_000.0, &[("ae-smb-3", 0.6, false), ("ae-smb-1", 0.4, false)]),
        deal("own", "2027-03-10", 5_000.0, &[("ae-smb-3", 1.0, false)]),
    ]);
    document
}

fn without_ben() -> Document {
    let before = company();
    let mut document = before.clone();
    let undo = apply(&mut document, remove_seats(&before, &[SeatId::new("ae-smb-3")])).unwrap();
    let mut back = document.clone();
    apply(&mut back, undo).unwrap();
    assert_eq!(back, before);
    document
}

fn credited(document: &Document, at: usize) -> String {
    cell(document, &document.deals[at], DealColumn::Credited, &Locale::default())
        .text
        .replace(['\u{a0}', '\u{202f}'], " ")
}

fn earned(document: &Document, seat: &str) -> Money {
    statement(document, &SeatId::new(seat), Q1, Source::Deals).unwrap().components_earned
}

#[test]
fn closed_deals_stay_with_the_one_who_closed_them_and_nobody_else_is_paid_for_them() {
    let document = without_ben();
    assert_eq!(credited(&document, 0), "Ben Cole (seat removed) 60 %, Ama Abara 40 %");
    assert_eq!(credited(&document, 1), "Ben Cole (seat removed) 100 %");
    assert_eq!(document.deals[0].shared_out(), Rate::ONE);
    // Ama is paid for her 8,000 before and after.
    assert!(!earned(&company(), "ae-smb-1").is_zero());
    assert_eq!(earned(&document, "ae-smb-1"), earned(&company(), "ae-smb-1"));
    let problem = split_problem(&document, &document.deals[0], &Locale::default()).unwrap();
    assert!(problem.contains("The seat Ben Cole held was removed: the deal stays theirs"), "{problem}");
    let problems = validate(&document);
    let told: Vec<&str> =
        problems.iter().map(|it| it.text.as_str()).filter(|it| it.contains("seats were removed")).collect();
    assert!(told.len() == 1 && told[0].starts_with("2 deals credit people"), "{told:?}");
    assert!(!problems.iter().any(|it| it.text.contains("a seat that does not exist")));
}

#[test]
fn what_the_cell_shows_can_be_typed_again() {
    let document = without_ben();
    let locale = Locale::default();
    let mut deal = document.deals[0].clone();
    let text = cell(&document, &deal, DealColumn::Credited, &locale).text;
    change(&document, &mut deal, DealColumn::Credited, &text, &locale).unwrap();
    assert_eq!(deal, document.deals[0]);
    change(&document, &mut deal, DealColumn::Credited, "Ama Abara", &locale).unwrap();
    assert_eq!((deal.credits.len(), deal.credits[0].seat.as_str()), (1, "ae-smb-1"));
}

#[test]
fn a_new_seat_never_comes_into_the_deals_of_one_that_went() {
    let mut document = without_ben();
    for _ in 0..9 {
        let command = add_seat(&document, Some(&SeatId::new("ae-smb-2")));
        apply(&mut document, command).unwrap();
    }
    assert!(document.seat(&SeatId::new("ae-smb-3")).is_none());
    assert!(document.seat(&SeatId::new("ae-smb-9")).is_some());
}

#[test]
fn they_can_be_handed_over_as_one_step_and_shares_of_one_person_become_one() {
    let document = without_ben();
    assert_eq!(removed_holders(&document).into_iter().collect::<Vec<_>>(), [("Ben Cole".to_owned(), 2)]);
    let mut after = document.clone();
    let undo = apply(&mut after, hand_over_deals(&document, "Ben Cole", &SeatId::new("ae-smb-1")).unwrap()).unwrap();
    assert_eq!((credited(&after, 0).as_str(), credited(&after, 1).as_str()), ("Ama Abara 100 %", "Ama Abara 100 %"));
    // 20,000 and 5,000 instead of 8,000 of the same plan's new ARR.
    let credit = |document: &Document| {
        let told = statement(document, &SeatId::new("ae-smb-1"), Q1, Source::Deals).unwrap();
        Money::from_mills(told.components[0].periods.iter().map(|it| it.earned.credit).sum())
    };
    assert_eq!((credit(&document), credit(&after)), (money(8_000.0), money(25_000.0)));
    assert!(
        removed_holders(&after).is_empty() && hand_over_deals(&after, "Ben Cole", &SeatId::new("ae-smb-1")).is_none()
    );
    apply(&mut after, undo).unwrap();
    assert_eq!(after, document);
}

#[test]
fn importing_the_same_deals_again_keeps_them_with_the_one_who_closed_them() {
    let document = without_ben();
    let table =
        Table::open(b"id,owner,amount,close date\nown,Ben Cole,6000,2027-03-10\nnew,Ben Cole,1,2027-03-11\n").unwrap();
    let mapping = guess_mapping(&DEALS, &table, &Context::default());
    let report: ImportReport<DealRow> = run(&table, &mapping, &Context::default()).unwrap();
    let intake = deals(&document, &report.rows, &DealChoices::default());
    assert_eq!(intake.deals[0].credits, document.deals[1].credits);
    assert_eq!(intake.deals[0].amount, money(6_000.0));
    // A deal nobody knew here is by an owner without a seat, and told.
    assert!(intake.deals[1].credits.is_empty());
    assert_eq!(intake.unknown_owners.get("Ben Cole"), Some(&1));
}

/// A customer of the middle segment with 10,000 of ARR, and who looks after it.
fn customer(at: usize, manager: Option<&str>) -> Account {
    Account {
        contract: Some(Contract { arr: Money::from_major(10_000), renewal: Month::new(2027, 6), term_months: 12 }),
        owners: Owners { account_management: manager.map(SeatId::new), ..Owners::default() },
        ..Account::new(AccountId::new(&format!("c-{at}")), SegmentId::new("mid-market"))
    }
}

fn left(document: &Document) -> Vec<String> {
    validate(document).into_iter().filter(|it| it.code == "left_customers").map(|it| it.text).collect()
}

#[test]
fn whoever_goes_leaves_customers_that_nobody_has_and_that_is_said_twice() {
    // Six customers of one account manager, four of another.
    let accounts = (0..10).map(|at| customer(at, Some(if at < 6 { "am-1" } else { "am-2" })));
    let before = Document { accounts: Arc::new(accounts.collect()), ..sample::company() };
    assert_eq!(left(&before), Vec::<String>::new());
    let gone = [SeatId::new("am-2")];
    assert_eq!(
        left_with_nobody(&before, &gone, &Locale::EN_US),
        " 4 accounts with $40k of ARR have nobody in account management now."
    );
    assert_eq!(left_with_nobody(&before, &[SeatId::new("ae-smb-3")], &Locale::EN_US), "");
    let mut after = before.clone();
    apply(&mut after, remove_seats(&before, &gone)).unwrap();
    assert_eq!(
        left(&after),
        [
            "4 customers with 40000 of ARR have nobody in account management, where most like them have somebody: give them an owner in the table of accounts"
        ]
    );
    // Where hardly anybody has one, nobody is missed.
    let few = (0..10).map(|at| customer(at, (at < 4).then_some("am-1")));
    assert_eq!(left(&Document { accounts: Arc::new(few.collect()), ..sample::company() }), Vec::<String>::new());
}
