//! Two scenarios side by side: what differs, which of it moves closing ARR by how much, and taking parts over.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

#[path = "compare/adopt.rs"]
mod adopt;
#[path = "compare/bridges.rs"]
mod bridges;
#[path = "compare/names.rs"]
mod names;
mod support;
#[path = "compare/versions.rs"]
mod versions;
#[path = "compare/why.rs"]
mod why;

use remit::edit::{adopt, apply, hire};
use remit::engine::compare::{
    Bridge, BridgeFigure, BridgeMethod, Bridging, FigureColumn, MOST_SHAPLEY, Measure, Months, Part, StepChange, Topic,
    What, bridge, bridge_why, differences, figure_why,
};
use remit::engine::{Env, Metric, Row, Value, evaluate};
use remit::model::comp::{Boundary, Draw, DrawKind, RatePreset, Rated, Rates, Reach, Tier, TierFrom, TierValue};
use remit::model::sample::{company, empty};
use remit::model::{ActualMonth, Document, InputValue, StintEnd, set_input, validate};
use remit::present::Locale;
use remit::present::chart::Size;
use remit::present::compare::{
    COMPARED, bridge_chart, bridge_none, bridge_rows, field_name, figure_answer_title, figure_column, rows, step, topic,
};
use remit::units::{Cadence, Money, Month, Monthly, PlanId, Rate, RoleId, SegmentId, Yearly};
use support::money;

const WIN: &str = "segment/smb/pipeline/win_rate";
const RENEWAL: &str = "segment/enterprise/retention/renewal";
const LEADS: &str = "segment/mid-market/pipeline/leads_month";

fn with(document: &Document, changes: &[(&str, InputValue)]) -> Document {
    let mut changed = document.clone();
    for (path, value) in changes {
        set_input(&mut changed, path, *value).unwrap();
    }
    changed
}

fn closing(document: &Document) -> Money {
    let outcome = evaluate(document, &Env::default());
    outcome.company_month(outcome.months.len() - 1).closing()
}

fn told(old: &Document, new: &Document, method: BridgeMethod) -> Bridge {
    told_of(old, new, Measure::ClosingArr, method)
}

fn told_of(old: &Document, new: &Document, measure: Measure, method: BridgeMethod) -> Bridge {
    let (before, after) = (evaluate(old, &Env::default()), evaluate(new, &Env::default()));
    let months = Months::last_year(&before, &after).unwrap();
    bridge((old, &before), (new, &after), (measure, months), method).unwrap()
}

fn sum(bridge: &Bridge) -> Money {
    bridge.steps.iter().map(|it| it.amount).sum()
}

fn three_inputs() -> [(&'static str, InputValue); 3] {
    [
        (WIN, InputValue::Rate(Rate::percent(40))),
        (LEADS, InputValue::Count(220)),
        (RENEWAL, InputValue::Rate(Rate::percent(80))),
    ]
}

#[test]
fn a_scenario_differs_from_its_copy_in_nothing() {
    let document = company();
    let mut copy = document.clone();
    copy.name = "A copy".into();
    assert_eq!(differences(&document, &copy), vec![]);
    let bridge = told(&document, &copy, BridgeMethod::Ordered);
    assert_eq!((bridge.from, bridge.steps.len()), (bridge.to, 0));
}

#[test]
fn only_what_differs_is_listed_and_in_words() {
    let old = company();
    let mut new = with(&old, &[(WIN, InputValue::Rate(Rate::percent(40)))]);
    let seat = new.seats.iter_mut().find(|it| it.id.as_str() == "ae-smb-4").unwrap();
    seat.stints[0].to = StintEnd::Known("2027-09-30".parse().unwrap());
    new.plans[0].versions[0].components[0].rated = Rated::EachDeal;
    new.segments.retain(|it| it.id.as_str() != "enterprise");
    let rows = rows(&differences(&old, &new), &old, &new, &Locale::default());
    let lines: Vec<String> = rows
        .iter()
        .map(|it| format!("{} | {} | {} | {} | {}", topic(it.topic), it.part, it.what, it.old, it.new))
        .collect();
    let any = |needles: &[&str]| lines.iter().any(|line| needles.iter().all(|it| line.contains(it)));
    assert!(any(&["Segments | Segment SMB", "win rate", "40"]), "{lines:#?}");
    assert!(any(&["Segment Enterprise | all of it", "removed"]), "{lines:#?}");
    assert!(any(&["Pay plans", "What is rated", "Each deal"]), "{lines:#?}");
    assert!(any(&["Team | Seats: Account executive", "(Account executive, SMB)", "30 Sep 2027"]), "{lines:#?}");
    // Numbers of a segment that went are not listed one by one, nor anything else.
    assert!(!any(&["Enterprise:"]), "{lines:#?}");
    assert!(lines.len() <= 7, "{lines:#?}");
}

#[test]
fn who_is_given_a_last_day_is_followed_by_whoever_fills_the_seat_again() {
    let old = company();
    let mut new = old.clone();
    let at = new.seats.iter().position(|it| it.role.as_str() == "ae").unwrap();
    new.seats[at].stints[0].to = StintEnd::Known(Month::new(2027, 6).last_day());
    let said = |new: &Document| {
        let rows = rows(&differences(&old, new), &old, new, &Locale::default());
        rows.into_iter().find(|it| it.what.ends_with("Day")).unwrap().new
    };
    // The day after the last one is the first of July, and the role takes its months to find somebody.
    let lag = new.terms_of(&new.seats[at]).unwrap().backfill_lag_months;
    let month = remit::present::number::show_month(Month::new(2027, 7).plus(lag as i32));
    assert_eq!(said(&new), format!("30 Jun 2027, filled again from {month}"));
    new.seats[at].backfill = Some(false);
    assert_eq!(said(&new), "30 Jun 2027");
}

#[test]
fn plans_of_other_years_are_compared_in_the_months_they_share() {
    let (old, mut new) = (company(), company());
    let of = |new: &Document| {
        let (before, after) = (evaluate(&old, &Env::default()), evaluate(new, &Env::default()));
        (Months::shared(&before, &after), Months::last_year(&before, &after))
    };
    // January 2027 to December 2028 against July 2027 to June 2029.
    assert_eq!(
        (old.settings.first_month, old.settings.horizon_months, old.settings.fiscal_year_start),
        (Month::new(2027, 1), 24, 1)
    );
    new.settings.first_month = Month::new(2027, 7);
    let months = |from: (i32, u32), to: (i32, u32)| {
        Some(Months { first: Month::new(from.0, from.1), last: Month::new(to.0, to.1) })
    };
    assert_eq!(of(&new), (months((2027, 7), (2028, 12)), months((2028, 1), (2028, 12))));
    // A fiscal year that begins in October: three months of its last one are shared.
    new.settings.fiscal_year_start = 10;
    assert_eq!(of(&new).1, months((2028, 10), (2028, 12)));
    new.settings.first_month = Month::new(2051, 1);
    assert_eq!(of(&new), (None, None));
}

#[test]
fn tables_are_told_by_rows() {
    let closed = |at: i32, new: f64| ActualMonth {
        new: Some(Money::from_major_f64(new)),
        ..ActualMonth::new(company().settings.first_month.plus(at), Some(SegmentId::new("smb")))
    };
    let with = |rows: &[(i32, f64)]| Document {
        actuals: rows.iter().map(|(at, new)| closed(*at, *new)).collect::<Vec<_>>().into(),
        ..company()
    };
    let found = differences(&with(&[(0, 1.0), (1, 2.0), (2, 3.0)]), &with(&[(0, 1.0), (1, 2.5)]));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].what, What::Rows { added: 0, removed: 1, changed: 1 });
}
