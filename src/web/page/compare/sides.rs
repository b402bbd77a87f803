//! The scenarios that are compared.

use crate::engine::compare::Measure;
use crate::engine::{Env, Outcome, evaluate};
use crate::model::Document;
use crate::present::Route;
use crate::units::FiscalPeriod;
use crate::web::app::{App, today};
use crate::web::ui::settled;
use chrono::NaiveDate;
use leptos::prelude::*;
use std::sync::Arc;

/// So many scenarios at most: more columns nobody reads side by side.
pub(super) const MOST: usize = 5;

/// A stored scenario as it is asked for: the save that it is at, and its id, or a snapshot, which stays what it is; and the day it is seen on.
type Wanted = (Option<String>, String, NaiveDate);

/// One scenario.
#[derive(Clone)]
pub(super) struct Side {
    /// Its id, or that of a snapshot; empty for the open scenario.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What was entered.
    pub document: Arc<Document>,
    /// What follows from it.
    pub outcome: Arc<Outcome>,
}

impl Side {
    /// Whether it is the same state of the same scenario.
    pub(super) fn is_same(&self, other: &Side) -> bool {
        Arc::ptr_eq(&self.document, &other.document) && Arc::ptr_eq(&self.outcome, &other.outcome)
    }
}

/// All of them, as handles.
#[derive(Clone, Copy)]
pub(super) struct Sides {
    /// Ids of the others, as the address names them; the first other scenario where it names none.
    pub chosen: Memo<Vec<String>>,
    /// The open scenario first, then the others.
    pub all: Memo<Vec<Side>>,
    /// Which of them differences are measured from.
    pub base: RwSignal<usize>,
    /// What could not be read.
    pub trouble: RwSignal<String>,
    /// What the bridge is about, as the address names it.
    pub measure: Memo<Option<Measure>>,
    /// The fiscal period whose figures stand side by side.
    pub period: RwSignal<Option<FiscalPeriod>>,
}

impl Sides {
    pub(super) fn new(app: App) -> Sides {
        let chosen = Memo::new(move |_| {
            app.scene.track();
            let offered = app.shelf.others();
            let named = if let Route::Compare { with, .. } = app.route.get() { with } else { Vec::new() };
            let mut known: Vec<String> = named
                .into_iter()
                .filter(|id| id.contains('@') || offered.iter().any(|(other, _)| other == id))
                .collect();
            if known.is_empty() {
                known.extend(offered.into_iter().next().map(|(id, _)| id));
            }
            known.truncate(MOST - 1);
            known
        });
        // Another tab may have saved one of them. Saves of the open one concern nothing here.
        let wanted = Memo::new(move |_| {
            app.shelf.list.with(|list| {
                let revision = |id: &String| list.iter().find(|it| it.id == *id).map(|it| it.revision.clone());
                chosen.get().into_iter().map(|id| (revision(&id), id, today())).collect::<Vec<Wanted>>()
            })
        });
        let trouble = RwSignal::new(String::new());
        let stored = Memo::new_with_compare(
            move |before: Option<&Vec<(Wanted, Side)>>| {
                let kept = before.cloned().or_else(|| kept_by(app)).unwrap_or_default();
                let mut told = String::new();
                let mut sides = Vec::new();
                for it in wanted.get() {
                    // What is there already is not read again.
                    if let Some(known) = kept.iter().find(|known| known.0 == it) {
                        sides.push(known.clone());
                        continue;
                    }
                    match app.shelf.peek(&it.1) {
                        Ok(mut document) => {
                            // A snapshot may be called as the open scenario is.
                            if it.1.contains('@') {
                                document.name = format!("{} ({})", document.name, app.shelf.snapshot_name(&it.1));
                            }
                            let side = side(it.1.clone(), document);
                            sides.push((it, side));
                        }
                        Err(text) => told = text,
                    }
                }
                trouble.set(told);
                app.compared.set_value(Some(Arc::new(sides.clone())));
                sides
            },
            |_, _| true,
        );
        let all = Memo::new_with_compare(
            move |_| {
                let document = Arc::new(app.document.get());
                let open =
                    Side { id: String::new(), name: document.name.clone(), outcome: app.outcome.get(), document };
                let mut all = vec![open];
                all.extend(stored.with(|stored| stored.iter().map(|it| it.1.clone()).collect::<Vec<_>>()));
                all
            },
            |_, _| true,
        );
        // What one changes is the open scenario; what it was before is the other.
        let base = RwSignal::new(1);
        Effect::new(move |_| {
            if base.get() >= all.with(Vec::len) {
                base.set(0);
            }
        });
        let measure = Memo::new(move |_| {
            app.route.with(|it| if let Route::Compare { measure, .. } = it { *measure } else { None })
        });
        Sides { chosen, all, base, trouble, measure, period: RwSignal::new(None) }
    }

    pub(super) fn here() -> Sides {
        expect_context::<Sides>()
    }

    /// Whether one of them is the open scenario, whose inputs and figures a link can lead to.
    pub(super) fn is_open(self, side: &Side) -> bool {
        self.all.with(|all| all.first().is_some_and(|open| Arc::ptr_eq(&open.document, &side.document)))
    }

    /// Their names, the open one first.
    pub(super) fn names(self) -> Vec<String> {
        self.all.with(|all| all.iter().map(|it| it.name.clone()).collect())
    }

    /// The name of the one that differences are measured from.
    pub(super) fn base_name(self) -> String {
        self.all.with(|all| all.get(self.base.get()).map(|it| it.name.clone()).unwrap_or_default())
    }

    /// The one that differences are measured from, and one of the others: the first where there are not so many.
    pub(super) fn pair(self, other: usize) -> Option<(Side, Side)> {
        let (base, others) = self.parted()?;
        let other = others.get(other).or(others.first()).cloned()?;
        Some((base, other))
    }

    /// Counts up once the figures of a change, or of what `also` tracks, are on screen; what takes longer than they do waits for it.
    pub(super) fn settled(self, also: impl Fn() + 'static) -> RwSignal<u32> {
        let changed = move || {
            self.all.track();
            self.base.track();
            also();
            true
        };
        settled(changed, 0)
    }

    /// The one that differences are measured from, and the others in their order.
    pub(super) fn parted(self) -> Option<(Side, Vec<Side>)> {
        let mut all = self.all.get();
        let at = self.base.get();
        (at < all.len()).then(|| {
            let base = all.remove(at);
            (base, all)
        })
    }
}

/// What the last visit of the page read and evaluated.
fn kept_by(app: App) -> Option<Vec<(Wanted, Side)>> {
    app.compared.with_value(|kept| kept.as_ref()?.downcast_ref::<Vec<(Wanted, Side)>>().cloned())
}

fn side(id: String, document: Document) -> Side {
    let outcome = Arc::new(evaluate(&document, &Env { today: today() }));
    Side { id, name: document.name.clone(), document: Arc::new(document), outcome }
}
