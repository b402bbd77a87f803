//! Shared credit after a customer is won: those who sold have a part of what it renews and expands for a while, and no credit is lost or
//! counted twice.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

#[path = "pay_oracle/chance.rs"]
mod chance;
mod support;

use chance::Dice;
use remit::engine::{Env, Outcome, evaluate};
use remit::model::comp::{Component, Measure};
use remit::model::{Document, Function, Handover, OpenPipeline, StintEnd};
use remit::present::Locale;
use remit::present::words_pay::handover;
use remit::units::{Cadence, ComponentId, Money, PlanId, Rate, SeatId};
use support::{day, money, plan, quiet, role, seat, steady};

const MEASURES: [Measure; 3] = [Measure::NewArr, Measure::ExpansionArr, Measure::RenewedArr];

/// Everybody is paid on their own new, expansion and renewed ARR, month by month, so that outcomes show credits.
fn all_paid_on_everything(document: &mut Document) {
    let component = |measure| Component {
        id: ComponentId::new(&format!("{measure:?}")),
        measure,
        cadence: Cadence::Month,
        ..Component::default()
    };
    document.plans = vec![plan("all", MEASURES.map(component).to_vec())];
    for terms in document.roles.iter_mut().flat_map(|it| &mut it.terms) {
        terms.plan = Some(PlanId::new("all"));
    }
}

/// Anna sells, Max looks after customers. 120,000 closes in the first month of two years; of what falls due a tenth leaves, and the
/// rest grows by a tenth.
fn company(months: u32, percent: i64) -> Document {
    let mut document = quiet();
    document.settings.horizon_months = 24;
    document.assumptions.handover = Handover { months, seller_share: Rate::percent(percent) };
    let segment = &mut document.segments[0];
    segment.retention.renewal = Rate::percent(90);
    segment.retention.expansion = Rate::percent(10);
    let first = document.settings.first_month;
    segment.pipeline.opening.push(OpenPipeline { month: first, arr: money(120_000.0) });
    document.roles = vec![
        role("ae", Function::NewBusiness, steady(money(200_000.0), Cadence::Month)),
        role("am", Function::AccountManagement, steady(money(1.0), Cadence::Month)),
    ];
    document.seats = vec![seat("anna", "ae", "2026-01-01"), seat("max", "am", "2026-01-01")];
    all_paid_on_everything(&mut document);
    document
}

fn outcome(document: &Document) -> Outcome {
    evaluate(document, &Env::default())
}

/// Credit of a seat, or of everybody, in a month.
fn credit(document: &Document, outcome: &Outcome, name: Option<&str>, measure: Measure, month: usize) -> Money {
    let seat = name.map(|name| document.seats.iter().position(|it| it.id == SeatId::new(name)).unwrap());
    let payees = outcome.payees.iter().filter(|payee| seat.is_none_or(|seat| payee.seat == seat));
    let periods = payees.flat_map(|it| &it.components).filter(|it| it.measure == measure).flat_map(|it| &it.earned);
    Money::from_mills(periods.filter(|it| it.at == month).map(|it| it.credit).sum())
}

#[test]
fn the_first_renewal_of_a_new_customer_is_shared_as_agreed() {
    let document = company(12, 30);
    let outcome = outcome(&document);
    let of = |name, measure| credit(&document, &outcome, Some(name), measure, 12);
    // Of 120,000 due, 108,000 renews and grows by 10,800. Three tenths of both are Anna's.
    assert_eq!((of("anna", Measure::RenewedArr), of("max", Measure::RenewedArr)), (money(32_400.0), money(75_600.0)));
    assert_eq!((of("anna", Measure::ExpansionArr), of("max", Measure::ExpansionArr)), (money(3_240.0), money(7_560.0)));
    // New business is hers alone.
    assert_eq!(credit(&document, &outcome, Some("anna"), Measure::NewArr, 0), money(120_000.0));
}

#[test]
fn nothing_is_shared_after_the_months_are_over_or_of_customers_who_were_there_before() {
    for (months, percent) in [(11, 30), (0, 30), (12, 0)] {
        let document = company(months, percent);
        let outcome = outcome(&document);
        assert_eq!(credit(&document, &outcome, Some("anna"), Measure::RenewedArr, 12), Money::ZERO);
        assert_eq!(credit(&document, &outcome, Some("max"), Measure::RenewedArr, 12), money(108_000.0));
    }
    let mut document = company(24, 30);
    let month = document.settings.first_month.plus(3);
    std::sync::Arc::make_mut(&mut document.accounts).push(support::customer("old", "all", money(1_000.0), month, 12));
    let outcome = outcome(&document);
    assert_eq!(credit(&document, &outcome, Some("anna"), Measure::RenewedArr, 3), Money::ZERO);
    assert_eq!(credit(&document, &outcome, Some("max"), Measure::RenewedArr, 3), money(900.0));
}

#[test]
fn the_seat_that_sold_has_the_share_and_without_a_holder_it_stays_with_the_account_manager() {
    let mut document = company(12, 30);
    // Anna leaves before the renewal, and nobody comes.
    document.seats[0].stints[0].to = StintEnd::Known(day("2027-11-30"));
    let alone = outcome(&document);
    assert_eq!(credit(&document, &alone, Some("max"), Measure::RenewedArr, 12), money(108_000.0));
    // A successor in her seat has it.
    document.seats[0].stints.push(remit::model::Stint { from: day("2027-12-15"), ..Default::default() });
    let after = outcome(&document);
    assert_eq!(credit(&document, &after, Some("anna"), Measure::RenewedArr, 12), money(32_400.0));
    // Without account managers customer success shares.
    let mut document = company(12, 30);
    document.roles[1].function = Function::CustomerSuccess;
    let outcome = outcome(&document);
    assert_eq!(credit(&document, &outcome, Some("max"), Measure::RenewedArr, 12), money(75_600.0));
}

#[test]
fn customer_success_shares_where_account_managers_serve_other_segments_only() {
    let mut document = company(12, 30);
    document.segments.push(support::quiet_segment("other"));
    document.roles.push(role("csm", Function::CustomerSuccess, steady(money(1.0), Cadence::Month)));
    document.seats.push(seat("cia", "csm", "2026-01-01"));
    document.seats[1].segment = Some(remit::units::SegmentId::new("other"));
    all_paid_on_everything(&mut document);
    let apart = outcome(&document);
    let of = |name| credit(&document, &apart, Some(name), Measure::RenewedArr, 12);
    assert_eq!((of("anna"), of("max"), of("cia")), (money(32_400.0), Money::ZERO, money(75_600.0)));
    // In the segment itself the account manager shares, and customer success has all of it beside.
    document.seats[1].segment = Some(remit::units::SegmentId::new("all"));
    let both = outcome(&document);
    let of = |name| credit(&document, &both, Some(name), Measure::RenewedArr, 12);
    assert_eq!((of("anna"), of("max"), of("cia")), (money(32_400.0), money(75_600.0), money(108_000.0)));
}

#[test]
fn who_owns_a_customer_is_credited_with_it_and_the_rest_is_shared_by_those_who_are_there() {
    let mut document = company(0, 0);
    document.segments[0].pipeline.opening.clear();
    document.roles.push(role("csm", Function::CustomerSuccess, steady(money(1.0), Cadence::Month)));
    document.seats.extend([seat("moe", "am", "2026-01-01"), seat("cia", "csm", "2026-01-01")]);
    all_paid_on_everything(&mut document);
    let first = document.settings.first_month;
    // Max has one customer alone and one with Cia, Moe has one, and one is nobody's.
    let owners = [(Some("max"), None), (Some("max"), Some("cia")), (Some("moe"), None), (None, None)];
    let accounts = std::sync::Arc::make_mut(&mut document.accounts);
    for (at, (manager, success)) in owners.into_iter().enumerate() {
        let arr = money([1_000.0, 2_000.0, 4_000.0, 8_000.0][at]);
        let mut account = support::customer(&format!("c{at}"), "all", arr, first, 12);
        account.owners.account_management = manager.map(SeatId::new);
        account.owners.customer_success = success.map(SeatId::new);
        accounts.push(account);
    }
    let outcome = outcome(&document);
    let of = |name| credit(&document, &outcome, Some(name), Measure::RenewedArr, 0);
    // Nine tenths renew. Of what is nobody's the two account managers have half each; Cia has what is no other customer success's.
    assert_eq!(of("max"), money((3_000.0 + 4_000.0) * 0.9));
    assert_eq!(of("moe"), money((4_000.0 + 4_000.0) * 0.9));
    assert_eq!(of("cia"), money(15_000.0 * 0.9));
}

#[test]
fn whatever_is_shared_credits_add_up_to_what_moved() {
    let mut shared = 0;
    for number in 0..300 {
        let mut dice = Dice(number * 7_919 + 3);
        let mut document = company(dice.whole(0, 24) as u32, dice.whole(0, 10) * 10);
        let segment = &mut document.segments[0];
        segment.retention.term_months = dice.pick(&[1, 3, 6, 12]);
        segment.retention.contraction = dice.rate(0, 20);
        segment.retention.expansion = dice.rate(0, 30);
        for _ in 0..dice.whole(0, 12) {
            let month = document.settings.first_month.plus(dice.whole(0, 23) as i32);
            segment.pipeline.opening.push(OpenPipeline { month, arr: dice.money(300_000) });
        }
        let success = role("csm", Function::CustomerSuccess, steady(money(1.0), Cadence::Month));
        document.roles.push(success);
        document.roles[0].terms[0].attrition_year = dice.rate(0, 60);
        document.roles[0].terms[0].backfill = dice.once_in(2);
        for at in 0..dice.whole(1, 4) {
            let mut seller = seat(&format!("seller-{at}"), "ae", "2026-01-01");
            if dice.once_in(2) {
                seller.stints[0].to =
                    StintEnd::Known(document.settings.first_month.plus(dice.whole(1, 20) as i32).first_day());
            }
            document.seats.push(seller);
        }
        document.seats.push(seat("moritz", "am", "2026-01-01"));
        if dice.once_in(2) {
            document.seats.push(seat("cy", "csm", "2026-01-01"));
        }
        all_paid_on_everything(&mut document);
        let mut without = document.clone();
        without.assumptions.handover = Handover::default();
        let (with, before) = (outcome(&document), outcome(&without));
        for month in 0..24 {
            for measure in MEASURES {
                let all = |document: &Document, outcome: &Outcome| credit(document, outcome, None, measure, month);
                assert_eq!(all(&document, &with), all(&without, &before), "{number} {measure:?} {month}");
            }
            // Customer success is credited with the same once more.
            let success = document.seats.iter().any(|it| it.id.as_str() == "cy");
            let success =
                if success { credit(&document, &with, Some("cy"), Measure::ExpansionArr, month) } else { Money::ZERO };
            let expansion = credit(&document, &with, None, Measure::ExpansionArr, month) - success;
            assert_eq!(expansion, with.segments[0].ledger[month].expansion);
            shared += usize::from(!credit(&document, &with, Some("anna"), Measure::ExpansionArr, month).is_zero());
        }
    }
    assert!(shared > 500, "{shared}");
}

#[test]
fn the_panel_says_in_words_what_is_shared_and_what_is_missing() {
    let said =
        |document: &Document| handover(document, &Locale::default()).join(" ").replace(['\u{a0}', '\u{202f}'], " ");
    assert!(said(&company(0, 0)).contains("from the first day"));
    let text = said(&company(12, 30));
    assert!(
        text.contains("Up to 12 months after a customer is won, 30 %") && text.contains("the other 70 %"),
        "{text}"
    );
    assert!(said(&company(6, 30)).contains("The first contracts renew after 12 months, so nothing is shared"));
    let mut unpaid = company(12, 30);
    unpaid.roles[0].terms[0].plan = None;
    assert!(said(&unpaid).contains("No plan of those who sell pays for renewal or expansion"), "{}", said(&unpaid));
}
