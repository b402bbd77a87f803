//! Which plan, version and terms the page looks at, and how they are changed.

use crate::edit::change_version;
use crate::engine::{PayeeLine, payee_lines, usual_terms};
use crate::model::comp::{Component, Plan, PlanVersion};
use crate::model::{Document, Role, Terms};
use crate::present::{PayPart, Route};
use crate::units::{Cadence, ComponentId, PlanId, RoleId, SegmentId};
use crate::web::app::App;
use crate::web::figures::{headline_span, period_label};
use leptos::prelude::*;
use std::sync::Arc;

/// A row of terms: a role, in a segment or where no segment has terms of its own.
pub(super) type TermsKey = (RoleId, Option<SegmentId>);

/// What the page looks at, handed down as context.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    /// The plan: the one the address names, else the one that pays most seats.
    pub plan: Memo<Option<PlanId>>,
    /// The part of the page.
    pub part: Memo<PayPart>,
    /// Position of its version.
    pub version: Memo<usize>,
    /// The version asked for; otherwise the one that holds at the end.
    pub wanted_version: RwSignal<Option<usize>>,
    /// The row of terms under which the plan is looked at.
    pub terms: Memo<Option<TermsKey>>,
    /// The row asked for.
    pub wanted_terms: RwSignal<Option<TermsKey>>,
    /// Who is paid by the plan in the plan's last fiscal year.
    pub lines: Memo<Arc<Vec<PayeeLine>>>,
    /// The name of that year.
    pub year: Memo<String>,
}

impl Chosen {
    /// Starts with what the address names.
    pub fn new(app: App) -> Chosen {
        let plan = Memo::new(move |_| {
            let named = app.route.with(|route| {
                if let Route::Pay { plan, .. } | Route::PayAgainst { plan, .. } = route { plan.clone() } else { None }
            });
            app.document.with(|document| {
                let named = named.map(|text| PlanId::new(&text)).filter(|id| document.plan(id).is_some());
                named.or_else(|| busiest(document))
            })
        });
        let part = Memo::new(move |_| {
            app.route.with(|route| {
                if matches!(route, Route::PayAgainst { .. }) {
                    return PayPart::Against;
                }
                if let Route::Pay { part, .. } = route { *part } else { PayPart::default() }
            })
        });
        let wanted_version = RwSignal::new(None);
        let version = Memo::new(move |_| {
            app.document.with(|document| {
                let Some(plan) = plan.get().and_then(|id| document.plan(&id).cloned()) else { return 0 };
                if let Some(wanted) = wanted_version.get().filter(|at| *at < plan.versions.len()) {
                    return wanted;
                }
                let last = document.settings.months().last().unwrap_or(document.settings.first_month).first_day();
                plan.versions.iter().rposition(|it| it.from.is_none_or(|from| from <= last)).unwrap_or(0)
            })
        });
        let wanted_terms = RwSignal::new(None::<TermsKey>);
        let terms = Memo::new(move |_| {
            let plan = plan.get()?;
            let wanted = wanted_terms.get();
            app.document.with(|document| {
                wanted.filter(|key| terms_at(document, key).is_some()).or_else(|| {
                    let (role, terms) = usual_terms(document, &plan)?;
                    Some((role.id.clone(), terms.segment.clone()))
                })
            })
        });
        Effect::new(move |had: Option<Option<PlanId>>| {
            let now = plan.get();
            if had.is_some_and(|had| had != now) {
                wanted_terms.set(None);
                wanted_version.set(None);
            }
            now
        });
        let lines = Memo::new(move |_| {
            let plan = plan.get();
            let lines = app.document.with(|document| {
                app.outcome.with(|outcome| {
                    plan.map(|plan| payee_lines(document, outcome, Some(&plan), headline_span(outcome)))
                })
            });
            Arc::new(lines.unwrap_or_default())
        });
        let year = Memo::new(move |_| {
            app.outcome.with(|outcome| {
                let last = outcome.periods(Cadence::Year).pop();
                last.map(|(period, _)| period_label(&period, false)).unwrap_or_default()
            })
        });
        Chosen { plan, part, version, wanted_version, terms, wanted_terms, lines, year }
    }

    /// From the page above.
    pub fn here() -> Chosen {
        expect_context::<Chosen>()
    }

    /// Looks at the chosen plan and version.
    pub fn look<T>(self, app: App, see: impl FnOnce(&Document, &Plan, &PlanVersion) -> T) -> Option<T> {
        let (plan, at) = (self.plan.get()?, self.version.get());
        app.document.with(|document| {
            let plan = document.plan(&plan)?;
            Some(see(document, plan, plan.versions.get(at)?))
        })
    }

    /// Looks at them under the chosen terms.
    pub fn under_terms<T>(self, app: App, see: impl FnOnce(&Document, &PlanVersion, &Role, &Terms) -> T) -> Option<T> {
        let key = self.terms.get()?;
        self.look(app, |document, _, version| {
            let (role, terms) = terms_at(document, &key)?;
            Some(see(document, version, role, terms))
        })
        .flatten()
    }

    /// A component of the version.
    pub fn component(self, app: App, id: &ComponentId) -> Option<Component> {
        self.look(app, |_, _, version| version.components.iter().find(|it| it.id == *id).cloned()).flatten()
    }

    /// The path of the version in the registry of inputs.
    pub fn path(self) -> String {
        let plan = self.plan.get().map(|id| id.to_string()).unwrap_or_default();
        format!("plan/{plan}/{}", self.version.get() + 1)
    }

    /// The path of one of its components.
    pub fn part(self, id: &ComponentId, key: &str) -> String {
        format!("{}/{id}/{key}", self.path())
    }

    /// Changes the version as one step.
    pub fn change(self, app: App, label: &str, change: impl FnOnce(&mut PlanVersion)) {
        if let Some(command) = self.command(app, label, change) {
            app.dispatch(command);
        }
    }

    /// Makes the command that changes the version.
    pub fn command(self, app: App, label: &str, change: impl FnOnce(&mut PlanVersion)) -> Option<crate::edit::Command> {
        let plan = self.plan.get_untracked()?;
        let version = self.version.get_untracked();
        app.document.with_untracked(|document| change_version(document, &plan, version, label, change))
    }

    /// Changes one component as one step.
    pub fn change_part(self, app: App, id: &ComponentId, label: &str, change: impl FnOnce(&mut Component)) {
        self.change(app, label, |version| {
            if let Some(component) = version.components.iter_mut().find(|it| it.id == *id) {
                change(component);
            }
        });
    }
}

/// A row of terms by its key.
pub(super) fn terms_at<'a>(document: &'a Document, key: &TermsKey) -> Option<(&'a Role, &'a Terms)> {
    let role = document.role(&key.0)?;
    let terms = role.terms.iter().find(|terms| terms.segment == key.1)?;
    Some((role, terms))
}

/// The plan that pays most seats; the first, if none pays any.
fn busiest(document: &Document) -> Option<PlanId> {
    let seats = |id: &PlanId| {
        document.seats.iter().filter(|seat| document.plan_of(seat).is_some_and(|plan| plan.id == *id)).count()
    };
    // The first of equals.
    let most = document.plans.iter().rev().max_by_key(|plan| seats(&plan.id));
    most.map(|plan| plan.id.clone())
}
