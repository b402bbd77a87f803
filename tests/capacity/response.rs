//! With results that respond to the split of pay, what closes a gap is reckoned with the response as it will be.

use super::{near, outcome};
use crate::support::*;
use proptest::prelude::*;
use remit::edit::{apply, hire_as_closure, hire_for_all_gaps, shift_as_closure, stretch_as_closure};
use remit::engine::capacity::{
    Asked, CapacityFigure, CapacityPlan, Group, HireByFigure, HireOption, HiresFigure, StandingFigure, TurnoverFigure,
};
use remit::engine::{Scope, Span};
use remit::model::comp::{Component, Measure, Plan, PlanVersion};
use remit::model::{Document, Function, Incentives, PaySplit, QuarterTarget, Ramp, Terms};
use remit::units::{Cadence, ComponentId, Month, PlanId, Rate, RoleId, SegmentId, Yearly};

const Q1: Span = Span { from: 0, to: 2 };

/// A plan that pays so much of variable pay on new business and the rest on expansion.
fn paying(id: &str, new: i64) -> Plan {
    let of = |id: &str, measure, percent| Component {
        id: ComponentId::new(id),
        measure,
        weight: Rate::percent(percent),
        ..Component::default()
    };
    plan(id, vec![of("new", Measure::NewArr, new), of("grown", Measure::ExpansionArr, 100 - new)])
}

fn all_to_new_business() -> Incentives {
    Incentives {
        on: true,
        new_business: Rate::ONE,
        returns: Rate::ONE,
        reference: vec![PaySplit {
            role: RoleId::new("ae"),
            new_business: Rate::percent(75),
            retention: Rate::ZERO,
            expansion: Rate::percent(25),
        }],
        ..Incentives::default()
    }
}

/// Two sellers in the north, paid on new business alone; in the south nobody yet, and half of the pay there is for new business. Each
/// sells 100,000 a month, ramped at once. Results follow effort one to one, from a split of three quarters.
fn north_and_south(targets: [f64; 2]) -> Document {
    let mut document = quiet();
    document.segments = vec![quiet_segment("north"), quiet_segment("south")];
    for (segment, target) in document.segments.iter_mut().zip(targets) {
        segment.targets = vec![QuarterTarget { quarter: Month::new(2027, 1), arr: money(target) }];
    }
    let terms = |segment: &str| Terms {
        segment: Some(SegmentId::new(segment)),
        plan: Some(PlanId::new(segment)),
        base: Yearly::new(money(60_000.0)),
        ote: Yearly::new(money(120_000.0)),
        ..steady(money(1_200_000.0), Cadence::Year)
    };
    let mut ae = role("ae", Function::NewBusiness, terms("north"));
    ae.terms.push(terms("south"));
    document.roles = vec![ae];
    document.plans = vec![paying("north", 100), paying("south", 50)];
    document.seats = seats(2, "ae", "ae", "2020-01-01");
    for seat in &mut document.seats {
        seat.segment = Some(SegmentId::new("north"));
    }
    document.assumptions.incentives = all_to_new_business();
    document
}

#[test]
fn hires_count_with_what_their_pay_makes_of_the_split_of_their_role() {
    // One hire makes the split (2 + 0.5) / 3, which is 10 / 9 of the reference: 333,333 in the quarter. Two make it (2 + 1) / 4, the
    // reference itself: 600,000. Three make it 3.5 / 5, 14 / 15 of it: 840,000.
    for (gap, count, each) in [(330_000.0, 1, 1_000_000.0 / 3.0), (450_000.0, 2, 300_000.0), (601_000.0, 3, 280_000.0)]
    {
        let document = north_and_south([0.0, gap]);
        let now = outcome(&document);
        let plan = CapacityPlan::of(&document, &now);
        // At the reference two would bring 200,000 a month; all of their pay is for new business, so it is a third more.
        near(plan.gap(Scope::Segment(0), Q1).capacity.value(), 800_000.0);
        let closure = plan.closures(1, Q1, document.settings.first_month).unwrap().hire.unwrap();
        let january = &closure.options[0];
        assert_eq!((january.start, january.count), (Month::new(2027, 1), count), "{gap}");
        near(january.each.value(), each);
    }
}

#[test]
fn all_gaps_are_closed_with_the_people_whom_the_hires_draw_along() {
    // Two in the south bring its 600,000 and take the north from 800,000 to 600,000: there, one more is needed.
    let document = north_and_south([800_000.0, 600_000.0]);
    let now = outcome(&document);
    let found = CapacityPlan::of(&document, &now).close_all(document.settings.first_month);
    let hired: Vec<_> = found.hires.iter().map(|it| (it.segment.as_str(), it.count)).collect();
    assert_eq!(hired, [("north", 1), ("south", 2)]);
    let mut after = document.clone();
    apply(&mut after, hire_for_all_gaps(&document, &found).unwrap()).unwrap();
    let then = outcome(&after);
    let plan = CapacityPlan::of(&after, &then);
    // Five whose pay is (3 + 1) / 5 for new business, 16 / 15 of the reference.
    near(plan.gap(Scope::Segment(0), Q1).capacity.value(), 960_000.0);
    near(plan.gap(Scope::Segment(1), Q1).capacity.value(), 640_000.0);
    for quarter in &found.quarters {
        near(plan.gap(Scope::Segment(quarter.segment), Q1).gap().unwrap().value(), quarter.left.value());
    }
    let south = &found.hires[1];
    let [Asked { short, each, count: 2, .. }] = south.asked.as_slice() else { panic!("{south:?}") };
    near(short.value(), 600_000.0);
    near(each.value(), 320_000.0);
}

#[test]
fn who_moves_brings_what_the_split_is_then() {
    let mut document = north_and_south([300_000.0, 200_000.0]);
    // One of the two in the north can be spared: 800,000 less 400,000 is more than its target.
    let now = outcome(&document);
    let shift = CapacityPlan::of(&document, &now).closures(1, Q1, Month::new(2027, 1)).unwrap().shift.unwrap();
    // The split becomes (1 + 0.5) / 2: the reference.
    assert_eq!(shift.moves.len(), 1);
    near(shift.moves[0].brings.value(), 300_000.0);
    near(shift.left.value(), -100_000.0);
    let step = shift_as_closure(&document, &shift).unwrap();
    apply(&mut document, step).unwrap();
    let then = outcome(&document);
    near(CapacityPlan::of(&document, &then).gap(Scope::Segment(1), Q1).gap().unwrap().value(), -100_000.0);
}

#[test]
fn who_moves_is_multiplied_by_the_response_that_the_move_leaves() {
    // Of three in the north one moves: the split becomes (2 + 0.5) / 3, 10 / 9 of the reference, so 300,000 become 333,333.
    let mut document = north_and_south([300_000.0, 200_000.0]);
    document.seats.extend(seats(1, "third", "ae", "2020-01-01"));
    document.seats[2].segment = Some(SegmentId::new("north"));
    let now = outcome(&document);
    let shift = CapacityPlan::of(&document, &now).closures(1, Q1, Month::new(2027, 1)).unwrap().shift.unwrap();
    assert_eq!(shift.moves.len(), 1);
    near(shift.moves[0].brings.value(), 1_000_000.0 / 3.0);
    near(shift.left.value(), 200_000.0 - 1_000_000.0 / 3.0);
}

#[test]
fn a_changed_split_is_a_cause_of_its_own_in_the_waterfall() {
    let mut document = north_and_south([0.0, 0.0]);
    // From July on the north is paid on new business to three quarters only, and one of the two leaves in November.
    let mut later = paying("north", 75).versions.remove(0);
    later.from = Some(day("2027-07-01"));
    document.plans[0].versions.push(PlanVersion { ..later });
    document.seats[1].stints[0].to = remit::model::StintEnd::Known(day("2027-11-30"));
    let now = outcome(&document);
    let plan = CapacityPlan::of(&document, &now);
    let falls = plan.waterfall(&Group::Company, Cadence::Quarter);
    let of = |at: usize| {
        let it = &falls[at].capacity;
        [it.opening, it.response, it.loss, it.closing].map(|it| it.amount().value())
    };
    // 2 x 1,200,000 x 4 / 3, then x 1; who leaves takes 1,200,000 along.
    assert_eq!(of(0).map(f64::round), [3_200_000.0, 0.0, 0.0, 3_200_000.0]);
    assert_eq!(of(2).map(f64::round), [3_200_000.0, -800_000.0, 0.0, 2_400_000.0]);
    assert_eq!(of(3).map(f64::round), [2_400_000.0, 0.0, 1_200_000.0, 1_200_000.0]);
    assert!(falls.iter().all(|it| it.ramped.response == 0.0));
    let why = plan.why(&CapacityFigure::Standing(StandingFigure::Closing, Scope::Company, falls[2].span));
    near(why.recombine().unwrap(), 2_400_000.0);
    let tell = remit::present::capacity::Teller {
        document: &document,
        outcome: &now,
        locale: &remit::present::Locale::for_tag("en-US"),
    };
    let table = remit::present::capacity::standing_table(&tell, &falls);
    assert_eq!(table.header[6], "Response to pay");
    let figures = remit::present::capacity::standing_figures(Scope::Company, &falls);
    assert_eq!(figures[0].len(), table.header.len() - 1);
    // Where it is off nobody hears of it.
    let mut still = document.clone();
    still.assumptions.incentives.on = false;
    let off = outcome(&still);
    let plan = CapacityPlan::of(&still, &off);
    let falls = plan.waterfall(&Group::Company, Cadence::Quarter);
    let table = remit::present::capacity::standing_table(&tell, &falls);
    assert!(!table.header.iter().any(|it| it == "Response to pay"));
}

#[test]
fn mean_months_have_the_mean_response() {
    let mut document = north_and_south([0.0, 0.0]);
    document.roles[0].terms[0].backfill = true;
    document.roles[0].terms[0].backfill_lag_months = 2;
    document.roles[0].terms[0].ramp = Ramp { productivity: vec![Rate::ZERO], ..Ramp::default() };
    document.seats[0].stints[0].to = remit::model::StintEnd::Known(day("2027-02-28"));
    document.costs.recruiting = Rate::percent(50);
    let now = outcome(&document);
    let plan = CapacityPlan::of(&document, &now);
    let line = &plan.turnover(Q1)[0];
    // Two months vacant and one of ramp, at 100,000 x 4 / 3.
    near(line.one.arr_lost.value(), 400_000.0);
    let of = (line.role.clone(), line.segment.clone());
    let why = plan.why(&CapacityFigure::Turnover(TurnoverFigure::ArrLost, Some(of.clone()), Q1));
    near(why.recombine().unwrap(), 400_000.0);
    assert!(why.terms.iter().any(|it| it.label.starts_with("Response to the split of pay")));
    // Recruiting 30,000 and 10,000 a month: 133,333 in the second month are more than enough.
    let wanted = Month::new(2027, 10);
    let hire = plan.hire_by(wanted).into_iter().find(|it| it.segment == of.1).unwrap();
    assert_eq!(hire.break_even_after, Some(2));
    let why = plan.why(&CapacityFigure::HireBy(HireByFigure::BreakEven, of, wanted));
    near(why.recombine().unwrap(), 2.0);
}

/// Random pay responds, from a random split of every role.
fn responding() -> impl Strategy<Value = random::Random> {
    let splits = proptest::collection::vec(1i64..=100, 4);
    (random::document(), splits, 20i64..=200, 20i64..=100).prop_map(|(document, splits, elasticity, returns)| {
        let mut document = document.0;
        let split = |(role, new): (&remit::model::Role, i64)| PaySplit {
            role: role.id.clone(),
            new_business: Rate::percent(new),
            retention: Rate::percent(100 - new),
            expansion: Rate::ZERO,
        };
        document.assumptions.incentives = Incentives {
            on: true,
            new_business: Rate::percent(elasticity),
            returns: Rate::percent(returns),
            reference: document.roles.iter().zip(splits).map(split).collect(),
            ..Incentives::default()
        };
        random::Random(document)
    })
}

fn gap(document: &Document, segment: usize, span: Span) -> f64 {
    let then = outcome(document);
    CapacityPlan::of(document, &then).gap(Scope::Segment(segment), span).gap().unwrap().value()
}

proptest! {
    #![proptest_config(crate::cases::cases(64))]

    #[test]
    fn hires_that_are_proposed_close_the_gap_and_one_fewer_does_not(random::Random(document) in responding()) {
        let first = document.settings.first_month;
        let now = outcome(&document);
        let plan = CapacityPlan::of(&document, &now);
        let spans = now.periods(Cadence::Quarter).into_iter().take(3).chain(now.periods(Cadence::Year)).map(|it| it.1);
        for span in spans {
            for segment in 0..document.segments.len() {
                let Some(closures) = plan.closures(segment, span, first) else { continue };
                let crumb = 1e-6 * closures.gap.capacity.value().max(1_000.0);
                if let Some(hire) = &closures.hire {
                    let after = |count: u32| {
                        let mut hired = document.clone();
                        let option = HireOption { count, ..hire.recommended().unwrap().clone() };
                        let command = hire_as_closure(&document, &hire.role, &hire.segment, &option).unwrap();
                        apply(&mut hired, command).unwrap();
                        gap(&hired, segment, span)
                    };
                    let count = hire.recommended().unwrap().count;
                    prop_assert!(after(count) <= crumb, "{count} leave {}", after(count));
                    let fewer = if count > 1 { after(count - 1) } else { closures.gap.gap().unwrap().value() };
                    prop_assert!(fewer > -crumb, "{} would do: {fewer}", count - 1);
                }
                if let Some(command) = closures.stretch.as_ref().and_then(|it| stretch_as_closure(&document, it)) {
                    let mut stretched = document.clone();
                    apply(&mut stretched, command).unwrap();
                    // Quotas are whole amounts, and those of a hundred thousand millions are cut.
                    let huge = closures.stretch.as_ref().unwrap().factor > 1e5;
                    prop_assert!(huge || gap(&stretched, segment, span) <= crumb);
                }
                if let Some(shift) = &closures.shift {
                    let mut shifted = document.clone();
                    apply(&mut shifted, shift_as_closure(&document, shift).unwrap()).unwrap();
                    let left = gap(&shifted, segment, span);
                    prop_assert!((left - shift.left.value()).abs() <= crumb, "{left} {shift:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_left_of_all_gaps_is_what_the_forecast_says_once_all_are_hired(random::Random(document) in responding()) {
        let now = outcome(&document);
        let plan = CapacityPlan::of(&document, &now);
        let found = plan.close_all(document.settings.first_month);
        let Some(command) = hire_for_all_gaps(&document, &found) else { return Ok(()) };
        let mut hired = document.clone();
        apply(&mut hired, command).unwrap();
        prop_assert_eq!(hired.seats.len(), document.seats.len() + found.count() as usize);
        let then = outcome(&hired);
        let after = CapacityPlan::of(&hired, &then);
        for quarter in &found.quarters {
            let lines = after.gaps_of(Scope::Segment(quarter.segment), Cadence::Quarter);
            let line = lines.iter().find(|it| it.period == quarter.period).unwrap();
            let Some(gap) = line.gap() else { continue };
            let crumb = 1e-6 * line.capacity.value().max(1_000.0);
            prop_assert!((gap - quarter.left).value().abs() <= crumb, "{:?} {:?}", line, quarter);
            let of = remit::engine::capacity::ClosingFigure::Left;
            let why = plan.why(&CapacityFigure::Closing(of, quarter.segment, line.span));
            prop_assert!((why.recombine().unwrap() - quarter.left.value()).abs() <= crumb + 0.1);
        }
        for hires in &found.hires {
            let of = Some((hires.segment.clone(), hires.start));
            let why = plan.why(&CapacityFigure::Hires(HiresFigure::Count, of));
            prop_assert!((why.recombine().unwrap() - f64::from(hires.count)).abs() < 0.02, "{why:?}");
        }
    }

    #[test]
    fn standing_capacity_is_a_year_of_what_the_forecast_lets_everyone_sign(random::Random(document) in responding()) {
        let now = outcome(&document);
        let plan = CapacityPlan::of(&document, &now);
        for fall in plan.waterfall(&Group::Company, Cadence::Month) {
            let season = plan.season(fall.span.to);
            if season < 1e-9 {
                continue;
            }
            let month: f64 = now.seats.iter().map(|seat| seat.capacity[fall.span.to]).sum();
            let standing = fall.capacity.closing.amount().value();
            let year = 12.0 * month / season;
            prop_assert!((standing - year).abs() <= 1e-6 * year.max(1_000.0), "{standing} {year}");
            let it = &fall.capacity;
            let sum = it.opening.amount() + it.gain.amount() - it.loss.amount() + it.recovered.amount()
                + it.leave.amount() + it.response.amount();
            prop_assert!((sum.value() - standing).abs() <= 1e-6 * year.max(1_000.0));
        }
    }
}
