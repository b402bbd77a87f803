//! The plan beside the one that is looked at: another one, another version of it, or a plan of another scenario; under which terms, and
//! the choice of it. The curve beside the design and the part about two plans share it.

use super::chosen::{Chosen, TermsKey, terms_at};
use super::terms::code;
use crate::engine::{PlanSide, attaining_as, usual_terms};
use crate::model::comp::{Plan, PlanVersion};
use crate::model::{Document, Role};
use crate::present::{PayPart, PlanOf, Route, words_pay};
use crate::text::tr;
use crate::units::PlanId;
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{Choice, Pick};
use leptos::prelude::*;
use std::sync::Arc;

/// What a key of the choice begins with where it names a scenario, whose plan is then chosen by itself.
const IN: &str = "in:";

/// Which plan stands beside, handed down as context.
#[derive(Clone, Copy)]
pub(super) struct Beside {
    /// The plan, if one is chosen that is there and is not the one that is looked at.
    pub of: Memo<Option<PlanOf>>,
    /// The plan asked for.
    wanted: RwSignal<Option<PlanOf>>,
    /// The scenario it belongs to, where that is not the open one, or why it cannot be read.
    read: Memo<Option<Result<Arc<Document>, String>>>,
    /// The row of terms asked for.
    terms: RwSignal<Option<TermsKey>>,
}

/// Two plans under terms, ready to be compared.
pub(super) struct Two<'a> {
    /// The one that is looked at.
    pub one: PlanSide<'a>,
    /// The one beside it.
    pub other: PlanSide<'a>,
    /// Their names, told apart.
    pub names: [String; 2],
    /// Their ids.
    pub plans: [&'a PlanId; 2],
    /// Whose terms they are looked at under.
    pub roles: [&'a Role; 2],
    /// Whether the one beside belongs to another scenario.
    pub is_abroad: bool,
}

/// A plan beside another, before their currencies are looked at.
struct Found<'a> {
    document: &'a Document,
    plan: &'a Plan,
    version: &'a PlanVersion,
    number: Option<usize>,
}

impl<'a> Found<'a> {
    fn of(document: &'a Document, of: &PlanOf) -> Option<Found<'a>> {
        let plan = document.plan(&PlanId::new(&of.plan))?;
        let version = match of.version {
            Some(number) => plan.versions.get(number.checked_sub(1)?)?,
            None => plan.version_on(document.settings.last_month().first_day())?,
        };
        Some(Found { document, plan, version, number: of.version })
    }
}

impl Beside {
    /// What the address names, else what was chosen last.
    pub fn new(app: App, chosen: Chosen) -> Beside {
        let wanted = RwSignal::new(None::<PlanOf>);
        Effect::new(move |_| {
            if let Route::PayAgainst { other, .. } = app.route.get() {
                wanted.set(Some(other));
            }
        });
        let of = Memo::new(move |_| {
            let named =
                app.route.with(|it| if let Route::PayAgainst { other, .. } = it { Some(other.clone()) } else { None });
            let of = named.or_else(|| wanted.get())?;
            if of.scenario.is_some() {
                return Some(of);
            }
            let (plan, at) = (chosen.plan.get()?, chosen.version.get());
            app.document.with(|document| {
                let found = Found::of(document, &of)?;
                let here = document.plan(&plan).and_then(|plan| plan.versions.get(at));
                (!here.is_some_and(|here| std::ptr::eq(here, found.version))).then_some(of)
            })
        });
        // Another tab may save it.
        let stored = Memo::new(move |_| {
            let id = of.get()?.scenario?;
            let saved = |list: &Vec<crate::web::cabinet::Scenario>| {
                list.iter().find(|it| it.id == id).map(|it| it.revision.clone())
            };
            Some((app.shelf.list.with(saved), id))
        });
        let stored = Memo::new_with_compare(
            move |_| {
                let (_, id) = stored.get()?;
                let named = |mut document: Document| {
                    if id.contains('@') {
                        document.name = format!("{} ({})", document.name, app.shelf.snapshot_name(&id));
                    }
                    Arc::new(document)
                };
                Some(app.shelf.peek(&id).map(named))
            },
            |_, _| true,
        );
        // Where people stand is assumed once, for both.
        let stands = Memo::new(move |_| {
            app.document.with(|it| {
                let assumed = &it.assumptions;
                (assumed.attainment.clone(), assumed.ratio_spread, assumed.other_measures)
            })
        });
        let read = Memo::new_with_compare(
            move |_| {
                stands.track();
                let alike = |it: Arc<Document>| {
                    Arc::new(app.document.with_untracked(|open| attaining_as(Document::clone(&it), open)))
                };
                stored.get().map(|read| read.map(alike))
            },
            |_, _| true,
        );
        let terms = RwSignal::new(None);
        Effect::new(move |had: Option<Option<PlanOf>>| {
            let now = of.get();
            if had.is_some_and(|had| had != now) {
                terms.set(None);
            }
            now
        });
        Beside { of, wanted, read, terms }
    }

    /// From the page above.
    pub fn here() -> Beside {
        expect_context::<Beside>()
    }

    /// The address of the part about two plans.
    pub fn route(self, plan: Option<String>) -> Route {
        match self.of.get() {
            Some(other) => Route::PayAgainst { plan, other },
            None => Route::Pay { plan, part: PayPart::Against },
        }
    }

    /// Puts another plan beside, or none.
    pub fn choose(self, chosen: Chosen, of: Option<PlanOf>) {
        self.wanted.set(of.clone());
        if chosen.part.get_untracked() == PayPart::Against {
            let plan = chosen.plan.get_untracked().map(|id| id.to_string());
            let route = match of {
                Some(other) => Route::PayAgainst { plan, other },
                None => Route::Pay { plan, part: PayPart::Against },
            };
            dom::set_hash(route.to_string().trim_start_matches('#'));
        }
    }

    /// Looks at the scenario that the plan beside belongs to.
    fn within<T>(self, app: App, see: impl FnOnce(&Document) -> T) -> Option<T> {
        match self.of.get()?.scenario {
            Some(_) => self.read.with(|read| read.as_ref()?.as_ref().ok().map(|it| see(it))),
            None => Some(app.document.with(see)),
        }
    }

    /// The terms it is looked at under: those asked for, those of the plan it stands beside, or the usual ones of its own.
    fn key(self, chosen: Chosen, found: &Found<'_>) -> Option<TermsKey> {
        let there = |key: &TermsKey| terms_at(found.document, key).is_some();
        self.terms.get().filter(there).or_else(|| chosen.terms.get().filter(there)).or_else(|| {
            let (role, terms) = usual_terms(found.document, &found.plan.id)?;
            Some((role.id.clone(), terms.segment.clone()))
        })
    }

    /// Looks at both; nothing where there is no second plan, no terms, or no rate between two currencies.
    pub fn look<T>(self, app: App, chosen: Chosen, see: impl FnOnce(&Two<'_>) -> T) -> Option<T> {
        let of = self.of.get()?;
        let (plan, at, key) = (chosen.plan.get()?, chosen.version.get(), chosen.terms.get()?);
        app.document.with(|open| {
            let plan = open.plan(&plan)?;
            let (role, terms) = terms_at(open, &key)?;
            let one = PlanSide::new(open, plan.versions.get(at)?, terms);
            let see = |other: &Document| {
                let found = Found::of(other, &of)?;
                let key = self.key(chosen, &found)?;
                let (other_role, other_terms) = terms_at(other, &key)?;
                let side = PlanSide::new(other, found.version, other_terms).told_in(open)?;
                let numbered = |plan: &Plan, number: usize| tr!("{}, version {number}", plan.name);
                let names = match (&of.scenario, found.number) {
                    (Some(_), _) => [plan.name.clone(), tr!("{} in \u{201c}{}\u{201d}", found.plan.name, other.name)],
                    (None, Some(number)) if found.plan.id == plan.id => {
                        [numbered(plan, at + 1), numbered(plan, number)]
                    }
                    (None, Some(number)) => [plan.name.clone(), numbered(found.plan, number)],
                    (None, None) if found.plan.id == plan.id => {
                        let held = plan.versions.iter().position(|it| std::ptr::eq(it, found.version));
                        [at, held.unwrap_or_default()].map(|at| numbered(plan, at + 1))
                    }
                    (None, None) => [plan.name.clone(), found.plan.name.clone()],
                };
                Some(see(&Two {
                    one,
                    other: side,
                    names,
                    plans: [&plan.id, &found.plan.id],
                    roles: [role, other_role],
                    is_abroad: of.scenario.is_some(),
                }))
            };
            match of.scenario {
                Some(_) => self.read.with(|read| see(read.as_ref()?.as_ref().ok()?)),
                None => see(open),
            }
        })
    }

    /// Why there is nothing to look at although a plan was chosen; empty where there is.
    pub fn trouble(self, app: App) -> String {
        let Some(of) = self.of.get() else { return String::new() };
        if let Some(Some(why)) = self.read.with(|read| read.as_ref().map(|it| it.as_ref().err().cloned())) {
            return why;
        }
        let there = self.within(app, |it| (it.name.clone(), Found::of(it, &of).is_some()));
        match there {
            Some((name, false)) => tr!("\u{201c}{name}\u{201d} has no such plan; choose another."),
            Some((_, true)) | None => String::new(),
        }
    }

    /// The currency of the plan beside, where no rate leads from it into that of the open scenario.
    pub fn without_rate(self, app: App) -> Option<String> {
        let known = self.within(app, |other| {
            app.document.with(|open| {
                let own = other.settings.currency;
                let typed = |of: &Document, code: &str| of.settings.plan_rates.contains_key(code);
                let any = typed(open, own.code()) || typed(other, open.settings.currency.code());
                (own != open.settings.currency && !any).then(|| own.code().to_owned())
            })
        });
        known.flatten()
    }
}

/// The choice of the plan beside; with its terms, and those of the plan it stands beside, where `whole`.
#[component]
pub(super) fn BesidePick(
    /// Whether terms can be chosen too.
    #[prop(optional)]
    whole: bool,
) -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let beside = Beside::here();
    let now = Signal::derive(move || {
        let key = |of: PlanOf| of.scenario.as_ref().map_or_else(|| of.key(), |id| [IN, id].concat());
        beside.of.get().map(key).unwrap_or_default()
    });
    let choose = move |key: String| {
        let of = match key.strip_prefix(IN) {
            // The same plan as it is there, else the first.
            Some(id) => match app.shelf.peek(id) {
                Ok(other) => {
                    let same = chosen.plan.get_untracked().filter(|plan| other.plan(plan).is_some());
                    let plan = same.or_else(|| other.plans.first().map(|it| it.id.clone()));
                    if plan.is_none() {
                        app.tell(tr!("\u{201c}{}\u{201d} has no pay plan.", other.name));
                    }
                    plan.map(|plan| PlanOf { plan: plan.to_string(), version: None, scenario: Some(id.to_owned()) })
                }
                Err(why) => {
                    app.tell(why);
                    None
                }
            },
            None => PlanOf::read(&key),
        };
        beside.choose(chosen, of);
    };
    let is_abroad = Memo::new(move |_| beside.of.with(|it| it.as_ref().is_some_and(|it| it.scenario.is_some())));
    let plans = Signal::derive(move || {
        let named = |it: &Plan| Choice::new(it.id.as_str(), it.name.clone());
        beside.within(app, |other| other.plans.iter().map(named).collect::<Vec<_>>()).unwrap_or_default()
    });
    let plan = Signal::derive(move || beside.of.get().map(|it| it.plan).unwrap_or_default());
    let choose_plan = move |plan: String| {
        if let Some(of) = beside.of.get_untracked() {
            beside.choose(chosen, Some(PlanOf { plan, version: None, ..of }));
        }
    };
    view! {
        <Pick
            label=tr!("Compare with")
            choices=Signal::derive(move || offered(app, chosen, beside))
            chosen=now
            on_choose=choose
        />
        <Show when=move || is_abroad.get()>
            <Pick label=tr!("Its plan") choices=plans chosen=plan on_choose=choose_plan/>
        </Show>
        <Show when=move || whole && beside.of.with(Option::is_some)>
            <TermsPicks/>
        </Show>
    }
    .into_any()
}

/// Under which terms the two are looked at.
#[component]
fn TermsPicks() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let beside = Beside::here();
    let rows = |document: &Document| {
        let rows = document.roles.iter().flat_map(|role| role.terms.iter().map(move |terms| (role, terms)));
        let row = |(role, terms): (&Role, &crate::model::Terms)| {
            let key = (role.id.clone(), terms.segment.clone());
            (Choice::new(code(&key), words_pay::terms_name(document, role, terms)), key)
        };
        rows.map(row).collect::<Vec<_>>()
    };
    let own = Memo::new(move |_| app.document.with(|it| rows(it).into_iter().unzip::<_, _, Vec<_>, Vec<_>>()));
    let others =
        Memo::new(move |_| beside.within(app, rows).unwrap_or_default().into_iter().unzip::<_, _, Vec<_>, Vec<_>>());
    let now = Signal::derive(move || chosen.terms.get().as_ref().map(code).unwrap_or_default());
    let other = Signal::derive(move || {
        let of = beside.of.get();
        let key = of.and_then(|of| beside.within(app, |it| beside.key(chosen, &Found::of(it, &of)?)).flatten());
        key.as_ref().map(code).unwrap_or_default()
    });
    let keyed = |all: &Memo<(Vec<Choice>, Vec<TermsKey>)>, key: &str| {
        all.with_untracked(|all| all.1.iter().find(|it| code(it) == key).cloned())
    };
    view! {
        <Pick
            label=tr!("A, as for")
            choices=Signal::derive(move || own.with(|it| it.0.clone()))
            chosen=now
            on_choose=move |key: String| chosen.wanted_terms.set(keyed(&own, &key))
        />
        <Pick
            label=tr!("B, as for")
            choices=Signal::derive(move || others.with(|it| it.0.clone()))
            chosen=other
            on_choose=move |key: String| beside.terms.set(keyed(&others, &key))
        />
    }
    .into_any()
}

/// What can stand beside the plan: its other versions, other plans, other scenarios.
fn offered(app: App, chosen: Chosen, beside: Beside) -> Vec<Choice> {
    let (plan, at) = (chosen.plan.get(), chosen.version.get());
    let here = |plan: &PlanId, version| PlanOf { plan: plan.to_string(), version, scenario: None }.key();
    let mut found = vec![Choice::new("", tr!("No other plan"))];
    app.document.with(|document| {
        if let Some(plan) = plan.as_ref().and_then(|id| document.plan(id)) {
            let numbers = (1..=plan.versions.len()).filter(|number| *number != at + 1);
            found.extend(numbers.map(|number| {
                Choice::new(here(&plan.id, Some(number)), tr!("Version {number}")).under(tr!("Versions of this plan"))
            }));
        }
        let others = document.plans.iter().filter(|it| Some(&it.id) != plan.as_ref());
        found.extend(
            others.map(|it| Choice::new(here(&it.id, None), it.name.clone()).under(tr!("Plans of this scenario"))),
        );
    });
    let mut scenarios = app.shelf.others();
    let snapshot = beside.of.get().and_then(|it| it.scenario).filter(|id| id.contains('@'));
    scenarios.extend(snapshot.map(|id| {
        let name = app.shelf.snapshot_name(&id);
        (id, name)
    }));
    found.extend(
        scenarios
            .into_iter()
            .map(|(id, name)| Choice::new([IN, &id].concat(), name).under(tr!("A plan of another scenario"))),
    );
    found
}

/// Whether there is anything to compare the plan with.
pub(super) fn has_rival(app: App, chosen: Chosen, beside: Beside) -> bool {
    offered(app, chosen, beside).len() > 1
}
