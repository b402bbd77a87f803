//! Checks of plans of the sample, by hand.

use super::*;
use crate::engine::{Env, evaluate};
use crate::model::comp::{
    Component, Measure, RatePreset, Rated, Rates, Scope, Target, Threshold, ThresholdStart, Tier, TierFrom, TierValue,
};
use crate::model::{Deal, DealCredit, sample};
use crate::units::{ComponentId, DealId, PlanId, Rate, RoleId, SegmentId, Yearly};

/// The checks of a plan of the sample, after a change to plan and terms.
fn checked(role: &str, change: impl FnOnce(&mut PlanVersion, &mut Terms)) -> Vec<Health> {
    let document = sample::company();
    let outcome = evaluate(&document, &Env::default());
    let role = document.role(&RoleId::new(role)).unwrap();
    let mut terms = role.terms_for(Some(&SegmentId::new("mid-market"))).unwrap().clone();
    let mut version = document.plan(terms.plan.as_ref().unwrap()).unwrap().versions[0].clone();
    change(&mut version, &mut terms);
    let spread = Spread::of(&document.assumptions.attainment);
    plan_health(&document, &outcome, &version, role, &terms, spread.as_ref())
}

fn one<T>(found: &[Health], pick: impl Fn(&Finding) -> Option<T>) -> (T, Verdict) {
    found.iter().find_map(|it| Some((pick(&it.finding)?, it.verdict))).unwrap()
}

fn cliffs_of(found: &[Health]) -> (Vec<Cliff>, Verdict) {
    one(found, |it| if let Finding::Cliffs(cliffs) = it { Some(cliffs.clone()) } else { None })
}

#[test]
fn the_sellers_plan_of_the_sample_is_usual_in_mix_quota_and_upside() {
    let found = checked("ae", |_, _| {});
    let mix = one(&found, |it| if let Finding::PayMix { base, .. } = it { Some(*base) } else { None });
    assert_eq!(mix, (0.5, Verdict::Fine));
    let times = one(&found, |it| if let Finding::QuotaOverOte { times, .. } = it { Some(*times) } else { None });
    assert_eq!(times, (4.5, Verdict::Fine));
    let upside =
        one(&found, |it| if let Finding::Upside { at_150, at_200 } = it { Some((*at_150, *at_200)) } else { None });
    assert_eq!(upside, ((1.875, 2.875), Verdict::Fine));
    assert_eq!(cliffs_of(&found), (vec![], Verdict::Fine));
}

#[test]
fn a_mix_far_from_the_usual_and_a_quota_out_of_reach_are_to_be_looked_at() {
    let found = checked("ae", |_, terms| terms.base = Yearly::new(Money::from_major(126_000)));
    let mix = one(&found, |it| if let Finding::PayMix { base, .. } = it { Some(*base) } else { None });
    assert_eq!(mix, (0.7, Verdict::Watch));
    let found = checked("ae", |_, terms| terms.ote = Yearly::new(Money::from_major(100_000)));
    let times = one(&found, |it| if let Finding::QuotaOverOte { times, .. } = it { Some(*times) } else { None });
    assert_eq!(times, (8.1, Verdict::Watch));
    // For an account manager no range is published.
    let found = checked("am", |_, _| {});
    let times = one(&found, |it| if let Finding::QuotaOverOte { usual, .. } = it { Some(*usual) } else { None });
    assert_eq!(times, (None, Verdict::Open));
}

#[test]
fn target_variable_without_a_component_is_earned_by_nothing_and_wants_changing() {
    let unearned = |found: &[Health]| found.iter().filter(|it| matches!(it.finding, Finding::Unearned(_))).count();
    assert_eq!(unearned(&checked("ae", |_, _| {})), 0);
    // 180,000 on target less 90,000 base, as the sample has it.
    let found = checked("ae", |version, _| version.components.clear());
    let (target, verdict) = one(&found, |it| if let Finding::Unearned(it) = it { Some(*it) } else { None });
    assert_eq!((target, verdict), (Money::from_major(90_000), Verdict::Change));
    assert_eq!(found[0].finding, Finding::Unearned(target), "the first of them");
    let paid_by_base = checked("ae", |version, terms| {
        version.components.clear();
        terms.base = terms.ote;
    });
    assert_eq!(unearned(&paid_by_base), 0);
}

#[test]
fn a_retroactive_table_jumps_and_the_money_is_named() {
    let found = checked("ae", |version, _| {
        let Rates::Tiers { tiers, .. } = &mut version.components[0].rates else { panic!("tiers") };
        RatePreset::Retroactive.apply(tiers);
    });
    let (cliffs, verdict) = cliffs_of(&found);
    // At 100 % half of 90,000 is reached back, at 125 % another half of 112,500.
    let sums: Vec<_> = cliffs.iter().map(|it| (it.at, (it.amount.to_major() / 100.0).round() as i64)).collect();
    assert_eq!(sums, [(1.0, 450), (1.25, 563)]);
    // Of target pay of 90,000, without what pay rises by between the two places where it is looked at.
    assert!((cliffs[0].of_target - 0.5).abs() < 2e-6 && (cliffs[1].of_target - 0.625).abs() < 2e-6, "{cliffs:?}");
    assert_eq!(verdict, Verdict::Change);
}

#[test]
fn five_points_beside_the_usual_mix_are_usual_and_six_are_not() {
    // Usual for sellers: half of it is base. OTE is 180,000.
    for (base, verdict) in
        [(81_000, Verdict::Fine), (99_000, Verdict::Fine), (79_200, Verdict::Watch), (100_800, Verdict::Watch)]
    {
        let found = checked("ae", |_, terms| {
            terms.ote = Yearly::new(Money::from_major(180_000));
            terms.base = Yearly::new(Money::from_major(base));
        });
        let mix = one(&found, |it| if let Finding::PayMix { .. } = it { Some(()) } else { None });
        assert_eq!(mix.1, verdict, "{base}");
    }
}

#[test]
fn quotas_below_the_need_want_changing_and_more_than_three_tenths_above_it_a_look() {
    let company = |quotas: i64| {
        let (quotas, needed) = (Money::from_major(quotas), Money::from_major(1_000));
        of_street(Street::Company { quotas, needed })
    };
    assert_eq!(
        [999, 1_000, 1_300, 1_301].map(company),
        [Verdict::Change, Verdict::Fine, Verdict::Fine, Verdict::Watch]
    );
    let leader = |percent: i64| of_street(Street::Leader { component: 0, share: percent as f64 / 100.0 });
    assert_eq!([69, 70, 100, 101].map(leader), [Verdict::Watch, Verdict::Fine, Verdict::Fine, Verdict::Watch]);
    assert_eq!(of_street(Street::NoTarget), Verdict::Open);
}

#[test]
fn accelerators_paid_before_the_company_is_there_want_changing() {
    let verdict = |attained: Option<f64>, company_at: Option<f64>, closing: i64| {
        let (target, closing) = (Money::from_major(1_000), Money::from_major(closing));
        of_ahead(&Ahead { from: 1.1, company_at, attained, target, closing })
    };
    // Accelerated at 120 % while the company misses its target; not where it is met, nor by people who attained less.
    assert_eq!(verdict(Some(1.2), Some(1.0), 999), Verdict::Change);
    assert_eq!(verdict(Some(1.2), Some(1.0), 1_000), Verdict::Fine);
    assert_eq!(verdict(Some(1.1), Some(1.0), 999), Verdict::Fine);
    assert_eq!(verdict(None, Some(1.0), 999), Verdict::Fine);
    // The company reaches its target only where quotas are attained by more than that.
    assert_eq!(verdict(None, Some(1.11), 1_000), Verdict::Watch);
    assert_eq!(verdict(None, Some(1.1), 1_000), Verdict::Fine);
    // Where quotas say nothing of the company, the forecast does.
    assert_eq!(verdict(None, None, 999), Verdict::Watch);
    assert_eq!(verdict(None, None, 1_000), Verdict::Fine);
}

#[test]
fn a_cliff_in_units_is_found_although_units_are_few() {
    let found = checked("sdr", |version, _| {
        version.components.truncate(1);
        version.components[0].weight = Rate::ONE;
        version.components[0].threshold = Some(Threshold { at: Rate::percent(50), start: ThresholdStart::Share });
    });
    let (cliffs, _) = cliffs_of(&found);
    assert_eq!(cliffs.len(), 1, "{cliffs:?}");
    assert!((cliffs[0].at - 0.5).abs() < 1e-9 && (cliffs[0].of_target - 0.5).abs() < 0.01, "{cliffs:?}");
}

#[test]
fn in_a_stretch_of_a_ratio_are_the_people_whose_ratio_is_there() {
    // Account managers paid on gross retention alone, in sums reached at 80 and 90 % of the target.
    let found = checked("am", |version, _| {
        version.components.truncate(1);
        let part = &mut version.components[0];
        (part.measure, part.weight, part.target) =
            (Measure::GrossRetention, Rate::ONE, Target::Ratio { ratio: Rate::ONE });
        (part.threshold, part.cap, part.gate, part.rated) = (None, None, None, Rated::Period);
        let step = |(at, pay): &(i64, i64)| crate::model::comp::Milestone {
            at: TierFrom::Quota(Rate::percent(*at)),
            pay: Money::from_major(pay * 100),
        };
        part.rates = Rates::Milestones { steps: [(0, 50), (80, 80), (90, 100)].iter().map(step).collect() };
    });
    let flats = one(&found, |it| if let Finding::Flats(it) = it { Some(it.clone()) } else { None }).0;
    assert_eq!(flats.len(), 2, "{flats:?}");
    // A fifth of 30 points is 6: from -20/6 to -10/6 deviations, 0.0478 - 0.0004.
    assert!((flats[1].from - 0.8).abs() < 1e-9 && (flats[1].to - 0.9).abs() < 1e-9);
    assert!((flats[1].share - 0.0474).abs() < 0.0005, "{flats:?}");
}

#[test]
fn a_stretch_that_pays_nothing_more_is_named_with_the_people_in_it() {
    let tier = |from: i64, multiple: i64| Tier {
        from: TierFrom::Quota(Rate::percent(from)),
        value: TierValue::Multiple(Rate::percent(multiple)),
        reach: Default::default(),
    };
    let found = checked("ae", |version, _| {
        version.components[0].rates =
            Rates::Tiers { tiers: vec![tier(0, 100), tier(70, 0), tier(90, 100)], boundary: Default::default() };
    });
    let (flats, verdict) = one(&found, |it| if let Finding::Flats(it) = it { Some(it.clone()) } else { None });
    assert_eq!(flats.len(), 1, "{flats:?}");
    assert!((flats[0].from - 0.7).abs() < 1e-9 && (flats[0].to - 0.9).abs() < 1e-9);
    // Normal around 100 % with 30 points: from -1 to -1/3 deviations, 0.3694 - 0.1587.
    assert!((flats[0].share - 0.2108).abs() < 0.001, "{flats:?}");
    assert_eq!(verdict, Verdict::Watch);
    // Two rows that pay nothing more, one after the other, are one stretch; with something between them they are two.
    let flats = |tiers: Vec<Tier>| {
        let found = checked("ae", |version, _| {
            version.components[0].rates = Rates::Tiers { tiers, boundary: Default::default() };
        });
        let flats = one(&found, |it| if let Finding::Flats(it) = it { Some(it.clone()) } else { None }).0;
        flats.iter().map(|it| ((it.from * 100.0).round() as i64, (it.to * 100.0).round() as i64)).collect::<Vec<_>>()
    };
    assert_eq!(flats(vec![tier(0, 100), tier(60, 0), tier(75, 0), tier(90, 100)]), [(60, 90)]);
    assert_eq!(flats(vec![tier(0, 100), tier(60, 0), tier(70, 50), tier(80, 0), tier(90, 100)]), [(60, 70), (80, 90)]);
    // Four points are no stretch, five are.
    assert_eq!(flats(vec![tier(0, 100), tier(60, 0), tier(64, 50), tier(80, 0), tier(85, 100)]), [(80, 85)]);
    // Neither the plain plan, nor its threshold, nor its cap is such a stretch.
    for role in ["ae", "csm"] {
        let flats =
            one(&checked(role, |_, _| {}), |it| if let Finding::Flats(it) = it { Some(it.clone()) } else { None });
        assert_eq!(flats, (vec![], Verdict::Fine), "{role}");
    }
}

#[test]
fn a_cap_and_a_threshold_that_meet_many_are_to_be_changed() {
    let found = checked("ae", |version, _| {
        version.cap = Some(Rate::ONE);
        version.components[0].threshold = Some(Threshold { at: Rate::percent(110), start: ThresholdStart::Share });
    });
    let caps = one(&found, |it| if let Finding::Caps(it) = it { Some(it.len()) } else { None });
    assert_eq!(caps, (1, Verdict::Change));
    let below = one(&found, |it| if let Finding::Thresholds(it) = it { Some(it[0].share) } else { None });
    assert!(below.0 > 0.6 && below.1 == Verdict::Change, "{below:?}");
    assert_eq!(found[0].verdict, Verdict::Change, "what wants changing stands first");
}

#[test]
fn what_a_seller_cannot_influence_counts_and_what_a_leader_leads_does_not() {
    let remote =
        |found: &[Health]| one(found, |it| if let Finding::Influence(it) = it { Some(it.clone()) } else { None });
    let found = checked("sdr", |_, _| {});
    let (parts, verdict) = remote(&found);
    assert_eq!(parts, [Remote { component: 1, weight: 0.3, why: RemoteWhy::Segment }]);
    assert_eq!(verdict, Verdict::Watch);
    let found = checked("ae", |version, _| {
        version.components[0].measure = Measure::NetRetention;
    });
    assert_eq!(remote(&found).0[0].why, RemoteWhy::OtherFunction);
    assert_eq!(remote(&found).1, Verdict::Change);
    for role in ["sales-manager", "cro", "se"] {
        assert_eq!(remote(&checked(role, |_, _| {})), (vec![], Verdict::Fine), "{role}");
    }
}

#[test]
fn many_small_components_are_too_many() {
    let found = checked("ae", |version, _| {
        let part = |weight: i64| Component { weight: Rate::percent(weight), ..Component::default() };
        version.components = [50, 20, 17, 8, 5].map(part).to_vec();
    });
    let count = one(&found, |it| if let Finding::Components(it) = it { Some(*it) } else { None });
    assert_eq!(count, (5, Verdict::Change));
    let small = one(&found, |it| if let Finding::SmallWeights(it) = it { Some(it.clone()) } else { None });
    assert_eq!(small, (vec![(3, 0.08), (4, 0.05)], Verdict::Watch));
    // Sums that the plan names are paid at any weight.
    let found = checked("ae", |version, _| {
        let step = crate::model::comp::Milestone { at: TierFrom::Quota(Rate::ONE), pay: Money::from_major(6_000) };
        let bonus =
            Component { weight: Rate::ZERO, rates: Rates::Milestones { steps: vec![step] }, ..Component::default() };
        version.components.push(bonus);
    });
    let small = one(&found, |it| if let Finding::SmallWeights(it) = it { Some(it.clone()) } else { None });
    assert_eq!(small, (vec![], Verdict::Fine));
}

#[test]
fn quotas_below_what_the_target_needs_pay_accelerators_too_early() {
    let mut document = sample::company();
    let street = |document: &Document| {
        let outcome = evaluate(document, &Env::default());
        let role = document.role(&RoleId::new("ae")).unwrap();
        let terms = role.terms_for(None).unwrap();
        let version = &document.plan(&PlanId::new("ae")).unwrap().versions[0];
        let found = plan_health(document, &outcome, version, role, terms, None);
        one(&found, |it| if let Finding::Street(it) = it { Some(*it) } else { None })
    };
    let (found, _) = street(&document);
    let Street::Company { quotas, needed } = found else { panic!("{found:?}") };
    // The needed new ARR is that of the forecast and what is missing at its end.
    let outcome = evaluate(&document, &Env::default());
    let row = crate::engine::Row::of(&outcome, outcome.whole());
    let target = document.settings.target_arr.unwrap();
    assert_eq!(needed, row.movements.new + target - row.movements.closing());
    assert!(quotas.mills() > 0);
    // A quota that no plan pays on brings nobody money, so it is none of these.
    let mut unpaid = document.clone();
    let mut role = unpaid.role(&RoleId::new("ae")).unwrap().clone();
    role.id = RoleId::new("unpaid");
    role.terms.iter_mut().for_each(|terms| terms.plan = None);
    let mut seat = unpaid.seats.iter().find(|it| it.role == RoleId::new("ae")).unwrap().clone();
    (seat.id, seat.role) = (crate::units::SeatId::new("unpaid"), role.id.clone());
    unpaid.roles.push(role);
    unpaid.seats.push(seat);
    let Street::Company { quotas: paid_on, .. } = street(&unpaid).0 else { panic!("there is a target") };
    assert_eq!(paid_on, quotas);
    document.settings.target_arr = Some(Money::from_major(400_000_000));
    assert_eq!(street(&document).1, Verdict::Change);
    document.settings.target_arr = None;
    assert_eq!(street(&document), (Street::NoTarget, Verdict::Open));
    let found = checked("sales-manager", |_, _| {});
    let led = one(&found, |it| if let Finding::Street(it) = it { Some(*it) } else { None });
    assert_eq!(led, (Street::Leader { component: 0, share: 0.88 }, Verdict::Fine));
}

/// A company with the new ARR of the sample, in which only these people are paid on it.
fn paid_on_new(document: &mut Document, plans: &[(&str, Scope)]) {
    for plan in &mut document.plans {
        let scope = plans.iter().find(|it| it.0 == plan.id.as_str()).map(|it| it.1);
        for version in &mut plan.versions {
            version.components.retain(|it| it.measure != Measure::NewArr && it.measure != Measure::GrossMargin);
            if let Some(scope) = scope {
                let target = if scope == Scope::Own { Target::Quota } else { Target::SumOfQuotas { share: Rate::ONE } };
                version.components.push(Component { measure: Measure::NewArr, scope, target, ..Component::default() });
            }
        }
    }
}

fn credited_of(document: &Document) -> (Vec<Credited>, Verdict) {
    let outcome = evaluate(document, &Env::default());
    let role = document.role(&RoleId::new("ae")).unwrap();
    let version = &document.plan(&PlanId::new("ae")).unwrap().versions[0];
    let found = plan_health(document, &outcome, version, role, role.terms_for(None).unwrap(), None);
    one(&found, |it| if let Finding::Credited(it) = it { Some(it.clone()) } else { None })
}

#[test]
fn new_arr_is_credited_once_to_sellers_once_more_for_a_leader_of_all_and_again_by_overlays() {
    let mut document = sample::company();
    paid_on_new(&mut document, &[("ae", Scope::Own)]);
    let (found, verdict) = credited_of(&document);
    assert_eq!((found.len(), found[0].measure, verdict), (1, Measure::NewArr, Verdict::Fine));
    let own = found[0].times();
    assert!((own - 1.0).abs() < 1e-6, "what is booked goes to its sellers, once: {own}");
    let outcome = evaluate(&document, &Env::default());
    assert_eq!(found[0].booked, crate::engine::Row::of(&outcome, outcome.whole()).movements.new);
    // Everyone paid on the whole company adds it once more. Two components of one person on the same ARR count once.
    let leaders =
        document.seats.iter().filter(|it| document.plan_of(it).is_some_and(|it| it.id.as_str() == "cro")).count();
    // Nobody is expected to leave, or the seat would be empty for a while.
    for terms in document.roles.iter_mut().filter(|it| it.id.as_str() == "cro").flat_map(|it| &mut it.terms) {
        terms.attrition_year = Rate::ZERO;
    }
    paid_on_new(&mut document, &[("ae", Scope::Own), ("cro", Scope::Company)]);
    let version = &mut document.plans.iter_mut().find(|it| it.id.as_str() == "cro").unwrap().versions[0];
    let again = version.components.last().unwrap().clone();
    version.components.push(Component { id: ComponentId::new("again"), ..again });
    let (found, _) = credited_of(&document);
    assert!(
        (found[0].by_scope[0] - 1.0).abs() < 1e-6 && (found[0].by_scope[4] - leaders as f64).abs() < 1e-6,
        "{found:?}"
    );
    // Rated to date, the last of a year holds the credit of all of it.
    for component in &mut document.plans.iter_mut().find(|it| it.id.as_str() == "ae").unwrap().versions[0].components {
        component.rated = Rated::YearToDate;
    }
    assert!((credited_of(&document).0[0].by_scope[0] - 1.0).abs() < 1e-6);
}

#[test]
fn who_is_paid_on_expansion_with_price_is_held_against_both() {
    let mut document = sample::company();
    document.segments.iter_mut().for_each(|it| it.retention.price_uplift = Rate::percent(5));
    let booked = |document: &Document, measure: Measure| {
        let mut document = document.clone();
        for version in document.plans.iter_mut().flat_map(|it| &mut it.versions) {
            version.components = vec![Component { measure, ..Component::default() }];
        }
        let outcome = evaluate(&document, &Env::default());
        let role = document.role(&RoleId::new("am")).unwrap();
        let version = &document.plan(&PlanId::new("am")).unwrap().versions[0];
        let found = plan_health(&document, &outcome, version, role, role.terms_for(None).unwrap(), None);
        let credited = one(&found, |it| if let Finding::Credited(it) = it { Some(it[0].booked) } else { None }).0;
        (credited, crate::engine::Row::of(&outcome, outcome.whole()).movements)
    };
    let (alone, moved) = booked(&document, Measure::ExpansionArr);
    assert_eq!(alone, moved.expansion);
    let (both, moved) = booked(&document, Measure::ExpansionAndPriceArr);
    assert!(moved.price > Money::ZERO);
    assert_eq!(both, moved.expansion + moved.price);
}

#[test]
fn everyone_paid_on_the_same_arr_is_too_many_and_overlays_of_deals_are_told() {
    let mut document = sample::company();
    let everyone = ["ae", "sdr", "se", "sales-manager", "cro"].map(|plan| (plan, Scope::Company));
    paid_on_new(&mut document, &everyone);
    assert_eq!(credited_of(&document).1, Verdict::Change);
    // Two deals, 60 and 40: the first with half an overlay, the second shared by two: (60 x 1.5 + 40) / 100 = 1.3.
    paid_on_new(&mut document, &[("ae", Scope::Own)]);
    let seat = document.seats.iter().find(|it| it.role.as_str() == "ae").unwrap().id.clone();
    let credit = |percent: i64, overlay| DealCredit::new(seat.clone(), Rate::percent(percent), overlay);
    let deal = |id: &str, amount: i64, credits: Vec<DealCredit>| Deal {
        id: DealId::new(id),
        name: String::new(),
        measure: Measure::NewArr,
        amount: Money::from_major(amount),
        closed: document.settings.first_month.first_day(),
        term_months: 12,
        prepaid: false,
        margin: None,
        invoiced: None,
        paid: None,
        cancelled: None,
        credits,
    };
    let deals = vec![
        deal("one", 60_000, vec![credit(100, false), credit(50, true)]),
        deal("two", 40_000, vec![credit(60, false), credit(40, false)]),
    ];
    document.deals = std::sync::Arc::new(deals);
    let deals = credited_of(&document).0[0].deals.unwrap();
    assert!((deals - 1.3).abs() < 1e-9, "{deals}");
}
