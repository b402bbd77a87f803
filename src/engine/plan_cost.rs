//! What a plan costs at every attainment: for one person under some terms, and for everyone it pays.
//!
//! Every component stands at the same attainment of its own target in a whole year without ramp; other measures that gates and
//! multipliers look at stand where the scenario assumes them. Draws are beside it: what they pay at least is [`super::pay_floor`].

use crate::engine::payroll::{EvenYear, Standing, pay_in_turn};
use crate::engine::plan_paid::PaidAs;
use crate::engine::plan_year::{HeldVersion, held_in};
use crate::model::comp::{ArrKind, Component, Measure, Plan, PlanVersion, Scope, Target};
use crate::model::{Document, Quota, Terms};
use crate::units::{ComponentId, Currency, FiscalPeriod, Flow, Money, Month, Rate};
use std::collections::BTreeMap;

/// What a plan costs at one attainment, a year.
#[derive(Clone, Debug, PartialEq)]
pub struct CostLine {
    /// The attainment every component stands at.
    pub attainment: f64,
    /// Pay by component, in the order of the table's parts, before the plan's cap.
    pub components: Vec<Money>,
    /// The same by version in the order of the table's runs; empty where one version holds all year.
    pub by_run: Vec<Vec<Money>>,
    /// Taken away by the plan's cap.
    pub capped: Money,
    /// Variable pay: components less cap.
    pub variable: Money,
    /// Effective rate: what components on an amount of ARR pay over that ARR, the cap left out. None where there is no such amount.
    pub rate: Option<f64>,
    /// Base and variable pay over the new and expansion ARR credited.
    pub ccos: Option<f64>,
}

/// A component of a plan in a year: in whichever versions that hold in it.
#[derive(Clone, Debug, PartialEq)]
pub struct CostPart {
    /// Which.
    pub id: ComponentId,
    /// Its name, that of the last version that has it.
    pub name: String,
    /// What it looks at.
    pub measure: Measure,
    /// Share of target variable of the year; of several versions each for its months.
    pub weight: f64,
}

/// A version among several that hold in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CostRun {
    /// Its number in the plan, from 1.
    pub number: usize,
    /// The first month of the year in which it holds.
    pub first: Month,
    /// The last one.
    pub last: Month,
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
    /// The components, in the order of the plan.
    pub parts: Vec<CostPart>,
    /// The versions that hold in the year, where there are several.
    pub runs: Vec<CostRun>,
    /// One line for each attainment.
    pub lines: Vec<CostLine>,
}

impl CostTable {
    /// The attainments of its lines, to the millionth, as they are typed.
    pub fn attainments(&self) -> impl Iterator<Item = Rate> + '_ {
        self.lines.iter().map(|line| Rate::from_f64(line.attainment))
    }
}

/// What a version of a plan costs at each of some attainments for people paid under their terms, as if it held all year.
pub fn cost_table(document: &Document, version: &PlanVersion, team: &[PaidAs], attainments: &[f64]) -> CostTable {
    priced(document, &[HeldVersion::all_year(1, version)], team, attainments)
}

/// What a plan costs in a fiscal year at each of some attainments: each of its versions rates the months in which it holds by itself,
/// against their share of quota and target variable, as in a statement of that year. Periods that a version begins within are cut there.
pub fn cost_of_year(
    document: &Document,
    plan: &Plan,
    year: &FiscalPeriod,
    team: &[PaidAs],
    attainments: &[f64],
) -> CostTable {
    let held = held_in(plan, year);
    let mut table = priced(document, &held, team, attainments);
    if held.len() > 1 {
        let month = |at: usize| year.first.plus(at as i32);
        let run = |it: &HeldVersion| CostRun { number: it.number, first: month(it.from), last: month(it.to) };
        table.runs = held.iter().map(run).collect();
    }
    table
}

fn priced(document: &Document, held: &[HeldVersion], team: &[PaidAs], attainments: &[f64]) -> CostTable {
    let currency = document.settings.currency;
    let sum = |amount: &dyn Fn(&Terms) -> Money| -> Money {
        team.iter().map(|it| by_heads(amount(&it.terms), it.heads, currency)).sum()
    };
    let alone = matches!(team, [only] if only.heads <= 1.0);
    let credit = |of: fn(ArrKind) -> bool| {
        let in_run = |it: &HeldVersion, terms: &Terms| {
            credit_year(&it.version.components, terms, alone, of).map(|year| year * it.share())
        };
        let one = |it: &PaidAs| Some(held.iter().map(|run| in_run(run, &it.terms)).sum::<Option<f64>>()? * it.heads);
        team.iter().map(one).sum::<Option<f64>>().filter(|it| *it > 0.0)
    };
    let (all_arr, grown_arr) = (credit(|_| true), credit(ArrKind::grows));
    let base = sum(&|terms| terms.base.amount());
    let (parts, places) = parts(held);
    let line = |attainment: &f64| {
        let (by_run, capped) = pay_of(document, held, team, *attainment);
        let mut components = vec![Money::ZERO; parts.len()];
        let by_run: Vec<Vec<Money>> = by_run
            .iter()
            .zip(&places)
            .map(|(paid, places)| {
                let mut run = vec![Money::ZERO; parts.len()];
                for (amount, at) in paid.iter().zip(places) {
                    for place in [&mut components, &mut run].into_iter().filter_map(|it| it.get_mut(*at)) {
                        *place += *amount;
                    }
                }
                run
            })
            .collect();
        let variable = components.iter().copied().sum::<Money>() - capped;
        let over = |pay: Money, credit: Option<f64>| {
            credit.map(|year| year * attainment).filter(|it| *it > 0.0).map(|it| pay.to_major() / it)
        };
        let on_arr = parts.iter().zip(&components).filter(|it| it.0.measure.arr().is_some());
        let (rate, ccos) = (over(on_arr.map(|it| *it.1).sum(), all_arr), over(base + variable, grown_arr));
        let by_run = if held.len() > 1 { by_run } else { Vec::new() };
        CostLine { attainment: *attainment, components, by_run, capped, variable, rate, ccos }
    };
    let lines = attainments.iter().map(line).collect();
    CostTable {
        heads: team.iter().map(|it| it.heads).sum(),
        base,
        target: sum(&|terms| terms.variable().amount()),
        credit: grown_arr.map(Money::from_major_f64),
        parts,
        runs: Vec::new(),
        lines,
    }
}

/// The components of the versions, each once, and by version where its components stand among them. A component goes on in another
/// version by its id and what it looks at, as in a statement.
fn parts(held: &[HeldVersion]) -> (Vec<CostPart>, Vec<Vec<usize>>) {
    let mut parts: Vec<CostPart> = Vec::new();
    let mut places = Vec::new();
    for run in held {
        let mut here = Vec::new();
        for component in &run.version.components {
            // Two components of one version stay two.
            let known = parts
                .iter()
                .enumerate()
                .position(|(at, it)| it.id == component.id && it.measure == component.measure && !here.contains(&at));
            let at = known.unwrap_or(parts.len());
            if known.is_none() {
                let (id, measure) = (component.id.clone(), component.measure);
                parts.push(CostPart { id, name: String::new(), measure, weight: 0.0 });
            }
            if let Some(part) = parts.get_mut(at) {
                part.name.clone_from(&component.name);
                part.weight += component.weight.to_f64() * run.share();
            }
            here.push(at);
        }
        places.push(here);
    }
    (parts, places)
}

/// Pay of a year by version and component, and what the plan's cap takes away.
fn pay_of(document: &Document, held: &[HeldVersion], team: &[PaidAs], attainment: f64) -> (Vec<Vec<Money>>, Money) {
    let currency = document.settings.currency;
    let mut by_run: Vec<Vec<Money>> = held.iter().map(|it| vec![Money::ZERO; it.version.components.len()]).collect();
    let mut capped = Money::ZERO;
    for paid in team {
        let versions: Vec<_> = held.iter().map(|it| (paid.version(it.version), (it.from, it.to))).collect();
        let year = |version| EvenYear::new(document, version, &paid.terms);
        let years: Vec<_> = versions.iter().map(|(version, months)| (year(version), *months)).collect();
        let (earned, total) = pay_in_turn(&years, Standing::all(attainment));
        let whole: Money = earned.iter().flatten().copied().sum();
        for (place, amount) in by_run.iter_mut().flatten().zip(earned.iter().flatten()) {
            *place += by_heads(*amount, paid.heads, currency);
        }
        capped += by_heads(whole - total, paid.heads, currency);
    }
    (by_run, capped)
}

fn by_heads(amount: Money, heads: f64, currency: Currency) -> Money {
    // A mean of months is one person but for its last digits.
    if (heads - 1.0).abs() < 1e-9 { amount } else { currency.settle(Flow::new(amount.to_major() * heads)) }
}

/// ARR that one person is credited with at 100 % in a year, by components on such ARR. Two components on the same kind count it
/// once, and what several people share is nobody's own: it is known for one person `alone` only. None where a target is unknown.
fn credit_year(components: &[Component], terms: &Terms, alone: bool, counts: fn(ArrKind) -> bool) -> Option<f64> {
    let mut by_kind = BTreeMap::new();
    for component in components {
        let Some(kind) = component.measure.arr().filter(|it| counts(*it)) else { continue };
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
        let most = by_kind.entry(kind).or_insert(0.0_f64);
        *most = most.max(year.to_major());
    }
    Some(by_kind.into_values().sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate, one_person, paid_team, payee_lines, plan_totals};
    use crate::model::comp::{RatePreset, Rates};
    use crate::model::sample;
    use crate::units::{PlanId, RoleId, SegmentId, Yearly};

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
}
