//! Structure and roster: every seat in one table, by leader.

use super::SeatsView;
use super::bulk::BulkDialog;
use super::cells::{self, PAY};
use super::people_file::PeopleFile;
use super::structure::{Filter, Roster};
use super::typing::Typing;
use crate::edit::{add_seat, duplicate_seats, remove_seats};
use crate::engine::Crew;
use crate::model::RosterChange;
use crate::present::accounts::left_with_nobody;
use crate::present::roster_order::{RosterSort, in_order, kept_order};
use crate::present::roster_text::{EVERYWHERE, Refused, read, read_block};
use crate::present::{Locale, staffing};
use crate::text::tr;
use crate::units::{Cadence, SeatId};
use crate::web::app::App;
use crate::web::figures::period_label;
use crate::web::ui::{Choice, Field, Grid, GridEdit, GridPaste, GridRow, GridSort, Panel, PanelHead, Pick};
use leptos::prelude::*;
use std::sync::Arc;

/// The roster.
#[component]
pub(super) fn RosterPanel(
    /// How the seats are shown.
    view: SeatsView,
    /// Takes the id of the seat stood in.
    stood_in: RwSignal<String>,
) -> AnyView {
    let app = App::here();
    let typing = Typing::new();
    let filter = RwSignal::new(Filter::default());
    let roster = Memo::new_with_compare(
        move |_| {
            let (filter, locale) = (filter.get(), app.locale.get());
            app.document.with(|document| {
                let refused = document.seats.iter().map(|seat| seat.id.as_str()).filter(|id| typing.is_refused(id));
                let refused = refused.map(str::to_owned).collect();
                app.outcome.with(|outcome| Arc::new(Roster::of(document, outcome, &locale, &filter, &refused)))
            })
        },
        |_, _| true,
    );
    let year = Memo::new(move |_| {
        app.outcome.with(|outcome| {
            outcome.periods(Cadence::Year).last().map(|(period, _)| period_label(period, false)).unwrap_or_default()
        })
    });
    let columns = Memo::new(move |_| app.document.with(|document| cells::columns(document, &year.get())));
    let sort = RwSignal::new(None::<RosterSort>);
    let ordered = Memo::new(move |before: Option<&Ordered>| {
        let (sort, filter) = (sort.get(), filter.get());
        let rows = roster.with(|roster| {
            let Some(sort) = sort else { return roster.rows.clone() };
            let structure: Vec<Arc<str>> = roster.rows.iter().filter_map(row_id).collect();
            // While one types, rows stay where they are: who is being changed does not run away.
            let known = before.filter(|it| it.sort == Some(sort) && it.filter == filter);
            let ids = match known {
                Some(before) => {
                    let before: Vec<Arc<str>> = before.rows.iter().filter_map(row_id).collect();
                    kept_order(&before, &structure)
                }
                None => app.document.with_untracked(|document| {
                    app.outcome.with_untracked(|outcome| {
                        let notes = |at: usize| roster.notes.get(&at).cloned().unwrap_or_default();
                        let order = in_order(document, outcome, roster.span, sort, roster.shown(), &notes);
                        order
                            .iter()
                            .filter_map(|at| document.seats.get(*at))
                            .map(|it| Arc::from(it.id.as_str()))
                            .collect()
                    })
                }),
            };
            ids.into_iter().map(GridRow::Row).collect()
        });
        Ordered { sort, filter, rows }
    });
    let rows = Memo::new(move |_| ordered.with(|it| it.rows.clone()));
    let on_sort = Callback::new(move |col: &'static str| sort.update(|now| *now = RosterSort::next(*now, col)));
    let sorted = Signal::derive(move || sort.get().map(|it| GridSort { col: it.col, down: it.down }));
    let cells_of = Callback::new(move |id: Arc<str>| {
        let locale = app.locale.get();
        roster.with(|roster| {
            app.document.with(|document| {
                app.outcome.with(|outcome| {
                    let at = roster.at.get(&id).copied();
                    let Some((at, seat)) = at.and_then(|at| Some((at, document.seats.get(at)?))) else {
                        return Vec::new();
                    };
                    let crew = Crew::of(outcome, [at], roster.span);
                    let notes = roster.notes.get(&at).map_or("", String::as_str);
                    let found = roster.problems.get(&*id).map_or(&[][..], Vec::as_slice);
                    let cells = cells::cells(document, seat, &crew, notes, found, &locale);
                    let keys = columns.with(|columns| columns.iter().map(|it| it.key).collect::<Vec<_>>());
                    keys.into_iter().zip(cells).map(|(col, cell)| typing.shown(&id, col, cell)).collect()
                })
            })
        })
    });
    let path_of = move |edit: &GridEdit| -> Option<String> {
        PAY.contains(&edit.col).then(|| {
            let id = SeatId::new(&edit.row);
            app.document.with_untracked(|document| document.seat(&id).map(|seat| cells::pay_path(seat, edit.col)))
        })?
    };
    let on_input = Callback::new(move |edit: GridEdit| {
        if let Some(path) = path_of(&edit) {
            typing.input(&path, &edit.text);
        }
    });
    let on_edit = Callback::new(move |edit: GridEdit| {
        let place = (edit.row.clone(), edit.col);
        if let Some(path) = path_of(&edit) {
            typing.commit(place, &path, &edit.text);
            return;
        }
        let mut change = RosterChange::default();
        let id = SeatId::new(&edit.row);
        let locale = app.locale.get_untracked();
        let read = app.document.with_untracked(|document| {
            let taken = read(document, &mut change, &id, edit.col, &edit.text, &locale);
            let name = document.seat(&id).map(|seat| staffing::leader_name(document, seat)).unwrap_or_default();
            let same = change.people.iter().all(|person| document.person(&person.id) == Some(person))
                && change.seats.iter().all(|(_, seat)| document.seat(&seat.id) == Some(seat));
            taken.map(|()| (name, same))
        });
        match read {
            Ok((_, true)) => typing.accept(&place),
            Ok((name, false)) => {
                typing.accept(&place);
                app.dispatch(change.command(name));
            }
            Err(why) => typing.refuse(place, &edit.text, why),
        }
    });
    let on_paste = Callback::new(move |paste: GridPaste| {
        let locale = app.locale.get_untracked();
        let block = app
            .document
            .with_untracked(|document| read_block(document, &paste.rows, &paste.cols, &paste.cells, &locale));
        let done = block.done();
        let emptied = paste.cells.iter().flatten().all(String::is_empty);
        for (id, line) in paste.rows.iter().zip(&paste.cells) {
            for (col, _) in paste.cols.iter().zip(line) {
                typing.accept(&(id.clone(), col));
            }
        }
        let count = paste.cells.iter().map(Vec::len).sum();
        let label = if emptied { tr!("empty cells") } else { tr!("paste into the roster") };
        let any = !block.change.seats.is_empty() || !block.change.people.is_empty();
        let changed = any && app.dispatch_many(block.change.command(label), count);
        let mut told = block.refused.iter().map(|it| paste.not_taken(&it.place, &it.why)).collect::<Vec<_>>();
        told.extend(block.left_out);
        for Refused { place, text, why } in block.refused {
            typing.refuse(place, &text, why);
        }
        app.tell_pasted(done, &told, changed);
    });
    let on_insert = Callback::new(move |below: Option<Arc<str>>| {
        let last = || rows.with_untracked(|rows| rows.iter().rev().find_map(row_id));
        let below = below.or_else(last).map(|id| SeatId::new(&id));
        app.dispatch(app.document.with_untracked(|document| add_seat(document, below.as_ref())));
    });
    let ids = |rows: Vec<Arc<str>>| rows.iter().map(|id| SeatId::new(id)).collect::<Vec<_>>();
    let on_duplicate = Callback::new(move |rows: Vec<Arc<str>>| {
        let ids = ids(rows);
        let told = count_of(ids.len(), "copied");
        app.dispatch_with_undo(app.document.with_untracked(|document| duplicate_seats(document, &ids)), told);
    });
    let on_delete = Callback::new(move |rows: Vec<Arc<str>>| {
        let ids = ids(rows);
        if ids.is_empty() {
            return;
        }
        let mut told = count_of(ids.len(), "removed");
        let left = app
            .locale
            .with_untracked(|locale| app.document.with_untracked(|document| left_with_nobody(document, &ids, locale)));
        told.push_str(&left);
        let credits = |deal: &crate::model::Deal| deal.credits.iter().any(|credit| ids.contains(&credit.seat));
        if app.document.with_untracked(|document| document.deals.iter().any(credits)) {
            told.push_str(
                tr!(" Deals stay credited to whoever closed them, and no statement pays them now: to keep the statements, undo this and \
                 give the seat a last day instead, or hand the deals over on the Pay page."),
            );
        }
        app.dispatch_risky(app.document.with_untracked(|document| remove_seats(document, &ids)), told);
    });
    let bulk = RwSignal::new(Vec::<SeatId>::new());
    let on_bulk = Callback::new(move |rows: Vec<Arc<str>>| bulk.set(ids(rows)));
    let footer = Signal::derive(move || {
        let locale = app.locale.get();
        roster.with(|roster| {
            let crew = app.outcome.with(|outcome| Crew::of(outcome, roster.shown(), roster.span));
            let mut texts = vec![String::new(); columns.with(Vec::len)];
            let sums = [
                (0, seats_text(i64::from(crew.places), &locale)),
                (9, locale.money_table(crew.capacity)),
                (10, locale.money_table(crew.cost)),
            ];
            for (at, text) in sums {
                if let Some(place) = texts.get_mut(at) {
                    *place = text;
                }
            }
            if crew.places == 0 { Vec::new() } else { texts }
        })
    });
    let selection = Callback::new(move |rows: Vec<Arc<str>>| {
        let (locale, year) = (app.locale.get(), year.get());
        roster.with(|roster| {
            app.outcome.with(|outcome| {
                let crew = Crew::of(outcome, rows.iter().filter_map(|id| roster.at.get(id).copied()), roster.span);
                let money = |amount| locale.money_compact(amount, outcome.currency);
                tr!(
                    "{} selected: {} expected heads · {year}: capacity {} · cost {}",
                    seats_text(i64::from(crew.places), &locale),
                    locale.people(crew.heads),
                    money(crew.capacity),
                    money(crew.cost)
                )
            })
        })
    });
    let say = Signal::derive(move || {
        let locale = app.locale.get();
        roster.with(|roster| {
            let shown = roster.shown().count();
            let all = roster.at.len();
            // A seat may have notes and problems: it is one seat with a remark.
            let has_remark =
                |(id, at): &(&Arc<str>, &usize)| roster.notes.contains_key(*at) || roster.problems.contains_key(&***id);
            let troubled = roster.at.iter().filter(has_remark).count();
            let first = match (filter.with(Filter::is_any), all) {
                (_, 0) => return tr!("Hire people, add a seat, or paste a list from a spreadsheet.").to_owned(),
                (true, _) if sort.get().is_some() => {
                    tr!(
                        "{} in the order of a column; press its head again for the structure.",
                        seats_text(all as i64, &locale)
                    )
                }
                (true, _) => tr!("{} by leader.", seats_text(all as i64, &locale)),
                (false, _) => tr!("{} of {} shown.", locale.count(shown as i64), seats_text(all as i64, &locale)),
            };
            let second =
                tr!("Pay in grey comes from the role; type over it for one person, empty the cell to go back.");
            match troubled {
                0 => format!("{first} {second}"),
                1 => tr!("{first} One has a remark. {second}"),
                some => tr!("{first} {some} have remarks. {second}"),
            }
        })
    });
    let empty = Signal::derive(move || {
        if app.document.with(|document| document.seats.is_empty()) {
            tr!("No seats yet. Press Insert or \u{201c}Add seat\u{201d}, or use the hiring form above.").to_owned()
        } else {
            tr!("No seat passes these filters.").to_owned()
        }
    });
    view! {
        <Panel class="roster-panel">
            <PanelHead title=tr!("Structure and roster") say=say actions=move || view! { <PeopleFile/> {view.tabs()} }/>
            <Filters filter=filter/>
            <Grid
                label=tr!("Roster: seats by leader")
                columns=columns
                rows=rows
                cells=cells_of
                on_edit=on_edit
                on_input=on_input
                on_paste=on_paste
                on_insert=on_insert
                insert_label=tr!("Add seat")
                on_duplicate=on_duplicate
                on_bulk=on_bulk
                on_delete=on_delete
                on_stand=Callback::new(move |id: Arc<str>| stood_in.set(id.to_string()))
                sorted=sorted
                on_sort=on_sort
                footer=footer
                selection_text=selection
                empty=empty
            />
            <BulkDialog asked=bulk/>
        </Panel>
    }
    .into_any()
}

/// The rows as they are shown, and why in this order.
#[derive(Clone, PartialEq)]
struct Ordered {
    sort: Option<RosterSort>,
    filter: Filter,
    rows: Vec<GridRow>,
}

fn row_id(row: &GridRow) -> Option<Arc<str>> {
    match row {
        GridRow::Row(id) => Some(id.clone()),
        GridRow::Group(..) => None,
    }
}

fn seats_text(count: i64, locale: &Locale) -> String {
    format!("{} {}", locale.count(count), if count == 1 { tr!("seat") } else { tr!("seats") })
}

fn count_of(count: usize, done: &str) -> String {
    if count == 1 { tr!("One seat {done}.") } else { tr!("{count} seats {done}.") }
}

/// What narrows the roster.
#[component]
fn Filters(filter: RwSignal<Filter>) -> AnyView {
    let app = App::here();
    let roles = Memo::new(move |_| {
        app.document.with(|document| {
            let own = document.roles.iter().map(|it| Choice::new(it.id.as_str(), it.name.clone()));
            [Choice::new("", tr!("All roles"))].into_iter().chain(own).collect::<Vec<_>>()
        })
    });
    let segments = Memo::new(move |_| {
        app.document.with(|document| {
            let own = document.segments.iter().map(|it| Choice::new(it.id.as_str(), it.name.clone()));
            let ends = [Choice::new("", tr!("Any")), Choice::new(EVERYWHERE, tr!("Those that serve all"))];
            ends.into_iter().chain(own).collect::<Vec<_>>()
        })
    });
    let only = Signal::derive(|| {
        vec![
            Choice::new("", tr!("All seats")),
            Choice::new("problems", tr!("With remarks")),
            Choice::new("open", tr!("To be hired")),
        ]
    });
    view! {
        <div class="fields no-print" role="group" aria-label=tr!("Filters of the roster")>
            <Field
                label=tr!("Find a name")
                text=true
                value=Signal::derive(move || filter.with(|it| it.name.clone()))
                on_input=move |text: String| filter.update(|it| it.name = text)
                on_commit=move |text: String| filter.update(|it| it.name = text)
            />
            <Pick label=tr!("Role") choices=roles chosen=Signal::derive(move || filter.with(|it| it.role.clone())) on_choose=move |key| filter.update(|it| it.role = key)/>
            <Pick label=tr!("Segment") choices=segments chosen=Signal::derive(move || filter.with(|it| it.segment.clone())) on_choose=move |key| filter.update(|it| it.segment = key)/>
            <Pick label=tr!("Show") choices=only chosen=Signal::derive(move || filter.with(|it| it.only.clone())) on_choose=move |key| filter.update(|it| it.only = key)/>
        </div>
    }
    .into_any()
}
