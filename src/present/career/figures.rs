//! Figures of offers side by side, and the sentences over their charts.

use crate::career::{
    Attainment, Basis, BreakEven, EquityKind, Needs, Reckoned, SURVEY, SURVEY_AT_QUOTA, Tenth, View, WIDTH,
};
use crate::model::{AttainmentSpread, Quota};
use crate::present::Locale;
use crate::present::number::show_date;
use crate::units::{Cadence, Money, Rate};
use std::sync::Arc;

/// The letter of an offer by its place: A, B, and so on.
pub fn letter_of(place: usize) -> String {
    char::from_u32('A' as u32 + (place % 26) as u32).map(String::from).unwrap_or_default()
}

/// A row of figures: what it is, and a value for each offer.
pub type Row = (&'static str, Vec<String>);

const NONE: &str = "–";

/// What each offer comes to.
pub fn figure_rows(all: &[Arc<Reckoned>], needs: &Needs, locale: &Locale) -> Vec<Row> {
    let money = |amount: Option<Money>| amount.map_or(NONE.to_owned(), |it| locale.money_whole(it));
    let odds = |share: Option<f64>| match share {
        None => NONE.to_owned(),
        Some(share) if share > 0.0 && share < 0.005 => format!("< {}", locale.percent(0.01, 0)),
        Some(share) if share < 1.0 && share > 0.995 => format!("> {}", locale.percent(0.99, 0)),
        Some(share) => locale.percent(share, 0),
    };
    let mut rows: Vec<Row> = Vec::new();
    let mut row = |name: &'static str, value: &dyn Fn(&Reckoned) -> String| {
        rows.push((name, all.iter().map(|it| value(it)).collect()));
    };
    row("Base", &|it| money(it.offer.base.map(|it| it.amount())));
    row("Variable at target", &|it| money(it.offer.variable.map(|it| it.amount())));
    row("On-target pay", &|it| money(Some(it.offer.on_target())));
    row("Expected pay", &|it| money(it.expected));
    row("Bad year, 1 in 10 is worse", &|it| money(it.tenths.map(|[bad, ..]| bad)));
    row("Good year, 1 in 10 is better", &|it| money(it.tenths.map(|[.., good]| good)));
    if let Some(today) = needs.today {
        row("Odds of less than today", &|it| odds(it.odds_below(today.amount())));
    }
    if let Some(month) = needs.month {
        let year = Money::from_mills(month.amount().mills().saturating_mul(12));
        row("Odds of less than you need", &|it| odds(it.odds_below(year)));
        row("Months short, of 24", &|it| locale.count(it.cash_in(Tenth::Middle).below(month.amount()) as i64));
    }
    row("Worth it to you", &|it| money(it.to_me(needs)));
    row("People at quota", &|it| match it.offer.attainment.basis {
        Basis::Assumed => "not told".to_owned(),
        Basis::Survey | Basis::Company | Basis::Own => odds(it.at_quota),
    });
    row("First 12 months in hand", &|it| money(Some(it.cash_in(Tenth::Middle).year())));
    if all.iter().any(|it| it.at_stake.mills() > 0) {
        row("Could be taken back", &|it| money(Some(it.at_stake)));
    }
    row("Expected per hour", &|it| it.an_hour(needs).map_or(NONE.to_owned(), |it| locale.money_whole(it)));
    let extras = |it: &Reckoned| it.offer.benefits.is_some() || it.offer.equity.is_some();
    if all.iter().any(|it| extras(it)) {
        row("With benefits and equity", &|it| money(it.with_extras()));
    }
    if all.iter().any(|it| it.offer.living != Rate::ONE) {
        row("At prices where you live", &|it| money(it.at_todays_prices()));
    }
    rows
}

/// The rows of what is promised, by name.
pub const TERMS: [&str; 9] =
    ["Role", "Quota", "Plan pays for", "Draw or guarantee", "Cap", "Paid", "Sign-on", "Equity", "Hours and travel"];

/// What each offer promises: the rows of the printed comparison.
pub fn terms_rows(all: &[Arc<Reckoned>], locale: &Locale) -> Vec<Row> {
    let period = |cadence: Cadence| match cadence {
        Cadence::Month => "month",
        Cadence::Quarter => "quarter",
        Cadence::Half => "half-year",
        Cadence::Year => "year",
    };
    let value = |name: &str, it: &Reckoned| -> String {
        let offer = &it.offer;
        match name {
            "Role" => offer.role.short().to_owned(),
            "Quota" => match offer.quota {
                Some(Quota::Arr { amount, per }) => format!("{} a {}", locale.money_whole(amount), period(per)),
                Some(Quota::Units { count, per }) => format!("{count} a {}", period(per)),
                None => NONE.to_owned(),
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
            "Draw or guarantee" => offer.plan.draw.as_ref().map_or("none".to_owned(), |draw| {
                let kind = crate::present::words_pay::draw(Some(draw.kind)).0;
                format!("{} a month, {}", locale.money_whole(draw.first.amount.amount()), kind.to_lowercase())
            }),
            "Cap" => {
                offer.plan.cap.map_or("none".to_owned(), |cap| format!("{} of target", locale.percent(cap.to_f64(), 0)))
            }
            "Paid" => {
                let cadence = offer.plan.components.iter().map(|it| it.cadence).max().unwrap_or(Cadence::Quarter);
                format!("by the {}, {} mo later", period(cadence), offer.plan.payout.lag_months)
            }
            "Sign-on" => offer.sign_on.map_or(NONE.to_owned(), |it| locale.money_whole(it)),
            "Equity" => offer.equity.as_ref().map_or(NONE.to_owned(), |equity| {
                let kind = match equity.kind {
                    EquityKind::Options => "options",
                    EquityKind::Shares => "shares",
                };
                equity.worth.map_or(kind.to_owned(), |it| format!("{kind}, perhaps {}", locale.money_whole(it)))
            }),
            _hours => {
                let hours = offer.hours_week.map(|it| format!("{it} h a week"));
                let nights = offer.nights_month.map(|it| format!("{it} nights a month"));
                let all: Vec<String> = [hours, nights].into_iter().flatten().collect();
                if all.is_empty() { NONE.to_owned() } else { all.join(", ") }
            }
        }
    };
    let mut rows: Vec<Row> =
        TERMS.into_iter().map(|name| (name, all.iter().map(|it| value(name, it)).collect())).collect();
    let starts = all.iter().map(|it| it.offer.start.map_or(NONE.to_owned(), show_date)).collect();
    rows.push(("First day", starts));
    rows
}

/// Where the offers change places, as a sentence over the chart.
pub fn pays_say(all: &[Arc<Reckoned>], found: &[(usize, usize, BreakEven)], locale: &Locale) -> String {
    let percent = |at: f64| locale.percent(at, 0);
    match (all.len(), found) {
        (0, _) => "Add an offer to see what it pays at every attainment.".to_owned(),
        (1, _) => "Add a second offer to see where the one overtakes the other.".to_owned(),
        (_, []) => {
            let mut order: Vec<usize> = (0..all.len()).collect();
            let pay = |at: &usize| all.get(*at).map_or(0, |it| it.desk.pay(1.0).mills());
            order.sort_by_key(|at| std::cmp::Reverse(pay(at)));
            let names: Vec<String> = order.into_iter().map(letter_of).collect();
            format!("No offer overtakes another: at any attainment the order is {}.", names.join(", "))
        }
        (_, found) => {
            let said = found.iter().take(3).map(|(first, second, it)| {
                let (winner, loser) = if it.first_leads_above { (first, second) } else { (second, first) };
                format!("{} pays more than {} above {}", letter_of(*winner), letter_of(*loser), percent(it.at))
            });
            let more = if found.len() > 3 { format!("; {} more on the chart", found.len() - 3) } else { String::new() };
            format!("{}{more}.", said.collect::<Vec<_>>().join("; "))
        }
    }
}

/// The offer that is best by a measure, with what it comes to.
pub fn best(all: &[Arc<Reckoned>], value: impl Fn(&Reckoned) -> Option<Money>) -> Option<(usize, Money)> {
    let valued = all.iter().enumerate().filter_map(|(at, it)| Some((at, value(it)?)));
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
        return format!("{} is what to expect of a year once ramped.", whole(expected));
    }
    let swings = all.iter().enumerate().filter_map(|(at, it)| Some((at, it.swing()?)));
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
        (Some((wide, most)), Some((still, least))) if wide != still && least.mills() > 0 => {
            let times = most.to_major() / least.to_major();
            format!(" {} swings {} as far as {}.", letter_of(wide), locale.multiple(times, 1), letter_of(still))
        }
        _alike => String::new(),
    };
    let mine = best(all, |it| it.to_me(needs)).filter(|it| it.0 != most);
    let to_you = mine.map_or(String::new(), |(at, _)| {
        format!(" With your wish for a sure thing, {} is worth most to you.", letter_of(at))
    });
    format!("{} pays most on average, {}.{swing}{to_you}", letter_of(most), whole(expected))
}

/// What the wish for a sure thing means, in plain words.
pub fn swing_say(surer: Rate, needs: &Needs, locale: &Locale) -> String {
    let price = Money::from_major_f64(10_000.0 * surer.to_f64());
    let amount = |it: Money| locale.money_whole_named(it, needs.currency);
    let ten = amount(Money::from_major(10_000));
    match surer.ppm() {
        0 => "You look at the average alone: a swing costs you nothing.".to_owned(),
        _price => format!(
            "You would give up {} of average pay for {ten} less between a bad year and a good one.",
            amount(price)
        ),
    }
}

/// What the months in hand say.
pub fn cash_say(all: &[Arc<Reckoned>], tenth: Tenth, needs: &Needs, locale: &Locale) -> String {
    let year = match tenth {
        Tenth::Bad => "a bad year",
        Tenth::Middle => "a middle year",
        Tenth::Good => "a good year",
    };
    let mut said = vec![format!("Each offer at its own attainment of {year}, with ramp, draw and lag; before tax.")];
    if let Some(need) = needs.month {
        for (at, it) in all.iter().enumerate() {
            let short = it.cash_in(tenth).below(need.amount());
            let months = if short == 1 { "month" } else { "months" };
            match short {
                0 => said.push(format!("{} never falls short of what you need.", letter_of(at))),
                _some => said.push(format!(
                    "{} falls short in {} of 24 {months}.",
                    letter_of(at),
                    locale.count(short as i64)
                )),
            }
        }
    }
    said.join(" ")
}

/// Who says how attainment is spread.
pub const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Assumed => "an assumption, illustrative",
        Basis::Survey => SURVEY,
        Basis::Company => "as the company says",
        Basis::Own => "your own view",
    }
}

/// What can be chosen for the spread of attainment: key, name, what it means.
pub const ATTAINMENTS: [(&str, &str, &str); 6] = [
    ("assumed", "Half reach quota", "To begin with; illustrative."),
    ("survey", "As in a survey", SURVEY),
    ("company", "Share at quota, as told", "What the company says of last year."),
    ("average", "Team's average, as told", "What people attained on average."),
    ("own", "My own view", "A middle and how far from it."),
    ("groups", "In groups", "Shares of people by attainment."),
];

/// The key of a view.
pub fn view_words(attainment: &Attainment) -> &'static str {
    match (&attainment.view, attainment.basis) {
        (View::AtQuota { .. }, Basis::Assumed) => "assumed",
        (View::AtQuota { .. }, Basis::Survey) => "survey",
        (View::AtQuota { .. }, Basis::Company | Basis::Own) => "company",
        (View::Average { .. }, Basis::Own) => "own",
        (View::Average { .. }, _) => "average",
        (View::Spread { spread: AttainmentSpread::Normal { .. } }, _) => "own",
        (View::Spread { spread: AttainmentSpread::Buckets { .. } }, _) => "groups",
    }
}

/// The view with this key, with what is known already carried over.
pub fn attainment_preset(key: &str, was: &Attainment) -> Attainment {
    let (mean, width) = match crate::career::spread_of(&was.view) {
        AttainmentSpread::Normal { mean, deviation } => (mean, deviation),
        AttainmentSpread::Buckets { .. } => (Rate::percent(90), WIDTH),
    };
    let at_quota = |share: Rate, basis: Basis| Attainment { basis, view: View::AtQuota { share, width } };
    let known = was.at_quota().unwrap_or(Rate::percent(50));
    match key {
        "assumed" => Attainment::default(),
        "survey" => at_quota(SURVEY_AT_QUOTA, Basis::Survey),
        "company" => at_quota(known, Basis::Company),
        "average" => Attainment { basis: Basis::Company, view: View::Average { mean: whole(mean), width } },
        "groups" => Attainment {
            basis: Basis::Own,
            view: View::Spread { spread: AttainmentSpread::Buckets { buckets: groups() } },
        },
        _own => Attainment { basis: Basis::Own, view: View::Average { mean: whole(mean), width } },
    }
}

/// A share in whole per cent.
fn whole(share: Rate) -> Rate {
    Rate::percent((share.to_f64() * 100.0).round() as i64)
}

/// Groups to begin with: illustrative.
fn groups() -> Vec<crate::model::AttainmentBucket> {
    let group = |from, to, share| crate::model::AttainmentBucket {
        from: Rate::percent(from),
        to: Rate::percent(to),
        share: Rate::percent(share),
    };
    vec![group(0, 50, 20), group(50, 100, 40), group(100, 150, 40)]
}
