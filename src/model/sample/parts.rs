//! Components that can be added to a plan as they are, with usual terms.

use crate::model::comp::{Component, Measure, RatePreset, Scope, Target, Threshold, ThresholdStart};
use crate::model::{Function, brings_in};
use crate::text::tr;
use crate::units::{Cadence, ComponentId, Rate};

/// A component ready to be added to a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ready {
    /// Commission on ARR of new customers.
    NewBusiness,
    /// Commission on ARR added by existing customers.
    Expansion,
    /// Commission on ARR that fell due and was renewed.
    Renewal,
    /// Bonus on gross retention.
    GrossRetention,
    /// Bonus on net retention.
    NetRetention,
    /// Bonus on qualified opportunities.
    Opportunities,
    /// Bonus on agreed objectives.
    Objectives,
    /// A manager's share of what the team below brings in.
    TeamOverride,
}

impl Ready {
    /// All, in the order offered.
    pub const ALL: [Ready; 8] = [
        Ready::NewBusiness,
        Ready::Expansion,
        Ready::Renewal,
        Ready::GrossRetention,
        Ready::NetRetention,
        Ready::Opportunities,
        Ready::Objectives,
        Ready::TeamOverride,
    ];

    /// Name of the component it makes, in the language of the reader.
    pub fn name(self) -> &'static str {
        match self {
            Ready::NewBusiness => tr!("New business"),
            Ready::Expansion => tr!("Expansion bonus"),
            Ready::Renewal => tr!("Renewal commission"),
            Ready::GrossRetention => tr!("Retention bonus"),
            Ready::NetRetention => tr!("Net retention bonus"),
            Ready::Opportunities => tr!("Activity bonus"),
            Ready::Objectives => tr!("Objectives"),
            Ready::TeamOverride => tr!("Team override"),
        }
    }

    /// What it looks at, for people of this function.
    const fn measure(self, function: Option<Function>) -> Measure {
        match self {
            Ready::NewBusiness => Measure::NewArr,
            Ready::Expansion => Measure::ExpansionArr,
            Ready::Renewal => Measure::RenewedArr,
            Ready::GrossRetention => Measure::GrossRetention,
            Ready::NetRetention => Measure::NetRetention,
            Ready::Opportunities => Measure::Opportunities,
            Ready::Objectives => Measure::Objectives,
            Ready::TeamOverride => match function {
                Some(Function::AccountLeadership) => Measure::ExpansionArr,
                Some(_) | None => Measure::NewArr,
            },
        }
    }

    /// The component, for people of a function where it is known: on their own results where they have any, else on those of the team
    /// below, their segment or the company. A commission accelerates at quota; a retention bonus has a floor and a cap.
    pub fn component(self, id: ComponentId, weight: Rate, function: Option<Function>) -> Component {
        let measure = self.measure(function);
        let scope = if self == Ready::TeamOverride { Scope::TeamBelow } else { usual_scope(measure, function) };
        let target = match (self, scope) {
            (Ready::GrossRetention, _) => Target::Ratio { ratio: Rate::percent(90) },
            (Ready::NetRetention, _) => Target::Ratio { ratio: Rate::percent(105) },
            (Ready::Objectives, _) => Target::Ratio { ratio: Rate::ONE },
            (_amount, Scope::Own) => Target::Quota,
            // A manager's quota at 0.88 of the sum below, as in the catalogue; elsewhere a tenth of cushion.
            (_amount, Scope::TeamBelow) => Target::SumOfQuotas { share: Rate::percent(88) },
            (_amount, Scope::Pod | Scope::Segment | Scope::Company) => Target::SumOfQuotas { share: Rate::percent(90) },
        };
        let floor = match self {
            Ready::GrossRetention => Some(80),
            Ready::NetRetention => Some(95),
            Ready::NewBusiness
            | Ready::Expansion
            | Ready::Renewal
            | Ready::Opportunities
            | Ready::Objectives
            | Ready::TeamOverride => None,
        };
        let goals = self == Ready::Objectives;
        let beyond: &[(Rate, Rate)] = match floor {
            Some(_) => &[(Rate::ONE, Rate::from_ppm(5_000_000))],
            None if goals => &[],
            None => &[(Rate::ONE, Rate::from_ppm(1_500_000))],
        };
        Component {
            id,
            name: self.name().to_owned(),
            measure,
            scope,
            weight,
            target,
            cadence: if self == Ready::Opportunities { Cadence::Month } else { Cadence::Quarter },
            rates: RatePreset::Marginal.rates(beyond),
            threshold: floor.map(|at| Threshold { at: Rate::percent(at), start: ThresholdStart::Zero }),
            cap: match floor {
                Some(_) => Some(Rate::from_ppm(1_500_000)),
                None => goals.then_some(Rate::ONE),
            },
            ..Component::default()
        }
    }
}

/// Whose results people of a function are usually paid on.
fn usual_scope(measure: Measure, function: Option<Function>) -> Scope {
    let of_sellers = matches!(measure, Measure::NewArr | Measure::Opportunities);
    match function {
        Some(Function::Executive) if measure != Measure::Objectives => Scope::Company,
        Some(Function::SalesManagement) if of_sellers => Scope::TeamBelow,
        Some(Function::AccountLeadership) if !of_sellers && measure != Measure::Objectives => Scope::TeamBelow,
        Some(function) if brings_in(function, measure) => Scope::Own,
        Some(_) => Scope::Segment,
        // Not known: sellers are the usual case. Nobody but account managers has a book of their own.
        None if of_sellers || measure == Measure::Objectives => Scope::Own,
        None => Scope::Segment,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(ready: Ready, function: Function) -> Component {
        ready.component(ComponentId::new("it"), Rate::percent(10), Some(function))
    }

    #[test]
    fn a_ready_component_looks_at_results_the_role_can_bring_in() {
        assert_eq!(made(Ready::Expansion, Function::AccountManagement).scope, Scope::Own);
        assert_eq!(made(Ready::Expansion, Function::AccountManagement).target, Target::Quota);
        assert_eq!(made(Ready::GrossRetention, Function::NewBusiness).scope, Scope::Segment);
        assert_eq!(made(Ready::NewBusiness, Function::SalesManagement).scope, Scope::TeamBelow);
        assert_eq!(made(Ready::NetRetention, Function::Executive).scope, Scope::Company);
        assert_eq!(made(Ready::TeamOverride, Function::AccountLeadership).measure, Measure::ExpansionArr);
        for function in Function::ALL {
            for ready in Ready::ALL {
                let component = made(ready, function);
                let own = component.scope == Scope::Own;
                assert!(!own || brings_in(function, component.measure), "{ready:?} for {function:?}");
                assert_eq!(component.measure.is_ratio(), matches!(component.target, Target::Ratio { .. }));
            }
        }
    }
}
