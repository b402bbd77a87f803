//! Figures of the capacity and cost panels explain themselves, and the terms make the figure.

use super::outcome;
use crate::support::random;
use proptest::prelude::*;
use remit::engine::capacity::{
    BackfillFigure, BudgetFigure, CapacityFigure, CapacityPlan, ClosingFigure, CostFamily, CostFigure, CostOf,
    GapFigure, HireByFigure, HiresFigure, LevelFigure, PeopleFigure, PeopleOf, RiskFigure, StandingFigure,
    SupportFigure, TurnoverFigure, WhyLink,
};
use remit::engine::{Op, Scope, Span, pay_splits};
use remit::model::comp::{Measure, Spif, SpifPays};
use remit::model::{Document, Incentives, inputs, sample};
use remit::units::{Cadence, Money, Rate, Yearly};
use std::collections::BTreeMap;

/// Every figure of every panel.
fn all(document: &Document, plan: &CapacityPlan<'_>, years: &[Span], quarters: &[Span]) -> Vec<CapacityFigure> {
    let mut figures = Vec::new();
    let scopes = || (0..document.segments.len()).map(Scope::Segment).chain([Scope::Company]);
    for span in years.iter().chain(quarters) {
        for scope in scopes() {
            figures.extend(GapFigure::ALL.iter().map(|it| CapacityFigure::Gap(*it, scope, *span)));
        }
        let families = CostFamily::ALL.map(CostOf::Family);
        let roles = document.roles.iter().map(|it| CostOf::Role(it.id.clone()));
        let terms = document.roles.iter().flat_map(|role| {
            let places = std::iter::once(None).chain(document.segments.iter().map(|it| Some(it.id.clone())));
            places.map(|place| CostOf::Terms((role.id.clone(), place)))
        });
        for of in families.into_iter().chain(roles).chain(terms).chain([CostOf::All]) {
            figures.extend(CostFigure::ALL.iter().map(|it| CapacityFigure::Cost(*it, of.clone(), *span)));
        }
        for seat in &document.seats {
            for stint in (0..seat.stints.len()).map(Some).chain([None]) {
                let cost = |it| CapacityFigure::Cost(it, CostOf::Holder(seat.id.clone(), stint), *span);
                figures.extend([CostFigure::Base, CostFigure::Variable, CostFigure::Ramping].map(cost));
            }
        }
        let lines = plan.turnover(*span).into_iter().map(|it| Some((it.role, it.segment)));
        for of in lines.chain([None]) {
            figures.extend(TurnoverFigure::ALL.iter().map(|it| CapacityFigure::Turnover(*it, of.clone(), *span)));
        }
    }
    for span in quarters {
        for scope in scopes() {
            figures.extend(StandingFigure::ALL.iter().map(|it| CapacityFigure::Standing(*it, scope, *span)));
        }
    }
    for span in quarters {
        figures.extend(RiskFigure::ALL.iter().map(|it| CapacityFigure::Risk(*it, *span)));
    }
    for span in years.iter().chain(quarters) {
        for segment in 0..document.segments.len() {
            figures.extend(ClosingFigure::ALL.iter().map(|it| CapacityFigure::Closing(*it, segment, *span)));
        }
    }
    for rate in plan.backfill_rates() {
        figures.extend(BackfillFigure::ALL.iter().map(|it| CapacityFigure::Backfill(*it, rate.period.first)));
    }
    for span in years.iter().chain(quarters) {
        for line in plan.levels(*span) {
            let seat = &document.seats[line.seat].id;
            figures.extend(LevelFigure::ALL.iter().map(|it| CapacityFigure::Level(*it, seat.clone(), *span)));
        }
    }
    for span in quarters {
        let functions = remit::model::Function::ALL.map(PeopleOf::Function);
        let roles = document.roles.iter().map(|it| PeopleOf::Role(it.id.clone()));
        for of in functions.into_iter().chain(roles).chain([PeopleOf::All]) {
            figures.extend(PeopleFigure::ALL.iter().map(|it| CapacityFigure::People(*it, of.clone(), *span)));
        }
    }
    let wanted = document.settings.first_month.plus(14);
    for line in plan.hire_by(wanted) {
        let of = (line.role, line.segment);
        figures.extend(HireByFigure::ALL.iter().map(|it| CapacityFigure::HireBy(*it, of.clone(), wanted)));
    }
    let hires = plan.close_all(document.settings.first_month).hires;
    for of in hires.into_iter().map(|it| Some((it.segment, it.start))).chain([None]) {
        figures.extend(HiresFigure::ALL.iter().map(|it| CapacityFigure::Hires(*it, of.clone())));
    }
    for line in plan.support() {
        let of = (line.role.clone(), line.segment.clone());
        figures.extend(SupportFigure::ALL.iter().map(|it| CapacityFigure::Support(*it, of.clone(), line.kind.by())));
    }
    for span in years {
        figures.extend(BudgetFigure::ALL.iter().map(|it| CapacityFigure::Budget(*it, *span)));
    }
    figures
}

/// The sample with shorter selling time, and more that is missing or out of the way.
fn varied() -> Document {
    let mut document = sample::company();
    document.assumptions.productive_time = Rate::percent(90);
    // A segment without a target, a role nobody replaces, and a leave for some variety.
    document.segments[2].targets.clear();
    // Too few leads in another, so that its pipeline is short as well.
    document.segments[0].pipeline.leads_month /= 2;
    document.roles.iter_mut().find(|it| it.id.as_str() == "se").unwrap().terms[0].backfill = false;
    document
}

#[test]
fn terms_make_the_figure_and_every_term_that_is_one_explains_itself_alike() {
    walk(&varied());
}

#[test]
fn so_they_do_where_results_respond_to_a_split_of_pay_that_has_changed() {
    let mut document = varied();
    let mut reference = pay_splits(&document);
    for split in &mut reference {
        (split.new_business, split.expansion) = (Rate::percent(97), Rate::percent(3));
    }
    document.assumptions.incentives =
        Incentives { on: true, new_business: Rate::ONE, reference, ..Incentives::default() };
    walk(&document);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_terms_make_the_figure(document in random::document()) {
        let document = document.0;
        let outcome = outcome(&document);
        let plan = CapacityPlan::of(&document, &outcome);
        let spans = |by| outcome.periods(by).into_iter().map(|it| it.1).take(2).collect::<Vec<_>>();
        for figure in all(&document, &plan, &spans(Cadence::Year), &spans(Cadence::Quarter)) {
            let why = plan.why(&figure);
            let (Some(value), Some(made)) = (why.value.to_f64(), why.recombine()) else { continue };
            let largest = why.terms.iter().filter_map(|it| it.value.to_f64()).fold(value.abs(), |a, b| a.max(b.abs()));
            // Terms in money are kept to the thousandth, which is much beside a small share of a person that they are divided by.
            let over = why.terms.iter().filter(|it| it.op == Op::Over).filter_map(|it| it.value.to_f64());
            let least = over.map(f64::abs).filter(|it| *it > 0.0).fold(1.0, f64::min);
            prop_assert!((value - made).abs() < 0.02 / least + 1e-5 * largest, "{figure:?}: {value} is not {made}: {why:#?}");
        }
    }
}

/// Walks every figure: its terms make it again, and each term that is a figure is that figure's value.
fn walk(document: &Document) {
    let outcome = outcome(document);
    let plan = CapacityPlan::of(document, &outcome);
    let spans = |by| outcome.periods(by).into_iter().map(|it| it.1).collect::<Vec<_>>();
    // The first two, and one in which the plan has gaps of people and of pipeline.
    let all_quarters = spans(Cadence::Quarter);
    let quarters: Vec<Span> = [0, 1, 5].into_iter().filter_map(|at| all_quarters.get(at).copied()).collect();
    let paths: Vec<String> = remit::model::inputs(document).into_iter().map(|it| it.path).collect();
    let mut leads_somewhere = std::collections::HashSet::new();
    let mut checked = 0;
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for figure in all(document, &plan, &spans(Cadence::Year), &quarters) {
        let why = plan.why(&figure);
        let Some(value) = why.value.to_f64() else { continue };
        *kinds.entry(figure.name().to_owned()).or_default() += 1;
        assert!(!why.terms.is_empty(), "{figure:?} has a value and nothing that explains it");
        assert!(!figure.name().is_empty() && !figure.formula().is_empty(), "{figure:?} has no name or formula");
        let made =
            why.recombine().unwrap_or_else(|| panic!("{figure:?} has terms that only stand beside it: {why:#?}"));
        // Terms in money are kept to the thousandth.
        assert!((value - made).abs() < 0.02 + 1e-5 * value.abs(), "{figure:?}: {value} is not {made}: {why:#?}");
        for term in why.terms.iter().filter(|it| it.op != Op::Aside) {
            assert!(!term.label.trim().is_empty(), "{figure:?} has a term without a name: {why:#?}");
            if let WhyLink::Input(path) = &term.link
                && leads_somewhere.insert(path.clone())
            {
                // An input or the beginning of some, from its first part on; `*` stands for whatever they belong to.
                let (begin, rest) = path.split_once('*').unwrap_or((path, ""));
                let leads = paths.iter().any(|it| it.strip_prefix(begin).is_some_and(|it| it.contains(rest)));
                // The response to pay has inputs only where it is switched on.
                let is_off = path == "assumptions/incentives" && !document.assumptions.incentives.on;
                assert!(leads || is_off, "{figure:?} leads to {path}, which is no input");
            }
            if let WhyLink::Figure(to) = &term.link {
                assert_ne!(*to, figure, "a figure that explains itself by itself");
                assert_eq!(plan.why(to).value, term.value, "{figure:?} by way of {to:?}");
            }
        }
        checked += 1;
    }
    assert!(checked > 1_100, "{checked}");
    // Every kind of figure stood in it with a value at least once.
    let names = |all: &mut dyn Iterator<Item = &'static str>| {
        let missing: Vec<&str> = all.filter(|name| !kinds.contains_key(*name)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    };
    names(&mut RiskFigure::ALL.iter().map(|it| it.name()));
    names(&mut BackfillFigure::ALL.iter().map(|it| it.name()));
    names(&mut LevelFigure::ALL.iter().map(|it| it.name()));
    names(&mut HireByFigure::ALL.iter().map(|it| it.name()));
    names(&mut ClosingFigure::ALL.iter().map(|it| it.name()));
    names(&mut HiresFigure::ALL.iter().map(|it| it.name()));
    names(&mut SupportFigure::ALL.iter().map(|it| it.name()));
    names(&mut StandingFigure::ALL.iter().map(|it| it.name()));
}

#[test]
fn the_ramp_cost_of_a_role_is_told_person_by_person_and_a_persons_by_what_is_paid_for_what_is_missing() {
    use crate::support::{money, quiet, role, seats, steady};
    let mut document = quiet();
    let mut seller = role("ae", remit::model::Function::NewBusiness, steady(money(1.0), Cadence::Year));
    seller.terms[0].base = Yearly::new(money(120_000.0));
    // Nothing in the first month, half in the second and third.
    seller.terms[0].ramp.productivity = [0, 50, 50].map(Rate::percent).to_vec();
    document.roles = vec![seller];
    document.costs.burden = Rate::percent(20);
    document.costs.tools = Some(Yearly::new(money(12_000.0)));
    let first = document.settings.first_month;
    document.seats = seats(1, "new", "ae", &first.first_day().to_string());
    document.seats.extend(seats(1, "old", "ae", "2015-01-01"));
    let role = CostOf::Role(document.roles[0].id.clone());
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let span = Span { from: 0, to: 5 };
    let why = plan.why(&CapacityFigure::Cost(CostFigure::Ramping, role, span));
    // Only who ramps is named: 10,000 a month with 20 % on it, and 1,000 of tools, once in full and twice by half.
    let [one] = why.terms.as_slice() else { panic!("{why:#?}") };
    assert_eq!(one.value.to_f64(), Some(26_000.0));
    let WhyLink::Figure(person) = &one.link else { panic!("{one:?}") };
    let told: Vec<_> =
        plan.why(person).terms.into_iter().map(|it| (it.op, it.value.to_f64().unwrap(), it.link)).collect();
    let from = |path: &str| WhyLink::Input(path.to_owned());
    assert_eq!(
        told[..3],
        [
            (Op::Plus, 30_000.0, from("role/ae/any/base")),
            (Op::Plus, 6_000.0, from("costs/burden")),
            (Op::Plus, 3_000.0, from("costs/tools")),
        ]
    );
    // 26,000 of 39,000.
    assert!((told[3].1 - 2.0 / 3.0).abs() < 1e-9 && told[3].0 == Op::Times, "{told:?}");
    assert_eq!(told[3].2, from("role/ae/any"));
}

#[test]
fn pay_of_a_person_leads_to_the_base_of_their_own_and_names_what_is_paid_beside_the_plan() {
    use crate::support::{money, quiet, role, seats, steady};
    let mut document = quiet();
    let mut seller = role("ae", remit::model::Function::NewBusiness, steady(money(1.0), Cadence::Year));
    seller.terms[0].base = Yearly::new(money(120_000.0));
    document.roles = vec![seller];
    document.seats = seats(1, "own", "ae", "2015-01-01");
    document.seats.extend(seats(1, "usual", "ae", "2015-01-01"));
    document.seats[0].stints[0].overrides.base = Some(Yearly::new(money(132_000.0)));
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let span = Span { from: 0, to: 11 };
    let base = |seat: &remit::model::Seat| {
        let of = CostOf::Holder(seat.id.clone(), Some(0));
        let why = plan.why(&CapacityFigure::Cost(CostFigure::Base, of, span));
        (why.terms[0].value.to_f64(), why.terms[0].link.clone())
    };
    let [own, usual] = document.seats.as_slice() else { panic!("two seats") };
    let path = format!("seat/{}/1/base", own.id);
    assert!(inputs(&document).iter().any(|it| it.path == path), "{path} is an input");
    assert_eq!(base(own), (Some(132_000.0), WhyLink::Input(path)));
    assert_eq!(base(usual), (Some(120_000.0), WhyLink::Input("role/ae/any/base".to_owned())));

    // A SPIF is called as it is in the plan.
    let mut document = sample::company();
    for version in document.plans.iter_mut().flat_map(|it| &mut it.versions) {
        version.spifs.push(Spif {
            id: remit::units::ComponentId::new("spif-x7"),
            name: "Spring push".to_owned(),
            measure: Measure::NewArr,
            from: "2027-01-01".parse().unwrap(),
            to: "2027-12-31".parse().unwrap(),
            amount: money(5_000.0),
            pays: SpifPays::Once { at: money(1_000.0) },
        });
    }
    let outcome = super::outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let paid = all(&document, &plan, &[span], &[]).into_iter().filter_map(|figure| {
        let CapacityFigure::Cost(CostFigure::Variable, CostOf::Holder(..), _) = &figure else { return None };
        Some(plan.why(&figure).terms.into_iter().map(|it| it.label).collect::<Vec<_>>())
    });
    let labels: Vec<String> = paid.flatten().collect();
    assert!(labels.iter().any(|it| it == "Spring push") && !labels.iter().any(|it| it == "spif-x7"), "{labels:?}");
}

#[test]
fn no_figure_of_cost_is_explained_by_itself_alone_or_by_more_terms_than_one_reads() {
    let document = varied();
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let (_, span) = outcome.periods(Cadence::Year)[0];
    for figure in all(&document, &plan, &[span], &[]) {
        let CapacityFigure::Cost(..) = &figure else { continue };
        let why = plan.why(&figure);
        assert!(why.terms.len() <= 12, "{figure:?} has {} terms", why.terms.len());
        if let [only] = why.terms.as_slice()
            && only.value == why.value
            && only.value.to_f64() != Some(0.0)
        {
            // The only one of several, who is asked further; or one component, which the plan explains.
            let leads = matches!(&only.link, WhyLink::Figure(_))
                || matches!(&only.link, WhyLink::Input(path) if path.starts_with("plan/"));
            assert!(leads, "{figure:?} is explained by itself: {why:#?}");
        }
    }
}

#[test]
fn a_role_of_many_seats_is_told_by_where_they_are() {
    use crate::support::{money, quiet, quiet_segment, role, seats, steady};
    let mut document = quiet();
    document.segments.push(quiet_segment("other"));
    document.roles = vec![role("ae", remit::model::Function::NewBusiness, steady(money(1.0), Cadence::Year))];
    document.seats = seats(40, "ae", "ae", "2020-01-01");
    for seat in &mut document.seats[10..] {
        seat.segment = Some(document.segments[1].id.clone());
    }
    let told = |document: &Document| {
        let outcome = outcome(document);
        let figure =
            CapacityFigure::People(PeopleFigure::Heads, PeopleOf::Role(document.roles[0].id.clone()), outcome.whole());
        let why = CapacityPlan::of(document, &outcome).why(&figure);
        why.terms.iter().map(|it| (it.label.clone(), it.value.to_f64().unwrap())).collect::<Vec<_>>()
    };
    assert_eq!(told(&document), [("All segments".to_owned(), 10.0), ("other".to_owned(), 30.0)]);
    document.seats.truncate(30);
    assert_eq!(told(&document).len(), 30, "up to thirty each by itself");
}

#[test]
fn what_whole_people_are_rounded_to_says_why() {
    // 75,000 a month each: the label of the difference between what is missing and whole people.
    let label = |target: f64| {
        let mut document = crate::closing::four_sellers();
        document.seats.clear();
        document.roles[0].terms[0].ramp.productivity.clear();
        document.segments[0].targets = vec![remit::model::QuarterTarget {
            quarter: document.settings.first_month,
            arr: crate::support::money(target),
        }];
        let outcome = outcome(&document);
        let plan = CapacityPlan::of(&document, &outcome);
        let start = document.settings.first_month;
        let of = Some((document.segments[0].id.clone(), start));
        let why = plan.why(&CapacityFigure::Hires(HiresFigure::Count, of));
        (why.value.to_f64().unwrap(), why.terms.last().unwrap().label.clone())
    };
    assert_eq!(label(450_000.0 + 1.0), (3.0, "Rounded up to whole people".to_owned()));
    // 225,000 a quarter each: more than two hundred would be needed.
    assert_eq!(label(225_000.0 * 300.0), (200.0, "More in one month than any plan hires".to_owned()));
}

#[test]
fn nobody_is_hired_for_a_ramp_beyond_what_later_quarters_need() {
    use crate::support::money;
    use remit::model::QuarterTarget;
    // Half of 100,000 a month for half a year: the first quarter's 300,000 would take two, the third's one.
    let mut document = crate::closing::four_sellers();
    document.seats.clear();
    document.roles[0].terms[0].expected_attainment = Rate::ONE;
    document.roles[0].terms[0].ramp.productivity = vec![Rate::percent(50); 6];
    let first = document.settings.first_month;
    document.segments[0].targets =
        [0, 6].map(|at| QuarterTarget { quarter: first.plus(at), arr: money(300_000.0) }).to_vec();
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let why = plan.why(&CapacityFigure::Hires(HiresFigure::Count, Some((document.segments[0].id.clone(), first))));
    let last = why.terms.last().unwrap();
    assert_eq!((why.value.to_f64(), last.value.to_f64()), (Some(1.0), Some(-1.0)));
    assert_eq!(last.label, "Beyond what some quarter needs of ramped people: not hired");
}

#[test]
fn a_hire_has_paid_for_themselves_in_the_month_that_is_told_and_not_before() {
    let document = sample::company();
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let wanted = document.settings.first_month.plus(20);
    let mut told = 0;
    for line in plan.hire_by(wanted).into_iter().filter(|it| it.break_even_after.is_some()) {
        let role = document.role(&line.role).unwrap();
        let terms = role.terms_for(line.segment.as_ref()).unwrap();
        // By hand: what they signed so far at the gross margin, less what they cost so far.
        let costs = &document.costs;
        let major = |money: Money| money.to_major();
        let variable = (major(terms.ote.amount()) - major(terms.base.amount())) * terms.expected_attainment.to_f64();
        let pay = (major(terms.base.amount()) + variable) / 12.0 * (1.0 + costs.burden.to_f64());
        let month = pay + costs.tools.map_or(0.0, |it| major(it.amount())) / 12.0;
        let quota = major(terms.quota.unwrap().arr_year().amount()) / 12.0;
        let time = document.assumptions.productive_time.to_f64();
        let balance = |months: u32| {
            let signed: f64 = (1..=months).map(|at| terms.ramp.productivity_at(at)).sum::<f64>()
                * quota
                * terms.expected_attainment.to_f64()
                * time;
            let recruiting = major(terms.base.amount()) * costs.recruiting.to_f64();
            signed * costs.gross_margin.unwrap().to_f64() - month * f64::from(months) - recruiting
        };
        let after = line.break_even_after.unwrap();
        assert!(balance(after) >= 0.0 && balance(after - 1) < 0.0, "{line:?}");
        let of = (line.role.clone(), line.segment.clone());
        let why = plan.why(&CapacityFigure::HireBy(HireByFigure::BreakEven, of, wanted));
        let value = |label: &str| {
            why.terms.iter().find(|it| it.label.starts_with(label)).and_then(|it| it.value.to_f64()).unwrap()
        };
        let shown = value("Gross profit of a first year") - value("Cost of the first") - value("Recruiting");
        assert!((shown - balance(after - 1)).abs() < 0.01, "{shown} {}", balance(after - 1));
        let shown = shown + value("Gross profit of month");
        assert!((shown - balance(after)).abs() < 0.01, "{shown} {}", balance(after));
        assert!((why.recombine().unwrap() - f64::from(after)).abs() < 1e-6);
        told += 1;
    }
    assert!(told > 1);
}

#[test]
fn the_quotas_below_a_leader_are_those_of_the_people_the_document_puts_there() {
    let document = sample::company();
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let (_, span) = outcome.periods(Cadence::Year)[0];
    // Capacity below a leader, added up from the forecast's seats by walking the reporting lines of the document.
    let below = |leader: &str| {
        let is_below = |seat: &remit::model::Seat| {
            let mut next = seat.manager.clone();
            while let Some(id) = next {
                if id.as_str() == leader {
                    return true;
                }
                next = document.seat(&id).and_then(|it| it.manager.clone());
            }
            false
        };
        let seats = document.seats.iter().zip(&outcome.seats).filter(|(seat, _)| is_below(seat));
        seats.flat_map(|(_, it)| it.capacity[span.from..=span.to].iter()).sum::<f64>()
    };
    let mut leaders = 0;
    for line in plan.levels(span).iter().filter(|it| it.sellers > 0) {
        let seat = &document.seats[line.seat].id;
        let why = plan.why(&CapacityFigure::Level(LevelFigure::Capacity, seat.clone(), span));
        let (said, walked) = (why.value.to_f64().unwrap(), below(seat.as_str()));
        assert!((said - walked).abs() < 0.01, "{seat}: {said} {walked}");
        leaders += 1;
    }
    assert!(leaders > 2);
}

#[test]
fn what_a_figure_says_is_what_its_panel_shows() {
    let document = sample::company();
    let outcome = outcome(&document);
    let plan = CapacityPlan::of(&document, &outcome);
    let (_, span) = outcome.periods(Cadence::Year)[1];
    let said = |figure: CapacityFigure| plan.why(&figure).value.to_f64().unwrap();
    let near = |a: f64, b: f64| assert!((a - b).abs() < 0.01, "{a} {b}");
    let line = plan.gap(Scope::Segment(1), span);
    let gap = |it| said(CapacityFigure::Gap(it, Scope::Segment(1), span));
    near(gap(GapFigure::Over), -line.gap().unwrap().value());
    near(gap(GapFigure::Capacity), line.capacity.value());
    near(gap(GapFigure::Hedge), line.hedge().unwrap());
    near(gap(GapFigure::Seats), plan.need(Scope::Segment(1), span).unwrap().right);
    near(said(CapacityFigure::Cost(CostFigure::Total, CostOf::All, span)), plan.cost(None, span).total().value());
    let year = &plan.budget()[1];
    near(said(CapacityFigure::Budget(BudgetFigure::Left, span)), year.left().unwrap().value());
    let quarter = outcome.periods(Cadence::Quarter)[2].1;
    let fall = &plan.waterfall(&remit::engine::capacity::Group::Company, Cadence::Quarter)[2];
    near(
        said(CapacityFigure::Standing(StandingFigure::Closing, Scope::Company, quarter)),
        fall.capacity.closing.amount().value(),
    );
    let leaving: f64 = plan.turnover(span).iter().map(|it| it.sum.leaving).sum();
    near(said(CapacityFigure::Turnover(TurnoverFigure::Leaving, None, span)), leaving);
}
