//! Where a plan misfires: its pay mix, quota, upside, thresholds, cliffs, flat stretches, caps, what people cannot influence, weights,
//! and accelerators that start before the company is at its target. Figures and verdicts; the words are in `present`.
//!
//! Usual ranges are those of the project's benchmarks (`Function` by function); where there is no source good enough, a verdict rests
//! on a mark of our own, and the words say so.

use crate::engine::plan_expected::{Limit, pay_caps, pay_thresholds};
use crate::engine::plan_view::{mix, pay_at, pay_breaks};
use crate::engine::{Outcome, Spread, payroll::curve_basis, staff};
use crate::model::comp::{Measure, PlanVersion, Scope, Target};
use crate::model::{Document, Function, Quota, Role, Terms, brings_in};
use crate::units::Money;

/// How far a plan is looked at.
const MOST: f64 = 2.0;
/// Points either side of a usual pay mix that still count as usual.
const MIX_LEEWAY: f64 = 0.05;

/// What is thought of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As it should be.
    Fine,
    /// Worth a look.
    Watch,
    /// To be changed, or to be meant.
    Change,
    /// There is nothing to hold it against.
    Open,
}

/// A sum that a step of attainment moves at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cliff {
    /// The attainment.
    pub at: f64,
    /// Pay above less pay below.
    pub amount: Money,
    /// The same as a share of target variable.
    pub of_target: f64,
}

/// A stretch of attainment in which nothing more is earned, between thresholds and caps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flat {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Share of people inside.
    pub share: f64,
}

/// Why a person cannot do much about a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemoteWhy {
    /// It is the result of a pod.
    Pod,
    /// It is the result of the whole segment.
    Segment,
    /// It is the result of the whole company.
    Company,
    /// Another function brings it in.
    OtherFunction,
}

/// A component that a person cannot influence much alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Remote {
    /// Its position.
    pub component: usize,
    /// Its share of target variable.
    pub weight: f64,
    /// Why.
    pub why: RemoteWhy,
}

/// Quotas on the street against what the company needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Street {
    /// Sum of the ramped quotas of all sellers over the plan, and the new ARR that brings the company to its target.
    Company {
        /// Quotas.
        quotas: Money,
        /// Needed.
        needed: Money,
    },
    /// A leader's target is this share of the quotas below.
    Leader {
        /// Position of the component.
        component: usize,
        /// The share.
        share: f64,
    },
    /// The company has no target ARR, or reaches it without new business.
    NoTarget,
}

/// One check with what it found.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// Base as a share of on-target earnings, and the usual range for the function.
    PayMix {
        /// Share of base.
        base: f64,
        /// Whose range.
        function: Function,
        /// The usual shares.
        usual: Option<(f64, f64)>,
    },
    /// Quota over on-target earnings; the range holds for account executives only.
    QuotaOverOte {
        /// How many times.
        times: f64,
        /// The usual multiples.
        usual: Option<(f64, f64)>,
    },
    /// Pay at 150 and 200 % over target variable.
    Upside {
        /// At 150 %.
        at_150: f64,
        /// At 200 %.
        at_200: f64,
    },
    /// Thresholds.
    Thresholds(Vec<Limit>),
    /// Cliffs up to 200 %.
    Cliffs(Vec<Cliff>),
    /// Flat stretches up to 200 %.
    Flats(Vec<Flat>),
    /// Caps.
    Caps(Vec<Limit>),
    /// Components a person cannot influence much.
    Influence(Vec<Remote>),
    /// Components whose weight is below 10 %: position and weight.
    SmallWeights(Vec<(usize, f64)>),
    /// How many components share target variable.
    Components(usize),
    /// Accelerators against the company's target.
    Street(Street),
}

/// A finding with its verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Health {
    /// What was found.
    pub finding: Finding,
    /// What is thought of it.
    pub verdict: Verdict,
}

/// Checks a version of a plan under the terms of a role, with attainment spread as assumed; what wants changing first.
pub fn plan_health(
    document: &Document,
    outcome: &Outcome,
    version: &PlanVersion,
    role: &Role,
    terms: &Terms,
    spread: Option<&Spread>,
) -> Vec<Health> {
    let at_target = Spread::at(1.0);
    let spread = spread.unwrap_or(&at_target);
    let mut found = vec![];
    let mut put = |finding: Finding, verdict: Verdict| found.push(Health { finding, verdict });

    let mix = mix(terms);
    if let Some(base) = mix.base_share {
        let usual = usual_base(role.function);
        let fits = |(low, high): (f64, f64)| (low - MIX_LEEWAY - 1e-9..=high + MIX_LEEWAY + 1e-9).contains(&base);
        put(Finding::PayMix { base, function: role.function, usual }, judge(usual.map(fits)));
    }
    if let Some(times) = mix.quota_over_ote {
        // BenchSights: 4 to 6 is healthy, for account executives only.
        let usual = (role.function == Function::NewBusiness).then_some((4.0, 6.0));
        put(Finding::QuotaOverOte { times, usual }, judge(usual.map(|it| (it.0..=it.1).contains(&times))));
    }
    let variable = terms.variable().amount().to_major();
    if variable > 0.0 && !version.components.is_empty() {
        let share = |at: f64| pay_at(document, version, terms, at).total.to_major() / variable;
        let upside = Finding::Upside { at_150: share(1.5), at_200: share(2.0) };
        put(upside, if share(1.5) < 1.5 - 1e-3 { Verdict::Watch } else { Verdict::Fine });

        let thresholds = pay_thresholds(document, version, terms, spread);
        let shut_out = thresholds.iter().map(|it| it.share).fold(0.0, f64::max);
        put(Finding::Thresholds(thresholds), graded(shut_out, 1.0 / 3.0, 0.5));

        let cliffs = cliffs(document, version, terms);
        let largest = cliffs.iter().map(|it| it.of_target.abs()).fold(0.0, f64::max);
        put(Finding::Cliffs(cliffs), graded(largest, 0.01, 0.10));

        let flats = flats(document, version, terms, spread);
        let resting = flats.iter().map(|it| it.share).sum::<f64>();
        put(Finding::Flats(flats), graded(resting, 0.02, 0.25));

        let caps = pay_caps(document, version, terms, spread);
        let capped = caps.iter().map(|it| it.share).fold(0.0, f64::max);
        put(Finding::Caps(caps), graded(capped, 0.02, 0.10));
    }
    if !version.components.is_empty() {
        let remote = remote(version, role.function);
        let weight: f64 = remote.iter().map(|it| it.weight).sum();
        put(Finding::Influence(remote), graded(weight, 0.25, 0.50));

        let weights = version.components.iter().map(|it| it.weight.to_f64()).enumerate();
        let small: Vec<_> = weights.filter(|it| it.1 < 0.10).collect();
        let verdict = if small.is_empty() { Verdict::Fine } else { Verdict::Watch };
        put(Finding::SmallWeights(small), verdict);

        let count = version.components.len();
        let verdict = match count {
            0..=3 => Verdict::Fine,
            4 => Verdict::Watch,
            _more => Verdict::Change,
        };
        put(Finding::Components(count), verdict);
    }
    if let Some(street) = street(document, outcome, version) {
        put(Finding::Street(street), of_street(street));
    }
    let rank = |verdict: Verdict| match verdict {
        Verdict::Change => 0,
        Verdict::Watch => 1,
        Verdict::Open => 2,
        Verdict::Fine => 3,
    };
    found.sort_by_key(|health| rank(health.verdict));
    found
}

fn judge(fits: Option<bool>) -> Verdict {
    match fits {
        Some(true) => Verdict::Fine,
        Some(false) => Verdict::Watch,
        None => Verdict::Open,
    }
}

fn graded(figure: f64, watch: f64, change: f64) -> Verdict {
    if figure > change {
        Verdict::Change
    } else if figure > watch {
        Verdict::Watch
    } else {
        Verdict::Fine
    }
}

/// The usual share of base in on-target earnings by function: ranges of the benchmarks where they give one, else the one share that
/// the role's default has. Nothing is known of people who do both.
const fn usual_base(function: Function) -> Option<(f64, f64)> {
    match function {
        Function::SalesDevelopment => Some((0.65, 0.70)),
        Function::NewBusiness => Some((0.50, 0.50)),
        Function::AccountManagement => Some((0.60, 0.70)),
        Function::CustomerSuccess => Some((0.80, 0.80)),
        Function::SalesEngineering => Some((0.70, 0.80)),
        Function::SalesManagement => Some((0.60, 0.60)),
        Function::AccountLeadership => Some((0.65, 0.65)),
        Function::Executive => Some((0.55, 0.55)),
        Function::Hybrid => None,
    }
}

/// Jumps of pay at its breaks: what a bound moves beyond what the slopes beside it would.
fn cliffs(document: &Document, version: &PlanVersion, terms: &Terms) -> Vec<Cliff> {
    // Wide enough that a credit counted in thousandths moves on both sides.
    let least = version.components.iter().map(|it| curve_basis(it, terms).0.max(1)).min().unwrap_or(1);
    let step = (2.0 / least as f64).clamp(1e-6, 1e-3);
    let pay = |at: f64| pay_at(document, version, terms, at).total.to_major();
    let target = terms.variable().amount().to_major();
    let jump = |at: f64| {
        let (low, high) = (pay(at - step), pay(at + step));
        let slope = ((pay(at + 3.0 * step) - high) + (low - pay(at - 3.0 * step))) / 2.0;
        let amount = high - low - slope;
        let of_target = amount / target;
        (of_target.abs() > 0.002).then_some(Cliff { at, amount: Money::from_major_f64(high - low), of_target })
    };
    pay_breaks(document, version, terms, MOST).into_iter().filter_map(jump).collect()
}

/// Stretches between breaks, of at least five points, in which pay rests: above what is first paid and below the most.
fn flats(document: &Document, version: &PlanVersion, terms: &Terms, spread: &Spread) -> Vec<Flat> {
    let pay = |at: f64| pay_at(document, version, terms, at).total.to_major();
    let most = pay(10.0);
    let mut stops = vec![0.0];
    stops.extend(pay_breaks(document, version, terms, MOST));
    stops.push(MOST);
    let mut found: Vec<Flat> = Vec::new();
    for (from, to) in stops.iter().zip(stops.iter().skip(1)) {
        let at = |share: f64| pay(from + (to - from) * share);
        let (low, high) = (at(0.01), at(0.99));
        let rests = (high - low).abs() < 0.05 && (at(0.5) - low).abs() < 0.05;
        if !rests || low < 0.05 || low >= most - 0.05 {
            continue;
        }
        match found.last_mut() {
            Some(last) if (last.to - from).abs() < 1e-9 && (pay(last.from + 1e-4) - low).abs() < 0.05 => last.to = *to,
            Some(_) | None => found.push(Flat { from: *from, to: *to, share: 0.0 }),
        }
    }
    found.retain(|flat| flat.to - flat.from >= 0.05 - 1e-9);
    for flat in &mut found {
        flat.share = spread.between(flat.from, flat.to);
    }
    found
}

/// Components someone of a function can do little about alone. Leading is being paid for what others do; a sales engineer works for
/// the deals of a pod or segment.
fn remote(version: &PlanVersion, function: Function) -> Vec<Remote> {
    if function.leads() {
        return Vec::new();
    }
    let supports = function == Function::SalesEngineering;
    let why = |scope: Scope, measure: Measure| match scope {
        Scope::Own | Scope::TeamBelow if !brings_in(function, measure) => Some(RemoteWhy::OtherFunction),
        Scope::Own | Scope::TeamBelow => None,
        Scope::Pod | Scope::Segment if supports => None,
        Scope::Pod => Some(RemoteWhy::Pod),
        Scope::Segment => Some(RemoteWhy::Segment),
        Scope::Company => Some(RemoteWhy::Company),
    };
    let of = |(component, it): (usize, &crate::model::comp::Component)| {
        let why = why(it.scope, it.measure)?;
        Some(Remote { component, weight: it.weight.to_f64(), why })
    };
    version.components.iter().enumerate().filter_map(of).collect()
}

/// Whether quotas on new ARR stand above what the company needs. A plan with neither quota nor sum of quotas has no such question.
fn street(document: &Document, outcome: &Outcome, version: &PlanVersion) -> Option<Street> {
    let carried = |it: &crate::model::comp::Component| {
        it.measure == Measure::NewArr && it.scope == Scope::Own && it.target == Target::Quota
    };
    if version.components.iter().any(carried) {
        return Some(company_street(document, outcome, carried));
    }
    let share = |(component, it): (usize, &crate::model::comp::Component)| match it.target {
        Target::SumOfQuotas { share } => Some(Street::Leader { component, share: share.to_f64() }),
        Target::Quota | Target::Amount { .. } | Target::Ratio { .. } => None,
    };
    version.components.iter().enumerate().find_map(share)
}

fn company_street(
    document: &Document,
    outcome: &Outcome,
    carried: impl Fn(&crate::model::comp::Component) -> bool,
) -> Street {
    let Some(target) = document.settings.target_arr else { return Street::NoTarget };
    let ledger = || outcome.segments.iter().flat_map(|segment| &segment.ledger);
    let closing: Money =
        outcome.segments.iter().filter_map(|segment| segment.ledger.last()).map(|it| it.closing()).sum();
    let new: Money = ledger().map(|it| it.new).sum();
    // Everything else as forecast: what is missing has to be won.
    let needed = new + target - closing;
    if needed.mills() <= 0 {
        return Street::NoTarget;
    }
    let posts = staff::posts(document);
    let last = outcome.months.last().copied().unwrap_or(document.settings.first_month);
    let quotas: f64 = staff::holders(document, &posts)
        .iter()
        .filter_map(|holder| {
            let post = posts.get(holder.post)?;
            let in_arr = matches!(post.terms?.quota, Some(Quota::Arr { .. }));
            if !in_arr || !post.components(last).iter().any(&carried) {
                return None;
            }
            let year = post.quota_year(holder.stint) as f64 / 1_000.0;
            Some(year * holder.ramped.iter().sum::<f64>() / 12.0)
        })
        .sum();
    Street::Company { quotas: Money::from_major_f64(quotas), needed }
}

fn of_street(street: Street) -> Verdict {
    match street {
        // Quotas below what is needed: everyone at quota is a target missed, and accelerators are paid on the way.
        Street::Company { quotas, needed } if quotas < needed => Verdict::Change,
        Street::Company { quotas, needed } => graded(quotas.to_major() / needed.to_major(), 1.3, f64::INFINITY),
        // The defaults have a manager at 88 % of the quotas below.
        Street::Leader { share, .. } if share > 1.0 => Verdict::Watch,
        Street::Leader { share, .. } if share < 0.7 => Verdict::Watch,
        Street::Leader { .. } => Verdict::Fine,
        Street::NoTarget => Verdict::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate};
    use crate::model::comp::{Component, RatePreset, Rates, Threshold, ThresholdStart, Tier, TierFrom, TierValue};
    use crate::model::sample;
    use crate::units::{PlanId, Rate, RoleId, SegmentId, Yearly};

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
    fn a_retroactive_table_jumps_and_the_money_is_named() {
        let found = checked("ae", |version, _| {
            let Rates::Tiers { tiers, .. } = &mut version.components[0].rates else { panic!("tiers") };
            RatePreset::Retroactive.apply(tiers);
        });
        let (cliffs, verdict) = cliffs_of(&found);
        // At 100 % half of 90,000 is reached back, at 125 % another half of 112,500.
        let sums: Vec<_> = cliffs.iter().map(|it| (it.at, (it.amount.to_major() / 100.0).round() as i64)).collect();
        assert_eq!(sums, [(1.0, 450), (1.25, 563)]);
        assert_eq!(verdict, Verdict::Change);
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
        document.settings.target_arr = Some(Money::from_major(400_000_000));
        assert_eq!(street(&document).1, Verdict::Change);
        document.settings.target_arr = None;
        assert_eq!(street(&document), (Street::NoTarget, Verdict::Open));
        let found = checked("sales-manager", |_, _| {});
        let led = one(&found, |it| if let Finding::Street(it) = it { Some(*it) } else { None });
        assert_eq!(led, (Street::Leader { component: 0, share: 0.88 }, Verdict::Fine));
    }
}
