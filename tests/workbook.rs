//! The Excel workbook gives the app's figures, and goes on giving them when what is typed into it changes: as our own reckoning of its
//! formulas has it, on the sample and on random documents, and as LibreOffice recalculates the files.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

#[path = "workbook/attainment.rs"]
mod attainment;
#[path = "support/cases.rs"]
mod cases;
#[path = "workbook/check.rs"]
mod check;
#[path = "workbook/closed.rs"]
mod closed;
#[path = "workbook/libreoffice.rs"]
mod libreoffice;
#[path = "workbook/office.rs"]
mod office;
#[path = "workbook/round.rs"]
mod round;
mod support;
#[path = "workbook/variants.rs"]
mod variants;

use cases::cases;
use proptest::prelude::*;
use remit::engine::{Env, Outcome, evaluate};
use remit::exchange::workbook::{Place, Workbook};
use remit::model::comp::SpifPays;
use remit::model::{Document, sample, set_input};
use remit::units::Money;
use std::collections::HashMap;
use support::random;

/// Less than half of the smallest coin there is: no amount may be a coin off.
const CLOSE: f64 = 0.000_4;

/// Figures of the economics that are sums of coins; the others are ratios, or amounts for one of a number of customers that floats hold.
const SUMS: [&str; 7] = [
    "Base pay",
    "Variable pay earned",
    "Comp cost",
    "Recognised revenue",
    "Net new ARR",
    "Sales and marketing cost",
    "Acquisition cost",
];

/// How far a figure may be off: nothing but what a sum of huge amounts leaves in floats.
fn close(place: &Place) -> f64 {
    CLOSE.max(place.app.abs() * 1e-11)
}

fn made(document: &Document) -> Workbook {
    Workbook::new(document, &evaluate(document, &Env::default()))
}

/// Figures that are not the app's, in words; `value` says what the workbook has at a place.
fn differences(places: &[Place], value: impl Fn(&Place) -> Option<f64>) -> Vec<String> {
    let far = |place: &&Place| value(place).is_none_or(|it| (it - place.app).abs() > close(place));
    let tell = |place: &Place| {
        format!("{}!{}: {} is {:?}, the app has {}", place.sheet, place.cell, place.what, value(place), place.app)
    };
    places.iter().filter(far).map(tell).collect()
}

/// Figures of a document's own workbook that are not the app's.
fn own_differences(document: &Document) -> Vec<String> {
    let outcome = evaluate(document, &Env::default());
    differences_of(&Workbook::new(document, &outcome), document, &outcome)
}

/// Figures of a workbook that are not those of its document.
fn differences_of(workbook: &Workbook, document: &Document, outcome: &Outcome) -> Vec<String> {
    let mut all = workbook.faults();
    all.extend(differences(&workbook.places(outcome), |place| place.reckoned));
    all.extend(economic_differences(&workbook.economics(outcome), |place| place.reckoned));
    all.extend(attainment::differences(&workbook.attainment(document, outcome), |place| place.reckoned));
    all
}

fn assert_none(what: &str, all: &[String]) {
    assert!(all.is_empty(), "{what}: {} differ:\n{}", all.len(), all[..all.len().min(40)].join("\n"));
}

/// Customers, costs and ratios that are not the app's, in words. Where the app has no figure the cell has none.
fn economic_differences(places: &[Place], value: impl Fn(&Place) -> Option<f64>) -> Vec<String> {
    let close = |place: &Place| match SUMS.iter().any(|name| place.what.starts_with(name)) {
        true => close(place),
        false => 1e-6 * place.app.abs().max(1.0),
    };
    differences_beyond(places, value, close)
}

/// Figures that lie further off than is close enough for them, in words. Where the app has no figure the cell has none.
fn differences_beyond(
    places: &[Place],
    value: impl Fn(&Place) -> Option<f64>,
    close: impl Fn(&Place) -> f64,
) -> Vec<String> {
    let far = |place: &&Place| match value(place) {
        Some(it) => place.app.is_nan() || (it - place.app).abs() > close(place),
        None => !place.app.is_nan(),
    };
    let tell = |place: &Place| {
        format!("{}!{}: {} is {:?}, the app has {}", place.sheet, place.cell, place.what, value(place), place.app)
    };
    places.iter().filter(far).map(tell).collect()
}

/// Cells of a workbook by name.
fn cells(workbook: &Workbook) -> HashMap<String, (&'static str, String)> {
    workbook.inputs().map(|(name, sheet, cell)| (name.to_owned(), (sheet, cell))).collect()
}

#[test]
fn the_workbook_of_the_sample_gives_the_apps_figures_to_the_cent() {
    let document = sample::company();
    let outcome = evaluate(&document, &Env::default());
    let workbook = Workbook::new(&document, &outcome);
    let places = workbook.places(&outcome);
    assert!(places.len() > 10_000, "only {} figures are compared", places.len());
    let paid: f64 = places.iter().filter(|it| it.what.starts_with("variable pay")).map(|it| it.app).sum();
    assert!(paid > 1_000_000.0, "hardly anything is earned: {paid}");
    assert_none("the sample", &differences_of(&workbook, &document, &outcome));
    assert!(workbook.not_live().is_empty());
    // Spreadsheets take formulas of up to 8,192 characters.
    let (count, longest) = workbook.formulas();
    assert!(count > 50_000 && longest < 8_192, "{count} formulas, {longest} characters");
}

#[test]
fn every_kind_of_component_and_plan_gives_the_apps_figures() {
    for (name, document) in variants::all() {
        let outcome = evaluate(&document, &Env::default());
        let earned: f64 = outcome.payees.iter().flat_map(|it| &it.variable).map(|it| it.to_major()).sum();
        assert!(earned > 0.0, "{name}: nothing is earned, so nothing is proven");
        let workbook = Workbook::new(&document, &outcome);
        let longest = workbook.formulas().1;
        assert!(longest < 8_192, "{name}: a formula of {longest} characters");
        assert_none(name, &differences_of(&workbook, &document, &outcome));
    }
}

#[test]
fn customers_and_unit_economics_are_formulas_that_follow_what_is_typed() {
    let document = sample::company();
    let outcome = evaluate(&document, &Env::default());
    let mut workbook = Workbook::new(&document, &outcome);
    let places = workbook.economics(&outcome);
    for name in [
        "Customers at the end",
        "CCOS",
        "CAC",
        "CAC, blended",
        "CAC payback",
        "CAC payback, on ARR",
        "LTV",
        "LTV, by revenue churn",
        "LTV over CAC",
        "Recognised revenue",
        "Net new ARR",
        "Logo retention",
        "Expansion share",
        "Magic number",
        "Magic number, on ARR",
        "Rule of 40",
    ] {
        let defined =
            places.iter().filter(|it| it.what.starts_with(&format!("{name} in")) && it.app.is_finite()).count();
        // The rule of 40 looks back on twelve months.
        assert!(defined > if name == "Rule of 40" { 10 } else { 20 }, "{name}: {defined} figures");
    }
    // The sample burns money at the beginning only.
    let burns = places.iter().filter(|it| it.what.starts_with("Burn multiple in") && it.app.is_finite()).count();
    assert!((5..20).contains(&burns), "{burns}");
    // By hand: what wins a customer costs more by just what marketing costs more of it, in the first month.
    let of = |workbook: &Workbook, what: &str| {
        let all = workbook.economics(&outcome);
        all.into_iter().find(|it| it.what == format!("{what} in months 0 to 0")).and_then(|it| it.reckoned).unwrap()
    };
    let (before, won) = (of(&workbook, "Acquisition cost"), of(&workbook, "Customers won"));
    let (sheet, cell) = cells(&workbook)["Marketing"].clone();
    let marketing = document.costs.marketing.unwrap().amount().to_major();
    assert!(workbook.type_in(sheet, &cell, marketing + 10_000.0));
    let more = 10_000.0 * document.costs.marketing_acquisition_share.to_f64();
    assert!(more > 0.0 && (of(&workbook, "Acquisition cost") - before - more).abs() < 0.02);
    assert!((of(&workbook, "CAC") - (before + more) / won).abs() < 0.02);
    // The magic number of the first quarter is over what was entered of the quarter before the plan.
    let third = |workbook: &Workbook, what: &str| {
        let all = workbook.economics(&outcome);
        all.into_iter().find(|it| it.what == format!("{what} in months 2 to 2")).and_then(|it| it.reckoned).unwrap()
    };
    let magic = third(&workbook, "Magic number");
    let (sheet, cell) = cells(&workbook)["Prior_quarter_revenue"].clone();
    let revenue = document.costs.prior_quarter_revenue.unwrap().amount().to_major();
    assert!(workbook.type_in(sheet, &cell, revenue - 100_000.0));
    let cost = document.costs.prior_quarter_sales_marketing.unwrap().amount().to_major();
    assert!((third(&workbook, "Magic number") - magic - 400_000.0 / cost).abs() < 1e-9);
    // And a segment that nobody leaves loses no customer.
    for segment in ["smb", "mid_market", "enterprise"] {
        let (sheet, cell) = cells(&workbook)[&format!("Segment_{segment}_renewal")].clone();
        assert!(workbook.type_in(sheet, &cell, 5.0));
    }
    assert_eq!(of(&workbook, "Customers lost"), 0.0);
}

#[test]
fn figures_follow_what_is_typed_into_the_workbook() {
    let mut document = sample::company();
    document.settings.horizon_months = 15;
    let workbook = made(&document);
    let before = workbook.places(&evaluate(&document, &Env::default()));
    let cells = cells(&workbook);
    for (name, number, path, value) in variants::CHANGES {
        let (sheet, cell) = &cells[*name];
        let mut changed = document.clone();
        variants::change(&mut changed, path, value);
        let mut workbook = workbook.clone();
        assert!(workbook.type_in(sheet, cell, *number), "{name} takes no number");
        let outcome = evaluate(&changed, &Env::default());
        let places = workbook.places(&outcome);
        let moved = places.iter().zip(&before).filter(|(now, then)| (now.app - then.app).abs() > 1.0).count();
        assert!(moved > 10, "{name}: only {moved} figures move");
        assert_none(name, &differences(&places, |place| place.reckoned));
        let attained = workbook.attainment(&changed, &outcome);
        assert_none(name, &attainment::differences(&attained, |place| place.reckoned));
    }
}

#[test]
fn the_plan_goes_on_from_closed_months_by_formulas() {
    let mut document = closed::company();
    document.settings.horizon_months = 15;
    let outcome = evaluate(&document, &Env::default());
    let workbook = Workbook::new(&document, &outcome);
    assert_none("closed months", &differences_of(&workbook, &document, &outcome));
    assert!(workbook.not_live().is_empty(), "{:?}", workbook.not_live());
    let (before, economics) = (workbook.places(&outcome), workbook.economics(&outcome));
    let cells = cells(&workbook);
    let moves = |now: &[Place], then: &[Place]| {
        now.iter().zip(then).filter(|(now, then)| (now.app - then.app).abs() > 0.5).count()
    };
    for typed in closed::CHANGES {
        let name = closed::name(&document, *typed);
        let (sheet, cell) = &cells[&name];
        let (mut changed, mut workbook) = (document.clone(), workbook.clone());
        closed::report(&mut changed, *typed);
        assert!(*sheet == "Actuals" && workbook.type_in(sheet, cell, typed.3), "{name} takes no number");
        let outcome = evaluate(&changed, &Env::default());
        let (places, ratios) = (workbook.places(&outcome), workbook.economics(&outcome));
        // What one month says moves all months after it.
        let moved = moves(&places, &before) + moves(&ratios, &economics);
        assert!(moved > 20, "{name}: only {moved} figures move");
        assert_none(&name, &differences(&places, |place| place.reckoned));
        assert_none(&name, &economic_differences(&ratios, |place| place.reckoned));
    }
    // And what the plan says of a value that nobody reported still counts, in closed months too.
    let mut workbook = workbook;
    let (sheet, cell) = &cells["Segment_mid_market_contraction"];
    assert!(workbook.type_in(sheet, cell, 0.11));
    let mut changed = document;
    variants::change(&mut changed, "segment/mid-market/retention/contraction", "0.11");
    let outcome = evaluate(&changed, &Env::default());
    assert_none("contraction", &differences(&workbook.places(&outcome), |place| place.reckoned));
}

#[test]
fn reported_pay_stands_in_the_cost_of_closed_months_and_follows_what_is_typed() {
    let mut document = closed::paid();
    document.settings.horizon_months = 15;
    let outcome = evaluate(&document, &Env::default());
    let workbook = Workbook::new(&document, &outcome);
    assert_none("reported pay", &differences_of(&workbook, &document, &outcome));
    assert!(workbook.not_live().is_empty(), "{:?}", workbook.not_live());
    let of = |workbook: &Workbook, what: &str, month: usize| {
        let all = workbook.economics(&outcome);
        all.into_iter().find(|it| it.what == format!("{what} in months {month} to {month}")).unwrap().reckoned.unwrap()
    };
    // By hand, of February, when the company's own report goes before those of its segments: 500,000 and 123,456, and a fifth for taxes and
    // benefits. Marketing costs 300,000 and the rest 110,000; coins of each person's taxes aside.
    assert!((of(&workbook, "Base pay", 1) - 500_000.0).abs() < CLOSE);
    assert!((of(&workbook, "Variable pay earned", 1) - 123_456.0).abs() < CLOSE);
    assert!((of(&workbook, "Sales and marketing cost", 1) - (623_456.0 * 1.2 + 410_000.0)).abs() < 0.5);
    let cells = cells(&workbook);
    let (before, economics) = (workbook.places(&outcome), workbook.economics(&outcome));
    for typed in closed::PAY_CHANGES {
        let name = closed::name(&document, *typed);
        let (sheet, cell) = &cells[&name];
        let (mut changed, mut workbook) = (document.clone(), workbook.clone());
        closed::report(&mut changed, *typed);
        assert!(*sheet == "Actuals" && workbook.type_in(sheet, cell, typed.3), "{name} takes no number");
        let outcome = evaluate(&changed, &Env::default());
        let (places, ratios) = (workbook.places(&outcome), workbook.economics(&outcome));
        // What people earn is as planned, whatever is reported; what they cost moves, in its month and year.
        assert!(places.iter().zip(&before).all(|(now, then)| now.app == then.app), "{name} moves what is earned");
        let moved = ratios.iter().zip(&economics).filter(|(now, then)| (now.app - then.app).abs() > 0.5);
        // A segment's report does not count where the company has one.
        let counts = !(typed.0 != "company" && typed.1 == 1);
        assert!(if counts { moved.count() > 8 } else { moved.count() == 0 }, "{name}");
        assert_none(&name, &differences(&places, |place| place.reckoned));
        assert_none(&name, &economic_differences(&ratios, |place| place.reckoned));
    }
}

#[test]
fn credit_that_sellers_share_follows_what_is_typed() {
    let mut document = variants::shared();
    document.settings.horizon_months = 18;
    let workbook = made(&document);
    assert!(workbook.not_live().is_empty(), "{:?}", workbook.not_live());
    let before = workbook.places(&evaluate(&document, &Env::default()));
    let cells = cells(&workbook);
    for (name, number, path, value) in [
        ("Seller_share", 0.75, "assumptions/handover/seller_share", "0.75"),
        ("Segment_smb_term", 4.0, "segment/smb/retention/term_months", "4"),
        ("Role_ae_smb_quota", 480_000.5, "role/ae/smb/quota", "480000.5"),
        ("Segment_smb_renewal", 0.6, "segment/smb/retention/renewal", "0.6"),
    ] {
        let (sheet, cell) = &cells[name];
        let (mut changed, mut workbook) = (document.clone(), workbook.clone());
        variants::change(&mut changed, path, value);
        assert!(workbook.type_in(sheet, cell, number), "{name} takes no number");
        let places = workbook.places(&evaluate(&changed, &Env::default()));
        let of_sellers = |it: &Place| it.what.starts_with("grown of ae") || it.what.starts_with("renewed of ae");
        let moved =
            places.iter().zip(&before).filter(|(now, then)| of_sellers(now) && (now.app - then.app).abs() > 1.0);
        assert!(moved.count() > 5, "{name}: hardly anything moves");
        assert_none(name, &differences(&places, |place| place.reckoned));
    }
}

#[test]
fn a_sum_that_is_paid_once_goes_on_in_later_versions_of_the_plan_and_follows_what_is_typed() {
    let mut document = variants::going_on();
    document.settings.horizon_months = 12;
    let outcome = evaluate(&document, &Env::default());
    let plan = document.plans.iter().find(|it| it.id.as_str() == "ae").unwrap();
    let spifs: Vec<_> = plan.versions[0].spifs.iter().map(|it| it.id.clone()).collect();
    // The second version holds from May on, the third from July on.
    let mut paid: HashMap<(String, &str), usize> = HashMap::new();
    for payee in &outcome.payees {
        for component in payee.components.iter().filter(|it| spifs.contains(&it.id)) {
            let id = component.id.to_string();
            let version = |at: usize| ["first", "second", "third"][usize::from(at > 3) + usize::from(at > 5)];
            assert!(
                id == "for each first" || component.earned.len() == 1,
                "{id} is paid {} times",
                component.earned.len()
            );
            component.earned.iter().for_each(|it| *paid.entry((id.clone(), version(it.at))).or_default() += 1);
        }
    }
    for (id, version) in [
        ("low", "first"),
        ("low", "second"),
        ("high", "second"),
        ("left out", "first"),
        ("left out", "third"),
        ("lowered", "third"),
        ("longer", "third"),
        ("for each first", "third"),
    ] {
        assert!(paid.contains_key(&(id.to_owned(), version)), "{id} is never paid in the {version} version: {paid:?}");
    }
    let mut workbook = made(&document);
    assert!(workbook.not_live().is_empty(), "{:?}", workbook.not_live());
    assert_none("as it is", &differences_of(&workbook, &document, &outcome));
    // The bar of the first version is the first cell with its number, and so on.
    let book = office::sheets_xml(&workbook.to_bytes(Env::default().today).unwrap());
    let plans = &book.iter().find(|(name, _)| name == "Plans").unwrap().1;
    let bars: Vec<String> = plans
        .split("<c ")
        .filter(|cell| cell.contains("<v>210000</v>"))
        .map(|cell| cell.split("r=\"").nth(1).unwrap().split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(bars.len(), 3);
    // Within reach in the first version, then out of it, then lower than what was reached.
    for (version, bar) in [(0, 90_000), (1, 900_000), (2, 100_000), (0, 1_000_000), (1, 105_000), (2, 1_000_000)] {
        let plan = document.plans.iter_mut().find(|it| it.id.as_str() == "ae").unwrap();
        let high = plan.versions[version].spifs.iter_mut().find(|it| it.id.as_str() == "high").unwrap();
        high.pays = SpifPays::Once { at: Money::from_major(bar) };
        assert!(workbook.type_in("Plans", &bars[version], bar as f64));
        let places = workbook.places(&evaluate(&document, &Env::default()));
        assert_none(&format!("{bar} in version {version}"), &differences(&places, |place| place.reckoned));
    }
}

#[test]
fn the_response_to_the_split_of_pay_follows_what_is_typed() {
    let mut document = variants::responding();
    document.settings.horizon_months = 15;
    let workbook = made(&document);
    assert!(workbook.not_live().is_empty(), "{:?}", workbook.not_live());
    let before = workbook.places(&evaluate(&document, &Env::default()));
    let cells = cells(&workbook);
    for (name, number, path, value) in [
        ("Plan_am_nrr_weight", 0.9, "plan/am/1/nrr/weight", "0.9"),
        ("Elasticity_retention", 0.3, "assumptions/incentives/retention", "0.3"),
        ("Effort_returns", 0.4, "assumptions/incentives/returns", "0.4"),
    ] {
        let (sheet, cell) = &cells[name];
        let (mut changed, mut workbook) = (document.clone(), workbook.clone());
        variants::change(&mut changed, path, value);
        assert!(workbook.type_in(sheet, cell, number), "{name} takes no number");
        let places = workbook.places(&evaluate(&changed, &Env::default()));
        let moved = places.iter().zip(&before);
        let moved = moved.filter(|(now, then)| now.what.starts_with("Churn") && (now.app - then.app).abs() > 1.0);
        assert!(moved.count() > 5, "{name}: churn hardly moves");
        assert_none(name, &differences(&places, |place| place.reckoned));
    }
    // A reference that is what is paid is no change, whatever the elasticity; and one that is emptied is none.
    let mut reference = document.clone();
    let paid = remit::engine::pay_splits(&document);
    let am = paid.iter().find(|it| it.role.as_str() == "am").unwrap();
    let mut workbook = workbook;
    for (key, share) in [("retention", am.retention), ("expansion", am.expansion), ("new_business", am.new_business)] {
        let (sheet, cell) = &cells[&format!("Reference_am_{key}")];
        assert!(workbook.type_in(sheet, cell, share.to_f64()));
    }
    let place = reference.assumptions.incentives.reference.iter_mut().find(|it| it.role == am.role).unwrap();
    *place = am.clone();
    let places = workbook.places(&evaluate(&reference, &Env::default()));
    assert_none("the reference", &differences(&places, |place| place.reckoned));
}

#[test]
fn by_hand_a_closed_month_takes_losses_from_what_fell_due_and_the_rest_goes_on() {
    // 1,200,000 spread evenly over twelve months, of which nine tenths renew and nothing else happens.
    let mut document = support::quiet();
    document.settings.horizon_months = 24;
    let segment = &mut document.segments[0];
    segment.opening.arr = support::money(1_200_000.0);
    segment.retention.renewal = remit::units::Rate::percent(90);
    let churned = |churn: i64| {
        let mut document = document.clone();
        closed::reported(&mut document, 1, &[None, None, None, None, None, None, Some(churn * 1_000), None]);
        let outcome = evaluate(&document, &Env::default());
        let workbook = Workbook::new(&document, &outcome);
        let places = workbook.places(&outcome);
        let of = |month: usize| {
            let what = format!("Churn of {} in month {month}", document.segments[0].id);
            places.iter().find(|it| it.what == what).and_then(|it| it.reckoned).unwrap()
        };
        [0, 1, 12, 13].map(of)
    };
    // A fifth of January's 100,000 leaves; a tenth of each month after it, and of January's 80,000 a year later.
    assert_eq!(churned(20_000), [20_000.0, 10_000.0, 8_000.0, 9_000.0]);
    // January's 100,000 as a whole, and a tenth of each of the eleven others.
    assert_eq!(churned(210_000), [210_000.0, 9_000.0, 0.0, 8_100.0]);
}

#[test]
fn by_hand_an_exact_half_of_a_coin_goes_up_in_the_app_and_in_the_workbook() {
    let document = round::halves();
    let outcome = evaluate(&document, &Env::default());
    let workbook = Workbook::new(&document, &outcome);
    let (places, economics) = (workbook.places(&outcome), workbook.economics(&outcome));
    let of = |what: &str| {
        let place = places.iter().chain(&economics).find(|it| it.what == what).unwrap();
        (place.app, place.reckoned.unwrap())
    };
    // 21 of 30 days of 83.35 are 58.345; a twelfth of 1,000,001.34 is 83,333.445.
    assert_eq!(of("base pay of seat-1 (stint 0) in month 3"), (58.35, 58.35));
    assert_eq!(of("Recognised revenue in months 0 to 0"), (83_333.45, 83_333.45));
    assert_none("halves", &differences_of(&workbook, &document, &outcome));
}

#[test]
fn a_text_of_the_document_is_a_text_in_the_file_whatever_it_looks_like() {
    let mut document = sample::company();
    document.name = "=HYPERLINK(\"http://example.com\")".into();
    document.segments[0].name = "=1+1".into();
    document.people[0].name = "+cmd|' /C calc'!A0".into();
    let outcome = evaluate(&document, &Env::default());
    let workbook = Workbook::new(&document, &outcome);
    let bytes = workbook.to_bytes(Env::default().today).unwrap();
    let book = office::sheets_xml(&bytes);
    for (name, xml) in &book {
        for formula in xml.split("<f>").skip(1) {
            let formula = formula.split("</f>").next().unwrap();
            assert!(
                !formula.starts_with("HYPERLINK") && !formula.contains("cmd|") && formula != "1+1",
                "{name}: {formula}"
            );
        }
    }
    assert_none("texts", &differences_of(&workbook, &document, &outcome));
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn the_workbook_of_any_document_gives_the_apps_figures(random in random::document()) {
        let all = own_differences(&random.0);
        prop_assert!(all.is_empty(), "{} differ:\n{}", all.len(), all[..all.len().min(25)].join("\n"));
    }

    #[test]
    fn halves_of_a_coin_go_the_apps_way_whatever_is_typed_in_round_numbers(
        random in random::document(),
        seed in any::<u64>(),
    ) {
        let mut document = random.0;
        round::typed(&mut document, seed);
        let all = own_differences(&document);
        prop_assert!(all.is_empty(), "{} differ:\n{}", all.len(), all[..all.len().min(25)].join("\n"));
    }

    #[test]
    fn the_workbook_of_any_closed_months_gives_the_apps_figures(
        random in random::document(),
        months in 0usize..9,
        // From nothing to far more than the book holds.
        values in proptest::collection::vec(proptest::option::weighted(0.7, prop_oneof![
            1 => Just(0i64),
            4 => 0i64..200_000_000,
            1 => 0i64..20_000_000_000,
        ]), 61),
    ) {
        let mut document = random.0;
        closed::reported(&mut document, months, &values);
        let all = own_differences(&document);
        prop_assert!(all.is_empty(), "{} differ:\n{}", all.len(), all[..all.len().min(25)].join("\n"));
    }

    #[test]
    fn the_workbook_of_months_that_went_as_planned_gives_the_apps_figures(
        random in random::document(),
        months in 1usize..20,
    ) {
        let mut document = random.0;
        closed::as_planned(&mut document, months);
        let all = own_differences(&document);
        prop_assert!(all.is_empty(), "{} differ:\n{}", all.len(), all[..all.len().min(25)].join("\n"));
    }
}

#[test]
fn inputs_are_set_by_the_paths_the_app_has() {
    let mut document = sample::company();
    for (_, _, path, value) in variants::CHANGES.iter().chain(variants::TOGETHER) {
        variants::change(&mut document, path, value);
    }
    assert!(set_input(&mut document, "no/such/path", remit::model::InputValue::Count(1)).is_err());
}
