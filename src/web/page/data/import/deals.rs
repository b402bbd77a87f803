//! Deals as an import.

use super::{Incoming, Named, Names, Said};
use crate::edit::{Command, import_deals};
use crate::exchange::deal_words::measure_key;
use crate::exchange::importer::{DealRow, ImportReport};
use crate::exchange::intake::{DealChoices, DealIntake, deals, owner_key};
use crate::model::Document;
use crate::model::comp::Measure;
use crate::present::number::show_months;
use crate::present::{Locale, words_pay};
use crate::text::{mark, tr};
use crate::web::app::App;
use crate::web::ui::Choice;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Owners that can be explained in the sheet; more are told by number.
const OWNERS: usize = 24;

/// Deals: results as they came in.
pub(super) struct Deals;

impl Incoming for Deals {
    type Row = DealRow;
    type Taken = DealIntake;
    const ASK: &'static str = mark!(
        "Won deals (.csv from Salesforce, HubSpot or another CRM, or cells copied from Excel): owner, amount, close date; \
                               type, term, invoice and payment dates if you have them."
    );
    const KEEP: Option<&'static str> = Some(mark!("Keep deals that are here and not in this file"));
    const KEEPS: bool = true;
    const INSTEAD: Option<&'static str> = None;

    fn taken(document: &Document, report: &ImportReport<DealRow>, said: &Said) -> DealIntake {
        let owners = said.owners.iter().filter(|(_, person)| !person.is_empty());
        let owners = owners.map(|(name, person)| (owner_key(name), person.clone())).collect();
        deals(document, &report.rows, &DealChoices { rates: said.rates.clone(), owners })
    }

    fn count(taken: &DealIntake) -> usize {
        taken.deals.len()
    }

    fn counted(count: usize, locale: &Locale) -> String {
        locale.counted(count, tr!("deal"), tr!("deals"))
    }

    fn effect(taken: &DealIntake, document: &Document, locale: &Locale) -> String {
        let count = |count: usize| locale.count(count as i64);
        let is = |count: usize| if count == 1 { tr!("is") } else { tr!("are") };
        let all = taken.deals.len();
        let mut lines = Vec::new();
        if all > 0 {
            lines.push(crate::present::deals::summary(taken.deals.iter(), all, locale, document.settings.currency));
        }
        if taken.updated > 0 {
            let mut line = tr!("{} {} here already and will be updated", count(taken.updated), is(taken.updated));
            if taken.kept_splits > 0 {
                line.push_str(&tr!("; {} of them keep the split typed here", count(taken.kept_splits)));
            }
            lines.push(line + ".");
        }
        let unsaid: usize = taken.without_measure.values().sum();
        if unsaid > 0 {
            lines.push(tr!("{} stay out until you say what they count as.", Deals::counted(unsaid, locale)));
        }
        let names = |names: &BTreeMap<String, usize>| {
            let mut list: Vec<(&String, &usize)> = names.iter().collect();
            list.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
            let shown: Vec<String> = list.iter().take(6).map(|(name, rows)| format!("{name} {rows}")).collect();
            let more = list.len().saturating_sub(6);
            if more > 0 { tr!("{} and {more} more", shown.join(", ")) } else { shown.join(", ") }
        };
        if !taken.unknown_owners.is_empty() {
            let rows: usize = taken.unknown_owners.values().sum();
            lines.push(tr!(
                "{} {} by owners who are not on the team ({}) and will be house accounts, unless you say below who they are.",
                count(rows),
                is(rows),
                names(&taken.unknown_owners)
            ));
        }
        if !taken.away.is_empty() {
            let rows: usize = taken.away.values().sum();
            lines.push(tr!(
                "{} {} closed on a day on which the owner held no seat ({}) and will be house accounts.",
                count(rows),
                if rows == 1 { tr!("was") } else { tr!("were") },
                names(&taken.away)
            ));
        }
        if taken.outside > 0 {
            let last = document.settings.months().last();
            let span = last.map(|last| show_months(document.settings.first_month, last));
            lines.push(tr!(
                "{} {} outside the months of the plan ({}) and will count in no statement.",
                count(taken.outside),
                is(taken.outside),
                span.unwrap_or_default()
            ));
        }
        lines.join(" ")
    }

    fn tight(_app: App, _taken: &DealIntake) -> Option<String> {
        // Deals are small and few beside accounts.
        None
    }

    fn foreign(taken: &DealIntake) -> BTreeMap<String, usize> {
        taken.foreign.clone()
    }

    fn out(taken: &DealIntake) -> usize {
        taken.without_rate.values().sum()
    }

    fn named(
        document: &Document,
        report: &ImportReport<DealRow>,
        taken: &DealIntake,
        said: &Said,
    ) -> Vec<(&'static str, Vec<Named>)> {
        let mut groups = Vec::new();
        let kinds = report.kinds();
        if !kinds.is_empty() {
            let measures = Measure::ALL.map(|it| Choice::new(measure_key(it), words_pay::measure(it)));
            let kind = |(text, (measure, rows)): (String, (Option<Measure>, usize))| Named {
                label: if text.is_empty() { tr!("No kind given").to_owned() } else { text.clone() },
                text,
                help: Deals::rows(rows),
                choices: std::iter::once(Choice::new("", tr!("Stays out"))).chain(measures.clone()).collect(),
                chosen: measure.map(measure_key).unwrap_or_default().to_owned(),
                of: Names::Mapped,
            };
            groups.push((tr!("What each kind of deal counts as"), kinds.into_iter().map(kind).collect()));
        }
        let explained = said.owners.keys();
        let names: BTreeSet<&String> = taken.unknown_owners.keys().chain(explained).collect();
        if !names.is_empty() {
            let mut people: Vec<&str> = document.people.iter().map(|person| person.name.as_str()).collect();
            people.sort_unstable();
            people.dedup();
            let people = people.into_iter().map(|name| Choice::new(name, name));
            let choices: Vec<Choice> = std::iter::once(Choice::new("", tr!("House account"))).chain(people).collect();
            let owner = |name: &String| Named {
                text: name.clone(),
                label: tr!("{name} is"),
                help: taken.unknown_owners.get(name).map(|rows| Deals::rows(*rows)).unwrap_or_default(),
                choices: choices.clone(),
                chosen: said.owners.get(name).cloned().unwrap_or_default(),
                of: Names::Owners,
            };
            groups.push((tr!("Owners who are not on the team"), names.into_iter().take(OWNERS).map(owner).collect()));
        }
        groups
    }

    fn command(document: &Document, taken: &DealIntake, said: &Said) -> Command {
        import_deals(document, &taken.deals, said.keep)
    }

    fn held(document: &Document) -> usize {
        document.deals.len()
    }

    fn said_of_held(count: usize, locale: &Locale) -> String {
        match count {
            0 => tr!("No deals yet. Statements of pay are made of them; the forecast needs none.").to_owned(),
            some => tr!("{}; they are at the foot of the Pay page.", Deals::counted(some, locale)),
        }
    }

    fn remove() -> Command {
        Command::batch(tr!("remove the deals"), vec![Command::Deals(Arc::default())])
    }
}

impl Deals {
    fn rows(rows: usize) -> String {
        if rows == 1 { tr!("1 deal").to_owned() } else { tr!("{rows} deals") }
    }
}
