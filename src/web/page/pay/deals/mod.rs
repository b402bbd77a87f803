//! The deals of the document as a table: results as they came in, of which statements of pay are made.

mod filter;
mod removed;
mod take;

use crate::edit::{Command, add_deal, change_deals, remove_deals};
use crate::exchange::deal_words::{measure_named, yes_or_no};
use crate::model::comp::Measure;
use crate::model::{Deal, DealCredit, Document};
use crate::present::deals::{DealColumn, cell, change, holder_on, summary};
use crate::present::words_pay;
use crate::units::{DealId, Money, Month, PersonId, Rate};
use crate::web::app::{App, today};
use crate::web::port::dom;
use crate::web::ui::{
    Align, Button, Cell, Choice, Column, Empty, Grid, GridEdit, GridPaste, GridRow, Icon, Kind, Look, Panel, PanelHead,
};
use filter::{Filter, Filters};
use leptos::prelude::*;
use removed::RemovedHolders;
use std::collections::HashMap;
use std::sync::Arc;
use take::TakeDialog;

/// A cell by row and column.
type Key = (Arc<str>, &'static str);

/// A text that was refused and stays in its cell.
#[derive(Clone, Debug)]
struct Refused {
    text: String,
    why: String,
    /// What stood there; a cell that changes from elsewhere (an undo) forgets the refused text.
    stood: String,
}

/// The rows shown, and where each stands in the document.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shown {
    rows: Vec<GridRow>,
    places: HashMap<Arc<str>, usize>,
}

/// The deals on the table.
#[derive(Clone, Copy)]
struct Desk {
    app: App,
    deals: Memo<Arc<Vec<Deal>>>,
    filter: Filter,
    refused: RwSignal<HashMap<Key, Refused>>,
    shown: Memo<Shown>,
}

impl Desk {
    fn new(app: App) -> Desk {
        // Compared by place: five thousand deals are not looked through at each keystroke elsewhere.
        let deals = Memo::new_with_compare(
            move |_| app.document.with(|document| document.deals.clone()),
            |before, now| !before.zip(now).is_some_and(|(before, now)| Arc::ptr_eq(before, now)),
        );
        let filter = Filter::everything();
        let shown = Memo::new(move |_| {
            let wanted = filter.wanted();
            deals.with(|deals| {
                let all = deals.iter().enumerate();
                let fits: Vec<(usize, &Deal)> = match wanted.person {
                    None => all.filter(|(_, deal)| wanted.fits(None, deal)).collect(),
                    Some(_) => {
                        app.document.with(|document| all.filter(|(_, it)| wanted.fits(Some(document), it)).collect())
                    }
                };
                let mut shown = Shown::default();
                for (at, deal) in fits {
                    let mut id: Arc<str> = Arc::from(deal.id.as_str());
                    if shown.places.contains_key(&id) {
                        // Ids that repeat are an error of the document, and each of them has to be seen to be mended.
                        id = Arc::from(format!("{id}\u{1f}{at}").as_str());
                    }
                    shown.places.insert(id.clone(), at);
                    shown.rows.push(GridRow::Row(id));
                }
                shown
            })
        });
        Desk { app, deals, filter, refused: RwSignal::new(HashMap::new()), shown }
    }

    fn place(self, row: &str) -> Option<usize> {
        self.shown.with(|shown| shown.places.get(row).copied())
    }

    fn cell(self, key: &Key, column: DealColumn) -> Cell {
        let refused = self.refused.with(|refused| refused.get(key).cloned());
        let settled = self.settled(&key.0, column);
        match refused {
            Some(Refused { text, why, stood }) if stood == settled.text => {
                Cell { text, edit_text: String::new(), problem: Some(why), blank: false, muted: false, ..settled }
            }
            Some(_) | None => settled,
        }
    }

    /// What stands in a cell, refused texts apart.
    fn settled(self, row: &str, column: DealColumn) -> Cell {
        let Some(at) = self.place(row) else { return Cell::default() };
        let locale = self.app.locale.get();
        let made = self.app.document.with(|document| {
            let deal = document.deals.get(at)?;
            Some(cell(document, deal, column, &locale))
        });
        let Some(made) = made else { return Cell::default() };
        Cell {
            path: String::new(),
            text: made.text,
            edit_text: made.edit_text,
            problem: made.problem,
            muted: made.blank,
            blank: made.blank,
            fixed: false,
        }
    }

    /// The cells of a new deal, so that it is among the rows that are shown.
    fn blank(self, document: &Document) -> Deal {
        let settings = &document.settings;
        let (first, last) = (settings.first_month, settings.months().last().unwrap_or(settings.first_month));
        let chosen = self.filter.month.with_untracked(|month| month.parse::<Month>().ok());
        let closed = match chosen {
            Some(month) => month.first_day(),
            None => today().clamp(first.first_day(), last.last_day()),
        };
        let measure = self.filter.measure.with_untracked(|measure| measure_named(measure)).unwrap_or_default();
        let person = self.filter.person.with_untracked(|person| PersonId::new(person));
        let held = |seat: &&crate::model::Seat| holder_on(document, seat, closed).is_some_and(|it| it.id == person);
        let seat = document.seats.iter().find(held).map(|seat| seat.id.clone());
        Deal {
            id: DealId::new(""),
            name: String::new(),
            measure,
            amount: Money::ZERO,
            closed,
            term_months: Deal::USUAL_TERM,
            prepaid: false,
            margin: None,
            invoiced: None,
            paid: None,
            cancelled: None,
            credits: seat.map(|seat| DealCredit::new(seat, Rate::ONE, false)).into_iter().collect(),
        }
    }

    /// A text is final: what cannot be read stays in its cell with the reason.
    fn take(self, edit: GridEdit) {
        let Some(column) = DealColumn::named(edit.col) else { return };
        let key = (edit.row.clone(), edit.col);
        let Some(at) = untrack(|| self.place(&edit.row)) else { return };
        let locale = self.app.locale.get_untracked();
        let result: Result<Option<Command>, String> = self.app.document.with_untracked(|document| {
            let Some(before) = document.deals.get(at) else { return Ok(None) };
            let mut deal = before.clone();
            change(document, &mut deal, column, &meant(column, &edit.text), &locale)?;
            Ok((deal != *before).then(|| change_deals(document, vec![(at, deal)], Vec::new())))
        });
        match result {
            Ok(command) => {
                if self.refused.with_untracked(|refused| refused.contains_key(&key)) {
                    self.refused.update(|refused| {
                        refused.remove(&key);
                    });
                }
                if let Some(command) = command {
                    self.app.dispatch(command);
                }
            }
            Err(why) => {
                let stood = untrack(|| self.settled(&edit.row, column)).text;
                self.refused.update(|refused| {
                    refused.insert(key, Refused { text: edit.text, why, stood });
                });
            }
        }
    }

    /// A block is one step to undo. Rows beyond the table become new deals; what cannot be read is left as it was, and told.
    fn paste(self, paste: GridPaste) {
        let columns: Vec<Option<DealColumn>> = paste.cols.iter().map(|col| DealColumn::named(col)).collect();
        let locale = self.app.locale.get_untracked();
        let mut wrong: Vec<String> = Vec::new();
        let (mut changed, mut added) = (Vec::new(), Vec::new());
        let command = self.app.document.with_untracked(|document| {
            let blank = self.blank(document);
            for (line, texts) in paste.cells.iter().enumerate() {
                let at = paste.rows.get(line).and_then(|row| untrack(|| self.place(row)));
                let before = at.and_then(|at| document.deals.get(at)).unwrap_or(&blank);
                let mut deal = before.clone();
                let mut cells: Vec<(DealColumn, &String)> =
                    columns.iter().copied().zip(texts).filter_map(|(column, text)| Some((column?, text))).collect();
                // An amount is read by what it counts as, and a name by the day.
                cells.sort_by_key(|(column, _)| !matches!(column, DealColumn::Closed | DealColumn::Measure));
                let told = wrong.len();
                for (column, text) in cells {
                    if let Err(why) = change(document, &mut deal, column, &meant(column, text), &locale) {
                        wrong.push(format!("\u{201c}{text}\u{201d} was not taken: {why}"));
                    }
                }
                match at {
                    Some(at) if deal != *before => changed.push((at, deal)),
                    Some(_) => {}
                    // A new deal with a cell that nobody can read would stand there with a day or an amount of ours.
                    None if wrong.len() == told && texts.iter().any(|text| !text.trim().is_empty()) => added.push(deal),
                    None => {}
                }
            }
            let some = !changed.is_empty() || !added.is_empty();
            some.then(|| change_deals(document, std::mem::take(&mut changed), std::mem::take(&mut added)))
        });
        let done = command.is_some();
        if let Some(command) = command {
            self.refused.update(HashMap::clear);
            self.app.dispatch_many(command, paste.cells.len());
        }
        self.app.tell_not_taken(&wrong, done);
    }

    fn insert(self, below: Option<Arc<str>>) {
        let command = self.app.document.with_untracked(|document| {
            let at = below.as_deref().and_then(|row| untrack(|| self.place(row)));
            add_deal(document, self.blank(document), at)
        });
        self.app.dispatch(command);
    }

    fn places(self, rows: &[Arc<str>]) -> Vec<usize> {
        rows.iter().filter_map(|row| untrack(|| self.place(row))).collect()
    }

    fn delete(self, rows: &[Arc<str>]) {
        let places = self.places(rows);
        if places.is_empty() {
            return;
        }
        let command = self.app.document.with_untracked(|document| remove_deals(document, &places));
        let told = if places.len() == 1 {
            "A deal is removed.".into()
        } else {
            format!("{} deals are removed.", places.len())
        };
        self.app.dispatch_many_with_undo(command, places.len(), told);
    }

    fn duplicate(self, rows: &[Arc<str>]) {
        let places = self.places(rows);
        let command = self.app.document.with_untracked(|document| {
            let copies = places.iter().filter_map(|at| document.deals.get(*at).cloned()).collect();
            change_deals(document, Vec::new(), copies)
        });
        self.app.dispatch(command);
    }
}

/// A pasted text as the choice it means: `Renewal` from a CRM system is renewed ARR.
fn meant(column: DealColumn, text: &str) -> String {
    match column {
        DealColumn::Measure => {
            measure_named(text).map_or_else(|| text.to_owned(), |it| words_pay::measure(it).to_owned())
        }
        DealColumn::Prepaid => match yes_or_no(text) {
            Some(true) => "yes".to_owned(),
            Some(false) => "no".to_owned(),
            None => text.to_owned(),
        },
        DealColumn::Closed
        | DealColumn::Name
        | DealColumn::Amount
        | DealColumn::Term
        | DealColumn::Invoiced
        | DealColumn::Paid
        | DealColumn::Cancelled
        | DealColumn::Credited
        | DealColumn::Margin => text.to_owned(),
    }
}

fn columns(currency: crate::units::Currency) -> Vec<Column> {
    let measures = Measure::ALL.map(|it| Choice::new(words_pay::measure(it), words_pay::measure(it)));
    let yes = [Choice::new("no", "no"), Choice::new("yes", "yes")];
    let column = |column: DealColumn| {
        let (kind, width_chars, unit) = match column {
            DealColumn::Closed => (Kind::Text, 12, String::new()),
            DealColumn::Name => (Kind::Text, 26, String::new()),
            DealColumn::Measure => (Kind::Select(Arc::from(measures.as_slice())), 16, String::new()),
            DealColumn::Amount => (Kind::Number, 12, currency.to_string()),
            DealColumn::Term => (Kind::Number, 6, "months".to_owned()),
            DealColumn::Prepaid => (Kind::Select(Arc::from(yes.as_slice())), 8, String::new()),
            DealColumn::Invoiced | DealColumn::Paid | DealColumn::Cancelled => (Kind::Text, 12, String::new()),
            DealColumn::Credited => (Kind::Text, 34, String::new()),
            DealColumn::Margin => (Kind::Number, 12, currency.to_string()),
        };
        let align = if kind == Kind::Number { Align::End } else { Align::Start };
        Column { key: column.key(), label: column.label().to_owned(), unit, align, kind, width_chars }
    };
    DealColumn::ALL.map(column).to_vec()
}

/// The deals.
#[component]
pub(super) fn DealsPanel() -> AnyView {
    let app = App::here();
    let desk = Desk::new(app);
    let columns = Memo::new(move |_| columns(app.document.with(|document| document.settings.currency)));
    let rows = Memo::new(move |_| desk.shown.with(|shown| shown.rows.clone()));
    let cells = Callback::new(move |row: Arc<str>| {
        DealColumn::ALL.map(|column| desk.cell(&(row.clone(), column.key()), column)).to_vec()
    });
    let some = Memo::new(move |_| desk.deals.with(|deals| !deals.is_empty()));
    let say = Signal::derive(move || {
        if !some.get() {
            return "Results as they came in, for statements of pay.".to_owned();
        }
        let currency = app.document.with(|document| document.settings.currency);
        let locale = app.locale.get();
        desk.deals.with(|deals| {
            desk.shown.with(|shown| {
                let shown = shown.rows.iter().filter_map(|row| match row {
                    GridRow::Row(id) => shown.places.get(id).and_then(|at| deals.get(*at)),
                    GridRow::Group(..) => None,
                });
                summary(shown, deals.len(), &locale, currency)
            })
        })
    });
    let bring = move |_| dom::set_hash("/data/deals");
    let taking = RwSignal::new(false);
    let take = move |()| taking.set(true);
    let on_insert = Callback::new(move |below| desk.insert(below));
    let on_delete = Callback::new(move |rows: Vec<Arc<str>>| desk.delete(&rows));
    let on_duplicate = Callback::new(move |rows: Vec<Arc<str>>| desk.duplicate(&rows));
    let on_edit = Callback::new(move |edit| desk.take(edit));
    let on_paste = Callback::new(move |paste| desk.paste(paste));
    view! {
        <Panel>
            <PanelHead
                title="Deals"
                say=say
                actions=move || view! {
                    <Show when=move || some.get()>
                        <Button label="Take from the forecast" look=Look::Quiet small=true on_press=take/>
                        <Button label="Import deals" icon=Icon::Import look=Look::Quiet small=true on_press=bring/>
                    </Show>
                }
            />
            <Show
                when=move || some.get()
                fallback=move || view! {
                    <Empty
                        title="No deals yet"
                        text="The figures above are paid on what the forecast expects. A statement shows what someone really earned, deal by deal, \
                              and for that it needs the deals: who closed what, when, and who shares the credit. Import a list from your CRM on the \
                              Data page, add deals by hand, or take them from the forecast to see how a statement would look."
                        actions=move || view! {
                            <Button label="Import deals" icon=Icon::Import look=Look::Primary on_press=bring/>
                            <Button label="Add a deal" icon=Icon::Add on_press=move |()| desk.insert(None)/>
                            <Button label="Take from the forecast" on_press=take/>
                        }
                    />
                }
            >
                <Filters filter=desk.filter/>
                <RemovedHolders/>
                <div class="deals">
                    <Grid
                        label="Deals" columns=columns rows=rows cells=cells on_edit=on_edit on_paste=on_paste
                        on_insert=on_insert insert_label="Add a deal" on_duplicate=on_duplicate on_delete=on_delete
                        empty="No deal fits this choice."
                    />
                </div>
                <p class="fine">
                    "Credited: who shares the deal, such as Ama Abara 60 %, Ben Cole 40 %. Credit on top of the 100 % has a plus: Gia Nagy +20 %. Nobody: a house account."
                </p>
            </Show>
            <TakeDialog open=taking/>
        </Panel>
    }
    .into_any()
}
