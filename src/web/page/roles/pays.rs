//! What each offer pays at every attainment, where one overtakes another, and what a year would bring.

use super::mine::Mine;
use super::sight::{Seen, in_sight};
use crate::career::{BreakEven, OfferFigure, Reckoned};
use crate::present::Locale;
use crate::present::career::{brings_chart, figure_notes, letter_of, pays_at_say, pays_chart, pays_say, years_say};
use crate::present::chart::Size;
use crate::present::number::parse_rate;
use crate::text::tr;
use crate::units::Rate;
use crate::web::app::{App, sentence};
use crate::web::chart as draw;
use crate::web::ui::{AskRow, ChartFrame, Field, Panel, PanelHead, Tab, Tabs, Told};
use crate::web::why_answer::{Answer, AnsweringTable};
use leptos::prelude::*;
use std::sync::Arc;

/// The attainment that pay is followed to.
const FARTHEST_TYPED: Rate = Rate::percent(300);

/// So many places where offers change are told in the sentence; all are in the table.
const SAID: usize = 3;

/// The panel.
#[component]
pub(super) fn PaysPanel() -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let view = RwSignal::new("chart");
    let as_table = Signal::derive(move || view.get() == "table");
    let tabs = Signal::derive(|| vec![Tab::new("chart", tr!("Chart")), Tab::new("table", tr!("Table"))]);
    let needs = mine.drawn();
    // Head, chart, reader and menu all show them.
    let say = Memo::new(move |_| {
        let locale = app.locale.get();
        mine.all.with(|all| mine.crossings.with(|found| pays_say(all, found, SAID, &locale)))
    });
    let pays = move |(all, found): &Seen, width: f64| {
        let locale = app.locale.get();
        let height = if width < 520.0 { 340 } else { 420 };
        let size = Size { width: width as u32, height };
        needs.with(|needs| pays_chart(all, found, needs, &locale, size))
    };
    let seen = in_sight(mine, ".offer-pays");
    let drawn = move |width: f64| seen.with(|seen| pays(seen, width));
    let ratios = Memo::new(move |_| {
        mine.all.with(|all| all.iter().any(|it| it.offer.plan.components.iter().any(|it| it.measure.is_ratio())))
    });
    let note = Signal::derive(move || {
        if !ratios.get() {
            return String::new();
        }
        let share = mine.profile.with(|profile| profile.needs.ratio_spread);
        let locale = app.locale.get();
        let at = 1.0 + 0.5 * share.to_f64();
        tr!(
            "Retention moves less than quota: who is at {} of quota is taken to stand at {} of a retention target (illustrative).",
            locale.percent(1.5, 0),
            locale.percent(at, 0)
        )
    });
    let any_even = Memo::new(move |_| mine.crossings.with(|found| !found.is_empty()));
    view! {
        <Panel class="offer-pays">
            <PanelHead
                title=tr!("Pay of a year by attainment")
                say=say
                actions=move || view! { <Tabs label=tr!("Show as") tabs=tabs chosen=view on_choose=move |key| view.set(key)/> }
            />
            <ChartFrame legend=true label=say draw=Callback::new(move |width| draw::view(drawn(width))) as_table=as_table/>
            <PayAt/>
            <p class="fine" class:none=move || note.with(String::is_empty)>{note}</p>
            <Show when=move || any_even.get()>
                <Evens/>
            </Show>
        </Panel>
    }
    .into_any()
}

/// What a year would bring: the spread of each offer.
#[component]
pub(super) fn YearsPanel() -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let view = RwSignal::new("chart");
    let as_table = Signal::derive(move || view.get() == "table");
    let tabs = Signal::derive(|| vec![Tab::new("chart", tr!("Chart")), Tab::new("table", tr!("Table"))]);
    let (needs, wanted) = (mine.drawn(), mine.needs());
    let years = Memo::new(move |_| {
        let locale = app.locale.get();
        mine.all.with(|all| wanted.with(|needs| years_say(all, needs, &locale)))
    });
    let brings = move |(all, _): &Seen, width: f64| {
        let locale = app.locale.get();
        needs.with(|needs| brings_chart(all, needs, &locale, width as u32))
    };
    let seen = in_sight(mine, ".offer-years");
    let spread = move |width: f64| seen.with(|seen| brings(seen, width));
    view! {
        <Panel class="offer-years">
            <PanelHead
                title=tr!("What a year would bring")
                say=years
                actions=move || view! { <Tabs label=tr!("Show as") tabs=tabs chosen=view on_choose=move |key| view.set(key)/> }
            />
            <ChartFrame legend=true label=years draw=Callback::new(move |width| draw::view(spread(width))) as_table=as_table/>
        </Panel>
    }
    .into_any()
}

/// What each offer pays at an attainment that one types.
#[component]
fn PayAt() -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let at = RwSignal::new(Rate::percent(80));
    let value = Signal::derive(move || app.locale.with(|locale| locale.rate_typed(at.get())));
    let read = move |text: &str| {
        let typed = app.locale.with_untracked(|locale| parse_rate(text, locale));
        let rate = typed.map_err(|it| sentence(&it.to_string()))?;
        match (Rate::ZERO..=FARTHEST_TYPED).contains(&rate) {
            true => Ok(rate),
            false => Err(tr!("Pay is followed from 0 to 300 %.").to_owned()),
        }
    };
    let put = Callback::new(move |text: String| {
        if let Ok(rate) = read(&text) {
            at.set(rate);
        }
    });
    let says = Memo::new(move |_| {
        let locale = app.locale.get();
        mine.all.with(|all| pays_at_say(all, at.get().to_f64(), &locale))
    });
    view! {
        <div class="offer-pay-at no-print">
            <Field
                label=tr!("Pay at an attainment of")
                unit=tr!("% of target")
                value=value
                check=Callback::new(move |text: String| read(&text).err())
                on_input=put
                on_commit=put
            />
            <p role="status">{says}</p>
        </div>
    }
    .into_any()
}

/// What stands in a column of the table of break-evens.
#[derive(Clone, Copy, PartialEq)]
enum Column {
    At,
    First,
    Second,
}

/// A figure of the table, by what stays the same when offers come, go or are changed: the two offers, the how many-th time they
/// change places, and the column.
#[derive(Clone, Copy, PartialEq)]
struct Asked {
    offers: (u32, u32),
    time: usize,
    column: Column,
}

/// Where offers change places. Each figure explains itself.
#[component]
fn Evens() -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let needs = mine.needs();
    let header = Signal::derive(|| {
        let names = [tr!("Break-even"), tr!("At attainment"), tr!("First pays"), tr!("Second pays")];
        names.map(|it| (it.to_owned(), false)).to_vec()
    });
    let named = Memo::new(move |_| mine.all.with(|all| mine.crossings.with(|found| by_offers(all, found))));
    let rows = Signal::derive(move || {
        let locale = app.locale.get();
        let row = |(offers, time, found): &Named| {
            let told = even_cells(found, &locale);
            let columns = [Column::At, Column::First, Column::Second];
            let asked = |column| Asked { offers: *offers, time: *time, column };
            let cells = told.into_iter().zip(columns).map(|(text, column)| Told::Figure(text, asked(column)));
            let name = even_name(found);
            AskRow { name, head: None, wrap: true, sum: false, chosen: false, cells: cells.collect() }
        };
        named.with(|named| named.iter().map(row).collect::<Vec<_>>())
    });
    let answer = move |Asked { offers, time, column }: Asked| {
        let locale = app.locale.get();
        let found = named.with(|named| named.iter().find(|it| (it.0, it.1) == (offers, time)).map(|it| it.2))?;
        let (first, second, it) = found;
        mine.all.with(|all| {
            let both = (all.get(first)?.as_ref(), all.get(second)?.as_ref());
            let letters = (letter_of(first), letter_of(second));
            let (of, letter) = match column {
                Column::At => {
                    let why = it.why(both, (&letters.0, &letters.1));
                    let title = [&even_name(&found), ": ", &locale.percent(it.at, 1)].concat();
                    let words = (tr!("Break-even"), OfferFigure::even_formula());
                    return Some(Answer::of(title, words, &why, None, (&locale, both.0.changed.shown())));
                }
                Column::First => (both.0, letters.0),
                Column::Second => (both.1, letters.1),
            };
            let mut why = needs.with(|needs| of.why_pay(it.at, needs));
            why.notes.extend(figure_notes(of, why.value, &locale));
            let title = tr!("{letter}, {}: pay of a year at {}", of.offer.name, locale.percent(it.at, 1));
            let words = (tr!("Pay of a year"), OfferFigure::pay_formula());
            Some(Answer::of(title, words, &why, None, (&locale, of.changed.shown())))
        })
    };
    view! { <AnsweringTable label=Signal::stored(tr!("Break-even points").to_owned()) header=header rows=rows answer=answer/> }
        .into_any()
}

/// Positions of two offers, and where they change places.
type Found = (usize, usize, BreakEven);

/// The same with the two offers, and how many times they changed places before.
type Named = ((u32, u32), usize, Found);

fn by_offers(all: &[Arc<Reckoned>], found: &[Found]) -> Vec<Named> {
    let mut named: Vec<Named> = Vec::new();
    for it in found {
        let Some((first, second)) = all.get(it.0).zip(all.get(it.1)) else { continue };
        let offers = (first.offer.id, second.offer.id);
        let before = named.iter().filter(|it| it.0 == offers).count();
        named.push((offers, before, *it));
    }
    named
}

fn even_name((first, second, it): &Found) -> String {
    let (winner, loser) = if it.first_leads_above { (first, second) } else { (second, first) };
    let jump = if it.jump { tr!(", in a jump") } else { "" };
    tr!("{} overtakes {}{jump}", letter_of(*winner), letter_of(*loser))
}

fn even_cells((first, second, it): &Found, locale: &Locale) -> [String; 3] {
    [
        locale.percent(it.at, 1),
        format!("{} {}", letter_of(*first), locale.money_whole(it.first)),
        format!("{} {}", letter_of(*second), locale.money_whole(it.second)),
    ]
}
