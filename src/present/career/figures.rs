//! Figures of offers side by side, and the sentences over their charts.

use super::bounds::{cap, nothing_below};
use crate::career::{Basis, BreakEven, EquityKind, Needs, OfferFigure, Reckoned, Repay, SURVEY, Tenth, shape_of};
use crate::engine::Value;
use crate::model::Quota;
use crate::model::comp::DrawPaid;
use crate::present::Locale;
use crate::present::career::{hours, role_short};
use crate::present::figure::in_full;
use crate::present::number::show_date;
use crate::text::{mark, tr, within};
use crate::units::{Cadence, Currency, Money, Rate};
use std::sync::Arc;

/// The letter of an offer by its place: A, B, and so on.
pub fn letter_of(place: usize) -> String {
    char::from_u32('A' as u32 + (place % 26) as u32).map(String::from).unwrap_or_default()
}

/// A row of figures: what it is, and a value for each offer.
pub type Row = (&'static str, Vec<String>);

/// What stands for a value that nobody told.
pub const NOT_TOLD: &str = "–";

/// What each offer comes to.
pub fn figure_rows(all: &[Arc<Reckoned>], needs: &Needs, locale: &Locale) -> Vec<(OfferFigure, Vec<String>)> {
    let row = |figure| (figure, all.iter().map(|it| figure_text(it, figure, needs, locale)).collect());
    OfferFigure::shown(all, needs).into_iter().map(row).collect()
}

/// A figure of an offer as it stands in the table.
fn figure_text(of: &Reckoned, figure: OfferFigure, needs: &Needs, locale: &Locale) -> String {
    match of.figure(figure, needs) {
        Value::Money(amount) => money_of(of, Some(amount), locale),
        Value::Share(share) if share > 0.0 && share < 0.005 => format!("< {}", locale.percent(0.01, 0)),
        Value::Share(share) if share < 1.0 && share > 0.995 => format!("> {}", locale.percent(0.99, 0)),
        Value::Share(share) => locale.percent(share, 0),
        Value::Count(count) | Value::Months(count) | Value::Multiple(count) => locale.number(count, 0),
        Value::Undefined(_) if figure == OfferFigure::AtQuota && of.at_quota.is_some() => tr!("not told").to_owned(),
        Value::Undefined(_) => NOT_TOLD.to_owned(),
    }
}

/// What the explanation of a figure is called: `A, Larkspur Software: Expected pay $185,021.00`.
pub fn figure_title(place: usize, of: &Reckoned, figure: OfferFigure, needs: &Needs, locale: &Locale) -> String {
    let currency = of.changed.shown();
    let value = match of.figure(figure, needs) {
        Value::Money(amount) => locale.money_full_named(amount, currency),
        value @ (Value::Share(_) | Value::Count(_) | Value::Months(_) | Value::Multiple(_) | Value::Undefined(_)) => {
            in_full(value, locale, currency)
        }
    };
    let (letter, name) = (letter_of(place), figure.name());
    format!("{letter}, {}: {name} {value}", of.offer.name)
}

/// What else is to be known of a figure of an offer: how it is rounded, and in which currency the offer is.
pub fn figure_notes(of: &Reckoned, value: Value, locale: &Locale) -> Vec<String> {
    let rounded = match value {
        Value::Money(amount) if amount.mills() % 1_000 == 0 => String::new(),
        Value::Money(_) => tr!("To the coin here, in whole {} in the table", of.changed.shown()),
        Value::Share(_) => tr!("To a hundredth of a per cent here, in whole per cent in the table").to_owned(),
        Value::Count(_) | Value::Months(_) | Value::Multiple(_) | Value::Undefined(_) => String::new(),
    };
    [rounded, rate_say(of, locale)].into_iter().filter(|it| !it.is_empty()).collect()
}

/// What an offer is worth to oneself, term by term, for those in which something differs from nothing; the last row is their sum.
pub fn worth_rows(all: &[Arc<Reckoned>], needs: &Needs, locale: &Locale) -> Vec<(OfferFigure, Vec<String>)> {
    let row = |figure| (figure, all.iter().map(|it| figure_text(it, figure, needs, locale)).collect());
    OfferFigure::of_worth(all, needs).into_iter().map(row).collect()
}

/// How it is reckoned, in plain words.
pub fn worth_say(needs: &Needs, locale: &Locale) -> String {
    let percent = |rate: Rate| locale.percent(rate.to_f64(), 0);
    let swing = tr!("The swing is a good year less a bad one; its price is {} of it.", percent(needs.surer));
    let sign_on = match needs.leaving {
        None => {
            tr!("A sign-on counts once you say how likely you leave within a year: then half of it is part of each of the two years shown.")
                .to_owned()
        }
        Some(leaving) => tr!(
            "A sign-on is shared out over the two years shown. With {} who leave in a year, evenly, what of it would go back in a month is \
             counted by the odds of leaving then.",
            percent(leaving)
        ),
    };
    format!("{swing} {sign_on}")
}

/// What each offer pays in a year at an attainment of its own target, the most first.
pub fn pays_at_say(all: &[Arc<Reckoned>], at: f64, locale: &Locale) -> String {
    let mut found: Vec<(usize, Money)> =
        all.iter().enumerate().filter(|(_, it)| it.compares()).map(|(place, it)| (place, it.pay(at))).collect();
    found.sort_by_key(|it| (-it.1.mills(), it.0));
    let told = found.iter().map(|(place, pay)| format!("{} {}", letter_of(*place), locale.money_whole(*pay)));
    told.collect::<Vec<_>>().join(" · ")
}

/// What each offer is worth to oneself, the most first: what the slider moves, told beside it.
pub fn worths_say(all: &[Arc<Reckoned>], needs: &Needs, locale: &Locale) -> String {
    let beside = all.iter().enumerate().filter(|(_, it)| it.compares());
    let mut found: Vec<(usize, Money)> = beside.filter_map(|(at, it)| Some((at, it.to_me(needs)?))).collect();
    found.sort_by_key(|it| (-it.1.mills(), it.0));
    let told = found.iter().map(|(at, worth)| format!("{} {}", letter_of(*at), locale.money_whole(*worth)));
    let told: Vec<String> = told.collect();
    if told.is_empty() { String::new() } else { tr!("Worth it to you, a year: {}.", told.join(" · ")) }
}

/// An amount of an offer; with its currency where that is not the one of the others.
fn money_of(of: &Reckoned, amount: Option<Money>, locale: &Locale) -> String {
    match amount {
        None => NOT_TOLD.to_owned(),
        Some(it) if of.changed.compares() => locale.money_whole(it),
        Some(it) => locale.money_whole_named(it, of.changed.own),
    }
}

/// The currency of an offer and its rate: `1 EUR = 1.08 USD, as of 2027-01-05`; empty where it is the one that one compares in.
pub fn rate_say(of: &Reckoned, locale: &Locale) -> String {
    let changed = of.changed;
    match (changed.own == changed.wanted, changed.rate) {
        (true, _) => String::new(),
        (false, None) => tr!("In {}; no rate yet", changed.own),
        (false, Some(rate)) => {
            let day = of.offer.exchange.and_then(|it| it.as_of);
            let day = day.map_or(String::new(), |it| tr!(", as of {}", show_date(it)));
            format!("1 {} = {} {}{day}", changed.own, locale.multiple_typed(rate), changed.wanted)
        }
    }
}

/// The rows of what is promised, by name.
pub const TERMS: [&str; 13] = [
    mark!("Role"),
    mark!("Currency"),
    mark!("Quota"),
    mark!("Plan pays for"),
    mark!("Nothing below"),
    mark!("Above quota"),
    mark!("Draw or guarantee"),
    mark!("Cap"),
    mark!("Paid"),
    mark!("Sign-on"),
    mark!("Equity"),
    mark!("Benefits"),
    mark!("Hours and travel"),
];

/// What each offer promises: the rows of the printed comparison.
pub fn terms_rows(all: &[Arc<Reckoned>], locale: &Locale) -> Vec<Row> {
    let period = |cadence: Cadence| match cadence {
        Cadence::Month => tr!("month"),
        Cadence::Quarter => tr!("quarter"),
        Cadence::Half => tr!("half-year"),
        Cadence::Year => tr!("year"),
    };
    let value = |name: &str, it: &Reckoned| -> String {
        let offer = &it.offer;
        // What is promised stands in the employer's currency, which is named where the figures beside it are in another.
        let promised = |amount: Money| {
            let abroad = it.changed.own != it.changed.wanted;
            if abroad { locale.money_whole_named(amount, it.changed.own) } else { locale.money_whole(amount) }
        };
        match name {
            "Role" => role_short(offer),
            "Currency" => {
                let told = rate_say(it, locale);
                if told.is_empty() { it.changed.own.to_string() } else { told }
            }
            "Quota" => match offer.quota {
                Some(Quota::Arr { amount, per }) => tr!("{} a {}", promised(amount), period(per)),
                Some(Quota::Units { count, per }) => tr!("{} a {}", count, period(per)),
                None => NOT_TOLD.to_owned(),
            },
            "Plan pays for" => {
                let parts = offer.plan.components.iter().map(|it| {
                    format!(
                        "{} {}",
                        crate::present::words_pay::short(it.measure),
                        locale.percent(it.weight.to_f64(), 0)
                    )
                });
                parts.collect::<Vec<_>>().join(", ")
            }
            "Nothing below" => nothing_below(offer, locale).unwrap_or(NOT_TOLD.to_owned()),
            "Above quota" => match shape_of(offer).above {
                Some(Rate::ONE) => tr!("the same rate").to_owned(),
                Some(multiple) => locale.multiple(multiple.to_f64(), 2),
                None => tr!("in steps").to_owned(),
            },
            "Draw or guarantee" => offer.plan.draw.as_ref().map_or(tr!("none" in "draw").to_owned(), |draw| {
                let kind = within(crate::present::words_pay::draw(Some(draw.kind)).0);
                let amount = promised(draw.first.amount.amount());
                let paid = match draw.paid {
                    DrawPaid::WithMonth => tr!("paid with its month"),
                    DrawPaid::WithCommission => tr!("paid as late as commission"),
                };
                match draw.first.months {
                    Some(1) => tr!("{amount} in the first month, {kind}, {paid}"),
                    Some(months) => tr!("{amount} a month for {months} months, {kind}, {paid}"),
                    None => tr!("{amount} a month, {kind}, {paid}"),
                }
            }),
            "Cap" => cap(offer, locale),
            "Paid" => {
                let cadence = offer.plan.components.iter().map(|it| it.cadence).max().unwrap_or(Cadence::Quarter);
                tr!("by the {}, {} mo later", period(cadence), offer.plan.payout.lag_months)
            }
            "Sign-on" => offer.sign_on.map_or(NOT_TOLD.to_owned(), |it| {
                let back = match (offer.sign_on_stay, offer.sign_on_back) {
                    (0, _) => String::new(),
                    (months, Some(Repay::Whole)) => tr!(", all back within {months} mo"),
                    (months, Some(Repay::ProRata)) => tr!(", back pro rata within {months} mo"),
                    (months, None) => tr!(", back within {months} mo"),
                };
                [promised(it), back].concat()
            }),
            "Equity" => offer.equity.as_ref().map_or(NOT_TOLD.to_owned(), |equity| {
                let kind = match equity.kind {
                    EquityKind::Options => tr!("options"),
                    EquityKind::Shares => tr!("shares"),
                };
                equity.worth.map_or(kind.to_owned(), |it| tr!("{kind}, perhaps {}", promised(it)))
            }),
            "Benefits" => offer.benefits.map_or(NOT_TOLD.to_owned(), |it| tr!("{} a year", promised(it.amount()))),
            _hours => {
                let hours = offer.hours_week.map(|it| hours(it, locale)).map(|it| tr!("{it} h a week"));
                let nights = offer.nights_month.map(|it| tr!("{it} nights a month"));
                let costs = offer.travel_month();
                let costs = (!costs.is_zero()).then(|| tr!("travel {} a month", promised(costs)));
                let all: Vec<String> = [hours, nights, costs].into_iter().flatten().collect();
                if all.is_empty() { NOT_TOLD.to_owned() } else { all.join(", ") }
            }
        }
    };
    let mut rows: Vec<Row> =
        TERMS.into_iter().map(|name| (tr!(name), all.iter().map(|it| value(name, it)).collect())).collect();
    if all.iter().all(|it| it.changed.own == it.changed.wanted) {
        rows.retain(|it| it.0 != tr!("Currency"));
    }
    let starts = all.iter().map(|it| it.offer.start.map_or(NOT_TOLD.to_owned(), show_date)).collect();
    rows.push((tr!("First day"), starts));
    rows
}

/// Where the offers change places, as a sentence over the chart; and which of them stand apart. Of more than `most` places those nearest
/// to quota are told, where years are likely to end.
pub fn pays_say(all: &[Arc<Reckoned>], found: &[(usize, usize, BreakEven)], most: usize, locale: &Locale) -> String {
    let letters = |is: fn(&Reckoned) -> bool| -> Vec<String> {
        all.iter().enumerate().filter(|(_, it)| is(it)).map(|(at, _)| letter_of(at)).collect()
    };
    let said = places_say(all, found, most, locale);
    let said = match letters(|it| !it.changed.compares()).as_slice() {
        [] => said,
        [one] => tr!("{said} {one} stands apart until its exchange rate is typed."),
        several => tr!("{said} {} stand apart until their exchange rates are typed.", several.join(", ")),
    };
    match letters(|it| it.changed.compares() && !it.pay_is_told()).as_slice() {
        _ if all.len() < 2 => said,
        [] => said,
        [one] => tr!("{said} {one} stands apart until its pay is told."),
        several => tr!("{said} {} stand apart until their pay is told.", several.join(", ")),
    }
}

fn places_say(all: &[Arc<Reckoned>], found: &[(usize, usize, BreakEven)], most: usize, locale: &Locale) -> String {
    let percent = |at: f64| locale.percent(at, 0);
    match (all.len(), found) {
        (0, _) => tr!("Add an offer to see what it pays at every attainment.").to_owned(),
        (1, _) => tr!("Add a second offer to see where the one overtakes the other.").to_owned(),
        (_, []) => {
            let mut order: Vec<usize> = (0..all.len()).collect();
            order.retain(|at| all.get(*at).is_some_and(|it| it.compares()));
            if order.len() < 2 {
                let abroad = all.iter().any(|it| !it.changed.compares());
                return if abroad {
                    shared_currency(all)
                } else {
                    tr!("No two offers say what they pay yet.").to_owned()
                };
            }
            let pay = |at: &usize| all.get(*at).map_or(0, |it| it.pay(1.0).mills());
            order.sort_by_key(|at| std::cmp::Reverse(pay(at)));
            let names: Vec<String> = order.into_iter().map(letter_of).collect();
            tr!("No offer overtakes another: at any attainment the order is {}.", names.join(", "))
        }
        (_, found) => {
            let mut near: Vec<&(usize, usize, BreakEven)> = found.iter().collect();
            near.sort_by(|a, b| (a.2.at - 1.0).abs().total_cmp(&(b.2.at - 1.0).abs()));
            near.truncate(most);
            near.sort_by(|a, b| a.2.at.total_cmp(&b.2.at));
            let said = near.into_iter().map(|(first, second, it)| {
                let (winner, loser) = if it.first_leads_above { (first, second) } else { (second, first) };
                tr!("{} pays more than {} above {}", letter_of(*winner), letter_of(*loser), percent(it.at))
            });
            let left = found.len().saturating_sub(most);
            let more = if left > 0 { tr!("; {left} more in the table") } else { String::new() };
            format!("{}{more}.", said.collect::<Vec<_>>().join("; "))
        }
    }
}

/// Why offers do not stand beside each other: several of them are in a currency that one does not compare in, or all in different ones.
fn shared_currency(all: &[Arc<Reckoned>]) -> String {
    let of = |currency: Currency| all.iter().enumerate().filter(move |(_, it)| it.changed.own == currency);
    let shared = all.iter().map(|it| it.changed.own).find(|it| of(*it).count() > 1);
    match shared {
        Some(currency) => {
            let names: Vec<String> = of(currency).map(|it| letter_of(it.0)).collect();
            tr!("{} are in {currency}: choose it below, at \u{201c}Currency you compare in\u{201d}.", names.join(", "))
        }
        None => tr!("No two offers are in one currency yet.").to_owned(),
    }
}

/// The offer that is best by a measure, with what it comes to; one without a rate or without pay stands apart.
pub fn best(all: &[Arc<Reckoned>], value: impl Fn(&Reckoned) -> Option<Money>) -> Option<(usize, Money)> {
    let beside = all.iter().enumerate().filter(|(_, it)| it.compares());
    let valued = beside.filter_map(|(at, it)| Some((at, value(it)?)));
    // The first of equals.
    valued.fold(None, |best: Option<(usize, Money)>, it| match best {
        Some(known) if known.1 >= it.1 => Some(known),
        Some(_) | None => Some(it),
    })
}

/// What a year would bring, as a sentence.
pub fn years_say(all: &[Arc<Reckoned>], needs: &Needs, locale: &Locale) -> String {
    let Some((most, expected)) = best(all, |it| it.expected) else { return String::new() };
    let whole = |amount: Money| locale.money_whole_named(amount, needs.currency);
    if all.len() < 2 {
        return tr!("{} is what to expect of a year once ramped.", whole(expected));
    }
    let beside = || all.iter().enumerate().filter(|(_, it)| it.compares());
    // Of one there is no first.
    if beside().filter(|(_, it)| it.expected.is_some()).count() < 2 {
        return tr!("{}: {} is what to expect of a year once ramped.", letter_of(most), whole(expected));
    }
    let swings = beside().filter_map(|(at, it)| Some((at, it.swing()?)));
    let (mut wide, mut still) = (None::<(usize, Money)>, None::<(usize, Money)>);
    for it in swings {
        if wide.is_none_or(|known| it.1 > known.1) {
            wide = Some(it);
        }
        if still.is_none_or(|known| it.1 < known.1) {
            still = Some(it);
        }
    }
    let swing = match (wide, still) {
        // A twentieth more is no difference one could act on.
        (Some((wide, most)), Some((still, least))) if least.mills() > 0 && most.mills() / 105 > least.mills() / 100 => {
            let times = most.to_major() / least.to_major();
            tr!(" {} swings {} as far as {}.", letter_of(wide), locale.multiple(times, 1), letter_of(still))
        }
        _alike => String::new(),
    };
    let mine = best(all, |it| it.to_me(needs)).filter(|it| it.0 != most);
    let to_you = mine.map_or(String::new(), |(at, _)| {
        tr!(" With your wish for a sure thing, {} is worth most to you.", letter_of(at))
    });
    tr!("{} pays most on average, {}.{swing}{to_you}", letter_of(most), whole(expected))
}

/// What the wish for a sure thing means, in plain words.
pub fn swing_say(surer: Rate, needs: &Needs, locale: &Locale) -> String {
    let price = Money::from_major_f64(10_000.0 * surer.to_f64());
    let amount = |it: Money| locale.money_whole_named(it, needs.currency);
    let ten = amount(Money::from_major(10_000));
    match surer.ppm() {
        0 => tr!("You look at the average alone: a swing costs you nothing.").to_owned(),
        _price => {
            tr!("You would give up {} of average pay for {ten} less between a bad year and a good one.", amount(price))
        }
    }
}

/// What the months in hand say.
pub fn cash_say(all: &[Arc<Reckoned>], tenth: Tenth, needs: &Needs, locale: &Locale) -> String {
    let year = match tenth {
        Tenth::Bad => tr!("a bad year"),
        Tenth::Middle => tr!("a middle year"),
        Tenth::Good => tr!("a good year"),
    };
    let mut said = vec![tr!("Each offer at its own attainment of {year}, with ramp, draw and lag; before tax.")];
    if let Some(need) = needs.month {
        for (at, it) in all.iter().enumerate().filter(|(_, it)| it.compares()) {
            let short = it.months_short(tenth, need.amount());
            let months = if short == 1 { tr!("month") } else { tr!("months") };
            match short {
                0 => said.push(tr!("{} never falls short of what you need.", letter_of(at))),
                _some => {
                    said.push(tr!("{} falls short in {} of 24 {months}.", letter_of(at), locale.count(short as i64)))
                }
            }
        }
    }
    for (at, it) in all.iter().enumerate().filter(|(_, it)| !it.offer.sign_on_back_after(1).is_zero()) {
        let after = |months: u32| {
            let back = it.changed.money(it.offer.sign_on_back_after(months));
            locale.money_whole_named(back, it.changed.shown())
        };
        let stay = it.offer.sign_on_stay;
        said.push(match it.offer.sign_on_back {
            Some(Repay::Whole) => tr!("Leave {} within {stay} months and {} goes back.", letter_of(at), after(1)),
            Some(Repay::ProRata) | None => tr!(
                "Leave {} after 1 month and {} of the sign-on goes back, after {} months {}, after {stay} nothing.",
                letter_of(at),
                after(1),
                stay / 2,
                after(stay / 2)
            ),
        });
    }
    said.join(" ")
}

/// Who says how attainment is spread.
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Assumed => tr!("an assumption, illustrative"),
        Basis::Survey => tr!(SURVEY),
        Basis::Company => tr!("as the company says"),
        Basis::Own => tr!("your own view"),
    }
}
