//! What plans pay and cost at every attainment: the sheet beside the engine, at the attainments it is made with and at others that are
//! typed into it.

use crate::office::stored;
use crate::{assert_none, close, differences_beyond, made, variants};
use remit::engine::{Env, Outcome, evaluate};
use remit::exchange::workbook::{Place, Workbook};
use remit::model::comp::PlanVersion;
use remit::model::{Document, OtherMeasures, Quota, sample};
use remit::units::{Cadence, Money, Rate};

/// Attainments nobody would think of, and such as lie on thresholds, gates and bounds of tiers.
pub const TYPED: [f64; 8] = [0.005, 0.333_333, 0.5, 0.6, 0.87, 1.1, 1.255, 3.4];

/// Figures that are not the app's, in words. Where the app has no figure the cell has none.
pub fn differences(places: &[Place], value: impl Fn(&Place) -> Option<f64>) -> Vec<String> {
    let ratio = |place: &Place| ["OfTarget", "Rate", "Ccos"].iter().any(|name| place.what.starts_with(name));
    let close = |place: &Place| if ratio(place) { 1e-8 * place.app.abs().max(1.0) } else { close(place) };
    differences_beyond(places, value, close)
}

/// Attainments typed into rows of every plan: their cells, and what stands there then; none where there is no plan.
pub fn typed(workbook: &Workbook) -> Vec<(&'static str, String, f64)> {
    let (mut plan, mut row, mut typed) = (None, 0, Vec::new());
    for (of, (sheet, cell)) in workbook.attainment_cells() {
        row = if plan == Some(of) { row + 1 } else { 0 };
        plan = Some(of);
        if let Some(attainment) = TYPED.get(row / 2).filter(|_| row % 2 == 0) {
            typed.push((sheet, cell, *attainment));
        }
    }
    typed
}

/// A workbook with these numbers in it.
pub fn with(workbook: &Workbook, cells: &[(&'static str, String, f64)]) -> Workbook {
    let mut workbook = workbook.clone();
    let cells = cells.iter().map(|(sheet, cell, number)| (*sheet, cell.as_str(), *number));
    assert!(workbook.type_all(cells), "a cell takes no number");
    workbook
}

fn outcome(document: &Document) -> Outcome {
    evaluate(document, &Env::default())
}

fn of<'a>(places: &'a [Place], what: &str) -> &'a Place {
    places.iter().find(|it| it.what == what).unwrap_or_else(|| panic!("there is no {what}"))
}

/// Plans of a document in place of the account executives', and what else matters at an attainment.
pub fn kinds() -> Vec<(&'static str, Document)> {
    let mut all = Vec::new();
    let mut bent = variants::all().into_iter().find(|it| it.0 == "gates and multipliers").unwrap().1;
    bent.assumptions.other_measures = OtherMeasures::SameAttainment;
    all.push(("others attain the same", bent.clone()));
    bent.assumptions.other_measures = OtherMeasures::At { value: Rate::percent(85) };
    all.push(("others at one value", bent));
    // To date, with a cap on the plan that runs through the year, and a quota that twelve months do not divide.
    let mut capped = variants::all().into_iter().find(|it| it.0 == "reach back and to date").unwrap().1;
    let plan = capped.plans.iter_mut().find(|it| it.id.as_str() == "ae").unwrap();
    plan.versions[0].cap = Some(Rate::percent(140));
    for terms in capped.roles.iter_mut().filter(|it| it.id.as_str() == "ae").flat_map(|it| &mut it.terms) {
        terms.quota = Some(Quota::Arr { amount: Money::from_mills(700_000_011), per: Cadence::Year });
    }
    all.push(("capped to date", capped));
    // Nobody typed a quota, and another one counts units.
    let mut counted = sample::company();
    for (at, terms) in
        counted.roles.iter_mut().filter(|it| it.id.as_str() == "ae").flat_map(|it| &mut it.terms).enumerate()
    {
        terms.quota = (at > 0).then_some(Quota::Units { count: 37, per: Cadence::Year });
    }
    all.push(("units", counted));
    all.iter_mut().for_each(|it| it.1.settings.horizon_months = 12);
    all
}

#[test]
fn by_hand_a_mid_market_seller_is_paid_at_a_typed_attainment_what_a_pencil_says() {
    let document = sample::company();
    let workbook = made(&document);
    let cells: Vec<_> = workbook.attainment_cells().filter(|it| it.0 == (0, 0)).map(|it| it.1).collect();
    assert_eq!((document.plans[0].id.as_str(), cells.len()), ("ae", 21));
    let (sheet, cell) = &cells[4];
    let workbook = with(&workbook, &[(sheet, cell.clone(), 1.255)]);
    let places = workbook.attainment(&document, &outcome(&document));
    let at =
        |column: &str, whose: &str| of(&places, &format!("{column} of ae/1 for {whose} at 1.255")).reckoned.unwrap();
    // 90,000 base, 90,000 variable, 810,000 quota: once up to quota, 1.5 times for 25 points, twice for half a point.
    let variable = 90_000.0 + 0.25 * 1.5 * 90_000.0 + 0.005 * 2.0 * 90_000.0;
    assert!((at("Variable", "ae mid-market") - variable).abs() < 1e-6 && (variable - 124_650.0).abs() < 1e-6);
    assert!((at("WithBase", "ae mid-market") - 214_650.0).abs() < 1e-6);
    assert!((at("Ccos", "ae mid-market") - 214_650.0 / (1.255 * 810_000.0)).abs() < 1e-12);
    assert!((at("Rate", "ae mid-market") - 124_650.0 / (1.255 * 810_000.0)).abs() < 1e-12);
    // The other tables of the plan follow.
    assert!(at("Variable", "ae smb") > 0.0 && at("Variable", "all") > 10.0 * variable);
}

#[test]
fn plans_of_every_kind_pay_at_typed_attainments_what_the_app_pays() {
    for (name, mut document) in variants::all().into_iter().chain(kinds()) {
        // The year at an attainment hangs on no month of the plan but the last fiscal year's heads.
        document.settings.horizon_months = 12;
        let workbook = made(&document);
        let outcome = outcome(&document);
        let first = workbook.attainment(&document, &outcome);
        assert_none(name, &differences(&first, |place| place.reckoned));
        let cells = typed(&workbook);
        assert!(cells.len() >= TYPED.len(), "{name}");
        let workbook = with(&workbook, &cells);
        let places = workbook.attainment(&document, &outcome);
        let moved = places.iter().zip(&first).filter(|(now, then)| (now.app - then.app).abs() > 1.0).count();
        assert!(moved > 50, "{name}: only {moved} figures move");
        assert_none(name, &differences(&places, |place| place.reckoned));
        assert_none(name, &workbook.faults());
    }
}

#[test]
fn what_is_not_live_of_a_team_says_so_and_is_the_apps() {
    let mut document = sample::company();
    let workbook = made(&document);
    assert!(workbook.not_live().is_empty());
    let seat = document.seats.iter_mut().find(|it| it.id.as_str() == "ae-smb-1").unwrap();
    seat.stints[0].overrides.base = Some(remit::units::Yearly::new(Money::from_major(77_777)));
    let workbook = made(&document);
    let told = workbook.not_live().join(" ");
    assert!(told.contains("sheet Attainment") && told.contains(&document.plans[0].name), "{told}");
    let places = workbook.attainment(&document, &outcome(&document));
    assert!(places.iter().filter(|it| it.what.contains("of ae/1 for all (of the app)")).count() >= 21 * 4);
    assert_none("the app's", &differences(&places, |place| place.reckoned));
}

#[test]
fn each_version_of_a_plan_stands_under_the_months_in_which_it_holds() {
    // The sample plans January 2027 to December 2028. What begins behind that holds in none of these months and has no table.
    let mut document = sample::company();
    let plan = document.plans.iter_mut().find(|it| it.id.as_str() == "ae").unwrap();
    for begins in ["2027-07-01", "2031-01-01"] {
        let later = PlanVersion { from: Some(begins.parse().unwrap()), ..plan.versions[0].clone() };
        plan.versions.push(later);
    }
    let heads = |sheet: &str| -> Vec<String> {
        let file = made(&document).to_bytes(Env::default().today).unwrap();
        let mut cells: Vec<_> = stored(&file, sheet).into_iter().filter(|it| it.0.starts_with('A')).collect();
        cells.sort_by_key(|it| it.0[1..].parse::<u32>().ok());
        let mut texts: Vec<String> = cells.into_iter().map(|it| it.1).collect();
        texts.dedup();
        texts.into_iter().filter(|it| it.starts_with("Account executive, ") && !it.contains("one person")).collect()
    };
    let (first, second) = ("Account executive, Jan to Jun 2027", "Account executive, Jul 2027 to Dec 2028");
    let everybody = |version: &str| [version, ": everybody it pays, a year"].concat();
    assert_eq!(heads("Attainment"), [first, &everybody(first), second, &everybody(second)]);
    assert_eq!(heads("Plans"), [first, second, "Account executive, from 2031-01-01"]);
    // A plan that has one version needs no months.
    document.plans.iter_mut().for_each(|it| it.versions.truncate(1));
    let file = made(&document).to_bytes(Env::default().today).unwrap();
    assert!(stored(&file, "Attainment").values().any(|it| it == "Account executive: everybody it pays, a year"));
}
