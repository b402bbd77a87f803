//! What a plan begun from a few figures comes to, in a sentence or two, before it is opened.

use crate::engine::{Outcome, Row};
use crate::model::{Document, Pipeline};
use crate::present::Locale;
use crate::present::number::show_month;
use crate::text::tr;
use crate::units::{Currency, Money};
use std::collections::BTreeMap;

/// What is asked for while there is no plan yet.
pub fn enough(list: bool, roster: bool) -> &'static str {
    match (list, roster) {
        (true, true) => tr!("One figure is enough: the ARR wanted at the end of the plan."),
        (true, false) => tr!("The ARR wanted is enough; say who is there today, or add their list as well."),
        (false, true) => {
            tr!(
                "Four figures are enough: ARR and customers today, the ARR wanted, and what a new customer pays; or add the list of customers."
            )
        }
        (false, false) => {
            tr!(
                "Four figures are enough: ARR and customers today, the ARR wanted, and what a new customer pays. People left empty are none."
            )
        }
    }
}

/// What a customer list brought: customers with their ARR.
pub fn list_read(customers: usize, arr: Money, currency: Currency, locale: &Locale) -> String {
    let noun = if customers == 1 { tr!("customer") } else { tr!("customers") };
    tr!("{} {noun} with {} of ARR.", locale.count(customers as i64), locale.money_compact(arr, currency))
}

/// What happens to rows in another currency: they stay out until it has a plan rate, or come in at that rate.
pub fn rows_abroad(rows: usize, code: &str, rated: bool) -> String {
    match (rows, rated) {
        (1, false) => tr!("One row is in {code} and stays out until its plan rate is given."),
        (rows, false) => tr!("{rows} rows are in {code} and stay out until its plan rate is given."),
        (1, true) => tr!("One row is in {code} and comes in at this rate."),
        (rows, true) => tr!("{rows} rows are in {code} and come in at this rate."),
    }
}

/// What happens to people whose pay is in another currency: they get that of their role until it has a plan rate.
pub fn pay_abroad(rows: usize, code: &str, rated: bool) -> String {
    match (rows, rated) {
        (1, false) => tr!("Pay of one row is in {code}; until its plan rate is given, it is that of the role."),
        (rows, false) => {
            tr!("Pay of {rows} rows is in {code}; until its plan rate is given, it is that of their roles.")
        }
        (1, true) => tr!("Pay of one row is in {code} and comes in at this rate."),
        (rows, true) => tr!("Pay of {rows} rows is in {code} and comes in at this rate."),
    }
}

/// Whoever reports to nobody since the manager is not in the file, and what to do about it; empty where there is nobody.
pub fn without_manager(people: usize, locale: &Locale) -> String {
    match people {
        0 => String::new(),
        1 => tr!("One reports to a manager who is not in the file, and so to nobody: once the plan is open, import the file on Data > Import > People, which asks who that is.").to_owned(),
        some => tr!(
            "{} report to managers who are not in the file, and so to nobody: once the plan is open, import the file on Data > Import > People, which asks who they are.",
            locale.count(some as i64)
        ),
    }
}

/// Whom a roster brought, by role, and how many stayed out.
pub fn people_read(people: &[(String, usize)], out: usize, locale: &Locale) -> String {
    let count = |count: usize| locale.count(count as i64);
    let all: usize = people.iter().map(|it| it.1).sum();
    let roles: Vec<String> = people.iter().map(|(name, heads)| format!("{} {}", name, count(*heads))).collect();
    let out = match out {
        0 => String::new(),
        some => {
            tr!(" {} stay out: they left, or their title is none that sells or looks after customers.", count(some))
        }
    };
    let noun = if all == 1 { tr!("person") } else { tr!("people") };
    format!("{} {noun}: {}.{out}", count(all), roles.join(", "))
}

/// The head over rows of a file that are to be looked at; `unread` of them stay out.
pub fn rows_unread(unread: usize, locale: &Locale) -> String {
    match unread {
        0 => tr!("Worth a look:").to_owned(),
        1 => tr!("One row could not be read and stays out:").to_owned(),
        some => tr!("{} rows could not be read and stay out:", locale.count(some as i64)),
    }
}

/// Columns of a file that the plan does not use; empty where it uses all.
pub fn columns_unused(headers: &[String]) -> String {
    if headers.is_empty() { String::new() } else { tr!("Not used: {}.", headers.join(", ")) }
}

/// What a list of people says and the plan cannot use: segments it does not know with the people of each, quotas of roles that have none in
/// ARR, OTEs below base pay. Empty where it can use all.
pub fn terms_unused(segments: &BTreeMap<String, usize>, quotas: usize, otes: usize, locale: &Locale) -> String {
    let mut said = Vec::new();
    if !segments.is_empty() {
        let names = segments.iter().map(|(name, count)| format!("{name} ({})", locale.count(*count as i64)));
        let names = names.collect::<Vec<_>>().join(", ");
        said.push(tr!(
            "Segments the plan does not have are not used: {names}; the job title says where these people are."
        ));
    }
    let people = |count: usize| locale.counted(count, tr!("person"), tr!("people"));
    if quotas > 0 {
        said.push(tr!("The quota of {} is not used: their role has none in ARR of its own.", people(quotas)));
    }
    if otes > 0 {
        said.push(tr!("The OTE of {} is not used: it is less than the base pay.", people(otes)));
    }
    said.join(" ")
}

/// What becomes of segments that people name where no list of customers says what they hold; empty for one segment.
pub fn segments_unused(named: usize) -> &'static str {
    match named {
        0 | 1 => "",
        _more => tr!(
            "Without a list of customers the plan has one segment, and the segments of this file are not used; add the list, or give people their segments on the Team page."
        ),
    }
}

/// How far today's team carries the plan, and what was assumed.
pub fn outlook(document: &Document, outcome: &Outcome, locale: &Locale) -> String {
    let row = Row::of(outcome, outcome.whole());
    let money = |amount| locale.money_compact(amount, outcome.currency);
    let closing = row.movements.closing();
    let end = outcome.months.last().map(|it| show_month(*it)).unwrap_or_default();
    let reach = match document.settings.target_arr {
        Some(target) if closing < target => {
            tr!(
                "With today's team ARR is {} by {end}, {} short of {}.",
                money(closing),
                money(target - closing),
                money(target)
            )
        }
        Some(target) => tr!("With today's team ARR is {} by {end}: {} is reached.", money(closing), money(target)),
        None => tr!("With today's team ARR is {} by {end}.", money(closing)),
    };
    let kinds: Vec<String> = document.segments.iter().map(|it| it.name.clone()).collect();
    let kind = match kinds.as_slice() {
        [first @ .., last] if !first.is_empty() => tr!("{} and {last}", first.join(", ")),
        _one => kinds.concat(),
    };
    let leads: u32 = document.segments.iter().map(|it| it.pipeline.leads_month).sum();
    let leads = locale.count(i64::from(leads));
    let open = |share: fn(&Pipeline) -> f64| -> Money {
        let of = |it: &Pipeline| it.opening.iter().map(|it| it.arr.to_major()).sum::<f64>() * share(it);
        Money::from_major_f64(document.segments.iter().map(|it| of(&it.pipeline)).sum())
    };
    let all = open(|_| 1.0);
    if all <= Money::ZERO {
        return tr!(
            "{reach} Pay, quotas, ramp, win rate and retention are usual ones for {kind} deals, with {leads} leads a month and no deals open today: all of it can be typed over."
        );
    }
    let won = money(open(|it| it.opening_win_rate.to_f64()));
    let open = money(all);
    tr!(
        "{reach} Pay, quotas, ramp, win rate and retention are usual ones for {kind} deals, with {leads} leads a month and {open} of deals open today, of which {won} close: all of it can be typed over."
    )
}

/// Customers whose owners are not among the people of the list; empty where all are, or where there is no list of people.
pub fn without_owner(customers: usize, owners: usize, locale: &Locale) -> String {
    let owners = locale.counted(owners, tr!("owner"), tr!("owners"));
    match customers {
        0 => String::new(),
        1 => tr!(
            "One customer has an owner who is not in your list of people, and so belongs to nobody yet; the name is kept, and Territories > Assign gives the customer to somebody."
        )
        .to_owned(),
        some => tr!(
            "{} customers have {owners} who are not in your list of people, and so belong to nobody yet; the names are kept, and Territories > Assign gives the customers to somebody.",
            locale.count(some as i64)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Beginning;
    use crate::engine::{Env, evaluate};

    fn told(wanted: i64) -> String {
        let answers = Beginning {
            customers: 100,
            arr: Money::from_major(10_000_000),
            wanted: Money::from_major(wanted),
            deal_size: Money::from_major(15_000),
            sellers: 3,
            ..Beginning::default()
        };
        let document = answers.document().expect("nothing is missing");
        outlook(&document, &evaluate(&document, &Env::default()), &Locale::for_tag("en-US"))
    }

    #[test]
    fn it_says_what_is_short_or_that_nothing_is() {
        assert!(told(90_000_000).contains("short of $90M"), "{}", told(90_000_000));
        assert!(told(1_000_000).contains("$1M is reached"), "{}", told(1_000_000));
        assert!(told(1_000_000).contains("usual ones for SMB deals"));
    }

    #[test]
    fn what_is_open_today_is_said_with_what_it_brings() {
        // Three sellers of deals of 15,000 at what the catalogue has for SMB.
        assert!(told(1_000_000).contains("of deals open today, of which"), "{}", told(1_000_000));
        let english = Locale::for_tag("en-US");
        assert_eq!(without_owner(0, 0, &english), "");
        assert!(without_owner(320, 9, &english).starts_with("320 customers have 9 owners who are not in your list"));
    }

    #[test]
    fn what_did_not_come_from_the_files_is_said_with_what_to_do() {
        assert_eq!(
            pay_abroad(6, "EUR", false),
            "Pay of 6 rows is in EUR; until its plan rate is given, it is that of their roles."
        );
        assert_eq!(rows_abroad(1, "EUR", false), "One row is in EUR and stays out until its plan rate is given.");
        assert_eq!(rows_abroad(60, "EUR", true), "60 rows are in EUR and come in at this rate.");
        let english = Locale::for_tag("en-US");
        assert_eq!(
            terms_unused(&[("Aerospace".to_owned(), 2)].into(), 1, 0, &english),
            "Segments the plan does not have are not used: Aerospace (2); the job title says where these people are. \
             The quota of 1 person is not used: their role has none in ARR of its own."
        );
        assert_eq!(terms_unused(&BTreeMap::new(), 0, 0, &english), "");
        assert_eq!(columns_unused(&["Phone".to_owned(), "Region".to_owned()]), "Not used: Phone, Region.");
        assert_eq!(without_manager(0, &english), "");
        assert!(
            without_manager(24, &english)
                .starts_with("24 report to managers who are not in the file, and so to nobody: ")
        );
    }
}
