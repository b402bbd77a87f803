//! Commands for pay plans: components come and go with their weights, tiers stay in order, plans are copied, given to roles, removed.

use crate::edit::command::{Command, Which};
use crate::edit::plan_make::free_name;
use crate::edit::rate_tables::threshold_start;
use crate::model::comp::{
    Component, Measure, Plan, PlanVersion, RatePreset, Rates, Target, Threshold, ThresholdStart, Tier, TierFrom,
    TierValue,
};
use crate::model::{Document, Role};
use crate::text::tr;
use crate::units::{ComponentId, Money, PlanId, Rate, RoleId, SegmentId, rounding};

/// Changes one version of a plan (counted from 0) as one step.
pub fn change_version(
    document: &Document,
    plan: &PlanId,
    version: usize,
    label: impl Into<String>,
    change: impl FnOnce(&mut PlanVersion),
) -> Option<Command> {
    let mut plan: Plan = document.plan(plan)?.clone();
    change(plan.versions.get_mut(version)?);
    let label = [&plan.name, ": ", &label.into()].concat();
    Some(Command::batch(label, vec![plan.into()]))
}

/// Makes room for a share of target variable: the other weights keep their proportions and add up to what is left of the whole.
pub(super) fn make_room(components: &mut [Component], left: Rate) {
    let weights: Vec<f64> = components.iter().map(|it| it.weight.to_f64()).collect();
    let even = weights.iter().all(|weight| *weight <= 0.0);
    let weights = if even { vec![1.0; weights.len()] } else { weights };
    for (component, part) in components.iter_mut().zip(rounding::split(left.ppm(), &weights, 1)) {
        component.weight = Rate::from_ppm(part);
    }
}

/// Makes the weights add up to the whole, in their present proportions.
pub fn fill_weights(version: &mut PlanVersion) {
    make_room(&mut version.components, Rate::ONE);
}

/// Removes a component; the others take its share.
pub fn remove_component(version: &mut PlanVersion, id: &ComponentId) {
    let weight: i64 = version.components.iter().map(|it| it.weight.ppm()).sum();
    version.components.retain(|it| it.id != *id);
    // Weights that missed the whole before go on missing it: only the share of the one removed is given away.
    make_room(&mut version.components, Rate::from_ppm(weight));
}

/// Moves a component one place up (-1) or down (1).
pub fn move_component(version: &mut PlanVersion, id: &ComponentId, by: isize) {
    let Some(at) = version.components.iter().position(|it| it.id == *id) else { return };
    if let Some(to) = at.checked_add_signed(by).filter(|to| *to < version.components.len()) {
        version.components.swap(at, to);
    }
}

fn tiers_of(component: &mut Component) -> Option<&mut Vec<Tier>> {
    match &mut component.rates {
        Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. } => Some(tiers),
        Rates::Curve { .. } | Rates::Milestones { .. } | Rates::Matrix { .. } => None,
    }
}

/// The shape of a table, if one of the named ones fits.
fn shape(component: &Component) -> Option<RatePreset> {
    match &component.rates {
        Rates::Tiers { tiers, .. } => RatePreset::of(tiers),
        Rates::Interpolated { .. } | Rates::Curve { .. } | Rates::Milestones { .. } | Rates::Matrix { .. } => None,
    }
}

/// Adds a tier above the last one: a quarter of quota higher, paying half the derived rate more. The shape of the table stays.
pub fn add_tier(component: &mut Component) {
    let shape = shape(component);
    let Some(tiers) = tiers_of(component) else { return };
    let base =
        Tier { from: TierFrom::Quota(Rate::ZERO), value: TierValue::Multiple(Rate::ONE), reach: Default::default() };
    let next = tiers.last().map_or(base, |last| Tier {
        from: match last.from {
            TierFrom::Quota(share) if share < Rate::ONE => TierFrom::Quota(Rate::ONE),
            TierFrom::Quota(share) => TierFrom::Quota(share + Rate::percent(25)),
            TierFrom::Amount(amount) => TierFrom::Amount(amount + amount.max(Money::from_major(100_000))),
            TierFrom::Units(units) => TierFrom::Units(units.saturating_add(units.max(5))),
        },
        value: match last.value {
            TierValue::Multiple(multiple) => TierValue::Multiple(multiple + Rate::percent(50)),
            TierValue::Share(share) => TierValue::Share(share + Rate::percent(1)),
            TierValue::PerUnit(amount) => TierValue::PerUnit(amount + amount),
        },
        reach: last.reach,
    });
    tiers.push(next);
    if let Some(shape) = shape {
        shape.apply(tiers);
    }
}

/// Removes a tier (counted from 0); the last one left stays.
pub fn remove_tier(component: &mut Component, at: usize) {
    let shape = shape(component);
    let Some(tiers) = tiers_of(component) else { return };
    if tiers.len() > 1 && at < tiers.len() {
        tiers.remove(at);
    }
    if let Some(shape) = shape {
        shape.apply(tiers);
    }
}

/// A copy of a plan under a new name, that pays nobody yet.
pub fn copy_plan(document: &Document, plan: &PlanId) -> Option<(PlanId, Command)> {
    let like = document.plan(plan)?;
    let name = free_name(document, &[&like.name, tr!(", copy")].concat());
    let id = PlanId::fresh(&name, document.plans.iter().map(|it| &it.id));
    let at = document.plans.iter().position(|it| it.id == *plan).map(|at| at + 1);
    let copy = Plan { id: id.clone(), name: name.clone(), ..like.clone() };
    let put = Command::Put { at, entity: Box::new(crate::edit::Entity::Plan(copy)) };
    Some((id, Command::batch([tr!("add plan "), &name].concat(), vec![put])))
}

/// Looks at another measure. A ratio needs a ratio as target and has a floor; an amount is held against the quota of the role.
pub fn set_measure(component: &mut Component, measure: Measure) {
    let (was, is) = (component.measure, measure);
    component.measure = measure;
    if was.is_ratio() == is.is_ratio() && !is.is_score() && !was.is_score() {
        return;
    }
    component.target = match is {
        Measure::Objectives | Measure::Satisfaction => Target::Ratio { ratio: Rate::ONE },
        Measure::GrossRetention => Target::Ratio { ratio: Rate::percent(90) },
        Measure::NetRetention => Target::Ratio { ratio: Rate::percent(105) },
        Measure::NewArr
        | Measure::ExpansionArr
        | Measure::ExpansionAndPriceArr
        | Measure::RenewedArr
        | Measure::Opportunities
        | Measure::GrossMargin
        | Measure::Units
        | Measure::Meetings => Target::Quota,
    };
    let start = threshold_start(component).unwrap_or(ThresholdStart::Zero);
    component.threshold = matches!(is, Measure::GrossRetention | Measure::NetRetention)
        .then_some(Threshold { at: Rate::percent(80), start });
}

/// Who a plan pays, by what names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanUsers {
    /// Roles (with the segment, where only there).
    pub terms: Vec<(RoleId, Option<SegmentId>)>,
    /// Seats that name it themselves.
    pub seats: usize,
}

impl PlanUsers {
    /// Whether nobody names it.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.seats == 0
    }
}

/// Who names a plan.
pub fn plan_users(document: &Document, plan: &PlanId) -> PlanUsers {
    let rows = document.roles.iter().flat_map(|role| role.terms.iter().map(move |terms| (role, terms)));
    PlanUsers {
        terms: rows
            .filter(|(_, terms)| terms.plan.as_ref() == Some(plan))
            .map(|(role, terms)| (role.id.clone(), terms.segment.clone()))
            .collect(),
        seats: document.seats.iter().filter(|seat| seat.plan.as_ref() == Some(plan)).count(),
    }
}

/// Removes a plan that pays nobody.
pub fn remove_plan(document: &Document, plan: &PlanId) -> Option<Command> {
    let name = &document.plan(plan)?.name;
    plan_users(document, plan)
        .is_empty()
        .then(|| Command::batch([tr!("remove plan "), name].concat(), vec![Command::Remove(Which::Plan(plan.clone()))]))
}

/// Pays a role (in a segment, or where no segment has terms of its own) by a plan.
pub fn pay_by(document: &Document, role: &RoleId, segment: Option<&SegmentId>, plan: &PlanId) -> Option<Command> {
    let mut role: Role = document.role(role)?.clone();
    let terms = role.terms.iter_mut().find(|it| it.segment.as_ref() == segment)?;
    terms.plan = Some(plan.clone());
    let name = &document.plan(plan)?.name;
    let label = [&role.name, tr!(" is paid by "), name].concat();
    Some(Command::batch(label, vec![role.into()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::sample;

    fn version(plan: &str) -> PlanVersion {
        sample::company().plan(&PlanId::new(plan)).unwrap().versions[0].clone()
    }

    #[test]
    fn weights_that_miss_the_whole_are_filled_in_proportion() {
        let mut plan = version("am");
        plan.components[1].weight = Rate::percent(20);
        fill_weights(&mut plan);
        assert_eq!(plan.components.iter().map(|it| it.weight.ppm()).collect::<Vec<_>>(), [733_333, 266_667]);
    }

    #[test]
    fn a_table_keeps_its_shape_while_tiers_come_and_go() {
        let mut component = version("ae").components[0].clone();
        for preset in [RatePreset::Retroactive, RatePreset::BracketOnOverage] {
            if let Rates::Tiers { tiers, .. } = &mut component.rates {
                preset.apply(tiers);
            }
            let before = component.clone();
            add_tier(&mut component);
            let Rates::Tiers { tiers, .. } = &component.rates else { panic!("it was a table") };
            assert_eq!(RatePreset::of(tiers), Some(preset));
            let last = tiers.last().unwrap();
            assert_eq!(last.from, TierFrom::Quota(Rate::percent(150)));
            assert_eq!(last.value, TierValue::Multiple(Rate::percent(250)));
            remove_tier(&mut component, 3);
            assert_eq!(component, before);
        }
        for _ in 0..5 {
            remove_tier(&mut component, 0);
        }
        let Rates::Tiers { tiers, .. } = &component.rates else { panic!("it was a table") };
        assert_eq!(tiers.len(), 1);
    }

    #[test]
    fn a_component_that_turns_to_a_ratio_gets_a_target_and_a_floor_of_that_kind() {
        let mut component = version("ae").components[0].clone();
        let before = component.clone();
        set_measure(&mut component, Measure::GrossRetention);
        assert_eq!(component.target, Target::Ratio { ratio: Rate::percent(90) });
        assert_eq!(component.threshold.map(|it| it.at), Some(Rate::percent(80)));
        set_measure(&mut component, Measure::NewArr);
        assert_eq!(component, before);
        set_measure(&mut component, Measure::RenewedArr);
        assert_eq!(component.target, before.target);
    }

    #[test]
    fn components_move_within_the_plan_and_not_beyond_it() {
        let mut plan = version("am");
        let first = plan.components[0].id.clone();
        move_component(&mut plan, &first, -1);
        assert_eq!(plan.components[0].id, first);
        move_component(&mut plan, &first, 1);
        assert_eq!(plan.components[1].id, first);
        move_component(&mut plan, &first, 1);
        assert_eq!(plan.components[1].id, first);
    }

    #[test]
    fn a_copied_plan_pays_nobody_until_a_role_is_given_to_it() {
        let mut document = sample::company();
        let before = document.clone();
        let (ae, role) = (PlanId::new("ae"), RoleId::new("ae"));
        assert_eq!(remove_plan(&document, &ae), None, "it pays people");
        let (copy, command) = copy_plan(&document, &ae).unwrap();
        let undo = apply(&mut document, command).unwrap();
        assert_eq!(document.plans[1].id, copy, "beside the one it was copied from");
        assert!(plan_users(&document, &copy).is_empty());
        let smb = SegmentId::new("smb");
        let command = pay_by(&document, &role, Some(&smb), &copy).unwrap();
        let back = apply(&mut document, command).unwrap();
        assert_eq!(plan_users(&document, &copy).terms, [(role, Some(smb))]);
        assert_eq!(remove_plan(&document, &copy), None);
        apply(&mut document, back).unwrap();
        assert!(remove_plan(&document, &copy).is_some());
        apply(&mut document, undo).unwrap();
        assert_eq!(document, before);
    }
}
