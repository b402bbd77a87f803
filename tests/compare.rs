//! Two scenarios side by side: what differs, which of it moves closing ARR by how much, and taking parts over.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

mod support;

use remit::edit::{adopt, apply, hire};
use remit::engine::compare::{
    Bridge, BridgeFigure, BridgeMethod, Bridging, FigureColumn, MOST_SHAPLEY, Measure, Months, Part, StepChange, Topic,
    What, bridge, bridge_why, differences, figure_why,
};
use remit::engine::{Env, Metric, Row, Value, evaluate};
use remit::model::comp::{Draw, DrawKind, RatePreset, Rated, Rates};
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
    assert!(any(&["Team | Seats: Account executive", "(Account executive, SMB)", "2027-09-30"]), "{lines:#?}");
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
    assert_eq!(said(&new), format!("2027-06-30, filled again from {month}"));
    new.seats[at].backfill = Some(false);
    assert_eq!(said(&new), "2027-06-30");
}

#[test]
fn a_single_input_explains_all_of_the_difference() {
    let old = company();
    let new = with(&old, &[(RENEWAL, InputValue::Rate(Rate::percent(80)))]);
    for method in [BridgeMethod::Ordered, BridgeMethod::Shapley] {
        let bridge = told(&old, &new, method);
        let [made] = bridge.steps.as_slice() else { panic!("{bridge:#?}") };
        let (only, amount) = (&made.step, made.amount);
        assert_eq!(amount, closing(&new) - closing(&old));
        assert!(amount.mills() < 0, "who renews less, ends with less ARR");
        assert!(matches!(&only.change, StepChange::Input(change) if change.path == RENEWAL));
        assert!(step(only, &old, &new, &Locale::default()).contains("80"), "{only:?}");
    }
}

#[test]
fn the_ordered_bridge_makes_one_change_after_the_other() {
    let old = company();
    let new = with(&old, &three_inputs());
    let bridge = told(&old, &new, BridgeMethod::Ordered);
    assert_eq!((bridge.from, bridge.to), (closing(&old), closing(&new)));
    // Again by hand, in the order it says.
    let (mut document, mut before) = (old.clone(), closing(&old));
    for made in &bridge.steps {
        let StepChange::Input(change) = &made.step.change else { panic!("{made:?}") };
        set_input(&mut document, &change.path, change.new.unwrap()).unwrap();
        let after = closing(&document);
        assert_eq!(made.amount, after - before, "{}", change.path);
        before = after;
    }
    assert_eq!(sum(&bridge), bridge.to - bridge.from);
}

#[test]
fn shapley_is_the_mean_over_all_orders() {
    let old = company();
    let changes = three_inputs();
    let new = with(&old, &changes);
    let bridge = told(&old, &new, BridgeMethod::Shapley);
    assert_eq!(bridge.method, BridgeMethod::Shapley);
    assert_eq!(sum(&bridge), bridge.to - bridge.from);
    assert!(bridge.steps.iter().all(|it| it.amount.mills() % 10 == 0), "whole cents: {bridge:#?}");
    // All six orders, one by one.
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    let mut mean = [0.0; 3];
    for order in orders {
        let (mut document, mut before) = (old.clone(), closing(&old));
        for at in order {
            set_input(&mut document, changes[at].0, changes[at].1).unwrap();
            let after = closing(&document);
            mean[at] += (after - before).to_major() / 6.0;
            before = after;
        }
    }
    for (at, (path, _)) in changes.iter().enumerate() {
        let found =
            bridge.steps.iter().find(|made| matches!(&made.step.change, StepChange::Input(it) if it.path == *path));
        let amount = found.unwrap().amount.to_major();
        assert!((amount - mean[at]).abs() <= 0.01, "{path}: {amount} and by hand {}", mean[at]);
    }
}

#[test]
fn many_changes_are_told_in_order_and_still_add_up() {
    let old = company();
    let mut new = with(&old, &three_inputs());
    let from = new.settings.first_month.plus(3);
    apply(&mut new, hire(&old, &RoleId::new("ae"), Some(&SegmentId::new("smb")), 3, from)).unwrap();
    let weights = (1..=12).map(|month| Rate::percent(50 + 10 * month)).collect();
    new.assumptions.seasonality = weights;
    for role in ["sdr", "csm", "se", "am", "cro"] {
        new.roles.iter_mut().find(|it| it.id.as_str() == role).unwrap().terms[0].attrition_year = Rate::percent(33);
    }
    new.plans[0].versions[0].components[0].rates = Rates::default();
    let bridge = told(&old, &new, BridgeMethod::Shapley);
    assert!(bridge.steps.len() > MOST_SHAPLEY, "{}", bridge.steps.len());
    assert_eq!(bridge.method, BridgeMethod::Ordered);
    assert_eq!(sum(&bridge), closing(&new) - closing(&old));
    // Twelve weights of a calendar are one step.
    let seasons = bridge.steps.iter().filter(|it| it.step.part == Part::Assumptions);
    assert_eq!(seasons.count(), 1);
}

#[test]
fn all_orders_are_tried_up_to_eight_steps_and_no_more() {
    // Nothing sells in an empty plan, so every step adds nothing and only their number counts.
    let old = Document { segments: empty().segments[..1].to_vec(), settings: empty().settings, ..Document::default() };
    let changed = |count: usize| {
        let mut new = old.clone();
        let (segment, costs) = (format!("segment/{}/", old.segments[0].id), "costs/".to_owned());
        for within in [segment, costs] {
            let all = remit::model::inputs(&old).into_iter().filter(|it| it.path.starts_with(&within));
            let rates = all.filter_map(|it| match it.value {
                InputValue::Rate(rate) => Some((it.path, InputValue::Rate(Rate::from_ppm((rate.ppm() + 10_000) / 2)))),
                _ => None,
            });
            let wanted = if within == "costs/" { count - 4 } else { 4 };
            for (path, value) in rates.take(wanted) {
                set_input(&mut new, &path, value).unwrap();
            }
        }
        let bridge = told(&old, &new, BridgeMethod::Shapley);
        (bridge.steps.len(), bridge.method)
    };
    assert_eq!(changed(MOST_SHAPLEY - 1), (7, BridgeMethod::Shapley));
    assert_eq!(changed(MOST_SHAPLEY), (8, BridgeMethod::Shapley));
}

#[test]
fn what_is_reckoned_for_one_figure_serves_the_others() {
    let old = company();
    let new = with(&old, &three_inputs());
    let (before, after) = (evaluate(&old, &Env::default()), evaluate(&new, &Env::default()));
    let months = Months::last_year(&before, &after).unwrap();
    let mut bridging = Bridging::between((&old, &before), (&new, &after), months);
    let mut reckoned = |measure, method| {
        let (left, _) = bridging.left(measure, method);
        let mut count = 0;
        while bridging.go_on(measure, method) {
            count += 1;
        }
        assert_eq!((count, bridging.left(measure, method).0), (left, 0));
        assert_eq!(bridging.told(measure, method), bridge((&old, &before), (&new, &after), (measure, months), method));
        count
    };
    use BridgeMethod::{Ordered, Shapley};
    // Three changes in order: two plans lie between. In all orders six of the eight sets do, of which two are known by then.
    assert_eq!([reckoned(Measure::ClosingArr, Ordered), reckoned(Measure::Revenue, Ordered)], [2, 0]);
    assert_eq!([reckoned(Measure::Revenue, Shapley), reckoned(Measure::NewArr, Shapley)], [4, 0]);
    // Pay was left out so far: all six are reckoned with it, once.
    assert_eq!([reckoned(Measure::CompCost, Shapley), reckoned(Measure::NetBurn, Ordered)], [6, 0]);
    assert_eq!(reckoned(Measure::VariablePay, Shapley), 0);
}

#[test]
fn changes_of_one_plan_have_names_of_their_own_under_the_slimmest_columns() {
    let old = company();
    let of_plan = |path: &str| path.starts_with("plan/am/") && path.contains("weight");
    let paths: Vec<_> = remit::model::inputs(&old).into_iter().filter(|it| of_plan(&it.path)).collect();
    let halved = |it: &remit::model::Input| match it.value {
        InputValue::Rate(rate) => InputValue::Rate(Rate::from_ppm(rate.ppm() / 2)),
        other => panic!("{}: {other:?}", it.path),
    };
    let changes: Vec<_> = paths.iter().map(|it| (it.path.as_str(), halved(it))).collect();
    assert!(changes.len() > 1, "{changes:?}");
    let new = with(&old, &changes);
    let bridge = told_of(&old, &new, Measure::CompCost, BridgeMethod::Ordered);
    let names = |locale: &Locale| -> Vec<String> {
        let rows = bridge_rows(&bridge, (&old, &new), ("a", "b"), locale);
        rows.into_iter().map(|row| row[0].clone()).collect()
    };
    let names = names(&Locale::default());
    assert!(names[1].starts_with("1. ") && names[2].starts_with("2. "), "{names:?}");
    let chart = bridge_chart(&bridge, (&old, &new), &Locale::default(), Size { width: 520, height: 300 });
    assert!(chart.svg.contains(">1. ") && chart.svg.contains(">2. "), "{}", chart.svg);
}

#[test]
fn steps_between_two_currencies_add_up_to_the_thousandth() {
    // Closing ARR of 1,000.25 dollars becomes 900 yen: the segment and the settings are one step each, and neither coin fits the sum.
    let with_arr = |currency: &str, arr: f64| {
        let mut document = Document { segments: company().segments[..1].to_vec(), ..Document::default() };
        document.settings.currency = currency.parse().unwrap();
        document.segments[0].pipeline = Default::default();
        document.segments[0].retention.renewal = Rate::ONE;
        (document.segments[0].retention.expansion, document.segments[0].retention.price_uplift) = Default::default();
        document.segments[0].retention.contraction = Rate::ZERO;
        document.segments[0].opening.arr = Money::from_major_f64(arr);
        document
    };
    let (dollars, yen) = (with_arr("USD", 1_000.25), with_arr("JPY", 900.0));
    let bridge = told(&dollars, &yen, BridgeMethod::Shapley);
    assert_eq!((bridge.from, bridge.to), (Money::from_major_f64(1_000.25), Money::from_major_f64(900.0)));
    assert_eq!((bridge.steps.len(), sum(&bridge)), (2, Money::from_major_f64(-100.25)), "{bridge:#?}");
    // Within one currency every step is whole cents.
    let bridge = told(&with_arr("USD", 1_000.25), &with_arr("USD", 900.0), BridgeMethod::Shapley);
    assert!(
        bridge.steps.iter().all(|it| it.amount.mills() % 10 == 0) && sum(&bridge) == Money::from_major_f64(-100.25)
    );
}

#[test]
fn a_row_that_only_one_plan_has_is_no_input_of_its_own() {
    // A tier more: nothing but its plan as a whole can be made the same.
    let old = company();
    let mut new = old.clone();
    let Rates::Tiers { tiers, .. } = &mut new.plans[0].versions[0].components[0].rates else { panic!("tiers") };
    let last = *tiers.last().unwrap();
    tiers.push(remit::model::comp::Tier { from: remit::model::comp::TierFrom::Quota(Rate::percent(190)), ..last });
    let made = remit::engine::compare::steps(&old, &new);
    assert_eq!(made.len(), 1, "{made:?}");
    assert_eq!(made[0].part, Part::Plan(new.plans[0].id.clone()));
    assert!(matches!(&made[0].change, StepChange::Whole(fields) if fields.len() == 1), "{made:?}");
}

#[test]
fn a_bridge_says_by_which_plan_a_role_is_paid_now() {
    let old = company();
    let mut new = old.clone();
    let role = new.roles.iter().position(|it| it.id.as_str() == "ae").unwrap();
    let at = new.roles[role].terms.iter().position(|it| it.segment.is_some()).unwrap();
    let segment = old.segment(old.roles[role].terms[at].segment.as_ref().unwrap()).unwrap().name.clone();
    let plan = |document: &Document, id: &str| document.plan(&PlanId::new(id)).unwrap().name.clone();
    new.roles[role].terms[at].plan = Some(PlanId::new("am"));
    let made = remit::engine::compare::steps(&old, &new);
    assert_eq!(made.len(), 1, "{made:?}");
    assert_eq!(
        step(&made[0], &old, &new, &Locale::default()),
        format!(
            "Role Account executive: Terms: {segment} \u{203a} Pay plan, {} \u{2192} {}",
            plan(&old, "ae"),
            plan(&new, "am")
        )
    );
    // Another choice beside it is counted, not told.
    new.roles[role].terms[at].backfill = !new.roles[role].terms[at].backfill;
    let made = remit::engine::compare::steps(&old, &new);
    let told = step(&made[0], &old, &new, &Locale::default());
    assert!(made.len() == 1 && told.ends_with(", and 1 more"), "{told}");
}

#[test]
fn an_input_of_any_part_is_a_step_of_that_part() {
    let old = company();
    let (segment, role, plan) = (&old.segments[0].id, &old.roles[0].id, &old.plans[0].id);
    let seat = &old.seats[0];
    for (within, part) in [
        ("settings/".to_owned(), Part::Settings),
        ("assumptions/".to_owned(), Part::Assumptions),
        ("costs/".to_owned(), Part::Costs),
        ("territory/".to_owned(), Part::Territories),
        (format!("segment/{segment}/"), Part::Segment(segment.clone())),
        (format!("role/{role}/"), Part::Role(role.clone())),
        (format!("plan/{plan}/"), Part::Plan(plan.clone())),
        (format!("seat/{}/", seat.id), Part::Seats(seat.role.clone())),
    ] {
        let mut inputs = remit::model::inputs(&old).into_iter().filter(|it| it.path.starts_with(&within));
        let other = |value| match value {
            InputValue::Rate(rate) => InputValue::Rate(Rate::from_ppm((rate.ppm() + 100_000) / 2)),
            InputValue::Money(money) => InputValue::Money(money + Money::from_major(7)),
            InputValue::Count(count) => InputValue::Count(count + 1),
            same => same,
        };
        let (path, new) = inputs
            .find_map(|it| {
                let mut new = old.clone();
                set_input(&mut new, &it.path, other(it.value)).ok()?;
                (new != old).then_some((it.path, new))
            })
            .unwrap_or_else(|| panic!("nothing to change in {within}"));
        let made = remit::engine::compare::steps(&old, &new);
        let [only] = made.as_slice() else { panic!("{path}: {made:?}") };
        assert_eq!(only.part, part);
        assert!(matches!(&only.change, StepChange::Input(it) if it.path == path), "{path}: {only:?}");
    }
}

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

/// One seller who wins 300,000 of new ARR in January 2027, with 60,000 of base pay and a plan that pays 10 % of it.
fn one_seller() -> Document {
    let mut document = support::quiet();
    support::with_new_arr(&mut document, 0, money(300_000.0));
    let rates = support::share_tiers(&[(0.0, 0.10)], RatePreset::Marginal);
    document.plans.push(support::plan("commission", vec![support::rated_by(rates)]));
    let terms = &mut document.roles[0].terms[0];
    terms.plan = Some(PlanId::new("commission"));
    (terms.base, terms.ote) = (Yearly::new(money(60_000.0)), Yearly::new(money(120_000.0)));
    document.costs.gross_margin = Some(Rate::percent(80));
    document.costs.burden = Rate::percent(20);
    document.costs.marketing = Some(Monthly::new(money(1_000.0)));
    document.costs.other_sales_marketing = Some(Monthly::new(money(500.0)));
    document.costs.other_operating = Some(Monthly::new(money(2_000.0)));
    document
}

fn amounts(bridge: &Bridge) -> Vec<f64> {
    let steps = bridge.steps.iter().map(|it| it.amount.to_major());
    std::iter::once(bridge.from.to_major()).chain(steps).chain([bridge.to.to_major()]).collect()
}

#[test]
fn plans_that_differ_in_one_rate_differ_in_pay_and_cost_and_not_in_arr() {
    let old = one_seller();
    let mut new = old.clone();
    new.plans[0].versions[0].components[0].rates = support::share_tiers(&[(0.0, 0.12)], RatePreset::Marginal);
    let (before, after) = (evaluate(&old, &Env::default()), evaluate(&new, &Env::default()));
    let months = Months::last_year(&before, &after).unwrap();
    // 10 % of 300,000 is 30,000, 12 % is 36,000.
    assert_eq!(Measure::first_moved(&before, &after, months), Measure::VariablePay);
    for method in [BridgeMethod::Ordered, BridgeMethod::Shapley] {
        let of = |measure| amounts(&told_of(&old, &new, measure, method));
        assert_eq!(of(Measure::ClosingArr), [300_000.0, 0.0, 300_000.0]);
        assert_eq!(of(Measure::NewArr), [300_000.0, 0.0, 300_000.0]);
        // Won in January: half of it in that month's mean, all of it in eleven months: 300,000 / 12 x 11.5.
        assert_eq!(of(Measure::Revenue), [287_500.0, 0.0, 287_500.0]);
        assert_eq!(of(Measure::VariablePay), [30_000.0, 6_000.0, 36_000.0]);
        assert_eq!(of(Measure::CompCost), [90_000.0, 6_000.0, 96_000.0]);
        // A fifth of pay on top, 18,000 of marketing and other cost.
        assert_eq!(of(Measure::SalesMarketing), [126_000.0, 7_200.0, 133_200.0]);
        // A fifth of revenue to deliver it, 24,000 of operations, less revenue: 57,500 + 126,000 + 24,000 - 287,500.
        assert_eq!(of(Measure::NetBurn), [-80_000.0, 7_200.0, -72_800.0]);
    }
}

#[test]
fn what_two_changes_of_cost_do_together_counts_for_the_later_one_or_is_shared() {
    // A rate of 12 % instead of 10 %, and 400,000 won instead of 300,000: 48,000 instead of 30,000. Segments come before plans.
    let old = one_seller();
    let mut new = old.clone();
    new.plans[0].versions[0].components[0].rates = support::share_tiers(&[(0.0, 0.12)], RatePreset::Marginal);
    new.segments[0].pipeline.opening[0].arr = money(400_000.0);
    let ordered = told_of(&old, &new, Measure::CompCost, BridgeMethod::Ordered);
    assert_eq!(amounts(&ordered), [90_000.0, 10_000.0, 8_000.0, 108_000.0]);
    let shapley = told_of(&old, &new, Measure::CompCost, BridgeMethod::Shapley);
    // 10,000 first or 12,000 second; 6,000 first or 8,000 second.
    assert_eq!(amounts(&shapley), [90_000.0, 11_000.0, 7_000.0, 108_000.0]);
    let by_place: Vec<&[f64]> = shapley.steps.iter().map(|it| it.by_place.as_slice()).collect();
    assert_eq!(by_place, [[10_000.0, 12_000.0], [6_000.0, 8_000.0]]);
}

#[test]
fn every_figure_of_a_bridge_is_made_again_by_the_terms_that_explain_it() {
    let old = company();
    let mut new = with(&old, &three_inputs());
    new.plans[0].versions[0].components[0].rates = Rates::default();
    let (before, after) = (evaluate(&old, &Env::default()), evaluate(&new, &Env::default()));
    for measure in Measure::ALL {
        for method in [BridgeMethod::Ordered, BridgeMethod::Shapley] {
            let bridge = told_of(&old, &new, measure, method);
            assert_eq!(sum(&bridge), bridge.to - bridge.from, "{measure:?} {method:?}");
            let steps = (0..bridge.steps.len()).map(|at| (BridgeFigure::Step(at), bridge.steps[at].amount));
            for (figure, amount) in steps.chain([(BridgeFigure::From, bridge.from), (BridgeFigure::To, bridge.to)]) {
                let why = bridge_why(&bridge, figure, (&before, &after));
                assert_eq!(why.value, Value::Money(amount));
                let made = why.recombine().unwrap();
                // Means of orders are rounded to coins; new ARR is told by capacity and pipeline.
                let close = (made - amount.to_major()).abs() < 0.03;
                let by_limits = measure == Measure::NewArr && !matches!(figure, BridgeFigure::Step(_));
                assert!(close || by_limits, "{measure:?} {method:?} {figure:?}: {made} for {amount:?}, {why:#?}");
            }
        }
    }
}

#[test]
fn every_figure_side_by_side_is_made_again_by_its_terms_and_a_difference_by_the_two_beside_it() {
    let old = company();
    let new = with(&old, &three_inputs());
    let (before, after) = (evaluate(&old, &Env::default()), evaluate(&new, &Env::default()));
    let mut defined = 0;
    for (period, span) in before.periods(Cadence::Quarter) {
        let base = ("Before", &before, Some(span));
        let others = [("After", &after, Some(span))];
        for metric in COMPARED {
            let why = |column| figure_why(metric, column, base, &others);
            let value = |outcome| Row::of(outcome, span).value(metric);
            for (column, value) in [(FigureColumn::Base, value(&before)), (FigureColumn::Other(0), value(&after))] {
                let why = why(column).unwrap();
                assert_eq!(why.value, value, "{metric:?} {period:?}");
            }
            let (Some(old), Some(new)) = (value(&before).to_f64(), value(&after).to_f64()) else {
                assert_eq!(why(FigureColumn::Difference(0)), None, "{metric:?} {period:?}");
                continue;
            };
            let why = why(FigureColumn::Difference(0)).unwrap();
            let difference = why.value.to_f64().unwrap();
            assert!(
                (difference - (new - old)).abs() < 1e-6 && (why.recombine().unwrap() - difference).abs() < 1e-6,
                "{why:#?}"
            );
            defined += 1;
        }
    }
    assert!(defined > 80, "{defined}");
    // What is not there is not explained: a plan without these months, a scenario that is not beside it.
    let nothing = |column| figure_why(Metric::ClosingArr, column, ("Before", &before, None), &[]);
    assert_eq!((nothing(FigureColumn::Base), nothing(FigureColumn::Other(0))), (None, None));
}

#[test]
fn columns_stand_as_the_base_and_then_each_other_with_its_difference() {
    let columns: Vec<FigureColumn> = (0..5).map(figure_column).collect();
    let pair = |at| [FigureColumn::Other(at), FigureColumn::Difference(at)];
    assert_eq!(columns, [&[FigureColumn::Base][..], &pair(0), &pair(1)].concat());
    let names = ["Low", "High"];
    let period = evaluate(&company(), &Env::default()).periods(Cadence::Year)[0].0;
    let asked = (Metric::ClosingArr, period, FigureColumn::Difference(1));
    assert_eq!(
        figure_answer_title(asked, "Base", &names, "+$5k"),
        "Closing ARR, FY2027, \u{201c}High\u{201d} less \u{201c}Base\u{201d}: +$5k"
    );
}

#[test]
fn what_a_higher_quota_sells_is_explained_and_other_changes_are_not() {
    const QUOTA: &str = "role/ae/smb/quota";
    let old = company();
    let quota = remit::model::get_input(&old, QUOTA).unwrap().value;
    let InputValue::Money(amount) = quota else { panic!("{quota:?}") };
    let new =
        with(&old, &[(QUOTA, InputValue::Money(amount + amount)), (RENEWAL, InputValue::Rate(Rate::percent(80)))]);
    let (before, after) = (evaluate(&old, &Env::default()), evaluate(&new, &Env::default()));
    let bridge = told(&old, &new, BridgeMethod::Ordered);
    let notes: Vec<bool> = (0..bridge.steps.len())
        .map(|at| {
            let why = bridge_why(&bridge, BridgeFigure::Step(at), (&before, &after));
            why.notes.iter().any(|it| it.contains("quota times expected attainment"))
        })
        .collect();
    let of_quota: Vec<bool> = (bridge.steps.iter())
        .map(|it| matches!(&it.step.change, StepChange::Input(change) if change.path == QUOTA))
        .collect();
    assert_eq!(notes, of_quota);
    assert_eq!(notes.iter().filter(|it| **it).count(), 1);
}

#[test]
fn a_bridge_of_what_has_no_value_in_one_plan_is_none_and_says_what_that_needs() {
    let old = one_seller();
    let mut new = old.clone();
    new.costs.marketing = None;
    let (before, after) = (evaluate(&old, &Env::default()), evaluate(&new, &Env::default()));
    let months = Months::last_year(&before, &after).unwrap();
    let of = |measure| bridge((&old, &before), (&new, &after), (measure, months), BridgeMethod::Ordered);
    assert_eq!((of(Measure::SalesMarketing), of(Measure::NetBurn)), (None, None));
    assert!(of(Measure::CompCost).is_some());
    assert!(bridge_none(Some(Measure::SalesMarketing)).contains("needs marketing"));
    assert!(bridge_none(None).contains("no month in common"));
}

#[test]
fn arr_without_pay_is_that_of_the_whole_evaluation() {
    // The steps of a bridge of ARR leave pay out: what the last but one reaches is what all of it says.
    let old = company();
    let new = with(&old, &three_inputs());
    for measure in [Measure::ClosingArr, Measure::NewArr, Measure::Revenue] {
        let bridge = told_of(&old, &new, measure, BridgeMethod::Ordered);
        let mut document = old.clone();
        for made in &bridge.steps[..2] {
            let StepChange::Input(change) = &made.step.change else { panic!("{made:?}") };
            set_input(&mut document, &change.path, change.new.unwrap()).unwrap();
        }
        let outcome = evaluate(&document, &Env::default());
        let row = Row::of(&outcome, bridge.months.span(&outcome).unwrap());
        let reached = bridge.around(1).unwrap().1;
        assert_eq!(Some(reached), measure.in_row(&row), "{measure:?}");
    }
}

/// Every name of a field that a file of a scenario may have, by its schema.
fn names_of_fields() -> std::collections::BTreeSet<String> {
    fn gather(schema: &serde_json::Value, names: &mut std::collections::BTreeSet<String>) {
        match schema {
            serde_json::Value::Object(fields) => {
                for (key, inner) in fields {
                    if let (true, Some(properties)) = (key == "properties", inner.as_object()) {
                        names.extend(properties.keys().cloned());
                        properties.values().for_each(|it| gather(it, names));
                    } else {
                        gather(inner, names);
                    }
                }
            }
            serde_json::Value::Array(list) => list.iter().for_each(|it| gather(it, names)),
            _ => {}
        }
    }
    let schema: serde_json::Value = serde_json::from_str(include_str!("golden/cli/schema.json")).unwrap();
    let mut names = std::collections::BTreeSet::new();
    // The envelope around a scenario never differs.
    gather(&schema["properties"]["data"], &mut names);
    gather(&schema["$defs"], &mut names);
    names
}

#[test]
fn every_field_of_a_file_has_a_name_in_words() {
    let names = names_of_fields();
    assert!(names.len() > 250, "{}", names.len());
    for name in names {
        let words = field_name(&name).unwrap_or_else(|| panic!("{name} has no name in words"));
        let first = words.chars().next().unwrap();
        assert!(!words.contains('_') && first.is_uppercase(), "{name} is called {words}");
    }
    assert_eq!(field_name("a_field_of_tomorrow"), None);
}

#[test]
fn choices_and_references_that_differ_are_said_by_their_names() {
    let old = company();
    let mut new = old.clone();
    new.plans[0].versions[0].components[0].rated = Rated::EachDeal;
    let other = new.plans[1].id.clone();
    let role = new.roles.iter().position(|it| it.id.as_str() == "ae").unwrap();
    assert_eq!(new.roles[role].terms[0].plan.as_ref(), Some(&new.plans[0].id));
    new.roles[role].terms[0].plan = Some(other);
    let rows = rows(&differences(&old, &new), &old, &new, &Locale::default());
    let told = |what: &str| {
        let row = rows.iter().find(|it| it.what.ends_with(what)).unwrap_or_else(|| panic!("{what}: {rows:#?}"));
        (row.what.clone(), row.old.clone(), row.new.clone())
    };
    let rated = told("What is rated");
    assert_eq!(
        (rated.0.as_str(), rated.1.as_str(), rated.2.as_str()),
        (
            "Versions \u{203a} 1 \u{203a} Components \u{203a} New business \u{203a} What is rated",
            "The period",
            "Each deal"
        )
    );
    let plan = told("Pay plan");
    assert_eq!((plan.1, plan.2), (old.plans[0].name.clone(), old.plans[1].name.clone()));
}

#[test]
fn when_a_draw_is_paid_is_a_choice_on_both_sides() {
    let (mut late, mut soon) = (company(), company());
    let draw = Draw::level(DrawKind::Recoverable, Monthly::new(money(2_000.0)), Some(6));
    late.plans[0].versions[0].draw = Some(draw.clone());
    soon.plans[0].versions[0].draw = Some(draw.with_its_month());
    let told = |old: &Document, new: &Document| {
        let rows = rows(&differences(old, new), old, new, &Locale::default());
        assert_eq!(rows.len(), 1, "{rows:#?}");
        (rows[0].what.clone(), rows[0].old.clone(), rows[0].new.clone())
    };
    let (what, early, usual) =
        ("Versions \u{203a} 1 \u{203a} Draw or guarantee \u{203a} Paid", "With its month", "With commission");
    assert_eq!(told(&late, &soon), (what.to_owned(), usual.to_owned(), early.to_owned()));
    assert_eq!(told(&soon, &late), (what.to_owned(), early.to_owned(), usual.to_owned()));
}
