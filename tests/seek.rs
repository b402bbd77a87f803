//! Goal seek and sensitivity: what one lever has to be, and which levers matter.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

#[path = "support/cases.rs"]
mod cases;
mod support;

use proptest::prelude::*;
use remit::edit::{Command, Lever, Limits, Sought, apply, plan_by_source, seek_lever};
use remit::engine::{Env, Found, Goal, Metric, Row, Scope, Span, Try, evaluate, strong_candidates, swing};
use remit::model::{Document, Function, GoalLever, InputValue, Source, get_input, sample, set_input};
use remit::units::{Cadence, Money, Month, Rate, RoleId, SegmentId, SourceId};
use support::random::{self, Random};

fn end(document: &Document) -> Span {
    Span { from: 0, to: document.settings.horizon() - 1 }
}

fn closing(document: &Document, target: f64) -> Goal {
    Goal { metric: Metric::ClosingArr, scope: Scope::Company, span: end(document), target }
}

fn metric(document: &Document, goal: &Goal) -> f64 {
    let outcome = evaluate(document, &Env::default());
    Row::scoped(&outcome, goal.scope, goal.span).value(goal.metric).to_f64().unwrap()
}

fn after(document: &Document, command: &Command) -> Document {
    let mut document = document.clone();
    apply(&mut document, command.clone()).unwrap();
    document
}

fn input(path: &str) -> Lever {
    Lever::Input(path.to_owned())
}

fn look(document: &Document, lever: &Lever, goal: &Goal) -> Sought {
    seek_lever(document, &Env::default(), lever, goal, Limits::default()).unwrap()
}

fn reached(document: &Document, lever: &Lever, goal: &Goal) -> (Try, Command) {
    let Sought { found, command } = look(document, lever, goal);
    let Found::Reached { then, .. } = found else { panic!("{found:?}") };
    (then, command.unwrap())
}

/// One customer of 100,000 whose contract is due once in the plan; four in five renew.
fn one_book() -> Document {
    let mut document = support::quiet();
    support::with_customer(&mut document, "book", Money::from_major(100_000), |it| it.renewal = Rate::percent(80));
    document
}

const RENEWAL: &str = "segment/book/retention/renewal";

#[test]
fn the_renewal_rate_that_keeps_ninety_thousand_of_a_hundred_is_ninety_per_cent() {
    let document = one_book();
    let goal = closing(&document, 90_000.0);
    let Found::Reached { now, .. } = look(&document, &input(RENEWAL), &goal).found else { panic!() };
    assert_eq!((now.at, now.gives.to_f64()), (0.8, Some(80_000.0)));
    let (then, command) = reached(&document, &input(RENEWAL), &goal);
    assert_eq!(then.gives.to_f64(), Some(90_000.0));
    assert_eq!(command, Command::set(RENEWAL, InputValue::Rate(Rate::percent(90))));
}

#[test]
fn a_target_below_today_is_sought_downwards() {
    let document = one_book();
    let (_, command) = reached(&document, &input(RENEWAL), &closing(&document, 75_000.0));
    assert_eq!(command, Command::set(RENEWAL, InputValue::Rate(Rate::percent(75))));
}

#[test]
fn room_below_today_ends_before_the_target_is_missed() {
    // A renewal rate moves in hundredths of a per cent, ten of 100,000: 75,005 is missed at 75.00 % and kept at 75.01 %.
    let document = one_book();
    let (then, _) = reached(&document, &input(RENEWAL), &closing(&document, 75_005.0));
    assert_eq!((then.at, then.gives.to_f64()), (0.7501, Some(75_010.0)));
}

#[test]
fn what_is_met_already_needs_no_move() {
    let document = one_book();
    assert!(matches!(look(&document, &input(RENEWAL), &closing(&document, 80_000.0)).found, Found::Holds { .. }));
}

#[test]
fn beyond_what_the_lever_can_do_the_best_it_can_is_named() {
    let document = one_book();
    let found = look(&document, &input(RENEWAL), &closing(&document, 150_000.0)).found;
    let Found::Unreachable { best, between, .. } = found else { panic!("{found:?}") };
    assert_eq!((best.at, best.gives.to_f64()), (1.0, Some(100_000.0)));
    assert_eq!(between, (0.0, 1.0));
}

#[test]
fn bounds_that_are_given_are_kept() {
    let document = one_book();
    let limits = Limits { min: Some(0.7), max: Some(0.85) };
    let goal = closing(&document, 90_000.0);
    let found = seek_lever(&document, &Env::default(), &input(RENEWAL), &goal, limits).unwrap().found;
    let Found::Unreachable { best, .. } = found else { panic!("{found:?}") };
    assert!((best.at - 0.85).abs() < 1e-9, "{best:?}");
    let limits = Limits { min: Some(0.95), max: None };
    let goal = closing(&document, 97_000.0);
    let found = seek_lever(&document, &Env::default(), &input(RENEWAL), &goal, limits).unwrap().found;
    let Found::Reached { then, .. } = found else { panic!("{found:?}") };
    assert!((then.at - 0.97).abs() < 1e-9, "today's value may lie outside the bounds: {then:?}");
}

#[test]
fn the_fewest_hires_that_reach_the_target_are_found_and_one_fewer_does_not() {
    // Each closer brings 100,000 a month from the first on; pipeline is plenty.
    let mut document = support::quiet();
    let mut segment = support::quiet_segment("all");
    segment.pipeline.leads_month = 1_000;
    segment.pipeline.lead_to_opportunity = Rate::ONE;
    segment.pipeline.win_rate = Rate::ONE;
    segment.pipeline.deal_size = Money::from_major(100_000);
    document.segments.push(segment);
    let terms = support::steady(Money::from_major(1_200_000), Cadence::Year);
    document.roles.push(support::role("closer", Function::NewBusiness, terms));
    document.seats.push(support::seat("closer-1", "closer", "2020-01-01"));
    let lever = Lever::Hires {
        role: RoleId::new("closer"),
        segment: None,
        from: document.settings.first_month.plus(6),
        with_leads: false,
    };
    // One all year brings 1.2 million; each hire of July half of that.
    let goal = closing(&document, 4_000_000.0);
    let (then, command) = reached(&document, &lever, &goal);
    assert_eq!(then.at, 5.0);
    assert_eq!(metric(&after(&document, &command), &goal), 4_200_000.0);
    assert_eq!(then.gives.to_f64(), Some(4_200_000.0));
}

#[test]
fn hires_with_leads_to_match_reach_what_hires_alone_cannot() {
    // One closer sells 100,000 a month, which is all that ten leads a month bring; a second one needs ten more.
    let mut document = support::quiet();
    let mut segment = support::quiet_segment("one");
    segment.pipeline.leads_month = 10;
    segment.pipeline.lead_to_opportunity = Rate::ONE;
    segment.pipeline.win_rate = Rate::ONE;
    segment.pipeline.deal_size = Money::from_major(10_000);
    document.segments = vec![segment];
    let terms = support::steady(Money::from_major(1_200_000), Cadence::Year);
    document.roles.push(support::role("closer", Function::NewBusiness, terms));
    let mut closer = support::seat("closer-1", "closer", "2020-01-01");
    closer.segment = Some(SegmentId::new("one"));
    document.seats.push(closer);
    let goal = closing(&document, 2_400_000.0);
    let hires = |with_leads: bool| Lever::Hires {
        role: RoleId::new("closer"),
        segment: Some(SegmentId::new("one")),
        from: document.settings.first_month,
        with_leads,
    };
    assert!(matches!(look(&document, &hires(false), &goal).found, Found::Unreachable { .. }));
    let (then, command) = reached(&document, &hires(true), &goal);
    assert_eq!((then.at, then.gives.to_f64()), (1.0, Some(2_400_000.0)));
    let moved = after(&document, &command);
    assert_eq!((moved.seats.len(), moved.segments[0].pipeline.leads_month), (2, 20));
}

#[test]
fn leads_to_match_are_those_of_the_sources_where_a_segment_is_planned_by_source() {
    // One closer sells 100,000 a month: six leads of the web and four of partners. Leads of the segment itself count for nothing.
    let mut document = support::quiet();
    let mut segment = support::quiet_segment("one");
    segment.pipeline.leads_month = 99;
    segment.pipeline.lead_to_opportunity = Rate::ONE;
    segment.pipeline.win_rate = Rate::ONE;
    segment.pipeline.deal_size = Money::from_major(10_000);
    let source = |id: &str, leads_month| Source { id: SourceId::new(id), leads_month, ..Source::default() };
    segment.pipeline.sources = vec![source("web", 6), source("partners", 4), source("none", 0)];
    document.segments = vec![segment];
    let terms = support::steady(Money::from_major(1_200_000), Cadence::Year);
    document.roles.push(support::role("closer", Function::NewBusiness, terms));
    let mut closer = support::seat("closer-1", "closer", "2020-01-01");
    closer.segment = Some(SegmentId::new("one"));
    document.seats.push(closer);
    let lever = Lever::Hires {
        role: RoleId::new("closer"),
        segment: Some(SegmentId::new("one")),
        from: document.settings.first_month,
        with_leads: true,
    };
    let goal = closing(&document, 2_400_000.0);
    assert_eq!(metric(&document, &goal), 1_200_000.0);
    let (then, command) = reached(&document, &lever, &goal);
    assert_eq!((then.at, then.gives.to_f64()), (1.0, Some(2_400_000.0)));
    let pipeline = &after(&document, &command).segments[0].pipeline;
    assert_eq!(pipeline.sources.iter().map(|it| it.leads_month).collect::<Vec<_>>(), [12, 8, 0]);
    assert_eq!(pipeline.leads_month, 99);
}

#[test]
fn renewal_of_all_segments_moves_by_the_same_points() {
    let mut document = one_book();
    support::with_customer(&mut document, "other", Money::from_major(100_000), |it| it.renewal = Rate::percent(90));
    // 80,000 and 90,000 today; five points each make 180,000.
    let goal = closing(&document, 180_000.0);
    let (then, command) = reached(&document, &Lever::Renewal, &goal);
    assert!((then.at - 0.05).abs() < 1e-9);
    let moved = after(&document, &command);
    let renewal = |id: &str| moved.segment(&SegmentId::new(id)).unwrap().retention.renewal;
    assert_eq!((renewal("book"), renewal("other")), (Rate::percent(85), Rate::percent(95)));
    // At 19 points the better one renews all and the other 99 %; more than 200,000 there is not.
    let (then, _) = reached(&document, &Lever::Renewal, &closing(&document, 199_000.0));
    assert!((then.at - 0.19).abs() < 1e-9);
    let found = look(&document, &Lever::Renewal, &closing(&document, 201_000.0)).found;
    let Found::Unreachable { best, .. } = found else { panic!("{found:?}") };
    assert_eq!(best.gives.to_f64(), Some(200_000.0));
}

#[test]
fn leads_of_sources_are_levers_and_those_they_stand_in_for_are_not() {
    let mut document = sample::company();
    let planned = plan_by_source(&document, Some(&SegmentId::new("smb")));
    apply(&mut document, planned).unwrap();
    let goal = closing(&document, metric(&document, &closing(&document, 0.0)) + 100_000.0);
    let old =
        seek_lever(&document, &Env::default(), &input("segment/smb/pipeline/leads_month"), &goal, Limits::default());
    assert!(old.unwrap_err().contains("moves nothing as the plan stands: the segment is planned by source"));
    let strong = strong_candidates(&document);
    let offered = |path: &str| strong.iter().any(|it| it.path == path);
    assert!(!offered("segment/smb/pipeline/leads_month") && !offered("segment/smb/pipeline/lead_to_opportunity"));
    assert!(offered("segment/smb/source/marketing/leads_month"));
    let other = document.segments.iter().find(|it| it.id.as_str() != "smb").unwrap().id.clone();
    assert!(offered(&format!("segment/{other}/pipeline/leads_month")));
    let before = document.segment(&SegmentId::new("smb")).unwrap().pipeline.sources[0].leads_month;
    // With the leads, the win rate of everybody would do; with more people alone the leads run out.
    let hires = |with_leads| Lever::Hires {
        role: document
            .seats
            .iter()
            .find(|it| {
                it.segment == Some(SegmentId::new("smb"))
                    && document.role(&it.role).unwrap().function.sells_new_business()
            })
            .unwrap()
            .role
            .clone(),
        segment: Some(SegmentId::new("smb")),
        from: document.settings.first_month,
        with_leads,
    };
    let limits = Limits { min: Some(3.0), max: Some(3.0) };
    let far = closing(&document, 1e9);
    let gives =
        |with_leads| match seek_lever(&document, &Env::default(), &hires(with_leads), &far, limits).unwrap().found {
            Found::Unreachable { best, .. } => best.gives.to_f64().unwrap(),
            other => panic!("{other:?}"),
        };
    assert!(gives(true) > gives(false));
    let (_, command) = reached(&document, &hires(true), &closing(&document, gives(true)));
    let after = after(&document, &command);
    let leads = |document: &Document| document.segment(&SegmentId::new("smb")).unwrap().pipeline.sources[0].leads_month;
    assert!(leads(&after) > before);
    assert_eq!(
        after.segment(&SegmentId::new("smb")).unwrap().pipeline.leads_month,
        document.segment(&SegmentId::new("smb")).unwrap().pipeline.leads_month
    );
}

#[test]
fn levers_have_names_by_which_a_goal_keeps_their_bounds() {
    let document = sample::company();
    let hires = |segment: Option<&str>, with_leads| Lever::Hires {
        role: document.roles[0].id.clone(),
        segment: segment.map(SegmentId::new),
        from: document.settings.first_month,
        with_leads,
    };
    let role = &document.roles[0].id;
    for (lever, key) in [
        (input("segment/smb/retention/renewal"), "segment/smb/retention/renewal".to_owned()),
        (Lever::Renewal, "renewal".to_owned()),
        (hires(None, false), format!("hires/{role}")),
        (hires(Some("smb"), false), format!("hires/{role}/smb")),
        (hires(Some("smb"), true), format!("hires/{role}/smb/with_leads")),
    ] {
        assert_eq!(lever.key(), key);
        assert!(GoalLever { path: key, ..GoalLever::default() }.is_known(&document));
    }
    for gone in ["hires/nobody", "hires", "segment/gone/retention/renewal", "hires/ae/gone"] {
        assert!(!GoalLever { path: gone.to_owned(), ..GoalLever::default() }.is_known(&document), "{gone}");
    }
}

#[test]
fn levers_that_cannot_be_sought_say_why() {
    let document = one_book();
    let goal = closing(&document, 1.0);
    let why = |lever: &Lever| seek_lever(&document, &Env::default(), lever, &goal, Limits::default()).unwrap_err();
    assert!(why(&input("segment/none/x")).contains("there is no input"));
    assert!(why(&input("settings/first_month")).contains("is a month"));
    assert!(why(&input("costs/marketing")).contains("is empty"));
    let nobody =
        Lever::Hires { role: RoleId::new("nobody"), segment: None, from: Month::new(2027, 1), with_leads: false };
    assert!(why(&nobody).contains("no role"));
    let goal = Goal { metric: Metric::CacPayback, ..closing(&document, 12.0) };
    assert!(matches!(look(&document, &input(RENEWAL), &goal).found, Found::Undefined(_)));
}

#[test]
fn in_the_sample_hires_win_rate_and_renewal_each_answer_or_say_what_holds() {
    let document = sample::named("company").unwrap();
    let goal = Goal { target: metric(&document, &closing(&document, 0.0)) * 1.02, ..closing(&document, 0.0) };
    for lever in [
        input("segment/mid-market/pipeline/win_rate"),
        Lever::Renewal,
        Lever::Hires {
            role: RoleId::new("ae"),
            segment: Some(SegmentId::new("mid-market")),
            from: document.settings.first_month,
            with_leads: false,
        },
    ] {
        let Sought { found, command } = look(&document, &lever, &goal);
        match (found, command) {
            (Found::Reached { then, .. }, Some(command)) => {
                let reached = metric(&after(&document, &command), &goal);
                assert!(reached >= goal.target, "{lever:?}: {reached}");
                assert_eq!(Some(reached), then.gives.to_f64());
            }
            (Found::Unreachable { holds, best, .. }, None) => {
                assert!(holds.is_some(), "{lever:?} says what holds: {best:?}");
            }
            other => panic!("{lever:?}: {other:?}"),
        }
    }
}

proptest! {
    #![proptest_config(cases::cases(40))]

    #[test]
    fn what_is_found_meets_the_target_and_undo_takes_it_back(
        Random(document) in random::document(), pick in any::<prop::sample::Index>(), share in -0.3..0.3f64
    ) {
        let all: Vec<_> = strong_candidates(&document);
        prop_assume!(!all.is_empty());
        let chosen = pick.get(&all).clone();
        let today = metric(&document, &closing(&document, 0.0));
        let goal = closing(&document, today * (1.0 + share));
        let Sought { found, command } = look(&document, &input(&chosen.path), &goal);
        if let (Found::Reached { then, .. }, Some(command)) = (found, command) {
            let mut moved = document.clone();
            let inverse = apply(&mut moved, command).unwrap();
            let reached = metric(&moved, &goal);
            prop_assert_eq!(Some(reached), then.gives.to_f64());
            // Closing ARR is welcome: better than the target, whichever side it came from.
            prop_assert!(reached >= goal.target - 1e-6, "{} of {}", reached, goal.target);
            let value = get_input(&moved, &chosen.path).unwrap().value.magnitude().unwrap();
            prop_assert!(value >= chosen.bounds.min - 1e-9 && value <= chosen.bounds.max + 1e-9);
            apply(&mut moved, inverse).unwrap();
            prop_assert_eq!(moved, document);
        }
    }
}

#[test]
fn an_input_a_tenth_higher_and_lower_swings_the_metric_as_a_pencil_says() {
    let document = one_book();
    let renewal = get_input(&document, RENEWAL).unwrap();
    let of = (Metric::ClosingArr, Scope::Company, end(&document));
    let swung = swing(&document, &Env::default(), &renewal, 0.1, of, 80_000.0).unwrap();
    assert_eq!((swung.low.gives, swung.high.gives), (Some(72_000.0), Some(88_000.0)));
    assert_eq!(swung.width(), 16_000.0);
    // At a bound the move is cut: 95 % and a tenth more is all.
    let mut near = document.clone();
    set_input(&mut near, RENEWAL, InputValue::Rate(Rate::percent(95))).unwrap();
    let swung = swing(&near, &Env::default(), &get_input(&near, RENEWAL).unwrap(), 0.1, of, 95_000.0).unwrap();
    assert_eq!((swung.low.gives, swung.high.gives), (Some(85_500.0), Some(100_000.0)));
}

#[test]
fn whole_numbers_swing_by_one_at_least_and_what_is_empty_or_a_month_not_at_all() {
    let mut document = one_book();
    let place = set_input(&mut document, "segment/book/pipeline/leads_month", InputValue::Count(3));
    assert!(place.is_ok());
    let of = (Metric::ClosingArr, Scope::Company, end(&document));
    let env = Env::default();
    let leads = get_input(&document, "segment/book/pipeline/leads_month").unwrap();
    let swung = swing(&document, &env, &leads, 0.1, of, 0.0).unwrap();
    assert_eq!((swung.low.value, swung.high.value), (InputValue::Count(2), InputValue::Count(4)));
    for path in ["costs/marketing", "settings/first_month"] {
        assert!(swing(&document, &env, &get_input(&document, path).unwrap(), 0.1, of, 0.0).is_none());
    }
}
