//! What all panels of the Assign part look at: the problem, the plan, the board, what is selected.

use crate::edit::{Command, move_accounts, set_plan};
use crate::model::{Person, Role, Seat, TerritorySettings};
use crate::present::assign::Base;
use crate::present::map::{Outline, Projection, Scene};
use crate::territory::from_document::{Known, segments_with_accounts};
use crate::territory::{Board, Plan};
use crate::text::tr;
use crate::units::{AccountId, Month, SeatId, SegmentId};
use crate::web::app::App;
use crate::web::page::territories::facts::Facts;
use crate::web::port::asset;
use crate::web::ui::settled;
use leptos::prelude::*;
use std::sync::Arc;

/// Which owners the map and the lists show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// Those of today.
    Today,
    /// Those planned.
    #[default]
    Planned,
}

/// Seats, roles and people, and the first month of the plan.
pub(super) type Team = (Vec<Seat>, Vec<Role>, Vec<Person>, Month);

/// The state of the Assign part. Copying it copies handles.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub app: App,
    /// The segment chosen; none: the first.
    picked: RwSignal<Option<SegmentId>>,
    /// Segments to choose from, with their names.
    pub segments: Memo<Vec<(SegmentId, String)>>,
    /// Who could take part.
    pub team: Memo<Team>,
    pub base: Memo<Arc<Base>>,
    /// The owners that the document plans.
    pub overlay: Memo<Arc<Vec<(AccountId, SeatId)>>>,
    /// What a search has found so far, shown in place of the plan while it runs.
    pub trial: RwSignal<Option<Arc<Plan>>>,
    pub plan: Memo<Arc<Plan>>,
    pub board: Memo<Arc<Board>>,
    pub shown: RwSignal<Shown>,
    /// Selected accounts, by their place in the base, in order.
    pub selected: RwSignal<Arc<Vec<u32>>>,
    /// The territory in the foreground.
    pub chosen: RwSignal<Option<u32>>,
    /// The territory that carried accounts are held over.
    pub over: RwSignal<Option<u32>>,
    pub scene: Memo<Arc<Scene>>,
}

impl Desk {
    pub(super) fn new(app: App) -> Desk {
        let facts = Facts::here();
        let team = Memo::new(move |_| {
            app.document.with(|it| (it.seats.clone(), it.roles.clone(), it.people.clone(), it.settings.first_month))
        });
        // What each seat can do in the first year decides its share; the rest of the outcome plays no part.
        let ramped = Memo::new(move |_| {
            app.outcome.with(|outcome| {
                let sum = |months: &[f64]| months.iter().take(12).sum::<f64>();
                outcome.seats.iter().map(|it| (it.id.clone(), sum(&it.ramped))).collect::<Vec<_>>()
            })
        });
        let picked = RwSignal::new(None::<SegmentId>);
        let segments = Memo::new(move |_| {
            facts.accounts.track();
            facts.settings.track();
            team.track();
            app.document.with(|document| {
                let name = |id: &SegmentId| document.segment(id).map_or_else(|| id.to_string(), |it| it.name.clone());
                segments_with_accounts(document).into_iter().map(|id| (id.clone(), name(&id))).collect::<Vec<_>>()
            })
        });
        let segment = Memo::new(move |_| {
            let chosen = picked.get();
            segments.with(|all| {
                let there = chosen.filter(|it| all.iter().any(|(id, _)| id == it));
                there.or_else(|| all.first().map(|it| it.0.clone()))
            })
        });
        let base = Memo::new_with_compare(
            move |_| {
                // Hours and places stay the same when an account only changes its owner.
                facts.accounts.track();
                team.track();
                facts.settings.track();
                let (hours, positions, locale) = (facts.hours.get(), facts.positions.get(), app.locale.get());
                ramped.track();
                let Some(segment) = segment.get() else { return Arc::new(Base::default()) };
                let known = Known { hours: &hours, positions: &positions, segment: Some(&segment) };
                app.document.with_untracked(|document| {
                    app.outcome.with_untracked(|outcome| Arc::new(Base::of(document, outcome, &known, &locale)))
                })
            },
            |_, _| true,
        );
        let overlay = Memo::new_with_compare(
            move |_| app.document.with(|it| it.territory_plan.clone()),
            |before, now| !before.zip(now).is_some_and(|(before, now)| Arc::ptr_eq(before, now)),
        );
        let trial = RwSignal::new(None::<Arc<Plan>>);
        let plan = Memo::new(move |_| {
            let base = base.get();
            trial.get().filter(|it| it.len() == base.ids.len()).unwrap_or_else(|| Arc::new(base.plan(&overlay.get())))
        });
        let board = Memo::new(move |_| base.with(|base| plan.with(|plan| Arc::new(Board::of(&base.instance, plan)))));
        let shown = RwSignal::new(Shown::default());
        let (selected, chosen) = (RwSignal::new(Arc::new(Vec::new())), RwSignal::new(None));
        // What was selected among other accounts means nothing among these.
        Effect::new(move |had: Option<Vec<AccountId>>| {
            let ids = base.with(|it| it.ids.clone());
            if had.is_some_and(|had| had != ids) {
                selected.set(Arc::new(Vec::new()));
                chosen.set(None);
                trial.set(None);
            }
            ids
        });
        let scene = scene(app, base, plan, board, shown);
        Desk {
            app,
            picked,
            segments,
            team,
            base,
            overlay,
            trial,
            plan,
            board,
            shown,
            selected,
            chosen,
            over: RwSignal::new(None),
            scene,
        }
    }

    /// Counts up once a change of accounts or plan is on screen, by hand or at the end of a search: see [`settled`].
    pub(super) fn settled(self, ms: u64) -> RwSignal<u32> {
        let changed = move || {
            self.base.track();
            self.plan.track();
            self.trial.with(Option::is_none)
        };
        settled(changed, ms)
    }

    pub(super) fn here() -> Desk {
        expect_context::<Desk>()
    }

    /// The segment on screen, by name in code.
    pub(super) fn segment_key(self) -> String {
        let first = self.segments.with(|it| it.first().map(|it| it.0.to_string()));
        self.picked.get().map(|it| it.to_string()).or(first).unwrap_or_default()
    }

    pub(super) fn pick_segment(self, key: &str) {
        self.picked.set(Some(SegmentId::new(key)));
    }

    /// Changes the settings of the assignment.
    pub(super) fn set(self, change: impl FnOnce(&mut TerritorySettings)) {
        let mut settings = self.app.document.with_untracked(|it| it.territory.clone());
        let owner = settings.owner;
        change(&mut settings);
        let command = Command::Territory(Box::new(settings.clone()));
        let planned = self.app.document.with_untracked(|it| !it.territory_plan.is_empty());
        if owner != settings.owner && planned {
            // The plan names owners of the other function.
            let commands = vec![command, Command::TerritoryPlan(Arc::default())];
            self.app.dispatch_with_undo(
                Command::batch(tr!("who is assigned"), commands),
                tr!("The plan of the other function was discarded."),
            );
        } else {
            self.app.dispatch(command);
        }
    }

    /// Gives accounts to a rep, in the plan.
    pub(super) fn give(self, accounts: &[u32], rep: u32) {
        let (ids, seat, name) = self.base.with_untracked(|base| {
            let ids: Vec<AccountId> = accounts.iter().filter_map(|at| base.ids.get(*at as usize)).cloned().collect();
            (ids, base.seats.get(rep as usize).cloned(), base.name(Some(rep)).to_owned())
        });
        let Some(seat) = seat.filter(|_| !ids.is_empty()) else { return };
        let command = self.app.document.with_untracked(|document| move_accounts(document, &ids, &seat));
        let told = match accounts {
            [one] => tr!("{} goes to {name}.", self.account(*one)),
            many => tr!("{} accounts go to {name}.", many.len()),
        };
        self.shown.set(Shown::Planned);
        match command {
            Some(command) => self.app.dispatch_with_undo(command, told),
            None => self.app.tell(tr!("{name} has them already.")),
        }
    }

    /// Makes a whole plan the plan of the document. Accounts of other segments keep what is planned for them.
    pub(super) fn keep(self, plan: &Plan, told: String) {
        let command = self.base.with_untracked(|base| {
            self.app.document.with_untracked(|document| {
                let mine: std::collections::HashSet<&AccountId> = base.ids.iter().collect();
                let others = document.territory_plan.iter().filter(|(id, _)| !mine.contains(id)).cloned();
                set_plan(document, &others.chain(base.owners(plan)).collect::<Vec<_>>())
            })
        });
        self.shown.set(Shown::Planned);
        self.app.dispatch_risky(command, told);
    }

    /// The name of an account.
    pub(super) fn account(self, at: u32) -> String {
        self.base.with_untracked(|base| base.accounts.get(at as usize).cloned().unwrap_or_default())
    }
}

/// The scene of the map. Places and land are laid out once; a plan only changes who has what.
fn scene(
    app: App,
    base: Memo<Arc<Base>>,
    plan: Memo<Arc<Plan>>,
    board: Memo<Arc<Board>>,
    shown: RwSignal<Shown>,
) -> Memo<Arc<Scene>> {
    let outline = RwSignal::new(None::<(&'static str, Arc<Outline>)>);
    let projection = Memo::new(move |_| {
        base.with(|base| Projection::for_places(&base.places.iter().copied().flatten().collect::<Vec<_>>()))
    });
    Effect::new(move |_| {
        let name = if projection.get() == Projection::Us { "outline-us" } else { "outline-world" };
        if outline.with_untracked(|it| it.as_ref().is_none_or(|it| it.0 != name)) {
            asset::text(name, move |text| {
                // Without an outline the map shows the accounts all the same.
                if let Some(found) = text.and_then(|it| Outline::read(&it).ok()) {
                    outline.try_set(Some((name, Arc::new(found))));
                }
            });
        }
    });
    let laid = Memo::new_with_compare(
        move |_| {
            let projection = projection.get();
            base.with(|base| {
                let scene = Scene::new(&base.marks(&base.instance.plan_of_today()), &base.names, projection);
                let land = outline.get().filter(|it| (it.0 == "outline-us") == (projection == Projection::Us));
                Arc::new(match land {
                    Some((_, land)) => scene.on_land(&land, projection),
                    None => scene,
                })
            })
        },
        |_, _| true,
    );
    Memo::new_with_compare(
        move |_| {
            let (base, laid, locale) = (base.get(), laid.get(), app.locale.get());
            let (plan, board) = match shown.get() {
                Shown::Planned => (plan.get(), board.get()),
                Shown::Today => (Arc::new(base.instance.plan_of_today()), Arc::new(base.today.clone())),
            };
            let label = |(name, line): (&String, &crate::territory::board::RepLine)| {
                let index = line.index.first().copied().flatten();
                index.map_or_else(|| name.clone(), |index| [name, " ", &locale.number(index, 0)].concat())
            };
            let labels: Vec<String> = base.names.iter().zip(&board.reps).map(label).collect();
            Arc::new(laid.with_owners(&base.owners_and_moves(&plan), &labels))
        },
        |_, _| true,
    )
}
