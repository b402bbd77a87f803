//! The reporting lines as a chart: a second view of the seats of the roster.

mod moving;
mod tree;

use super::SeatsView;
use crate::edit::move_seats;
use crate::engine::{Org, org};
use crate::present::org::{Card, Layout, Placed, Shape, cards, layout, move_refused, move_told};
use crate::text::tr;
use crate::units::SeatId;
use crate::web::app::App;
use crate::web::figures::headline_span;
use crate::web::port::{canvas, dom, paper};
use crate::web::ui::{Button, Icon, Look, Panel, PanelHead};
use leptos::html;
use leptos::prelude::*;
use moving::MoveDialog;
use std::collections::HashSet;
use std::sync::Arc;
use tree::Tree;

/// From this number of seats on, the teams below the first leaders are closed to begin with.
const MANY: usize = 80;
/// Narrower than this the chart is an indented list.
const NARROW: f64 = 640.0;

/// Figures of the chart.
struct Sheet {
    org: Org,
    cards: Vec<Card>,
    ids: Vec<SeatId>,
}

/// The state of the chart. Copying it copies handles.
#[derive(Clone, Copy)]
struct Chart {
    app: App,
    sheet: Memo<Arc<Sheet>>,
    layout: Memo<Arc<Layout>>,
    /// Leaders whose teams are closed.
    closed: RwSignal<HashSet<SeatId>>,
    /// The seat that has, or would have, the focus.
    active: RwSignal<Option<SeatId>>,
    /// The seat whose move is being asked about.
    asked: RwSignal<Option<SeatId>>,
    scroller: NodeRef<html::Div>,
}

impl Chart {
    fn new(app: App) -> Chart {
        let sheet = Memo::new_with_compare(
            move |_| {
                let locale = app.locale.get();
                app.document.with(|document| {
                    app.outcome.with(|outcome| {
                        let org = org(document, outcome, headline_span(outcome));
                        let cards = cards(document, outcome, &org, &locale);
                        let ids = document.seats.iter().map(|seat| seat.id.clone()).collect();
                        Arc::new(Sheet { org, cards, ids })
                    })
                })
            },
            |_, _| true,
        );
        let closed = RwSignal::new(sheet.with_untracked(|sheet| closed_at_first(sheet)));
        let width = RwSignal::new(0.0_f64);
        let scroller = NodeRef::<html::Div>::new();
        Effect::new(move |_| {
            if let Some(scroller) = scroller.get() {
                dom::on_width(&scroller, move |now| {
                    width.try_set(now);
                });
            }
        });
        Effect::new(move |had: Option<String>| {
            let scene = app.scene.get();
            if had.is_some_and(|had| had != scene) {
                closed.set(sheet.with_untracked(|sheet| closed_at_first(sheet)));
            }
            scene
        });
        let shape = Memo::new(move |_| match width.get() {
            narrow if narrow > 0.0 && narrow < NARROW => Shape::Outline(narrow - 4.0),
            _wide => Shape::Chart,
        });
        let laid = Memo::new(move |_| {
            sheet.with(|sheet| {
                let closed = closed.with(|closed| {
                    let at = |id: &SeatId| sheet.ids.iter().position(|it| it == id);
                    closed.iter().filter_map(at).collect()
                });
                let laid = |shape| layout(&sheet.org, &sheet.cards, &closed, shape);
                let chart = laid(shape.get());
                let paper = if paper::is_printing() { scroller.get() } else { None };
                let paper = paper.and_then(|it| canvas::pixels_of(&it, "--paper"));
                // What is wider than the paper is printed as an indented list.
                Arc::new(match paper {
                    Some(px) if chart.width > px => laid(Shape::Outline(px - 4.0)),
                    Some(_) | None => chart,
                })
            })
        });
        Chart { app, sheet, layout: laid, closed, active: RwSignal::new(None), asked: RwSignal::new(None), scroller }
    }

    fn id_of(self, node: &Placed) -> Option<SeatId> {
        self.sheet.with_untracked(|sheet| sheet.ids.get(node.seat).cloned())
    }

    /// The place in the layout of the seat with the focus; the first one if none has it.
    fn active_at(self) -> usize {
        let Some(id) = self.active.get() else { return 0 };
        let at = self.sheet.with(|sheet| sheet.ids.iter().position(|it| *it == id));
        self.layout.with(|layout| layout.nodes.iter().position(|node| Some(node.seat) == at)).unwrap_or(0)
    }

    /// Moves the focus to a seat, and opens what hides it.
    fn stand_on(self, id: &SeatId) {
        self.reveal(id);
        self.active.set(Some(id.clone()));
        let (scroller, id) = (self.scroller, id.clone());
        dom::before_paint(move || {
            let selector = ["[data-seat=\"", &id.as_str().replace('"', ""), "\"]"].concat();
            if let Some(card) = scroller.try_get_untracked().flatten().and_then(|root| dom::find(&root, &selector)) {
                dom::focus_seen(&card);
            }
        });
    }

    fn reveal(self, id: &SeatId) {
        let above = self.sheet.with_untracked(|sheet| {
            let mut found = Vec::new();
            let mut at = sheet.ids.iter().position(|it| it == id);
            while let Some(leader) = at.and_then(|at| sheet.org.nodes.get(at)).and_then(|node| node.leader) {
                found.extend(sheet.ids.get(leader).cloned());
                at = Some(leader);
            }
            found
        });
        if self.closed.with_untracked(|closed| above.iter().any(|id| closed.contains(id))) {
            self.closed.update(|closed| closed.retain(|id| !above.contains(id)));
        }
    }

    fn set_open(self, id: &SeatId, open: bool) {
        self.closed.update(|closed| {
            if open {
                closed.remove(id);
            } else {
                closed.insert(id.clone());
            }
        });
    }

    /// Why seats cannot report to another one.
    fn refuses(self, ids: &[SeatId], to: Option<&SeatId>) -> Option<String> {
        self.app
            .document
            .with_untracked(|document| move_seats(document, ids, to).err().map(|error| move_refused(document, &error)))
    }

    /// Moves seats as one step. What cannot be is told.
    fn move_to(self, ids: &[SeatId], to: Option<&SeatId>) {
        let (made, told) = self.app.document.with_untracked(|document| {
            let made = move_seats(document, ids, to).map_err(|error| move_refused(document, &error));
            (made, move_told(document, ids, to))
        });
        match made {
            Ok(command) => {
                self.app.dispatch_with_undo(command, told);
                if let Some(first) = ids.first() {
                    self.stand_on(first);
                }
            }
            Err(why) => self.app.tell(why),
        }
    }
}

fn closed_at_first(sheet: &Sheet) -> HashSet<SeatId> {
    if sheet.ids.len() < MANY {
        return HashSet::new();
    }
    let below_top = |at: &usize| sheet.org.nodes.get(*at).is_some_and(|node| node.leader.is_some());
    (0..sheet.ids.len()).filter(below_top).filter_map(|at| sheet.ids.get(at).cloned()).collect()
}

/// The chart, with what moves people and opens teams.
#[component]
pub(super) fn OrgPanel(view: SeatsView) -> AnyView {
    let app = App::here();
    let chart = Chart::new(app);
    let say = Signal::derive(move || {
        chart.sheet.with(|sheet| {
            let marked = sheet.cards.iter().filter(|card| !card.marks.is_empty()).count();
            let open = sheet.cards.iter().filter(|card| card.open).count();
            let seats = sheet.cards.len();
            if seats == 0 {
                return tr!("Nobody to lead yet: hire people or add a seat.").to_owned();
            }
            let locale = app.locale.get();
            let marks = match marked {
                0 => String::new(),
                1 => tr!(" One has a remark.").to_owned(),
                some => tr!(" {} have remarks.", locale.count(some as i64)),
            };
            tr!(
                "{}, {} of them open.{marks} Drag a person or a whole team to another leader, or choose Move to… (M).",
                locale.counted(seats, tr!("seat"), tr!("seats")),
                locale.count(open as i64)
            )
        })
    });
    let actions = move || {
        view! {
            <Button label=tr!("Open all") look=Look::Quiet small=true on_press=move |()| chart.closed.set(HashSet::new())/>
            <Button
                label=tr!("Close all")
                look=Look::Quiet
                small=true
                on_press=move |()| chart.closed.set(chart.sheet.with_untracked(|sheet| {
                    let below_top = |at: &usize| sheet.org.nodes.get(*at).is_some_and(|node| node.leader.is_some());
                    (0..sheet.ids.len()).filter(below_top).filter_map(|at| sheet.ids.get(at).cloned()).collect()
                }))
            />
            <Button
                label=tr!("Move to…")
                small=true
                icon=Icon::Team
                hint="M"
                disabled=Signal::derive(move || chart.active.with(Option::is_none))
                on_press=move |()| chart.asked.set(chart.active.get_untracked())
            />
        }
    };
    view! {
        <Panel class="org-panel">
            <PanelHead title=tr!("Structure and roster") say=say actions=move || view.tabs()/>
            <div class="actions org-actions no-print">{actions()}</div>
            <Tree chart=chart/>
            <MoveDialog chart=chart/>
        </Panel>
    }
    .into_any()
}
