//! Figures of the offers side by side, and what one needs.

use super::entry::{Value, Whose, entry, entry_of};
use super::fold::Fold;
use super::mine::Mine;
use crate::career::{Needs, OfferField, OfferFigure, Reckoned};
use crate::edit::ProfileCommand;
use crate::engine::capacity::WhyLink;
use crate::present::Locale;
use crate::present::career::{
    figure_notes, figure_rows, figure_title, letter_of, swing_say, worth_rows, worth_say, worths_say,
};
use crate::text::{mark, tr};
use crate::units::{Currency, Monthly, Rate, Yearly};
use crate::web::app::App;
use crate::web::ui::{AskRow, Choice, Panel, PanelHead, Pick, Told};
use crate::web::why_answer::{Answer, AnsweringTable};
use leptos::prelude::*;
use std::sync::Arc;

/// The tables. Each of their figures explains itself.
#[component]
pub(super) fn FiguresPanel() -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let needs = mine.needs();
    let how = Signal::derive(move || {
        let locale = app.locale.get();
        needs.with(|needs| worth_say(needs, &locale))
    });
    view! {
        <Panel class="offer-figures">
            <PanelHead title=tr!("Figures behind it") say=tr!("A full year once ramped, unless it says otherwise; odds by each offer's own spread.")/>
            <Figures label=tr!("Figures of the offers") tell=figure_rows/>
            <Fold label=tr!("How \u{201c}worth it to you\u{201d} is made")>
                <p class="say">{how}</p>
                <Figures label=tr!("Worth it to you, term by term") tell=worth_rows sum=true/>
            </Fold>
        </Panel>
    }
    .into_any()
}

/// Figures of all offers, as rows.
type Tell = fn(&[Arc<Reckoned>], &Needs, &Locale) -> Vec<(OfferFigure, Vec<String>)>;

/// A table of figures, an offer in each column.
#[component]
fn Figures(
    /// What it holds.
    label: &'static str,
    /// Its rows.
    tell: Tell,
    /// Its last row is the sum.
    #[prop(optional)]
    sum: bool,
) -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let needs = mine.needs();
    let header = Signal::derive(move || {
        let currency = needs.with(|needs| needs.currency);
        let letters = mine.all.with(|all| (0..all.len()).map(letter_of).collect::<Vec<_>>());
        std::iter::once(tr!("{currency} a year")).chain(letters).map(|it| (it, false)).collect::<Vec<_>>()
    });
    let rows = Signal::derive(move || {
        let locale = app.locale.get();
        let (ids, lines) = mine.all.with(|all| {
            let ids: Vec<u32> = all.iter().map(|it| it.offer.id).collect();
            (ids, needs.with(|needs| tell(all, needs, &locale)))
        });
        let last = lines.len().saturating_sub(1);
        let line = |(at, (figure, cells)): (usize, (OfferFigure, Vec<String>))| {
            let cells = cells.into_iter().zip(&ids).map(|(text, id)| Told::Figure(text, (*id, figure))).collect();
            let name = figure.name().to_owned();
            AskRow { name, head: None, wrap: true, sum: sum && at == last, chosen: false, cells }
        };
        lines.into_iter().enumerate().map(line).collect::<Vec<_>>()
    });
    view! {
        <AnsweringTable
            label=Signal::stored(label.to_owned())
            header=header
            rows=rows
            answer=answers(app, mine)
            leads=led
        />
    }
    .into_any()
}

/// A figure of an offer, by the offer's id.
pub(super) type OfferAsked = (u32, OfferFigure);

/// What a figure of an offer answers.
pub(super) fn answers(app: App, mine: Mine) -> impl Fn(OfferAsked) -> Option<Answer> + Send + Sync + 'static {
    let needs = mine.needs();
    move |(id, figure)| {
        let locale = app.locale.get();
        mine.all.with(|all| {
            let (place, of) = all.iter().enumerate().find(|it| it.1.offer.id == id)?;
            needs.with(|needs| {
                let mut why = of.why(figure, needs);
                why.notes.extend(figure_notes(of, why.value, &locale));
                let title = figure_title(place, of, figure, needs, &locale);
                let words = (figure.name(), figure.formula());
                Some(Answer::of(title, words, &why, None, (&locale, of.changed.shown())))
            })
        })
    }
}

/// The figure of the same offer that a term leads to.
pub(super) fn led((id, _): &OfferAsked, link: &WhyLink) -> Option<OfferAsked> {
    Some((*id, OfferFigure::led_to(link)?))
}

/// Currencies that can be picked.
pub(super) const CURRENCIES: [&str; 12] =
    ["USD", "EUR", "GBP", "CHF", "CAD", "AUD", "SEK", "NOK", "DKK", "INR", "JPY", "SGD"];

/// What one needs.
#[component]
pub(super) fn NeedsPanel() -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let currency = Signal::derive(move || mine.profile.with(|profile| profile.needs.currency.to_string()));
    let choices = Signal::derive(move || {
        let own = currency.get();
        let mut all: Vec<Choice> = CURRENCIES.iter().map(|it| Choice::new(*it, *it)).collect();
        if !CURRENCIES.contains(&own.as_str()) {
            all.push(Choice::new(own.clone(), own));
        }
        all
    });
    let on_choose = move |code: String| {
        if let Ok(currency) = code.parse::<Currency>() {
            let (mut needs, unnamed) = mine.profile.with_untracked(|profile| {
                (profile.needs.clone(), profile.offers.iter().any(|it| it.currency.is_none()))
            });
            needs.currency = currency;
            let typed = needs.today.is_some() || needs.month.is_some();
            mine.dispatch(ProfileCommand::Needs(Box::new(needs)));
            // No rate is known for amounts that name no currency.
            match (typed, unnamed) {
                (true, true) => mine.tell_undo(tr!("What you earn, what you need and offers that name no currency count as {currency} now, at the same figures.")),
                (true, false) => mine.tell_undo(tr!("What you earn and need counts as {currency} now, at the same figures.")),
                (false, true) => mine.tell_undo(tr!("Offers that name no currency count as {currency} now, at the same figures.")),
                (false, false) => {}
            }
        }
    };
    let surer = move || mine.profile.with(|profile| profile.needs.surer.ppm() / 10_000);
    let slide = move |text: String, done: bool| {
        if let Ok(percent) = text.parse::<i64>() {
            let mut needs = mine.profile.with_untracked(|profile| profile.needs.clone());
            needs.surer = Rate::percent(percent.clamp(0, 50));
            mine.change(ProfileCommand::Needs(Box::new(needs)), Some("surer"));
        }
        if done {
            mine.seal();
        }
    };
    let words = Signal::derive(move || {
        let locale = app.locale.get();
        mine.profile.with(|profile| swing_say(profile.needs.surer, &profile.needs, &locale))
    });
    let needs = mine.needs();
    let worth = Signal::derive(move || {
        let locale = app.locale.get();
        mine.all.with(|all| needs.with(|needs| worths_say(all, needs, &locale)))
    });
    let need = |label, unit, help, get, set| entry(Whose::Need(get, set), label, unit, help);
    let term = |field, label, unit, help, get, set| entry_of(field, Whose::Need(get, set), label, unit, help);
    view! {
        <Panel class="offer-needs">
            <PanelHead title=tr!("What you need")/>
            <div class="fields">
                {term(OfferField::Today, tr!("You earn today"), mark!("{} a year"), tr!("Before tax, at today's prices: an offer's pay is judged by what it buys at its cost of living."), |it| Value::Money(it.today.map(|it| it.amount())), |it, value| it.today = value.money().map(Yearly::new))}
                {term(OfferField::Month, tr!("You need each month"), mark!("{} a month"), tr!("Before tax, at today's prices: each offer's cash is judged by what it buys at its cost of living."), |it| Value::Money(it.month.map(|it| it.amount())), |it, value| it.month = value.money().map(Monthly::new))}
                {term(OfferField::Weeks, tr!("Weeks you work"), tr!("a year"), tr!("For pay per hour."), |it| Value::Count(Some(it.weeks)), |it, value| it.weeks = value.count().unwrap_or(46).clamp(1, 52))}
                {need(tr!("Retention moves with quota by"), "%", tr!("Illustrative: 20 % is a fifth as far."), |it| Value::Percent(Some(it.ratio_spread)), |it, value| it.ratio_spread = value.rate().unwrap_or(Rate::percent(20)).min(Rate::ONE))}
                {term(OfferField::Leaving, tr!("You leave within a year"), tr!("% likely"), tr!("In your own view, for sign-ons that go back; 20 is illustrative. Empty: a sign-on is left out of what an offer is worth."), |it| Value::Percent(it.leaving), |it, value| it.leaving = value.rate().map(|it| it.min(Rate::ONE)))}
                <Pick label=tr!("Currency you compare in") choices=choices chosen=currency help=tr!("Offers that name no other are in it.") on_choose=on_choose/>
                <div class="slide" data-input=OfferField::Surer.path(0)>
                    <label for="offer-surer">{tr!("How much a sure thing is worth to you")}</label>
                    <input
                        id="offer-surer"
                        type="range"
                        min="0"
                        max="50"
                        step="1"
                        prop:value=surer
                        aria-describedby="offer-surer-say"
                        aria-valuetext=move || words.get()
                        on:input=move |event| slide(event_target_value(&event), false)
                        on:change=move |event| slide(event_target_value(&event), true)
                    />
                    <p class="slide-ends fine" aria-hidden="true"><span>{tr!("nothing")}</span><span>{tr!("half of the swing")}</span></p>
                    <p class="help">{words}</p>
                    <p class="fine" id="offer-surer-say">{worth}</p>
                </div>
            </div>
        </Panel>
    }
    .into_any()
}
