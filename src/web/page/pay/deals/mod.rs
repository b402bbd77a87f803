//! The deals of the document as a table: results as they came in, of which statements of pay are made.

mod filter;
mod removed;
mod take;

use crate::edit::{Command, add_deal, change_deals, remove_deals};
use crate::exchange::deal_words::{measure_named, yes_or_no};
use crate::model::comp::Measure;
use crate::model::{Deal, DealCredit, Document};
use crate::present::deals::{DealColumn, cell, change, holder_on, summary};
use crate::present::{Locale, words_pay};
use crate::text::tr;
use crate::units::{DealId, Money, Month, PersonId, Rate};
use crate::web::app::{App, today};
use crate::web::port::dom;
use crate::web::records::{Record, Records};
use crate::web::ui::{Align, Button, Cell, Choice, Column, Empty, Grid, GridRow, Icon, Kind, Look, Panel, PanelHead};
use filter::{Filter, Filters};
use leptos::prelude::*;
use removed::RemovedHolders;
use std::collections::HashMap;
use std::sync::Arc;
use take::TakeDialog;

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
        Desk { app, deals, filter, shown }
    }

    /// The deals as records of a table.
    fn records(self) -> Records<Deal> {
        let blank = move || self.app.document.with_untracked(|document| self.blank(document));
        Records::new(self.app, move |row| self.place(row), move |(row, col)| self.settled(&row, col), blank)
    }

    fn place(self, row: &str) -> Option<usize> {
        self.shown.with(|shown| shown.places.get(row).copied())
    }

    /// What stands in a cell, refused texts apart.
    fn settled(self, row: &str, col: &str) -> Cell {
        let Some(column) = DealColumn::named(col) else { return Cell::default() };
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
}

impl Record for Deal {
    type Column = DealColumn;

    fn column(key: &str) -> Option<DealColumn> {
        DealColumn::named(key)
    }

    /// An amount is read by what it counts as, and a name by the day.
    fn goes_first(column: DealColumn) -> bool {
        matches!(column, DealColumn::Closed | DealColumn::Measure)
    }

    fn all(document: &Document) -> &[Deal] {
        &document.deals
    }

    fn put(&mut self, document: &Document, column: DealColumn, text: &str, locale: &Locale) -> Result<(), String> {
        change(document, self, column, &meant(column, text), locale)
    }

    fn changed(document: &Document, changed: Vec<(usize, Deal)>, added: Vec<Deal>) -> Command {
        change_deals(document, changed, added)
    }

    fn added(self, document: &Document, below: Option<usize>) -> Command {
        add_deal(document, self, below)
    }

    fn removed(document: &Document, places: &[usize]) -> Command {
        remove_deals(document, places)
    }

    fn told_removed(count: usize) -> String {
        match count {
            1 => tr!("A deal is removed.").to_owned(),
            count => tr!("{count} deals are removed."),
        }
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
            DealColumn::Term => (Kind::Number, 6, tr!("months").to_owned()),
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
    let records = desk.records();
    let columns = Memo::new(move |_| columns(app.document.with(|document| document.settings.currency)));
    let rows = Memo::new(move |_| desk.shown.with(|shown| shown.rows.clone()));
    let cells = Callback::new(move |row: Arc<str>| {
        DealColumn::ALL.map(|column| records.cell((row.clone(), column.key()))).to_vec()
    });
    let some = Memo::new(move |_| desk.deals.with(|deals| !deals.is_empty()));
    let say = Signal::derive(move || {
        if !some.get() {
            return tr!("Results as they came in, for statements of pay.").to_owned();
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
    let on_insert = Callback::new(move |below| records.insert(below));
    let on_delete = Callback::new(move |rows: Vec<Arc<str>>| records.delete(&rows));
    let on_duplicate = Callback::new(move |rows: Vec<Arc<str>>| records.duplicate(&rows));
    let on_edit = Callback::new(move |edit| records.take(edit));
    let on_paste = Callback::new(move |paste| records.paste(paste));
    view! {
        <Panel>
            <PanelHead
                title=tr!("Deals")
                say=say
                actions=move || view! {
                    <Show when=move || some.get()>
                        <Button label=tr!("Take from the forecast") look=Look::Quiet small=true on_press=take/>
                        <Button label=tr!("Import deals") icon=Icon::Import look=Look::Quiet small=true on_press=bring/>
                    </Show>
                }
            />
            <Show
                when=move || some.get()
                fallback=move || view! {
                    <Empty
                        title=tr!("No deals yet")
                        text=tr!("The figures above are paid on what the forecast expects. A statement shows what someone really earned, deal by deal, \
                              and for that it needs the deals: who closed what, when, and who shares the credit. Import a list from your CRM on the \
                              Data page, add deals by hand, or take them from the forecast to see how a statement would look.")
                        actions=move || view! {
                            <Button label=tr!("Import deals") icon=Icon::Import look=Look::Primary on_press=bring/>
                            <Button label=tr!("Add a deal") icon=Icon::Add on_press=move |()| records.insert(None)/>
                            <Button label=tr!("Take from the forecast") on_press=take/>
                        }
                    />
                }
            >
                <Filters filter=desk.filter/>
                <RemovedHolders/>
                <div class="deals">
                    <Grid
                        label=tr!("Deals") columns=columns rows=rows cells=cells on_edit=on_edit on_paste=on_paste
                        on_insert=on_insert insert_label=tr!("Add a deal") on_duplicate=on_duplicate on_delete=on_delete
                        empty=tr!("No deal fits this choice.")
                    />
                </div>
                <p class="fine">
                    {tr!("Credited: who shares the deal, such as Ama Abara 60 %, Ben Cole 40 %. Credit on top of the 100 % has a plus: Gia Nagy +20 %. Nobody: a house account.")}
                </p>
            </Show>
            <TakeDialog open=taking/>
        </Panel>
    }
    .into_any()
}
