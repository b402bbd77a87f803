//! What a plan costs at every attainment: for one person under some terms, and for everyone it pays.
//!
//! Every component stands at the same attainment of its own target in a whole year without ramp; other measures that gates and
//! multipliers look at stand where the scenario assumes them. Draws are beside it: what they pay at least is [`super::pay_floor`].

use crate::engine::PayeeLine;
use crate::engine::plan_view::pay_at;
use crate::engine::staff;
use crate::model::comp::{Component, Measure, PlanVersion, Scope, Target};
use crate::model::{Document, Function, Overrides, Quota, Role, Terms, brings_in};
use crate::units::{Cadence, ComponentId, Currency, Flow, Money, PlanId, Rate, Yearly};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How many people are paid under the same terms.
#[derive(Clone, Debug, PartialEq)]
pub struct PaidAs {
    /// Their terms, with the base, OTE and quota they have of their own.
    pub terms: Terms,
    /// Mean heads.
    pub heads: f64,
    /// A cap of their own, in place of the plan's.
    pub cap: Option<Rate>,
    /// Rates of their own, by component.
    pub rates: BTreeMap<ComponentId, Rate>,
}

impl PaidAs {
    /// So many heads under terms, with nothing else of their own.
    pub fn new(terms: Terms, heads: f64) -> PaidAs {
        PaidAs { terms, heads, cap: None, rates: BTreeMap::new() }
    }

    /// A version of a plan as it pays them.
    pub(crate) fn version<'v>(&self, version: &'v PlanVersion) -> Cow<'v, PlanVersion> {
        if self.cap.is_none() && self.rates.is_empty() {
            return Cow::Borrowed(version);
        }
        let own = Overrides { rates: self.rates.clone(), ..Overrides::default() };
        let mut version = version.clone();
        version.cap = self.cap.or(version.cap);
        for component in &mut version.components {
            if let Some(fixed) = own.component(component) {
                *component = fixed;
            }
        }
        Cow::Owned(version)
    }
}

/// One person under some terms.
pub fn one_person(terms: &Terms) -> Vec<PaidAs> {
    vec![PaidAs::new(terms.clone(), 1.0)]
}

/// Everyone who is paid by a plan, from its lines in a run of months: heads by terms, people's own base, OTE, quota, cap and rates included.
pub fn paid_team(document: &Document, lines: &[PayeeLine]) -> Vec<PaidAs> {
    let posts = staff::posts(document);
    let mut team: Vec<PaidAs> = Vec::new();
    for line in lines.iter().filter(|line| line.heads > 0.0) {
        let Some(post) = posts.get(line.seat) else { continue };
        let Some(terms) = post.terms else { continue };
        let base = post.base(line.stint);
        let own = post.overrides(line.stint).cloned().unwrap_or_default();
        let quota = own.quota_arr.map(|own| Quota::Arr { amount: own.amount(), per: Cadence::Year }).or(terms.quota);
        let ote = Yearly::new(base.amount() + post.variable(line.stint).amount());
        let same = |it: &&mut PaidAs| {
            it.terms.base == base
                && it.terms.ote == ote
                && it.terms.quota == quota
                && it.cap == own.cap
                && it.rates == own.rates
        };
        match team.iter_mut().find(same) {
            Some(known) => known.heads += line.heads,
            None => {
                let terms = Terms { base, ote, quota, ..terms.clone() };
                team.push(PaidAs { cap: own.cap, rates: own.rates, ..PaidAs::new(terms, line.heads) });
            }
        }
    }
    team
}

/// The terms under which most seats are paid by a plan; else the first that name it; else the first whose role it suits best.
pub fn usual_terms<'a>(document: &'a Document, plan: &PlanId) -> Option<(&'a Role, &'a Terms)> {
    let rows = document.roles.iter().flat_map(|role| role.terms.iter().map(move |terms| (role, terms)));
    let held = |seat: &&crate::model::Seat, wanted: &Terms| {
        document.terms_of(seat).is_some_and(|terms| std::ptr::eq(terms, wanted))
    };
    let paid = |seat: &&crate::model::Seat| document.plan_of(seat).is_some_and(|it| it.id == *plan);
    let seats = |wanted: &Terms| document.seats.iter().filter(paid).filter(|seat| held(seat, wanted)).count();
    let heads = |wanted: &Terms| document.seats.iter().filter(|seat| held(seat, wanted)).count();
    let parts = document.plan(plan).and_then(|plan| plan.versions.last()).map_or(&[][..], |it| &it.components);
    let needs_quota = parts.iter().any(|it| matches!(it.target, Target::Quota) && !it.measure.is_ratio());
    let fits = |role: &Role| parts.iter().filter(|part| suits(role.function, part)).count();
    let weigh = |(role, terms): (&Role, &Terms)| {
        // A plan that pays nobody yet is looked at under terms that somebody holds: what is typed there moves figures.
        (
            seats(terms),
            terms.plan.as_ref() == Some(plan),
            fits(role),
            !needs_quota || terms.quota.is_some(),
            heads(terms),
        )
    };
    let counted: Vec<_> = rows.map(|row| (row, weigh(row))).collect();
    // The first of equals.
    counted.iter().rev().max_by_key(|it| it.1).map(|it| it.0)
}

/// Whether people of a function are the ones a component is usually for.
fn suits(function: Function, component: &Component) -> bool {
    match component.scope {
        Scope::Own => brings_in(function, component.measure),
        Scope::TeamBelow => function.leads(),
        Scope::Pod | Scope::Segment | Scope::Company => false,
    }
}

/// What a plan costs at one attainment, a year.
#[derive(Clone, Debug, PartialEq)]
pub struct CostLine {
    /// The attainment every component stands at.
    pub attainment: f64,
    /// Pay by component, in the order of the plan, before the plan's cap.
    pub components: Vec<Money>,
    /// Taken away by the plan's cap.
    pub capped: Money,
    /// Variable pay: components less cap.
    pub variable: Money,
    /// Effective rate: what components on an amount of ARR pay over that ARR, the cap left out. None where there is no such amount.
    pub rate: Option<f64>,
    /// Base and variable pay over the new and expansion ARR credited.
    pub ccos: Option<f64>,
}

/// What a plan costs at several attainments, a year.
#[derive(Clone, Debug, PartialEq)]
pub struct CostTable {
    /// Heads paid.
    pub heads: f64,
    /// Their base pay.
    pub base: Money,
    /// Their target variable.
    pub target: Money,
    /// New and expansion ARR credited to them at 100 %, where it is known.
    pub credit: Option<Money>,
    /// One line for each attainment.
    pub lines: Vec<CostLine>,
}

impl CostTable {
    /// The attainments of its lines, to the millionth, as they are typed.
    pub fn attainments(&self) -> impl Iterator<Item = Rate> + '_ {
        self.lines.iter().map(|line| Rate::from_f64(line.attainment))
    }
}

/// What a version of a plan costs at each of some attainments for people paid under their terms.
pub fn cost_table(document: &Document, version: &PlanVersion, team: &[PaidAs], attainments: &[f64]) -> CostTable {
    let currency = document.settings.currency;
    let sum = |amount: &dyn Fn(&Terms) -> Money| -> Money {
        team.iter().map(|it| by_heads(amount(&it.terms), it.heads, currency)).sum()
    };
    let alone = matches!(team, [only] if only.heads <= 1.0);
    let credit = |of: fn(Measure) -> bool| {
        let one = |it: &PaidAs| Some(credit_year(&version.components, &it.terms, alone, of)? * it.heads);
        team.iter().map(one).sum::<Option<f64>>().filter(|it| *it > 0.0)
    };
    let (all_arr, grown_arr) = (credit(is_arr), credit(is_grown_arr));
    let base = sum(&|terms| terms.base.amount());
    let line = |attainment: &f64| {
        let (components, capped) = pay_of(document, version, team, *attainment);
        let variable = components.iter().copied().sum::<Money>() - capped;
        let over = |pay: Money, credit: Option<f64>| {
            credit.map(|year| year * attainment).filter(|it| *it > 0.0).map(|it| pay.to_major() / it)
        };
        let on_arr = version.components.iter().zip(&components).filter(|it| is_arr(it.0.measure));
        let (rate, ccos) = (over(on_arr.map(|it| *it.1).sum(), all_arr), over(base + variable, grown_arr));
        CostLine { attainment: *attainment, components, capped, variable, rate, ccos }
    };
    CostTable {
        heads: team.iter().map(|it| it.heads).sum(),
        base,
        target: sum(&|terms| terms.variable().amount()),
        credit: grown_arr.map(Money::from_major_f64),
        lines: attainments.iter().map(line).collect(),
    }
}

/// Pay of a year by component, and what the plan's cap takes away.
pub(crate) fn pay_of(
    document: &Document,
    version: &PlanVersion,
    team: &[PaidAs],
    attainment: f64,
) -> (Vec<Money>, Money) {
    let currency = document.settings.currency;
    let (mut components, mut capped) = (vec![Money::ZERO; version.components.len()], Money::ZERO);
    for paid in team {
        let pay = pay_at(document, &paid.version(version), &paid.terms, attainment);
        let whole: Money = pay.components.iter().copied().sum();
        for (place, amount) in components.iter_mut().zip(&pay.components) {
            *place += by_heads(*amount, paid.heads, currency);
        }
        capped += by_heads(whole - pay.total, paid.heads, currency);
    }
    (components, capped)
}

fn by_heads(amount: Money, heads: f64, currency: Currency) -> Money {
    if heads == 1.0 { amount } else { currency.settle(Flow::new(amount.to_major() * heads)) }
}

/// Whether a measure is an amount of ARR.
pub(crate) const fn is_arr(measure: Measure) -> bool {
    is_grown_arr(measure) || matches!(measure, Measure::RenewedArr)
}

/// Whether a measure is ARR that counts in the denominator of CCOS.
const fn is_grown_arr(measure: Measure) -> bool {
    matches!(measure, Measure::NewArr | Measure::ExpansionArr | Measure::ExpansionAndPriceArr)
}

/// ARR that one person is credited with at 100 % in a year, by components on such measures. Two components on the same ARR count it
/// once, and what several people share is nobody's own: it is known for one person `alone` only. None where a target is unknown.
fn credit_year(components: &[Component], terms: &Terms, alone: bool, counts: fn(Measure) -> bool) -> Option<f64> {
    let (mut new, mut expansion, mut renewed) = (0.0_f64, 0.0_f64, 0.0_f64);
    for component in components.iter().filter(|it| counts(it.measure)) {
        if !alone && component.scope != Scope::Own {
            return None;
        }
        let year = match (component.target, terms.quota) {
            (Target::Quota, Some(quota @ Quota::Arr { .. })) => quota.arr_year().amount(),
            (Target::Amount { amount, per }, _) => {
                Money::from_mills(amount.mills().saturating_mul(i64::from(per.per_year())))
            }
            (Target::Quota, Some(Quota::Units { .. }) | None)
            | (Target::SumOfQuotas { .. } | Target::Ratio { .. }, _) => return None,
        };
        let place = match component.measure {
            Measure::NewArr => &mut new,
            Measure::ExpansionArr | Measure::ExpansionAndPriceArr => &mut expansion,
            Measure::RenewedArr
            | Measure::GrossRetention
            | Measure::NetRetention
            | Measure::Opportunities
            | Measure::Objectives
            | Measure::GrossMargin
            | Measure::Units
            | Measure::Meetings
            | Measure::Satisfaction => &mut renewed,
        };
        *place = place.max(year.to_major());
    }
    Some(new + expansion + renewed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate, payee_lines, plan_totals};
    use crate::model::comp::{RatePreset, Rates};
    use crate::model::sample;
    use crate::units::{RoleId, SegmentId};

    fn plan(document: &Document, id: &str) -> PlanVersion {
        document.plan(&PlanId::new(id)).unwrap().versions[0].clone()
    }

    fn terms(document: &Document, role: &str, segment: Option<&str>) -> Terms {
        let segment = segment.map(SegmentId::new);
        document.role(&RoleId::new(role)).unwrap().terms_for(segment.as_ref()).unwrap().clone()
    }

    #[test]
    fn a_mid_market_seller_costs_at_each_attainment_what_a_pencil_says() {
        // 90,000 base, 90,000 variable, 810,000 quota: 1x to quota, 1.5x to 125 %, 2x above.
        let document = sample::company();
        let terms = terms(&document, "ae", Some("mid-market"));
        let table = cost_table(&document, &plan(&document, "ae"), &one_person(&terms), &[0.0, 0.5, 1.0, 1.25, 2.0]);
        let variable: Vec<i64> = table.lines.iter().map(|it| it.variable.mills() / 1_000).collect();
        assert_eq!(variable, [0, 45_000, 90_000, 123_750, 258_750]);
        assert_eq!(table.credit, Some(Money::from_major(810_000)));
        let rate = |at: usize| table.lines[at].rate.unwrap();
        assert!((rate(1) - 1.0 / 9.0).abs() < 1e-9 && (rate(4) - 258_750.0 / 1_620_000.0).abs() < 1e-9);
        assert!((table.lines[2].ccos.unwrap() - 180_000.0 / 810_000.0).abs() < 1e-9);
        assert_eq!((table.lines[0].rate, table.lines[0].ccos), (None, None), "nothing sold, nothing to divide by");
    }

    #[test]
    fn the_team_is_the_sum_of_its_people_each_under_their_own_terms() {
        let document = sample::company();
        let (smb, enterprise) = (terms(&document, "ae", Some("smb")), terms(&document, "ae", Some("enterprise")));
        let team = [PaidAs::new(smb.clone(), 2.5), PaidAs::new(enterprise.clone(), 4.0)];
        let version = plan(&document, "ae");
        let table = cost_table(&document, &version, &team, &[1.2]);
        // 1.3 times target: 60,000 x 2.5 and 135,000 x 4.
        assert_eq!(table.lines[0].variable, Money::from_major(897_000));
        assert_eq!(table.target, Money::from_major(690_000));
        assert_eq!(table.base, Money::from_major(690_000));
        let credit = 1.2 * (2.5 * 540_000.0 + 4.0 * 1_200_000.0);
        assert!((table.lines[0].ccos.unwrap() - 1_587_000.0 / credit).abs() < 1e-9);
    }

    #[test]
    fn the_cap_of_the_plan_is_taken_off_the_components() {
        let document = sample::company();
        let mut version = plan(&document, "ae");
        version.cap = Some(Rate::from_ppm(1_200_000));
        let terms = terms(&document, "ae", Some("mid-market"));
        let line = &cost_table(&document, &version, &one_person(&terms), &[1.25]).lines[0];
        assert_eq!((line.capped, line.variable), (Money::from_major(15_750), Money::from_major(108_000)));
    }

    #[test]
    fn arr_that_two_components_look_at_is_credited_once_and_what_people_share_is_nobodys() {
        let document = sample::company();
        let mut version = plan(&document, "ae");
        version.components[0].weight = Rate::percent(50);
        version.components[0].rates = Rates::default();
        let mut second = version.components[0].clone();
        second.rates = RatePreset::Marginal.rates(&[]);
        version.components.push(second);
        let terms = terms(&document, "ae", Some("mid-market"));
        let table = cost_table(&document, &version, &one_person(&terms), &[1.0]);
        assert_eq!(table.credit, Some(Money::from_major(810_000)));
        assert!((table.lines[0].rate.unwrap() - 1.0 / 9.0).abs() < 1e-9);
        version.components[1].scope = Scope::Segment;
        let two = [PaidAs::new(terms.clone(), 2.0)];
        assert_eq!(cost_table(&document, &version, &two, &[1.0]).lines[0].ccos, None);
        assert!(cost_table(&document, &version, &one_person(&terms), &[1.0]).lines[0].ccos.is_some());
        // A manager's target is the sum of the quotas below: alone, no ARR stands in the terms.
        let manager = one_person(&self::terms(&document, "sales-manager", None));
        assert_eq!(cost_table(&document, &plan(&document, "sales-manager"), &manager, &[1.0]).lines[0].rate, None);
    }

    #[test]
    fn the_people_of_a_plan_come_with_their_own_base_ote_and_quota() {
        let mut document = sample::company();
        let at = document.seats.iter().position(|seat| seat.role.as_str() == "ae").unwrap();
        let own = &mut document.seats[at].stints[0].overrides;
        own.ote = Some(Yearly::new(Money::from_major(500_000)));
        own.quota_arr = Some(Yearly::new(Money::from_major(2_000_000)));
        let outcome = evaluate(&document, &Env::default());
        let lines = payee_lines(&document, &outcome, Some(&PlanId::new("ae")), outcome.whole());
        let team = paid_team(&document, &lines);
        let heads: f64 = team.iter().map(|it| it.heads).sum();
        assert!((heads - plan_totals(lines.iter()).heads).abs() < 1e-9);
        let special: Vec<_> = team.iter().filter(|it| it.terms.ote.amount() == Money::from_major(500_000)).collect();
        assert_eq!(special.len(), 1);
        assert_eq!(special[0].terms.quota.unwrap().arr_year().amount(), Money::from_major(2_000_000));
        assert!(special[0].heads <= 1.0 && team.len() < lines.len(), "people under the same terms stand together");
        // At target the plan costs the target of its heads.
        let table = cost_table(&document, &plan(&document, "ae"), &team, &[1.0]);
        assert_eq!(table.lines[0].variable, table.target);
    }

    #[test]
    fn a_plan_is_looked_at_under_the_terms_of_those_it_pays() {
        let document = sample::company();
        let (role, _) = usual_terms(&document, &PlanId::new("csm")).unwrap();
        assert_eq!(role.id.as_str(), "csm");
        assert_eq!(usual_terms(&Document::default(), &PlanId::new("csm")), None);
        // A plan for expansion that pays nobody suits two roles: it is looked at where there is a quota to expand by.
        let mut document = document;
        let own = plan(&document, "am");
        let copy = PlanId::new("am-3");
        let versions = vec![own];
        document.plans.push(crate::model::comp::Plan { id: copy.clone(), name: "AM-3".into(), versions });
        let (role, terms) = usual_terms(&document, &copy).unwrap();
        assert!(role.id.as_str() == "am" && terms.quota.is_some(), "{}", role.name);
    }
}
