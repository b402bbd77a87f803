//! Commands that make plans: from a template, empty, with new content, with a component that is ready.

use crate::edit::command::{Command, Entity};
use crate::model::comp::{Component, Plan, PlanVersion, Pot};
use crate::model::sample::{PlanTemplate, Ready};
use crate::model::{Document, Function};
use crate::text::{in_english, tr};
use crate::units::{ComponentId, PlanId, Rate};

use super::plan::make_room;

/// A name no plan has: the one wanted, or that with a number.
pub(super) fn free_name(document: &Document, wanted: &str) -> String {
    let taken = |name: &str| document.plans.iter().any(|it| it.name == name);
    if !taken(wanted) {
        return wanted.to_owned();
    }
    (2..).map(|number| format!("{wanted} {number}")).find(|name| !taken(name)).unwrap_or_default()
}

/// A new plan with this content, behind a plan (at the end, if none is given). It pays nobody until a role is given to it.
fn add(document: &Document, after: Option<&PlanId>, name: &str, version: PlanVersion) -> (PlanId, Command) {
    let name = free_name(document, name);
    let id = PlanId::fresh(&name, document.plans.iter().map(|it| &it.id));
    let at = document.plans.iter().position(|it| Some(&it.id) == after).map(|at| at + 1);
    let plan = Plan { id: id.clone(), name: name.clone(), versions: vec![version] };
    let put = Command::Put { at, entity: Box::new(Entity::Plan(plan)) };
    (id, Command::batch([tr!("add plan "), &name].concat(), vec![put]))
}

/// A new plan from a template.
pub fn plan_from(document: &Document, after: Option<&PlanId>, template: &PlanTemplate) -> (PlanId, Command) {
    add(document, after, template.name, template.version.clone())
}

/// A new plan without a component.
pub fn empty_plan(document: &Document, after: Option<&PlanId>) -> (PlanId, Command) {
    add(document, after, tr!("New plan"), PlanVersion::default())
}

/// Gives a version of a plan (counted from 0) the content of a template. Its name, its first day and who is paid by it stay.
pub fn replace_content(document: &Document, plan: &PlanId, at: usize, template: &PlanTemplate) -> Option<Command> {
    let mut plan: Plan = document.plan(plan)?.clone();
    let version = plan.versions.get_mut(at)?;
    *version = PlanVersion { from: version.from, ..template.version.clone() };
    let label = tr!("{} becomes {}", plan.name, template.name);
    Some(Command::batch(label, vec![plan.into()]))
}

/// Adds a ready component for people of a function. It takes a tenth of target variable, and the weights of the others are scaled so
/// that all add up to the whole; the first component takes all of it.
pub fn add_ready(version: &mut PlanVersion, ready: Ready, function: Option<Function>) -> ComponentId {
    let id = ComponentId::fresh(
        in_english(|| ready.name()),
        version.components.iter().map(|it| &it.id).chain(version.spifs.iter().map(|it| &it.id)),
    );
    let weight = if version.components.is_empty() { Rate::ONE } else { Rate::percent(10) };
    if !version.components.is_empty() {
        make_room(&mut version.components, weight.complement());
    }
    let mut component: Component = ready.component(id.clone(), weight, function);
    let taken = |name: &str| version.components.iter().any(|it| it.name == name);
    if taken(&component.name) {
        let name = ready.name();
        component.name = (2..).map(|number| format!("{name} {number}")).find(|name| !taken(name)).unwrap_or_default();
    }
    version.components.push(component);
    id
}

/// Adds the usual component of a purpose.
pub fn add_component(version: &mut PlanVersion, pot: Pot, function: Option<Function>) -> ComponentId {
    let ready = match pot {
        Pot::NewBusiness => Ready::NewBusiness,
        Pot::Retention => Ready::GrossRetention,
        Pot::Expansion => Ready::Expansion,
        Pot::Other => Ready::Objectives,
    };
    add_ready(version, ready, function)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{apply, remove_component};
    use crate::model::sample::{company, templates};

    #[test]
    fn a_bonus_that_comes_takes_a_tenth_and_gives_it_back_when_it_goes() {
        let before = company().plan(&PlanId::new("am")).unwrap().versions[0].clone();
        for ready in Ready::ALL {
            let mut changed = before.clone();
            let id = add_ready(&mut changed, ready, None);
            let new = changed.components.last().unwrap();
            assert_eq!((new.weight, &new.id), (Rate::percent(10), &id));
            assert_eq!(changed.components.iter().map(|it| it.weight.ppm()).sum::<i64>(), Rate::SCALE);
            assert_eq!(changed.components[0].weight, Rate::from_ppm(495_000), "55 % of what is left");
            remove_component(&mut changed, &id);
            assert_eq!(changed, before);
        }
        let mut empty = PlanVersion::default();
        for _ in 0..2 {
            add_component(&mut empty, Pot::Retention, None);
        }
        assert_eq!(empty.components[0].weight, Rate::percent(90));
        assert_eq!(empty.components[1].name, "Retention bonus 2");
    }

    #[test]
    fn a_plan_from_a_template_is_one_step_and_pays_nobody() {
        let mut document = company();
        let before = document.clone();
        let after = PlanId::new("ae");
        for template in templates() {
            let (id, command) = plan_from(&document, Some(&after), &template);
            let undo = apply(&mut document, command).unwrap();
            assert_eq!(document.plans[1].id, id);
            assert_eq!(document.plans[1].versions, std::slice::from_ref(&template.version));
            assert_eq!(document.seats.iter().filter(|seat| document.plan_of(seat).unwrap().id == id).count(), 0);
            apply(&mut document, undo).unwrap();
            assert_eq!(document, before);
        }
        // The sample has a plan of that name already.
        let manager = templates().into_iter().find(|it| it.key == "sales-manager").unwrap();
        let (id, command) = plan_from(&document, None, &manager);
        apply(&mut document, command).unwrap();
        assert_eq!(document.plan(&id).unwrap().name, "Sales manager 2");
    }

    #[test]
    fn content_from_a_template_leaves_name_and_day_and_people_as_they_are() {
        let mut document = company();
        let before = document.clone();
        let ae = PlanId::new("ae");
        let hybrid = templates().into_iter().find(|it| it.key == "hybrid").unwrap();
        let command = replace_content(&document, &ae, 0, &hybrid).unwrap();
        let undo = apply(&mut document, command).unwrap();
        let plan = document.plan(&ae).unwrap();
        assert_eq!((plan.name.as_str(), plan.versions[0].from), ("Account executive", None));
        assert_eq!(plan.versions[0].components.len(), 2);
        apply(&mut document, undo).unwrap();
        assert_eq!(document, before);
        assert!(replace_content(&document, &ae, 1, &hybrid).is_none(), "there is no second version");
    }
}
