//! Fields and choices of an offer, and of what one needs: one way to read, write and check them all.

use super::mine::Mine;
use crate::career::{Exchange, Issue, Needs, Offer, OfferField, Profile};
use crate::edit::ProfileCommand;
use crate::present::Locale;
use crate::present::number::{parse_count, parse_date, parse_money, parse_multiple, parse_rate, show_date};
use crate::text::tr;
use crate::units::{Currency, Money, Rate};
use crate::web::app::{App, today};
use crate::web::ui::{Choice, Field, Pick};
use chrono::NaiveDate;
use leptos::prelude::*;

/// A value that can be typed; none: left empty.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Money.
    Money(Option<Money>),
    /// A share, typed in per cent.
    Percent(Option<Rate>),
    /// A multiple, typed as such.
    Times(Option<Rate>),
    /// A count.
    Count(Option<u32>),
    /// Words.
    Text(String),
    /// A day.
    Day(Option<NaiveDate>),
}

impl Value {
    /// The money in it.
    pub fn money(self) -> Option<Money> {
        if let Value::Money(it) = self { it } else { None }
    }

    /// The share or multiple in it.
    pub fn rate(self) -> Option<Rate> {
        match self {
            Value::Percent(it) | Value::Times(it) => it,
            Value::Money(_) | Value::Count(_) | Value::Text(_) | Value::Day(_) => None,
        }
    }

    /// The count in it.
    pub fn count(self) -> Option<u32> {
        if let Value::Count(it) = self { it } else { None }
    }

    /// The words in it.
    pub fn text(self) -> String {
        if let Value::Text(it) = self { it } else { String::new() }
    }

    /// The day in it.
    pub fn day(self) -> Option<NaiveDate> {
        if let Value::Day(it) = self { it } else { None }
    }

    /// As a number to compare, in its own finest unit; none where it is left empty, or no number.
    fn amount(&self) -> Option<i64> {
        match self {
            Value::Money(it) => it.map(|it| it.mills()),
            Value::Percent(it) | Value::Times(it) => it.map(|it| it.ppm()),
            Value::Count(it) => it.map(i64::from),
            Value::Text(_) | Value::Day(_) => None,
        }
    }

    fn shown(&self, locale: &Locale) -> String {
        match self {
            Value::Money(it) => it.map(|it| locale.money_typed(it)).unwrap_or_default(),
            Value::Percent(it) => it.map(|it| locale.rate_typed(it)).unwrap_or_default(),
            Value::Times(it) => it.map(|it| locale.multiple_typed(it)).unwrap_or_default(),
            Value::Count(it) => it.map(|it| it.to_string()).unwrap_or_default(),
            Value::Text(it) => it.clone(),
            Value::Day(it) => it.map(show_date).unwrap_or_default(),
        }
    }

    /// A text as a value of the same kind; negative amounts are refused.
    fn read(&self, text: &str, locale: &Locale, currency: Currency) -> Result<Value, String> {
        let text = text.trim();
        let empty = text.is_empty();
        let below = |is: bool| if is { Err(tr!("It cannot be less than nothing.").to_owned()) } else { Ok(()) };
        let told = |error: &dyn std::fmt::Display| crate::web::app::sentence(&error.to_string());
        Ok(match self {
            Value::Text(_) => Value::Text(text.to_owned()),
            Value::Money(_) if empty => Value::Money(None),
            Value::Percent(_) if empty => Value::Percent(None),
            Value::Times(_) if empty => Value::Times(None),
            Value::Count(_) if empty => Value::Count(None),
            Value::Day(_) if empty => Value::Day(None),
            Value::Money(_) => {
                let it = parse_money(text, locale, currency).map_err(|it| told(&it))?;
                below(it < Money::ZERO)?;
                Value::Money(Some(it))
            }
            Value::Percent(_) => {
                let it = parse_rate(text, locale).map_err(|it| told(&it))?;
                below(it < Rate::ZERO)?;
                Value::Percent(Some(it))
            }
            Value::Times(_) => {
                let it = parse_multiple(text, locale).map_err(|it| told(&it))?;
                below(it < Rate::ZERO)?;
                Value::Times(Some(it))
            }
            Value::Count(_) => Value::Count(Some(parse_count(text, locale).map_err(|it| told(&it))?)),
            Value::Day(_) => Value::Day(Some(parse_date(text, locale).map_err(|it| told(&it))?)),
        })
    }
}

/// Whose value it is.
#[derive(Clone, Copy)]
pub(super) enum Whose {
    /// An offer's.
    Offer(u32, fn(&Offer) -> Value, fn(&mut Offer, Value)),
    /// Of what an offer's currency is worth in the one that one compares in.
    Exchange(u32, fn(&Exchange) -> Value, fn(&mut Exchange, Value)),
    /// One's own.
    Need(fn(&Needs) -> Value, fn(&mut Needs, Value)),
}

/// What an offer's currency is worth in the one that one compares in, as far as it was typed.
fn exchange(profile: &Profile, id: u32) -> Exchange {
    let to = profile.needs.currency;
    let known = profile.offer(id).and_then(|it| it.exchange).filter(|it| it.to == to);
    known.unwrap_or(Exchange { to, rate: Rate::ZERO, as_of: Some(today()) })
}

impl Whose {
    fn see(self, profile: &Profile) -> Value {
        match self {
            Whose::Offer(id, get, _) => profile.offer(id).map_or(Value::Text(String::new()), get),
            Whose::Exchange(id, get, _) => get(&exchange(profile, id)),
            Whose::Need(get, _) => get(&profile.needs),
        }
    }

    /// Refuses what would be kept as another number than was typed: whoever types too much is told, and nothing is cut in silence.
    fn fits(self, profile: &Profile, value: &Value, locale: &Locale) -> Result<(), String> {
        let kept = match self {
            Whose::Offer(id, get, set) => {
                let Some(mut offer) = profile.offer(id).cloned() else { return Ok(()) };
                set(&mut offer, value.clone());
                get(&offer)
            }
            Whose::Exchange(id, get, set) => {
                let mut typed = exchange(profile, id);
                set(&mut typed, value.clone());
                get(&typed)
            }
            Whose::Need(get, set) => {
                let mut needs = profile.needs.clone();
                set(&mut needs, value.clone());
                get(&needs)
            }
        };
        match (value.amount(), kept.amount()) {
            (Some(typed), Some(most)) if most < typed => Err(tr!("The most here is {}.", kept.shown(locale))),
            (Some(typed), Some(least)) if least > typed => Err(tr!("The least here is {}.", kept.shown(locale))),
            _as_typed => Ok(()),
        }
    }

    /// The offer it belongs to.
    fn offer(self) -> Option<u32> {
        match self {
            Whose::Offer(id, ..) | Whose::Exchange(id, ..) => Some(id),
            Whose::Need(..) => None,
        }
    }

    /// The currency its amounts are typed in.
    fn currency(self, profile: &Profile) -> Currency {
        let needs = &profile.needs;
        match self {
            Whose::Offer(id, ..) | Whose::Exchange(id, ..) => {
                profile.offer(id).map_or(needs.currency, |it| it.currency_by(needs))
            }
            Whose::Need(..) => needs.currency,
        }
    }

    fn put(self, mine: Mine, what: &str, value: Value, key: &str) {
        match self {
            Whose::Offer(id, _, set) => mine.change_offer(id, what, Some(key), |offer| set(offer, value)),
            Whose::Exchange(id, _, set) => {
                let mut typed = mine.profile.with_untracked(|profile| exchange(profile, id));
                set(&mut typed, value);
                let typed = Some(typed).filter(|it| it.rate > Rate::ZERO);
                mine.change_offer(id, what, Some(key), |offer| offer.exchange = typed);
            }
            Whose::Need(_, set) => {
                let before = mine.profile.with_untracked(|profile| profile.needs.clone());
                let mut needs = before.clone();
                set(&mut needs, value);
                if needs != before {
                    mine.change(ProfileCommand::Needs(Box::new(needs)), Some(key));
                }
            }
        }
    }
}

/// A field: figures follow at each keystroke, Enter commits, Escape restores. In unit and help, `{}` is the currency of the offer, `{to}` the
/// one that one compares in.
pub(super) fn entry(whose: Whose, label: &'static str, unit: &'static str, help: &'static str) -> AnyView {
    entry_at(None, whose, label, unit, help, |_| false)
}

/// The same for a term of the figures, which lead to it.
pub(super) fn entry_of(
    field: OfferField,
    whose: Whose,
    label: &'static str,
    unit: &'static str,
    help: &'static str,
) -> AnyView {
    entry_at(Some(field), whose, label, unit, help, |_| false)
}

/// The same, with the term of the figures that it is, and what is wrong with the offer where that is to be mended here.
pub(super) fn entry_at(
    field: Option<OfferField>,
    whose: Whose,
    label: &'static str,
    unit: &'static str,
    help: &'static str,
    about: fn(&Issue) -> bool,
) -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let problem = mine.issue_of(whose.offer(), about);
    let key = format!(
        "{label}/{}",
        match whose {
            Whose::Offer(id, ..) | Whose::Exchange(id, ..) => id,
            Whose::Need(..) => 0,
        }
    );
    let key = StoredValue::new(key);
    let path = field.map(|it| it.path(whose.offer().unwrap_or_default())).unwrap_or_default();
    let now = Memo::new(move |_| mine.profile.with(|profile| whose.see(profile)));
    let value = Signal::derive(move || app.locale.with(|locale| now.with(|now| now.shown(locale))));
    let read = move |text: &str| {
        app.locale.with_untracked(|locale| {
            mine.profile.with_untracked(|profile| {
                let value = now.with_untracked(|now| now.read(text, locale, whose.currency(profile)))?;
                whose.fits(profile, &value, locale)?;
                Ok::<Value, String>(value)
            })
        })
    };
    let check = Callback::new(move |text: String| read(&text).err());
    let put = move |text: String, done: bool| {
        if let Ok(value) = read(&text) {
            key.with_value(|key| whose.put(mine, label, value, key));
        }
        if done {
            mine.seal();
        }
    };
    // Every keystroke anywhere asks each field: what did not change is not written again.
    let currencies = Memo::new(move |_| mine.profile.with(|profile| (whose.currency(profile), profile.needs.currency)));
    let unit = Signal::derive(move || {
        let (own, to) = currencies.get();
        tr!(unit).replace("{}", own.code()).replace("{to}", to.code())
    });
    let help = Signal::derive(move || {
        let (own, _) = currencies.get();
        tr!(help).replace("{}", own.code())
    });
    let is_text = matches!(now.get_untracked(), Value::Text(_) | Value::Day(_));
    view! {
        <Field
            label=label
            value=value
            unit=unit
            help=help
            problem=problem
            check=check
            on_input=Callback::new(move |text| put(text, false))
            on_commit=Callback::new(move |text| put(text, true))
            text=is_text
            wide=matches!(now.get_untracked(), Value::Text(_))
            path=path
        />
    }
    .into_any()
}

/// A choice about an offer.
pub(super) fn choose(
    id: u32,
    label: &'static str,
    choices: &'static [(&'static str, &'static str)],
    help: &'static str,
    get: fn(&Offer) -> &'static str,
    set: fn(&mut Offer, &str),
) -> AnyView {
    let mine = Mine::here();
    let all = Signal::stored(choices.iter().map(|it| Choice::new(it.0, tr!(it.1))).collect::<Vec<_>>());
    let now = Signal::derive(move || mine.profile.with(|profile| profile.offer(id).map_or("", get).to_owned()));
    let on_choose = move |key: String| mine.change_offer(id, label, None, |offer| set(offer, &key));
    view! { <Pick label=label choices=all chosen=now on_choose=on_choose help=help/> }.into_any()
}
